#include "annotate/document/book.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <system_error>

#include "annotate/document/book_yaml.h"
#include "annotate/document/file_order.h"
#include "annotate/document/sources/epub/epub.h"
#include "annotate/document/sources/source_formats.h"
#include "annotate/document/title_page.h"
#include "annotate/language/languages.h"
#include "shared/files.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

namespace fs = std::filesystem;

/// Natural order: "chapter 2" before "chapter 10". Letter case matters only between names that are otherwise the same.
bool natural_less(const std::string& a, const std::string& b) {
  const std::string x = lower_case(a);
  const std::string y = lower_case(b);
  const auto is_digit_at = [](const std::string& s, std::size_t i) {
    return i < s.size() && std::isdigit(static_cast<unsigned char>(s[i])) != 0;
  };
  const auto digits_at = [&](const std::string& s, std::size_t& i) {
    while (i < s.size() && s[i] == '0') ++i;
    const std::size_t begin = i;
    while (is_digit_at(s, i)) ++i;
    return s.substr(begin, i - begin);
  };
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < x.size() && j < y.size()) {
    if (is_digit_at(x, i) && is_digit_at(y, j)) {
      const std::string m = digits_at(x, i);
      const std::string n = digits_at(y, j);
      if (m != n) return m.size() != n.size() ? m.size() < n.size() : m < n;
      continue;
    }
    if (x[i] != y[j]) return x[i] < y[j];
    ++i;
    ++j;
  }
  if (i < x.size() || j < y.size()) return j < y.size();
  return a < b;
}

bool is_manuscript_name(const fs::path& path) {
  const std::string name = lower_case(path.filename().string());
  return has_source_extension(name) && name.front() != '.' && lower_case(path.stem().string()) != "readme";
}

/// "any-story" -> "Any Story".
std::string title_from_name(std::string_view name) {
  std::string title(name);
  std::replace_if(
      title.begin(), title.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
  title = fold_space(title);
  bool at_start = true;
  for (char& c : title) {
    if (at_start) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    at_start = c == ' ';
  }
  return title.empty() ? "Untitled" : title;
}

/// The folder's manuscripts in natural order: texts, or where it has none, those of other formats.
std::vector<fs::path> manuscripts_of(const fs::path& folder, Diagnostics& diagnostics) {
  std::vector<fs::path> files;
  std::error_code failure;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
    std::error_code unreadable;
    if (is_manuscript_name(entry->path()) && !entry->is_directory(unreadable)) files.push_back(entry->path());
  }
  if (failure) {
    diagnostics.error(folder.string(), "the folder cannot be read: " + failure.message(), "check its permissions");
    return {};
  }
  // Beside a text, the same book as an EPUB or a PDF is another form of it.
  const auto is_text = [](const fs::path& file) { return has_text_extension(file.string()); };
  if (std::any_of(files.begin(), files.end(), is_text)) std::erase_if(files, std::not_fn(is_text));
  std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
    return natural_less(a.filename().string(), b.filename().string());
  });
  if (files.empty()) {
    diagnostics.error(folder.string(), "there is no manuscript in this folder",
                      "put the story there as an .epub, or as .txt or .md files");
  }
  return files;
}

/// The last part of a path that has a name: "story/the-mask/" and "." have one, too.
fs::path last_name(const fs::path& path) {
  std::error_code failure;
  fs::path absolute = fs::absolute(path, failure).lexically_normal();
  if (failure) absolute = path;
  return absolute.has_filename() ? absolute.filename() : absolute.parent_path().filename();
}

std::string hint_for_missing(const fs::path& path) {
  std::vector<std::string> known;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::error_code failure;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
    const fs::path& candidate = entry->path();
    std::error_code unreadable;
    if (is_manuscript_name(candidate) || entry->is_directory(unreadable))
      known.push_back(candidate.filename().string());
  }
  std::sort(known.begin(), known.end());
  const std::string near = nearest(path.filename().string(), known);
  return near.empty() ? "name a folder with manuscripts, or a file: .epub, .txt, .md"
                      : fmt::format("did you mean '{}'?", near);
}

/// Settings that look as if they were this book's, and are not.
void tell_other_settings(const Book& book, bool is_folder, Diagnostics& diagnostics) {
  std::error_code failure;
  if (!is_folder) {
    const fs::path other = book.folder / "book.yaml";
    if (other == book.settings || !fs::exists(other, failure)) return;
    diagnostics.warning(
        other.string(), fmt::format("these settings are not read for {} by itself", book.path.string()),
        fmt::format("its own are in {}; the folder is a book, too: {}", book.settings.string(), book.folder.string()));
    return;
  }
  for (const fs::path& file : book.files) {
    const fs::path other = fs::path(file).replace_extension(".yaml");
    if (other == book.settings || !fs::exists(other, failure)) continue;
    diagnostics.warning(other.string(),
                        fmt::format("these settings are not read for the folder {}", book.path.string()),
                        fmt::format("its own are in {}", book.settings.string()));
  }
}

/// The language of the book, where its settings do not have it: the manuscript's own. English that tells no more than
/// that is the usual English.
void settle_language(Book& book, Diagnostics& diagnostics) {
  const bool chosen = !book.language.empty();
  const std::string& own = book.metadata.language;
  if (!chosen) {
    const std::string tag = language::find_tag(own);
    const language::Language* const known = language::find_language(tag);
    book.language = known == nullptr || known->writes_out() ? std::string(language::default_language_tag()) : tag;
    if (known == nullptr && !own.empty()) {
      diagnostics.warning(book.path.string(),
                          fmt::format("is in {}, a language that Sotto does not read: it will be read as if it were "
                                      "English",
                                      printable(language::language_name(own))),
                          "`language: fr` in its settings says which it is");
      return;
    }
  }
  const language::Language& language = language_of(book);
  if (language.writes_out()) return;
  diagnostics.warning(
      book.path.string(),
      fmt::format("is read in {}: who speaks is guessed less well than in English", language.name()),
      chosen ? "see who says what in its scripts, or let one voice read it all: `voices: one`"
             : "see who says what in its scripts; if it is English, `language: en` in its settings says so");
}

/// Files whose names do not sort are read in the order of their headings.
void settle_order(Book& book, Diagnostics& diagnostics) {
  if (!order_by_headings(language_of(book), book.files)) return;
  std::vector<std::string> names;
  for (const fs::path& file : book.files) names.push_back(file.filename().string());
  diagnostics.note(book.path.string(),
                   fmt::format("its files are read in the order of their headings: {}", fmt::join(names, ", ")),
                   "figures before their names (01-..., 02-...) say another order");
}

/// What catalogues know the book by, where its settings do not have it: what the manuscript says of itself.
void settle_details(Book& book) {
  const SourceMetadata& own = book.metadata;
  BookDetails& details = book.details;
  const auto settle = [](std::string& value, const std::string& source) {
    if (value.empty()) value = source;
  };
  if (details.series.empty()) {
    details.series = own.series;
    settle(details.series_number, own.series_position);
  }
  settle(details.description, own.description);
  settle(details.publisher, own.publisher);
  // "1813", "2014-05-25"
  const std::string year = own.date.substr(0, 4);
  if (details.year == 0 && year.size() == 4 && year.find_first_not_of("0123456789") == std::string::npos)
    details.year = std::stoi(year);
}

}  // namespace

bool GivenCast::closed() const {
  return others == Others::nobody && std::any_of(people.begin(), people.end(),
                                                 [](const Character& character) { return character.id != kNarrator; });
}

ReadingOptions reading_options(const Book& book) { return {language_of(book), book.read_notes}; }

const language::Language& language_of(const Book& book) {
  const language::Language* const found = language::find_language(book.language);
  return found == nullptr ? language::default_language() : *found;
}

std::optional<Book> open_book(const fs::path& path, Diagnostics& diagnostics) {
  Diagnostics own;
  Book book;
  book.path = path;
  book.language.clear();
  std::error_code failure;
  const fs::file_type type = fs::status(path, failure).type();
  const bool is_folder = type == fs::file_type::directory && !is_epub_folder(path.string());
  if (type == fs::file_type::not_found) {
    own.error(path.string(), "there is no such book", hint_for_missing(path));
  } else if (type != fs::file_type::directory && path.extension() == ".yaml") {
    own.error(path.string(), "these are settings, and no story", "name the story that they are for");
  } else {
    const fs::path name = last_name(path);
    book.name = file_slug((is_folder ? name : name.stem()).string());
    book.title = title_from_name((is_folder ? name : name.stem()).string());
    book.folder = is_folder ? path : path.has_parent_path() ? path.parent_path() : fs::path(".");
    book.files = is_folder ? manuscripts_of(path, own) : std::vector<fs::path>{path};
    book.settings = is_folder ? path / "book.yaml" : book.folder / (name.stem().string() + ".yaml");
    // Of several files the first may as well begin with the title of its chapter.
    if (book.files.size() == 1) read_title_page(book.files.front(), book);
  }
  if (!own.has_errors()) {
    if (fs::exists(book.settings, failure)) read_book_file(book.settings, book, own);
    settle_language(book, own);
    settle_details(book);
    if (is_folder) settle_order(book, own);
    tell_other_settings(book, is_folder, own);
  }
  diagnostics.append(own);
  if (own.has_errors()) return std::nullopt;
  return book;
}

}  // namespace sotto::document
