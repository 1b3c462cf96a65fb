#include "studio/new_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "annotate/document/credits.h"
#include "shared/files.h"
#include "shared/text.h"

namespace sotto::studio {

namespace fs = std::filesystem;

std::optional<document::Book> add_book(const std::string& file_name, std::string_view bytes,
                                       const production::Workspace& workspace, std::string& why) {
  static constexpr std::array<std::string_view, 8> kKnown = {".epub", ".txt",  ".md",  ".docx",
                                                             ".odt",  ".html", ".htm", ".pdf"};
  const fs::path named = fs::path(file_name).filename();
  const std::string extension = lower_case(named.extension().string());
  const std::string name = slug(named.stem().string());
  if (std::find(kKnown.begin(), kKnown.end(), extension) == kKnown.end() || name.empty()) {
    why = "a book is an EPUB, a DOCX, an ODT, a PDF, a web page, a .txt or a .md";
    return std::nullopt;
  }
  const fs::path folder = workspace.stories / name;
  std::error_code none;
  if (fs::exists(folder, none) || fs::exists(workspace.stories / (name + extension), none)) {
    why = fmt::format("there is a book '{}' already: sotto studio {}", name, name);
    return std::nullopt;
  }
  make_folder(folder);
  write_file(folder / (name + extension), bytes);
  Diagnostics wrong;
  auto book = document::open_book(folder, wrong);
  if (book && document::read_with_credits(*book, wrong) && !wrong.has_errors()) return book;
  why = wrong.empty() ? "this cannot be read as a book" : wrong.all().back().message;
  fs::remove(folder / (name + extension), none);
  fs::remove(folder, none);
  return std::nullopt;
}

}  // namespace sotto::studio
