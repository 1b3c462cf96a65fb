// A recording of the user's own under the speech, and a bed that goes on from chapter to chapter.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "end_to_end/sotto.h"
#include "shared/sound_file.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kTwo =
    "# One\n\n\"Is it boiling?\" asked Anna. She did not look up.\n\n\"Not yet,\" Peter said softly.\n\n"
    "# Two\n\n\"You said that an hour ago,\" said Anna.\n\nHe laughed. The kettle, at last, began to sing.\n";

/// Noise, darker than white, as an outdoor recording is.
void record(const fs::path& path, double seconds, Container container = Container::flac, int rate = 48000) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> even(-0.3F, 0.3F);
  std::vector<std::int16_t> words;
  float low = 0;
  for (int i = 0; i < 2 * static_cast<int>(seconds * rate); ++i) {
    low += 0.3F * (even(random) - low);
    words.push_back(static_cast<std::int16_t>(low * 32767));
  }
  fs::create_directories(path.parent_path());
  SoundWriter writer(path, {container, 2, Hertz{static_cast<double>(rate)}, 0}, {});
  writer.write(std::span<const std::int16_t>(words));
  writer.finish();
}

std::vector<float> sound_of(const fs::path& path) {
  SoundReader reader(path);
  std::vector<float> samples(static_cast<std::size_t>(reader.frames() * reader.channels()));
  reader.read(samples);
  return samples;
}

class OwnBed : public ::testing::Test {
 protected:
  OwnBed() { folder_.write("k/story.md", kTwo); }
  Outcome produce(const std::string& ambience, int status = 0) {
    folder_.write("k/book.yaml", "title: The Kettle\nambience: " + ambience + "\n");
    Outcome outcome = sotto(folder_, {"produce", "--explain", "k"});
    EXPECT_EQ(outcome.status, status) << outcome.err;
    return outcome;
  }

  TempFolder folder_;
};

TEST_F(OwnBed, LiesUnderTheSpeechAndPassesAllChecks) {
  record(folder_ / "k/sounds/rain.flac", 7);
  produce("{bed: sounds/rain.flac}");
  const std::string first = read_file(folder_ / "out/k/01-one.wav");
  const Outcome checked = sotto(folder_, {"check", "k"});
  EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
  EXPECT_THAT(checked.out, AllOf(HasSubstr("Speech stands above the bed"), Not(HasSubstr("never comes again"))));
  EXPECT_THAT(sotto(folder_, {"produce", "-n", "k"}).out, HasSubstr("nothing would be made"));

  // The file's sound counts, not its name.
  fs::rename(folder_ / "k/sounds/rain.flac", folder_ / "k/rain.flac");
  EXPECT_THAT(produce("{bed: rain.flac}").out, Not(HasSubstr("made")));
  record(folder_ / "k/rain.flac", 6);
  EXPECT_THAT(produce("{bed: rain.flac}").out, AllOf(HasSubstr("the ambience changed"), Not(HasSubstr("spoke"))));
  EXPECT_NE(read_file(folder_ / "out/k/01-one.wav"), first);
  // What a book uses is not cleaned away.
  ASSERT_EQ(sotto(folder_, {"clean", "--older-than", "0"}).status, 0);
  EXPECT_THAT(sotto(folder_, {"produce", "-n", "k"}).out, HasSubstr("nothing would be made"));
}

TEST_F(OwnBed, InAScene) {
  record(folder_ / "k/fire.flac", 6);
  produce("{bed: rain}");
  const std::string second = read_file(folder_ / "out/k/02-two.wav");
  std::string script = read_file(folder_ / "scripts/k/02-two.yaml");
  const auto place = script.find("  - who: narrator\n    say: He laughed");
  ASSERT_NE(place, std::string::npos) << script;
  script.insert(place, "  - ambience: {bed: fire.flac, fade: 1}\n");
  folder_.write("scripts/k/02-two.yaml", script);
  produce("{bed: rain}");
  EXPECT_NE(read_file(folder_ / "out/k/02-two.wav"), second);
  EXPECT_THAT(read_file(folder_ / "scripts/k/02-two.yaml"), HasSubstr("- ambience: {bed: fire.flac, fade: 1}"));
  EXPECT_EQ(sotto(folder_, {"check", "k"}).status, 0);
  script.replace(script.find("fire.flac"), 9, "fir.flac");
  folder_.write("scripts/k/02-two.yaml", script);
  EXPECT_THAT(produce("{bed: rain}", 1).err,
              AllOf(HasSubstr("scripts/k/02-two.yaml:"), HasSubstr("there is no sound file 'fir.flac'"),
                    HasSubstr("did you mean 'fire.flac'?")));
}

TEST_F(OwnBed, MistakesAreToldWhereTheyStand) {
  record(folder_ / "k/short.wav", 1, Container::wav);
  record(folder_ / "elsewhere/rain.wav", 6, Container::wav);
  folder_.write("k/empty.wav", "");
  folder_.write("k/text.wav", "This is no sound.");
  fs::create_directories(folder_ / "k/folder.wav");
  fs::create_symlink(folder_ / "elsewhere/rain.wav", folder_ / "k/link.wav");
  const std::string outside = (folder_ / "elsewhere/rain.wav").string();
  const std::pair<std::string, const char*> cases[] = {
      {"none.wav", "there is no sound file 'none.wav'"},
      {"shrt.wav", "did you mean 'short.wav'?"},
      {"short.wav", "it lasts 1.0 s; a bed needs at least 4"},
      {"empty.wav", "it is empty"},
      {"text.wav", "'text.wav' cannot be a bed"},
      {"folder.wav", "it is a folder"},
      {"rian", "did you mean 'rain'?"},
      {outside, "is outside the book's folder"},
      {"../elsewhere/rain.wav", "is outside the book's folder"},
      {"link.wav", "is outside the book's folder"},
  };
  for (const auto& [bed, told] : cases) {
    EXPECT_THAT(produce("{bed: " + bed + "}", 1).err, AllOf(HasSubstr("k/book.yaml:2:17: error: "), HasSubstr(told)));
  }
  for (const std::string& bed : {outside, std::string("../elsewhere/rain.wav"), std::string("link.wav")}) {
    produce("{outside: true, bed: " + bed + "}");
  }
}

TEST_F(OwnBed, ContinuousGoesOnOverTheSeamAndNothingClicks) {
  record(folder_ / "k/rain.flac", 7);
  for (const std::string bed : {"rain", "rain.flac"}) {
    // Loud enough for a step to be a click, were it one.
    folder_.write("k/book.yaml", "ambience: {bed: " + bed + ", continuous: true, level: -16, duck: 0}\n");
    ASSERT_EQ(sotto(folder_, {"produce", "--stems", "k"}).status, 0);
    const auto before = sound_of(folder_ / "out/k/01-one.ambience.wav");
    const auto after = sound_of(folder_ / "out/k/02-two.ambience.wav");
    std::vector<float> joined(before.end() - 88200, before.end());
    joined.insert(joined.end(), after.begin(), after.begin() + 88200);
    const auto level = [&](std::size_t from) {
      double sum = 0;
      for (std::size_t i = from; i < from + 4410; ++i) sum += static_cast<double>(joined[i] * joined[i]);
      return 10 * std::log10(sum / 4410);
    };
    // 50 ms round the seam are as loud as all the others: no fade, no hole.
    double least = 0;
    double most = -200;
    for (std::size_t from = 0; from + 4410 <= joined.size(); from += 4410) {
      least = std::min(least, level(from));
      most = std::max(most, level(from));
    }
    EXPECT_GE(level(88200 - 2205), least - 1) << bed;
    EXPECT_LE(level(88200 - 2205), most + 1) << bed;
    EXPECT_LT(most - least, 12) << bed;
    const Outcome checked = sotto(folder_, {"check", "k"});
    EXPECT_THAT(checked.out, HasSubstr("0 clicks")) << bed;
  }
}

/// One chapter is whispered, the other shouted: what that does to their gains is not heard in the bed.
TEST_F(OwnBed, ContinuousIsAsLoudInEveryChapter) {
  const std::string long_story =
      "It stood on the stove since noon, and nobody has looked at it. The water is nearly gone, the lid is red, and "
      "the "
      "handle cannot be touched. Somebody has to take it away before the house burns down. Will you do it, or must I?";
  folder_.write("k/story.md",
                "# One\n\n\"" + long_story + "\" whispered Anna.\n\n# Two\n\n\"" + long_story + "\" shouted Peter.\n");
  folder_.write("k/book.yaml", "ambience: {continuous: true, duck: 0, gusts: 0}\npauses: {head: 10, tail: 10}\n");
  ASSERT_EQ(sotto(folder_, {"produce", "k"}).status, 0);
  const auto before = sound_of(folder_ / "out/k/01-one.wav");
  const auto after = sound_of(folder_ / "out/k/02-two.wav");
  const std::size_t some = 2 * 9 * 44100;
  const auto level = [](std::span<const float> samples) {
    double sum = 0;
    for (const float sample : samples) sum += static_cast<double>(sample * sample);
    return 10 * std::log10(sum / static_cast<double>(samples.size()));
  };
  // What is left is chance: 9 s of rain are as loud as 9 others within some tenths.
  EXPECT_NEAR(level(std::span(after).first(some)), level(std::span(before).last(some)), 0.4);
}

}  // namespace
}  // namespace sotto::end_to_end
