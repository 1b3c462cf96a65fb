#pragma once

/// Masters for tests of encoders, and what decodes from what was made of them.

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "publish/encoding/encode.h"
#include "publish/encoding/join.h"
#include "shared/sound_file.h"
#include "support/command.h"
#include "support/signals.h"
#include "support/temp_folder.h"

namespace sotto::encoding {

/// A stereo WAV of these samples.
inline void write_master(const std::filesystem::path& path, std::span<const float> interleaved) {
  SoundWriter writer(path, {}, {});
  std::vector<std::int16_t> words;
  for (const float sample : interleaved) words.push_back(static_cast<std::int16_t>(std::lround(sample * 32767)));
  writer.write(std::span<const std::int16_t>(words));
  writer.finish();
}

/// Noise that is a little darker than white, as rain is; the same in both channels.
inline std::vector<float> rain(std::size_t frames, double amplitude = 0.2) {
  const std::vector<float> white = testing::noise(amplitude, frames);
  std::vector<float> stereo;
  float before = 0;
  for (const float sample : white) {
    before += 0.5F * (sample - before);
    stereo.insert(stereo.end(), {before, before});
  }
  return stereo;
}

/// All that decodes from a file, by ffmpeg, as floats, interleaved stereo.
inline std::vector<float> decoded(const std::filesystem::path& file, const testing::TempFolder& folder) {
  const auto raw = folder / "decoded.f32";
  const testing::Outcome outcome = testing::run(
      {{"ffmpeg", "-v", "error", "-y", "-i", file.string(), "-map", "0:a", "-f", "f32le", "-ac", "2", raw.string()}});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  const std::string bytes = read_file(raw);
  std::vector<float> samples(bytes.size() / sizeof(float));
  std::memcpy(samples.data(), bytes.data(), samples.size() * sizeof(float));
  return samples;
}

/// Tags of a book with a title, and perhaps a series.
inline BookTags titled(const std::string& title, const std::string& series = {}) {
  BookTags tags;
  tags.title = title;
  tags.series = series;
  return tags;
}

/// What ffprobe says of a file.
inline nlohmann::json probed(const std::filesystem::path& file) {
  const testing::Outcome outcome = testing::run(
      {{"ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", "-show_chapters", file.string()}});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  return nlohmann::json::parse(outcome.out);
}

}  // namespace sotto::encoding
