#include "publish/encoding/container.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "publish/encoding/encoded_sounds.h"
#include "shared/failure.h"

namespace sotto::encoding {
namespace {

TEST(Containers, HoldTheirPacketsWithTheirTags) {
  const testing::TempFolder folder;
  for (const auto& [kind, codec, name] :
       {std::tuple{FileKind::mp3, Codec::mp3, "mp3"}, std::tuple{FileKind::ogg, Codec::opus, "opus"}}) {
    const Hertz rate{codec == Codec::opus ? 48000.0 : 44100.0};
    Encoder encoder({codec, 2, rate, 96});
    std::vector<std::string> packets;
    const PacketSink sink = [&](std::string_view packet) { packets.emplace_back(packet); };
    const std::vector<float> frame(static_cast<std::size_t>(2 * encoder.form().frame), 0.1F);
    for (int i = 0; i < 20; ++i) encoder.encode(frame, sink);
    encoder.finish(sink);
    FileDescription description;
    description.kind = kind;
    description.form = encoder.form();
    description.tags = {{"title", "T"}, {"artist", ""}};
    const auto path = folder / name;
    ContainerWriter writer(path, description);
    for (const std::string& packet : packets) writer.write(packet, encoder.form().frame);
    writer.finish();
    const auto told = probed(path);
    EXPECT_EQ(told.at("streams")[0].at("codec_name"), name);
    const auto& tags = told.at("format").contains("tags") && told.at("format").at("tags").contains("title")
                           ? told.at("format").at("tags")
                           : told.at("streams")[0].at("tags");
    EXPECT_EQ(tags.at("title"), "T") << name;
    EXPECT_FALSE(tags.contains("artist")) << name;
  }
}

TEST(Containers, SayWhatTheSystemSays) {
  FileDescription description;
  description.kind = FileKind::mp3;
  description.form = Encoder({Codec::mp3, 2, {44100}, 128}).form();
  try {
    const ContainerWriter writer("/nowhere/at/all.mp3", description);
    FAIL();
  } catch (const MachineFailure& failure) {
    EXPECT_THAT(failure.what(), ::testing::HasSubstr("/nowhere/at/all.mp3: No such file or directory"));
  }
}

}  // namespace
}  // namespace sotto::encoding
