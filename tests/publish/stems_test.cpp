// Voices and ambience by themselves against the master that they are parts of.

#include "publish/stems.h"

#include <gtest/gtest.h>

#include <cmath>

#include "publish/dither.h"
#include "publish/master.h"
#include "shared/files.h"
#include "support/signals.h"
#include "support/temp_folder.h"

namespace sotto::publish {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFrames = 5 * 44100;

/// Voices in bursts, with peaks that the limiter meets or without, over a bed: four channels.
std::vector<float> mix_with_voices(double bed, bool peaks = true) {
  const auto voice = testing::noise(0.3, kFrames, 1);
  const auto bed_left = testing::noise(bed, kFrames, 2);
  const auto bed_right = testing::noise(bed, kFrames, 3);
  std::vector<float> samples;
  for (std::size_t i = 0; i < kFrames; ++i) {
    float v = i % 88200 < 50000 ? voice[i] : 0.0F;
    if (peaks && i % 29400 == 77) v = 3.0F;
    const float left = v;
    const float right = 0.5F * v;
    samples.insert(samples.end(), {left + bed_left[i], right + bed_right[i], left, right});
  }
  return samples;
}

std::vector<float> mix_of(const std::vector<float>& four) {
  std::vector<float> two;
  for (std::size_t i = 0; i < four.size(); i += 4) two.insert(two.end(), {four[i], four[i + 1]});
  return two;
}

class Stems : public ::testing::Test {
 protected:
  MasterMeasure publish(std::vector<float> samples, const DeliveryProfile& profile, const std::string& name,
                        int channels) {
    testing::Playback source(std::move(samples), kMasterRate, channels);
    const auto progress = silent_progress();
    return publish_master(source, profile, {}, folder_ / name, *progress, stop_).measure;
  }

  testing::TempFolder folder_;
  StopFlag stop_;
};

TEST_F(Stems, AddUpToTheMasterExactly) {
  const auto samples = mix_with_voices(0.02);
  for (const Container format : {Container::wav, Container::flac}) {
    for (const int channels : {1, 2}) {
      DeliveryProfile profile;
      profile.format = format;
      profile.channels = channels;
      const std::string name = "a" + extension_of(format);
      const MasterMeasure said = publish(samples, profile, name, 4);
      EXPECT_GT(said.limited.value, 1) << "the limiter has something to do";
      const StemPaths stems(folder_ / name);
      const auto master = testing::samples_in(folder_ / name);
      const auto voices = testing::samples_in(stems.voices);
      const auto ambience = testing::samples_in(stems.ambience);
      ASSERT_EQ(voices.size(), master.size());
      ASSERT_EQ(ambience.size(), master.size());
      for (std::size_t i = 0; i < master.size(); ++i) ASSERT_EQ(voices[i] + ambience[i], master[i]) << i;
      // And stems change nothing of the master.
      publish(mix_of(samples), profile, "b" + extension_of(format), 2);
      EXPECT_EQ(read_file(folder_ / ("b" + extension_of(format))), read_file(folder_ / name));
    }
  }
}

TEST_F(Stems, AreTheVoicesAndTheBed) {
  const auto samples = mix_with_voices(0.02, false);
  const MasterMeasure said = publish(samples, {}, "a.wav", 4);
  ASSERT_EQ(said.limited_share, 0);
  const double gain = amplitude(said.gain);
  const auto voices = testing::samples_in(folder_ / "a.voices.wav");
  const auto ambience = testing::samples_in(folder_ / "a.ambience.wav");
  double noise = 0;
  std::size_t rests = 0;
  for (std::size_t i = 0; i < kFrames; ++i) {
    const double voice = 32768 * gain * static_cast<double>(samples[4 * i + 2]);
    const double bed = 32768 * gain * static_cast<double>(samples[4 * i] - samples[4 * i + 2]);
    ASSERT_NEAR(voices[2 * i], voice, 1.6) << i;
    ASSERT_NEAR(ambience[2 * i], bed, 3.2) << i;
    if (i % 88200 < 60000) continue;
    ++rests;
    noise += voices[2 * i] * voices[2 * i];
  }
  // In a rest the voices are dither alone: half a step, -96 dBFS.
  EXPECT_NEAR(10 * std::log10(noise / static_cast<double>(rests)) - 20 * std::log10(32768.0), -96.3, 1);
}

// The noise of the ambience stem does not move with the sound, as it would if voices and master had the same dither.
TEST_F(Stems, TheNoiseOfTheAmbienceIsEven) {
  std::vector<float> samples;
  for (std::size_t i = 0; i < kFrames; ++i) {
    // A bed that is an offset, rising slowly through one step of 16 bits.
    const float bed = static_cast<float>(i) / kFrames / 32768.0F;
    samples.insert(samples.end(), {bed, bed, 0.0F, 0.0F});
  }
  DeliveryProfile profile;
  const MasterMeasure said = publish(samples, profile, "a.wav", 4);
  const auto ambience = testing::samples_in(folder_ / "a.ambience.wav");
  for (std::size_t tenth = 0; tenth < 10; ++tenth) {
    double sum = 0;
    double squares = 0;
    const std::size_t count = kFrames / 10;
    for (std::size_t i = tenth * count; i < (tenth + 1) * count; ++i) {
      const double off = ambience[2 * i] - 32768 * amplitude(said.gain) * static_cast<double>(samples[4 * i]);
      sum += off;
      squares += off * off;
    }
    EXPECT_NEAR(sum / static_cast<double>(count), 0, 0.02) << tenth;
    EXPECT_NEAR(squares / static_cast<double>(count), 0.5, 0.02) << tenth;
  }
}

/// A bed that goes on from chapter to chapter is as loud in the one as in the other, whatever their voices need.
TEST_F(Stems, ASteadyBedHasOneGainInEveryChapter) {
  const auto hum = testing::sine({300}, 0.01, kFrames, kMasterRate);
  const auto voice = testing::noise(0.3, kFrames, 1);
  for (const int channels : {1, 2}) {
    DeliveryProfile profile;
    profile.channels = channels;
    std::vector<double> beds;
    for (const float loud : {1.0F, 0.4F, 0.15F}) {
      std::vector<float> samples;
      for (std::size_t i = 0; i < kFrames; ++i) {
        const float v = i % 88200 < 50000 ? loud * voice[i] : 0.0F;
        samples.insert(samples.end(), {v + hum[i], v + hum[i], v, v});
      }
      testing::Playback source(samples, kMasterRate, 4);
      const auto progress = silent_progress();
      const MasterMeasure said = publish_master(source, profile, {}, folder_ / "a.wav", *progress, stop_,
                                                mix::kSpeechLoudness, {.stems = false, .steady_bed = true})
                                     .measure;
      EXPECT_NEAR(said.loudness.value, profile.loudness.value, 0.2) << loud;
      EXPECT_FALSE(fs::exists(StemPaths(folder_ / "a.wav").voices));
      // A rest, in which there is the bed alone.
      std::vector<float> rest;
      const auto words = testing::samples_in(folder_ / "a.wav");
      for (std::size_t i = 60000; i < 88200; ++i) {
        rest.push_back(static_cast<float>(words[i * static_cast<std::size_t>(channels)]) / 32768.0F);
      }
      beds.push_back(decibels(testing::amplitude_at(rest, {300}, kMasterRate)).value);
    }
    EXPECT_NEAR(beds[1], beds[0], 0.05);
    EXPECT_NEAR(beds[2], beds[0], 0.05);
  }
}

TEST_F(Stems, OfAnMp3AreWhatWasEncoded) {
  DeliveryProfile profile;
  profile.format = Container::mp3;
  profile.bit_rate = 192;
  publish(mix_with_voices(0.02), profile, "a.mp3", 4);
  const auto master = testing::samples_in(folder_ / "a.mp3");
  const auto voices = testing::samples_in(folder_ / "a.voices.wav");
  const auto ambience = testing::samples_in(folder_ / "a.ambience.wav");
  ASSERT_EQ(voices.size(), master.size());
  double difference = 0;
  double power = 0;
  for (std::size_t i = 0; i < master.size(); ++i) {
    difference += std::pow(voices[i] + ambience[i] - master[i], 2);
    power += std::pow(master[i], 2);
  }
  // White noise is the hardest for an encoder; a shift by one sample would make this +3 dB.
  EXPECT_LT(10 * std::log10(difference / power), -3);
}

}  // namespace
}  // namespace sotto::publish
