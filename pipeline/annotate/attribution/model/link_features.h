#pragma once

/// How one speech follows another: the relations that its speaker may have to those before, and the numbers by which
/// the ranker's trees score each of them.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "annotate/attribution/model/feature_context.h"

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

/// The numbers that a step's trees look at. The first is the relation itself.
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
  kLinkReaction,
  kLinkFeatureCount
};

using LinkFeatures = std::array<float, kLinkFeatureCount>;

/// By LinkFeature: "words before" for kLinkWordsBefore.
std::span<const std::string_view> link_feature_names();

/// How a speech follows the one before.
Step step_to(const FeatureContext& context, std::uint32_t speech);

/// Whether a step can have a relation.
bool possible(Step step, bool has_turn_before_last, Relation relation);

/// Whether the turn before the one before belongs to the conversation, too.
bool has_turn_before_last(const FeatureContext& context, std::uint32_t speech);

/// Calls `visit` for each relation that the step to a speech can have.
template <typename Visit>
void for_each_relation(const FeatureContext& context, std::uint32_t speech, const Visit& visit) {
  const Step step = step_to(context, speech);
  if (step == Step::opens) return;
  const bool before_last = step == Step::next_turn && has_turn_before_last(context, speech);
  for (std::uint32_t r = 0; r < kRelationCount; ++r) {
    if (possible(step, before_last, static_cast<Relation>(r))) visit(static_cast<Relation>(r));
  }
}

/// What a step looks like; kLinkRelation is left at 0.
LinkFeatures link_features(const FeatureContext& context, std::uint32_t speech);

/// What is added to the learned score of a relation: a speech that goes on over paragraphs has one speaker.
float relation_prior(const FeatureContext& context, std::uint32_t speech, Relation relation);

}  // namespace sotto::attribution
