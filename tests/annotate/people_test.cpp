/// Who is a child, who is old, who is a woman: every story of tests/data/people has beside it what a reader would say.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "annotate/annotate.h"
#include "annotate/language/languages.h"
#include "shared/files.h"
#include "shared/strict_yaml.h"
#include "shared/text.h"
#include "support/folders.h"

namespace sotto::annotate {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> stories_of_people() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(testing::test_data() / "people")) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// The voice's gender as the files have it.
std::string word(language::Gender gender) {
  return gender == language::Gender::female ? "f" : gender == language::Gender::male ? "m" : "none";
}

const document::Character* called(const script::Script& script, const std::string& name) {
  for (const document::Character& character : script.cast) {
    const auto is = [&](const std::string& other) { return slug(other) == slug(name); };
    if (is(character.name) || std::any_of(character.aliases.begin(), character.aliases.end(), is)) return &character;
  }
  return nullptr;
}

class PeopleTest : public ::testing::TestWithParam<fs::path> {};

TEST_P(PeopleTest, HaveTheSexAndAgeThatTheStoryTells) {
  Diagnostics diagnostics;
  const std::string ending = GetParam().stem().extension().string();  // "yann.fr.txt" is French
  const language::Language& language =
      ending.empty() ? language::default_language() : *language::find_language(ending.substr(1));
  const auto manuscript = document::read_manuscript({GetParam()}, language, diagnostics);
  ASSERT_TRUE(manuscript) << render(diagnostics);
  const script::Script script =
      annotate(*manuscript, document::find_chapters(*manuscript, "Story"), {}, {}, diagnostics);
  fs::path expected = GetParam();
  expected.replace_extension(".people.yaml");
  const auto file = YamlFile::parse(expected.string(), read_file(expected), diagnostics);
  ASSERT_TRUE(file) << render(diagnostics);
  ASSERT_FALSE(file->root().items.empty());
  for (const YamlValue& item : file->root().items) {
    std::string name;
    std::string gender;
    std::string age;
    YamlMapping mapping(*file, item, "somebody");
    mapping.text("name", name);
    mapping.text("gender", gender);
    mapping.text("age", age);
    mapping.finish();
    const document::Character* character = called(script, name);
    ASSERT_NE(character, nullptr) << name;
    if (!gender.empty()) {
      EXPECT_EQ(word(character->gender), gender) << name << ": " << character->gender_why;
    }
    if (item.find("age") != nullptr) {
      EXPECT_EQ(character->age, age) << name << ": " << character->age_why;
    }
  }
  EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics);
}

INSTANTIATE_TEST_SUITE_P(Stories, PeopleTest, ::testing::ValuesIn(stories_of_people()), [](const auto& test) {
  std::string name = test.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
});

}  // namespace
}  // namespace sotto::annotate
