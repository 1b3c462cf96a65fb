#include "publish/measure.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "shared/audio.h"
#include "shared/failure.h"
#include "shared/sound_file.h"
#include "support/signals.h"
#include "support/temp_folder.h"

namespace sotto::publish {
namespace {

using testing::TempFolder;

MasterMeasure measured(const std::vector<float>& stereo, std::size_t block) {
  MasterMeter meter(2, kMasterRate);
  for (std::size_t i = 0; i < stereo.size(); i += 2 * block) {
    meter.add(std::span(stereo).subspan(i, std::min(2 * block, stereo.size() - i)));
  }
  return meter.finish();
}

/// A second of silence, four of a tone, half a second of silence.
std::vector<float> tone_between_silence(double amplitude) {
  std::vector<float> mono(44100);
  const auto tone = testing::sine({997}, amplitude, 4 * 44100, kMasterRate);
  mono.insert(mono.end(), tone.begin(), tone.end());
  mono.resize(mono.size() + 22050);
  return testing::interleaved(mono, mono);
}

TEST(MasterMeter, MeasuresAToneAsTheStandardsSay) {
  const MasterMeasure measure = measured(tone_between_silence(0.1), 4096);
  EXPECT_DOUBLE_EQ(measure.duration.value, 5.5);
  // ITU-R BS.1770-4: a 997 Hz sine at -20 dBFS in both channels is -20 LUFS; the gate leaves the silence out, but for
  // the blocks at its edges.
  EXPECT_NEAR(measure.loudness.value, -20, 0.4);
  EXPECT_NEAR(measure.true_peak.value, -20, 0.2);
  EXPECT_NEAR(measure.levels.rms.value, -23.01 + 10 * std::log10(4 / 5.5), 0.02);
  EXPECT_NEAR(measure.levels.head.value, 1, 0.011);
  EXPECT_NEAR(measure.levels.tail.value, 0.5, 0.011);
  EXPECT_EQ(measure.gain, Decibels{});
  EXPECT_EQ(measure.bit_rate, 0);
}

TEST(MasterMeter, BlocksOfAnySizeGiveTheSame) {
  const auto sound = tone_between_silence(0.3);
  const MasterMeasure whole = measured(sound, sound.size());
  for (const std::size_t block : {std::size_t{1}, std::size_t{441}, std::size_t{4096}}) {
    const MasterMeasure measure = measured(sound, block);
    EXPECT_EQ(measure.duration, whole.duration);
    EXPECT_EQ(measure.loudness, whole.loudness);
    EXPECT_EQ(measure.loudness_range, whole.loudness_range);
    EXPECT_EQ(measure.true_peak, whole.true_peak);
    EXPECT_EQ(measure.levels, whole.levels);
  }
}

TEST(MasterMeter, SilenceHasSomeLevelAllTheSame) {
  const MasterMeasure silence = measured(std::vector<float>(2 * 44100), 4096);
  EXPECT_EQ(silence.loudness, kSilence);
  EXPECT_NEAR(silence.true_peak.value, -200, 1e-3);
  const MasterMeasure nothing = MasterMeter(2, kMasterRate).finish();
  EXPECT_EQ(nothing.duration.value, 0);
  EXPECT_EQ(nothing.loudness, kSilence);
}

class MeasureMaster : public ::testing::Test {
 protected:
  /// Writes the tone as a file; returns its path.
  std::filesystem::path file(const char* name, const SoundFormat& format) const {
    SoundWriter writer(folder_ / name, format, {});
    std::vector<std::int16_t> words;
    const std::size_t step = format.channels == 1 ? 2 : 1;
    const auto stereo = tone_between_silence(0.1);
    for (std::size_t i = 0; i < stereo.size(); i += step) {
      words.push_back(static_cast<std::int16_t>(std::lround(stereo[i] * 32767)));
    }
    writer.write(words);
    writer.finish();
    return folder_ / name;
  }
  TempFolder folder_;
};

TEST_F(MeasureMaster, AFileMeasuresAsItsSamples) {
  const MasterMeasure sound = measured(tone_between_silence(0.1), 4096);
  const MasterMeasure measure = measure_master(file("a.wav", {}), {});
  EXPECT_EQ(measure.duration, sound.duration);
  EXPECT_NEAR(measure.loudness.value, sound.loudness.value, 0.01);
  EXPECT_NEAR(measure.true_peak.value, sound.true_peak.value, 0.01);
  EXPECT_EQ(measure.bit_rate, 0);
}

/// One channel is 3 dB less than the same in two.
TEST_F(MeasureMaster, OfOneChannelAndOfAnMp3) {
  const MasterMeasure measure = measure_master(file("a.mp3", {Container::mp3, 1, kMasterRate, 128}), {});
  EXPECT_NEAR(measure.loudness.value, measured(tone_between_silence(0.1), 4096).loudness.value - 3.01, 0.1);
  EXPECT_EQ(measure.bit_rate, 128);
}

TEST_F(MeasureMaster, StopsWhenAskedAndSaysWhatCannotBeRead) {
  StopFlag stop;
  stop.set();
  EXPECT_THROW(measure_master(file("a.wav", {}), stop), Interrupted);
  EXPECT_THROW(measure_master(folder_ / "none.wav", {}), MachineFailure);
}

}  // namespace
}  // namespace sotto::publish
