#include "publish/encoding/mpeg4.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "publish/encoding/encoded_sounds.h"
#include "shared/failure.h"

namespace sotto::encoding {
namespace {

class Mpeg4 : public ::testing::Test {
 protected:
  Mpeg4() {
    Encoder encoder({Codec::aac, 2, {44100}, 96});
    const PacketSink sink = [&](std::string_view packet) { packets.emplace_back(packet); };
    const std::vector<float> frame(static_cast<std::size_t>(2 * encoder.form().frame), 0.1F);
    for (int i = 0; i < 20; ++i) encoder.encode(frame, sink);
    encoder.finish(sink);
    what.kind = FileKind::m4b;
    what.form = encoder.form();
    what.tags = {{"title", "T"}, {"artist", ""}, {"track", "3"}, {"SERIES", "Nights"}};
    what.chapters = {{0, 8192, "One"}, {8192, 20'000, "Two"}};
  }
  /// Of the packets, as often as that; the last one's sound has 500 samples.
  std::filesystem::path write(const char* name, std::size_t times = 1) {
    what.packets = static_cast<std::int64_t>(times * packets.size());
    for (const std::string& packet : packets) what.bytes += static_cast<std::int64_t>(times * packet.size());
    Mpeg4Writer writer(folder / name, what);
    for (std::size_t i = 0; i < times * packets.size(); ++i) {
      const bool last = i + 1 == times * packets.size();
      writer.write(packets[i % packets.size()], last ? 500 : what.form.frame);
    }
    writer.finish();
    return folder / name;
  }
  static double duration(const nlohmann::json& told) {
    return std::stod(told.at("streams")[0].at("duration").get<std::string>());
  }

  testing::TempFolder folder;
  std::vector<std::string> packets;
  FileDescription what;
};

TEST_F(Mpeg4, HoldsItsSoundItsTagsAndItsChapters) {
  const auto told = probed(write("a.m4b"));
  EXPECT_EQ(told.at("streams")[0].at("codec_name"), "aac");
  const auto& tags = told.at("format").at("tags");
  EXPECT_EQ(tags.at("major_brand"), "M4B ");
  EXPECT_EQ(tags.at("title"), "T");
  EXPECT_EQ(tags.at("track"), "3");
  EXPECT_EQ(tags.at("SERIES"), "Nights");
  EXPECT_FALSE(tags.contains("artist"));
  ASSERT_EQ(told.at("chapters").size(), 2U);
  EXPECT_EQ(told.at("chapters")[1].at("tags").at("title"), "Two");
  EXPECT_EQ(told.at("chapters")[1].at("start"), 8192);
  const auto count = static_cast<double>(packets.size());
  EXPECT_NEAR(duration(told), ((count - 2) * 1024 + 500) / 44100, 1e-6);
}

TEST_F(Mpeg4, PacketsLieInChunks) {
  // More than two chunks of 1,024 packets, the last one shorter.
  const auto path = write("a.m4b", 2100 / packets.size());
  const auto sound = decoded(path, folder);
  EXPECT_EQ(sound.size() / 2, (static_cast<std::size_t>(what.packets) - 1) * 1024);
}

TEST_F(Mpeg4, OfOver4GigabytesHas64BitPlaces) {
  const std::string narrow = read_file(write("a.m4b"));
  what.bytes = std::int64_t{5} << 30;
  const auto path = write("b.m4b");
  const std::string wide = read_file(path);
  EXPECT_EQ(narrow.find("co64"), std::string::npos);
  EXPECT_EQ(wide.find("stco"), std::string::npos);
  EXPECT_EQ(probed(path).at("chapters").size(), 2U);
  EXPECT_EQ(decoded(path, folder), decoded(folder / "a.m4b", folder));
}

TEST_F(Mpeg4, OfOver27HoursHas64BitTimes) {
  // Frames of a minute, which nobody decodes.
  what.form.frame = 60 * 44100;
  what.chapters = {{0, std::int64_t{29} * 3600 * 44100, "One"}, {std::int64_t{29} * 3600 * 44100, 0, "Two"}};
  what.chapters[1].end = std::int64_t{30} * 3600 * 44100;
  const auto path = write("a.m4b", 1 + 1800 / packets.size());
  const auto told = probed(path);
  const double expected = (static_cast<double>(what.packets - 1) * what.form.frame + 500 - what.form.delay) / 44100;
  EXPECT_GT(expected, 30 * 3600);
  EXPECT_NEAR(duration(told), expected, 1e-3);
  EXPECT_NEAR(std::stod(told.at("chapters")[1].at("start_time").get<std::string>()), 29 * 3600, 1e-3);
}

TEST_F(Mpeg4, SaysWhatTheSystemSays) {
  what.packets = 2;
  try {
    Mpeg4Writer writer("/nowhere/at/all.m4b", what);
    writer.write("x", 1024);
    writer.write("x", 1024);
    writer.finish();
    FAIL();
  } catch (const MachineFailure& failure) {
    EXPECT_THAT(failure.what(), ::testing::HasSubstr("/nowhere/at/all.m4b: No such file or directory"));
  }
}

}  // namespace
}  // namespace sotto::encoding
