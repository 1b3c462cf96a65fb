#include "synthesis/engine/wav_reader.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <string>

namespace sotto::engine {
namespace {

template <typename T>
void put(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// A file with a data chunk that says it is `told` bytes long.
std::string wav(std::uint16_t tag, std::uint16_t channels, std::uint16_t bits, const std::string& data,
                std::uint32_t told) {
  std::string bytes = "RIFF";
  put<std::uint32_t>(bytes, told);
  bytes += "WAVELIST";
  put<std::uint32_t>(bytes, 3);
  bytes += std::string("abc\0fmt ", 8);  // padded to an even length
  put<std::uint32_t>(bytes, 16);
  put(bytes, tag);
  put(bytes, channels);
  put<std::uint32_t>(bytes, 24000);
  put<std::uint32_t>(bytes, 24000U * channels * bits / 8);
  put<std::uint16_t>(bytes, static_cast<std::uint16_t>(channels * bits / 8));
  put(bytes, bits);
  bytes += "data";
  put(bytes, told);
  return bytes + data;
}

template <typename T>
std::string packed(std::initializer_list<T> values) {
  std::string bytes;
  for (const T value : values) put(bytes, value);
  return bytes;
}

std::string trouble(const std::string& bytes) {
  try {
    read_wav(bytes);
  } catch (const BadWav& bad) {
    return bad.what();
  }
  return {};
}

TEST(WavReader, ReadsEachFormat) {
  const std::vector<std::int16_t> wanted = {0, 16384, -16384};
  EXPECT_EQ(read_wav(wav(1, 1, 16, packed<std::int16_t>({0, 16384, -16384}), 6)).samples.size(), 3U);
  for (const auto& [tag, bits, data] :
       {std::tuple{1, 8, packed<std::uint8_t>({128, 192, 64})},
        std::tuple{1, 16, packed<std::int16_t>({0, 16384, -16384})},
        std::tuple{1, 32, packed<std::int32_t>({0, 1 << 30, -(1 << 30)})},
        std::tuple{3, 32, packed<float>({0.0F, 0.5F, -0.5F})}, std::tuple{3, 64, packed<double>({0, 0.5, -0.5})}}) {
    const WavSound sound = read_wav(wav(static_cast<std::uint16_t>(tag), 1, static_cast<std::uint16_t>(bits), data,
                                        static_cast<std::uint32_t>(data.size())));
    EXPECT_EQ(sound.rate.value, 24000);
    ASSERT_EQ(sound.samples.size(), wanted.size()) << bits;
    for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_NEAR(sound.samples[i], wanted[i], 1) << tag << " " << bits;
  }
  EXPECT_EQ(read_wav(wav(1, 2, 16, packed<std::int16_t>({100, 200}), 4)).samples.size(), 1U);
}

TEST(WavReader, ALengthThatWasNotKnownMeansToTheEnd) {
  const std::string data = packed<std::int16_t>({1, 2, 3});
  for (const std::uint32_t told : {0U, 0x7FFFF000U, 0xFFFFFFFFU}) {
    EXPECT_EQ(read_wav(wav(1, 1, 16, data, told)).samples.size(), 3U) << told;
  }
  EXPECT_EQ(read_wav(wav(1, 1, 16, data, 4)).samples.size(), 2U);
}

TEST(WavReader, TellsWhatIsWrong) {
  const std::string data = packed<std::int16_t>({1, 2, 3});
  EXPECT_EQ(trouble("<html>"), "it is no WAV");
  EXPECT_EQ(trouble(wav(1, 1, 16, data, 100)), "it is cut: 100 bytes of sound are told, 6 are there");
  EXPECT_EQ(trouble(wav(85, 1, 16, data, 6)),
            "its format is 85 with 16 bits, which is not read; PCM and floating point are");
  EXPECT_EQ(trouble(wav(1, 0, 16, data, 6)), "it has 0 channels");
  EXPECT_EQ(trouble(wav(3, 1, 32, packed<float>({std::numeric_limits<float>::quiet_NaN()}), 4)),
            "it holds what is no number");
  EXPECT_EQ(trouble(wav(1, 1, 16, data, 6).substr(0, 40)), "it is cut");
}

}  // namespace
}  // namespace sotto::engine
