#include "annotate/document/dialogue_dashes.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "annotate/document/quote_marks.h"
#include "annotate/document/tokens.h"
#include "annotate/language/word_classes.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

/// A word of a paragraph that a dash opens.
struct DashWord {
  Span span;
  std::uint32_t classes = 0;
  bool capital = false;
  bool tag_verb = false;
};

std::vector<DashWord> dash_words(const language::Language& language, std::string_view text, std::size_t begin,
                                 std::size_t end) {
  const language::WordList& foreign_verbs = language.words("foreign-said-verbs");
  const language::WordList& elided = language.words("elided-words");
  std::vector<DashWord> words;
  for (std::size_t at = begin; at < end;) {
    const CodePoint c = code_point_at(text, at);
    if (!is_letter(c.value)) {
      at = c.next;
      continue;
    }
    DashWord word;
    word.span.begin = at;
    word.capital = is_upper(c.value);
    const auto in_word = [&](char32_t value) { return is_letter(value) || value == U'\'' || value == U'’'; };
    while (at < end && in_word(code_point_at(text, at).value)) at = code_point_at(text, at).next;
    if (elided.size() > 0) at = elided_end(elided, text, {word.span.begin, at}).value_or(at);
    word.span.end = at;
    std::string lower = lower_case(word.span.of(text));
    if (const std::size_t apostrophe = lower.find("’"); apostrophe != std::string::npos)
      lower.replace(apostrophe, std::string_view("’").size(), "'");
    word.classes = language.word_classes(lower);
    word.tag_verb = (word.classes & language::kSpeechVerb) != 0 || foreign_verbs.contains(lower);
    words.push_back(word);
  }
  return words;
}

}  // namespace

std::vector<DashSpeech> split_dialogue_dashes(const language::Language& language, std::string_view text, Span span,
                                              std::size_t start) {
  std::vector<DashSpeech> speeches;
  const std::vector<DashWord> words = dash_words(language, text, start, span.end);
  std::size_t opening = span.begin;
  std::size_t speech_from = start;
  const auto push = [&](std::size_t from, std::size_t end) {
    while (end > from &&
           (is_space(code_point_before(text, end).value) || is_dash(code_point_before(text, end).value))) {
      end = code_point_before(text, end).next;
    }
    if (end > from) speeches.push_back({{opening, end}, {from, end}});
  };
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].span.begin < speech_from) continue;
    const char32_t left = [&] {
      std::size_t at = words[i].span.begin;
      while (at > span.begin && is_space(code_point_before(text, at).value)) at = code_point_before(text, at).next;
      return at > span.begin ? code_point_before(text, at).value : U'\n';
    }();
    const bool after_pause = left == U',' || left == U'!' || left == U'?' || left == U'…' || is_dash(left);
    if (!after_pause || i + 1 >= words.size()) continue;
    const bool subject_next = (words[i + 1].classes & (language::kSubjectPronoun | language::kDeterminer)) != 0 ||
                              words[i + 1].capital || text[words[i].span.end] == '-';
    const bool inverted = words[i].tag_verb && !words[i].capital && subject_next;
    const bool plain = ((words[i].classes & language::kSubjectPronoun) != 0 || words[i].capital) &&
                       words[i + 1].tag_verb && !words[i + 1].capital &&
                       (words[i].classes & language::kFirstPerson) == 0;
    if (!inverted && !plain) continue;
    push(speech_from, words[i].span.begin);
    // The tag ends with its sentence, at a dash, or at a comma that speech in lower case follows.
    std::size_t at = words[i + 1].span.end;
    std::size_t resume = span.end;
    while (at < span.end) {
      const CodePoint c = code_point_at(text, at);
      const bool comma = c.value == U',' && left != U'!' && left != U'?' && !is_dash(left);
      if (is_dash(c.value) || c.value == U'.' || comma) {
        resume = c.next;
        break;
      }
      at = c.next;
    }
    while (resume < span.end &&
           (is_space(code_point_at(text, resume).value) || is_dash(code_point_at(text, resume).value))) {
      resume = code_point_at(text, resume).next;
    }
    opening = speech_from = resume;
  }
  if (speech_from < span.end) push(speech_from, span.end);
  return speeches;
}

}  // namespace sotto::document
