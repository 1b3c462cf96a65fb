#pragma once

/// How salient each entity is at each place of the narration, and so whom "he" and "she" may mean.
///
/// A mention adds to its entity's salience, a subject most; with each following word salience decays (after Lappin and
/// Leass, "An Algorithm for Pronominal Anaphora Resolution", 1994). A pronoun is shared among the salient entities that
/// agree with it in gender, and adds to the salience of each by that share.

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "annotate/attribution/entities/entities.h"
#include "annotate/attribution/mentions/mentions.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

struct SalientEntity {
  EntityIndex entity = kNobody;
  float share = 0;
};

class SalienceModel {
 public:
  SalienceModel(const document::Tokens& tokens, const Entities& entities, const Mentions& mentions);

  /// Whom a pronoun may mean, likeliest first; empty for what is no pronoun of one person.
  const std::vector<SalientEntity>& meant_by(std::uint32_t mention) const;
  /// The salient entities where a paragraph begins, most salient first.
  const std::vector<SalientEntity>& before_paragraph(std::uint32_t paragraph) const { return paragraphs_[paragraph]; }
  /// Frees the memory; the other functions must not be called afterwards.
  void release();

 private:
  std::unordered_map<std::uint32_t, std::vector<SalientEntity>> pronouns_;  ///< by mention
  std::vector<std::vector<SalientEntity>> paragraphs_;
};

/// An entity's rank in such a list, from 0, or `absent`.
float rank_in(const std::vector<SalientEntity>& list, EntityIndex entity, float absent);
/// An entity's share in such a list, or 0.
float share_in(const std::vector<SalientEntity>& list, EntityIndex entity);

}  // namespace sotto::attribution
