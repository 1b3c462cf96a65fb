// What the annotator knows of a language is in its data and its morphology: stories in another language, which is
// English with every letter replaced by another (ROT13) in the stories, the word lists and the tables, have the same
// speakers.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/annotate.h"
#include "annotate/document/chapters.h"
#include "annotate/language/en/english_morphology.h"
#include "annotate/language/languages.h"
#include "annotate/normalization/normalize.h"
#include "shared/files.h"
#include "support/folders.h"

namespace sotto::annotate {
namespace {

namespace fs = std::filesystem;

std::string rotated(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter) continue;
    const char first = c >= 'a' ? 'a' : 'A';
    c = static_cast<char>(first + (c - first + 13) % 26);
  }
  return result;
}

/// Tables whose words are not in the first column alone: the columns that have words.
const std::map<std::string_view, std::set<std::size_t>> kWordColumns = {
    {"abbreviations", {0, 1}},      {"ambience-cues", {0, 1}},
    {"chapter-titles", {1}},        {"currencies", {1, 2, 3, 4}},
    {"deliveries", {1, 2}},         {"halves-of-day", {0, 1}},
    {"initial-titles", {0, 1}},     {"letter-names", {0, 1}},
    {"magnitude-suffixes", {0, 1}}, {"months", {0, 1}},
    {"name-phrases", {1}},          {"number-phrases", {1}},
    {"number-spelling", {}},        {"number-suffixes", {0, 1, 2}},
    {"numbered-headings", {0, 2}},  {"readings-behind-names", {0, 1}},
    {"short-names", {0, 1}},        {"sign-readings", {0, 1}},
    {"address-signs", {0, 1}},      {"titles-in-full", {0, 1}},
    {"units", {0, 1, 2}},
};

/// A file of word lists with its words rotated.
std::string rotated_lists(std::string_view file) {
  std::string result;
  std::string table;
  while (!file.empty()) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    const std::string_view line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    if (line.starts_with('#') || line.starts_with('[')) {
      if (line.starts_with('[')) table = line.substr(1, line.find_first_of(":]") - 1);
      result += line;
    } else {
      const auto columns = kWordColumns.find(table);
      std::size_t column = 0;
      for (std::size_t begin = 0; begin <= line.size(); ++column) {
        const std::size_t bar = std::min(line.find('|', begin), line.size());
        const std::string_view cell = line.substr(begin, bar - begin);
        const bool words = columns == kWordColumns.end() ? column == 0 : columns->second.contains(column);
        result += words ? rotated(cell) : std::string(cell);
        if (bar < line.size()) result += '|';
        begin = bar + 1;
      }
    }
    result += '\n';
  }
  return result;
}

class RotatedMorphology final : public language::Morphology {
 public:
  explicit RotatedMorphology(const language::WordLists& lists) {
    (void)lists;  // the English ones tell the same
  }

  Clitic clitic(std::string_view lower) const override { return english().clitic(rotated(lower)); }
  std::uint32_t classes_by_form(std::string_view lower, std::uint32_t listed) const override {
    return english().classes_by_form(rotated(lower), listed);
  }
  std::uint32_t person_by_ending(std::string_view noun) const override {
    return english().person_by_ending(rotated(noun));
  }
  std::string plural(std::string_view noun) const override { return rotated(english().plural(rotated(noun))); }
  std::vector<std::string_view> singulars(std::string_view lower) const override {
    const std::string word = rotated(lower);
    std::vector<std::string_view> found;
    for (const std::string_view one : english().singulars(word)) found.push_back(lower.substr(0, one.size()));
    return found;
  }
  bool has_ending(std::string_view lower, Ending ending) const override {
    return english().has_ending(rotated(lower), ending);
  }
  bool is_past_of(std::string_view past, std::string_view participle) const override {
    return english().is_past_of(rotated(past), rotated(participle));
  }

 private:
  static const language::Morphology& english() { return language::find_language("en")->morphology(); }
};

const language::Language& rotated_language() {
  static std::list<std::string> texts;  // of the files
  static const language::Language made = [] {
    std::vector<language::EmbeddedFile> files;
    for (const language::EmbeddedFile& file : language::embedded_files()) {
      if (!file.name.starts_with("en/")) continue;
      texts.push_back(file.name.ends_with(".txt") ? rotated_lists(file.bytes) : std::string(file.bytes));
      files.push_back({file.name, texts.back()});
    }
    return language::Language("en", "Ratyvfu", std::move(files),
                              [](const language::WordLists& lists) -> std::unique_ptr<const language::Morphology> {
                                return std::make_unique<RotatedMorphology>(lists);
                              });
  }();
  return made;
}

/// Each line with its place, speaker, delivery and the annotator's confidence; the titles of the chapters.
std::vector<std::string> annotated(const std::string& text, const language::Language& language,
                                   std::string (*written)(std::string_view)) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("story.md", text, diagnostics, language);
  if (!manuscript) return {"no manuscript"};
  const script::Script script =
      annotate(*manuscript, document::find_chapters(*manuscript, written("Story")), {}, {}, diagnostics);
  std::vector<std::string> lines;
  for (const script::ScriptChapter& chapter : script.chapters) {
    lines.push_back(written(chapter.title));
    for (const script::Line& line : chapter.lines) {
      const bool narrator = line.who == document::kNarrator;
      lines.push_back(fmt::format("{}-{} {} {} {:.3f}", line.span.begin, line.span.end,
                                  narrator ? line.who : written(script.character(line.who)->name), line.how,
                                  line.guess ? line.guess->confidence : 0.0));
    }
  }
  return lines;
}

std::string as_it_is(std::string_view text) { return std::string(text); }

class AnotherLanguage : public testing::TestWithParam<std::string> {};

TEST_P(AnotherLanguage, HasTheSameSpeakers) {
  const std::string text = read_file(testing::test_data() / "phenomena" / GetParam());
  EXPECT_EQ(annotated(rotated(text), rotated_language(), rotated),
            annotated(text, language::default_language(), as_it_is));
}

std::vector<std::string> stories() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(testing::test_data() / "phenomena")) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".txt" || extension == ".md") names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Phenomena, AnotherLanguage, testing::ValuesIn(stories()), [](const auto& story) {
  std::string name = story.param;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

TEST(AnotherLanguage, SaysItsOwnWords) {
  const auto said = [](std::string_view text) {
    const normalization::WrittenText written{text, rotated_language()};
    std::string words;
    for (const auto& sentence : normalization::normalize_sentences(written, {0, text.size()})) {
      for (const auto& word : sentence.words) words += (words.empty() ? "" : " ") + word.text;
    }
    return rotated(words);
  };
  EXPECT_EQ(said(rotated("Mr. Hall & I met.")), "Mister Hall and I met");
  EXPECT_EQ(said(rotated("Baker St. #") + "5"), "Baker Street number " + rotated("five"));  // figures are ICU's
}

}  // namespace
}  // namespace sotto::annotate
