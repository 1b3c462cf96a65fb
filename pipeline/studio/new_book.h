#pragma once

/// A book that is dropped on the page.

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "annotate/document/book.h"
#include "production/workspace.h"

namespace sotto::studio {

/// Puts a manuscript into a folder of its own below the stories: `story/my-book/my-book.epub`. `file_name` is what the
/// browser calls it; of it only letters and digits and a known ending are used. Nothing, with the reason in `why` and
/// no file left, where there is a book of that name already, or this is none that can be read.
std::optional<document::Book> add_book(const std::string& file_name, std::string_view bytes,
                                       const production::Workspace& workspace, std::string& why);

/// The same of a folder's manuscripts and settings (.txt, .md, .yaml; what else is in it is left out): `files` are
/// their names and texts.
std::optional<document::Book> add_folder(const std::string& folder_name,
                                         const std::map<std::string, std::string>& files,
                                         const production::Workspace& workspace, std::string& why);

}  // namespace sotto::studio
