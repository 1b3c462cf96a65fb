#pragma once

/// How people talk: the words of the speeches that are surely theirs, against everybody's.

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "annotate/evidence.h"

namespace sotto {

class Idiolects {
 public:
  /// Learns from the turns whose speaker is believed in for sure.
  Idiolects(const Evidence& evidence, const Tokens& tokens, const std::vector<Belief>& beliefs);

  /// How much likelier a turn's words are of a person than of anybody: natural logarithm, a mean over the turn's words
  /// times the square root of their number; within [-3, 3]. The turn itself is left out of what is known of the person.
  /// 0 for a person of whom too little is known.
  float likeness(std::uint32_t turn, PersonIndex person) const;

 private:
  struct Idiolect {
    std::unordered_map<std::uint32_t, float> counts;  ///< by word
    float total = 0;
  };

  std::vector<std::vector<std::uint32_t>> words_;  ///< by turn
  std::vector<PersonIndex> surely_;                ///< by turn
  std::unordered_map<PersonIndex, Idiolect> people_;
  std::vector<float> everybody_;  ///< each word's share of all speeches
};

}  // namespace sotto
