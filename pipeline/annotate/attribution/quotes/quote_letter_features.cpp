#include "annotate/attribution/quotes/quote_letter_features.h"

#include <algorithm>

#include "shared/text.h"

namespace sotto::attribution {

namespace {

class LetterReader : QuoteFeatureExtractor {
 public:
  LetterReader(const Source& source, std::vector<QuoteFeatures>& features) : QuoteFeatureExtractor(source, features) {}

  void run() {
    for (std::uint32_t i = 0; i < speeches_.size(); ++i) read_letter(i);
  }

 private:
  /// Letters: a salutation, paragraphs that are nothing but quotations, a signature.
  void read_letter(std::uint32_t i) {
    const Speech& speech = speeches_[i];
    const document::Range range = speech.tokens;
    if (range.empty()) return;
    const bool alone = has(i, kQuoteAlone);
    const bool follows = i > 0 && speeches_[i - 1].paragraph + 1 == speech.paragraph;
    if (!alone || !follows) in_letter_ = false;
    const std::uint32_t words = words_in(range, 12);
    std::uint32_t start = range.begin;
    if (tokens_.listed(start, "narrator-possessives") && start + 1 < range.end) ++start;
    const bool dear = salutations_.contains(tokens_.lower(start));
    const bool written = has(i, kQuoteAfterWriting) || has(i, kQuoteAfterWritingStop);
    const bool short_line = words <= 6 && (speech.last_mark == ',' || has(i, kQuoteBare));
    set(i, kQuoteSalutation, alone && ((dear && (short_line || written)) || salutation_before(speech)));
    if (has(i, kQuoteSalutation)) {
      if (!in_letter_) letter_head(i);
      in_letter_ = true;
    }
    const bool closes = speech.last_mark == ',' || has(i, kQuoteBare) || speech.last_mark == '.';
    const bool closing =
        alone && follows && words <= kFewWords && closes && !has(i, kQuotePresent) && takes_leave(range);
    // Names and places stand under a closing; what else follows is no longer the letter.
    const bool name =
        alone && follows && (has(i, kQuoteCapitals) || words <= 1) && words <= 4 && !has(i, kQuoteEndsCall);
    const bool capitals = alone && follows && words >= 2 && words <= 4 && speech.last_mark != '!' &&
                          speech.last_mark != '?' && is_name_in_capitals(range);
    const bool features = closing || capitals || (name && (in_letter_ || signed_));
    set(i, kQuoteSignature, features);
    const bool under_a_letter =
        capitals || (closing && (speech.last_mark == ',' || has(i, kQuoteBare) || ends_in_capitals(range)));
    if (under_a_letter && !in_letter_) letter_body(i);
    if (has(i, kQuoteLong) && ends_like_a_letter(range)) {
      in_letter(i);
      if (alone) letter_body(i);
    }
    const bool long_letter = has(i, kQuoteAfterWritingStop) && has(i, kQuoteLong);
    const bool shown = alone && (has(i, kQuoteAfterWriting) || long_letter) && !says(speech.tag_after);
    if (in_letter_ || (signed_ && features)) in_letter(i);
    if (shown) stands_apart(i, kQuoteShown);
    if (features && !has(i, kQuoteSalutation)) in_letter_ = false;
    signed_ = features;
  }

  /// "Yours truly", "Your affectionate sister", "Believe me"
  bool takes_leave(document::Range range) const {
    const std::string_view first = tokens_.lower(range.begin);
    if (openers_.contains(first)) return true;
    if (!modifiers_.contains(first)) return closings_.contains(first);
    const bool kin = range.size() >= 3 && (classes(range.begin + 1) & language::kKin) != 0 &&
                     tokens_.all[range.begin + 2].mark == ',';  // "Your brother, Frank"
    for (std::uint32_t t = range.begin + 1; t < range.end; ++t) {
      if (closings_.contains(tokens_.lower(t))) return true;
    }
    return kin;
  }

  bool ends_in_capitals(document::Range range) const {
    std::uint32_t last = range.end - 1;
    if (!tokens_.is_word(last) && last > range.begin) --last;
    return tokens_.is_word(last) && tokens_.all[last].end - tokens_.all[last].begin > 1 &&
           is_name_in_capitals({last, last + 1});
  }

  /// "E. GARDINER.": capitals throughout, and no word that the text has in small letters.
  bool is_name_in_capitals(document::Range range) const {
    bool name = false;
    for (std::uint32_t t = range.begin; t < range.end; ++t) {
      if (!tokens_.is_word(t)) continue;
      const std::string_view word = tokens_.written(t);
      if (tokens_.vocabulary.entry(tokens_.all[t].word).lower_count > 0 || lower_case(word) == word) return false;
      const bool capitals = std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      if (!capitals && (classes(t) & language::kAbbreviation) == 0 && tokens_.all[t].end - tokens_.all[t].begin > 3)
        return false;
      name = name || capitals;
    }
    return name;
  }

  /// "..., and am ever yours, Mary.": the leave is taken in a long quotation's last words, by "yours" or the like as a
  /// phrase of its own.
  bool ends_like_a_letter(document::Range range) const {
    constexpr std::uint32_t kTail = 9;
    for (std::uint32_t t = range.end; t-- > range.begin + 1 && range.end - t <= kTail;) {
      if (!own_.contains(tokens_.lower(t))) continue;
      const bool of_its_own = tokens_.all[t].capital || before_own_.contains(tokens_.lower(t - 1));
      const std::string_view next = t + 1 < range.end ? tokens_.lower(t + 1) : std::string_view();
      const bool comma = t + 1 < range.end && tokens_.all[t + 1].mark == ',';
      if (of_its_own && (comma || closings_.contains(next) || behind_own_.contains(next))) return true;
    }
    return false;
  }

  /// A salutation outside the marks: the paragraph before ends with "My dear Madam,".
  bool salutation_before(const Speech& speech) const {
    if (speech.paragraph == 0) return false;
    const document::Range before = tokens_.paragraphs[speech.paragraph - 1];
    constexpr std::uint32_t kTail = 6;
    if (before.empty() || tokens_.all[before.end - 1].mark == 0 || tokens_.all[before.end - 1].mark == '.')
      return false;
    for (std::uint32_t t = before.end - 1; t-- > before.begin && before.end - t <= kTail;) {
      if (tokens_.all[t].mark != 0 || tokens_.all[t].quote != document::kNoQuote) return false;
      if (salutations_.contains(tokens_.lower(t)))
        return tokens_.all[t].capital || (t > before.begin && tokens_.listed(t - 1, "narrator-possessives"));
    }
    return false;
  }

  /// The paragraphs above a signature.
  void letter_body(std::uint32_t signature) {
    constexpr std::uint32_t kMostParagraphs = 40;
    for (std::uint32_t i = signature; i-- > 0 && signature - i <= kMostParagraphs;) {
      const bool before = (has(i, kQuoteAlone) || has(i, kQuoteShown)) &&
                          speeches_[i].paragraph + (signature - i) == speeches_[signature].paragraph;
      if (!before || has(i, kQuoteInLetter)) return;
      in_letter(i);
    }
  }

  void in_letter(std::uint32_t i) { stands_apart(i, kQuoteInLetter); }

  /// A paragraph of its own is a sign of speech, but not of a letter's.
  void stands_apart(std::uint32_t i, QuoteFeature why) {
    set(i, why, true);
    for (const QuoteFeature feature : {kQuoteAlone, kQuoteOpens, kQuoteCloses}) set(i, feature, false);
  }

  /// The place and the date before a salutation.
  void letter_head(std::uint32_t salutation) {
    constexpr std::uint32_t kMostLines = 3;
    for (std::uint32_t i = salutation; i-- > 0 && salutation - i <= kMostLines;) {
      const bool before =
          has(i, kQuoteAlone) && speeches_[i].paragraph + (salutation - i) == speeches_[salutation].paragraph;
      if (!before || !has(i, kQuoteFewWords) || has(i, kQuoteEndsCall)) return;
      in_letter(i);
    }
  }

  const language::WordList& salutations_ = tokens_.language().words("letter-salutations");
  const language::WordList& closings_ = tokens_.language().words("letter-closings");
  const language::WordList& openers_ = tokens_.language().words("letter-leave-openers");
  const language::WordList& modifiers_ = tokens_.language().words("letter-leave-modifiers");
  const language::WordList& own_ = tokens_.language().words("letter-leave-words", "own");
  const language::WordList& before_own_ = tokens_.language().words("letter-leave-words", "before");
  const language::WordList& behind_own_ = tokens_.language().words("letter-leave-words", "behind");
  bool in_letter_ = false;
  bool signed_ = false;  // the quotation before was a signature
};

}  // namespace

void extract_letter_features(const QuoteFeatureExtractor::Source& source, std::vector<QuoteFeatures>& features) {
  LetterReader(source, features).run();
}

}  // namespace sotto::attribution
