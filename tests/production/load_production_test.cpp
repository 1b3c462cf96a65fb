#include "production/load_production.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "production/produce.h"
#include "shared/files.h"
#include "support/small_book.h"

namespace sotto::production {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Kind = contents::RebuildReason::Kind;

TEST(LoadProduction, HasWhatWasMade) {
  const testing::SmallBook book;
  Diagnostics diagnostics;
  EXPECT_FALSE(load_production(book.open(diagnostics), book.workspace, diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("no chapter of 'b' is made"));

  diagnostics = {};
  const auto progress = silent_progress();
  const auto report = produce(book.open(diagnostics), book.workspace, *progress, {}, diagnostics);
  ASSERT_TRUE(report.has_value());
  const auto made = load_production(book.open(diagnostics), book.workspace, diagnostics);
  ASSERT_TRUE(made.has_value()) << render(diagnostics);
  ASSERT_EQ(made->chapters.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(made->chapters[i].checksum, report->chapters[i].checksum);
    EXPECT_EQ(made->chapters[i].measure, report->chapters[i].measure);
    EXPECT_TRUE(made->chapters[i].outdated.empty());
    // Sentences stand where they stand in the manuscript.
    for (const auto& sentence : made->performance.chapters[i].sentences) {
      if (sentence.line == synthesis::kTitle) continue;
      EXPECT_TRUE(made->script.chapters[i].lines[sentence.line].span.contains(sentence.sentence.span));
    }
  }
  EXPECT_EQ(made->performance.takes, report->made.takes);
  EXPECT_THAT(made->written, HasSubstr(" UTC"));
}

TEST(LoadProduction, TellsWhatHasChangedSince) {
  const testing::SmallBook book;
  Diagnostics diagnostics;
  const auto progress = silent_progress();
  ASSERT_TRUE(produce(book.open(diagnostics), book.workspace, *progress, {}, diagnostics));
  book.folder.write("b/book.yaml", "title: Kettles\nambience: {level: -18}\n");
  const auto made = load_production(book.open(diagnostics), book.workspace, diagnostics);
  ASSERT_TRUE(made.has_value());
  EXPECT_THAT(made->chapters[0].outdated, ElementsAre(contents::RebuildReason{Kind::ambience_changed}));
  book.folder.write("b/1.md", fmt::format("{}And it went out.\n", testing::kSmallStory));
  EXPECT_FALSE(load_production(book.open(diagnostics), book.workspace, diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("this chapter is out of date: 2 of its 7 sentences"));
}

}  // namespace
}  // namespace sotto::production
