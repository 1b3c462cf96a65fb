#include "annotate/document/book_yaml.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "annotate/language/ages.h"
#include "annotate/language/languages.h"
#include "shared/files.h"
#include "shared/strict_yaml.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

namespace fs = std::filesystem;

void read_gender(YamlMapping& mapping, Character& character) {
  std::string gender;
  if (!mapping.choice("gender", gender, {"f", "m", "female", "male", "woman", "man", "girl", "boy"})) return;
  const bool male = gender.front() == 'm' || gender.front() == 'b';
  character.gender = male ? language::Gender::male : language::Gender::female;
}

/// One of the ages that voices have, or years.
void read_age(YamlMapping& mapping, Character& character) {
  constexpr int kOldest = 999;  // years: characters of fantasy may be so old
  const YamlValue* const age = mapping.value("age");
  if (age == nullptr) return;
  const std::string& written = age->scalar;
  const bool years = !written.empty() && written.find_first_not_of("0123456789") == std::string::npos;
  if (years) {
    int value = 0;
    if (mapping.whole("age", value, 0, kOldest, "years")) character.age = language::age_of_years(value);
    return;
  }
  mapping.choice("age", character.age, {"child", "young", "adult", "old"});
}

/// Two characters with the same id are an error: a script could not distinguish them.
void check_ids(const YamlFile& file, const std::vector<Character>& cast, const std::vector<YamlLocation>& places) {
  std::map<std::string, std::size_t> owners;
  for (std::size_t i = 0; i < cast.size(); ++i) {
    const std::size_t owner = owners.emplace(cast[i].id, i).first->second;
    if (owner == i) continue;
    file.error(places[i],
               fmt::format("'{}' and '{}' are both '{}' in a script", cast[owner].name, cast[i].name, cast[i].id),
               "give one of them another name");
  }
}

/// A name that two characters share is a warning.
void check_names(const YamlFile& file, const std::vector<Character>& cast, const std::vector<YamlLocation>& places) {
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
  std::vector<YamlLocation> places;
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
    read_age(mapping, character);
    mapping.text("voice", character.voice);
    std::string name;
    if (mapping.text("name", name)) {
      character.aliases.insert(character.aliases.begin(), character.name);
      character.name = fold_space(name);
      character.id = slug(name);
    }
    mapping.finish();
    character.written_at = file.origin(entry.key_place);
    cast.push_back(std::move(character));
    places.push_back(entry.key_place);
  }
  check_ids(file, cast, places);
  check_names(file, cast, places);
  return cast;
}

bool has_name(const Character& character, std::string_view name) {
  const auto same = [&](const std::string& other) { return lower_case(other) == lower_case(name); };
  return same(character.name) || std::any_of(character.aliases.begin(), character.aliases.end(), same);
}

/// Makes the people of these names one: the first, who has the other names, and what is said of any of them.
void merge_people(const std::vector<std::string>& names, std::vector<Character>& cast) {
  Character one;
  one.name = names.front();
  one.id = slug(names.front());
  one.given = true;
  const auto has_one_of = [&](const Character& character) {
    return character.id != kNarrator &&
           std::any_of(names.begin(), names.end(), [&](const std::string& name) { return has_name(character, name); });
  };
  std::vector<std::string> all(names.begin() + 1, names.end());
  for (const Character& character : cast) {
    if (!has_one_of(character)) continue;
    all.push_back(character.name);
    all.insert(all.end(), character.aliases.begin(), character.aliases.end());
    if (one.gender == language::Gender::unknown) one.gender = character.gender;
    if (one.age.empty()) one.age = character.age;
    if (one.voice.empty()) one.voice = character.voice;
  }
  for (std::string& name : all) {
    if (!has_name(one, name)) one.aliases.push_back(std::move(name));
  }
  const auto first = std::find_if(cast.begin(), cast.end(), has_one_of);
  const auto place = first - cast.begin();
  std::erase_if(cast, has_one_of);
  cast.insert(cast.begin() + place, std::move(one));
}

/// `merge: [Rat, Water Rat]`, or several such lists.
void read_merges(const YamlFile& file, const YamlValue& value, Book& book) {
  const auto wrong = [&](const YamlValue& at) {
    file.error(at.place, "'merge' needs the names that mean one person",
               "for example  merge: [Rat, Water Rat]  or, for several,  merge: [[Rat, Water Rat], [Toad, Mr. Toad]]");
  };
  if (value.kind == YamlValue::Kind::null) return;
  if (value.kind != YamlValue::Kind::sequence) return wrong(value);
  const bool several = !value.items.empty() && value.items.front().kind == YamlValue::Kind::sequence;
  const std::vector<YamlValue> single = {value};
  for (const YamlValue& list : several ? value.items : single) {
    std::vector<std::string> names;
    for (const YamlValue& name : list.items) {
      const std::string text = fold_space(name.scalar);
      if (name.kind != YamlValue::Kind::scalar || text.empty()) return wrong(name);
      names.push_back(text);
      book.merged.push_back({text, file.origin(name.place)});
    }
    if (names.size() < 2) return wrong(list);
    merge_people(names, book.cast);
  }
}

/// A bed that is no keyword and has no file extension is a misspelt keyword.
void check_bed(const YamlFile& file, const YamlValue& value, const Bed& bed) {
  if (!bed.is_recording() || !fs::path(bed.file).extension().empty()) return;
  const std::string near = nearest(bed.file, {"rain", "none"});
  file.error(
      value.find("bed")->place, fmt::format("'{}' is no bed", bed.file),
      near.empty() ? "rain, none, or a sound file in the book's folder" : fmt::format("did you mean '{}'?", near));
}

AmbienceSettings read_ambience(const YamlFile& file, const YamlValue& value) {
  AmbienceSettings ambience;
  YamlMapping mapping(file, value, "'ambience'");
  std::string bed;
  const bool bed_given = mapping.text("bed", bed);
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
  if (bed_given) ambience.scene.bed = bed_named(bed, file.origin(value.find("bed")->place));
  check_bed(file, value, ambience.scene.bed);
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
  mapping.number("vary", pauses.vary, 0, 1, "0 is not at all");
  mapping.finish();
  return pauses;
}

void read_details(YamlMapping& mapping, Book& book) {
  BookDetails& details = book.details;
  mapping.text("subtitle", details.subtitle);
  mapping.text("series", details.series);
  mapping.text("series_number", details.series_number);
  constexpr int kLatest = 9999;
  mapping.whole("year", details.year, 1, kLatest);
  mapping.text("description", details.description);
  mapping.text("publisher", details.publisher);
  mapping.text("isbn", details.isbn);
  mapping.texts("genres", details.genres);
  std::string cover;
  if (!mapping.text("cover", cover)) return;
  details.cover = book.folder / cover;
  std::error_code none;
  if (fs::is_regular_file(details.cover, none)) return;
  const YamlFile& file = mapping.file();
  file.error(file.root().find("cover")->place, fmt::format("there is no picture '{}'", printable(cover)),
             "a JPEG or PNG beside book.yaml");
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

}  // namespace

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
  if (mapping.text("language", book.language) && language::find_language(book.language) == nullptr) {
    file->error(
        file->root().find("language")->place, fmt::format("there is no language '{}'", printable(book.language)),
        fmt::format("a tag of two letters; Sotto knows words of {}", fmt::join(language::language_tags(), ", ")));
  }
  read_details(mapping, book);
  if (mapping.text("profile", book.profile)) book.profile_at = file->origin(file->root().find("profile")->place);
  if (mapping.texts("formats", book.formats)) {
    book.formats_at = file->origin(file->root().find("formats")->place);
  }
  std::string overlay = "sentences";
  mapping.choice("overlay", overlay, {"sentences", "words"});
  book.overlay_words = overlay == "words";
  mapping.flag("stems", book.stems);
  mapping.flag("markup", book.markup);
  if (const YamlValue* credits = mapping.value("credits")) {
    if (credits->kind == YamlValue::Kind::mapping) {
      YamlMapping told(*file, *credits, "the credits");
      book.credits.wanted = told.text("read_by", book.credits.read_by);
      told.finish();
    } else {
      mapping.flag("credits", book.credits.wanted);
    }
  }
  std::string notes;
  std::string directions;
  if (mapping.choice("directions", directions, {"read", "silent"})) book.read_directions = directions == "read";
  if (mapping.choice("notes", notes, {"read", "silent"})) book.read_notes = notes == "read";
  if (const YamlValue* cast = mapping.value("cast")) book.cast = read_cast(*file, *cast);
  if (const YamlValue* merge = mapping.value("merge")) read_merges(*file, *merge, book);
  std::string others;
  if (mapping.choice("others", others, {"found", "narrator", "none"})) {
    book.others = others == "none" ? Others::nobody : others == "narrator" ? Others::narrator : Others::found;
  }
  std::string voices;
  if (mapping.choice("voices", voices, {"many", "one"})) book.one_voice = voices == "one";
  if (const YamlValue* ambience = mapping.value("ambience")) book.ambience = read_ambience(*file, *ambience);
  if (const YamlValue* pauses = mapping.value("pauses")) book.pauses = read_pauses(*file, *pauses);
  if (const YamlValue* words = mapping.value("pronunciations"))
    for (auto& [word, said] : read_pronunciations(*file, *words)) book.pronunciations[word] = said;
  mapping.finish();
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
    // Unlike in a book, ids need not be unique here: a list from elsewhere may hold "Mrs. Hall" and "Mrs Hall".
    const auto same = std::count_if(cast.begin(), cast.end(),
                                    [&](const Character& other) { return slug(other.name) == character.id; });
    if (same > 0) character.id += fmt::format("-{}", same + 1);
    cast.push_back(std::move(character));
  }
  return cast;
}

}  // namespace sotto::document
