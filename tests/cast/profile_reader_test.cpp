#include "cast/profile_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "voices_of.h"

namespace sotto::cast {
namespace {

using ::testing::ElementsAre;

TEST(ProfileReader, TakesEveryValue) {
  Diagnostics diagnostics;
  const auto voices = testing::voices_of({{"meg", R"(description: Meg
gender: f
age: young
engine: {voice: gmw/en-GB-x-rp, variant: f3, rate: 166, pitch: 56, range: 58, volume: 90, word_gap: 1}
tone:
  high_pass: 110
  low_shelf: {frequency: 250, gain: 1.5}
  high_shelf: {frequency: 6000, gain: -3}
  bands: [{frequency: 300, gain: -2, q: 1.5}, {frequency: 3000}]
  brightness: 1
  de_ess: {frequency: 5500, threshold: -9, most: 6}
  compress: {threshold: 1, ratio: 2}
  tremor: 0.5
  room: 0.2
reading: {phrasing: 1.2, exclaim: 4, vary_rate: 3, vary_pitch: 2}
level: -1
pan: -0.18
deliveries:
  whisper: {variant: whisperf, rate: 0.9, pitch: -3, range: -10, level: -6, word_gap: 2, brightness: 3, tremor: 1, room: -0.1}
pronunciations:
  Giry: "Zi@r'i"
)"}},
                                         diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  VoiceProfile meg;
  meg.name = "meg";
  meg.description = "Meg";
  meg.gender = language::Gender::female;
  meg.age = "young";
  meg.engine = {"gmw/en-GB-x-rp", "f3", 166, 56, 58, 90, 1};
  meg.tone = {.high_pass = {110},
              .bands = {{{300}, {-2}, 1.5}, {{3000}, {0}, 1}},
              .low_shelf = {{250}, {1.5}},
              .high_shelf = {{6000}, {-3}},
              .brightness = {1},
              .de_ess = {{5500}, {-9}, {6}},
              .compress = {{1}, 2},
              .tremor = {0.5},
              .room = 0.2};
  meg.reading = {1.2, 4, 3, 2};
  meg.level = {-1};
  meg.pan = -0.18;
  meg.deliveries["whisper"] = {"whisperf", 0.9, -3, -10, {-6}, 2, {3}, {1}, -0.1};
  meg.pronunciations["Giry"] = "Zi@r'i";
  EXPECT_EQ(voices.at("meg"), meg);
}

TEST(ProfileReader, AnEmptyFileIsThePlainVoice) {
  Diagnostics diagnostics;
  const auto voices = testing::voices_of({{"plain", "# nothing yet\n"}}, diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  VoiceProfile plain;
  plain.name = "plain";
  EXPECT_EQ(voices.at("plain"), plain);
}

struct Mistake {
  const char* name;
  const char* yaml;
  const char* remark;
};

std::ostream& operator<<(std::ostream& stream, const Mistake& mistake) { return stream << mistake.name; }

class ProfileMistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(ProfileMistakes, AreToldAtTheirPlace) {
  Diagnostics diagnostics;
  testing::voices_of({{"v", GetParam().yaml}}, diagnostics);
  EXPECT_THAT(testing::remarks(diagnostics), ElementsAre(GetParam().remark));
}

INSTANTIATE_TEST_SUITE_P(
    ProfileReader, ProfileMistakes,
    ::testing::Values(
        Mistake{"UnknownKey", "pan: 0\nprounciations: {}\n",
                "v:2:1: the voice profile has no key 'prounciations' [did you mean 'pronunciations'?]"},
        Mistake{"UnknownEngineKey", "engine:\n  pitsch: 3\n",
                "v:2:3: engine has no key 'pitsch' [did you mean 'pitch'?]"},
        Mistake{"OutOfRange", "engine:\n  pitch: 140\n",
                "v:2:10: 'pitch' is 140, but must be between 0 and 99 (50 is the variant's own)"},
        Mistake{"RateOutOfRange", "engine: {rate: 20}\n",
                "v:1:16: 'rate' is 20, but must be between 80 and 450 (words a minute)"},
        Mistake{"NoNumber", "level: loud\n", "v:1:8: 'level' must be a number, not 'loud' [between -12 and 12 (dB)]"},
        Mistake{"NotWhole", "engine: {pitch: 50.5}\n", "v:1:17: 'pitch' must be a whole number, not 50.5"},
        Mistake{"WrongKind", "engine: [f3]\n", "v:1:9: engine must be a mapping (key: value), not a list"},
        Mistake{"UnknownGender", "gender: w\n", "v:1:9: 'gender' cannot be 'w' [did you mean 'f'?]"},
        Mistake{"UnknownAge", "age: yuong\n", "v:1:6: 'age' cannot be 'yuong' [did you mean 'young'?]"},
        Mistake{"UnknownDelivery", "deliveries:\n  wisper: {}\n",
                "v:2:3: deliveries has no key 'wisper' [did you mean 'whisper'?]"},
        Mistake{"DeliveryOutOfRange", "deliveries:\n  shout: {rate: 4}\n",
                "v:2:17: 'rate' is 4, but must be between 0.5 and 2 (times the voice's rate)"},
        Mistake{"GainWithoutFrequency", "tone:\n  low_shelf: {gain: 3}\n",
                "v:2:14: low_shelf has a gain but no frequency [add `frequency:` in Hz]"},
        Mistake{"BandsAreNoList", "tone:\n  bands: {frequency: 300}\n",
                "v:2:10: 'bands' must be a list [for example `bands: [{frequency: 300, gain: -2, q: 1}]`]"},
        Mistake{"BandWithoutFrequency", "tone:\n  bands:\n    - {gain: 3}\n",
                "v:3:7: a band has no frequency [add `frequency:` in Hz]"},
        Mistake{"BandMisspelt", "tone:\n  bands: [{frequency: 300, gian: 3}]\n",
                "v:2:28: a band has no key 'gian' [did you mean 'gain'?]"},
        Mistake{"TooManyBands",
                "tone: {bands: [{frequency: 1e2}, {frequency: 1e2}, {frequency: 1e2}, {frequency: 1e2}, {frequency: "
                "1e2}]}\n",
                "v:1:88: there are more than 4 bands [shelves are cheaper than bands]"},
        Mistake{"RatioOutOfRange", "tone: {compress: {ratio: 0.5}}\n",
                "v:1:26: 'ratio' is 0.5, but must be between 1 and 10 (1 is none)"},
        Mistake{"VariantInVoice", "engine: {voice: en+f3}\n",
                "v:1:17: 'en+f3' cannot be the name of a voice [what stands after the '+' is the `variant`]"},
        Mistake{"EmptyVoice", "engine: {voice: \"\"}\n",
                "v:1:17: 'voice' must not be empty [British English is 'gmw/en']"},
        Mistake{"VariantLeavesItsFolder", "engine: {variant: ../../f3}\n",
                "v:1:19: '../../f3' cannot be the name of a variant [letters, digits, '-', '_' and spaces, as "
                "`espeak-ng --voices=variant` shows them]"},
        Mistake{"TwoWords", "pronunciations: {Meg Giry: zi}\n",
                "v:1:18: 'Meg Giry' is not one word [give each word its own pronunciation]"},
        Mistake{"Brackets", "pronunciations: {Giry: \"[[zi]]\"}\n",
                "v:1:24: the pronunciation of 'Giry' must be eSpeak NG phonemes [without [[ ]]; `espeak-ng -v en -x -q "
                "\"Giry\"` prints some to start from]"},
        Mistake{"AbstractIsNoFlag", "abstract: maybe\n", "v:1:11: 'abstract' must be true or false, not 'maybe'"},
        Mistake{"DuplicateKey", "pan: 0\npan: 1\n", "v:2:1: the key 'pan' stands here twice [keep one of the two]"},
        Mistake{"Tab", "engine:\n\tpitch: 3\n", "v:2:1: a tab cannot indent YAML [use spaces]"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(ProfileReader, TellsAllMistakesAtOnceAndKeepsWhatIsGood) {
  Diagnostics diagnostics;
  const auto voices =
      testing::voices_of({{"a", "engine: {rate: 7, pitch: 20, rang: 3}\npan: 9\n"}, {"b", "gender: x\n"}}, diagnostics);
  EXPECT_THAT(testing::remarks(diagnostics),
              ElementsAre("a:1:16: 'rate' is 7, but must be between 80 and 450 (words a minute)",
                          "a:1:30: engine has no key 'rang' [did you mean 'range'?]",
                          "a:2:6: 'pan' is 9, but must be between -1 and 1 (-1 is left, 1 is right)",
                          "b:1:9: 'gender' cannot be 'x' [did you mean 'f'?]"));
  EXPECT_EQ(voices.at("a").engine.pitch, 20);
  EXPECT_EQ(voices.at("a").engine.rate, 165);
}

TEST(ProfileReader, ShowsTheLineAndACaret) {
  Diagnostics diagnostics;
  testing::voices_of({{"v", "engine:\n  pitch: 140\n"}}, diagnostics);
  const std::string shown = render(diagnostics);
  EXPECT_THAT(shown, ::testing::HasSubstr("v.yaml:2:10: error: "));
  EXPECT_THAT(shown, ::testing::HasSubstr("  pitch: 140\n"));
  EXPECT_THAT(shown, ::testing::HasSubstr("^"));
}

}  // namespace
}  // namespace sotto::cast
