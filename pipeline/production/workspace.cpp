#include "production/workspace.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "shared/hash.h"
#include "shared/text.h"

namespace sotto::production {

namespace {

namespace fs = std::filesystem;

/// The folders of that name under the roots, as far as they exist, each once. The working folder is the root "".
std::vector<fs::path> existing_folders(const std::vector<fs::path>& roots, const fs::path& name) {
  std::vector<fs::path> folders;
  for (const fs::path& root : roots) {
    const fs::path folder = root / name;
    std::error_code none;
    if (!fs::is_directory(folder, none)) continue;
    const auto same = [&](const fs::path& known) { return fs::equivalent(known, folder, none); };
    if (std::none_of(folders.begin(), folders.end(), same)) folders.push_back(folder);
  }
  return folders;
}

/// A folder in another one; no name: that one.
fs::path below(const fs::path& folder, const std::string& name) { return name.empty() ? folder : folder / name; }

/// Whoever brings an EPUB wants to hear it in a player, and to read along.
bool is_epub(const document::Book& book) {
  return book.files.size() == 1 && lower_case(book.files.front().extension().string()) == ".epub";
}

}  // namespace

std::string Workspace::edition_of(const document::Book& book) const {
  std::string edition = delivery.profile == book.profile ? "" : delivery.profile;
  if (delivery.dry) edition += edition.empty() ? "dry" : "-dry";
  return edition;
}

fs::path Workspace::folder_of(const document::Book& book) const { return below(book_folder(book), edition_of(book)); }

fs::path Workspace::blessed_folder(const document::Book& book) const {
  return below(blessed / book.name, edition_of(book));
}

fs::path Workspace::records_of(const document::Book& book) const {
  const std::string edition = edition_of(book);
  return edition.empty() ? book_records(book) : editions_in(book_records(book)) / edition;
}

fs::path Workspace::book_records(const document::Book& book) const {
  const fs::path folder = cache_folder() / "made";
  // Several out folders may share a cache; the usual one, with the cache in it, may be moved.
  const fs::path beside = fs::absolute(cache_folder()).lexically_normal().parent_path();
  const fs::path ours = (fs::absolute(out) / "").lexically_normal().parent_path();
  if (beside == ours) return folder / book.name;
  return folder / fmt::format("{}-{}", book.name, ContentHash().add(ours.string()).hex().substr(0, 8));
}

std::vector<fs::path> Workspace::voice_folders(const document::Book* book) const {
  const bool own = ensemble == own_ensemble();
  std::vector<fs::path> roots = {"", user, home};
  if (book != nullptr) roots.insert(roots.begin(), book->folder);
  std::vector<fs::path> folders = existing_folders(roots, own ? fs::path("voices") : fs::path("voices") / ensemble);
  if (own || book == nullptr) return folders;
  const std::vector<fs::path> books = existing_folders({book->folder}, "voices");
  const bool is_books = !folders.empty() && folders.front().parent_path().parent_path() == book->folder;
  folders.insert(folders.begin() + (is_books ? 1 : 0), books.begin(), books.end());
  return folders;
}

std::vector<std::string> Workspace::ensembles() const {
  std::set<std::string> names;
  for (const fs::path& folder : existing_folders({"", user, home}, "voices")) {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none)) {
      fs::directory_iterator inside(entry.path(), none);
      if (none) continue;
      const bool any = std::any_of(begin(inside), end(inside),
                                   [](const fs::directory_entry& file) { return file.path().extension() == ".yaml"; });
      if (any) names.insert(entry.path().filename().string());
    }
  }
  names.erase(own_ensemble());
  std::vector<std::string> all = {own_ensemble()};
  all.insert(all.end(), names.begin(), names.end());
  return all;
}

std::vector<fs::path> Workspace::profile_folders(const document::Book& book) const {
  return existing_folders({book.folder, "", user, home}, "profiles");
}

std::optional<publish::DeliveryProfile> Workspace::profile_of(const document::Book& book,
                                                              Diagnostics& diagnostics) const {
  Diagnostics own;
  const auto profiles = publish::read_profiles(profile_folders(book), own);
  const std::string& asked = delivery.profile;
  const Origin asked_at = asked.empty() ? book.profile_at : Origin{"--profile", 0, 0, {}};
  auto chosen = publish::choose_profile(profiles, asked.empty() ? book.profile : asked, asked_at, own);
  diagnostics.append(own);
  if (own.has_errors()) return std::nullopt;
  if (edition_of(book) == report_folder(book).filename()) {
    diagnostics.error(asked_at.file, fmt::format("an edition cannot be called '{}': its reports are called so", asked),
                      "give the profile another name");
    return std::nullopt;
  }
  chosen->dry = chosen->dry || delivery.dry;
  Diagnostics wrong;
  const bool here = !delivery.formats.empty();
  // The book's formats are of the book's own edition: another profile's edition has that profile's.
  const bool another = !asked.empty() && asked != book.profile && !chosen->formats.empty();
  const std::vector<std::string> of_book = another ? std::vector<std::string>() : book.formats;
  auto formats = publish::read_formats(here ? delivery.formats : of_book,
                                       here ? Origin{"--format", 0, 0, {}} : book.formats_at, wrong);
  diagnostics.append(wrong);
  if (wrong.has_errors()) return std::nullopt;
  if (formats.empty() && chosen->formats.empty() && chosen->name == document::Book().profile && is_epub(book)) {
    formats = {publish::Format::m4b, publish::Format::epub};
  }
  chosen = publish::with_formats(std::move(*chosen), formats);
  // What a library is given.
  std::vector<publish::Format>& made = chosen->formats;
  if (!delivery.library.empty() && std::find(made.begin(), made.end(), publish::Format::m4b) == made.end()) {
    made.push_back(publish::Format::m4b);
  }
  return chosen;
}

fs::path editions_in(const fs::path& book_records) { return book_records / "editions"; }

std::vector<document::Book> find_books(const std::vector<std::string>& names, const Workspace& workspace,
                                       Diagnostics& diagnostics) {
  std::vector<std::string> known;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(workspace.stories, none)) {
    const std::string name = entry.path().filename().string();
    // A story's settings may lie beside it.
    if (!name.starts_with('.') && entry.path().extension() != ".yaml") known.push_back(name);
  }
  std::sort(known.begin(), known.end());
  if (names.empty() && known.empty()) {
    diagnostics.error(workspace.stories.string(), "there are no stories here",
                      "name a story: sotto produce path/to/story.txt");
  }

  std::vector<document::Book> books;
  for (const std::string& name : names.empty() ? known : names) {
    fs::path path = names.empty() ? workspace.stories / name : fs::path(name);
    if (!fs::exists(path, none) && fs::exists(workspace.stories / name, none)) path = workspace.stories / name;
    if (!fs::exists(path, none)) {
      diagnostics.error(name, "there is no such story", suggest(name, known));
      continue;
    }
    auto book = document::open_book(path, diagnostics);
    if (!book) continue;
    const auto same =
        std::find_if(books.begin(), books.end(), [&](const document::Book& b) { return b.name == book->name; });
    if (same != books.end()) {
      diagnostics.error(
          path.string(),
          fmt::format("this and {} would both be made in {}", same->path.string(), workspace.folder_of(*book).string()),
          "rename one of them, or make them apart, each with its own --out DIR --scripts DIR");
      continue;
    }
    books.push_back(std::move(*book));
  }
  return books;
}

}  // namespace sotto::production
