#include "annotate/normalization/word_kinds.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "annotate/language/model_file.h"
#include "annotate/language/per_language.h"
#include "shared/text.h"

namespace sotto::normalization {

namespace {

constexpr std::string_view kFile = "word_kinds.model";
constexpr std::string_view kFormat = "word-kinds 1";

constexpr std::array<std::string_view, kWordKindCount> kNames{"noun", "nouns",      "verb",      "verbs",
                                                              "past", "participle", "adjective", "adverb"};

/// How many of the vocabulary's words are known where one neighbour is looked at, and where several are.
constexpr std::size_t kAlone = 1500;
constexpr std::size_t kTogether = 160;

constexpr std::string_view kPause = ",";
constexpr std::string_view kNumber = "0";

/// What stands for a word of which the model sees the ending only.
std::string_view form(const KindContext& context, std::size_t item) {
  using Ending = language::Morphology::Ending;
  constexpr std::size_t kShortest = 4;  // "only", "bed"
  const std::string& word = context.items()[item];
  const language::Morphology& morphology = context.language().morphology();
  if (morphology.clitic(word).possessive) return "~'";
  if (context.capital(item)) return "~A";
  if (word.size() <= kShortest) return "~";
  if (morphology.has_ending(word, Ending::participle)) return "~i";
  if (morphology.has_ending(word, Ending::past)) return "~d";
  if (morphology.has_ending(word, Ending::adverb)) return "~l";
  return morphology.has_ending(word, Ending::third_person) ? "~s" : "~";
}

}  // namespace

std::optional<WordKind> word_kind(std::string_view name) {
  const auto* const found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<WordKind>(found - kNames.begin());
}

std::string_view word_kind_name(WordKind kind) { return kNames.at(static_cast<std::size_t>(kind)); }

KindContext::KindContext(const language::Language& language, const std::vector<WrittenToken>& pieces)
    : language_(language), places_(pieces.size()) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const WrittenToken& piece = pieces[i];
    const bool word = piece.kind == WrittenToken::Kind::word;
    if (word || piece.kind == WrittenToken::Kind::number) {
      places_[i] = items_.size();
      items_.push_back(word ? lower_case(piece.text) : std::string(kNumber));
      capitals_.push_back(word && items_.size() > 1 && is_upper(code_point_at(piece.text, 0).value));
    }
    if (piece.pause == Pause::none || items_.empty() || items_.back() == kPause || i + 1 == pieces.size()) continue;
    items_.emplace_back(kPause);
    capitals_.push_back(false);
  }
}

std::string_view KindVocabulary::seen(const KindContext& context, std::ptrdiff_t item, std::size_t most) const {
  if (item < 0) return "^";
  const auto at = static_cast<std::size_t>(item);
  if (at >= context.items().size()) return "$";
  const std::string& word = context.items()[at];
  if (word == kPause || word == kNumber) return word;
  const auto found = ranks_.find(std::string_view(word));
  if (found != ranks_.end() && found->second < most) return word;
  return form(context, at);
}

std::vector<std::string> kind_features(const KindVocabulary& vocabulary, const KindContext& context, std::size_t item) {
  const auto at = static_cast<std::ptrdiff_t>(item);
  const auto alone = [&](std::ptrdiff_t step) { return vocabulary.seen(context, at + step, kAlone); };
  const auto together = [&](std::ptrdiff_t step) { return vocabulary.seen(context, at + step, kTogether); };
  std::vector<std::string> features{
      fmt::format("a {}", alone(-1)),
      fmt::format("b {}", alone(1)),
      fmt::format("c {}", alone(-2)),
      fmt::format("d {}", alone(2)),
      fmt::format("e {} {}", together(-2), together(-1)),
      fmt::format("f {} {}", together(-1), together(1)),
      fmt::format("g {} {}", together(1), together(2)),
      fmt::format("k {} {} {}", together(-3), together(-2), together(-1)),
  };
  const language::Language& language = context.language();
  const language::WordList& auxiliaries = language.words("clause-auxiliaries");
  constexpr std::ptrdiff_t kFarthest = 5;
  for (std::ptrdiff_t i = at - 1; i >= std::max<std::ptrdiff_t>(0, at - kFarthest); --i) {
    const std::string& word = context.items()[static_cast<std::size_t>(i)];
    if (word == kPause) break;
    if (!auxiliaries.contains(word)) continue;
    features.push_back(fmt::format("h {}", word));
    break;
  }
  const language::WordList& past = language.words("past-tense-signs");
  const language::WordList& present = language.words("present-tense-signs");
  bool has_past = false;
  bool has_present = false;
  for (const std::string& word : context.items()) {
    constexpr std::size_t kShortest = 4;
    has_past = has_past || past.contains(word) ||
               (word.size() > kShortest && language.morphology().has_ending(word, language::Morphology::Ending::past));
    has_present = has_present || present.contains(word);
  }
  features.push_back(fmt::format("t {}{}", has_past ? "p" : "-", has_present ? "q" : "-"));
  features.emplace_back("bias");
  return features;
}

KindModel::KindModel(std::string_view name, std::string_view text) {
  language::ModelFile file(name, text, kFormat);
  const auto cut = [](std::string_view& line) {
    const std::size_t space = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, space);
    line.remove_prefix(std::min(space + 1, line.size()));
    return word;
  };
  std::string_view line = file.line();
  if (cut(line) != "words") file.fail("\"words\" is expected");
  const auto words = static_cast<std::size_t>(file.number(line));
  for (file.next(); vocabulary_.size() < words && !file.done(); file.next()) {
    for (const std::string_view word : language::split_words(file.line())) vocabulary_.add(word);
  }
  for (; !file.done(); file.next()) {
    line = file.line();
    constexpr std::string_view kPrior = "prior ";
    const bool prior = line.starts_with(kPrior);
    if (prior) line.remove_prefix(kPrior.size());
    const std::string_view word = prior ? cut(line) : std::string_view();
    std::array<float, kWordKindCount> numbers{};
    for (float& number : numbers) number = file.number(cut(line));
    if (prior) {
      constexpr float kPerMille = 1000;
      for (float& number : numbers) number /= kPerMille;
      priors_.emplace(word, numbers);
    } else {
      std::array<std::int16_t, kWordKindCount>& weights = weights_[line];
      std::transform(numbers.begin(), numbers.end(), weights.begin(),
                     [](float number) { return static_cast<std::int16_t>(number); });
    }
  }
}

const KindModel& KindModel::of(const language::Language& language) {
  static language::PerLanguage<KindModel> models;
  return models.of(language, [](const language::Language& one) {
    const language::EmbeddedFile& file = one.model(kFile);
    return KindModel(file.name, file.bytes);
  });
}

KindScores KindModel::scores(const KindContext& context, std::size_t item) const {
  constexpr float kTenth = 0.1F;
  KindScores scores{};
  for (const std::string& feature : kind_features(vocabulary_, context, item)) {
    const auto found = weights_.find(feature);
    if (found == weights_.end()) continue;
    for (std::size_t kind = 0; kind < kWordKindCount; ++kind)
      scores[kind] += kTenth * static_cast<float>(found->second[kind]);
  }
  return scores;
}

KindScores KindModel::prior(std::string_view word) const {
  const auto found = priors_.find(word);
  if (found != priors_.end()) return found->second;
  KindScores alike{};
  alike.fill(1.0F / kWordKindCount);
  return alike;
}

}  // namespace sotto::normalization
