#pragma once

/// Markdown: its marks say what is a heading, a list, a quotation, emphasis.

#include <optional>
#include <string>
#include <string_view>

#include "annotate/document/sources/reading_options.h"
#include "annotate/document/sources/source.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// Reads a text file (plain_text.h) with Markdown's marks. What Markdown writes but no reader says becomes white space
/// of the same size: the marks of block quotes, bullets, links, code and tables, where links lead, comments and tags of
/// HTML, footnote marks, a YAML header. So every other character keeps its offset, in bytes as in code points. Marks
/// that are read later on stay: those of headings, scene breaks and emphasis, the numbers of lists, and a lone "- ",
/// which may open a speech. Title and author are those of the YAML header, or of Project Gutenberg's.
std::optional<Source> read_markdown(const std::string& path, std::string_view bytes, const ReadingOptions& options,
                                    Diagnostics& diagnostics);

}  // namespace sotto::document
