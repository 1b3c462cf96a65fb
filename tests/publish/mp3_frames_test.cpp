#include "publish/mp3_frames.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "support/temp_folder.h"

namespace sotto::publish {
namespace {

using testing::TempFolder;

/// A frame of MPEG-1 layer III at 44.1 kHz: its header, and as many bytes as the standard says.
std::string frame(int bit_rate_index, int kbits, bool padded = false) {
  std::string bytes(static_cast<std::size_t>(144 * kbits * 1000 / 44100 + (padded ? 1 : 0)), '\x55');
  bytes[0] = '\xFF';
  bytes[1] = '\xFB';
  bytes[2] = static_cast<char>((bit_rate_index << 4) | (padded ? 2 : 0));
  bytes[3] = '\xC4';
  return bytes;
}

/// An ID3v2 tag with so many bytes after its header.
std::string id3v2(std::size_t length) {
  std::string tag = "ID3\x04";
  tag += std::string(2, '\0');
  for (const int shift : {21, 14, 7, 0}) tag += static_cast<char>((length >> shift) & 127U);
  return tag + std::string(length, '\xFF');
}

std::optional<int> rate_of(const std::string& bytes) {
  const TempFolder folder;
  std::ofstream(folder / "a.mp3", std::ios::binary) << bytes;
  return constant_bit_rate(folder / "a.mp3");
}

TEST(Mp3Frames, EveryBitRateIsRead) {
  const int rates[] = {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
  for (int i = 0; i < 14; ++i) EXPECT_EQ(rate_of(frame(i + 1, rates[i]) + frame(i + 1, rates[i])), rates[i]);
}

TEST(Mp3Frames, TagsAndPaddingArePassedOver) {
  const std::string frames = frame(9, 128) + frame(9, 128, true) + frame(9, 128);
  EXPECT_EQ(rate_of(frames), 128);
  EXPECT_EQ(rate_of(id3v2(300) + frames), 128) << "a length of more than seven bits";
  EXPECT_EQ(rate_of(frames + "TAG" + std::string(125, ' ')), 128);
}

TEST(Mp3Frames, OneOtherFrameMakesItNotConstant) {
  EXPECT_EQ(rate_of(frame(9, 128) + frame(9, 128) + frame(11, 192)), 0);
  EXPECT_EQ(rate_of(frame(9, 128) + frame(9, 128, true) + frame(11, 192)), 0) << "also after a longer frame";
}

TEST(Mp3Frames, OtherFilesHaveNone) {
  const TempFolder folder;
  EXPECT_EQ(constant_bit_rate(folder / "none.mp3"), std::nullopt);
  for (const std::string& bytes : {std::string(), std::string("RIFF"), std::string(2000, '\0'), id3v2(40)}) {
    EXPECT_EQ(rate_of(bytes), std::nullopt) << bytes.size();
  }
  std::string at_48_kHz = frame(9, 128);
  at_48_kHz[2] = static_cast<char>(at_48_kHz[2] | 4);
  EXPECT_EQ(rate_of(at_48_kHz), std::nullopt);
}

}  // namespace
}  // namespace sotto::publish
