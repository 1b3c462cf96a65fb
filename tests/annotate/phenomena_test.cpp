/// Every story of tests/data that has its gold beside it: see tests/data/phenomena/README.md.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "annotate/annotate.h"
#include "shared/files.h"
#include "shared/strict_yaml.h"
#include "shared/text.h"
#include "support/folders.h"

namespace sotto::annotate {
namespace {

namespace fs = std::filesystem;

/// Stories that the annotator does not get right yet. A case that starts to pass must be taken off.
const std::set<std::string>& known_gaps() {
  static const std::set<std::string> gaps{
      "all-in-one-paragraph",         "detective-first-person",
      "fan-fiction-after-the-battle", "guards-at-the-north-gate",
      "my-roommate-the-prince",       "night-shift-present-tense",
      "romance-at-the-bakery",        "sam-and-max",
      "texting-after-midnight",       "the-boss",
      "the-bridge-of-tevarre",        "the-hen-who-would-not",
      "the-stranger-on-the-coach",    "the-visitor",
      "three-by-the-name-of-jonas",   "two-men-in-a-boat-shed",
      "two-women-and-a-piano",        "voices-on-the-radio",
      "what-anna-did-not-say",
  };
  return gaps;
}

struct GoldSpeech {
  std::string who;
  std::string say;
};

std::vector<fs::path> stories() {
  const std::string ending = ".gold.yaml";
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(testing::test_data())) {
    const std::string gold = entry.path().string();
    if (!gold.ends_with(ending)) continue;
    for (const char* extension : {".txt", ".md"}) {
      const fs::path story = gold.substr(0, gold.size() - ending.size()) + extension;
      if (fs::exists(story)) paths.push_back(story);
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<GoldSpeech> read_gold(fs::path path) {
  path.replace_extension(".gold.yaml");
  Diagnostics diagnostics;
  const auto file = YamlFile::parse(path.string(), read_file(path), diagnostics);
  std::vector<GoldSpeech> gold;
  if (file) {
    for (const YamlValue& item : file->root().items) {
      YamlMapping mapping(*file, item, "the speech");
      GoldSpeech speech;
      mapping.text("who", speech.who);
      mapping.text("say", speech.say);
      mapping.finish();
      gold.push_back(speech);
    }
  }
  EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics);
  return gold;
}

/// A name as a slug, without an article or possessive in front: "the old woman" and "an old woman" are one.
std::string bare(const std::string& name) {
  std::string id = slug(name);
  for (const char* first : {"a-", "an-", "the-", "his-", "her-", "my-", "their-", "our-"}) {
    if (id.rfind(first, 0) == 0) return id.substr(std::string(first).size());
  }
  return id;
}

bool is_called(const document::Character& character, const std::string& who) {
  const std::string wanted = bare(who);
  return bare(character.name) == wanted || std::any_of(character.aliases.begin(), character.aliases.end(),
                                                       [&](const std::string& alias) { return bare(alias) == wanted; });
}

/// What is wrong, a line for each; empty where the story is right.
std::string faults(const fs::path& path) {
  Diagnostics diagnostics;
  const std::optional<document::Manuscript> manuscript =
      document::read_manuscript({path}, language::default_language(), diagnostics);
  if (!manuscript) return render(diagnostics);
  const script::Script script =
      annotate(*manuscript, document::find_chapters(*manuscript, "Story"), {}, {}, diagnostics);
  const std::vector<GoldSpeech> gold = read_gold(path);
  std::string found;
  std::map<std::string, std::string> characters;  // gold's name -> the annotator's id
  std::size_t next = 0;
  for (const script::ScriptChapter& chapter : script.chapters) {
    for (const script::Line& line : chapter.lines) {
      const bool wanted = next < gold.size() && line.say == gold[next].say;
      if (!wanted) {
        if (line.who != document::kNarrator) found += "not a speech, but " + line.who + ": " + line.say + '\n';
        continue;
      }
      const std::string& who = gold[next++].who;
      const document::Character* character = script.character(line.who);
      const bool called = character != nullptr && is_called(*character, who);
      if (!called || characters.emplace(who, line.who).first->second != line.who) {
        found += who + ", not " + line.who + ": " + line.say + '\n';
      }
    }
  }
  for (; next < gold.size(); ++next) found += "no line: " + gold[next].say + '\n';
  return found;
}

class PhenomenaTest : public ::testing::TestWithParam<fs::path> {};

TEST_P(PhenomenaTest, EverySpeechHasItsSpeaker) {
  const std::string found = faults(GetParam());
  const bool gap = known_gaps().contains(GetParam().stem().string());
  if (gap) {
    EXPECT_NE(found, "") << "is right now: take it off the known gaps";
  } else {
    EXPECT_EQ(found, "");
  }
}

std::string test_name(const ::testing::TestParamInfo<fs::path>& info) {
  std::string name = info.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Stories, PhenomenaTest, ::testing::ValuesIn(stories()), test_name);

TEST(PhenomenaListTest, EveryGapIsAStoryAndEveryStoryHasItsGold) {
  for (const auto& entry : fs::directory_iterator(testing::test_data() / "phenomena")) {
    fs::path gold = entry.path();
    if (gold.extension() != ".txt") continue;
    EXPECT_TRUE(fs::exists(gold.replace_extension(".gold.yaml"))) << entry.path();
  }
  std::set<std::string> names;
  for (const fs::path& path : stories()) names.insert(path.stem().string());
  for (const std::string& gap : known_gaps()) EXPECT_EQ(names.count(gap), 1U) << gap;
}

}  // namespace
}  // namespace sotto::annotate
