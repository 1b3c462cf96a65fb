#pragma once

/// The style of each speaker, and of what is said to them: word frequencies in the speeches that are certainly theirs,
/// and in those before and after, against the frequencies in all speeches.

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "annotate/attribution/model/feature_context.h"

namespace sotto::attribution {

class SpeakerStyles {
 public:
  /// Learns from the turns whose speaker is told.
  SpeakerStyles(const FeatureContext& context, const std::vector<Belief>& certain);

  /// How much likelier a turn's words are of a person than of anybody: natural logarithm, over the square root of
  /// the words' number (and some); within [-3, 3]. The turn itself is left out of what is known of the person.
  /// 0 for a person of whom too little is known.
  float similarity(std::uint32_t turn, EntityIndex entity) const;

  /// The same for the words of a turn as they are spoken to a person, if the person speaks in the turn `here`.
  float similarity_as_addressee(std::uint32_t turn, std::uint32_t here, EntityIndex entity) const;

 private:
  struct SpeakerStyle {
    std::unordered_map<std::uint32_t, float> counts;  ///< by word
    float total = 0;
  };
  using Styles = std::unordered_map<EntityIndex, SpeakerStyle>;

  void add(Styles& entities, EntityIndex entity, std::uint32_t turn);
  float compare(const Styles& entities, EntityIndex entity, std::uint32_t turn, bool known) const;

  std::vector<std::vector<std::uint32_t>> words_;  ///< by turn
  std::vector<EntityIndex> surely_;                ///< by turn
  Styles speakers_;
  Styles hearers_;
  std::vector<float> everybody_;  ///< each word's share of all speeches
};

}  // namespace sotto::attribution
