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

SpeakerStyles::SpeakerStyles(const FeatureExtractor& evidence, const std::vector<Belief>& told)
    : words_(evidence.turns().size()),
      surely_(evidence.turns().size(), kNobody),
      everybody_(evidence.tokens().vocabulary.size(), 0) {
  const document::Tokens& tokens = evidence.tokens();
  const auto count = static_cast<std::uint32_t>(words_.size());
  float total = 0;
  for (std::uint32_t t = 0; t < count; ++t) {
    const Turn& turn = evidence.turns()[t];
    for (std::uint32_t i = turn.first; i <= turn.last; ++i) {
      const document::Range range = evidence.speeches()[i].tokens;
      for (std::uint32_t token = range.begin; token < range.end && words_[t].size() < kMostWords; ++token) {
        if (tokens.is_word(token)) words_[t].push_back(tokens.all[token].word);
      }
      const Belief& belief = told[i];
      for (std::size_t c = 0; c < belief.size(); ++c) {
        if (belief[c] >= kSure) surely_[t] = evidence.candidates(i)[c].person;
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
      const std::int64_t other = evidence.neighbour_turn(t, step);
      if (other >= 0) add(hearers_, surely_[t], static_cast<std::uint32_t>(other));
    }
  }
}

void SpeakerStyles::add(People& people, EntityIndex person, std::uint32_t turn) {
  SpeakerStyle& idiolect = people[person];
  for (const std::uint32_t word : words_[turn]) ++idiolect.counts[word];
  idiolect.total += static_cast<float>(words_[turn].size());
}

/// `known`: the turn's words are among the person's and have to be taken out.
float SpeakerStyles::compare(const People& people, EntityIndex person, std::uint32_t turn, bool known) const {
  const auto found = people.find(person);
  const std::vector<std::uint32_t>& words = words_[turn];
  if (found == people.end() || words.empty()) return 0;
  const SpeakerStyle& idiolect = found->second;
  const float total = idiolect.total - (known ? static_cast<float>(words.size()) : 0.0F);
  if (total < kFew) return 0;
  double sum = 0;
  for (const std::uint32_t word : words) {
    const auto counted = idiolect.counts.find(word);
    float count = counted == idiolect.counts.end() ? 0.0F : counted->second;
    if (known) count -= static_cast<float>(std::count(words.begin(), words.end(), word));
    const float share = everybody_[word];
    sum += portable_log((count + kPrior * share) / ((total + kPrior) * share));
  }
  constexpr double kMost = 3;
  return static_cast<float>(std::clamp(sum / std::sqrt(kShort + static_cast<double>(words.size())), -kMost, kMost));
}

float SpeakerStyles::likeness(std::uint32_t turn, EntityIndex person) const {
  return compare(speakers_, person, turn, surely_[turn] == person);
}

float SpeakerStyles::likeness_to(std::uint32_t turn, std::uint32_t here, EntityIndex person) const {
  return compare(hearers_, person, turn, surely_[here] == person);
}

}  // namespace sotto::attribution
