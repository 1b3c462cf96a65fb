#include "synthesis/engine/wav_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <optional>

namespace sotto::engine {

namespace {

static_assert(std::endian::native == std::endian::little, "WAV is little-endian");

constexpr std::uint16_t kPcm = 1;
constexpr std::uint16_t kFloat = 3;
constexpr std::uint16_t kExtensible = 0xFFFE;
/// Where the extensible format keeps the first two bytes of its GUID, which are the format.
constexpr std::size_t kSubFormat = 24;
constexpr std::uint32_t kHighestRate = 192000;

template <typename T>
T number_at(std::string_view bytes, std::size_t place) {
  T value;
  std::memcpy(&value, bytes.data() + place, sizeof value);
  return value;
}

struct Format {
  bool floating = false;
  std::size_t channels = 0;
  std::uint32_t rate = 0;
  std::size_t bytes = 0;  ///< of one sample
};

Format read_format(std::string_view chunk) {
  if (chunk.size() < 16) throw BadWav("its format is cut");
  auto tag = number_at<std::uint16_t>(chunk, 0);
  if (tag == kExtensible && chunk.size() >= kSubFormat + 2) tag = number_at<std::uint16_t>(chunk, kSubFormat);
  Format format;
  format.floating = tag == kFloat;
  format.channels = number_at<std::uint16_t>(chunk, 2);
  format.rate = number_at<std::uint32_t>(chunk, 4);
  const auto bits = number_at<std::uint16_t>(chunk, 14);
  format.bytes = bits / 8U;
  const bool known =
      (tag == kPcm && bits % 8 == 0 && bits >= 8 && bits <= 32) || (tag == kFloat && (bits == 32 || bits == 64));
  if (!known)
    throw BadWav(
        fmt::format("its format is {} with {} bits, which is not read; PCM and floating point are", tag, bits));
  if (format.channels == 0 || format.channels > 8) throw BadWav(fmt::format("it has {} channels", format.channels));
  if (format.rate < 4000 || format.rate > kHighestRate) throw BadWav(fmt::format("its rate is {} Hz", format.rate));
  return format;
}

/// -1..1.
double sample_at(const char* place, const Format& format) {
  if (format.floating) {
    if (format.bytes == 4) {
      float value = 0;
      std::memcpy(&value, place, sizeof value);
      return static_cast<double>(value);
    }
    double value = 0;
    std::memcpy(&value, place, sizeof value);
    return value;
  }
  if (format.bytes == 1) return (static_cast<double>(static_cast<unsigned char>(*place)) - 128) / 128;
  std::uint32_t bits = 0;
  std::memcpy(reinterpret_cast<char*>(&bits) + (4 - format.bytes), place, format.bytes);
  return static_cast<double>(static_cast<std::int32_t>(bits)) / 2147483648.0;
}

std::vector<std::int16_t> mono(std::string_view data, const Format& format) {
  const std::size_t frame = format.bytes * format.channels;
  std::vector<std::int16_t> samples(data.size() / frame);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    double sum = 0;
    for (std::size_t c = 0; c < format.channels; ++c) {
      sum += sample_at(data.data() + i * frame + c * format.bytes, format);
    }
    const double value = sum / static_cast<double>(format.channels);
    if (!std::isfinite(value)) throw BadWav("it holds what is no number");
    samples[i] = static_cast<std::int16_t>(std::lround(std::clamp(value, -1.0, 1.0) * 32767));
  }
  return samples;
}

}  // namespace

WavSound read_wav(std::string_view bytes) {
  if (bytes.size() < 12 || bytes.substr(0, 4) != "RIFF" || bytes.substr(8, 4) != "WAVE") throw BadWav("it is no WAV");
  std::optional<Format> format;
  for (std::size_t at = 12; at + 8 <= bytes.size();) {
    const std::string_view id = bytes.substr(at, 4);
    const auto length = number_at<std::uint32_t>(bytes, at + 4);
    const std::string_view rest = bytes.substr(at + 8);
    if (id == "data") {
      if (!format) throw BadWav("its sound stands before its format");
      const bool to_the_end = length == 0 || length == 0x7FFFF000 || length == 0xFFFFFFFF;
      if (!to_the_end && length > rest.size()) {
        throw BadWav(fmt::format("it is cut: {} bytes of sound are told, {} are there", length, rest.size()));
      }
      return {{static_cast<double>(format->rate)}, mono(to_the_end ? rest : rest.substr(0, length), *format)};
    }
    if (length > rest.size()) throw BadWav("it is cut");
    if (id == "fmt ") format = read_format(rest.substr(0, length));
    at += 8 + length + length % 2;
  }
  throw BadWav("it holds no sound");
}

}  // namespace sotto::engine
