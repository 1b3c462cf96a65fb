// The languages as they are chosen, and what is wrong in their data: words that come twice, lists that nobody asks for,
// lists that are asked for and are not there.

#include "annotate/language/languages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "annotate/language/embedded.h"
#include "annotate/language/word_classes.h"
#include "shared/files.h"
#include "shared/text.h"
#include "support/folders.h"

namespace sotto::language {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace fs = std::filesystem;

TEST(Languages, AreFoundByTheirTag) {
  EXPECT_THAT(language_tags(), ElementsAre("de", "en", "es", "fr", "it"));
  for (const char* tag : {"en", "en-gb", "EN-US", "en_GB"}) {
    const Language* language = find_language(tag);
    ASSERT_NE(language, nullptr) << tag;
    EXPECT_EQ(language->name(), "English");
  }
  for (const char* tag : {"", "eng", "-en", "xq", "und"}) EXPECT_EQ(find_language(tag), nullptr) << tag;
  EXPECT_EQ(&default_language(), find_language(default_language_tag()));
}

TEST(Languages, OthersKnowTheirOwnWordsAndTheNamesThatEnglishKnows) {
  const Language* const french = find_language("fr-CA");
  ASSERT_NE(french, nullptr);
  EXPECT_EQ(french->name(), "French");
  EXPECT_EQ(find_language("fr"), french);
  EXPECT_FALSE(french->writes_out());
  EXPECT_TRUE(french->words("said-verbs").contains("répondit"));
  EXPECT_EQ(french->words("said-verbs").contains("said"), false);
  EXPECT_TRUE(french->words("given-names-female").contains("claire"));
  EXPECT_EQ(french->table("units").size(), 0U);
  EXPECT_NO_THROW(french->model("speaker_ranker.model"));
  EXPECT_TRUE(find_language("en")->writes_out());
}

TEST(Languages, WithoutWordListsHaveWhatAllHave) {
  const Language* const polish = find_language("pl");
  ASSERT_NE(polish, nullptr);
  EXPECT_EQ(polish->name(), "Polish");
  EXPECT_EQ(polish->words("said-verbs").size(), 0U);
  EXPECT_GT(polish->table("calibration-text").size(), 0U);
  EXPECT_TRUE(polish->words("dialogue-customs").contains("dashes"));
}

TEST(Languages, HaveATagByTagOrName) {
  EXPECT_EQ(find_tag("en-US"), "en-US");
  EXPECT_EQ(find_tag(" English, French"), "en");
  EXPECT_EQ(find_tag("french"), "fr");
  EXPECT_EQ(find_tag("de-AT"), "de-AT");
  EXPECT_EQ(find_tag("French; English"), "fr");
  for (const char* const none : {"", "enm", "Elvish"}) EXPECT_EQ(find_tag(none), "") << none;
}

TEST(Languages, HaveNames) {
  EXPECT_EQ(language_name("es-ES"), "Spanish");
  EXPECT_EQ(language_name("fr"), "French");
  EXPECT_EQ(language_name("French"), "French");
  EXPECT_EQ(language_name("xq"), "xq");
}

TEST(Languages, EveryDataFileIsEmbeddedAsItIs) {
  const fs::path root = testing::source_folder() / "pipeline/annotate/language";
  std::map<std::string, std::string> on_disk;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".txt" || extension == ".model")
      on_disk[fs::relative(entry.path(), root).generic_string()] = read_file(entry.path());
  }
  std::map<std::string, std::string> embedded;
  for (const EmbeddedFile& file : embedded_files()) embedded.emplace(file.name, file.bytes);
  EXPECT_GT(embedded.size(), 5U);
  EXPECT_EQ(embedded, on_disk);
}

/// Names of lists and tables.
std::set<std::string> section_names(const WordLists& lists) {
  std::set<std::string> names;
  for (const auto& [name, list] : lists.all_words()) names.emplace(name);
  for (const auto& [name, table] : lists.all_tables()) names.emplace(name);
  return names;
}

std::vector<const Language*> languages() {
  std::vector<const Language*> all;
  for (const std::string_view tag : language_tags()) all.push_back(find_language(tag));
  return all;
}

/// Tables whose rows are tried one after the other: a first cell may come again, a whole row may not.
const std::set<std::string_view> kTriedInOrder = {"ambience-cues", "homographs", "homograph-phrases"};

/// The words and the keys of tables that come again in the same section, as "section: word".
std::vector<std::string> repeated(const WordLists& lists) {
  std::vector<std::string> found;
  std::set<std::string_view> seen;
  for (const auto& [name, list] : lists.all_words()) {
    seen.clear();
    for (const std::string_view word : list) {
      if (!seen.insert(word).second) found.push_back(std::string(name) + ": " + std::string(word));
    }
  }
  for (const auto& [name, table] : lists.all_tables()) {
    std::set<Table::Row> rows;
    for (const Table::Row& row : table) {
      const Table::Row key(row.begin(), kTriedInOrder.count(name) > 0 ? row.end() : row.begin() + 1);
      if (!rows.insert(key).second) found.push_back(std::string(name) + ": " + std::string(row[0]));
    }
  }
  return found;
}

/// Words in two lists of a family, as "list and list: word". "kin", "kin-male" and "kin-female" are a family: who is in
/// one is not in another.
std::vector<std::string> contradicted(const WordLists& lists) {
  const std::set<std::string> kinds = {"-male", "-female", "-plural"};
  std::vector<std::string> found;
  for (const auto& [name, list] : lists.all_words()) {
    const std::size_t hyphen = name.rfind('-');
    const bool member = hyphen != std::string_view::npos && kinds.count(std::string(name.substr(hyphen))) > 0;
    if (!member) continue;
    const std::string family(name.substr(0, hyphen));
    for (const std::string& kind : {std::string(), std::string("-female"), std::string("-plural")}) {
      const auto other = lists.all_words().find(family + kind);
      if (other == lists.all_words().end() || other->first >= name) continue;
      for (const std::string_view word : list) {
        if (other->second.contains(word))
          found.push_back(std::string(other->first) + " and " + std::string(name) + ": " + std::string(word));
      }
    }
  }
  return found;
}

TEST(LanguageData, NoWordComesTwice) {
  for (const Language* language : languages()) {
    EXPECT_THAT(repeated(language->lists()), IsEmpty()) << language->name();
    EXPECT_THAT(contradicted(language->lists()), IsEmpty()) << language->name();
  }
}

TEST(LanguageData, WordsThatComeTwiceWouldBeNoticed) {
  WordLists lists;
  lists.read(
      "x.txt",
      "[kin]\ncousin uncle twin cousin\n[kin-male]\nuncle father\n[kin-female]\naunt father\n[kin-plural]\naunt\n"
      "[t: key | value]\na | 1\nb | 1\na | 2\n[ambience-cues: a | b]\nx | 1\nx | 2\nx | 1\n");
  EXPECT_THAT(repeated(lists), ElementsAre("kin: cousin", "ambience-cues: x", "t: a"));
  EXPECT_THAT(contradicted(lists), ElementsAre("kin and kin-male: uncle", "kin-female and kin-male: father",
                                               "kin-female and kin-plural: aunt"));
}

/// What English has none of.
const std::set<std::string_view> kOfOthers = {"dialogue-customs", "elided-words", "tied-pronouns",
                                              "tied-pronoun-links"};

TEST(LanguageData, EveryListHasWords) {
  for (const Language* language : languages()) {
    if (!language->writes_out()) continue;  // they know less
    for (const auto& [name, list] : language->lists().all_words())
      EXPECT_EQ(list.size() > 0, kOfOthers.count(name) == 0) << name;
    for (const auto& [name, table] : language->lists().all_tables()) EXPECT_GT(table.size(), 0U) << name;
  }
}

TEST(LanguageData, WordsAreWrittenAsTheyAreLookedUp) {
  for (const Language* language : languages()) {
    for (const auto& [name, list] : language->lists().all_words()) {
      for (const std::string_view word : list) {
        EXPECT_EQ(word, lower_case(word)) << name;
        EXPECT_EQ(word.find("’"), std::string_view::npos) << name << ": apostrophes are straight";
      }
    }
  }
}

TEST(LanguageData, NoWordIsListedForWhatItsFormTells) {
  for (const Language* language : languages()) {
    for (const char* name : {"adverbs", "past-verbs"}) {
      for (const std::string_view word : language->lists().words(name)) {
        const std::uint32_t by_form = language->morphology().classes_by_form(word, 0);
        EXPECT_TRUE(by_form == 0 || by_form != language->word_classes(word)) << name << ": " << word;
      }
    }
  }
}

/// Names of sections without a comment right above their header.
std::vector<std::string> uncommented(std::string_view text) {
  std::vector<std::string> found;
  bool comment = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.substr(0, 1) == "[" && !comment) found.emplace_back(line);
    comment = line.substr(0, 2) == "# ";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

TEST(LanguageData, EveryListHasAComment) {
  for (const EmbeddedFile& file : embedded_files()) {
    // The lists of others mean what those of English do.
    if (!file.name.ends_with(".txt") || !file.name.starts_with("en/")) continue;
    EXPECT_THAT(uncommented(file.bytes), IsEmpty()) << file.name;
  }
  EXPECT_THAT(uncommented("# What it is.\n[a]\nb\n[c]\n\n# Another.\n\n[d]\n"), ElementsAre("[c]", "[d]"));
}

/// All string literals of the program's sources, and of them those by which a list or table, or a class of a table, is
/// asked for.
struct Literals {
  std::set<std::string> all;
  std::set<std::string> asked_for;
  std::set<std::string> classes;  ///< "table class"
};

void read_literals(const std::string& source, Literals& literals) {
  static const std::regex name(R"rx("([a-z0-9-]+)")rx");
  static const std::regex call(R"rx(\b(?:words|table)\("([^"]*)"\))rx");
  static const std::regex class_call(R"rx(\bwords\("([^"]*)",\s*"([^"]*)"\))rx");
  using Matches = std::sregex_iterator;
  for (Matches at(source.begin(), source.end(), name), end; at != end; ++at) literals.all.insert((*at)[1]);
  for (Matches at(source.begin(), source.end(), call), end; at != end; ++at) literals.asked_for.insert((*at)[1]);
  for (Matches at(source.begin(), source.end(), class_call), end; at != end; ++at) {
    literals.asked_for.insert((*at)[1]);
    literals.classes.insert((*at)[1].str() + ' ' + (*at)[2].str());
  }
}

Literals literals_of_the_program() {
  Literals literals;
  for (const auto& entry : fs::recursive_directory_iterator(testing::source_folder() / "pipeline")) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".cpp" || extension == ".h") read_literals(read_file(entry.path()), literals);
  }
  return literals;
}

TEST(LanguageData, EveryListIsUsedAndEveryUsedListIsThere) {
  const Literals literals = literals_of_the_program();
  EXPECT_GT(literals.asked_for.size(), 3U);
  for (const Language* language : languages()) {
    const std::set<std::string> names = section_names(language->lists());
    for (const std::string& name : names) EXPECT_EQ(literals.all.count(name), 1U) << name << " is used nowhere";
    for (const std::string& name : literals.asked_for) EXPECT_EQ(names.count(name), 1U) << name << " is not there";
  }
}

TEST(LanguageData, EveryClassThatIsAskedForIsThere) {
  const Literals literals = literals_of_the_program();
  EXPECT_GT(literals.classes.size(), 10U);
  for (const Language* language : languages()) {
    for (const std::string& asked : literals.classes) {
      const std::size_t space = asked.find(' ');
      EXPECT_NO_THROW(language->words(asked.substr(0, space), asked.substr(space + 1))) << asked;
    }
  }
}

/// The first cells of a table of phrases that the program looks up by literals.
TEST(LanguageData, EveryPhraseIsUsed) {
  const Literals literals = literals_of_the_program();
  for (const Language* language : languages()) {
    for (const char* table : {"name-phrases", "number-phrases", "number-spelling", "chapter-titles", "credits"}) {
      for (const Table::Row& row : language->table(table))
        EXPECT_EQ(literals.all.count(std::string(row[0])), 1U) << table << ": " << row[0] << " is used nowhere";
    }
  }
}

TEST(LanguageData, AnUnusedListWouldBeNoticed) {
  Literals literals;
  read_literals(R"(static const WordList& kin = language::words("kin-male"); {"titles", kTitle}, table("Short Names"))",
                literals);
  EXPECT_EQ(literals.all, (std::set<std::string>{"kin-male", "titles"}));
  EXPECT_EQ(literals.asked_for, (std::set<std::string>{"Short Names", "kin-male"}));
}

TEST(LanguageData, EveryLanguageHasTheSameLists) {
  const std::set<std::string> names = section_names(default_language().lists());
  for (const Language* language : languages()) EXPECT_EQ(section_names(language->lists()), names) << language->name();
}

}  // namespace
}  // namespace sotto::language
