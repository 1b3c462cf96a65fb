#include "publish/encoding/packets.h"

#include <gtest/gtest.h>

#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::encoding {
namespace {

EncodedSound write_some(const std::filesystem::path& path) {
  EncodedSound sound;
  sound.form = {{Codec::aac, 1, {44100}, 64}, 1024, 1024, std::string("\x12\x00\xff", 3)};
  sound.length = 1500;
  sound.measure.true_peak = {-1.25};
  PacketWriter writer(path);
  writer.write("first");
  writer.write(std::string("\0second", 7));
  writer.write("");
  return writer.finish(sound);
}

TEST(Packets, AreReadBackAsTheyWereWritten) {
  const testing::TempFolder folder;
  const EncodedSound sound = write_some(folder / "p");
  EXPECT_EQ(sound.packets, 3);
  EXPECT_EQ(sound.bytes, 12);
  EXPECT_EQ(read_encoded_sound(folder / "p"), sound);
  PacketReader reader(folder / "p");
  EXPECT_EQ(reader.sound(), sound);
  EXPECT_EQ(reader.next(), "first");
  EXPECT_EQ(reader.next(), std::string_view("\0second", 7));
  EXPECT_EQ(reader.next(), "");
  EXPECT_EQ(reader.next(), std::nullopt);
}

TEST(Packets, EveryAlteredByteIsNoticed) {
  const testing::TempFolder folder;
  write_some(folder / "p");
  const std::string good = read_file(folder / "p");
  EXPECT_TRUE(is_intact(folder / "p"));
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 0x15);
    folder.write("bad", bad);
    // In what it says of itself, a letter of a name or a digit of the measure may change without harm to the sound.
    const auto read = read_encoded_sound(folder / "bad");
    if (i < good.find('{')) {
      EXPECT_FALSE(is_intact(folder / "bad")) << i;
    }
    if (read) {
      EXPECT_EQ(read->packets, 3) << i;
    }
  }
  folder.write("short", good.substr(0, good.size() - 1));
  EXPECT_EQ(read_encoded_sound(folder / "short"), std::nullopt);
  EXPECT_EQ(read_encoded_sound(folder / "none"), std::nullopt);
}

TEST(Packets, AppearOnlyWhenWhole) {
  const testing::TempFolder folder;
  {
    PacketWriter writer(folder / "p");
    writer.write("begun");
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "p"));
}

}  // namespace
}  // namespace sotto::encoding
