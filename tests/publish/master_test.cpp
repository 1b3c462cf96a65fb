// The master as other tools find it: libsndfile reads it, libebur128 measures it.

#include "publish/master.h"

#include <ebur128.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sndfile.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "shared/failure.h"
#include "shared/files.h"
#include "support/folders.h"
#include "support/signals.h"
#include "support/temp_folder.h"

namespace sotto::publish {
namespace {

namespace fs = std::filesystem;
using testing::Playback;

struct Wav {
  int format = 0;
  int channels = 0;
  int rate = 0;
  std::vector<float> samples;
  std::string title, album, artist, comment, track, software, date;
};

Wav read_wav(const fs::path& path) {
  SF_INFO info{};
  const auto close = [](SNDFILE* file) { sf_close(file); };
  const std::unique_ptr<SNDFILE, decltype(close)> file(sf_open(path.c_str(), SFM_READ, &info), close);
  if (!file) return {};
  Wav wav;
  wav.format = info.format;
  wav.channels = info.channels;
  wav.rate = info.samplerate;
  wav.samples.resize(static_cast<std::size_t>(info.frames * info.channels));
  sf_readf_float(file.get(), wav.samples.data(), info.frames);
  const auto text = [&](int kind) {
    const char* found = sf_get_string(file.get(), kind);
    return std::string(found == nullptr ? "" : found);
  };
  wav.title = text(SF_STR_TITLE);
  wav.album = text(SF_STR_ALBUM);
  wav.artist = text(SF_STR_ARTIST);
  wav.comment = text(SF_STR_COMMENT);
  wav.track = text(SF_STR_TRACKNUMBER);
  wav.software = text(SF_STR_SOFTWARE);
  wav.date = text(SF_STR_DATE);
  return wav;
}

std::map<std::string, DeliveryProfile> shipped() {
  Diagnostics diagnostics;
  auto profiles = read_profiles({testing::source_folder() / "profiles"}, diagnostics);
  EXPECT_TRUE(diagnostics.all().empty());
  return profiles;
}

struct Measured {
  double loudness = 0;
  double range = 0;
  double peak = 0;
};

Measured measure(const Wav& wav) {
  const auto release = [](ebur128_state* state) { ebur128_destroy(&state); };
  const std::unique_ptr<ebur128_state, decltype(release)> meter(
      ebur128_init(static_cast<unsigned>(wav.channels), static_cast<unsigned long>(wav.rate),
                   static_cast<int>(EBUR128_MODE_I) | static_cast<int>(EBUR128_MODE_LRA) |
                       static_cast<int>(EBUR128_MODE_TRUE_PEAK)),
      release);
  ebur128_add_frames_float(meter.get(), wav.samples.data(),
                           wav.samples.size() / static_cast<std::size_t>(wav.channels));
  Measured result;
  ebur128_loudness_global(meter.get(), &result.loudness);
  ebur128_loudness_range(meter.get(), &result.range);
  double left = 0;
  double right = 0;
  ebur128_true_peak(meter.get(), 0, &left);
  if (wav.channels == 2) ebur128_true_peak(meter.get(), 1, &right);
  result.peak = decibels(std::max(left, right)).value;
  return result;
}

/// Counts what it is told.
class Counter final : public Progress {
 public:
  void begin(std::string_view /*task*/, std::int64_t /*total*/) override {}
  void advance(std::int64_t units) override { units_ += units; }
  void finish(std::string_view /*summary*/) override {}
  void say(std::string_view /*message*/) override {}
  std::int64_t units() const { return units_; }

 private:
  std::int64_t units_ = 0;
};

class MasterTest : public ::testing::Test {
 protected:
  MasterMeasure publish(const std::vector<float>& stereo, const std::string& profile = "audiobook",
                        const std::string& name = "a.wav") {
    Playback source(stereo, kMasterRate);
    return publish_master(source, shipped().at(profile), tags_, folder_ / name, counter_, stop_).measure;
  }
  std::size_t files_in_folder() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()));
  }

  testing::TempFolder folder_;
  AudioTags tags_{"The Mask", "Rain", "A. N. Author", "made", 3};
  Counter counter_;
  StopFlag stop_;
};

/// Bursts of noise with rests, as speech has them, and a spike now and then.
std::vector<float> speechlike(double amplitude, double seconds, bool spikes) {
  const auto count = static_cast<std::size_t>(seconds * 44100);
  std::vector<float> left(count);
  const auto grain = testing::noise(1, count / 2 + 2, 11);
  for (std::size_t i = 0; i < count; ++i) {
    const bool rest = i % 88200 > 70000;
    const float band_limited = (grain[i / 2] + grain[(i + 1) / 2]) / 2;
    left[i] = static_cast<float>(amplitude) * band_limited * (rest ? 0.01F : 1.0F);
    if (spikes && i % 30000 < 3) left[i] = 0.9F;
  }
  std::vector<float> right(left.begin(), left.end());
  for (float& x : right) x *= 0.8F;
  return testing::interleaved(left, right);
}

double rms(const std::vector<float>& samples) {
  double sum = 0;
  for (const float x : samples) sum += static_cast<double>(x) * static_cast<double>(x);
  return 10 * std::log10(sum / static_cast<double>(samples.size()));
}

TEST_F(MasterTest, IsAsTheProfileAsksAndAsItSays) {
  for (const auto& [name, profile] : shipped()) {
    for (const double level : {0.06, 0.1, 0.5}) {
      SCOPED_TRACE(name + " " + std::to_string(level));
      const MasterMeasure said = publish(speechlike(level, 12, true), name);
      const Wav file = read_wav(folder_ / "a.wav");
      const Measured found = measure(file);
      EXPECT_EQ(file.channels, profile.channels);
      EXPECT_EQ(file.rate, 44100);
      EXPECT_NEAR(missing_level(profile, said).value, 0, profile.tolerance.value);
      if (!profile.rms) {
        EXPECT_NEAR(found.loudness, profile.loudness.value, profile.tolerance.value);
      } else {
        EXPECT_GE(rms(file.samples), profile.rms->least.value);
        EXPECT_LE(rms(file.samples), profile.rms->most.value);
      }
      EXPECT_LE(found.peak, profile.true_peak.value);
      EXPECT_NEAR(said.levels.rms.value, rms(file.samples), 0.01);
      EXPECT_NEAR(said.loudness.value, found.loudness, 0.02);
      EXPECT_NEAR(said.loudness_range.value, found.range, 0.3);
      EXPECT_NEAR(said.true_peak.value, found.peak, 0.1);
      EXPECT_NEAR(said.duration.value, 12, 1e-4);
    }
  }
}

/// The bit rate of every frame of an MP3 file, by its headers (ISO/IEC 11172-3, 2.4.1.3).
std::set<int> bit_rates(const std::string& bytes) {
  constexpr std::array kRates = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[i])); };
  std::size_t at = 0;
  if (bytes.starts_with("ID3")) at = 10 + (byte(6) << 21U) + (byte(7) << 14U) + (byte(8) << 7U) + byte(9);
  std::set<int> found;
  while (at + 4 < bytes.size() && byte(at) == 0xFF && (byte(at + 1) & 0xFEU) == 0xFAU) {
    const int rate = kRates[byte(at + 2) >> 4U];
    found.insert(rate);
    at += static_cast<std::size_t>(144 * rate * 1000 / 44100) + ((byte(at + 2) >> 1U) & 1U);
  }
  // An old tag of 128 bytes may stand at the end, and nothing else.
  EXPECT_TRUE(at == bytes.size() || bytes.compare(at, 3, "TAG") == 0) << at << " of " << bytes.size();
  return found;
}

TEST_F(MasterTest, Mp3HasTheBitRateInEveryFrame) {
  for (const auto& [name, profile] : shipped()) {
    if (profile.format != Container::mp3) continue;
    const MasterMeasure said = publish(speechlike(0.1, 5, false), name, "a.mp3");
    EXPECT_EQ(bit_rates(read_file(folder_ / "a.mp3")), std::set<int>{profile.bit_rate}) << name;
    EXPECT_EQ(said.bit_rate, profile.bit_rate) << name;
    const Wav file = read_wav(folder_ / "a.mp3");
    EXPECT_EQ(file.title, "The Mask");
    EXPECT_EQ(file.album, "Rain");
    EXPECT_EQ(file.artist, "A. N. Author");
    EXPECT_EQ(file.comment, "made");
    EXPECT_EQ(file.track, "3");
  }
}

TEST_F(MasterTest, Mp3KeepsTheTimeline) {
  auto in = std::vector<float>(2 * 44100 * 4);
  for (std::size_t i = 44100; i < 3 * 44100; ++i) {
    in[2 * i] = in[2 * i + 1] = 0.2F * static_cast<float>(std::sin(0.05 * static_cast<double>(i)));
  }
  const MasterMeasure said = publish(in, "librivox", "a.mp3");
  EXPECT_NEAR(said.duration.value, 4, 1e-4);
  EXPECT_NEAR(said.levels.head.value, 1, 0.021);
  EXPECT_NEAR(said.levels.tail.value, 1, 0.021);
}

TEST_F(MasterTest, FlacHoldsWhatTheWavHolds) {
  const auto in = speechlike(0.2, 3, true);
  DeliveryProfile profile;
  profile.format = Container::flac;
  Playback source(in, kMasterRate);
  const MasterMeasure flac = publish_master(source, profile, tags_, folder_ / "a.flac", counter_, stop_).measure;
  const MasterMeasure wav = publish(in);
  EXPECT_EQ(read_wav(folder_ / "a.flac").samples, read_wav(folder_ / "a.wav").samples);
  EXPECT_EQ(read_wav(folder_ / "a.flac").title, "The Mask");
  EXPECT_EQ(flac.loudness, wav.loudness);
  EXPECT_EQ(flac.true_peak, wav.true_peak);
}

TEST_F(MasterTest, MonoIsBothChannels) {
  DeliveryProfile profile;
  profile.channels = 1;
  const auto left = testing::noise(0.1, 44100, 1);
  const auto right = testing::noise(0.1, 44100, 2);
  Playback source(testing::interleaved(left, right), kMasterRate);
  const MasterMeasure said = publish_master(source, profile, tags_, folder_ / "a.wav", counter_, stop_).measure;
  const Wav mono = read_wav(folder_ / "a.wav");
  ASSERT_EQ(mono.samples.size(), left.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    ASSERT_NEAR(mono.samples[i], (left[i] + right[i]) / 2 * amplitude(said.gain), 2.0 / 32768) << i;
  }
}

TEST_F(MasterTest, WithoutPeaksItIsLinear) {
  const auto in = speechlike(0.1, 8, false);
  const MasterMeasure said = publish(in);
  EXPECT_EQ(said.limited.value, 0);
  EXPECT_EQ(said.limited_share, 0);
  const Wav wav = read_wav(folder_ / "a.wav");
  ASSERT_EQ(wav.samples.size(), in.size());
  const double gain = amplitude(said.gain);
  for (std::size_t i = 0; i < in.size(); ++i) ASSERT_NEAR(wav.samples[i], in[i] * gain, 1.51 / 32768) << i;
}

TEST_F(MasterTest, FormatAndTags) {
  publish(speechlike(0.1, 2, false));
  const Wav wav = read_wav(folder_ / "a.wav");
  // A RIFF header that names its channels.
  EXPECT_EQ(read_file(folder_ / "a.wav").substr(0, 4), "RIFF");
  EXPECT_EQ(wav.format & SF_FORMAT_TYPEMASK, SF_FORMAT_WAVEX);
  EXPECT_EQ(wav.format & SF_FORMAT_SUBMASK, SF_FORMAT_PCM_16);
  EXPECT_EQ(wav.channels, 2);
  EXPECT_EQ(wav.rate, 44100);
  EXPECT_EQ(wav.title, "The Mask");
  EXPECT_EQ(wav.album, "Rain");
  EXPECT_EQ(wav.artist, "A. N. Author");
  EXPECT_EQ(wav.comment, "made");
  EXPECT_EQ(wav.track, "3");
  EXPECT_EQ(wav.software, "");
  EXPECT_EQ(wav.date, "");
}

TEST_F(MasterTest, SameSoundSameBytes) {
  const auto in = speechlike(0.3, 3, true);
  for (const auto& [name, profile] : shipped()) {
    publish(in, name, "a");
    publish(in, name, "b");
    EXPECT_EQ(read_file(folder_ / "a"), read_file(folder_ / "b")) << name;
  }
}

TEST_F(MasterTest, TellsEachSecondOnce) {
  publish(speechlike(0.01, 7.5, false));
  EXPECT_EQ(counter_.units(), 7);
}

TEST_F(MasterTest, SilenceAndNothing) {
  const MasterMeasure silent = publish(std::vector<float>(88200));
  EXPECT_EQ(silent.loudness.value, -70);
  // Dither of one step.
  EXPECT_LT(silent.true_peak.value, -84);
  const MasterMeasure nothing = publish({}, "audiobook", "b.wav");
  EXPECT_EQ(nothing.duration.value, 0);
  EXPECT_EQ(read_wav(folder_ / "b.wav").samples.size(), 0U);
}

TEST_F(MasterTest, RainAloneIsNotRaisedToSpeech) {
  const MasterMeasure measure =
      publish(testing::interleaved(testing::noise(0.005, 220500, 1), testing::noise(0.005, 220500, 2)));
  EXPECT_LE(measure.gain.value, 12);
  EXPECT_LT(measure.loudness.value, -25);
}

TEST_F(MasterTest, InterruptedLeavesNothing) {
  folder_.write("a.wav", "what was there");
  stop_.set();
  EXPECT_THROW(publish(speechlike(0.1, 2, false)), Interrupted);
  EXPECT_EQ(files_in_folder(), 1U);
  EXPECT_EQ(read_file(folder_ / "a.wav"), "what was there");
}

TEST_F(MasterTest, AFullDiskIsToldWithItsReason) {
  try {
    SoundWriter writer("/dev/full", {}, {});
    const std::vector<std::int16_t> zeros(1 << 16);
    writer.write(std::span<const std::int16_t>(zeros));
    writer.finish();
    FAIL() << "no failure";
  } catch (const MachineFailure& failure) {
    EXPECT_NE(std::string(failure.what()).find("No space left"), std::string::npos) << failure.what();
    EXPECT_NE(std::string(failure.what()).find("/dev/full"), std::string::npos) << failure.what();
  }
}

TEST_F(MasterTest, AFolderThatIsNotThere) {
  EXPECT_THROW(publish(speechlike(0.1, 1, false), "audiobook", "none/a.wav"), MachineFailure);
}

}  // namespace
}  // namespace sotto::publish
