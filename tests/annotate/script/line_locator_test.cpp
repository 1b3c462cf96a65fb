#include "annotate/script/line_locator.h"

#include <gtest/gtest.h>

#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace sotto::script {
namespace {

/// Stored lines and a manuscript, as texts.
class LocatorStory {
 public:
  /// Lines in `apart` lost their place before: they stand after the others, outside the reading order.
  LocatorStory(const std::vector<std::string>& stored, const std::string& manuscript,
               const std::vector<std::string>& apart = {}) {
    WordNumbers numbers;
    std::vector<std::uint32_t> words;
    const auto add = [&](const std::string& line, bool is_apart) {
      const std::size_t begin = words.size();
      numbers.append(line, {0, line.size()}, words, nullptr);
      lines_.push_back({begin, words.size(), is_apart});
    };
    for (const std::string& line : stored) add(line, false);
    const std::size_t ordered = words.size();
    for (const std::string& line : apart) add(line, true);
    std::vector<std::uint32_t> found;
    std::vector<Span> places;
    numbers.append(manuscript, {0, manuscript.size()}, found, &places);
    for (const Span place : places) words_.emplace_back(place.of(manuscript));
    locator_.emplace(std::move(words), ordered, std::move(found));
  }

  std::optional<LineLocation> find(std::size_t line) { return locator_->find(lines_[line]); }

  /// The words of the manuscript that are a line's own; "-" where it is not found.
  std::string own(std::size_t line) {
    const auto found = find(line);
    return found ? text(found->first, found->last + 1) : "-";
  }
  /// The words that it may reach over.
  std::string reach(std::size_t line) {
    const auto found = find(line);
    return found ? text(found->low, found->high) : "-";
  }

 private:
  std::string text(std::size_t from, std::size_t to) const {
    std::string joined;
    for (std::size_t i = from; i < to; ++i) joined += (i > from ? " " : "") + words_[i];
    return joined;
  }

  std::vector<StoredLine> lines_;
  std::vector<std::string> words_;  ///< of the manuscript
  std::optional<LineLocator> locator_;
};

const std::vector<std::string> kLines = {"The rain had stopped and the street was empty.",
                                         "Who goes there at this hour?", "Nobody answered for a long while."};

TEST(LineLocator, LinesThatHaveNotChangedStandWhereTheyStood) {
  LocatorStory story(kLines, kLines[0] + " " + kLines[1] + " " + kLines[2]);
  EXPECT_EQ(story.own(0), "The rain had stopped and the street was empty");
  EXPECT_EQ(story.own(1), "Who goes there at this hour");
  EXPECT_EQ(story.reach(1), story.own(1));
  EXPECT_EQ(story.own(2), "Nobody answered for a long while");
}

TEST(LineLocator, AnEditedLineReachesOverWhatIsNobodyElses) {
  LocatorStory story(kLines, kLines[0] + " \"Now who goes there so late at this hour, pray?\" " + kLines[2]);
  EXPECT_EQ(story.own(1), "who goes there so late at this hour");
  EXPECT_EQ(story.reach(1), "Now who goes there so late at this hour pray");
  const auto cut = LocatorStory(kLines, kLines[0] + " Goes there at this? " + kLines[2]).find(1);
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->before, 1U) << "'who' is gone";
  EXPECT_EQ(cut->after, 1U) << "'hour' is gone";
}

TEST(LineLocator, ALineOfWhichMostIsGoneIsNotFound) {
  LocatorStory story(kLines, kLines[0] + " Who would walk here? " + kLines[2]);
  EXPECT_EQ(story.own(1), "-");
  EXPECT_EQ(LocatorStory(kLines, kLines[0] + " " + kLines[2]).own(1), "-");
  EXPECT_EQ(LocatorStory(kLines, "").own(0), "-");
}

TEST(LineLocator, AMovedLineIsFoundAmongTheWordsOfNobodyElse) {
  LocatorStory story(kLines, kLines[1] + " " + kLines[0] + " " + kLines[2]);
  EXPECT_EQ(story.own(0), "The rain had stopped and the street was empty");
  EXPECT_EQ(story.own(1), "Who goes there at this hour");
}

/// "Yes." stands in every book a hundred times: where its neighbours are gone, it is not this one.
TEST(LineLocator, AShortLineIsKnownByItsNeighboursOnly) {
  const std::vector<std::string> lines = {kLines[0], "Yes.", kLines[2]};
  EXPECT_EQ(LocatorStory(lines, kLines[0] + " \"Yes.\" " + kLines[2]).own(1), "Yes");
  EXPECT_EQ(LocatorStory(lines, "It was another story, long ago and far away. \"Yes,\" he said to all of them.").own(1),
            "-");
}

TEST(LineLocator, ALineApartIsFoundWhereverItCameBack) {
  const std::vector<std::string> apart = {"I have never seen a man so pale as he was."};
  LocatorStory story(kLines, kLines[0] + " " + apart[0] + " " + kLines[1] + " " + kLines[2], apart);
  EXPECT_EQ(story.own(3), "I have never seen a man so pale as he was");
  EXPECT_EQ(story.own(1), "Who goes there at this hour");
  EXPECT_EQ(LocatorStory(kLines, kLines[0] + " " + kLines[1] + " " + kLines[2], apart).own(3), "-");
}

/// Each word of the manuscript is the own word of one line at most, also where a line stands twice.
TEST(LineLocator, NoTwoLinesHaveTheSamePlace) {
  const std::vector<std::string> lines = {"I will wait here for you.", "He went out into the rain.",
                                          "I will wait here for you."};
  LocatorStory story(lines, lines[0] + " " + lines[1] + " " + lines[2]);
  const auto first = story.find(0);
  const auto second = story.find(2);
  ASSERT_TRUE(first && second);
  EXPECT_LT(first->last, second->first);
  LocatorStory once(lines, lines[1] + " " + lines[2]);
  EXPECT_EQ(once.own(2), "I will wait here for you");
  EXPECT_EQ(once.own(0), "-");
}

TEST(LineLocator, ALineWithoutWordsIsNowhere) {
  EXPECT_EQ(LocatorStory({"\u2014!", "One two."}, "\u2014! One two.").own(0), "-");
}

}  // namespace
}  // namespace sotto::script
