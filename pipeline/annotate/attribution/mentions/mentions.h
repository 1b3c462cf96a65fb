#pragma once

/// Where the text speaks of someone: by name, by pronoun, or by description.

#include <cstdint>
#include <string>
#include <vector>

#include "annotate/attribution/entities/entities.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

enum class MentionKind : std::uint8_t { name, pronoun, description, self };  ///< self: the narrator's "I"

/// The grammatical role of a mention, by the words around it.
enum class MentionRole : std::uint8_t { subject, object, other };

inline constexpr std::uint32_t kNotIntroduced = 0xFFFFFFFFU;

struct Mention {
  document::Range tokens;
  MentionKind kind = MentionKind::name;
  MentionRole role = MentionRole::other;
  language::Gender gender = language::Gender::unknown;
  bool plural = false;
  bool possessive = false;
  bool vocative = false;     ///< called out inside a quotation
  bool indefinite = false;   ///< "a voice", "another man": someone new
  bool kin = false;          ///< "his mother": known by relation
  bool predicative = false;  ///< "he was a small man", "like a boy", "answered the instant ...": introduces nobody
  std::uint32_t quote = document::kNoQuote;
  std::uint32_t introduced = kNotIntroduced;  ///< "the boy": the paragraph where "a boy" came in
  EntityIndex entity = kNobody;               ///< for a name that several bear, the likeliest; kNobody: a pronoun
  const NameForm* several = nullptr;          ///< the form, where several people bear it
};

/// Whether a mention may be of a person: it means them, or has a name that they and others bear.
bool refers_to(const Mention& mention, EntityIndex entity);

/// All mentions in reading order, and for each paragraph where its own begin.
struct Mentions {
  std::vector<Mention> all;
  std::vector<document::Range> paragraphs;
};

/// Finds them. People who are only described ("the old woman") are added to the cast behind the characters.
Mentions find_mentions(const document::Tokens& tokens, Entities& entities);

/// "the old woman": the words of a description as they stand, with "the" for whatever determiner it had.
std::string description_name(const document::Tokens& tokens, const Mention& mention);

}  // namespace sotto::attribution
