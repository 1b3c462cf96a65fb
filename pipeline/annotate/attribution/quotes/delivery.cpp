#include "annotate/attribution/quotes/delivery.h"

#include <cstddef>
#include <string_view>
#include <unordered_map>

#include "annotate/attribution/mentions/voice_nouns.h"
#include "annotate/language/classified_words.h"
#include "annotate/language/languages.h"

namespace sotto::attribution {

namespace {

/// The rows of the table of deliveries, by the words of one of its columns.
using Rows = std::unordered_map<std::string_view, std::size_t>;

const language::Table& deliveries() {
  static const language::Table& table = language::table("deliveries");
  return table;
}

Rows rows_by_column(std::size_t column) {
  Rows rows;
  std::size_t number = 0;
  for (const language::Table::Row& row : deliveries()) {
    for (const std::string_view word : language::split_words(row[column])) rows.emplace(word, number);
    ++number;
  }
  return rows;
}

/// A noun for how a voice is: "in a low tone".
bool is_manner_noun(std::string_view word) {
  static const language::WordList nouns = language::words_of_class(language::table("voice-nouns"), "manner");
  return nouns.contains(word);
}

/// Whether a word tells how something is said: an adverb; what a voice is ("in a low voice") or is of ("in a voice of
/// thunder"); or a sound that goes with the words ("in a hoarse whisper", "with a sob"). A low chair does not.
bool describes_voice(const document::Tokens& tokens, document::Range clause, std::uint32_t i) {
  static const language::WordList& intensifiers = language::words("intensifiers");
  static const language::WordList& sounds = language::words("voice-sounds");
  const std::string_view word = tokens.lower(i);
  if (word.ends_with("ing") || (word.size() > 2 && word.ends_with("ly"))) return true;
  const auto back = [&](std::uint32_t steps) {
    return i >= clause.begin + steps ? tokens.lower(i - steps) : std::string_view();
  };
  if (intensifiers.contains(back(1))) return true;
  if (back(1) == "of" && is_manner_noun(back(2))) return true;
  constexpr std::uint32_t kAdjectives = 2;  // "in a low, hoarse whisper"
  for (std::uint32_t j = i + 1; j < clause.end && j <= i + kAdjectives + 1; ++j) {
    if (is_manner_noun(tokens.lower(j))) return true;
  }
  for (std::uint32_t steps = 1; i >= clause.begin + steps + 1 && steps <= 2 * kAdjectives + 1; ++steps) {
    const std::string_view before = back(steps + 1);
    const bool article = back(steps) == "a" || back(steps) == "an";
    if (article) return sounds.contains(word) && (before == "in" || before == "with");
    if ((tokens.classes(i - steps) &
         (language::kPreposition | language::kDeterminer | language::kConjunction | language::kAuxiliary)) != 0)
      return false;
  }
  return back(1) == "in" && sounds.contains(word);
}

bool is_tag(const DialogueTag& tag) {
  return tag.form != TagForm::none && tag.form != TagForm::action && tag.verb != kNone;
}

}  // namespace

std::string delivery_of(const document::Tokens& tokens, const Speech& speech) {
  static const Rows by_verb = rows_by_column(1);
  static const Rows by_manner = rows_by_column(2);
  static const language::WordList& exclaiming = language::words("exclaiming-verbs");
  static const language::WordList& tears = language::words("tears");
  static const language::WordList& negations = language::words("manner-negations");
  static const language::WordList& voice_verbs = language::words("voice-verbs");
  std::size_t best = deliveries().size();
  bool exclaims = false;
  bool crying = false;
  const auto weigh = [&](const Rows& rows, std::string_view word) {
    const auto found = rows.find(word);
    if (found != rows.end() && found->second < best) best = found->second;
  };
  for (const DialogueTag* tag : {&speech.tag_after, &speech.tag_before}) {
    if (!is_tag(*tag)) continue;
    const std::string_view verb = tokens.lower(tag->verb);
    weigh(by_verb, verb);
    exclaims = exclaims || exclaiming.contains(verb);
    for (std::uint32_t i = tag->clause.begin; i < tag->clause.end; ++i) {
      if (i == tag->verb) continue;
      const std::string_view word = tokens.lower(i);
      crying = crying || tears.contains(word);
      const bool negated = i > tag->clause.begin && negations.contains(tokens.lower(i - 1));
      if (!negated && describes_voice(tokens, tag->clause, i)) weigh(by_manner, word);
    }
  }
  // "said Meg, and her voice was hoarse"
  for (std::uint32_t i = speech.after.begin; i + 2 < speech.after.end && tokens.all[i].mark != '.'; ++i) {
    if (is_voice(tokens.lower(i)) && voice_verbs.contains(tokens.lower(i + 1))) {
      weigh(by_manner, tokens.lower(i + 2));
    }
  }
  if (exclaims && crying) return "cry";
  if (best < deliveries().size())
    return std::string((deliveries().begin() + static_cast<std::ptrdiff_t>(best))->front());
  if (crying) return "cry";
  return {};
}

}  // namespace sotto::attribution
