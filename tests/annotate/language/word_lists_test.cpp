#include "annotate/language/word_lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sotto::language {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string_view> words_in(const WordList& list) { return {list.begin(), list.end()}; }

TEST(WordLists, TakeFromOthersWhatTheyLack) {
  WordLists other;
  other.read("o.txt", "[a]\none\n[b]\ntwo\n[t: key | classes]\nx | loud\n[u: key]\ny\n");
  WordLists own;
  own.read("x.txt", "[a]\neins\n[t: key | classes]\nz | soft\n");
  WordLists some = own;
  some.add_words(other, "a");
  some.add_words(other, "b");
  EXPECT_TRUE(some.words("a").contains("eins"));
  EXPECT_TRUE(some.words("a").contains("one"));
  EXPECT_TRUE(some.words("b").contains("two"));
  EXPECT_THROW(some.table("u"), std::out_of_range);
  own.add_empty(other);
  EXPECT_TRUE(own.words("a").contains("eins"));
  EXPECT_EQ(own.words("b").size(), 0U);
  EXPECT_EQ(own.table("u").size(), 0U);
  EXPECT_EQ(own.words("t", "loud").size(), 0U);
  EXPECT_TRUE(own.words("t", "soft").contains("z"));
  WordLists all;
  all.read("y.txt", "[a]\nuno\n");
  all.add_missing(other);
  EXPECT_FALSE(all.words("a").contains("one"));
  EXPECT_TRUE(all.words("t", "loud").contains("x"));
}

TEST(WordLists, ReadsListsAndTables) {
  WordLists lists;
  lists.read("kin.txt",
             "# Relatives.\n[kin]\nuncle  aunt\n\n# a comment\n\tbrother-in-law \n"
             "[short-names: short | full]\r\nlizzy | elizabeth\r\nkitty|catherine\nnobody |\n");
  EXPECT_THAT(words_in(lists.words("kin")), ElementsAre("uncle", "aunt", "brother-in-law"));
  const Table& table = lists.table("short-names");
  EXPECT_THAT(table.columns(), ElementsAre("short", "full"));
  EXPECT_THAT(
      std::vector<Table::Row>(table.begin(), table.end()),
      ElementsAre(ElementsAre("lizzy", "elizabeth"), ElementsAre("kitty", "catherine"), ElementsAre("nobody", "")));
}

TEST(WordLists, FindsWordsAndRows) {
  WordLists lists;
  const std::string longest(100, 'a');
  const std::string text = "[words]\nsaid é " + longest + "\n[rows: key | value]\na b | 1\nc | 2\nc | 3\n";
  lists.read("x.txt", text);
  const WordList& words = lists.words("words");
  for (const std::string& word : {std::string("said"), std::string("é"), longest}) {
    EXPECT_TRUE(words.contains(word)) << word;
  }
  for (const std::string& word : {std::string(), std::string("sai"), std::string("saia"), longest + "a"}) {
    EXPECT_FALSE(words.contains(word)) << word;
  }
  const Table& rows = lists.table("rows");
  ASSERT_NE(rows.find("a b"), nullptr);
  EXPECT_EQ((*rows.find("a b"))[1], "1");
  EXPECT_EQ((*rows.find("c"))[1], "2") << "of rows with the same key the first counts";
  EXPECT_EQ(rows.find("b"), nullptr);
}

TEST(WordLists, KeepsTheListsOfAllFiles) {
  WordLists lists;
  lists.read("a.txt", "[first]\none\n");
  lists.read("b.txt", "[second]\ntwo");
  EXPECT_THAT(words_in(lists.words("first")), ElementsAre("one"));
  EXPECT_THAT(words_in(lists.words("second")), ElementsAre("two"));
  EXPECT_THROW(lists.words("third"), std::out_of_range);
  EXPECT_THROW(lists.table("first"), std::out_of_range) << "a list is no table";
}

TEST(WordLists, SaysWhereAFileIsWrong) {
  struct Case {
    const char* text;
    const char* message;
  };
  const Case cases[] = {
      {"said\n", "x.txt:1: words stand before the first section"},
      {"\n[said\n", "x.txt:2: a section's header ends with ']'"},
      {"[Said]\n", "x.txt:1: a section's name is of small letters, digits and hyphens"},
      {"[]\n", "x.txt:1: a section's name is of small letters, digits and hyphens"},
      {"[a]\nb\n[a]\n", "x.txt:3: there is a section 'a' already"},
      {"[a]\nb\n[a: c]\n", "x.txt:3: there is a section 'a' already"},
      {"[a: b | c]\nd | e\nf\n", "x.txt:3: a row has 2 cells"},
      {"[a: b | c]\nd | e | f\n", "x.txt:2: a row has 2 cells"},
  };
  for (const Case& c : cases) {
    WordLists lists;
    try {
      lists.read("x.txt", c.text);
      ADD_FAILURE() << "read: " << c.text;
    } catch (const std::invalid_argument& wrong) {
      EXPECT_STREQ(wrong.what(), c.message);
    }
  }
}

TEST(WordLists, SplitsAtWhiteSpace) {
  EXPECT_THAT(split_words(" a  b\tc "), ElementsAre("a", "b", "c"));
  EXPECT_THAT(split_words("  "), IsEmpty());
}

}  // namespace
}  // namespace sotto::language
