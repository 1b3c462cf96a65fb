// A chapter's job, written to JSON and made in another process with an empty store, gives the bytes that a production
// of the whole book gave.

#include "production/make_chapter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "production/planned.h"
#include "production/produce.h"
#include "production/voice_calibration.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "support/command.h"
#include "support/folders.h"

namespace sotto::production {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// The books of tests/data/stories, and the sample book.
std::vector<std::string> books() {
  std::vector<std::string> paths = {"story/the-mask"};
  for (const auto& entry : fs::directory_iterator(testing::test_data() / "stories")) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".txt" || extension == ".md")
      paths.push_back("tests/data/stories/" + entry.path().filename().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

class EveryBook : public ::testing::TestWithParam<std::string> {};

TEST_P(EveryBook, IsMadeFromItsJobsToTheSameBytes) {
  const testing::SmallBook home;  // for its workspace
  Diagnostics diagnostics;
  const document::Book book = document::open_book(testing::source_folder() / GetParam(), diagnostics).value();
  const auto progress = silent_progress();
  ASSERT_TRUE(produce(book, home.workspace, *progress, {}, diagnostics)) << render(diagnostics);

  const ProductionPlan plan = planned(book, home.workspace);
  const synthesis::TakeStore store(home.workspace.cache_folder());
  const mix::VoiceLevels levels =
      known_levels(*plan.manuscript.language, plan.script, plan.cast, store, requester_of(plan), diagnostics);
  for (std::size_t i = 0; i < plan.chapters.size(); ++i) {
    const ChapterJob job = chapter_job(plan, i, levels);
    const fs::path json = home.folder.write("job.json", write_chapter_job(job));
    const fs::path made = home.folder / ("elsewhere-" + std::to_string(i));
    testing::Command command;
    command.words = {"/proc/self/exe", "--make-chapter", json.string(), (made / "cache").string(), made.string()};
    const testing::Outcome outcome = testing::run(command);
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    for (const char* extension : {"", ".vtt", ".json"}) {
      fs::path name = job.master_name();
      if (*extension != '\0') name.replace_extension(extension);
      EXPECT_TRUE(read_file(made / name.string()) == read_file(home.workspace.folder_of(book) / name)) << name;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(, EveryBook, ::testing::ValuesIn(books()), [](const auto& book) {
  std::string name = fs::path(book.param).stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

TEST(MakeChapter, RefusesAMachineThatWouldMakeOtherBytes) {
  const testing::SmallBook book;
  const ProductionPlan plan = planned(book);
  ChapterJob job = chapter_job(plan, 0, {});
  const synthesis::SynthesisSettings settings{.voice_folders = plan.voice_folders};
  synthesis::TakeStore store(book.folder / "cache");
  const auto progress = silent_progress();
  const auto why = [&]() -> std::string {
    try {
      make_chapter(job, store, book.folder / "made", settings, *progress, {});
    } catch (const MachineFailure& failure) {
      return failure.what();
    }
    return "";
  };
  job.sound.ambience.scene.bed = {document::Bed::Kind::recording, {}, {}, "0123"};
  EXPECT_THAT(why(), HasSubstr("beds/0123.wav"));
  std::string& identity = job.sound.identities.at({"anna", ""});
  identity += "0";
  EXPECT_THAT(why(), HasSubstr("anna is to be spoken by " + identity));
  EXPECT_FALSE(fs::exists(book.folder / "made"));
}

}  // namespace
}  // namespace sotto::production
