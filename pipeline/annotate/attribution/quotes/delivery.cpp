#include "annotate/attribution/quotes/delivery.h"

#include "annotate/attribution/mentions/voice_nouns.h"

namespace sotto::attribution {

namespace {

/// The rows of the table of deliveries, by the words of one of its columns.
DeliveryReader::Rows rows_by_column(const language::Table& deliveries, std::size_t column) {
  DeliveryReader::Rows rows;
  std::size_t number = 0;
  for (const language::Table::Row& row : deliveries) {
    for (const std::string_view word : language::split_words(row[column])) rows.emplace(word, number);
    ++number;
  }
  return rows;
}

bool is_tag(const DialogueTag& tag) {
  return tag.form != TagForm::none && tag.form != TagForm::action && tag.verb != kNone;
}

}  // namespace

DeliveryReader::DeliveryReader(const document::Tokens& tokens)
    : tokens_(tokens),
      deliveries_(tokens.language().table("deliveries")),
      by_verb_(rows_by_column(deliveries_, 1)),
      by_manner_(rows_by_column(deliveries_, 2)),
      manner_nouns_(tokens.language().words("voice-nouns", "manner")) {}

bool DeliveryReader::describes_voice(document::Range clause, std::uint32_t i) const {
  using Ending = language::Morphology::Ending;
  constexpr std::size_t kShortestAdverb = 3;
  const language::Morphology& morphology = tokens_.language().morphology();
  const language::WordList& sounds = tokens_.language().words("voice-sounds");
  const std::string_view word = tokens_.lower(i);
  if (morphology.has_ending(word, Ending::participle) ||
      (word.size() >= kShortestAdverb && morphology.has_ending(word, Ending::adverb)))
    return true;
  const auto stands_back = [&](std::uint32_t steps, std::string_view list) {
    return i >= clause.begin + steps && tokens_.listed(i - steps, list);
  };
  const auto is_manner_noun = [&](std::uint32_t token) { return manner_nouns_.contains(tokens_.lower(token)); };
  if (stands_back(1, "intensifiers")) return true;
  if (stands_back(1, "genitive-prepositions") && i >= clause.begin + 2 && is_manner_noun(i - 2)) return true;
  constexpr std::uint32_t kAdjectives = 2;  // "in a low, hoarse whisper"
  for (std::uint32_t j = i + 1; j < clause.end && j <= i + kAdjectives + 1; ++j) {
    if (is_manner_noun(j)) return true;
  }
  for (std::uint32_t steps = 1; i >= clause.begin + steps + 1 && steps <= 2 * kAdjectives + 1; ++steps) {
    if (stands_back(steps, "indefinite-articles"))
      return sounds.contains(word) && stands_back(steps + 1, "sound-prepositions");
    if ((tokens_.classes(i - steps) &
         (language::kPreposition | language::kDeterminer | language::kConjunction | language::kAuxiliary)) != 0)
      return false;
  }
  return stands_back(1, "bare-sound-prepositions") && sounds.contains(word);
}

std::string DeliveryReader::read(const Speech& speech) const {
  const language::Language& language = tokens_.language();
  const language::WordList& exclaiming = language.words("exclaiming-verbs");
  const language::WordList& tears = language.words("tears");
  const language::WordList& negations = language.words("manner-negations");
  const language::WordList& voice_verbs = language.words("voice-verbs");
  std::size_t best = deliveries_.size();
  bool exclaims = false;
  bool crying = false;
  const auto weigh = [&](const Rows& rows, std::string_view word) {
    const auto found = rows.find(word);
    if (found != rows.end() && found->second < best) best = found->second;
  };
  for (const DialogueTag* tag : {&speech.tag_after, &speech.tag_before}) {
    if (!is_tag(*tag)) continue;
    const std::string_view verb = tokens_.lower(tag->verb);
    weigh(by_verb_, verb);
    exclaims = exclaims || exclaiming.contains(verb);
    for (std::uint32_t i = tag->clause.begin; i < tag->clause.end; ++i) {
      if (i == tag->verb) continue;
      const std::string_view word = tokens_.lower(i);
      crying = crying || tears.contains(word);
      const bool negated = i > tag->clause.begin && negations.contains(tokens_.lower(i - 1));
      if (!negated && describes_voice(tag->clause, i)) weigh(by_manner_, word);
    }
  }
  // "said Meg, and her voice was hoarse"
  for (std::uint32_t i = speech.after.begin; i + 2 < speech.after.end && tokens_.all[i].mark != '.'; ++i) {
    if (is_voice(language, tokens_.lower(i)) && voice_verbs.contains(tokens_.lower(i + 1))) {
      weigh(by_manner_, tokens_.lower(i + 2));
    }
  }
  if (exclaims && crying) return "cry";
  if (best < deliveries_.size()) return std::string((deliveries_.begin() + static_cast<std::ptrdiff_t>(best))->front());
  if (crying) return "cry";
  return {};
}

}  // namespace sotto::attribution
