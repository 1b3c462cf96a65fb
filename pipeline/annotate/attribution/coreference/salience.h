#pragma once

/// Whom a reader has in mind at each place of the narration, and so whom "he" and "she" may mean.
///
/// Everybody mentioned comes into focus, subjects most, and fades with the words that follow (after Lappin and Leass,
/// "An Algorithm for Pronominal Anaphora Resolution", 1994). A pronoun means whoever is in focus and agrees with it,
/// each by their share, and brings them into focus again.

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
  /// Who is in focus where a paragraph begins, most first.
  const std::vector<SalientEntity>& before_paragraph(std::uint32_t paragraph) const { return paragraphs_[paragraph]; }
  /// Frees all of it; nothing may be asked afterwards.
  void release();

 private:
  std::unordered_map<std::uint32_t, std::vector<SalientEntity>> pronouns_;  ///< by mention
  std::vector<std::vector<SalientEntity>> paragraphs_;
};

/// A person's place in such a list, or `absent`.
float rank_in(const std::vector<SalientEntity>& list, EntityIndex entity, float absent);
/// A person's share in such a list, or 0.
float share_in(const std::vector<SalientEntity>& list, EntityIndex entity);

}  // namespace sotto::attribution
