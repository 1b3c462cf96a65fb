#include "annotate/document/book_yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "support/temp_folder.h"

namespace sotto::document {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TempFolder;

class BookYaml : public ::testing::Test {
 protected:
  Book read(const std::string& yaml) {
    Book book;
    book.folder = folder_.path();
    read_book_file(folder_.write("book.yaml", yaml), book, diagnostics_);
    return book;
  }

  TempFolder folder_;
  Diagnostics diagnostics_;
};

TEST_F(BookYaml, FillsInWhatItSays) {
  const Book book = read(
      "title: Rain\nauthor: Zoë\nmarkup: true\nstems: true\n"
      "cast:\n  Meg: {aliases: [Meg Giry], gender: f, voice: meg}\n"
      "ambience: {bed: none, level: -24}\npauses: {scene: 3}\npronunciations: {Giry: \"Zi@r'i\"}\n");
  EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
  EXPECT_EQ(book.title, "Rain");
  EXPECT_EQ(book.author, "Zoë");
  EXPECT_TRUE(book.markup);
  EXPECT_TRUE(book.stems);
  ASSERT_EQ(book.cast.size(), 1U);
  EXPECT_EQ(book.cast[0].id, "meg");
  EXPECT_THAT(book.cast[0].aliases, ElementsAre("Meg Giry"));
  EXPECT_EQ(book.cast[0].gender, language::Gender::female);
  EXPECT_TRUE(book.cast[0].given);
  EXPECT_TRUE(book.ambience.silent());
  EXPECT_EQ(book.ambience.level.value, -24);
  EXPECT_EQ(book.pauses.scene.value, 3);
  EXPECT_EQ(book.pauses.paragraph, Pauses().paragraph);
  EXPECT_EQ(book.pronunciations.at("Giry").phonemes, "Zi@r'i");
}

TEST_F(BookYaml, SaysWhoElseSpeaksAndWithHowManyVoices) {
  EXPECT_EQ(read("title: A\n").others, Others::found);
  EXPECT_EQ(read("others: found\n").others, Others::found);
  EXPECT_EQ(read("others: narrator\n").others, Others::narrator);
  EXPECT_FALSE(read("others: none\n").given().closed()) << "nobody is named";
  EXPECT_FALSE(read("others: none\ncast: {narrator: {}}\n").given().closed());
  EXPECT_TRUE(read("others: none\ncast: {Meg: {}}\n").given().closed());
  EXPECT_FALSE(read("cast: {Meg: {}}\n").given().closed());
  EXPECT_FALSE(read("voices: many\n").one_voice);
  EXPECT_TRUE(read("voices: one\n").one_voice);
  EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
  read("others: nobdy\nvoices: 2\n");
  EXPECT_EQ(diagnostics_.all().size(), 2U) << render(diagnostics_);
}

TEST_F(BookYaml, AnAgeIsOneThatVoicesHaveOrYears) {
  for (const auto& [written, age] : {std::pair{"8", "child"},
                                     {"13", "child"},
                                     {"14", "young"},
                                     {"25", "young"},
                                     {"26", "adult"},
                                     {"64", "adult"},
                                     {"65", "old"},
                                     {"140", "old"},
                                     {"child", "child"},
                                     {"old", "old"}}) {
    EXPECT_EQ(read(std::string("cast: {Meg: {age: ") + written + "}}\n").cast.at(0).age, age) << written;
  }
  EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
  read("cast:\n  Meg: {age: chidl}\n  Erik: {age: -3}\n  Anna: {age: 1000}\n");
  ASSERT_EQ(diagnostics_.all().size(), 3U) << render(diagnostics_);
  EXPECT_EQ(diagnostics_.all()[0].line, 2U);
  EXPECT_THAT(diagnostics_.all()[0].hint, HasSubstr("child"));
}

TEST_F(BookYaml, ANewNameKeepsTheOldOneAsAnAlias) {
  const Book book = read("cast: {Rat: {name: Ratty, aliases: [Water Rat]}}\n");
  ASSERT_EQ(book.cast.size(), 1U);
  EXPECT_EQ(book.cast[0].id, "ratty");
  EXPECT_EQ(book.cast[0].name, "Ratty");
  EXPECT_THAT(book.cast[0].aliases, ElementsAre("Rat", "Water Rat"));
}

TEST_F(BookYaml, MergesTwoUnderTheFirstName) {
  Book book = read("merge: [Rat, Water Rat, Mr. Rat]\n");
  ASSERT_EQ(book.cast.size(), 1U);
  EXPECT_EQ(book.cast[0].id, "rat");
  EXPECT_TRUE(book.cast[0].given);
  EXPECT_THAT(book.cast[0].aliases, ElementsAre("Water Rat", "Mr. Rat"));

  book = read(
      "cast:\n  Mole: {}\n  Water Rat: {aliases: [Ratty], age: old}\n  Toad: {}\n  rat: {gender: m, voice: bass}\n"
      "merge: [[Rat, Water Rat], [Toad, Mr. Toad]]\n");
  ASSERT_EQ(book.cast.size(), 3U);
  EXPECT_EQ(book.cast[1].name, "Rat");
  EXPECT_THAT(book.cast[1].aliases, ElementsAre("Water Rat", "Ratty"));
  EXPECT_EQ(book.cast[1].gender, language::Gender::male);
  EXPECT_EQ(book.cast[1].age, "old");
  EXPECT_EQ(book.cast[1].voice, "bass");
  EXPECT_THAT(book.cast[2].aliases, ElementsAre("Mr. Toad"));
  EXPECT_EQ(book.merged.size(), 4U);
  EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
}

TEST_F(BookYaml, AMergeOfLessThanTwoNamesIsTold) {
  for (const char* merge : {"Rat", "[Rat]", "[[Rat, Ratty], Toad]", "[Rat, {a: b}]", "[\"\", Rat]"}) {
    Diagnostics before = std::exchange(diagnostics_, {});
    read(std::string("title: A\nmerge: ") + merge + "\n");
    ASSERT_EQ(diagnostics_.all().size(), 1U) << merge << render(diagnostics_);
    EXPECT_EQ(diagnostics_.all()[0].line, 2U);
    EXPECT_THAT(diagnostics_.all()[0].hint, HasSubstr("merge: [Rat, Water Rat]"));
  }
}

TEST_F(BookYaml, SaysWhatIsMadeAndWhatCataloguesKnow) {
  folder_.write("cover.png", "");
  const Book book = read(
      "formats: [m4b, epub]\noverlay: words\nseries: Nights\nseries_number: 2\nyear: 1910\ncover: cover.png\n"
      "description: It rains.\ngenres: [Gothic]\nsubtitle: A play\npublisher: P\nisbn: 978\n");
  EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
  EXPECT_THAT(book.formats, ElementsAre("m4b", "epub"));
  EXPECT_TRUE(book.overlay_words);
  EXPECT_EQ(
      book.details,
      (BookDetails{"A play", "Nights", "2", 1910, "It rains.", "P", "978", {"Gothic"}, book.folder / "cover.png"}));
  read("cover: missing.png\n");
  EXPECT_THAT(render(diagnostics_), HasSubstr("there is no picture 'missing.png'"));
}

TEST_F(BookYaml, TellsEveryMistakeWithItsPlace) {
  read("titel: Rain\nambience: {bed: rian}\npauses: {scene: 99}\npronunciations: {a: \"[[b]]\"}\n");
  ASSERT_EQ(diagnostics_.all().size(), 4U) << render(diagnostics_);
  const std::string told = render(diagnostics_);
  EXPECT_THAT(told, HasSubstr("did you mean 'title'?"));
  EXPECT_THAT(told, HasSubstr("did you mean 'rain'?"));
  EXPECT_THAT(told, HasSubstr("book.yaml:3:"));
  EXPECT_THAT(told, HasSubstr("without [[ and ]]"));
}

TEST_F(BookYaml, TwoOfOneNameAreTold) {
  read("cast:\n  Meg: {}\n  meg: {}\n  Erik: {aliases: [Meg]}\n");
  EXPECT_EQ(diagnostics_.all().size(), 2U) << render(diagnostics_);
  EXPECT_TRUE(diagnostics_.has_errors());
}

TEST_F(BookYaml, TheLanguageIsATag) {
  for (const char* const tag : {"en-gb", "fr", "pl"}) read(std::string("language: ") + tag + "\n");
  EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
  read("title: Le Masque\nlanguage: elvish\n");
  const std::string told = render(diagnostics_);
  EXPECT_NE(told.find(":2:11: error: there is no language 'elvish'"), std::string::npos) << told;
  EXPECT_NE(told.find("Sotto knows words of de, en, es, fr, it"), std::string::npos) << told;
}

TEST_F(BookYaml, TheGenderIsALetterOrAWord) {
  const Book book = read("cast:\n  A: {gender: woman}\n  B: {gender: boy}\n  C: {gender: f}\n  D: {gender: male}\n");
  EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
  EXPECT_EQ(book.cast[0].gender, language::Gender::female);
  EXPECT_EQ(book.cast[1].gender, language::Gender::male);
  EXPECT_EQ(book.cast[2].gender, language::Gender::female);
  EXPECT_EQ(book.cast[3].gender, language::Gender::male);
}

TEST_F(BookYaml, ACastFileIsAListOfCharacters) {
  const std::vector<Character> cast = read_cast_file(
      folder_.write("cast.yaml", "- {name: Mrs. Hall, gender: f}\n- {name: Mrs Hall}\n- {name: Erik, aliases: [He]}\n"),
      diagnostics_);
  EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
  ASSERT_EQ(cast.size(), 3U);
  EXPECT_EQ(cast[0].id, "mrs-hall");
  EXPECT_EQ(cast[1].id, "mrs-hall-2");
  EXPECT_THAT(cast[2].aliases, ElementsAre("He"));
}

TEST_F(BookYaml, ACastFileThatIsNoneIsAnError) {
  EXPECT_TRUE(read_cast_file(folder_ / "none.yaml", diagnostics_).empty());
  EXPECT_TRUE(read_cast_file(folder_.write("cast.yaml", "name: Meg\n"), diagnostics_).empty());
  EXPECT_TRUE(read_cast_file(folder_.write("cast.yaml", "- {gender: f}\n"), diagnostics_).empty());
  EXPECT_EQ(diagnostics_.all().size(), 3U) << render(diagnostics_);
}

}  // namespace
}  // namespace sotto::document
