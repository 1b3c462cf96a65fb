// The times that flite tells of its own words are exact; so it is spoken without them, aligned with eSpeak NG, and
// compared.

#include "synthesis/alignment/align_words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "annotate/language/languages.h"
#include "annotate/normalization/normalize.h"
#include "support/engine_voices.h"
#include "synthesis/espeak_ng/espeak_ng.h"
#include "synthesis/espeak_ng/sentence_text.h"
#include "synthesis/flite/flite.h"
#include "synthesis/flite/sentence_text.h"
#include "synthesis/flite/settings.h"
#include "synthesis/shape_take.h"
#include "synthesis/spoken.h"

namespace sotto::alignment {
namespace {

using synthesis::Spoken;

constexpr const char* kTexts[] = {
    "Rain ran down the window of the little room, and the lamp had burned so low that nobody could read by it.",
    "How did you know that it was me?",
    "Six sisters sat stitching silk by the stove; she said that it was still too soon.",
    "The boat turned slowly in the current, touched the far bank once, and was gone before he had called her name.",
    "He had been a carpenter, a soldier, and for one long winter the only doctor in the valley.",
    "Nothing moved."};

std::vector<double> errors_of(const std::string& speaker, const std::string& variant) {
  std::vector<double> errors;
  cast::VoiceProfile theirs;
  theirs.engine = testing::with(flite::schema().standard_settings(), {{"voice", speaker}});
  cast::VoiceProfile ours;
  ours.engine = testing::espeak_voice({{"variant", variant}, {"rate", 160}});
  for (const char* text : kTexts) {
    const auto sentence = normalization::normalize_text(language::default_language(), text).front();
    const engine::EngineText asked = flite::sentence_text(sentence, theirs, {});
    const engine::EngineText reference_text = espeak_ng::sentence_text(sentence, ours, {});
    Spoken speech = synthesis::spoken(*flite::make_engine(), theirs.engine, asked.text);
    const Spoken reference = synthesis::spoken(*espeak_ng::make_engine(), ours.engine, reference_text.text);
    const auto known = synthesis::told_begins(reference.events, reference_text.words, reference.samples.size());
    const auto begins = align_words(speech_frames(speech.samples, speech.rate),
                                    speech_frames(reference.samples, reference.rate), known);
    std::vector<engine::EngineEvent> events;
    for (std::size_t i = 0; i < begins.size(); ++i) {
      events.push_back({static_cast<std::uint32_t>(asked.words[i].begin), begins[i]});
    }
    auto copy = speech.samples;
    const auto exact = synthesis::shape_take(speech.rate, speech.samples, speech.events, asked.words);
    const auto aligned = synthesis::shape_take(speech.rate, copy, events, asked.words);
    for (std::size_t i = 0; i < begins.size(); ++i) {
      errors.push_back(1000 * std::fabs(static_cast<double>(exact.words[i].begin) - aligned.words[i].begin) /
                       speech.rate.value);
    }
  }
  std::sort(errors.begin(), errors.end());
  return errors;
}

TEST(AlignWords, BeginsAreThoseThatAnotherVoiceTells) {
  const std::pair<const char*, const char*> speakers[] = {{"slt", "f3"}, {"awb", "m3"}, {"kal16", "m3"}};
  std::vector<double> all;
  for (const auto& [speaker, variant] : speakers) {
    for (const double error : errors_of(speaker, variant)) all.push_back(error);
  }
  std::sort(all.begin(), all.end());
  ASSERT_GT(all.size(), 200U);
  // On four times as many words, of four speakers: 12.4 ms, and 50.6 ms.
  EXPECT_LE(all[all.size() / 2], 17) << "ms";
  EXPECT_LE(all[all.size() * 9 / 10], 55) << "ms";
}

TEST(AlignWords, SilenceHasAllWordsAtItsBegin) {
  const std::vector<std::uint32_t> begins = {0, 100};
  EXPECT_EQ(align_words({}, {}, begins), (std::vector<std::uint32_t>{0, 0}));
}

}  // namespace
}  // namespace sotto::alignment
