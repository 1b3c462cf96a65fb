#include "annotate/attribution/model/speaker_style.h"

#include <algorithm>
#include <cmath>

#include "shared/portable_math.h"

namespace sotto::attribution {

namespace {
constexpr float kSure = 0.9F;
constexpr std::size_t kMostWords = 120;  // of a turn
constexpr double kShort = 20;            // words: a turn of fewer tells little
constexpr float kFew = 40;               // words known of a person
constexpr float kPrior = 60;             // words of everybody's that a person is taken to have spoken, too
}  // namespace

SpeakerStyles::SpeakerStyles(const FeatureContext& context, const std::vector<Belief>& certain)
    : words_(context.turns.size()),
      surely_(context.turns.size(), kNobody),
      everybody_(context.tokens.vocabulary.size(), 0) {
  const document::Tokens& tokens = context.tokens;
  const auto count = static_cast<std::uint32_t>(words_.size());
  float total = 0;
  for (std::uint32_t t = 0; t < count; ++t) {
    const Turn& turn = context.turns[t];
    for (std::uint32_t i = turn.first; i <= turn.last; ++i) {
      const document::Range range = context.speeches[i].tokens;
      for (std::uint32_t token = range.begin; token < range.end && words_[t].size() < kMostWords; ++token) {
        if (tokens.is_word(token)) words_[t].push_back(tokens.all[token].word);
      }
      const Belief& belief = certain[i];
      for (std::size_t c = 0; c < belief.size(); ++c) {
        if (belief[c] >= kSure) surely_[t] = context.candidates[i][c].entity;
      }
    }
    for (const std::uint32_t word : words_[t]) ++everybody_[word];
    total += static_cast<float>(words_[t].size());
  }
  for (float& share : everybody_) share /= std::max(total, 1.0F);
  for (std::uint32_t t = 0; t < count; ++t) {
    if (surely_[t] == kNobody) continue;
    add(speakers_, surely_[t], t);
    for (const int step : {-1, 1}) {
      const std::int64_t other = context.neighbour_turn(t, step);
      if (other >= 0) add(hearers_, surely_[t], static_cast<std::uint32_t>(other));
    }
  }
}

void SpeakerStyles::add(Styles& entities, EntityIndex entity, std::uint32_t turn) {
  SpeakerStyle& style = entities[entity];
  for (const std::uint32_t word : words_[turn]) ++style.counts[word];
  style.total += static_cast<float>(words_[turn].size());
}

/// `known`: the turn's words are among the person's and have to be taken out.
float SpeakerStyles::compare(const Styles& entities, EntityIndex entity, std::uint32_t turn, bool known) const {
  const auto found = entities.find(entity);
  const std::vector<std::uint32_t>& words = words_[turn];
  if (found == entities.end() || words.empty()) return 0;
  const SpeakerStyle& style = found->second;
  const float total = style.total - (known ? static_cast<float>(words.size()) : 0.0F);
  if (total < kFew) return 0;
  // The sum of the words' logarithms is that of their product, which is taken before it leaves a number's range.
  constexpr double kFar = 1e100;
  double sum = 0;
  double product = 1;
  for (const std::uint32_t word : words) {
    const auto counted = style.counts.find(word);
    float count = counted == style.counts.end() ? 0.0F : counted->second;
    if (known) count -= static_cast<float>(std::count(words.begin(), words.end(), word));
    const float share = everybody_[word];
    product *= (count + kPrior * share) / ((total + kPrior) * share);
    if (product < kFar && product * kFar > 1) continue;
    sum += portable_log(product);
    product = 1;
  }
  sum += portable_log(product);
  constexpr double kMost = 3;
  return static_cast<float>(std::clamp(sum / std::sqrt(kShort + static_cast<double>(words.size())), -kMost, kMost));
}

float SpeakerStyles::similarity(std::uint32_t turn, EntityIndex entity) const {
  return compare(speakers_, entity, turn, surely_[turn] == entity);
}

float SpeakerStyles::similarity_as_addressee(std::uint32_t turn, std::uint32_t here, EntityIndex entity) const {
  return compare(hearers_, entity, turn, surely_[here] == entity);
}

}  // namespace sotto::attribution
