#include "annotate/normalization/homographs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "annotate/document/sentences.h"
#include "annotate/language/languages.h"
#include "shared/files.h"
#include "shared/text.h"
#include "support/folders.h"

namespace sotto::normalization {
namespace {

/// The senses of a word in a text, in order: "past coiled".
std::string senses_of(std::string_view text, std::string_view word) {
  std::string senses;
  for (const Span sentence : document::sentence_spans(language::default_language(), text, {0, text.size()})) {
    const std::vector<WrittenToken> pieces = tokenize_written(language::default_language(), text, sentence, {});
    const std::vector<std::optional<WordSense>> found = word_senses(language::default_language(), pieces);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (!found[i] || lower_case(pieces[i].text) != word) continue;
      if (!senses.empty()) senses += ' ';
      senses += found[i]->sense;
    }
  }
  return senses;
}

TEST(Homographs, PhrasesTellTheSense) {
  EXPECT_EQ(senses_of("He wound up his watch.", "wound"), "coiled");
  EXPECT_EQ(senses_of("a bow and arrow", "bow"), "weapon");
  EXPECT_EQ(senses_of("I used to go; I used it.", "used"), "accustomed employed");
  EXPECT_EQ(senses_of("a man aged forty", "aged"), "past");
}

TEST(Homographs, OtherWordsOfTheSentenceTellTheSense) {
  EXPECT_EQ(senses_of("He took the arrow, and then the bow.", "bow"), "weapon");
  EXPECT_EQ(senses_of("He made a bow.", "bow"), "bend");
}

TEST(Homographs, NeighboursTellTheKindOfWord) {
  EXPECT_EQ(senses_of("They object to the object.", "object"), "verb noun");
  EXPECT_EQ(senses_of("She will present it.", "present"), "verb");
  EXPECT_EQ(senses_of("It was a minute crack.", "minute"), "small");
}

TEST(Homographs, ACapitalTellsInsideASentence) {
  EXPECT_EQ(senses_of("the Polish lady had a polish", "polish"), "nation shine");
  EXPECT_EQ(senses_of("in August, an august man", "august"), "month noble");
}

/// How many of the labelled sentences of tests/data/homographs are told right, of each half.
TEST(Homographs, TheSensesOfNovelsAreTold) {
  const std::set<std::string> listed{"read",    "lead",    "wound",   "close",    "live",   "tear",   "bow",
                                     "wind",    "minute",  "use",     "used",     "excuse", "record", "object",
                                     "present", "content", "desert",  "refuse",   "row",    "sow",    "invalid",
                                     "perfect", "produce", "project", "separate", "house",  "mouth",  "abuse",
                                     "august",  "polish",  "does",    "dove"};
  struct Score {
    int right = 0;
    int all = 0;
    double share() const { return static_cast<double>(right) / std::max(1, all); }
  };
  std::map<std::string, Score> halves;
  std::map<std::string, Score> kept_words;
  std::istringstream lines(read_file(testing::test_data() / "homographs/homographs.tsv"));
  std::string mistakes;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, '\t');) cells.push_back(cell);
    ASSERT_EQ(cells.size(), 5U) << line;
    const std::string told = senses_of(cells[4], cells[0]);
    std::istringstream each(told);
    for (std::string sense; each >> sense;) {
      const bool right = sense == cells[1];
      if (!right) mistakes += cells[2] + " " + cells[0] + ": " + sense + " for " + cells[1] + ": " + cells[4] + "\n";
      for (Score* score : {&halves[cells[2]], cells[2] == "kept" ? &kept_words[cells[0]] : nullptr}) {
        if (score == nullptr) continue;
        ++score->all;
        if (right) ++score->right;
      }
    }
    EXPECT_FALSE(told.empty()) << line;
  }
  RecordProperty("kept", std::to_string(halves["kept"].share()));
  EXPECT_GE(halves["kept"].all, 600);
  EXPECT_GE(halves["kept"].share(), 0.97) << mistakes;
  EXPECT_GE(halves["tuned"].share(), 0.97) << mistakes;
  for (const std::string& word : listed) {
    const Score score = kept_words[word];
    EXPECT_GE(score.share(), 0.9) << word << ": " << score.right << " of " << score.all << "\n";
  }
}

TEST(Homographs, KindsOfSensesAreNamed) {
  EXPECT_EQ(sense_kinds(language::default_language(), "tear"),
            (std::vector<std::vector<std::string_view>>{{"noun"}, {"verb"}}));
  EXPECT_TRUE(sense_kinds(language::default_language(), "rain").empty());
}

}  // namespace
}  // namespace sotto::normalization
