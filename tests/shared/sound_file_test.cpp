#include "shared/sound_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "shared/failure.h"
#include "shared/files.h"
#include "support/command.h"
#include "support/signals.h"
#include "support/temp_folder.h"

namespace sotto {
namespace {

namespace fs = std::filesystem;

/// Noise without what an encoder of few bits leaves out, the same in every channel, between silence.
std::vector<float> sound_of(const SoundFormat& format, std::size_t frames) {
  const auto raw = testing::noise(0.3, frames, 5);
  std::vector<float> samples;
  float low = 0;
  for (std::size_t i = 0; i < frames; ++i) {
    low += 0.1F * (raw[i] - low);
    const bool heard = i > frames / 4 && i < frames / 2;
    samples.insert(samples.end(), static_cast<std::size_t>(format.channels), heard ? low : 0.0F);
  }
  return samples;
}

void write(const fs::path& path, const SoundFormat& format, const std::vector<float>& samples) {
  SoundWriter writer(path, format, {});
  writer.write(std::span<const float>(samples));
  writer.finish();
}

std::vector<float> read(const fs::path& path) {
  SoundReader reader(path);
  std::vector<float> samples(static_cast<std::size_t>(reader.frames() * reader.channels()));
  EXPECT_EQ(reader.read(samples), static_cast<std::size_t>(reader.frames()));
  return samples;
}

/// By how many samples `late` is later than `sound`, of all up to 3000 either way.
int lag(const std::vector<float>& sound, const std::vector<float>& late) {
  constexpr int kMost = 3000;
  double best = -1;
  int found = 0;
  const auto from = static_cast<int>(sound.size() / 4);
  const auto to = static_cast<int>(sound.size() / 2);
  for (int shift = -kMost; shift <= kMost; ++shift) {
    double sum = 0;
    for (int i = from; i < to; i += 3) {
      const int other = i + shift;
      if (other < 0 || other >= static_cast<int>(late.size())) continue;
      sum += static_cast<double>(sound[static_cast<std::size_t>(i)] * late[static_cast<std::size_t>(other)]);
    }
    if (sum > best) best = sum, found = shift;
  }
  return found;
}

std::vector<SoundFormat> mp3_formats() {
  return {{Container::mp3, 2, Hertz{44100}, 192},
          {Container::mp3, 1, Hertz{44100}, 128},
          {Container::mp3, 2, Hertz{44100}, 64},
          {Container::mp3, 1, Hertz{22050}, 64}};
}

TEST(SoundFile, WavAndFlacComeBackAsTheyWere) {
  const testing::TempFolder folder;
  for (const Container container : {Container::wav, Container::flac}) {
    for (const int channels : {1, 2}) {
      const SoundFormat format{container, channels, Hertz{44100}, 0};
      std::vector<std::int16_t> words;
      for (const float x : sound_of(format, 5000)) words.push_back(static_cast<std::int16_t>(x * 32768));
      SoundWriter writer(folder / "a", format, {});
      writer.write(std::span<const std::int16_t>(words));
      writer.finish();
      const auto got = read(folder / "a");
      ASSERT_EQ(got.size(), words.size());
      for (std::size_t i = 0; i < got.size(); ++i) ASSERT_EQ(got[i] * 32768, static_cast<float>(words[i]));
    }
  }
}

// Captions, the page and the checks take the times of the timeline for those of the file.
TEST(SoundFile, Mp3KeepsLengthAndTime) {
  const testing::TempFolder folder;
  for (const SoundFormat& format : mp3_formats()) {
    SCOPED_TRACE(std::to_string(format.channels) + " of " + std::to_string(format.rate.value));
    for (const std::size_t frames : {20000U, 20001U, 33333U}) {
      const auto sound = sound_of(format, frames);
      write(folder / "a.mp3", format, sound);
      const auto got = read(folder / "a.mp3");
      EXPECT_EQ(got.size(), sound.size());
      EXPECT_EQ(lag(sound, got), 0);
    }
  }
}

// What a browser has inside is another decoder.
TEST(SoundFile, OtherDecodersFindMp3AtItsTimeToo) {
  ASSERT_FALSE(testing::find_program("ffmpeg").empty()) << "ffmpeg is one of the packages for tests";
  const testing::TempFolder folder;
  for (const SoundFormat& format : mp3_formats()) {
    SCOPED_TRACE(std::to_string(format.channels) + " of " + std::to_string(format.rate.value));
    const auto sound = sound_of(format, 33333);
    write(folder / "a.mp3", format, sound);
    const auto decoded = testing::run({{"ffmpeg", "-nostdin", "-y", "-i", (folder / "a.mp3").string(), "-c:a",
                                        "pcm_s16le", (folder / "b.wav").string()}});
    ASSERT_EQ(decoded.status, 0) << decoded.err;
    const auto got = read(folder / "b.wav");
    EXPECT_EQ(lag(sound, got), 0);
    EXPECT_NEAR(static_cast<double>(got.size()), static_cast<double>(sound.size()), 1152.0 * format.channels);
  }
}

// Whatever the encoder's presets do to the level.
TEST(SoundFile, Mp3KeepsTheLevel) {
  const testing::TempFolder folder;
  for (const int channels : {1, 2}) {
    for (const int bit_rate : {64, 80, 96, 112, 128, 160, 192, 224, 256, 320}) {
      const SoundFormat format{Container::mp3, channels, Hertz{44100}, bit_rate};
      std::vector<float> sound;
      for (const float x : testing::sine(Hertz{400}, 0.9, 30000, format.rate)) {
        sound.insert(sound.end(), static_cast<std::size_t>(channels), x);
      }
      write(folder / "a.mp3", format, sound);
      const auto got = read(folder / "a.mp3");
      ASSERT_EQ(got.size(), sound.size());
      const auto middle = [](const std::vector<float>& all) { return std::span(all).subspan(all.size() / 4, 20000); };
      EXPECT_NEAR(testing::rms(middle(got)) / testing::rms(middle(sound)), 1, 0.001) << channels << " " << bit_rate;
    }
  }
}

TEST(SoundFile, ReadsOnFromAnyFrame) {
  const testing::TempFolder folder;
  const SoundFormat format{Container::mp3, 1, Hertz{44100}, 128};
  write(folder / "a.mp3", format, sound_of(format, 40000));
  const auto whole = read(folder / "a.mp3");
  SoundReader reader(folder / "a.mp3");
  for (const std::int64_t from : {30000, 5, 12345, 0}) {
    reader.seek(from);
    std::vector<float> part(2000);
    ASSERT_EQ(reader.read(part), part.size());
    for (std::size_t i = 0; i < part.size(); ++i) {
      ASSERT_NEAR(part[i], whole[static_cast<std::size_t>(from) + i], 1e-4) << from << " + " << i;
    }
  }
}

TEST(SoundFile, SaysWhatItIs) {
  const testing::TempFolder folder;
  const std::vector<float> samples(2 * 4410);
  const fs::path path = folder / "sound";
  const std::pair<SoundFormat, std::string> forms[] = {
      {{Container::wav, 2, {44100}, 0}, "WAV, 16 bit, 44.1 kHz, 2 channels"},
      {{Container::wav, 1, {48000}, 0}, "WAV, 16 bit, 48 kHz, 1 channel"},
      {{Container::float_wav, 2, {22050}, 0}, "WAV, 32 bit float, 22.05 kHz, 2 channels"},
      {{Container::flac, 2, {44100}, 0}, "FLAC, 16 bit, 44.1 kHz, 2 channels"},
      {{Container::mp3, 2, {44100}, 128}, "MP3, 44.1 kHz, 2 channels"}};
  for (const auto& [format, told] : forms) {
    write(path, format, samples);
    EXPECT_EQ(in_words(SoundReader(path).form()), told);
    EXPECT_FALSE(SoundReader(path).cut_short()) << told;
  }
}

TEST(SoundFile, AWavThatIsCutShortIsTold) {
  const testing::TempFolder folder;
  const fs::path path = folder / "sound.wav";
  write(path, {Container::wav, 2}, std::vector<float>(2 * 4410));
  const std::string whole = read_file(path);
  for (const std::size_t less : {1U, 4U, 9000U}) {
    write_file(path, whole.substr(0, whole.size() - less));
    EXPECT_TRUE(SoundReader(path).cut_short()) << less;
  }
  // One of 64 bits says its size elsewhere (EBU Tech 3306).
  const auto number = [](std::uint64_t value, int bytes) {
    std::string text;
    for (; bytes > 0; --bytes, value >>= 8U) text += static_cast<char>(value & 0xFFU);
    return text;
  };
  const std::string format = "fmt " + number(16, 4) + number(1, 2) + number(2, 2) + number(44100, 4) +
                             number(176400, 4) + number(4, 2) + number(16, 2);
  const std::string sound(400, 'x');
  const std::uint64_t size = 4 + 8 + 28 + format.size() + 8 + sound.size();
  const std::string large = "RF64" + number(0xFFFFFFFF, 4) + "WAVEds64" + number(28, 4) + number(size, 8) +
                            number(sound.size(), 8) + number(100, 8) + number(0, 4) + format + "data" +
                            number(0xFFFFFFFF, 4) + sound;
  write_file(path, large);
  EXPECT_EQ(SoundReader(path).frames(), 100);
  EXPECT_FALSE(SoundReader(path).cut_short());
  write_file(path, large.substr(0, large.size() - 4));
  EXPECT_TRUE(SoundReader(path).cut_short());
}

TEST(SoundFile, WhatIsNoSoundIsTold) {
  const testing::TempFolder folder;
  folder.write("a.wav", "not a sound");
  EXPECT_THROW(SoundReader(folder / "a.wav"), MachineFailure);
  EXPECT_THROW(SoundReader(folder / "none.wav"), MachineFailure);
}

}  // namespace
}  // namespace sotto
