#include "annotate/book.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <system_error>
#include <utility>

#include "annotate/manuscript/headings.h"
#include "annotate/manuscript/manuscript.h"
#include "annotate/manuscript/text_blocks.h"
#include "shared/files.h"
#include "shared/strict_yaml.h"
#include "shared/text.h"

namespace sotto {

namespace {

namespace fs = std::filesystem;

/// Names in the order in which people count: "chapter 2" before "chapter 10". Letter case matters only between names
/// that are otherwise the same.
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
  const std::string extension = lower_case(path.extension().string());
  return (extension == ".md" || extension == ".markdown" || extension == ".txt") && name.front() != '.' &&
         lower_case(path.stem().string()) != "readme";
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

/// A text of Project Gutenberg names itself in its header: "Title: Emma".
std::string header_field(std::string_view text, std::string_view field) {
  constexpr std::size_t kHeaderBytes = 3000;
  const std::string_view header = text.substr(0, kHeaderBytes);
  if (header.find("Project Gutenberg") == std::string_view::npos) return {};
  const std::size_t at = header.find("\n" + std::string(field) + ": ");
  if (at == std::string_view::npos) return {};
  const std::string_view rest = header.substr(at + field.size() + 3);
  return fold_space(rest.substr(0, rest.find_first_of("\r\n")));
}

/// A Markdown file may begin with "---", YAML, "---". Whether it does; what is wrong in it is not ours to tell.
bool read_yaml_header(const fs::path& path, std::string_view bytes, Book& book) {
  if (!is_markdown(path.string()) || !bytes.starts_with("---\n")) return false;
  const std::size_t end = bytes.find("\n---", 3);
  if (end == std::string_view::npos) return false;
  Diagnostics ignored;
  const auto header = YamlFile::parse(path.string(), std::string(bytes.substr(4, end - 3)), ignored);
  if (!header) return false;
  const auto read = [&](std::string_view key, std::string& target) {
    const YamlValue* value = header->root().find(key);
    if (value == nullptr || value->kind != YamlValue::Kind::scalar || value->scalar.empty()) return false;
    target = fold_space(value->scalar);
    return true;
  };
  read("author", book.author);
  return read("title", book.title);
}

/// Title and author as the manuscript's own first lines give them.
void read_title_page(const Manuscript& manuscript, Book& book) {
  const std::string_view text = manuscript.text;
  const std::string title = header_field(text, "Title");
  const std::string author = header_field(text, "Author");
  if (!title.empty()) book.title = title;
  if (!author.empty()) book.author = author;
  if (!title.empty()) return;

  const SourceFile& file = manuscript.files.front();
  const std::vector<TextBlock> blocks = find_blocks(text, file.span, file.markdown);
  if (blocks.empty()) return;
  const TextBlock& first = blocks.front();
  const std::string line = bare_title(first.lines.front().of(text));
  const bool marked = first.kind == TextBlock::Kind::marked_heading;
  const bool alone = first.kind == TextBlock::Kind::text && first.lines.size() <= 2 && blocks.size() > 1;
  if (!marked && !(alone && looks_like_title(line))) return;
  if (parse_heading(line)) return;
  const auto same_level = [&](const TextBlock& b) { return b.kind == first.kind && b.level == first.level; };
  // Two headings of the first one's level: they are chapters.
  if (marked && std::count_if(blocks.begin(), blocks.end(), same_level) > 1) return;
  book.title = title_case(line);
  const Span below = first.lines.size() > 1 ? first.lines[1] : blocks.size() > 1 ? blocks[1].lines.front() : Span{};
  const std::string author_line = bare_title(below.of(text));
  if (author_line.size() > 3 && lower_case(author_line.substr(0, 3)) == "by " &&
      looks_like_title(author_line.substr(3))) {
    book.author = title_case(author_line.substr(3));
  }
}

/// The title page of the first manuscript; mistakes in it are for `read_manuscript` to tell.
void read_title_page(const fs::path& path, Book& book) {
  const std::optional<std::string> bytes = try_read_file(path);
  if (!bytes || read_yaml_header(path, *bytes, book)) return;
  Diagnostics ignored;
  if (const std::optional<Manuscript> manuscript = decode_manuscript(path.string(), *bytes, ignored)) {
    read_title_page(*manuscript, book);
  }
}

void read_gender(YamlMapping& mapping, Character& character) {
  std::string gender;
  if (!mapping.choice("gender", gender, {"f", "m", "female", "male"})) return;
  character.gender = gender.front() == 'f' ? Gender::female : Gender::male;
}

/// Two characters with the same id could not be told apart in a script.
void check_ids(const YamlFile& file, const std::vector<Character>& cast, const std::vector<YamlPlace>& places) {
  std::map<std::string, std::size_t> owners;
  for (std::size_t i = 0; i < cast.size(); ++i) {
    const std::size_t owner = owners.emplace(cast[i].id, i).first->second;
    if (owner == i) continue;
    file.error(places[i],
               fmt::format("'{}' and '{}' are both '{}' in a script", cast[owner].name, cast[i].name, cast[i].id),
               "give one of them another name");
  }
}

/// Whoever is called by a name that two have could be either.
void check_names(const YamlFile& file, const std::vector<Character>& cast, const std::vector<YamlPlace>& places) {
  std::map<std::string, std::size_t> owners;
  for (std::size_t i = 0; i < cast.size(); ++i) owners.emplace(lower_case(cast[i].name), i);
  for (std::size_t i = 0; i < cast.size(); ++i) {
    for (const std::string& alias : cast[i].aliases) {
      const std::size_t owner = owners.emplace(lower_case(fold_space(alias)), i).first->second;
      if (owner == i) continue;
      file.warning(places[i], fmt::format("'{}' is a name of both {} and {}", alias, cast[owner].name, cast[i].name),
                   "take it away from one of them");
    }
  }
}

std::vector<Character> read_cast(const YamlFile& file, const YamlValue& value) {
  std::vector<Character> cast;
  std::vector<YamlPlace> places;
  if (value.kind == YamlValue::Kind::null) return cast;
  if (value.kind != YamlValue::Kind::mapping) {
    file.error(value.place, "'cast' must be a mapping: each name with its aliases, gender and voice",
               "for example  Meg: {gender: f, voice: meg}");
    return cast;
  }
  for (const YamlValue::Entry& entry : value.entries) {
    Character character;
    character.name = fold_space(entry.key);
    character.id = slug(entry.key);
    character.given = true;
    YamlMapping mapping(file, entry.value, fmt::format("'{}'", entry.key));
    mapping.texts("aliases", character.aliases);
    read_gender(mapping, character);
    mapping.text("voice", character.voice);
    mapping.finish();
    cast.push_back(std::move(character));
    places.push_back(entry.key_place);
  }
  check_ids(file, cast, places);
  check_names(file, cast, places);
  return cast;
}

/// What is neither of our words and has no extension is no sound file, but a word misspelt.
void check_bed(const YamlFile& file, const YamlValue& value, AmbienceSettings& ambience) {
  if (ambience.bed == "rain" || ambience.bed == "none") return;
  if (fs::path(ambience.bed).extension().empty()) {
    const std::string near = nearest(ambience.bed, {"rain", "none"});
    file.error(
        value.find("bed")->place, fmt::format("'{}' is no bed", ambience.bed),
        near.empty() ? "rain, none, or a sound file in the book's folder" : fmt::format("did you mean '{}'?", near));
  }
  ambience.scene.recording = ambience.bed;
}

AmbienceSettings read_ambience(const YamlFile& file, const YamlValue& value) {
  AmbienceSettings ambience;
  YamlMapping mapping(file, value, "'ambience'");
  if (mapping.text("bed", ambience.bed)) ambience.bed_at = file.origin(value.find("bed")->place);
  mapping.flag("outside", ambience.outside);
  mapping.number("level", ambience.level.value, -60, 0, "LU under the speech");
  constexpr Decibels kLeastDuck{3};
  constexpr Decibels kMostDuck{6};
  const bool duck = mapping.number("duck", ambience.duck.value, 0, 24, "dB");
  if (duck && ambience.duck.value > 0 && (ambience.duck < kLeastDuck || ambience.duck > kMostDuck)) {
    file.warning(value.find("duck")->place,
                 ambience.duck > kMostDuck ? "a bed that ducks so far is heard to come and go with the voice"
                                           : "a bed that ducks so little is hardly heard to do so",
                 "3 to 6 dB are usual; 0 leaves it as it is");
  }
  mapping.whole("seed", ambience.seed, 0, 1'000'000'000);
  mapping.flag("continuous", ambience.continuous);
  AmbienceChange scene;
  read_scene(mapping, scene);
  ambience.scene = changed(ambience.scene, scene);
  check_bed(file, value, ambience);
  mapping.finish();
  return ambience;
}

Pauses read_pauses(const YamlFile& file, const YamlValue& value) {
  constexpr double kLongest = 30;
  Pauses pauses;
  YamlMapping mapping(file, value, "'pauses'");
  const auto read = [&](std::string_view key, Seconds& pause) {
    mapping.number(key, pause.value, 0, kLongest, "seconds");
  };
  read("sentence", pauses.sentence);
  read("same_speaker", pauses.same_speaker);
  read("change_speaker", pauses.change_speaker);
  read("paragraph", pauses.paragraph);
  read("scene", pauses.scene);
  read("after_title", pauses.after_title);
  read("head", pauses.head);
  read("tail", pauses.tail);
  mapping.finish();
  return pauses;
}

std::map<std::string, Pronunciation> read_pronunciations(const YamlFile& file, const YamlValue& value) {
  std::map<std::string, Pronunciation> pronunciations;
  if (value.kind != YamlValue::Kind::mapping && value.kind != YamlValue::Kind::null) {
    file.error(value.place, "'pronunciations' must be a mapping: each word with its phonemes",
               "for example  Giry: \"Zi@r'i\"");
    return pronunciations;
  }
  for (const YamlValue::Entry& entry : value.entries) {
    const std::string& phonemes = entry.value.scalar;
    if (entry.value.kind != YamlValue::Kind::scalar) {
      file.error(entry.key_place, fmt::format("'{}' needs its phonemes", entry.key), "write them in quotation marks");
    } else if (phonemes.find("[[") != std::string::npos || phonemes.find("]]") != std::string::npos) {
      file.error(entry.value.place, "phonemes are written without [[ and ]]", "leave the brackets out");
    } else {
      pronunciations[entry.key] = {phonemes, file.origin(entry.value.place)};
    }
  }
  return pronunciations;
}

void read_book_file(const fs::path& path, Book& book, Diagnostics& diagnostics) {
  const std::optional<std::string> text = try_read_file(path);
  if (!text) {
    diagnostics.error(path.string(), "cannot be read", "check its permissions: chmod u+r");
    return;
  }
  const std::optional<YamlFile> file = YamlFile::parse(path.string(), *text, diagnostics);
  if (!file) return;
  YamlMapping mapping(*file, file->root(), "the book");
  mapping.text("title", book.title);
  mapping.text("author", book.author);
  mapping.choice("language", book.language, {"en-gb"});
  if (mapping.text("profile", book.profile)) book.profile_at = file->origin(file->root().find("profile")->place);
  mapping.flag("stems", book.stems);
  mapping.flag("markup", book.markup);
  if (const YamlValue* cast = mapping.value("cast")) book.cast = read_cast(*file, *cast);
  if (const YamlValue* ambience = mapping.value("ambience")) book.ambience = read_ambience(*file, *ambience);
  if (const YamlValue* pauses = mapping.value("pauses")) book.pauses = read_pauses(*file, *pauses);
  if (const YamlValue* words = mapping.value("pronunciations"))
    book.pronunciations = read_pronunciations(*file, *words);
  mapping.finish();
}

/// The folder's manuscripts in natural order.
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
  std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
    return natural_less(a.filename().string(), b.filename().string());
  });
  if (files.empty()) {
    diagnostics.error(folder.string(), "there is no manuscript in this folder",
                      "put the story there as .txt or .md files");
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
  return near.empty() ? "name a folder with manuscripts, or a .txt or .md file"
                      : fmt::format("did you mean '{}'?", near);
}

}  // namespace

std::optional<Book> open_book(const fs::path& path, Diagnostics& diagnostics) {
  Diagnostics own;
  Book book;
  book.path = path;
  std::error_code failure;
  const fs::file_type type = fs::status(path, failure).type();
  if (type == fs::file_type::not_found) {
    own.error(path.string(), "there is no such book", hint_for_missing(path));
  } else if (type == fs::file_type::directory) {
    book.folder = path;
    const std::string name = last_name(path).string();
    book.name = file_slug(name);
    book.title = title_from_name(name);
    book.files = manuscripts_of(path, own);
    if (fs::exists(path / "book.yaml", failure)) read_book_file(path / "book.yaml", book, own);
  } else {
    book.folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    book.files = {path};
    const std::string name = last_name(path).stem().string();
    book.name = file_slug(name);
    book.title = title_from_name(name);
    read_title_page(path, book);
  }
  diagnostics.append(own);
  if (own.has_errors()) return std::nullopt;
  return book;
}

std::vector<Character> read_cast_file(const fs::path& path, Diagnostics& diagnostics) {
  std::vector<Character> cast;
  const std::optional<std::string> text = try_read_file(path);
  if (!text) {
    diagnostics.error(path.string(), "the cast file cannot be read", "check its name and its permissions");
    return cast;
  }
  const std::optional<YamlFile> file = YamlFile::parse(path.string(), *text, diagnostics);
  if (!file) return cast;
  if (file->root().kind != YamlValue::Kind::sequence) {
    file->error({1, 1}, "a cast file is a list of characters", "- {name: Meg, aliases: [Meg Giry], gender: f}");
    return cast;
  }
  for (const YamlValue& item : file->root().items) {
    Character character;
    character.given = true;
    YamlMapping mapping(*file, item, "a character");
    mapping.text("name", character.name);
    mapping.texts("aliases", character.aliases);
    read_gender(mapping, character);
    mapping.text("voice", character.voice);
    mapping.finish();
    if (character.name.empty()) {
      if (item.kind == YamlValue::Kind::mapping) file->error(item.place, "a character needs a 'name'");
      continue;
    }
    character.id = slug(character.name);
    // Unlike in a book, nobody writes these ids: a list of someone else's may hold "Mrs. Hall" and "Mrs Hall".
    const auto same = std::count_if(cast.begin(), cast.end(),
                                    [&](const Character& other) { return slug(other.name) == character.id; });
    if (same > 0) character.id += fmt::format("-{}", same + 1);
    cast.push_back(std::move(character));
  }
  return cast;
}

}  // namespace sotto
