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

#include "annotate/attribution/model/features.h"

namespace sotto::attribution {

/// What a speaker is to those who spoke before.
enum Relation : std::uint32_t {
  kGoesOn,       ///< in the same paragraph: the same speaker
  kCutsIn,       ///< in the same paragraph: another one
  kSpeaksAgain,  ///< in the next turn: the same speaker
  kReturns,      ///< in the next turn: the speaker of the turn before last
  kJoins,        ///< in the next turn: a third one
  kAnswers,      ///< in the second turn of a conversation: another one than in the first
  kRelationCount
};

/// How a speech follows the one before it.
enum class Step : std::uint8_t {
  opens,  ///< nothing to follow: a new scene, or a long pause
  in_paragraph,
  next_turn,
};

/// What a step's scores are told from. The first is the relation itself.
enum LinkFeature : std::uint32_t {
  kLinkRelation,
  kLinkGap,
  kLinkGapBefore,
  kLinkNarration,
  kLinkWordsBefore,
  kLinkWordsHere,
  kLinkAsked,
  kLinkBrokenOff,
  kLinkContinues,
  kLinkTagBefore,
  kLinkTagHere,
  kLinkGenders,
  kLinkCalls,
  kLinkTalkers,
  kLinkMarkBefore,
  kLinkCapital,
  kLinkQuotesBefore,
  kLinkQuotesHere,
  kLinkFeatureCount
};

using LinkFeatures = std::array<float, kLinkFeatureCount>;
using LinkScores = std::array<float, kRelationCount>;

/// How a speech follows the one before.
Step step_to(const FeatureExtractor& evidence, std::uint32_t speech);

/// Whether a step can have a relation.
bool possible(Step step, bool has_turn_before_last, Relation relation);

/// Whether the turn before the one before belongs to the conversation, too.
bool has_turn_before_last(const FeatureExtractor& evidence, std::uint32_t speech);

/// Calls `visit` for each relation that the step to a speech can have.
template <typename Visit>
void for_each_relation(const FeatureExtractor& evidence, std::uint32_t speech, const Visit& visit) {
  const Step step = step_to(evidence, speech);
  if (step == Step::opens) return;
  const bool before_last = step == Step::next_turn && has_turn_before_last(evidence, speech);
  for (std::uint32_t r = 0; r < kRelationCount; ++r) {
    if (possible(step, before_last, static_cast<Relation>(r))) visit(static_cast<Relation>(r));
  }
}

/// What a step looks like; kLinkRelation is left at 0.
LinkFeatures link_features(const FeatureExtractor& evidence, std::uint32_t speech);

/// What is added to the learned score of a relation: a speech that goes on over paragraphs has one speaker.
float relation_prior(const FeatureExtractor& evidence, std::uint32_t speech, Relation relation);

/// What follows from the scores.
struct Inference {
  std::vector<Belief> beliefs;                                ///< for each speech and candidate
  std::vector<std::array<double, kRelationCount>> relations;  ///< for each speech, how likely the step to it is each
};

/// `scores`: for each speech and candidate. `links`: for each speech, the scores of the step to it. `allowed`: for each
/// speech, 1 for the candidates that it may have; empty: any.
Inference infer(const FeatureExtractor& evidence, const std::vector<Belief>& scores,
                const std::vector<LinkScores>& links, const std::vector<std::vector<std::uint8_t>>& allowed);

}  // namespace sotto::attribution
