#include "annotate/attribution/quotes/quote_classifier.h"

#include <algorithm>

namespace sotto::attribution {

namespace {

using document::QuoteKind;

/// Whether the tag gives a quotation to writing: "the letter said," in front of it, "said the sign" or "the sign said"
/// behind it.
bool writing_speaks(const document::Tokens& tokens, const Speech& speech) {
  const language::WordList& writings = tokens.language().words("writing-words", "says");
  const auto says = [&](std::uint32_t i) { return (tokens.classes(i) & language::kSpeechVerb) != 0; };
  if (speech.before.size() >= 2) {
    const std::uint32_t verb = speech.before.end - (tokens.is_word(speech.before.end - 1) ? 1 : 2);
    if (verb > speech.before.begin && says(verb) && writings.contains(tokens.lower(verb - 1))) return true;
  }
  const document::Range after = speech.after;
  if (after.size() < 3) return false;
  const std::uint32_t first = after.begin + (tokens.is_word(after.begin) ? 0 : 1);
  if (first + 2 >= after.end) return false;
  const bool determined = (tokens.classes(first) & language::kDeterminer) != 0;
  const bool behind = says(first) && (tokens.classes(first + 1) & language::kDeterminer) != 0;
  return (behind && writings.contains(tokens.lower(first + 2))) ||
         (determined && writings.contains(tokens.lower(first + 1)) && says(first + 2));
}

/// The kind of a quotation as its tags tell it: thought for "thought Meg" and "she mouthed" (but "thought Meg aloud" is
/// speech), written for "wrote Meg", and speech otherwise.
QuoteKind kind_by_tag(const document::Tokens& tokens, const Speech& speech) {
  const language::WordList& reading = tokens.language().words("reading-verbs");
  const language::WordList& mouthing = tokens.language().words("mouthing-verbs");
  const language::WordList& aloud_words = tokens.language().words("aloud");
  for (const DialogueTag* tag : {&speech.tag_after, &speech.tag_before}) {
    if (tag->verb == kNone || tag->form == TagForm::action) continue;
    const std::uint32_t verb = tokens.classes(tag->verb);
    if ((verb & (language::kThoughtVerb | language::kSilentVerb)) == 0 || (verb & language::kSpeechVerb) != 0) continue;
    const std::string_view word = tokens.lower(tag->verb);
    if (reading.contains(word)) continue;  // to others, as a rule
    bool aloud = false;
    for (std::uint32_t i = tag->clause.begin; i < tag->clause.end; ++i)
      aloud = aloud || aloud_words.contains(tokens.lower(i));
    if (aloud) continue;
    return (verb & language::kThoughtVerb) != 0 || mouthing.contains(word) ? QuoteKind::thought : QuoteKind::written;
  }
  if (writing_speaks(tokens, speech)) return QuoteKind::written;
  // "on the back was written"
  if (!speech.before.empty()) {
    std::uint32_t last = speech.before.end - 1;
    if (!tokens.is_word(last) && last > speech.before.begin) --last;
    const std::uint32_t verb = tokens.classes(last);
    const bool read = reading.contains(tokens.lower(last));
    if ((verb & language::kSilentVerb) != 0 && (verb & language::kMannerVerb) == 0 && !read) return QuoteKind::written;
  }
  return QuoteKind::speech;
}

/// Whether a quotation is speech as far as its form tells: it has a tag, or a mark at its end, or many words.
bool is_said(const document::Quote& quote, const Speech& speech) {
  constexpr std::uint32_t kMany = 5;
  const bool tagged = speech.tag_after.verb != kNone || speech.tag_before.verb != kNone;
  return tagged || quote.goes_on || speech.last_mark != 0 || speech.tokens.size() >= kMany;
}

}  // namespace

std::vector<NonSpeech> classify_quotes(std::string_view text, const document::Tokens& tokens,
                                       const std::vector<document::Quote>& quotes, const Mentions& mentions,
                                       const QuoteFeatures& weights, std::vector<Speech>& speeches) {
  std::vector<NonSpeech> non_speech;
  const std::vector<QuoteFeatures> features = quote_features(text, tokens, quotes, mentions, speeches);
  for (std::size_t i = 0; i < speeches.size(); ++i) {
    Speech& speech = speeches[i];
    const document::Quote& quote = quotes[speech.quote];
    if (speech.tokens.empty() || quote.dash) continue;
    if (quote.continues && i > 0) {
      speech.kind = speeches[i - 1].kind;
      if (is_non_speech(speech.kind) && !non_speech.empty())
        non_speech.push_back({speech.quote, speech.kind, non_speech.back().why});
      continue;
    }
    speech.kind = kind_by_tag(tokens, speech);
    if (speech.kind == QuoteKind::written) {
      non_speech.push_back({speech.quote, speech.kind, "written"});
      continue;
    }
    if (!tokens.language().writes_out()) {  // the weights were learned from English
      if (is_said(quote, speech)) continue;
      speech.kind = QuoteKind::mention;
      non_speech.push_back({speech.quote, speech.kind, "a few words in a sentence"});
      continue;
    }
    float score = 0;
    float lowest = 0;
    std::uint32_t against = kQuoteBias;
    for (std::uint32_t s = 0; s < kQuoteFeatureCount; ++s) {
      const float weight = features[i][s] * weights[s];
      score += weight;
      if (weight < lowest) {
        lowest = weight;
        against = s;
      }
    }
    // "Tom sang:", and a verse.
    const bool recited = features[i][kQuoteVerse] > 0 && (strong(speech.tag_before) || strong(speech.tag_after));
    if (score >= 0 || recited) continue;
    speech.kind = QuoteKind::mention;
    non_speech.push_back({speech.quote, speech.kind, quote_feature_name(static_cast<QuoteFeature>(against))});
  }
  return non_speech;
}

}  // namespace sotto::attribution
