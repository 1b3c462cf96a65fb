#pragma once

/// In which order the files of a folder are read.

#include <filesystem>
#include <string>
#include <vector>

#include "annotate/language/language.h"

namespace sotto::document {

/// "03-the-nursery.md" -> "The Nursery"; "7.txt" -> nothing.
std::string title_from_file_name(const std::filesystem::path& path);

/// Puts files whose names or first lines are headings into the order of these: a prologue, the numbered ones, an
/// epilogue. Only where that tells the order of all of them, and no name begins with a figure. Returns whether it
/// changed.
bool order_by_headings(const language::Language& language, std::vector<std::filesystem::path>& files);

}  // namespace sotto::document
