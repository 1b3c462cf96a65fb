#pragma once

/// The speeches of a book as conversations: a chain in which the speakers of neighbouring turns depend on each other,
/// and the exact sums over all ways to give every speech a speaker.
///
/// This is a conditional random field (Lafferty, McCallum and Pereira, ICML 2001) whose scores are forests (Dietterich,
/// Hao and Ashenfelter, JMLR 2008). A speech's candidates have scores of their own; a step from one speech to the next
/// has a score for each relation between the speaker, the one before, and the one before that.

#include <array>
#include <cstdint>
#include <vector>

#include "annotate/attribution/model/feature_context.h"
#include "annotate/attribution/model/link_features.h"

namespace sotto::attribution {

using LinkScores = std::array<float, kRelationCount>;

/// The probabilities that follow from the scores.
struct Inference {
  std::vector<Belief> beliefs;                                ///< for each speech and candidate
  std::vector<std::array<double, kRelationCount>> relations;  ///< for each speech, how likely the step to it is each
};

/// `scores`: for each speech and candidate; those of the first turns only where the rest is of no interest. `links`:
/// for each speech, the scores of the step to it. `allowed`: for each speech, 1 for the candidates that it may have;
/// empty: any, for one speech or for all. `section`: of a long conversation, the sums of so many speeches are held at a
/// time; the result is the same.
Inference infer(const FeatureContext& context, const std::vector<Belief>& scores, const std::vector<LinkScores>& links,
                const std::vector<std::vector<std::uint8_t>>& allowed, std::size_t section = 1024);

}  // namespace sotto::attribution
