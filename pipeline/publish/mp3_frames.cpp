// A file of MPEG-1 layer III is a row of frames, each with a header of four bytes (ISO/IEC 11172-3, 2.4.1.3): eleven
// bits of synchronisation, version and layer, an index for the bit rate, one for the sample rate, and whether the frame
// is a byte longer. A frame's length follows from its header. Before the frames there may be an ID3v2 tag, after them
// an ID3v1 one.

#include "publish/mp3_frames.h"

#include <array>
#include <cstdint>
#include <fstream>

namespace sotto::publish {

namespace {

constexpr std::array kFrameBitRates = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};

/// Synchronisation, MPEG-1, layer III, 44.1 kHz; with a checksum or without.
constexpr std::uint32_t kFixedBits = 0xFFFE0C00;
constexpr std::uint32_t kFixed = 0xFFFA0000;

std::optional<std::uint32_t> read_word(std::ifstream& file) {
  std::array<char, 4> bytes{};
  if (!file.read(bytes.data(), bytes.size())) return std::nullopt;
  std::uint32_t word = 0;
  for (const char byte : bytes) word = (word << 8U) | static_cast<unsigned char>(byte);
  return word;
}

/// Skips an ID3v2 tag, whose length is given as four times seven bits.
void skip_tag(std::ifstream& file) {
  std::array<char, 10> head{};
  std::streamoff length = 0;
  if (file.read(head.data(), head.size()) && head[0] == 'I' && head[1] == 'D' && head[2] == '3') {
    for (std::size_t i = 6; i < head.size(); ++i) length = length * 128 + head[i];
    length += static_cast<std::streamoff>(head.size());
  }
  file.clear();
  file.seekg(length);
}

}  // namespace

std::optional<int> constant_bit_rate(const std::filesystem::path& path) {
  constexpr int kSamplesOver8 = 144;  // a frame is 1152 samples, a byte 8 bits
  constexpr int kRate = 44100;
  std::ifstream file(path, std::ios::binary);
  skip_tag(file);
  std::optional<int> found;
  while (const auto header = read_word(file)) {
    const int rate = kFrameBitRates[(*header >> 12U) & 15U];
    if ((*header & kFixedBits) != kFixed || rate == 0) break;
    if (found && *found != rate) return 0;
    found = rate;
    file.ignore(kSamplesOver8 * rate * 1000 / kRate + static_cast<int>((*header >> 9U) & 1U) - 4);
  }
  return found;
}

}  // namespace sotto::publish
