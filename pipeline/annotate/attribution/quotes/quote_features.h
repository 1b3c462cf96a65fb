#pragma once

/// Whether quoted words are speech: signs for and against, as numbers for a linear model.
///
/// Not every quotation is said by someone in the scene. Titles and quoted words are not, nor are letters, verses,
/// speech that is only supposed ("she would have said, ..."), and reports that keep the marks but not the words ("he
/// was too good!"). Each sign is one thing to look at; what it weighs is learned.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "annotate/attribution/mentions/dialogue_tags.h"
#include "annotate/attribution/mentions/mentions.h"
#include "annotate/document/quotes.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

enum QuoteFeature : std::uint32_t {
  kSignBias,
  // Who says it, by the tag.
  kSignTagName,
  kSignTagPronoun,
  kSignTagDescription,
  kSignTagMany,
  kSignLeadName,  ///< the same for a tag in front
  kSignLeadPronoun,
  kSignLeadDescription,
  kSignLeadMany,
  kSignLeadApart,     ///< that, but its verb has an object: called her "..."
  kSignAfterAction,   ///< a sentence about someone follows
  kSignBeforeAction,  ///< one precedes
  kSignSupposed,      ///< "would say", "seemed to say"
  kSignUnreal,        ///< "would have said", "instead of saying"
  kSignToSay,         ///< "had time to say": the verb is no past tense
  kSignAboutToSay,    ///< "was going to say", "wished to say"
  kSignDenied,        ///< "she did not say", "never said"
  kSignHad,           ///< "had said": told of the past
  kSignReads,         ///< the tag's verb is one of reading, writing or thinking
  kSignSings,
  kSignWas,           ///< "his notion was, ..."
  kSignAsPut,         ///< "..., as she called it"
  kSignTaggedBeside,  ///< another quotation of the paragraph has a tag
  kSignCompletes,     ///< goes on after a tag that follows a comma
  kSignTalkBefore,    ///< the paragraph before opens with a quotation
  kSignTalkAfter,     ///< the one after does
  kSignLonely,        ///< neither does, and narration comes first in its own
  // Where it stands.
  kSignAlone,  ///< it is the whole paragraph
  kSignOpens,
  kSignCloses,
  kSignTieNone,  ///< nothing parts it from the narration before
  kSignTieComma,
  kSignTieColon,
  kSignTieDash,
  kSignTieStop,
  kSignAfterDeterminer,
  kSignAfterPreposition,
  kSignAfterNaming,       ///< "called", "the word"
  kSignAfterSaid,         ///< a verb of speech and no comma
  kSignAfterWriting,      ///< "the letter ran:"
  kSignAfterWritingStop,  ///< the same, and a full stop
  kSignSubject,           ///< "..." was what she said
  kSignGoesOnLower,       ///< narration goes on within its sentence
  kSignJoined,            ///< "... ," and "...": the narration around is one clause that needs the words
  // What it is.
  kSignBare,  ///< no punctuation inside its end
  kSignEndsComma,
  kSignEndsStop,
  kSignEndsCall,  ///< ! or ?
  kSignLower,
  kSignOneWord,
  kSignFewWords,
  kSignLong,
  kSignCapitals,       ///< every word as in a title
  kSignBareOpens,      ///< bare, and the subject of the sentence that goes on
  kSignBareInClause,   ///< bare, few words, nothing before it
  kSignShortInClause,  ///< one or two words, nothing before it
  kSignLowerInClause,
  kSignSaidWhole,     ///< a verb of speech, no comma, and a whole sentence: shouted "Run!"
  kSignCallWithin,    ///< nothing parts a call from the narration before: cries of "Run!"
  kSignQuotedBeside,  ///< another quotation of the paragraph stands bare in a clause
  // What it says.
  kSignFirstPerson,
  kSignSecondPerson,
  kSignWe,
  kSignThirdOnly,         ///< he or she, and neither I nor you
  kSignReported,          ///< that, in the past tense
  kSignReportedUntagged,  ///< that, without a tag
  kSignReportedWithin,    ///< that, inside a paragraph of narration
  kSignReportedStop,      ///< that, after a full stop
  kSignReportedMuch,      ///< that, with several verbs
  kSignReportedSpeaker,   ///< that, of who is said to speak: "his father's marriage," he said
  kSignReportedBeside,    ///< another quotation of the paragraph is reported
  kSignCallsSomebody,     ///< it calls somebody by name
  kSignRepeated,          ///< its words were quoted before: remembered
  kSignPresent,
  kSignContracted,
  // Letters and verses.
  kSignSalutation,
  kSignInLetter,
  kSignShown,  ///< a paragraph of its own after "the letter ran:"
  kSignSignature,
  kSignVerse,
  kSignCount
};

using QuoteFeatures = std::array<float, kSignCount>;

/// The signs of every quotation, in their order.
std::vector<QuoteFeatures> quote_features(std::string_view text, const document::Tokens& tokens,
                                          const std::vector<document::Quote>& quotes, const Mentions& mentions,
                                          const std::vector<Speech>& speeches);

/// A sign in a word or two, for people: why a quotation is no speech.
std::string_view quote_feature_name(QuoteFeature sign);

}  // namespace sotto::attribution
