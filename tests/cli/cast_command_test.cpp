#include "cli/cast_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/annotate_command.h"
#include "cli/captured.h"
#include "shared/files.h"
#include "support/small_book.h"

namespace sotto::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class CastCommand : public ::testing::Test {
 protected:
  Captured cast(CastOptions options = {}) {
    options.book = book_.path();
    return captured([&] { return cast_command(options, session_); });
  }

  testing::SmallBook book_;
  StopFlag stop_;
  Session session_{book_.workspace, Verbosity::normal, stop_};
};

TEST_F(CastCommand, PrintsATableWithWhoSpeaks) {
  const Captured done = cast();
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.out, StartsWith("who "));
  EXPECT_THAT(done.out, HasSubstr("\nnarrator "));
  EXPECT_THAT(done.out, HasSubstr("\nAnna "));
  EXPECT_THAT(done.out, HasSubstr("the name Anna"));
  EXPECT_FALSE(std::filesystem::exists(book_.folder / "scripts")) << "nothing is written";
  // Every column begins at the same place in each row.
  const std::size_t voice = done.out.find("voice");
  const std::size_t anna = done.out.find("\nAnna") + 1;
  EXPECT_EQ(done.out[anna + voice - 1], ' ');
  EXPECT_NE(done.out[anna + voice], ' ');
}

TEST_F(CastCommand, AsJsonTellsTheSameToPrograms) {
  const Captured done = cast({.json = true});
  EXPECT_EQ(done.status, kDone) << done.err;
  const auto all = nlohmann::json::parse(done.out);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0]["id"], "narrator");
  const auto& anna = all[1]["name"] == "Anna" ? all[1] : all[2];
  EXPECT_EQ(anna["gender"], "f");
  EXPECT_TRUE(anna["age"].is_null());
  EXPECT_FALSE(anna["settled"].get<bool>());
  EXPECT_GT(anna["lines"].get<int>(), 0);
  EXPECT_FALSE(anna["voice"].get<std::string>().empty());
}

TEST_F(CastCommand, WritesWhatThenChangesNothingUntilItIsEdited) {
  const auto lines_of = [&] {
    const auto all = nlohmann::json::parse(cast({.json = true}).out);
    std::map<std::string, int> lines;
    for (const auto& one : all) lines[one["name"]] = one["lines"];
    return lines;
  };
  const auto before = lines_of();
  Captured done = cast({.write = true});
  EXPECT_EQ(done.status, kDone) << done.err;
  const auto settings = book_.folder / "b/book.yaml";
  std::string text = read_file(settings);
  EXPECT_THAT(text, StartsWith("title: Kettles\ncast:\n  "));
  EXPECT_THAT(text, HasSubstr("  Anna: {gender: f}  # "));
  EXPECT_EQ(lines_of(), before);
  done = cast({.write = true});
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.err, HasSubstr("has all who speak"));
  EXPECT_EQ(read_file(settings), text);

  text.replace(text.find("  Anna: {gender: f}"), 19, "  Anna: {name: Nan, gender: f, age: 8}");
  write_file(settings, text);
  const auto all = nlohmann::json::parse(cast({.json = true}).out);
  const auto& nan = all[1]["name"] == "Nan" ? all[1] : all[2];
  EXPECT_EQ(nan["id"], "nan");
  EXPECT_EQ(nan["lines"], before.at("Anna"));
  EXPECT_EQ(nan["voice"], "girl");
}

TEST_F(CastCommand, MakesTheSettingsOfASingleFile) {
  const std::string story = book_.folder.write("tale.txt", testing::kSmallStory).string();
  const Captured done = captured([&] { return cast_command({.book = story, .write = true}, session_); });
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(read_file(book_.folder / "tale.yaml"), HasSubstr("cast:\n  "));
  Diagnostics diagnostics;
  const auto book = document::open_book(story, diagnostics);
  ASSERT_TRUE(book) << render(diagnostics);
  EXPECT_EQ(book->cast.size(), 2U);
}

TEST_F(CastCommand, WhereEntriesCannotBeAddedTheyAreShown) {
  book_.folder.write("b/book.yaml", "!!map\ntitle: Kettles\n");
  EXPECT_EQ(cast({.write = true}).status, kInputWrong);
}

}  // namespace
}  // namespace sotto::cli
