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

namespace {

/// Whether there is no book of this name yet.
bool is_new(const std::string& name, const std::string& extension, const production::Workspace& workspace,
            std::string& why) {
  std::error_code none;
  if (!fs::exists(workspace.stories / name, none) && !fs::exists(workspace.stories / (name + extension), none)) {
    return true;
  }
  why = fmt::format("there is a book '{}' already: open it with Books", name);
  return false;
}

/// Opens what was put into a new folder; where that is no book, the folder goes.
std::optional<document::Book> open_added(const fs::path& folder, std::string& why) {
  Diagnostics wrong;
  auto book = document::open_book(folder, wrong);
  if (book && document::read_with_credits(*book, wrong) && !wrong.has_errors()) return book;
  why = wrong.empty() ? "this cannot be read as a book" : wrong.all().back().message;
  std::error_code none;
  fs::remove_all(folder, none);
  return std::nullopt;
}

}  // namespace

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
  if (!is_new(name, extension, workspace, why)) return std::nullopt;
  const fs::path folder = workspace.stories / name;
  make_folder(folder);
  write_file(folder / (name + extension), bytes);
  return open_added(folder, why);
}

std::optional<document::Book> add_folder(const std::string& folder_name,
                                         const std::map<std::string, std::string>& files,
                                         const production::Workspace& workspace, std::string& why) {
  const std::string name = slug(folder_name);
  std::map<std::string, std::string> taken;
  bool has_text = false;
  for (const auto& [file, text] : files) {
    const fs::path named = fs::path(file).filename();
    const std::string extension = lower_case(named.extension().string());
    const bool is_text = extension == ".txt" || extension == ".md";
    if (!is_text && extension != ".yaml") continue;
    has_text |= is_text;
    taken[named.string()] = text;
  }
  if (name.empty() || !has_text) {
    why = "a folder that is a book has chapters as .txt or .md files";
    return std::nullopt;
  }
  if (!is_new(name, "", workspace, why)) return std::nullopt;
  const fs::path folder = workspace.stories / name;
  make_folder(folder);
  for (const auto& [file, text] : taken) write_file(folder / file, text);
  return open_added(folder, why);
}

}  // namespace sotto::studio
