#include "annotate/idiolects.h"

#include <algorithm>
#include <cmath>

#include "annotate/portable_math.h"

namespace sotto {

namespace {
constexpr float kSure = 0.9F;
constexpr std::size_t kMostWords = 120;  // of a turn
constexpr float kFew = 40;               // words known of a person
constexpr float kPrior = 60;             // words of everybody's that a person is taken to have spoken, too
}  // namespace

Idiolects::Idiolects(const Evidence& evidence, const Tokens& tokens, const std::vector<Belief>& beliefs)
    : words_(evidence.turns().size()),
      surely_(evidence.turns().size(), kNobody),
      everybody_(tokens.vocabulary.size(), 0) {
  float total = 0;
  for (std::uint32_t t = 0; t < words_.size(); ++t) {
    const Turn& turn = evidence.turns()[t];
    for (std::uint32_t i = turn.first; i <= turn.last; ++i) {
      const Range range = evidence.speeches()[i].tokens;
      for (std::uint32_t token = range.begin; token < range.end && words_[t].size() < kMostWords; ++token) {
        if (!tokens.is_word(token)) continue;
        words_[t].push_back(tokens.all[token].word);
      }
      const Belief& belief = beliefs[i];
      for (std::size_t c = 0; c < belief.size(); ++c) {
        if (belief[c] >= kSure) surely_[t] = evidence.candidates(i)[c].person;
      }
    }
    for (const std::uint32_t word : words_[t]) ++everybody_[word];
    total += static_cast<float>(words_[t].size());
    if (surely_[t] == kNobody) continue;
    Idiolect& idiolect = people_[surely_[t]];
    for (const std::uint32_t word : words_[t]) ++idiolect.counts[word];
    idiolect.total += static_cast<float>(words_[t].size());
  }
  for (float& share : everybody_) share /= std::max(total, 1.0F);
}

float Idiolects::likeness(std::uint32_t turn, PersonIndex person) const {
  const auto found = people_.find(person);
  const std::vector<std::uint32_t>& words = words_[turn];
  if (found == people_.end() || words.empty()) return 0;
  const Idiolect& idiolect = found->second;
  const bool own = surely_[turn] == person;
  const float total = idiolect.total - (own ? static_cast<float>(words.size()) : 0.0F);
  if (total < kFew) return 0;
  double sum = 0;
  for (const std::uint32_t word : words) {
    const auto known = idiolect.counts.find(word);
    float count = known == idiolect.counts.end() ? 0.0F : known->second;
    if (own) count -= static_cast<float>(std::count(words.begin(), words.end(), word));
    const float share = everybody_[word];
    sum += portable_log((count + kPrior * share) / ((total + kPrior) * share));
  }
  const double likeness = sum / std::sqrt(static_cast<double>(words.size()));
  return static_cast<float>(std::clamp(likeness, -3.0, 3.0));
}

}  // namespace sotto
