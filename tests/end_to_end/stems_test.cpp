// `--stems` and `--dry`: what they make, and what they make again.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "end_to_end/sotto.h"
#include "shared/sound_file.h"
#include "support/signals.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Editions : public ::testing::Test {
 protected:
  Editions() { folder_.write("k/story.txt", kShortStory); }
  Outcome produce(std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"produce", "--explain", "k"});
    Outcome outcome = sotto(folder_, std::move(more));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return outcome;
  }
  fs::path file(const std::string& ending, const std::string& edition = "") const {
    return folder_ / ("out/k/" + edition + "01-the-kettle" + ending);
  }

  TempFolder folder_;
};

TEST_F(Editions, StemsAreMadeWithoutSpeakingAndAddUp) {
  produce();
  const std::string master = read_file(file(".wav"));
  const Outcome with = produce({"--stems"});
  EXPECT_THAT(with.out, AllOf(HasSubstr("its stems are asked for"), Not(HasSubstr("spoke"))));
  EXPECT_EQ(read_file(file(".wav")), master);
  const auto mix = testing::samples_in(file(".wav"));
  const auto voices = testing::samples_in(file(".voices.wav"));
  const auto ambience = testing::samples_in(file(".ambience.wav"));
  ASSERT_EQ(voices.size(), mix.size());
  ASSERT_EQ(ambience.size(), mix.size());
  int largest = 0;
  for (std::size_t i = 0; i < mix.size(); ++i) largest = std::max(largest, std::abs(mix[i] - voices[i] - ambience[i]));
  EXPECT_EQ(largest, 0);

  EXPECT_THAT(produce({"--stems"}).out, Not(HasSubstr("made")));
  fs::remove(file(".voices.wav"));
  EXPECT_THAT(produce({"--stems"}).out, HasSubstr("a stem was altered, or is missing"));
  EXPECT_EQ(testing::samples_in(file(".voices.wav")), voices);

  // They stay as long as they add up to their chapter.
  EXPECT_THAT(produce().out, Not(HasSubstr("made")));
  EXPECT_TRUE(fs::exists(file(".voices.wav")));
  folder_.write("k/book.yaml", "pauses: {paragraph: 1}\n");
  produce();
  EXPECT_FALSE(fs::exists(file(".voices.wav")));
  EXPECT_FALSE(fs::exists(file(".ambience.wav")));
  folder_.write("k/book.yaml", "stems: true\n");
  produce();
  EXPECT_TRUE(fs::exists(file(".voices.wav")));
}

TEST_F(Editions, StemsGoWithTheirChapter) {
  fs::remove(folder_ / "k/story.txt");
  folder_.write("k/story.md", "# One\n\n\"Is it boiling?\" asked Anna.\n\n# Two\n\nIt was.\n");
  produce({"--stems"});
  ASSERT_TRUE(fs::exists(folder_ / "out/k/02-two.voices.wav"));
  folder_.write("k/story.md", "# One\n\n\"Is it boiling?\" asked Anna.\n");
  produce({"--stems"});
  EXPECT_FALSE(fs::exists(folder_ / "out/k/02-two.voices.wav"));
  EXPECT_FALSE(fs::exists(folder_ / "out/k/02-two.ambience.wav"));
}

TEST_F(Editions, DryIsSilentBetweenTheLines) {
  produce();
  const Outcome dry = produce({"--dry", "--stems"});
  EXPECT_THAT(dry.out, AllOf(HasSubstr("made out/k/dry/"), Not(HasSubstr("spoke"))));
  EXPECT_FALSE(fs::exists(file(".voices.wav", "dry/"))) << "without ambience there is nothing to take apart";
  EXPECT_THAT(dry.err, HasSubstr("k: note: no stems are written: without ambience, the master is the voices"));
  EXPECT_THAT(produce({"--stems", "--profile", "librivox"}).err, HasSubstr("the profile librivox is dry"));
  EXPECT_THAT(produce({"--dry"}).err, Not(HasSubstr("stems")));
  const auto words = testing::samples_in(file(".wav", "dry/"));
  const auto timings = nlohmann::json::parse(read_file(file(".json", "dry/")));
  double before = -1;
  std::size_t pauses = 0;
  for (const auto& line : timings["lines"]) {
    const double begin = line["start"];
    if (before >= 0 && begin - before > 0.3) {
      // The walls of the voices' rooms have died away after 20 ms.
      const auto from = static_cast<std::size_t>((before + 0.1) * 44100) * 2;
      const auto to = static_cast<std::size_t>((begin - 0.05) * 44100) * 2;
      double sum = 0;
      for (std::size_t i = from; i < to; ++i) sum += words[i] * words[i];
      const double level = 10 * std::log10(sum / static_cast<double>(to - from)) - 20 * std::log10(32768.0);
      EXPECT_LT(level, -60) << "room tone before " << line["text"];
      ++pauses;
    }
    before = line["end"];
  }
  EXPECT_GE(pauses, 4U);
  EXPECT_THAT(produce({"--dry"}).out, Not(HasSubstr("made")));
  const Outcome checked = sotto(folder_, {"check", "--dry", "k"});
  EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
  const auto report = nlohmann::json::parse(read_file(folder_ / "out/k/dry/report/report.json"));
  for (const double peak : report["chapters"][0]["bed_peaks"]["values"])
    EXPECT_EQ(peak, 0) << "there is no rain to show";
}

}  // namespace
}  // namespace sotto::end_to_end
