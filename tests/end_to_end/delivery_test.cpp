// A book in each format: made, made again only where it must be, checked, and shown on the page.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "end_to_end/sotto.h"
#include "shared/sound_file.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kFlac = "description: Mine.\nloudness: -20\nformat: flac\n";

nlohmann::json report_of(const TempFolder& folder, const std::string& edition = "out/k") {
  return nlohmann::json::parse(read_file(folder / (edition + "/report/report.json")));
}

TEST(Delivery, AProfileOfTheBooksOwn) {
  const TempFolder folder;
  folder.write("k/story.txt", kShortStory);
  folder.write("k/book.yaml", "title: The Kettle\nprofile: mine\n");
  folder.write("k/profiles/mine.yaml", kFlac);
  ASSERT_EQ(sotto(folder, {"produce", "k"}).status, 0);
  EXPECT_TRUE(read_file(folder / "out/k/01-the-kettle.flac").starts_with("fLaC"));
  EXPECT_NEAR(report_of(folder)["chapters"][0]["loudness_lufs"].get<double>(), -20, 0.5);
  EXPECT_THAT(sotto(folder, {"produce", "-n", "k"}).out, HasSubstr("nothing would be made"));
  const Outcome checked = sotto(folder, {"check", "k"});
  EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
  folder.write("k/profiles/mine.yaml", std::string(kFlac) + "true_peak: -6\n");
  EXPECT_THAT(sotto(folder, {"produce", "-n", "k"}).out, HasSubstr("the delivery profile changed"));
}

TEST(Delivery, AnotherFormatIsNotSpokenAnew) {
  const TempFolder folder;
  folder.write("k/story.txt", kShortStory);
  folder.write("k/book.yaml", "pauses: {head: 0.9, tail: 5.1}\nambience: {bed: none}\n");
  ASSERT_EQ(sotto(folder, {"produce", "k"}).status, 0);
  const auto captions = files_below(folder / "out");
  const auto takes = fs::last_write_time(folder / "out/.cache/takes");
  const Outcome outcome = sotto(folder, {"produce", "--explain", "--profile", "librivox", "k"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, Not(HasSubstr("spoke")));
  EXPECT_EQ(fs::last_write_time(folder / "out/.cache/takes"), takes);
  const auto files = files_below(folder / "out");
  // Each edition has a folder of its own.
  for (const auto& [name, bytes] : captions) EXPECT_EQ(files.at(name), bytes) << name;
  ASSERT_TRUE(files.contains("k/librivox/01-the-kettle.mp3"));
  // The profile asks for what the book has already: the same sound at the same times.
  for (const std::string name : {"01-the-kettle.vtt", "01-the-kettle.json"})
    EXPECT_EQ(files.at("k/librivox/" + name), captions.at("k/" + name));
  EXPECT_THAT(sotto(folder, {"produce", "-n", "--profile", "librivox", "k"}).out, HasSubstr("nothing would be made"));

  const nlohmann::json chapter = report_of(folder, "out/k/librivox")["chapters"][0];
  EXPECT_EQ(chapter["bit_rate_kbit_s"], 128);
  EXPECT_NEAR(chapter["head_s"].get<double>(), 0.9, 0.1);
  EXPECT_NEAR(chapter["tail_s"].get<double>(), 5.1, 0.1);
  EXPECT_LT(chapter["noise_floor_dbfs"].get<double>(), -65) << "room tone";

  // What was made last is what is checked.
  const Outcome checked = sotto(folder, {"check", "k"});
  EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
  EXPECT_THAT(checked.err, HasSubstr("out/k/librivox: this is the edition 'librivox', which was made last; the book's "
                                     "own: --profile audiobook"));
  const Outcome own = sotto(folder, {"check", "k", "--profile", "audiobook"});
  EXPECT_EQ(own.status, 0) << own.out << own.err;
  EXPECT_TRUE(fs::exists(folder / "out/k/report/index.html"));
  std::size_t sounds = 0;
  for (const auto& entry : fs::directory_iterator(folder / "out/k/librivox/report/audio")) {
    ++sounds;
    SoundReader page(entry.path());
    SoundReader master(folder / "out/k/librivox/01-the-kettle.mp3");
    // At half the rate: as long, to the sample.
    EXPECT_EQ(page.rate().value, master.rate().value / 2);
    EXPECT_EQ(page.frames(), (master.frames() + 1) / 2);
  }
  EXPECT_EQ(sounds, 1U);

  // A damaged one is noticed and made again.
  const std::string whole = files.at("k/librivox/01-the-kettle.mp3");
  folder.write("out/k/librivox/01-the-kettle.mp3", whole.substr(0, whole.size() / 2));
  ASSERT_EQ(sotto(folder, {"produce", "--profile", "librivox", "k"}).status, 0);
  EXPECT_EQ(read_file(folder / "out/k/librivox/01-the-kettle.mp3"), whole);
}

TEST(Delivery, AProfileThatIsNotThere) {
  const TempFolder folder;
  folder.write("k/story.txt", kShortStory);
  folder.write("k/book.yaml", "title: The Kettle\nprofile: podcats\n");
  const Outcome outcome = sotto(folder, {"produce", "k"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("k/book.yaml:2:10: error: there is no profile 'podcats'"),
                                 HasSubstr("did you mean 'podcast'?")));
}

}  // namespace
}  // namespace sotto::end_to_end
