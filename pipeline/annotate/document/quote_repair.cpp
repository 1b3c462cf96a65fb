#include "annotate/document/quote_repair.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "annotate/document/quote_marks.h"
#include "annotate/language/lexicon.h"
#include "shared/text.h"

// A speech may itself report what others said, so only unmistakable tags count: a verb of speech directly followed by
// its subject, or a pronoun or name directly followed by the verb, and then punctuation.

namespace sotto::document {

namespace {

struct Word {
  Span span;
  std::uint32_t classes = 0;
  bool capital = false;
};

/// The word that starts at a place, white space in front of it skipped; empty where there is none.
Word word_at(const language::Language& language, std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && is_space(code_point_at(text, at).value)) at = code_point_at(text, at).next;
  Word word;
  word.span = {at, at};
  if (at >= end) return word;
  word.capital = is_upper(code_point_at(text, at).value);
  while (word.span.end < end && is_letter(code_point_at(text, word.span.end).value))
    word.span.end = code_point_at(text, word.span.end).next;
  word.classes = language.word_classes(lower_case(word.span.of(text)));
  return word;
}

bool is_someone(const Word& word) {
  constexpr std::uint32_t kOne = language::kSubjectPronoun | language::kFirstPerson;
  const bool pronoun =
      (word.classes & kOne) != 0 &&
      (word.classes & (language::kMale | language::kFemale | language::kPlural | language::kFirstPerson)) != 0 &&
      (word.classes & language::kObjectPronoun) == 0;
  return pronoun ||
         (word.capital &&
          (word.classes & (language::kNoName | language::kSubjectPronoun | language::kPossessivePronoun)) == 0);
}

bool pauses_at(std::string_view text, std::size_t at, std::size_t end) {
  if (at >= end) return true;
  const char32_t c = code_point_at(text, at).value;
  return c == U',' || c == U'.' || c == U':' || c == U';' || c == U'"' || c == U'“' || is_dash(c);
}

/// The end of the tag that stands at a place, up to its subject and verb.
std::optional<std::size_t> tag_at(const language::Language& language, std::string_view text, std::size_t at,
                                  std::size_t end) {
  const Word first = word_at(language, text, at, end);
  if (first.span.empty() || first.span.begin == at) return std::nullopt;  // it begins a word of its own
  const Word second = word_at(language, text, first.span.end, end);
  if (second.span.empty() || second.span.begin == first.span.end) return std::nullopt;
  const bool says = (first.classes & language::kSpeechVerb) != 0 && !first.capital;
  if (says && is_someone(second)) return second.span.end;
  const Word third = word_at(language, text, second.span.end, end);
  if (says && (second.classes & language::kDeterminer) != 0 && !second.capital &&
      (third.classes & (language::kPersonNoun | language::kKin)) != 0)
    return third.span.end;
  if (is_someone(first) && (first.classes & language::kFirstPerson) == 0 &&
      (second.classes & language::kSpeechVerb) != 0 && !second.capital && pauses_at(text, second.span.end, end))
    return second.span.end;
  return std::nullopt;
}

/// In bytes. What goes on for longer behind a tag is no sentence of its narrator's.
constexpr std::size_t kLongestTagSentence = 4096;

bool is_pause(char32_t c) { return c == U',' || c == U'!' || c == U'?' || c == U'…' || is_dash(c); }

}  // namespace

std::optional<std::size_t> end_before_tag(const language::Language& language, std::string_view text, Span speech,
                                          std::size_t from) {
  std::size_t begin = std::max(speech.begin, from);
  while (begin < speech.end && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) ++begin;
  for (std::size_t at = begin; at < speech.end;) {
    const CodePoint c = code_point_at(text, at);
    if (is_pause(c.value) && c.next < speech.end && tag_at(language, text, c.next, speech.end)) return c.next;
    at = c.next;
  }
  return std::nullopt;
}

std::optional<std::size_t> start_after_tag(const language::Language& language, std::string_view text, Span narration) {
  if (!tag_stands_at(language, text, narration)) return std::nullopt;
  narration.end = std::min(narration.end, narration.begin + kLongestTagSentence);
  for (Word word = word_at(language, text, narration.begin, narration.end); word.span.end < narration.end;) {
    const CodePoint c = code_point_at(text, word.span.end);
    const Word next = word_at(language, text, c.next, narration.end);
    const bool ends = c.value == U'.' && (word.classes & language::kAbbreviation) == 0;
    if (ends && next.capital && next.span.begin > c.next) return next.span.begin;
    word = next;
  }
  return std::nullopt;
}

bool tag_stands_at(const language::Language& language, std::string_view text, Span narration) {
  return tag_at(language, text, narration.begin, narration.end).has_value();
}

}  // namespace sotto::document
