#include "cast/profile_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/engine_voices.h"
#include "voices_of.h"

namespace sotto::cast {
namespace {

using ::testing::ElementsAre;

TEST(ProfileReader, TakesEveryValue) {
  Diagnostics diagnostics;
  const auto voices = voices_of({{"meg", R"(description: Meg
gender: f
age: young
engine: {id: espeak-ng, voice: gmw/en-GB-x-rp, variant: f3, rate: 166, pitch: 56, range: 58, volume: 90, word_gap: 1}
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
reading: {phrasing: 1.2, exclaim: 4, vary_rate: 3, vary_pitch: 2, melody: 0.8, breath: 0.5}
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
  meg.engine = testing::espeak_voice({{"voice", "gmw/en-GB-x-rp"},
                                      {"variant", "f3"},
                                      {"rate", 166},
                                      {"pitch", 56},
                                      {"range", 58},
                                      {"volume", 90},
                                      {"word_gap", 1}});
  meg.tone = {.high_pass = {110},
              .bands = {{{300}, {-2}, 1.5}, {{3000}, {0}, 1}},
              .low_shelf = {{250}, {1.5}},
              .high_shelf = {{6000}, {-3}},
              .brightness = {1},
              .de_ess = {{5500}, {-9}, {6}},
              .compress = {{1}, 2},
              .tremor = {0.5},
              .room = 0.2};
  meg.reading = {1.2, 4, 3, 2, 0.8, 0.5};
  meg.level = {-1};
  meg.pan = -0.18;
  meg.deliveries["whisper"] = {
      testing::espeak_change({{"variant", "whisperf"}, {"rate", 0.9}, {"pitch", -3}, {"range", -10}, {"word_gap", 2}}),
      {-6},
      {3},
      {1},
      -0.1};
  meg.pronunciations["Giry"] = "Zi@r'i";
  EXPECT_EQ(voices.at("meg"), meg);
}

TEST(ProfileReader, AnEmptyFileIsThePlainVoice) {
  Diagnostics diagnostics;
  const auto voices = voices_of({{"plain", "# nothing yet\n"}}, diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  VoiceProfile plain;
  plain.name = "plain";
  plain.engine = testing::espeak_voice();
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
  voices_of({{"v", GetParam().yaml}}, diagnostics);
  EXPECT_THAT(remarks(diagnostics), ElementsAre(GetParam().remark));
}

INSTANTIATE_TEST_SUITE_P(
    ProfileReader, ProfileMistakes,
    ::testing::Values(
        Mistake{"UnknownKey", "pan: 0\nprounciations: {}\n",
                "v:2:1: the voice profile has no key 'prounciations' [did you mean 'pronunciations'?]"},
        Mistake{"UnknownEngineKey", "engine:\n  pitsch: 3\n",
                "v:2:3: engine has no key 'pitsch' [did you mean 'pitch'?]"},
        Mistake{"UnknownEngine", "engine: {id: espeak}\n",
                "v:1:14: 'id' cannot be 'espeak' [known: espeak-ng, flite, user]"},
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
      voices_of({{"a", "engine: {rate: 7, pitch: 20, rang: 3}\npan: 9\n"}, {"b", "gender: x\n"}}, diagnostics);
  EXPECT_THAT(remarks(diagnostics),
              ElementsAre("a:1:16: 'rate' is 7, but must be between 80 and 450 (words a minute)",
                          "a:1:30: engine has no key 'rang' [did you mean 'range'?]",
                          "a:2:6: 'pan' is 9, but must be between -1 and 1 (-1 is left, 1 is right)",
                          "b:1:9: 'gender' cannot be 'x' [did you mean 'f'?]"));
  EXPECT_EQ(voices.at("a").engine.whole("pitch"), 20);
  EXPECT_EQ(voices.at("a").engine.whole("rate"), 165);
}

TEST(ProfileReader, ShowsTheLineAndACaret) {
  Diagnostics diagnostics;
  voices_of({{"v", "engine:\n  pitch: 140\n"}}, diagnostics);
  const std::string shown = render(diagnostics);
  EXPECT_THAT(shown, ::testing::HasSubstr("v.yaml:2:10: error: "));
  EXPECT_THAT(shown, ::testing::HasSubstr("  pitch: 140\n"));
  EXPECT_THAT(shown, ::testing::HasSubstr("^"));
}

/// An engine that takes numbers, and no phonemes.
const EngineSchema& organ_schema() {
  using ChangeKind = SettingSpec::Change;
  static const EngineSchema schema = {.id = "organ",
                                      .name = "Organ",
                                      .settings = {{.key = "note",
                                                    .standard = 440.0,
                                                    .least = 55,
                                                    .most = 880,
                                                    .unit = "Hz",
                                                    .change = ChangeKind::plus,
                                                    .change_least = -100,
                                                    .change_most = 100,
                                                    .change_unit = "Hz added"},
                                                   {.key = "rate",
                                                    .standard = 120,
                                                    .least = 40,
                                                    .most = 200,
                                                    .unit = "words a minute",
                                                    .change = ChangeKind::times,
                                                    .change_least = 0.5,
                                                    .change_most = 2,
                                                    .change_unit = "times the voice's rate"}}};
  return schema;
}

EngineSchemas both() { return {&espeak_ng::schema(), &organ_schema()}; }

TEST(ProfileReader, EachEngineHasItsOwnSettings) {
  Diagnostics diagnostics;
  const auto voices = voices_of({{"pipes",
                                  "engine: {id: organ, note: 220.5, rate: 90}\n"
                                  "deliveries: {shout: {note: 50, level: 3}}\n"},
                                 {"plain", "gender: f\n"}},
                                diagnostics, both());
  EXPECT_EQ(render(diagnostics), "");
  EXPECT_EQ(voices.at("pipes").engine,
            testing::with(organ_schema().standard_settings(), {{"note", 220.5}, {"rate", 90}}));
  EXPECT_EQ(voices.at("pipes").deliveries.at("shout").engine,
            testing::with(organ_schema().neutral_change(), {{"note", 50.0}}));
  EXPECT_EQ(voices.at("plain").engine, testing::espeak_voice()) << "whoever names none has the first";

  voices_of({{"v",
              "engine:\n  id: organ\n  variant: f3\n  note: 5\ndeliveries: {sob: {range: 3}}\n"
              "pronunciations: {Giry: zi}\n"}},
            diagnostics, both());
  EXPECT_THAT(
      remarks(diagnostics),
      ElementsAre("v:4:9: 'note' is 5, but must be between 55 and 880 (Hz)",
                  "v:3:3: engine has no key 'variant' [known: id, note, rate]",
                  "v:5:20: delivery 'sob' has no key 'range' [known: note, rate, level, brightness, tremor, room]",
                  "v:6:17: Organ takes no phonemes [leave the pronunciations out]"));
}

TEST(ProfileReader, AProfileMayChangeTheEngineOfItsBase) {
  Diagnostics diagnostics;
  const auto voices = voices_of({{"base",
                                  "engine: {variant: f3, rate: 150}\nlevel: 2\npronunciations: {Giry: zi}\n"
                                  "deliveries: {shout: {variant: m7, rate: 1.2, pitch: 9, level: 5}}\n"},
                                 {"organ", "base: base\nengine: {id: organ}\n"},
                                 {"again", "base: organ\nengine: {id: espeak-ng, pitch: 60}\n"}},
                                diagnostics, both());
  EXPECT_EQ(render(diagnostics), "");
  const VoiceProfile& other = voices.at("organ");
  EXPECT_EQ(other.engine, organ_schema().standard_settings());
  EXPECT_EQ(other.level, Decibels{2}) << "what is the mixer's stays";
  EXPECT_TRUE(other.pronunciations.empty()) << "they are the other engine's phonemes";
  EXPECT_EQ(other.deliveries.at("shout"),
            (DeliveryChange{testing::with(organ_schema().neutral_change(), {{"rate", 1.2}}), {5}}))
      << "of the engine's changes, factors alone mean the same";
  EXPECT_EQ(voices.at("again").engine, testing::espeak_voice({{"pitch", 60}}));
}

}  // namespace
}  // namespace sotto::cast
