#include "annotate/attribution/entities/entities.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "annotate/attribution/model/document_analysis.h"
#include "shared/text.h"

namespace sotto::attribution {
namespace {

/// The cast that a text shows.
std::vector<document::Character> cast_of(const std::string& text, const std::vector<document::Character>& given = {},
                                         document::Others others = document::Others::nobody) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("story.txt", text, diagnostics);
  if (!manuscript) return {};
  const DocumentAnalysis analysis(*manuscript, document::find_chapters(*manuscript, "Story"), {given, others},
                                  diagnostics);
  return {analysis.entities.cast.begin(), analysis.entities.cast.begin() + analysis.entities.character_count};
}

const document::Character* who(const std::vector<document::Character>& cast, const std::string& name) {
  const auto found = std::find_if(cast.begin(), cast.end(), [&](const document::Character& character) {
    return character.name == name ||
           std::find(character.aliases.begin(), character.aliases.end(), name) != character.aliases.end();
  });
  return found == cast.end() ? nullptr : &*found;
}

struct FamilyCase {
  const char* name;
  const char* text;
  const char* one;
  const char* other;
  bool same;
};

class AliasTest : public ::testing::TestWithParam<FamilyCase> {};

TEST_P(AliasTest, NamesOfOnePersonAreOneCharacter) {
  const std::vector<document::Character> cast = cast_of(GetParam().text);
  const document::Character* one = who(cast, GetParam().one);
  const document::Character* other = who(cast, GetParam().other);
  ASSERT_NE(one, nullptr);
  ASSERT_NE(other, nullptr);
  EXPECT_EQ(one == other, GetParam().same);
}

INSTANTIATE_TEST_SUITE_P(
    NameClusterer, AliasTest,
    ::testing::Values(
        FamilyCase{"first_and_full", "Caroline Ashby came in. \"Yes,\" said Caroline.", "Caroline", "Caroline Ashby",
                   true},
        FamilyCase{"miss_and_first", "Caroline Ashby came in. \"Yes,\" said Miss Ashby. Caroline sat.", "Caroline",
                   "Miss Ashby", true},
        FamilyCase{"short_name", "Elizabeth Dane came in. \"Yes,\" said Lizzy. Elizabeth sat.", "Elizabeth", "Lizzy",
                   true},
        FamilyCase{"surname_of_a_man", "\"Yes,\" said Mr. Dane. Dane sat down.", "Mr. Dane", "Dane", true},
        FamilyCase{"man_and_wife", "\"Yes,\" said Mr. Dane. \"No,\" said Mrs. Dane.", "Mr. Dane", "Mrs. Dane", false},
        FamilyCase{"mother_and_daughter", "Anna Dane rose. \"Yes,\" said Miss Dane. \"No,\" said Mrs. Dane. Anna sat.",
                   "Anna", "Mrs. Dane", false},
        FamilyCase{
            "who_is_told_of_by_both_names",
            "Anna Kowalska sat by the fire. \"Eat,\" said Mrs. Kowalska.\n\nAnna ate. Mrs. Kowalska watched Anna.",
            "Anna", "Mrs. Kowalska", false},
        FamilyCase{"a_wife_introduced_once",
                   "Anna Kowalska kept the shop.\n\n\"Well?\" said Mrs. Kowalska.\n\nMrs. Kowalska waited.",
                   "Anna Kowalska", "Mrs. Kowalska", true},
        FamilyCase{
            "a_wife_called_so_by_others",
            "Anna Kowalska kept the shop. Anna yawned.\n\n\"Good day, Mrs. Kowalska,\" said Tom.\n\n\"Is it?\" said "
            "Anna. Anna looked out. Anna sat down. \"No, Mrs. Kowalska,\" said Tom.",
            "Anna", "Mrs. Kowalska", true},
        FamilyCase{"linked_by_one_full_name",
                   "This was Ada Quill. \"Yes,\" said Miss Quill. \"No,\" said Ada. Ada sat. Miss Quill rose.", "Ada",
                   "Miss Quill", true},
        FamilyCase{"father_and_son",
                   "Hugh Dane rose. \"Yes,\" said old Mr. Dane. \"No,\" said young Mr. Dane. Hugh sat. Mr. Dane sat.",
                   "Hugh", "Mr. Dane", false},
        FamilyCase{"a_knight_is_no_tom", "Tom Dane rose. \"Yes,\" said Sir Thomas Dane. Tom sat. Sir Thomas sat.",
                   "Tom", "Sir Thomas", false},
        FamilyCase{"a_friends_short_name",
                   "Lord Henry rose. \"Sit down, Harry,\" said Basil. \"I am tired, Harry.\" Lord Henry Dane sat.",
                   "Harry", "Lord Henry", true},
        FamilyCase{"who_answer_each_other",
                   "\"Yes,\" said Miss Dane.\n\n\"No,\" said Lucy.\n\n\"Yes,\" said Miss Dane.\n\nLucy Dane sat.",
                   "Lucy", "Miss Dane", false},
        FamilyCase{"a_wife_by_her_husbands_name", "\"Yes,\" said Mrs. John Dane. \"No,\" said John. John Dane sat.",
                   "John", "Mrs. John Dane", false},
        FamilyCase{"a_servants_mister", "\"Yes,\" said Mr. Lawrence. Lawrence Dane rose. Lawrence sat.", "Mr. Lawrence",
                   "Lawrence Dane", true},
        FamilyCase{"office", "Inspector Bloom rose. \"Yes,\" said the Inspector.", "Inspector Bloom", "Inspector",
                   true}),
    [](const auto& test) { return std::string(test.param.name); });

struct GenderCase {
  const char* name;
  const char* text;
  const char* who;
  language::Gender gender;
  const char* why;
};

class GenderTest : public ::testing::TestWithParam<GenderCase> {};

TEST_P(GenderTest, HasItsEvidence) {
  const std::vector<document::Character> cast = cast_of(GetParam().text);
  const document::Character* character = who(cast, GetParam().who);
  ASSERT_NE(character, nullptr);
  EXPECT_EQ(character->gender, GetParam().gender);
  EXPECT_EQ(character->gender_why, GetParam().why);
}

INSTANTIATE_TEST_SUITE_P(
    Genders, GenderTest,
    ::testing::Values(
        GenderCase{"by_title", "\"Yes,\" said Mrs. Dane.", "Mrs. Dane", language::Gender::female, "Mrs."},
        GenderCase{"by_given_name", "\"Yes,\" said Meg.", "Meg", language::Gender::female, "the name Meg"},
        GenderCase{"by_pronouns", "Zorin went out, and he smiled. Zorin sat where his coat lay. \"Yes,\" said Zorin.",
                   "Zorin", language::Gender::male, "he x 2"},
        GenderCase{"unknown", "\"Yes,\" said Zorin.", "Zorin", language::Gender::unknown, ""}),
    [](const auto& test) { return std::string(test.param.name); });

struct WrittenCase {
  const char* name;
  const char* text;
  const char* written;
};

class WrittenNameTest : public ::testing::TestWithParam<WrittenCase> {};

TEST_P(WrittenNameTest, StandsAsTheTextHasIt) {
  const std::vector<document::Character> cast = cast_of(GetParam().text);
  ASSERT_EQ(cast.size(), 1U);
  EXPECT_EQ(cast[0].name, GetParam().written);
}

INSTANTIATE_TEST_SUITE_P(
    Names, WrittenNameTest,
    ::testing::Values(WrittenCase{"small_letters_within", "\"Yes,\" said McDougal.", "McDougal"},
                      WrittenCase{"apostrophe", "“Yes,” said O’Hara.", "O'Hara"},
                      WrittenCase{"hyphen", "\"Yes,\" said Anne-Marie.", "Anne-Marie"},
                      WrittenCase{"beyond_latin_1", "\"Yes,\" said Łucja. \"No,\" said Łucja.", "Łucja"},
                      WrittenCase{"cyrillic", "\"Yes,\" said Жанна.", "Жанна"},
                      WrittenCase{"greek_shouted", "\"Yes,\" said ΆΝΝΑ.", "Άννα"},
                      WrittenCase{"shouted_first", "\"MEG! MEG!\"\n\n\"Yes,\" said Meg.", "Meg"},
                      WrittenCase{"numeral", "\"Yes,\" said Louis XIV. Louis XIV sat down.", "Louis XIV"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Styles, NumeralsAndWarsAreNobody) {
  const std::vector<document::Character> cast = cast_of(
      "II\n\nWorld War II had ended. Part III had begun. \"Yes,\" said Meg. II was over, and III came after World War "
      "II.");
  ASSERT_EQ(cast.size(), 1U);
  EXPECT_EQ(cast[0].name, "Meg");
}

TEST(Styles, PlacesAndDaysAreNobody) {
  const std::vector<document::Character> cast =
      cast_of("On Monday Meg went to Paris. She liked Paris. \"Yes,\" said Meg in Paris.");
  EXPECT_NE(who(cast, "Meg"), nullptr);
  EXPECT_EQ(who(cast, "Paris"), nullptr);
  EXPECT_EQ(who(cast, "Monday"), nullptr);
}

TEST(Styles, AGivenCastBinds) {
  document::Character erik;
  erik.id = "erik";
  erik.name = "Erik";
  erik.given = true;
  const std::vector<document::Character> cast = cast_of("\"Yes,\" said Meg. \"No,\" said Erik.", {erik});
  ASSERT_EQ(cast.size(), 1U);
  EXPECT_EQ(cast[0], erik);
}

TEST(Styles, AFullNameGivesItsParts) {
  document::Character john;
  john.id = "john-cavendish";
  john.name = "John Cavendish";
  john.gender = language::Gender::male;
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("story.txt", "Nothing.", diagnostics);
  ASSERT_TRUE(manuscript);
  DocumentAnalysis analysis(*manuscript, document::find_chapters(*manuscript, "Story"),
                            {{john}, document::Others::nobody}, diagnostics);
  for (const char* name : {"John", "Cavendish", "Mr. Cavendish"}) {
    EXPECT_NE(analysis.entities.names.find(name_words(analysis.tokens.vocabulary, name)), nullptr) << name;
  }
  EXPECT_EQ(analysis.entities.names.find(name_words(analysis.tokens.vocabulary, "Miss Cavendish")), nullptr);
}

document::Character settled(const std::string& name, const std::vector<std::string>& aliases = {}) {
  document::Character character;
  character.name = name;
  character.id = slug(name);
  character.aliases = aliases;
  character.given = true;
  return character;
}

constexpr const char* kRiver =
    "Mole looked at the river. \"What is that?\" said Mole.\n\n\"That is the river,\" said the Water Rat. He took up "
    "his "
    "oars.\n\n\"You live by it, Mr. Rat?\" said Mole.\n\n\"By it and with it,\" said Rat.\n\n\"Good day, Mr. Pratt,\" "
    "said "
    "Dani. She waved from the bank.\n\n\"Good day,\" said Mr. Pratt.\n\n\"Who is Dani?\" said Mole.\n\n\"I am,\" said "
    "Dani.\n";

TEST(OpenCast, OneWhoIsNamedLeavesTheOthersFound) {
  const auto alone = cast_of(kRiver);
  for (const char* name : {"Mole", "Dani", "Mr. Pratt"}) {
    const auto cast = cast_of(kRiver, {settled(name)}, document::Others::found);
    ASSERT_EQ(cast.size(), alone.size()) << name;
    for (const document::Character& one : alone) {
      const document::Character* same = who(cast, one.name);
      ASSERT_NE(same, nullptr) << one.name << " beside " << name;
      EXPECT_EQ(same->gender, one.gender) << one.name << " beside " << name;
      EXPECT_EQ(same->gender_why, one.gender_why) << one.name << " beside " << name;
      EXPECT_EQ(same->given, one.name == name);
    }
  }
}

TEST(OpenCast, NamesThatMeanOnePersonAreOnePerson) {
  const auto cast = cast_of(kRiver, {settled("Rat", {"Water Rat", "Mr. Rat"})}, document::Others::found);
  const document::Character* rat = who(cast, "Rat");
  ASSERT_NE(rat, nullptr);
  EXPECT_EQ(rat->gender, language::Gender::male);
  EXPECT_EQ(
      std::count_if(cast.begin(), cast.end(), [](const auto& c) { return c.name.find("Rat") != std::string::npos; }),
      1);
}

TEST(OpenCast, AFullNameThatTheTextLacksHasItsShortNames) {
  const auto cast = cast_of(kRiver, {settled("Dani Moss")}, document::Others::found);
  ASSERT_NE(who(cast, "Dani Moss"), nullptr);
  EXPECT_EQ(std::count_if(cast.begin(), cast.end(), [](const auto& c) { return c.name == "Dani"; }), 0);
  EXPECT_EQ(cast.size(), cast_of(kRiver).size());
}

TEST(OpenCast, ANewNameIsThatOfWhoHasTheAlias) {
  const auto cast = cast_of(kRiver, {settled("The Digger", {"Mole"})}, document::Others::found);
  EXPECT_NE(who(cast, "The Digger"), nullptr);
  EXPECT_EQ(std::count_if(cast.begin(), cast.end(), [](const auto& c) { return c.name == "Mole"; }), 0);
}

struct ToldAgeCase {
  const char* text;
  const char* age;
  language::Gender gender = language::Gender::unknown;
};

class ToldAge : public ::testing::TestWithParam<ToldAgeCase> {};

TEST_P(ToldAge, IsReadWhereTheNarrationTellsIt) {
  const std::vector<document::Character> cast =
      cast_of(std::string(GetParam().text) + " \"Yes,\" said Rook. \"No,\" said Rook.");
  const document::Character* rook = who(cast, "Rook");
  ASSERT_NE(rook, nullptr);
  EXPECT_EQ(rook->age, GetParam().age);
  EXPECT_TRUE(GetParam().gender == language::Gender::unknown || rook->gender == GetParam().gender);
}

INSTANTIATE_TEST_SUITE_P(
    Ages, ToldAge,
    ::testing::Values(
        ToldAgeCase{"Rook, a boy of perhaps twelve, came in.", "child", language::Gender::male},
        ToldAgeCase{"Rook, a girl of 9, came in.", "child", language::Gender::female},
        ToldAgeCase{"Rook was a tall girl of eighteen.", "young", language::Gender::female},
        ToldAgeCase{"Rook was a small boy.", "child", language::Gender::male},
        ToldAgeCase{"A lad called Rook came in.", "young", language::Gender::male},
        ToldAgeCase{"There was a thin girl of about ten named Rook.", "child", language::Gender::female},
        ToldAgeCase{"Rook, aged seven, came in.", "child"}, ToldAgeCase{"Rook, who was only eleven, came in.", "child"},
        ToldAgeCase{"Rook was a very old man.", "old", language::Gender::male},
        ToldAgeCase{"Rook, an urchin in rags, came in.", "child"},
        ToldAgeCase{"Rook, four, sat under the table.", "child"}, ToldAgeCase{"Rook was four.", "child"},
        ToldAgeCase{"Rook, nearly five years old, came in.", "child"},
        ToldAgeCase{"Then six-year-old Rook came in.", "child"},
        ToldAgeCase{"Rook, a boy of six or so, came in.", "child", language::Gender::male},
        ToldAgeCase{"A girl of five or six named Rook came in.", "child", language::Gender::female},
        ToldAgeCase{"Rook, who was seventy-two, came in.", "old"}, ToldAgeCase{"Rook, aged 80, came in.", "old"},
        ToldAgeCase{"Mrs. Rook, the old housekeeper, came in.", "old"},
        ToldAgeCase{"Rook, the little boy, sat.", "child"}, ToldAgeCase{"Rook was two yards away.", ""},
        ToldAgeCase{"Rook, four yards away, sat.", ""}, ToldAgeCase{"Rook was one.", ""},
        ToldAgeCase{"Rook, the old man's nephew, sat.", ""}, ToldAgeCase{"When Rook was a small boy, it rained.", ""},
        ToldAgeCase{"Rook was a man of sixty.", "adult"}, ToldAgeCase{"Rook, who was one of those who came, sat.", ""},
        ToldAgeCase{"Rook, a friend of the small boy, came in.", ""},
        ToldAgeCase{"Rook saw a boy of ten. He called Rook.", ""},
        ToldAgeCase{"\"Rook was a boy of ten,\" said Anna.", ""}, ToldAgeCase{"Rook came in.", ""}));

TEST(Ages, OfWhoIsOnlyDescribed) {
  for (const auto& [years, age] :
       {std::pair{"of six or so", "child"}, {"aged nineteen", "young"}, {"in a red coat", ""}}) {
    const std::string text = std::string("A girl ") + years + " stood at the door.\n\n\"We came,\" said the girl.\n";
    Diagnostics diagnostics;
    const auto manuscript = document::decode_manuscript("story.txt", text, diagnostics);
    ASSERT_TRUE(manuscript);
    const DocumentAnalysis analysis(*manuscript, document::find_chapters(*manuscript, "Story"), {}, diagnostics);
    const document::Character* girl = who(analysis.entities.cast, "the girl");
    ASSERT_NE(girl, nullptr) << text;
    EXPECT_EQ(girl->age, age) << text;
  }
}

}  // namespace
}  // namespace sotto::attribution
