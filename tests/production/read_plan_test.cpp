#include "production/read_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "production/planned.h"

namespace sotto::production {
namespace {

TEST(ReadPlan, HasWhatTheReportIsBuiltFrom) {
  const testing::SmallBook book;
  ProductionPlan plan = planned(book);
  EXPECT_EQ(plan.chapters.size(), plan.script.chapters.size());
  EXPECT_TRUE(plan.identities.contains({"peter", "soft"}));
  const std::string text = plan.manuscript.text;
  const contents::MadeProduction made = made_production(std::move(plan));
  EXPECT_EQ(made.book.title, "Kettles");
  EXPECT_EQ(made.manuscript.text, text);
  EXPECT_EQ(made.script.chapters.size(), 2U);
  EXPECT_TRUE(made.cast.voices.contains("anna"));
  EXPECT_THAT(made.engine_version, ::testing::StartsWith("eSpeak NG "));
  EXPECT_TRUE(made.chapters.empty());
}

TEST(ReadPlan, OfAWrongProfileThereIsNone) {
  const testing::SmallBook book(testing::kSmallStory, "profile: nothing\n");
  Diagnostics diagnostics;
  const auto opened = book.open(diagnostics);
  EXPECT_FALSE(read_plan(read_settings(opened, book.workspace, diagnostics), book.workspace, diagnostics));
  EXPECT_TRUE(diagnostics.has_errors());
}

}  // namespace
}  // namespace sotto::production
