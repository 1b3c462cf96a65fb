#pragma once

/// What the narration beside a quotation says about it: whether it is spoken at all, and who the grammar names as
/// speaker.

#include <cstdint>
#include <string_view>
#include <vector>

#include "annotate/attribution/mentions/mentions.h"
#include "annotate/document/quote_kind.h"
#include "annotate/document/quotes.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

inline constexpr std::uint32_t kNone = 0xFFFFFFFFU;

/// How a clause names its speaker, from the surest to the weakest.
enum class TagForm : std::uint8_t {
  none,
  inverted,  ///< "said Meg"
  plain,     ///< "Meg said", "Meg had quietly said"
  distant,   ///< "Meg, turning round, said"
  reply,     ///< "was Meg's reply", "came his voice"
  any_verb,  ///< "Meg pushed him": a verb that is not of speech, joined by a comma
  colon,     ///< "Meg turned to him: ..."
  action,    ///< a sentence of its own beside the quotation: "Meg turned."
};

/// The speaker that one clause names.
struct DialogueTag {
  TagForm form = TagForm::none;
  std::uint32_t mention = kNone;  ///< index into Mentions::all
  std::uint32_t verb = kNone;     ///< token
  document::Range clause;         ///< tokens of the clause
};

/// Whether a tag says who speaks, by a verb of speech or the like.
inline bool strong(const DialogueTag& tag) {
  return tag.form == TagForm::inverted || tag.form == TagForm::plain || tag.form == TagForm::distant ||
         tag.form == TagForm::reply;
}

/// A quotation with its surroundings.
struct Speech {
  std::uint32_t quote = 0;
  std::uint32_t paragraph = 0;
  document::Range tokens;
  document::Range before;  ///< narration between the quotation before, or the paragraph's start, and this one
  document::Range after;   ///< narration up to the next quotation or the paragraph's end
  DialogueTag tag_before;
  DialogueTag tag_after;
  document::QuoteKind kind = document::QuoteKind::speech;
  char last_mark = 0;  ///< the punctuation before the closing mark
};

/// Reads the surroundings of every quotation.
std::vector<Speech> find_dialogue_tags(const document::Tokens& tokens, const std::vector<document::Quote>& quotes,
                                       const Mentions& mentions);

}  // namespace sotto::attribution
