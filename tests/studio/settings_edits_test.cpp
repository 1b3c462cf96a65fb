#include "studio/settings_edits.h"

#include <gtest/gtest.h>

namespace sotto::studio {
namespace {

constexpr const char* kBook =
    "title: The Mask   # the title\n"
    "cast:\n"
    "  # the heroine\n"
    "  Meg: {aliases: [Meg Giry], gender: f}\n"
    "  Erik:\n"
    "    gender: m   # he\n"
    "pronunciations:\n"
    "  Giry: \"ZIr'i:\"\n";

document::Character person(const std::string& name, std::vector<std::string> aliases = {}) {
  document::Character made;
  made.name = name;
  made.aliases = std::move(aliases);
  return made;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  return text.replace(text.find(what), what.size(), by);
}

TEST(SettingsEdits, ChangeAPersonAtThePlace) {
  std::string why;
  EXPECT_EQ(edit_person(kBook, person("Meg"), {.voice = "alto"}, why),
            replaced(kBook, "gender: f}", "gender: f, voice: alto}"));
  EXPECT_EQ(edit_person(kBook, person("Erik"), {.gender = ""}, why),
            replaced(kBook, "    gender: m   # he\n", "    # he\n"))
      << why;
  EXPECT_EQ(edit_person(kBook, person("Erik"), {.age = "old"}, why), replaced(kBook, "# he\n", "# he\n    age: old\n"));
  // By another of her names.
  EXPECT_EQ(edit_person(kBook, person("Little Giry", {"Meg"}), {.name = "Margot"}, why),
            replaced(kBook, "gender: f}", "gender: f, name: Margot}"));
}

TEST(SettingsEdits, SomebodyNewComesLast) {
  std::string why;
  EXPECT_EQ(edit_person(kBook, person("Raoul"), {.voice = "tenor"}, why),
            replaced(kBook, "# he\n", "# he\n  Raoul: {voice: tenor}\n"));
  const auto first = edit_person("", person("Raoul"), {.voice = "tenor"}, why);
  ASSERT_TRUE(first) << why;
  EXPECT_NE(first->find("cast:\n  Raoul: {voice: tenor}\n"), std::string::npos);
}

TEST(SettingsEdits, NamesAreMergedAndParted) {
  std::string why;
  const auto one = merge_names(kBook, {"Meg", "the girl"}, why);
  ASSERT_TRUE(one);
  EXPECT_EQ(*one, std::string(kBook) + "merge: [Meg, the girl]\n");
  const auto two = merge_names(*one, {"Erik", "the ghost", "Mr. X, Esq."}, why);
  EXPECT_EQ(*two, std::string(kBook) + "merge: [[Meg, the girl], [Erik, the ghost, \"Mr. X, Esq.\"]]\n");
  // Who is one already takes the others along.
  EXPECT_EQ(*merge_names(*one, {"Little Giry", "meg"}, why),
            std::string(kBook) + "merge: [Little Giry, meg, the girl]\n");
  EXPECT_EQ(*part_name(*two, "the ghost", why),
            std::string(kBook) + "merge: [[Meg, the girl], [Erik, \"Mr. X, Esq.\"]]\n");
  EXPECT_EQ(*part_name(*one, "the girl", why), kBook);
}

TEST(SettingsEdits, WordsAreSaidOtherwise) {
  std::string why;
  EXPECT_EQ(pronounce(kBook, "Giry", "Z'iri", why), replaced(kBook, "ZIr'i:", "Z'iri"));
  EXPECT_EQ(pronounce(kBook, "Erik", "'erIk", why), std::string(kBook) + "  Erik: \"'erIk\"\n");
  EXPECT_EQ(pronounce("title: A\n", "Erik", "er", why), "title: A\npronunciations: {Erik: er}\n");
  EXPECT_EQ(pronounce(kBook, "nobody", "", why), kBook);
}

TEST(SettingsEdits, WhatIsNoYamlIsLeft) {
  std::string why;
  EXPECT_EQ(merge_names("title: [", {"a", "b"}, why), std::nullopt);
  EXPECT_NE(why, "");
}

}  // namespace
}  // namespace sotto::studio
