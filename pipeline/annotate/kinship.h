#pragma once

/// Who is whose mother: "said her mother", "Yes, papa". Learned from the turns whose speakers are believed in for sure.

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "annotate/evidence.h"

namespace sotto {

class Kinship {
 public:
  Kinship(const Evidence& evidence, const std::vector<Belief>& beliefs);

  /// How far a candidate for a turn whose tag is "her mother" is known to be the mother of whoever "her" may mean; in
  /// [0, 1]. What this turn itself has taught is left out.
  float of_tag(std::uint32_t turn, PersonIndex person) const;
  /// How far a person is known to be whom the speeches of another turn call "mother".
  float called(std::uint32_t turn, std::uint32_t here, PersonIndex person) const;
  /// How far a person is known to have the relative that a turn's speeches call.
  float has_whom_it_calls(std::uint32_t turn, PersonIndex person) const;

 private:
  using Relatives = std::unordered_map<PersonIndex, float>;

  static std::uint64_t key(PersonIndex owner, std::uint32_t kin) { return std::uint64_t{owner} << 32U | kin; }
  float share(PersonIndex owner, std::uint32_t kin, PersonIndex person, float own) const;

  const Evidence& evidence_;
  const std::vector<Belief>& beliefs_;
  std::vector<PersonIndex> surely_;  ///< by turn
  std::unordered_map<std::uint64_t, Relatives> known_;
};

}  // namespace sotto
