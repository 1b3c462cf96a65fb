#include "annotate/normalization/question.h"

#include <algorithm>

namespace sotto::normalization {

namespace {

/// "isn't it", "do you not".
constexpr std::size_t kLongestTag = 3;

/// A question word may stand behind a conjunction or a preposition ("And in what way?").
constexpr std::size_t kFewWordsBefore = 2;

std::string straight(std::string word) {
  constexpr std::string_view kCurly = "\u2019";
  for (std::size_t at = word.find(kCurly); at != std::string::npos; at = word.find(kCurly))
    word.replace(at, kCurly.size(), "'");
  return word;
}

}  // namespace

Question question_of(const language::Language& language, std::span<const std::string> words, std::size_t last_phrase) {
  if (words.empty()) return Question::none;
  const auto is = [&](const char* list, std::size_t word) {
    return language.words(list).contains(straight(words[word]));
  };
  const std::size_t left = words.size() - last_phrase;
  if (last_phrase > 0 && left >= 2 && left <= kLongestTag && is("auxiliaries", last_phrase) &&
      is("tag-pronouns", last_phrase + 1)) {
    return Question::tag;
  }
  // What stands before the last mark is mostly a name that is called, or an exclamation: "Well, Meg, where is he?".
  for (const std::size_t begin : {last_phrase, std::size_t{0}}) {
    for (std::size_t i = begin; i < words.size() && i <= begin + kFewWordsBefore; ++i) {
      if (is("question-words", i)) return Question::open;
      if (!is("question-openers", i)) break;
    }
  }
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (is("alternatives", i)) return Question::alternative;
  }
  return Question::yes_or_no;
}

}  // namespace sotto::normalization
