#pragma once

/// Learns a forest from examples, with XGBoost.

#include <cstdint>
#include <vector>

#include "annotate/ranker.h"

namespace sotto::training {

/// Speeches as groups of candidates; the loss is that of choosing one candidate of each group (softmax).
struct Examples {
  std::vector<float> features;            ///< kFeatureCount numbers for each candidate
  std::vector<std::uint8_t> right;        ///< for each candidate, whether it is the speaker
  std::vector<std::uint32_t> group_ends;  ///< for each speech, where its candidates end
  std::vector<float> weights;             ///< for each speech

  void append(const Examples& other);
};

struct LearningPlan {
  int trees = 160;
  int depth = 5;
  double rate = 0.12;
  int threads = 2;
};

Forest learn(const Examples& examples, const LearningPlan& plan);

}  // namespace sotto::training
