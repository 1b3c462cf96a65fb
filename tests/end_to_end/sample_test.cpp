// The first chapter of the sample book, from its manuscript to its report: what the daily round (./run test --quick)
// sees of the whole.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "end_to_end/sotto.h"
#include "support/folders.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Sample, FirstChapter) {
  const TempFolder folder;
  const fs::path source = testing::source_folder();
  constexpr const char* kScript = "scripts/the-mask/01-the-mask.yaml";
  for (const char* name : {"01-the-mask.md", "book.yaml", "limits.yaml"}) {
    folder.write(std::string("story/the-mask/") + name, read_file(source / "story/the-mask" / name));
  }
  folder.write(kScript, read_file(source / kScript));

  const Outcome made = sotto(folder, {"produce", "the-mask", "-j", "2"});
  ASSERT_EQ(made.status, 0) << made.err;
  EXPECT_EQ(read_file(folder / kScript), read_file(source / kScript)) << "a correction is lost, or a guess is another";

  const Outcome checked = sotto(folder, {"check", "the-mask"});
  EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
  EXPECT_THAT(checked.out, Not(HasSubstr("FALLS")));
  const auto report = nlohmann::json::parse(read_file(folder / "out/the-mask/report/report.json"));
  EXPECT_EQ(report["passed"], true);
  ASSERT_EQ(report["chapters"].size(), 1U);
  const nlohmann::json& chapter = report["chapters"][0];
  EXPECT_GT(chapter["duration_s"], 240);
  EXPECT_GT(chapter["lines"].size(), 80U);
  for (const nlohmann::json& line : chapter["lines"]) EXPECT_FALSE(line["takes"].empty()) << line["text"];
  for (const char* name : {"01-the-mask.wav", "01-the-mask.vtt", "01-the-mask.json"}) {
    EXPECT_TRUE(fs::exists(folder / "out/the-mask" / name)) << name;
  }

  EXPECT_THAT(sotto(folder, {"produce", "the-mask"}).err, HasSubstr("nothing was to do"));
  EXPECT_THAT(temporary_files(folder.path()), IsEmpty());
}

}  // namespace
}  // namespace sotto::end_to_end
