// Voices can be heard one by one, all in a row, in each delivery, and over the rain.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <regex>
#include <string>
#include <vector>

#include "cast/voice.h"
#include "end_to_end/sotto.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// The samples of a 16 bit WAV, both channels, without its head.
std::vector<double> samples_of(const fs::path& path) {
  const std::string bytes = read_file(path);
  std::vector<double> samples;
  for (std::size_t i = bytes.find("data") + 8; i + 1 < bytes.size(); i += 2) {
    const auto low = static_cast<unsigned char>(bytes[i]);
    const auto high = static_cast<signed char>(bytes[i + 1]);
    samples.push_back((high * 256 + low) / 32768.0);
  }
  return samples;
}

double level_of(const std::vector<double>& samples, std::size_t first, std::size_t count) {
  double sum = 0;
  for (std::size_t i = first; i < first + count; ++i) sum += samples[i] * samples[i];
  return 10 * std::log10(sum / static_cast<double>(count) + 1e-12);
}

/// The loudness that an audition tells.
double told_loudness(const Outcome& outcome) {
  std::smatch match;
  return std::regex_search(outcome.err, match, std::regex("(-?[0-9.]+) LUFS")) ? std::stod(match[1]) : 0;
}

TEST(Audition, EveryDeliveryInARow) {
  const TempFolder folder;
  const Outcome outcome = sotto(folder, {"audition", "erik", "Who is there?", "--how", "all"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  std::size_t at = 0;
  for (const std::string how : {"plain", "whisper", "soft", "low", "cold", "hoarse", "plead", "cry", "sob", "laugh",
                                "call", "shout", "thunder"}) {
    const std::size_t found = outcome.err.find("s  erik " + how + "\n", at);
    ASSERT_NE(found, std::string::npos) << how << " in:\n" << outcome.err;
    at = found;
  }
  EXPECT_TRUE(fs::exists(folder / "out/audition/erik-deliveries.wav"));
}

TEST(Audition, EveryVoiceInARow) {
  const TempFolder folder;
  const Outcome outcome = sotto(folder, {"audition", "all", "Good evening."});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  for (const char* name : {"alto", "erik", "meg", "narrator", "voice"}) {
    EXPECT_THAT(outcome.err, HasSubstr(std::string(name) + " plain"));
  }
}

TEST(Audition, ADeliveryAloneKeepsItsDistance) {
  const TempFolder folder;
  const char* text = "It had rained since noon, and nobody had come to the door.";
  const double plain = told_loudness(sotto(folder, {"audition", "narrator", text}));
  const double whisper = told_loudness(sotto(folder, {"audition", "narrator", text, "--how", "whisper"}));
  EXPECT_NEAR(plain, -18, 0.3);
  EXPECT_NEAR(whisper, -24, 0.3);
}

TEST(Audition, OverTheRain) {
  const TempFolder folder;
  ASSERT_EQ(sotto(folder, {"audition", "meg", "Good evening.", "-f", "dry.wav"}).status, 0);
  ASSERT_EQ(sotto(folder, {"audition", "meg", "Good evening.", "--rain", "-f", "rain.wav"}).status, 0);
  const auto dry = samples_of(folder / "dry.wav");
  const auto rain = samples_of(folder / "rain.wav");
  // The rain goes on after the words: a tail of 3.5 s, of which the first second is not faded yet.
  ASSERT_GT(rain.size(), dry.size() + std::size_t{6} * 44100);
  const double bed = level_of(rain, rain.size() - std::size_t{4} * 44100, 44100);
  EXPECT_GT(bed, -60);
  EXPECT_LT(bed, -30);
  EXPECT_LT(level_of(dry, dry.size() - 8820, 8000), -60) << "room tone, and no rain without being asked";
}

TEST(Audition, AsTheNameOfTheFileSays) {
  const TempFolder folder;
  for (const auto& [name, begin] :
       {std::pair{"a.flac", "fLaC"}, std::pair{"a.mp3", "\xFF\xFB"}, std::pair{"a", "RIFF"}}) {
    ASSERT_EQ(sotto(folder, {"audition", "meg", "Good evening.", "-f", name}).status, 0);
    EXPECT_TRUE(read_file(folder / name).starts_with(begin)) << name;
  }
}

TEST(Audition, MistakesAreTold) {
  const TempFolder folder;
  const Outcome voice = sotto(folder, {"audition", "mge"});
  EXPECT_EQ(voice.status, 1);
  EXPECT_THAT(voice.err, HasSubstr("did you mean 'meg'?"));
  const Outcome how = sotto(folder, {"audition", "meg", "--how", "wisper"});
  EXPECT_EQ(how.status, 1);
  EXPECT_THAT(how.err, HasSubstr("did you mean 'whisper'?"));
  EXPECT_EQ(sotto(folder, {"audition", "meg", "..."}).status, 1) << "nothing to say";
  const Outcome format = sotto(folder, {"audition", "meg", "-f", "a.ogg"});
  EXPECT_EQ(format.status, 1);
  EXPECT_THAT(format.err, HasSubstr("name it .wav, .flac or .mp3"));
  EXPECT_FALSE(fs::exists(folder / "a.ogg"));
}

}  // namespace
}  // namespace sotto::end_to_end
