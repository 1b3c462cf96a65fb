#include "mix/chapter_mix.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "mix/rain.h"
#include "mix/room_tone.h"
#include "mix/voice_levels.h"
#include "shared/failure.h"
#include "shared/loudness.h"
#include "support/signals.h"
#include "support/temp_folder.h"

namespace sotto::mix {
namespace {

/// Without what a mix has where it has no ambience.
std::vector<float> without_room_tone(std::vector<float> mix) {
  std::vector<float> left(mix.size() / 2);
  std::vector<float> right(mix.size() / 2);
  room_tone(0, left, right);
  for (std::size_t f = 0; f < left.size(); ++f) {
    mix[2 * f] -= left[f];
    mix[2 * f + 1] -= right[f];
  }
  return mix;
}

/// A small production: takes of noise, which is as loud for the meter as it looks.
class ChapterMixTest : public ::testing::Test {
 protected:
  ChapterMixTest() : store_(folder_.path()) {
    for (const char* who : {"narrator", "meg", "erik"}) {
      cast::VoiceProfile& profile = cast_.voices[who];
      profile.name = who;
      profile.tone.high_pass = {0};
    }
    cast_.voices["meg"].pan = 0.3;
    cast_.voices["erik"].deliveries["whisper"].level = {-6};
    settings_.ambience.scene.bed = {document::Bed::Kind::none};
  }

  /// Appends a take of `seconds` after a pause.
  void say(const std::string& who, double amplitude, double seconds, double pause = 0.5, const std::string& how = {}) {
    const auto count = static_cast<std::size_t>(frames({seconds}, testing::kTakeRate));
    std::vector<std::int16_t> samples;
    for (const float x : testing::noise(amplitude, count, timeline_.cues.size() + 1)) {
      samples.push_back(static_cast<std::int16_t>(x * 32767));
    }
    Cue cue;
    cue.line = cue.sentence = timeline_.cues.size();
    cue.who = who;
    cue.how = how;
    cue.take = fmt::format("{:032x}", timeline_.cues.size() + 1);
    cue.begin = (timeline_.cues.empty() ? 0 : timeline_.cues.back().end) + frames({pause}, kMasterRate);
    cue.end = cue.begin + 2 * static_cast<std::int64_t>(count);
    store_.save(cue.take, {testing::kTakeRate, samples, {}});
    timeline_.cues.push_back(cue);
    timeline_.length = cue.end + frames({2.0}, kMasterRate);
  }

  std::vector<float> mixed(std::size_t block = 4096) const {
    const auto mix = mix_chapter(timeline_, cast_, store_, settings_);
    EXPECT_EQ(mix->channels(), 2);
    EXPECT_EQ(mix->rate(), kMasterRate);
    return read_all(*mix, block);
  }

  static std::vector<float> read_all(AudioSource& source, std::size_t block) {
    std::vector<float> all;
    std::vector<float> part(2 * block);
    for (std::size_t count = block; count == block;) {
      count = source.read(part);
      all.insert(all.end(), part.begin(), part.begin() + static_cast<std::ptrdiff_t>(2 * count));
    }
    return all;
  }

  /// The loudness of a cue in the mix.
  double loudness_of(const std::vector<float>& mix, std::size_t cue) const {
    const Cue& c = timeline_.cues[cue];
    LoudnessMeter meter(2, kMasterRate);
    meter.add(
        std::span(mix).subspan(static_cast<std::size_t>(2 * c.begin), static_cast<std::size_t>(2 * (c.end - c.begin))));
    return meter.integrated()->value;
  }

  testing::TempFolder folder_;
  synthesis::TakeStore store_;
  cast::Cast cast_;
  Timeline timeline_;
  MixSettings settings_;
};

TEST_F(ChapterMixTest, BlocksOfAnySizeAndASecondReadingGiveTheSame) {
  settings_.ambience.scene.bed = {};
  settings_.bed.start = 12345;
  cast_.voices["meg"].tone.room = 0.5;
  say("narrator", 0.3, 0.61);
  say("meg", 0.2, 0.3, 0);
  say("erik", 0.2, 0.4, 1.8);
  const auto whole = mixed(static_cast<std::size_t>(timeline_.length) + 10);
  EXPECT_EQ(whole.size(), static_cast<std::size_t>(2 * timeline_.length));
  for (const std::size_t block : {std::size_t{1}, std::size_t{7}, std::size_t{4096}}) EXPECT_EQ(mixed(block), whole);
  const auto mix = mix_chapter(timeline_, cast_, store_, settings_);
  std::vector<float> some(60002);
  mix->read(some);
  mix->rewind();
  EXPECT_EQ(read_all(*mix, 4096), whole);
}

TEST_F(ChapterMixTest, TheVoicesCanBeHadBesideTheMix) {
  cast_.voices["meg"].tone.room = 0.5;
  say("narrator", 0.3, 0.61);
  say("meg", 0.2, 0.3, 0);
  say("erik", 0.2, 0.4, 0);
  const auto voices = without_room_tone(mixed());
  settings_.ambience.scene.bed = {};
  const auto plain = mixed();
  settings_.voices_too = true;
  const auto mix = mix_chapter(timeline_, cast_, store_, settings_);
  ASSERT_EQ(mix->channels(), 4);
  std::vector<float> both(2 * plain.size());
  std::vector<float> part(4 * 777);
  std::size_t frames = 0;
  for (std::size_t count = 777; count == 777; frames += count) {
    count = mix->read(part);
    std::copy_n(part.begin(), 4 * count, both.begin() + static_cast<std::ptrdiff_t>(4 * frames));
  }
  ASSERT_EQ(2 * frames, plain.size());
  for (std::size_t i = 0; i < frames; ++i) {
    for (const std::size_t c : {0U, 1U}) {
      ASSERT_EQ(both[4 * i + c], plain[2 * i + c]) << i;
      ASSERT_NEAR(both[4 * i + 2 + c], voices[2 * i + c], 1e-6) << i;
    }
  }
}

TEST_F(ChapterMixTest, EveryVoiceComesOutAtOneLevelAndDeliveriesApart) {
  cast_.voices["meg"].level = {1};
  say("narrator", 0.5, 3);
  say("meg", 0.05, 3);
  say("erik", 0.2, 3);
  say("erik", 0.4, 3, 0.5, "whisper");
  const auto mix = mixed();
  EXPECT_NEAR(loudness_of(mix, 0), -20, 0.1);
  EXPECT_NEAR(loudness_of(mix, 1), -19, 0.1);
  EXPECT_NEAR(loudness_of(mix, 2), -20, 0.1);
  EXPECT_NEAR(loudness_of(mix, 3), -26, 0.1);
}

TEST_F(ChapterMixTest, CalibratedVoicesKeepTheirGain) {
  say("narrator", 0.3, 3);
  settings_.levels = measure_levels(timeline_, cast_, store_);
  const auto before = mixed();
  say("narrator", 0.9, 3);
  const auto after = mixed();
  EXPECT_NEAR(loudness_of(after, 0), loudness_of(before, 0), 1e-9);
  EXPECT_NEAR(loudness_of(after, 1) - loudness_of(after, 0), 20 * std::log10(3), 0.1);
}

TEST_F(ChapterMixTest, TakesStandAtTheirCuesAndNowhereElse) {
  say("narrator", 0.3, 1);
  say("meg", 0.3, 1, 1);
  const auto mix = without_room_tone(mixed());
  std::vector<bool> sounding(mix.size() / 2);
  for (const Cue& cue : timeline_.cues) {
    for (auto f = cue.begin; f < cue.end; ++f) sounding[static_cast<std::size_t>(f)] = true;
  }
  double inside = 0;
  for (std::size_t f = 0; f < sounding.size(); ++f) {
    const double power = std::fabs(mix[2 * f]) + std::fabs(mix[2 * f + 1]);
    if (!sounding[f]) {
      ASSERT_EQ(power, 0) << f;
    } else {
      inside += power;
    }
  }
  EXPECT_GT(inside, 0);
}

TEST_F(ChapterMixTest, AmbienceIsAsFarUnderTheSpeechAsAsked) {
  settings_.ambience = {.level = {-20}, .duck = {4}, .seed = 1};
  say("narrator", 0.3, 12, 16);
  timeline_.length += frames({10.0}, kMasterRate);
  const auto with = mixed();
  settings_.ambience.scene.bed = {document::Bed::Kind::none};
  auto bed = without_room_tone(mixed());
  for (std::size_t i = 0; i < bed.size(); ++i) bed[i] = with[i] - bed[i];
  const auto loudness = [&](double from, double to) {
    LoudnessMeter meter(2, kMasterRate);
    const auto first = static_cast<std::size_t>(2 * frames({from}, kMasterRate));
    meter.add(std::span(bed).subspan(first, static_cast<std::size_t>(2 * frames({to - from}, kMasterRate))));
    return meter.integrated()->value;
  };
  EXPECT_NEAR(loudness(1, 15.8), -40, 0.8);
  EXPECT_NEAR(loudness(16, 28.5), -44, 0.8);
  // Faded at both ends, from and to nothing.
  EXPECT_NEAR(bed[0], 0, 1e-6);
  EXPECT_NEAR(bed[bed.size() - 1], 0, 1e-6);
  EXPECT_LT(testing::rms(std::span(bed).first(2000)), 0.1 * testing::rms(std::span(bed).subspan(100000, 2000)));
  EXPECT_LT(testing::rms(std::span(bed).last(2000)), 0.1 * testing::rms(std::span(bed).subspan(100000, 2000)));
}

TEST_F(ChapterMixTest, AmbienceGoesOnAcrossChapters) {
  // The same rain from two chapters' views, away from their fades.
  settings_.ambience = {.level = {-20}, .duck = {0}, .seed = 9};
  timeline_.length = frames({12.0}, kMasterRate);
  const auto early = mixed();
  settings_.bed.start = frames({3.0}, kMasterRate);
  const auto late = mixed();
  const auto shift = static_cast<std::size_t>(2 * settings_.bed.start);
  constexpr std::size_t kStereoSecond = std::size_t{2} * 44100;
  for (std::size_t i = kStereoSecond; i < 5 * kStereoSecond; ++i) ASSERT_EQ(early[i + shift], late[i]);
}

TEST_F(ChapterMixTest, AMissingTakeIsToldOf) {
  say("narrator", 0.3, 1);
  timeline_.cues.front().take = std::string(32, '0');
  EXPECT_THROW(mix_chapter(timeline_, cast_, store_, settings_), MachineFailure);
}

TEST_F(ChapterMixTest, NobodySpeaks) {
  timeline_.length = 10000;
  EXPECT_EQ(without_room_tone(mixed()), std::vector<float>(20000));
  EXPECT_NEAR(20 * std::log10(testing::rms(mixed())), kRoomTone.value, 0.5);
}

}  // namespace
}  // namespace sotto::mix
