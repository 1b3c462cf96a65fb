#pragma once

/// Learns the ranker's forests from novels whose speakers are known, with XGBoost.

#include <cstdint>
#include <vector>

#include "annotate/attribution/model/chain_crf.h"
#include "annotate/attribution/model/ranker.h"

namespace sotto::training {

using namespace attribution;

/// One novel as the learner sees it.
struct Lesson {
  const FeatureContext* context = nullptr;
  std::uint32_t count = 0;                       ///< speeches from the first one on: to the end of a turn
  std::vector<float> features;                   ///< kSpeakerFeatureCount numbers for each candidate of each speech
  std::vector<float> links;                      ///< kLinkFeatureCount numbers for each possible relation
  std::vector<float> base;                       ///< the score of each candidate of each speech to begin with
  std::vector<LinkScores> base_links;            ///< the same of the steps
  std::vector<std::vector<std::uint8_t>> right;  ///< for each speech, 1 for each candidate that is the speaker
};

struct LearningPlan {
  int trees = 200;
  int depth = 5;
  double rate = 0.1;
  int openings = 1;  ///< how many times an opening counts
  int seed = 7;      ///< of the rows and columns that each tree sees
  int threads = 1;   ///< XGBoost's wait busily: more than there are idle cores cost time
};

/// Both forests at once: each tree takes a step towards making the true speakers of all conversations, taken as
/// wholes, likely.
/// `base`: trees that there are already, whose scores the lessons have; the new ones are added to them.
Ranker learn(const std::vector<const Lesson*>& lessons, const LearningPlan& plan, Ranker base);

}  // namespace sotto::training
