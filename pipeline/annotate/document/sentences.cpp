#include "annotate/document/sentences.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "annotate/language/abbreviations.h"
#include "annotate/language/number_words.h"
#include "shared/failure.h"
#include "shared/text.h"

// ICU's rules see a masked copy of the stretch, of the same length byte for byte, in which
//   - line ends are spaces, except those before a blank line, which end a paragraph and so a sentence;
//   - emphasis marks are quotation marks, which the rules look through;
//   - "…" is three full stops, which may end a sentence before a capital.
// The boundaries that come out are then checked one by one against the words on both sides.

namespace sotto::document {

namespace {

bool is_word(char32_t c) { return is_letter(c) || is_digit(c); }
bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019; }

std::string masked(std::string_view stretch) {
  std::string mask(stretch);
  char32_t before = ' ';
  for (std::size_t i = 0; i < stretch.size();) {
    const CodePoint c = code_point_at(stretch, i);
    const bool is_line_end =
        c.value == '\n' || c.value == '\r' || c.value == 0x85 || c.value == 0x2028 || c.value == 0x2029;
    if (is_line_end) {
      std::size_t next = c.next;
      while (c.value == '\n' && next < stretch.size() &&
             (stretch[next] == ' ' || stretch[next] == '\t' || stretch[next] == '\r')) {
        ++next;
      }
      const bool blank_line_follows = c.value == '\n' && next < stretch.size() && stretch[next] == '\n';
      if (!blank_line_follows) mask.replace(i, c.next - i, c.next - i, ' ');
    } else if (c.value == '*' || c.value == '_') {
      const bool inside_word =
          is_word(before) && c.next < stretch.size() && is_word(code_point_at(stretch, c.next).value);
      if (!inside_word) mask[i] = '"';
    } else if (c.value == 0x2026) {
      mask.replace(i, c.next - i, c.next - i, '.');
    }
    before = c.value;
    i = c.next;
  }
  return mask;
}

/// ICU's sentence rules for a language. Making an iterator loads them, so each thread does it once.
icu::BreakIterator* sentence_iterator(const language::Language& language) {
  thread_local std::map<std::string, std::unique_ptr<icu::BreakIterator>, std::less<>> iterators;
  const auto known = iterators.find(language.tag());
  if (known != iterators.end()) return known->second.get();
  const std::string tag(language.tag());
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> made(
      icu::BreakIterator::createSentenceInstance(icu::Locale(tag.c_str()), status));
  if (U_FAILURE(status)) throw MachineFailure("ICU has no sentence rules; install its data (libicu72)");
  return iterators.emplace(tag, std::move(made)).first->second.get();
}

/// Where ICU sees boundaries, the end included, the start not.
std::vector<std::size_t> icu_boundaries(const language::Language& language, const std::string& text) {
  icu::BreakIterator* const iterator = sentence_iterator(language);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UText, decltype(&utext_close)> view(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status), &utext_close);
  iterator->setText(view.get(), status);
  if (U_FAILURE(status)) throw MachineFailure("ICU cannot read a text for its sentences");
  std::vector<std::size_t> boundaries;
  iterator->first();
  for (auto at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next()) {
    boundaries.push_back(static_cast<std::size_t>(at));
  }
  return boundaries;
}

/// The word that a boundary stands after, with its inner full stops, and the mark that ended it.
struct Ending {
  std::string_view word;
  bool full_stop = false;  ///< exactly one
  bool ellipsis = false;
  bool paragraph = false;
};

Ending ending_before(std::string_view mask, std::size_t boundary) {
  Ending ending;
  std::size_t end = boundary;
  std::size_t stops = 0;
  while (end > 0) {
    const CodePoint c = code_point_before(mask, end);
    if (is_word(c.value)) break;
    if (c.value == '\n') ending.paragraph = true;
    if (c.value == '.') ++stops;
    if (c.value == '!' || c.value == '?') stops += 2;  // whatever else is there, no abbreviation's full stop
    if (boundary - end > 16) break;
    end = c.next;
  }
  ending.full_stop = stops == 1;
  ending.ellipsis = stops == 3;
  constexpr std::size_t kLongestWord = 24;
  std::size_t begin = end;
  while (begin > 0 && end - begin < kLongestWord) {
    const CodePoint c = code_point_before(mask, begin);
    if (!is_word(c.value) && c.value != '.' && c.value != 0xB0) break;  // "98.6°F" ends with no initial
    begin = c.next;
  }
  ending.word = mask.substr(begin, end - begin);
  return ending;
}

/// The first word after a boundary.
std::string_view word_after(std::string_view mask, std::size_t boundary) {
  constexpr std::size_t kLongestWord = 24;
  constexpr std::size_t kFarthest = 64;  // beyond so many bytes of punctuation the word does not matter
  std::size_t begin = boundary;
  while (begin < mask.size() && !is_word(code_point_at(mask, begin).value)) {
    if (begin - boundary > kFarthest) return {};
    begin = code_point_at(mask, begin).next;
  }
  std::size_t end = begin;
  while (end < mask.size() && end - begin < kLongestWord) {
    const CodePoint c = code_point_at(mask, end);
    if (!is_word(c.value) && !is_apostrophe(c.value)) break;
    end = c.next;
  }
  return mask.substr(begin, end - begin);
}

bool is_initial(std::string_view word) {
  return count_code_points(word) == 1 && is_upper(code_point_at(word, 0).value);
}

/// "I": a word although it is one capital.
bool is_capital_pronoun(const language::Language& language, std::string_view word) {
  return is_initial(word) && language.words("capital-pronouns").contains(lower_case(word));
}

/// "U.S", "J.K", "Ph.D": capitals with full stops between them.
bool is_dotted_capitals(std::string_view word) {
  return word.find('.') != std::string_view::npos && is_upper(code_point_at(word, 0).value);
}

bool ends_sentence(const language::Language& language, std::string_view mask, std::size_t boundary) {
  const Ending before = ending_before(mask, boundary);
  if (before.paragraph) return true;
  const std::string_view after = word_after(mask, boundary);
  if (after.empty()) return true;
  const char32_t first = code_point_at(after, 0).value;
  if (is_lower(first)) return false;
  if (before.ellipsis) return lower_case(before.word) != lower_case(after);  // "I… I never" is one sentence
  if (!before.full_stop || before.word.empty()) return true;
  using Needs = language::Abbreviation::Needs;
  const language::Abbreviation* const abbreviation = language.find_abbreviation(before.word);
  const bool small = is_lower(code_point_at(before.word, 0).value);
  const bool only_small =
      abbreviation != nullptr && (abbreviation->needs == Needs::year || abbreviation->needs == Needs::names);
  if (only_small && small) return abbreviation->needs == Needs::year ? !is_digit(first) : !is_upper(first);
  if (abbreviation != nullptr && !only_small) {
    // "No. I never did" is no number.
    const bool pronoun =
        is_capital_pronoun(language, after) && language.words("answers").contains(lower_case(before.word));
    const bool numeral = language::roman_value(after).has_value() && !pronoun;
    if (abbreviation->needs == Needs::number) return !is_digit(first) && !numeral;
    return abbreviation->ends_sentence;
  }
  if (is_initial(before.word) || is_dotted_capitals(before.word)) {
    return (is_capital_pronoun(language, before.word) && !is_initial(after)) ||
           language.words("sentence-openers").contains(lower_case(after));
  }
  return true;
}

Span trimmed(std::string_view text, Span span) {
  const std::string_view inner = trim_space(span.of(text));
  const auto begin = static_cast<std::size_t>(inner.data() - text.data());
  return {begin, begin + inner.size()};
}

/// Appends the sentence, cut into pieces of at most kLongestSentence code points.
void append_cut(std::string_view text, Span sentence, std::vector<Span>& sentences) {
  constexpr std::size_t kShortestPiece = 100;  // do not cut sooner than this for the sake of a stronger pause
  std::size_t begin = sentence.begin;
  while (true) {
    std::size_t at_clause = 0;
    std::size_t at_comma = 0;
    std::size_t at_space = 0;
    std::size_t i = begin;
    char32_t before = 0;
    for (std::size_t count = 0; i < sentence.end && count < kLongestSentence; ++count) {
      const CodePoint c = code_point_at(text, i);
      const bool dash = c.value == 0x2014 || (c.value == '-' && before == '-');
      if (count >= kShortestPiece && is_space(c.value)) {
        at_space = i;
        if (before == ';' || before == ':') at_clause = i;
        if (before == ',') at_comma = i;
      }
      if (count >= kShortestPiece && dash) at_clause = c.next;
      before = c.value;
      i = c.next;
    }
    if (i >= sentence.end) break;
    const std::size_t cut = at_clause != 0 ? at_clause : at_comma != 0 ? at_comma : at_space != 0 ? at_space : i;
    const Span piece = trimmed(text, {begin, cut});
    if (!piece.empty()) sentences.push_back(piece);
    begin = cut;
  }
  const Span rest = trimmed(text, {begin, sentence.end});
  if (!rest.empty()) sentences.push_back(rest);
}

}  // namespace

std::vector<Span> sentence_spans(const language::Language& language, std::string_view text, Span stretch) {
  const std::string mask = masked(stretch.of(text));
  std::vector<Span> sentences;
  std::size_t begin = 0;
  for (const std::size_t boundary : icu_boundaries(language, mask)) {
    if (boundary < mask.size() && !ends_sentence(language, mask, boundary)) continue;
    const Span sentence = trimmed(text, {stretch.begin + begin, stretch.begin + boundary});
    if (!sentence.empty()) append_cut(text, sentence, sentences);
    begin = boundary;
  }
  return sentences;
}

}  // namespace sotto::document
