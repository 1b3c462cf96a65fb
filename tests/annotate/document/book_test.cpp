#include "annotate/document/book.h"
#include "annotate/document/book_yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/archives.h"
#include "support/temp_folder.h"

namespace sotto::document {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TempFolder;

std::vector<std::string> names_of(const std::vector<std::filesystem::path>& paths) {
  std::vector<std::string> names;
  names.reserve(paths.size());
  for (const auto& path : paths) names.push_back(path.filename().string());
  return names;
}

TEST(Book, FolderInNaturalOrder) {
  const TempFolder folder;
  for (const char* name : {"any-story/10.md", "any-story/2-b.txt", "any-story/README.md", "any-story/1.MD",
                           "any-story/notes.pdf", "any-story/.hidden.md", "any-story/part 3/4.md"}) {
    folder.write(name, "Text.");
  }
  Diagnostics diagnostics;
  const auto book = open_book(folder / "any-story/", diagnostics);
  ASSERT_TRUE(book) << render(diagnostics);
  EXPECT_EQ(book->name, "any-story");
  EXPECT_EQ(book->title, "Any Story");
  EXPECT_THAT(names_of(book->files), ElementsAre("1.MD", "2-b.txt", "10.md"));
  EXPECT_EQ(book->language, "en-gb");
  EXPECT_EQ(book->profile, "audiobook");
  EXPECT_FALSE(book->markup);
  EXPECT_EQ(book->ambience, AmbienceSettings{});
  EXPECT_EQ(book->pauses, Pauses{});
  EXPECT_TRUE(book->cast.empty());
}

TEST(Book, AFolderWithoutTextsHasOtherFormats) {
  const TempFolder folder;
  folder.write("novel/novel.html", "<html><p>It rained.</p></html>");
  folder.write("novel/cover.jpg", "x");
  Diagnostics diagnostics;
  const auto book = open_book(folder / "novel", diagnostics);
  ASSERT_TRUE(book) << render(diagnostics);
  EXPECT_THAT(names_of(book->files), ElementsAre("novel.html"));
}

TEST(Book, SettingsStandBesideAFile) {
  const TempFolder folder;
  folder.write("novel.html", "<html lang=en><title>Rain</title><p>It rained.</p></html>");
  folder.write("novel.yaml", "author: A. Writer\nnotes: read\n");
  Diagnostics diagnostics;
  const auto book = open_book(folder / "novel.html", diagnostics);
  ASSERT_TRUE(book) << render(diagnostics);
  EXPECT_EQ(book->title, "Rain");
  EXPECT_EQ(book->author, "A. Writer");
  EXPECT_TRUE(book->read_notes);
  folder.write("novel.yaml", "titel: Rain\n");
  EXPECT_FALSE(open_book(folder / "novel.html", diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("novel.yaml:1:1: error: "));
}

TEST(Book, SaysWhatItIs) {
  const TempFolder folder;
  sotto::testing::SmallEpub epub{{{"a.xhtml", sotto::testing::page("<p>It rained.</p>")}}};
  epub.metadata += "<meta name='calibre:series' content='Rivers'/>";
  epub.manifest = "<item id='l' href='l.pls' media-type='application/pls+xml'/>";
  epub.others = {{"OEBPS/l.pls",
                  "<lexicon alphabet='ipa' xml:lang='en'><lexeme><grapheme>Giry</grapheme><phoneme>a</phoneme></lexeme>"
                  "<lexeme><grapheme>Erik</grapheme><phoneme>b</phoneme></lexeme></lexicon>"}};
  folder.write("novel.epub", epub.bytes());
  folder.write("novel.yaml", "pronunciations: {Erik: \"e\"}\n");
  Diagnostics diagnostics;
  const auto book = open_book(folder / "novel.epub", diagnostics);
  ASSERT_TRUE(book) << render(diagnostics);
  EXPECT_EQ(book->title, "The Quay");
  EXPECT_EQ(book->author, "A. Writer");
  EXPECT_EQ(book->metadata.series, "Rivers");
  EXPECT_EQ(book->pronunciations.at("Giry").phonemes, "a");
  EXPECT_TRUE(book->pronunciations.at("Giry").ipa);
  EXPECT_EQ(book->pronunciations.at("Erik").phonemes, "e") << "the settings outweigh the book's own lexicon";
  EXPECT_FALSE(book->pronunciations.at("Erik").ipa);
}

TEST(Book, AnotherLanguageIsReadAndToldBefore) {
  const TempFolder folder;
  folder.write("a.html", "<html lang=es><p>Llueve.</p></html>");
  folder.write("b.txt", "The Project Gutenberg eBook\n\nTitle: Regen\nLanguage: German\n\nEs regnet.\n");
  folder.write("c.html", "<html lang=en-US><p>It rained.</p></html>");
  folder.write("d.txt", "The Project Gutenberg eBook\n\nTitle: Rain\nLanguage: Elvish\n\nIt rained.\n");
  const auto told = [&](const char* name, const char* language) {
    Diagnostics diagnostics;
    const auto book = open_book(folder / name, diagnostics);
    EXPECT_EQ(book->language, language);
    return render(diagnostics);
  };
  EXPECT_THAT(told("a.html", "es"), HasSubstr("a.html: warning: is read in Spanish: who speaks is guessed less well"));
  EXPECT_THAT(told("b.txt", "de"), HasSubstr("b.txt: warning: is read in German: who speaks is guessed less well"));
  EXPECT_EQ(told("c.html", "en-gb"), "");
  EXPECT_THAT(told("d.txt", "en-gb"), HasSubstr("d.txt: warning: is in Elvish, a language that Sotto does not read"));
  folder.write("a.yaml", "language: en-gb\n");
  EXPECT_EQ(told("a.html", "en-gb"), "");
  folder.write("c.yaml", "language: fr-CA\n");
  EXPECT_THAT(told("c.html", "fr-CA"), HasSubstr("is read in French"));
}

struct TitleCase {
  std::string file;
  std::string text;
  std::string title;
  std::string author;
};

TEST(Book, OneFileIsABook) {
  const std::vector<TitleCase> cases{
      {"any-story.txt", "It rained.\n\nIt went on.\n", "Any Story", ""},
      {"any_story.txt", "CHAPTER I\n\nIt rained.\n", "Any Story", ""},
      {"x.txt", "THE MASK\n\nby A. N. Other\n\nIt rained.\n", "The Mask", "A. N. Other"},
      {"x.txt", "The Mask\nby A. N. Other\n\nIt rained.\n", "The Mask", "A. N. Other"},
      {"x.md", "# The Mask\n\n## One\n\nIt rained.\n\n## Two\n\nMore.\n", "The Mask", ""},
      {"two-masks.md", "# One\n\nIt rained.\n\n# Two\n\nMore.\n", "Two Masks", ""},
      {"x.txt", "The Project Gutenberg eBook of Rain\n\nTitle: Rain\n\nAuthor: A. Cloud\n\nCHAPTER I\n\nOne.\n", "Rain",
       "A. Cloud"},
      {"x.md", "---\ntitle: \"The Mask: a tale\"\nauthor: A. N. Other\ntags: [a, b]\n---\n\n# One\n\nIt rained.\n",
       "The Mask: a tale", "A. N. Other"},
      {"x.md", "---\ntitle: [\n---\n\n# One\n\nIt rained.\n", "One", ""},
      {"caf\xC3\xA9.txt", "Le Caf\xE9\n\nIt rained.\n", "Le Café", ""},
  };
  for (const TitleCase& test : cases) {
    SCOPED_TRACE(test.text);
    const TempFolder folder;
    Diagnostics diagnostics;
    const auto book = open_book(folder.write(test.file, test.text), diagnostics);
    ASSERT_TRUE(book) << render(diagnostics);
    EXPECT_EQ(book->title, test.title);
    EXPECT_EQ(book->author, test.author);
    EXPECT_THAT(names_of(book->files), ElementsAre(test.file));
  }
}

TEST(Book, AFolderOfOneFileHasItsTitle) {
  const TempFolder folder;
  const char* page = "THE MASK\n\nby A. N. Other\n\nIt rained.\n";
  folder.write("one/text.txt", page);
  folder.write("two/1.txt", page);
  folder.write("two/2.txt", "It still rained.\n");
  Diagnostics diagnostics;
  const auto one = open_book(folder / "one", diagnostics);
  const auto two = open_book(folder / "two", diagnostics);
  ASSERT_TRUE(one && two) << render(diagnostics);
  EXPECT_EQ(one->title, "The Mask");
  EXPECT_EQ(one->author, "A. N. Other");
  EXPECT_EQ(two->title, "Two") << "that may be the title of a chapter";
}

TEST(Book, ReadsAllOfBookYaml) {
  const TempFolder folder;
  folder.write("b/1.md", "Text.");
  folder.write("b/book.yaml", R"(title: The Mask
author: A. N. Other
language: en-gb
cast:
  narrator: {voice: narrator}
  Meg: {aliases: [Meg Giry, Marguerite Giry], gender: f, voice: meg}
  Erik: {aliases: [the Phantom], gender: male}
  The Old Woman:
ambience: {bed: rain, level: -24.5, duck: 3, seed: 7}
profile: podcast
markup: true
pauses: {sentence: 0.4, scene: 3, vary: 0.5}
pronunciations: {Giry: "Zi@r'i"}
)");
  Diagnostics diagnostics;
  const auto book = open_book(folder / "b", diagnostics);
  ASSERT_TRUE(book) << render(diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  EXPECT_EQ(book->title, "The Mask");
  EXPECT_EQ(book->author, "A. N. Other");
  EXPECT_EQ(book->language, "en-gb");
  EXPECT_EQ(book->profile, "podcast");
  EXPECT_TRUE(book->markup);
  ASSERT_EQ(book->cast.size(), 4U);
  EXPECT_EQ(book->cast[0].id, kNarrator);
  EXPECT_EQ(book->cast[0].voice, "narrator");
  EXPECT_EQ(book->cast[1],
            (Character{"meg", "Meg", {"Meg Giry", "Marguerite Giry"}, language::Gender::female, "meg", "", true}));
  EXPECT_EQ(book->cast[2].gender, language::Gender::male);
  EXPECT_EQ(book->cast[2].voice, "");
  EXPECT_EQ(book->cast[3].id, "the-old-woman");
  EXPECT_EQ(book->ambience.level, Decibels{-24.5});
  EXPECT_EQ(book->ambience.duck, Decibels{3});
  EXPECT_EQ(book->ambience.seed, 7);
  EXPECT_EQ(book->pauses.sentence, Seconds{0.4});
  EXPECT_EQ(book->pauses.scene, Seconds{3});
  EXPECT_EQ(book->pauses.vary, 0.5);
  EXPECT_EQ(book->pauses.paragraph, Pauses{}.paragraph);
  EXPECT_EQ(book->pronunciations.at("Giry").phonemes, "Zi@r'i");
}

TEST(Book, ASingleFileHasItsSettingsBesideIt) {
  const TempFolder folder;
  folder.write("story.yaml", "title: Rain\ncast: {Meg: {gender: f}}\n");
  Diagnostics diagnostics;
  const auto book = open_book(folder.write("story.txt", "It rained.\n"), diagnostics);
  ASSERT_TRUE(book) << render(diagnostics);
  EXPECT_EQ(book->title, "Rain");
  EXPECT_EQ(book->settings, folder / "story.yaml");
  EXPECT_EQ(book->cast.size(), 1U);
  EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
  EXPECT_FALSE(open_book(folder / "story.yaml", diagnostics)) << "settings are no story";
}

TEST(Book, SettingsThatAreNotItsOwnAreTold) {
  const TempFolder folder;
  folder.write("b/book.yaml", "title: Rain\n");
  folder.write("b/1.yaml", "title: One\n");
  folder.write("b/1.md", "It rained.\n");
  folder.write("b/2.md", "It rained.\n");
  for (const char* path : {"b/2.md", "b"}) {
    Diagnostics diagnostics;
    const auto book = open_book(folder / path, diagnostics);
    ASSERT_TRUE(book) << render(diagnostics);
    ASSERT_EQ(diagnostics.all().size(), 1U) << path;
    EXPECT_EQ(diagnostics.all()[0].severity, Severity::warning);
    EXPECT_THAT(diagnostics.all()[0].message, HasSubstr("these settings are not read"));
    EXPECT_EQ(diagnostics.all()[0].file, (folder / (book->title == "Rain" ? "b/1.yaml" : "b/book.yaml")).string());
  }
}

struct Mistake {
  std::string what;
  std::string yaml;
  std::size_t line;
  std::string message;
  std::string hint;
};

class BookMistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(BookMistakes, AreToldWithPlaceAndHint) {
  const TempFolder folder;
  folder.write("b/1.md", "Text.");
  folder.write("b/book.yaml", GetParam().yaml);
  Diagnostics diagnostics;
  EXPECT_FALSE(open_book(folder / "b", diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U) << render(diagnostics);
  const Diagnostic& mistake = diagnostics.all().front();
  EXPECT_EQ(mistake.file, (folder / "b/book.yaml").string());
  EXPECT_EQ(mistake.line, GetParam().line);
  EXPECT_THAT(mistake.message, HasSubstr(GetParam().message));
  EXPECT_THAT(mistake.hint, HasSubstr(GetParam().hint));
}

INSTANTIATE_TEST_SUITE_P(
    Table, BookMistakes,
    ::testing::Values(Mistake{"UnknownKey", "title: A\nautor: B\n", 2, "'autor'", "author"},
                      Mistake{"UnknownCastKey", "cast:\n  Meg: {vioce: meg}\n", 2, "'vioce'", "voice"},
                      Mistake{"UnknownPause", "pauses: {sentense: 1}\n", 1, "'sentense'", "sentence"},
                      Mistake{"Gender", "cast:\n  Meg: {gender: lady}\n", 2, "'lady'", ""},
                      Mistake{"PauseTooLong", "pauses:\n  scene: 300\n", 2,
                              "300, but must be between 0 and 30 (seconds)", ""},
                      Mistake{"LevelAboveSpeech", "ambience: {level: 6}\n", 1, "6, but must be between -60 and 0", ""},
                      Mistake{"NoNumber", "ambience: {duck: much}\n", 1, "much", "between"},
                      Mistake{"Bed", "ambience: {bed: rian}\n", 1, "rian", "rain"},
                      Mistake{"CastIsNoMapping", "cast: [Meg, Erik]\n", 1, "'cast'", "Meg:"},
                      Mistake{"SameIdTwice", "cast:\n  Meg Giry:\n  meg-giry:\n", 3, "meg-giry", "another name"},
                      Mistake{"SameKeyTwice", "title: A\ntitle: B\n", 2, "twice", ""},
                      Mistake{"Brackets", "pronunciations: {Giry: \"[[Ziri]]\"}\n", 1, "[[", "leave"},
                      Mistake{"NoPhonemes", "pronunciations:\n  Giry:\n", 2, "Giry", ""},
                      Mistake{"Tab", "cast:\n\tMeg:\n", 2, "tab", "spaces"}),
    [](const auto& test) { return test.param.what; });

TEST(Book, DuckingThatIsHeardOrNotIsAWarning) {
  const std::vector<std::pair<std::string, std::string>> table = {{"0", ""}, {"3", ""},          {"4.5", ""},
                                                                  {"6", ""}, {"2", "so little"}, {"9", "so far"}};
  for (const auto& [duck, told] : table) {
    const TempFolder folder;
    folder.write("b/1.md", "Text.");
    folder.write("b/book.yaml", "ambience: {duck: " + duck + "}\n");
    Diagnostics diagnostics;
    EXPECT_TRUE(open_book(folder / "b", diagnostics));
    ASSERT_EQ(diagnostics.all().size(), told.empty() ? 0U : 1U) << duck;
    if (told.empty()) continue;
    EXPECT_EQ(diagnostics.all()[0].severity, Severity::warning);
    EXPECT_EQ(diagnostics.all()[0].line, 1U);
    EXPECT_THAT(diagnostics.all()[0].message, HasSubstr(told));
  }
}

TEST(Book, AllMistakesAtOnce) {
  const TempFolder folder;
  folder.write("b/1.md", "Text.");
  folder.write("b/book.yaml", "titel: A\ncast:\n  Meg: {gender: x}\npauses: {head: -1}\n");
  Diagnostics diagnostics;
  EXPECT_FALSE(open_book(folder / "b", diagnostics));
  EXPECT_EQ(diagnostics.all().size(), 3U) << render(diagnostics);
}

TEST(Book, ANameOfTwoCharactersIsAWarning) {
  const TempFolder folder;
  folder.write("b/1.txt", "Text.");
  folder.write("b/book.yaml",
               "cast:\n  Anna: {aliases: [the cook, The  Clerk]}\n  Abel: {aliases: [the clerk, anna]}\n"
               "  Eve: {aliases: [Eve, Evie, Evie]}\n");
  Diagnostics diagnostics;
  ASSERT_TRUE(open_book(folder / "b", diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 2U) << render(diagnostics);
  EXPECT_THAT(render(diagnostics), HasSubstr("book.yaml:3:3: warning: 'the clerk' is a name of both Anna and Abel"));
  EXPECT_THAT(render(diagnostics), HasSubstr("book.yaml:3:3: warning: 'anna' is a name of both Anna and Abel"));
}

TEST(Book, FolderWithoutManuscript) {
  const TempFolder folder;
  folder.write("b/README.md", "About.");
  Diagnostics diagnostics;
  EXPECT_FALSE(open_book(folder / "b", diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_THAT(diagnostics.all().front().message, HasSubstr("no manuscript"));
}

TEST(Book, MissingBookHasANearName) {
  const TempFolder folder;
  folder.write("the-mask/1.md", "Text.");
  Diagnostics diagnostics;
  EXPECT_FALSE(open_book(folder / "the-msk", diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_THAT(diagnostics.all().front().hint, HasSubstr("the-mask"));
}

TEST(CastFile, IsReadFromYamlAndJson) {
  const TempFolder folder;
  Diagnostics diagnostics;
  const auto yaml = read_cast_file(
      folder.write("cast.yaml", "- {name: Emma Woodhouse, aliases: [Emma], gender: f}\n- name: Mr. Elton\n"),
      diagnostics);
  const auto json =
      read_cast_file(folder.write("cast.json",
                                  "[\n {\"name\": \"Emma Woodhouse\", \"aliases\": [\"Emma\"], \"gender\": \"f\"},\n"
                                  " {\"name\": \"Mr. Elton\", \"aliases\": []}\n]\n"),
                     diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
  EXPECT_EQ(yaml, json);
  ASSERT_EQ(yaml.size(), 2U);
  EXPECT_EQ(yaml[0].id, "emma-woodhouse");
  EXPECT_EQ(yaml[0].gender, language::Gender::female);
  EXPECT_TRUE(yaml[0].given);
  EXPECT_EQ(yaml[1].gender, language::Gender::unknown);
}

TEST(CastFile, KeepsNamesApartThatMakeTheSameId) {
  const TempFolder folder;
  Diagnostics diagnostics;
  const auto cast = read_cast_file(folder.write("cast.yaml", "- name: Mrs. Hall\n- name: Mrs Hall\n"), diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  ASSERT_EQ(cast.size(), 2U);
  EXPECT_EQ(cast[0].id, "mrs-hall");
  EXPECT_EQ(cast[1].id, "mrs-hall-2");
}

TEST(CastFile, MistakesAreErrors) {
  const TempFolder folder;
  for (const char* text : {"name: Emma\n", "- {aliases: [Emma]}\n", "- {name: Emma, sex: f}\n", "- Emma\n"}) {
    SCOPED_TRACE(text);
    Diagnostics diagnostics;
    read_cast_file(folder.write("cast.yaml", text), diagnostics);
    EXPECT_EQ(diagnostics.all().size(), 1U) << render(diagnostics);
    EXPECT_TRUE(diagnostics.has_errors());
  }
  Diagnostics diagnostics;
  read_cast_file(folder / "nosuch.yaml", diagnostics);
  EXPECT_TRUE(diagnostics.has_errors());
}

}  // namespace
}  // namespace sotto::document
