#include "annotate/kinship.h"

namespace sotto {

namespace {

constexpr float kSure = 0.8F;
constexpr float kOwner = 0.4F;    // the least share of an owner that teaches anything
constexpr float kCalling = 0.7F;  // what "Yes, papa" teaches, against "said her father"
constexpr float kDoubt = 0.5F;

}  // namespace

Kinship::Kinship(const Evidence& evidence, const std::vector<Belief>& beliefs)
    : evidence_(evidence), beliefs_(beliefs), surely_(evidence.turns().size(), kNobody) {
  const auto count = static_cast<std::uint32_t>(surely_.size());
  for (std::uint32_t t = 0; t < count; ++t) {
    const std::uint32_t speech = evidence.turns()[t].first;
    for (std::size_t c = 0; c < beliefs[speech].size(); ++c) {
      const PersonIndex person = evidence.candidates(speech)[c].person;
      if (beliefs[speech][c] >= kSure && evidence.is_character(person)) surely_[t] = person;
    }
  }
  for (std::uint32_t t = 0; t < count; ++t) {
    if (surely_[t] == kNobody) continue;
    const TurnKin& kin = evidence.kin(t);
    if (kin.owners != nullptr) {
      for (const InFocus& owner : *kin.owners) {
        if (owner.share >= kOwner && owner.person != surely_[t])
          known_[key(owner.person, kin.tag)][surely_[t]] += owner.share;
      }
    }
    const std::int64_t next = evidence.neighbour_turn(t, 1);
    if (kin.called == Vocabulary::kNone || next < 0) continue;
    const PersonIndex hearer = surely_[static_cast<std::size_t>(next)];
    if (hearer != kNobody && hearer != surely_[t]) known_[key(surely_[t], kin.called)][hearer] += kCalling;
  }
}

float Kinship::share(PersonIndex owner, std::uint32_t kin, PersonIndex person, float own) const {
  const auto found = known_.find(key(owner, kin));
  if (found == known_.end()) return 0;
  float total = kDoubt - own;
  for (const auto& [relative, weight] : found->second) total += weight;
  const auto here = found->second.find(person);
  return here == found->second.end() ? 0.0F : (here->second - own) / total;
}

float Kinship::of_tag(std::uint32_t turn, PersonIndex person) const {
  const TurnKin& kin = evidence_.kin(turn);
  if (kin.owners == nullptr) return 0;
  float sum = 0;
  for (const InFocus& owner : *kin.owners) {
    const bool taught = surely_[turn] == person && owner.share >= kOwner && owner.person != person;
    sum += owner.share * share(owner.person, kin.tag, person, taught ? owner.share : 0.0F);
  }
  return sum;
}

float Kinship::called(std::uint32_t turn, std::uint32_t here, PersonIndex person) const {
  const TurnKin& kin = evidence_.kin(turn);
  if (kin.called == Vocabulary::kNone) return 0;
  const std::uint32_t speech = evidence_.turns()[turn].last;
  float sum = 0;
  for (std::size_t c = 0; c < beliefs_[speech].size(); ++c) {
    const PersonIndex caller = evidence_.candidates(speech)[c].person;
    const bool taught = here == turn + 1 && surely_[turn] == caller && surely_[here] == person && caller != person;
    if (beliefs_[speech][c] > 0)
      sum += beliefs_[speech][c] * share(caller, kin.called, person, taught ? kCalling : 0.0F);
  }
  return sum;
}

float Kinship::has_whom_it_calls(std::uint32_t turn, PersonIndex person) const {
  const TurnKin& kin = evidence_.kin(turn);
  if (kin.called == Vocabulary::kNone) return 0;
  const auto found = known_.find(key(person, kin.called));
  if (found == known_.end()) return 0;
  float total = 0;
  for (const auto& [relative, weight] : found->second) total += weight;
  if (surely_[turn] == person) total -= kCalling;
  return total <= 0 ? 0.0F : total / (total + kDoubt);
}

}  // namespace sotto
