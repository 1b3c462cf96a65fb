#include "publish/encoding/codec.h"

#include <gtest/gtest.h>

#include "support/signals.h"

namespace sotto::encoding {
namespace {

/// Encodes so many whole frames of a tone, and decodes them.
std::vector<float> there_and_back(const CodecSettings& settings, std::vector<std::string>& packets) {
  Encoder encoder(settings);
  const auto frame = static_cast<std::size_t>(encoder.form().frame);
  const std::vector<float> tone = testing::sine({440}, 0.5, 40 * frame, settings.rate);
  const std::vector<float> sound = settings.channels == 2 ? testing::interleaved(tone, tone) : tone;
  const std::size_t samples = frame * static_cast<std::size_t>(settings.channels);
  const PacketSink sink = [&](std::string_view packet) { packets.emplace_back(packet); };
  for (std::size_t i = 0; i < sound.size(); i += samples) encoder.encode(std::span(sound).subspan(i, samples), sink);
  encoder.finish(sink);
  std::vector<float> out;
  Decoder decoder(encoder.form());
  for (const std::string& packet : packets) decoder.decode(packet, out);
  out.erase(out.begin(), out.begin() + encoder.form().delay * settings.channels);
  return out;
}

struct Case {
  CodecSettings settings;
  int frame;
};

class Codecs : public ::testing::TestWithParam<Case> {};

TEST_P(Codecs, WhatIsDecodedIsWhatWasEncodedAfterTheDelay) {
  std::vector<std::string> packets;
  const CodecSettings& settings = GetParam().settings;
  EXPECT_EQ(Encoder(settings).form().frame, GetParam().frame);
  const std::vector<float> heard = there_and_back(settings, packets);
  const std::size_t frames = heard.size() / static_cast<std::size_t>(settings.channels);
  const std::vector<float> tone = testing::sine({440}, 0.5, frames, settings.rate);
  const auto first = static_cast<std::size_t>(4 * GetParam().frame);
  const std::size_t count = static_cast<std::size_t>(30 * GetParam().frame);
  const std::vector<float> left = settings.channels == 2 ? testing::channel(heard, 0) : heard;
  EXPECT_GT(testing::correlation(std::span(left).subspan(first, count), std::span(tone).subspan(first, count)), 0.999);
}

TEST_P(Codecs, TheSameSoundIsTheSameBytes) {
  std::vector<std::string> packets;
  std::vector<std::string> again;
  there_and_back(GetParam().settings, packets);
  there_and_back(GetParam().settings, again);
  EXPECT_EQ(packets, again);
}

INSTANTIATE_TEST_SUITE_P(All, Codecs,
                         ::testing::Values(Case{{Codec::aac, 2, {44100}, 96}, 1024},
                                           Case{{Codec::aac, 1, {44100}, 64}, 1024},
                                           Case{{Codec::mp3, 2, {44100}, 128}, 1152},
                                           Case{{Codec::opus, 2, {48000}, 64}, 960}));

}  // namespace
}  // namespace sotto::encoding
