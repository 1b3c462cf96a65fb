#include "publish/encoding/encode.h"

#include <gtest/gtest.h>

#include "publish/encoding/encoded_sounds.h"
#include "shared/audio.h"

namespace sotto::encoding {
namespace {

constexpr std::size_t kFrame = 1024;
const EncodeSettings kAac{{Codec::aac, 2, kMasterRate, 96}, {-1}};

class Encode : public ::testing::Test {
 protected:
  EncodedSound encode(const std::string& master, const Surroundings& around = {}, EncodeSettings settings = kAac) {
    return encode_chapter(folder / (master + ".wav"), around, settings, folder / (master + ".packets"), *progress, {});
  }
  testing::TempFolder folder;
  std::unique_ptr<Progress> progress = silent_progress();
};

TEST_F(Encode, HasOnePacketMoreThanFramesAndMeasuresWhatIsDecoded) {
  const std::vector<float> tone = testing::sine({1000}, 0.25, 50'000, kMasterRate);
  write_master(folder / "a.wav", testing::interleaved(tone, tone));
  const EncodedSound sound = encode("a");
  EXPECT_EQ(sound.length, 50'000);
  EXPECT_EQ(sound.packets, (50'000 + 1023) / 1024 + 1);
  EXPECT_NEAR(sound.measure.duration.value, 50'000 / 44100.0, 1e-9);
  EXPECT_NEAR(sound.measure.true_peak.value, -12.04, 1.5);  // more where the tone sets in
  EXPECT_NEAR(sound.measure.loudness.value, -12.0, 0.5);
}

TEST_F(Encode, LimitsWhatWouldDecodeTooLoud) {
  write_master(folder / "a.wav", rain(100'000, 0.8));
  const EncodedSound free = encode("a", {}, {kAac.codec, {6}});
  const Decibels ceiling = free.measure.true_peak - Decibels{0.5};
  const EncodedSound limited = encode("a", {}, {kAac.codec, ceiling});
  EXPECT_LE(limited.measure.true_peak.value, ceiling.value);
  // Noise at full scale is all peaks: limiting it is heard, other than in speech.
  EXPECT_NEAR(limited.measure.loudness.value, free.measure.loudness.value, 1.5);
}

TEST_F(Encode, TheSameMasterIsTheSameBytesAndHasTheSameName) {
  write_master(folder / "a.wav", rain(20'000));
  encode("a");
  const std::string first = read_file(folder / "a.packets");
  encode("a");
  EXPECT_EQ(read_file(folder / "a.packets"), first);
  Surroundings around;
  EXPECT_EQ(encoding_name("x", around, kAac), encoding_name("x", around, kAac));
  const std::string name = encoding_name("x", around, kAac);
  EXPECT_NE(name, encoding_name("y", around, kAac));
  EXPECT_NE(name, encoding_name("x", around, {kAac.codec, {-2}}));
  around.goes_on = true;
  EXPECT_NE(name, encoding_name("x", around, kAac));
}

TEST_F(Encode, ReadsBothEndsOfAMaster) {
  const std::vector<float> ramp = testing::sine({10}, 0.5, 100, kMasterRate);
  write_master(folder / "a.wav", testing::interleaved(ramp, ramp));
  EXPECT_EQ(beginning_of(folder / "a.wav", 4).size(), 8U);
  const std::vector<float> end = end_of(folder / "a.wav", 150);
  ASSERT_EQ(end.size(), 300U);
  EXPECT_EQ(end[99], 0) << "silence before a sound that is shorter";
  EXPECT_NEAR(end[298], ramp[99], 1e-4);
}

/// The level of the difference between two sounds against that of the first, in dB.
double error_level(std::span<const float> sound, std::span<const float> heard) {
  std::vector<float> off(sound.size());
  for (std::size_t i = 0; i < sound.size(); ++i) off[i] = heard[i] - sound[i];
  return 20 * std::log10(testing::rms(off) / testing::rms(sound));
}

// Two chapters of one rain, encoded apart: where they meet, what is decoded is as near to the rain as elsewhere.
TEST_F(Encode, ASoundThatGoesOnIsNotHeardToBeJoined) {
  const std::vector<float> all = rain(120'000);
  const std::size_t cut = 2 * 60'123;
  write_master(folder / "a.wav", std::span(all).first(cut));
  write_master(folder / "b.wav", std::span(all).subspan(cut));
  Surroundings first;
  first.after = beginning_of(folder / "b.wav", kFramesAfter * kFrame);
  first.goes_on = true;
  Surroundings second;
  second.before = end_of(folder / "a.wav", kFramesBefore * kFrame);
  encode("a", first);
  encode("b", second);
  write_book({{folder / "a.packets", "A"}, {folder / "b.packets", "B"}}, FileKind::m4b, {}, std::nullopt,
             folder / "book.m4b", {});
  const std::vector<float> heard = decoded(folder / "book.m4b", folder);
  // The first chapter was made longer, to whole frames and one more.
  const std::size_t joint = 2 * ((60'123 + kFrame + kFrame - 1) / kFrame * kFrame);
  ASSERT_GE(heard.size(), joint + all.size() - cut);
  const double at_joint = error_level(std::span(all).subspan(cut - kFrame, 2 * kFrame),
                                      std::span(heard).subspan(joint - kFrame, 2 * kFrame));
  const double elsewhere = error_level(std::span(all).subspan(cut + 40 * kFrame, 40 * kFrame),
                                       std::span(heard).subspan(joint + 40 * kFrame, 40 * kFrame));
  EXPECT_LT(at_joint, elsewhere + 1);
  // And where it was made longer it is as loud.
  for (std::size_t at = joint - 14 * kFrame; at + 2 * kFrame <= joint; at += kFrame) {
    EXPECT_NEAR(20 * std::log10(testing::rms(std::span(heard).subspan(at, 2 * kFrame)) / testing::rms(all)), 0, 1.5);
  }
}

TEST_F(Encode, BetweenChaptersThatEndInSilenceIsSilence) {
  std::vector<float> faded = rain(50'000);
  for (std::size_t i = 0; i < faded.size(); ++i) {
    const std::size_t edge = std::min(i, faded.size() - 1 - i) / 2;
    faded[i] *= static_cast<float>(std::min(1.0, static_cast<double>(edge > 2000 ? edge - 2000 : 0) / 4000));
  }
  write_master(folder / "a.wav", faded);
  encode("a");
  write_book({{folder / "a.packets", "A"}, {folder / "a.packets", "B"}}, FileKind::m4b, {}, std::nullopt,
             folder / "book.m4b", {});
  const std::vector<float> heard = decoded(folder / "book.m4b", folder);
  const std::size_t joint = 2 * (49 * kFrame);
  ASSERT_GE(heard.size(), joint + 2 * 50'000);
  float peak = 0;
  for (std::size_t i = joint - 1500; i < joint + 1500; ++i) peak = std::max(peak, std::fabs(heard[i]));
  EXPECT_LT(20 * std::log10(peak + 1e-9), -80);
}

}  // namespace
}  // namespace sotto::encoding
