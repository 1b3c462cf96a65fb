// The user's own recording: without a seam, without a period, as loud as rain, from any point the same.

#include "mix/bed_recording.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "mix/rain.h"
#include "shared/audio.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/loudness.h"
#include "support/signals.h"
#include "support/temp_folder.h"

namespace sotto::mix {
namespace {

namespace fs = std::filesystem;

struct StereoBed {
  std::vector<float> left;
  std::vector<float> right;
  bool operator==(const StereoBed&) const = default;
};

class RecordingTest : public ::testing::Test {
 protected:
  /// A file of noise that nothing but its length, rate and format tell from rain.
  fs::path record(double seconds, Hertz rate = {44100}, int channels = 2, Container container = Container::wav,
                  double loud = 0.1) const {
    const auto count = static_cast<std::size_t>(frames({seconds}, rate));
    std::vector<float> samples;
    const auto left = testing::noise(loud, count, 1);
    const auto right = testing::noise(loud, count, 2);
    for (std::size_t i = 0; i < count; ++i) {
      samples.push_back(left[i]);
      if (channels == 2) samples.push_back(right[i]);
    }
    return write("a.sound", {container, channels, rate, container == Container::mp3 ? 192 : 0}, samples);
  }
  fs::path write(const std::string& name, const SoundFormat& format, const std::vector<float>& samples) const {
    std::vector<std::int16_t> words;
    for (const float x : samples) words.push_back(static_cast<std::int16_t>(std::lround(x * 32767)));
    SoundWriter writer(folder_ / name, format, {});
    writer.write(std::span<const std::int16_t>(words));
    writer.finish();
    return folder_ / name;
  }
  fs::path prepared(const fs::path& source) const {
    EXPECT_EQ(prepare_recording(source, folder_ / "p.wav", stop_), "");
    return folder_ / "p.wav";
  }
  static StereoBed play(const fs::path& file, std::int64_t first, std::size_t count, std::size_t block = 4096,
                        int seed = 1) {
    BedRecording recording(file, seed);
    StereoBed out{std::vector<float>(count), std::vector<float>(count)};
    for (std::size_t at = 0; at < count; at += block) {
      const std::size_t here = std::min(block, count - at);
      recording.render(first + static_cast<std::int64_t>(at), std::span(out.left).subspan(at, here),
                       std::span(out.right).subspan(at, here));
    }
    return out;
  }

  testing::TempFolder folder_;
  StopFlag stop_;
};

constexpr std::size_t kBedSecond = 44100;

TEST_F(RecordingTest, IsTheSameFromAnyPointInAnyBlocks) {
  const fs::path file = prepared(record(5));
  const StereoBed whole = play(file, 0, 40 * kBedSecond);
  EXPECT_EQ(play(file, 0, 40 * kBedSecond, 777), whole);
  for (const std::size_t first : {std::size_t{1}, 3 * kBedSecond + 17, 21 * kBedSecond, 33 * kBedSecond}) {
    const StereoBed part = play(file, static_cast<std::int64_t>(first), 50000);
    for (std::size_t i = 0; i < 50000; ++i) {
      ASSERT_EQ(part.left[i], whole.left[first + i]) << first << " + " << i;
      ASSERT_EQ(part.right[i], whole.right[first + i]);
    }
  }
  EXPECT_NE(play(file, 0, 40 * kBedSecond, 4096, 2), whole) << "another seed";
  // Chapters begin days apart.
  const std::int64_t far = std::int64_t{100} * 24 * 3600 * 44100;
  EXPECT_EQ(play(file, far + 1000, 2000).left[0], play(file, far, 2000).left[1000]);
}

TEST_F(RecordingTest, NeverSwellsNorSags) {
  for (const double seconds : {4.1, 9.0, 30.0}) {
    const StereoBed out = play(prepared(record(seconds)), 0, 60 * kBedSecond);
    const double usual = testing::rms(out.left);
    for (std::size_t at = 0; at + kBedSecond / 4 <= out.left.size(); at += kBedSecond / 8) {
      const double here = testing::rms(std::span(out.left).subspan(at, kBedSecond / 4));
      EXPECT_NEAR(20 * std::log10(here / usual), 0, 0.6) << seconds << " at " << at;
    }
  }
}

/// The largest share of a sound that any one lag finds again, in steps of 100 frames.
double most_repeated(const StereoBed& out, std::size_t from, std::size_t to) {
  std::vector<float> slow;
  for (std::size_t i = 0; i + 100 <= out.left.size(); i += 100) {
    float sum = 0;
    for (std::size_t k = 0; k < 100; ++k) sum += out.left[i + k];
    slow.push_back(sum);
  }
  double power = 0;
  for (const float x : slow) power += static_cast<double>(x) * static_cast<double>(x);
  double most = 0;
  for (std::size_t lag = from; lag < to; ++lag) {
    double sum = 0;
    for (std::size_t i = lag; i < slow.size(); ++i) sum += static_cast<double>(slow[i] * slow[i - lag]);
    most = std::max(most, std::fabs(sum) / power);
  }
  return most;
}

// A plain loop comes again wholly after its length. Here no lag finds more than the little that two passes share.
TEST_F(RecordingTest, HasNoPeriod) {
  const StereoBed out = play(prepared(record(12)), 0, 60 * kBedSecond);
  constexpr std::size_t kSlowSecond = kBedSecond / 100;
  EXPECT_LT(most_repeated(out, kSlowSecond / 2, 30 * kSlowSecond), 0.3);
  StereoBed loop = out;
  for (std::size_t i = 0; i < loop.left.size(); ++i) loop.left[i] = out.left[i % (10 * kBedSecond)];
  EXPECT_GT(most_repeated(loop, 9 * kSlowSecond, 11 * kSlowSecond), 0.7) << "the measure finds a loop";
}

TEST_F(RecordingTest, IsAsLoudAsRainWhateverTheFile) {
  struct Case {
    Hertz rate;
    int channels;
    Container container;
    double loud;
  };
  for (const Case& c : {Case{{44100}, 2, Container::wav, 0.1}, Case{{48000}, 2, Container::flac, 0.9},
                        Case{{22050}, 1, Container::wav, 0.01}, Case{{44100}, 1, Container::mp3, 0.2},
                        Case{{8000}, 1, Container::wav, 0.3}, Case{{96000}, 2, Container::wav, 0.3}}) {
    const fs::path file = prepared(record(8, c.rate, c.channels, c.container, c.loud));
    SoundReader reader(file);
    EXPECT_NEAR(seconds(reader.frames(), kMasterRate).value, 8, 0.01) << c.rate.value;
    const StereoBed out = play(file, 0, 60 * kBedSecond);
    LoudnessMeter meter(2, kMasterRate);
    meter.add(testing::interleaved(out.left, out.right));
    EXPECT_NEAR(meter.integrated()->value, kRainLoudness.value, 0.3) << c.rate.value;
    if (c.channels == 1) {
      EXPECT_EQ(out.left, out.right);
    }
  }
}

TEST_F(RecordingTest, ResamplingKeepsPitchAndTime) {
  const Hertz rate{48000};
  std::vector<float> tone;
  for (const float x : testing::sine({1000}, 0.5, 6 * 48000, rate)) tone.insert(tone.end(), {x, x});
  const fs::path file = prepared(write("a.wav", {Container::wav, 2, rate, 0}, tone));
  SoundReader reader(file);
  std::vector<float> samples(static_cast<std::size_t>(2 * reader.frames()));
  reader.read(samples);
  const auto left = testing::channel(samples, 0);
  const auto middle = std::span(left).subspan(44100, 4 * 44100);
  EXPECT_NEAR(testing::amplitude_at(middle, {1000}, kMasterRate) / (std::sqrt(2) * testing::rms(middle)), 1, 0.01);
}

TEST_F(RecordingTest, SaysWhatIsWrong) {
  const auto wrong = [&](const fs::path& source) { return prepare_recording(source, folder_ / "p.wav", stop_); };
  EXPECT_NE(wrong(record(2)).find("it lasts 2.0 s"), std::string::npos);
  EXPECT_NE(wrong(record(6, {44100}, 2, Container::wav, 0)).find("nothing to hear"), std::string::npos);
  EXPECT_NE(wrong(folder_.write("b.wav", "no sound")).find("b.wav"), std::string::npos);
  EXPECT_FALSE(fs::exists(folder_ / "p.wav"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()), 2) << "nothing is left";
  EXPECT_NE(wrong(record(6, {4000})).find("its rate is 4000 Hz"), std::string::npos);
  stop_.set();
  EXPECT_THAT([&] { (void)wrong(record(6)); }, ::testing::Throws<Interrupted>());
}

TEST_F(RecordingTest, ASampleThatIsNoSoundIsToldWithItsTime) {
  const auto with = [&](float sample) {
    std::vector<float> samples = testing::noise(0.1, 2 * 6 * 44100, 1);
    samples[2 * 2 * 44100 + 1] = sample;  // at 2 s, on the right
    SoundWriter writer(folder_ / "f.wav", {Container::float_wav, 2, kMasterRate, 0}, {});
    writer.write(std::span<const float>(samples));
    writer.finish();
    return prepare_recording(folder_ / "f.wav", folder_ / "p.wav", stop_);
  };
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  for (const float sample : {std::numeric_limits<float>::quiet_NaN(), kInfinity, -kInfinity}) {
    EXPECT_EQ(with(sample), "it is damaged: at 2.00 s a sample is no finite number");
  }
  EXPECT_EQ(with(-1e10F), "at 2.00 s a sample is 1e+10 times full scale; at most 16 is a recording's");
  EXPECT_FALSE(fs::exists(folder_ / "p.wav"));
  EXPECT_EQ(with(1.5F), "");
}

TEST_F(RecordingTest, ADamagedFileIsToldWithItsPlace) {
  const fs::path flac = record(8, {44100}, 2, Container::flac);
  std::string bytes = read_file(flac);
  for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 4000; ++i) bytes[i] = 'x';
  write_file(flac, bytes);
  EXPECT_THAT(prepare_recording(flac, folder_ / "p.wav", stop_), ::testing::StartsWith("it is damaged at "));
}

}  // namespace
}  // namespace sotto::mix
