#include "production/produce.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/files.h"
#include "support/small_book.h"

namespace sotto::production {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::SmallBook;

class Produce : public ::testing::Test {
 protected:
  std::optional<contents::ProductionReport> make(ProduceOptions options = {}) {
    explained.clear();
    options.explain = [&](const std::string& line) { explained.push_back(line); };
    diagnostics = {};
    const auto progress = silent_progress();
    const auto opened = book.open(diagnostics);
    return produce(opened, book.workspace, *progress, {}, diagnostics, options);
  }
  SmallBook book;
  Diagnostics diagnostics;
  std::vector<std::string> explained;
};

TEST_F(Produce, MakesEachChapterOnceAndSaysWhy) {
  const auto report = make();
  ASSERT_TRUE(report.has_value()) << render(diagnostics);
  EXPECT_TRUE(report->passed());
  ASSERT_EQ(report->chapters.size(), 2U);
  EXPECT_TRUE(report->chapters[0].made);
  EXPECT_EQ(report->chapters[0].checksum, hash_file(book.folder / "out/b/01-the-kettle.wav"));
  EXPECT_GT(report->parts_made, 5U);
  EXPECT_THAT(explained, ElementsAre(HasSubstr("spoke 7 sentences of chapter 1"), HasSubstr("it was not made before"),
                                     HasSubstr(" sentences of chapter 2"), HasSubstr("it was not made before")));
  const auto again = make();
  ASSERT_TRUE(again.has_value());
  EXPECT_THAT(explained, IsEmpty());
  EXPECT_FALSE(again->chapters[0].made);
  EXPECT_EQ(again->parts_made, 0U);
  EXPECT_EQ(again->made.production, report->made.production);
}

TEST_F(Produce, HandsOnEachChapterInOrderWhenItIsSpoken) {
  std::vector<int> order;
  ProduceOptions options;
  options.spoken = [&](const ChapterJob& job, const synthesis::SynthesizedChapter& spoken,
                       const synthesis::TakeStore& store) {
    order.push_back(job.chapter().number);
    for (const auto& sentence : spoken.sentences) EXPECT_TRUE(store.holds(sentence.take));
  };
  ASSERT_TRUE(make(options));
  EXPECT_THAT(order, ElementsAre(1, 2));
}

TEST_F(Produce, OfAWrongBookMakesNothing) {
  book.folder.write("b/book.yaml", "cast: {Anna: {voice: nobody}}\n");
  EXPECT_FALSE(make());
  EXPECT_TRUE(diagnostics.has_errors());
  EXPECT_FALSE(std::filesystem::exists(book.folder / "out/b/01-the-kettle.wav"));
}

TEST_F(Produce, AChapterThatIsGoneTakesItsFilesWithIt) {
  ASSERT_TRUE(make());
  std::string story = testing::kSmallStory;
  story.resize(story.find("# The Tea"));
  book.folder.write("b/1.md", story);
  ASSERT_TRUE(make());
  for (const char* gone : {"02-the-tea.wav", "02-the-tea.vtt", "02-the-tea.json"}) {
    EXPECT_FALSE(std::filesystem::exists(book.folder / "out/b" / gone)) << gone;
  }
  EXPECT_THAT(explained, IsEmpty());
}

}  // namespace
}  // namespace sotto::production
