#include "annotate/attribution/quotes/quote_wording_features.h"

#include <algorithm>
#include <cstdint>
#include <unordered_set>

namespace sotto::attribution {

namespace {

class WordingReader : QuoteFeatureExtractor {
 public:
  WordingReader(const Source& source, std::vector<QuoteFeatures>& features) : QuoteFeatureExtractor(source, features) {
    const language::WordList& present_verbs = tokens_.language().words("present-verbs");
    const language::WordList& second_person = tokens_.language().words("second-person");
    const auto words = static_cast<std::uint32_t>(tokens_.vocabulary.size());
    for (std::uint32_t word = 0; word < words; ++word) {
      const std::string_view lower = tokens_.vocabulary.entry(word).lower;
      present_.push_back(present_verbs.contains(lower));
      second_.push_back(second_person.contains(lower));
    }
  }

  void run() {
    for (std::uint32_t i = 0; i < speeches_.size(); ++i) {
      read_form(i);
      read_words(i);
    }
    for (const Mention& mention : mentions_.all) {
      if (mention.vocative && mention.quote != document::kNoQuote && mention.quote < speeches_.size())
        set(mention.quote, kQuoteCallsSomebody, true);
    }
  }

 private:
  void read_form(std::uint32_t i) {
    const Speech& speech = speeches_[i];
    if (speech.tokens.empty()) return;
    const char end = speech.last_mark;
    const bool bare = end == 0 || end == ')';
    set(i, kQuoteBare, bare);
    set(i, kQuoteEndsComma, end == ',');
    set(i, kQuoteEndsStop, end == '.');
    set(i, kQuoteEndsCall, end == '!' || end == '?');
    constexpr std::uint32_t kLong = 120;
    const std::uint32_t words = words_in(speech.tokens, kLong);
    const bool lower = tokens_.is_word(speech.tokens.begin) && !tokens_.all[speech.tokens.begin].capital;
    set(i, kQuoteLower, lower);
    set(i, kQuoteOneWord, words <= 1);
    set(i, kQuoteFewWords, words <= kFewWords);
    set(i, kQuoteLong, words >= kLong);
    bool capitals = words >= 2 && words <= kFewWords;
    for (std::uint32_t t = speech.tokens.begin; t < speech.tokens.end && capitals; ++t) {
      if (!tokens_.is_word(t) || tokens_.all[t].capital) continue;
      capitals = (classes(t) & (language::kPreposition | language::kDeterminer | language::kConjunction)) != 0;
    }
    set(i, kQuoteCapitals, capitals);
    const bool in_clause =
        has(i, kQuoteTieNone) && !has(i, kQuoteLeadName) && !has(i, kQuoteLeadPronoun) && !says(speech.tag_after);
    set(i, kQuoteBareOpens, has(i, kQuoteOpens) && !has(i, kQuoteCloses) && bare && !says(speech.tag_after));
    set(i, kQuoteBareInClause, in_clause && bare && words <= kFewWords);
    set(i, kQuoteShortInClause, in_clause && words <= 2);
    set(i, kQuoteLowerInClause, in_clause && lower && words <= kFewWords);
    set(i, kQuoteSaidWhole, has(i, kQuoteAfterSaid) && !lower && (end == '.' || end == '!' || end == '?'));
    set(i, kQuoteCallWithin, has(i, kQuoteTieNone) && !lower && (end == '!' || end == '?'));
    set(i, kQuoteVerse, is_verse(quotes_[i].inner));
  }

  /// Lines that end early and all begin with capitals.
  bool is_verse(Span run) const {
    constexpr std::size_t kLongestLine = 56;  // characters; prose is wrapped later
    constexpr std::size_t kMost = 4000;
    if (run.size() > kMost) return false;
    // The whole of the line in which the quotation begins, as far back as matters.
    const std::size_t back = run.begin - std::min(run.begin, 2 * kLongestLine);
    const std::size_t feed = text_.substr(back, run.begin - back).rfind('\n');
    std::size_t line = feed == std::string_view::npos ? back : back + feed + 1;
    const std::string_view text = text_.substr(0, run.end);
    bool lines = false;
    for (std::size_t end = text.find('\n', text.find_first_not_of(" \n", run.begin)); end < run.end;
         end = text.find('\n', line)) {
      const std::size_t indent = text.find_first_not_of(' ', line);
      if (end - std::min(indent, end) > kLongestLine) return false;
      line = end + 1;
      const std::size_t letter = text.find_first_not_of(" '_*\"(-\n", line);
      if (letter >= run.end) break;
      if (text[letter] < 'A' || text[letter] > 'Z') return false;
      lines = true;
    }
    return lines;
  }

  /// Whether the words, or their beginning, were quoted before.
  bool repeated(document::Range range) {
    constexpr std::uint32_t kShortest = 4;
    constexpr std::uint32_t kLongest = 8;
    std::uint64_t key = 0;
    std::uint32_t words = 0;
    for (std::uint32_t t = range.begin; t < range.end && words < kLongest; ++t) {
      if (!tokens_.is_word(t)) continue;
      ++words;
      key = key * 1000003U + tokens_.all[t].word + 1;
      if (words == kShortest) key = key * 31U;  // a beginning counts from here
    }
    return words >= kShortest && !said_.insert(key).second;
  }

  void read_words(std::uint32_t i) {
    set(i, kQuoteRepeated, repeated(speeches_[i].tokens));
    constexpr std::uint32_t kMost = 400;  // tokens: what is longer tells no more
    const document::Range range = speeches_[i].tokens;
    bool first = false;
    bool second = false;
    bool we = false;
    std::uint32_t past = 0;
    bool he = false;
    bool they = false;
    bool she = false;
    bool present = false;
    bool contracted = false;
    for (std::uint32_t t = range.begin; t < std::min(range.end, range.begin + kMost); ++t) {
      if (!tokens_.is_word(t)) continue;
      const std::uint32_t seen = classes(t);
      const std::string_view word = tokens_.lower(t);
      if ((seen & language::kFirstPerson) != 0) ((seen & language::kPlural) != 0 ? we : first) = true;
      if (second_[tokens_.all[t].word]) second = true;
      if ((seen & (language::kSubjectPronoun | language::kObjectPronoun | language::kPossessivePronoun)) != 0) {
        they = they || ((seen & language::kPlural) != 0 && (seen & language::kFirstPerson) == 0);
        he = he || (seen & language::kMale) != 0;
        she = she || (seen & language::kFemale) != 0;
      }
      const auto leads = [&](std::uint32_t back) {
        return t >= range.begin + back &&
               ((classes(t - back) & language::kAuxiliary) != 0 || to_.contains(tokens_.lower(t - back)));
      };
      const bool infinitive = leads(1) || leads(2);
      if (present_[tokens_.all[t].word] && !infinitive) present = true;
      if ((seen & language::kPastVerb) != 0) ++past;
      if (tokens_.language().morphology().has_ending(word, language::Morphology::Ending::negation) ||
          tokens_.all[t].end - tokens_.all[t].begin > word.size() + 2)
        contracted = true;
    }
    const bool personal = first || second;
    set(i, kQuoteFirstPerson, first);
    set(i, kQuoteSecondPerson, second);
    set(i, kQuoteWe, we);
    const bool third = he || she || they;
    set(i, kQuoteThirdOnly, third && !personal);
    const bool reported = third && !personal && !we && past > 0 && !present;
    constexpr std::uint32_t kSeveral = 3;
    set(i, kQuoteReported, reported);
    const bool tagged = has(i, kQuoteTagName) || has(i, kQuoteTagPronoun) || has(i, kQuoteTagDescription) ||
                        has(i, kQuoteLeadName) || has(i, kQuoteLeadPronoun) || has(i, kQuoteLeadDescription);
    set(i, kQuoteReportedUntagged, reported && !tagged);
    set(i, kQuoteReportedWithin, reported && !has(i, kQuoteAlone));
    set(i, kQuoteReportedStop, reported && has(i, kQuoteTieStop));
    set(i, kQuoteReportedMuch, reported && past >= kSeveral);
    const auto speaks_of_self = [&](const DialogueTag& tag) {
      if (!says(tag) || tag.mention == kNone) return false;
      const language::Gender gender = mentions_.all[tag.mention].gender;
      return (gender == language::Gender::male && he) || (gender == language::Gender::female && she);
    };
    set(i, kQuoteReportedSpeaker,
        reported && (speaks_of_self(speeches_[i].tag_after) || speaks_of_self(speeches_[i].tag_before)));
    set(i, kQuotePresent, present);
    set(i, kQuoteContracted, contracted);
  }

  const language::WordList& to_ = tokens_.language().words("infinitive-markers");
  std::vector<bool> present_;  // of each word of the vocabulary
  std::vector<bool> second_;
  std::unordered_set<std::uint64_t> said_;
};

}  // namespace

void extract_wording_features(const QuoteFeatureExtractor::Source& source, std::vector<QuoteFeatures>& features) {
  WordingReader(source, features).run();
}

}  // namespace sotto::attribution
