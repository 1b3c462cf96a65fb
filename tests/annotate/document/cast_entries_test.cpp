#include "annotate/document/cast_entries.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/document/book_yaml.h"
#include "support/temp_folder.h"

namespace sotto::document {
namespace {

Character somebody(const std::string& name, language::Gender gender = language::Gender::unknown,
                   const std::string& age = {}, const std::vector<std::string>& aliases = {}) {
  Character character;
  character.id = character.name = name;
  character.gender = gender;
  character.age = age;
  character.aliases = aliases;
  return character;
}

std::vector<CastEntry> entries() {
  return {{somebody("Meg", language::Gender::female, "young", {"Meg Giry", "Miss #2, the"}), "3 lines: Who is there?"},
          {somebody("the radio"), ""}};
}

std::string with_entries(const std::string& text) {
  Diagnostics diagnostics;
  const auto changed = add_cast_entries("book.yaml", text, entries(), diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
  return changed.value_or("nothing");
}

TEST(CastEntries, AreWrittenAsAPersonWould) {
  EXPECT_EQ(write_cast_entry(entries()[0].character),
            "Meg: {aliases: [Meg Giry, \"Miss #2, the\"], gender: f, age: young}");
  EXPECT_EQ(write_cast_entry(entries()[1].character), "the radio: {}");
}

TEST(CastEntries, StandBehindThoseThatAreThere) {
  const std::string meg = "Meg: {aliases: [Meg Giry, \"Miss #2, the\"], gender: f, age: young}";
  struct Case {
    const char* before;
    std::string after;
  };
  for (const Case& one : {
           Case{"title: A  # mine\ncast:\n    Erik: {gender: m}   # who else\n\n# the end\nprofile: podcast\n",
                "title: A  # mine\ncast:\n    Erik: {gender: m}   # who else\n    " + meg +
                    "  # 3 lines: Who is there?\n    the radio: {}\n\n# the end\nprofile: podcast\n"},
           Case{"title: A\n", "title: A\ncast:\n  " + meg + "  # 3 lines: Who is there?\n  the radio: {}\n"},
           Case{"cast: {Erik: {gender: m}}\ntitle: A\n",
                "cast: {Erik: {gender: m}, " + meg + ", the radio: {}}\ntitle: A\n"},
           Case{"# mine\n", "# mine\ncast:\n  " + meg + "  # 3 lines: Who is there?\n  the radio: {}\n"},
           Case{"title: A\ncast:\nauthor: B\n",
                "title: A\nauthor: B\ncast:\n  " + meg + "  # 3 lines: Who is there?\n  the radio: {}\n"},
       }) {
    EXPECT_EQ(with_entries(one.before), one.after);
  }
}

TEST(CastEntries, ReadBackAsTheSamePeople) {
  for (const char* before : {"", "cast: {Erik: {}}\n", "title: A\r\ncast:\r\n  Erik:\r\n"}) {
    const testing::TempFolder folder;
    Diagnostics diagnostics;
    Book book;
    read_book_file(folder.write("book.yaml", with_entries(before)), book, diagnostics);
    EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
    ASSERT_GE(book.cast.size(), 2U) << before;
    const Character& meg = book.cast[book.cast.size() - 2];
    EXPECT_EQ(meg.name, "Meg");
    EXPECT_EQ(meg.aliases, entries()[0].character.aliases);
    EXPECT_EQ(meg.gender, language::Gender::female);
    EXPECT_EQ(meg.age, "young");
    EXPECT_EQ(book.cast.back().id, "the-radio");
  }
}

TEST(CastEntries, WhatCannotBeChangedAtThePlaceIsLeft) {
  Diagnostics diagnostics;
  EXPECT_FALSE(add_cast_entries("book.yaml", "cast: [Meg]\n", entries(), diagnostics));
  EXPECT_FALSE(add_cast_entries("book.yaml", "- a\n", entries(), diagnostics));
  EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics);
  EXPECT_FALSE(add_cast_entries("book.yaml", "cast: {\n", entries(), diagnostics));
  EXPECT_TRUE(diagnostics.has_errors());
}

}  // namespace
}  // namespace sotto::document
