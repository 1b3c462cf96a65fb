#pragma once

/// Whether quoted words are speech: features for and against, as numbers for a linear model.
///
/// Not every quotation is said by someone in the scene. Titles and quoted words are not, nor are letters, verses,
/// speech that is only supposed ("she would have said, ..."), and reports that keep the marks but not the words ("he
/// was too good!"). Each feature is 1 or 0; its weight is learned (quote_weights.h).

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
  kQuoteBias,
  // Who says it, by the tag.
  kQuoteTagName,
  kQuoteTagPronoun,
  kQuoteTagDescription,
  kQuoteTagMany,
  kQuoteLeadName,  ///< the same for a tag in front
  kQuoteLeadPronoun,
  kQuoteLeadDescription,
  kQuoteLeadMany,
  kQuoteLeadApart,     ///< that, but its verb has an object: called her "..."
  kQuoteAfterAction,   ///< a sentence about someone follows
  kQuoteBeforeAction,  ///< one precedes
  kQuoteSupposed,      ///< "would say", "seemed to say"
  kQuoteUnreal,        ///< "would have said", "instead of saying"
  kQuoteToSay,         ///< "had time to say": the verb is no past tense
  kQuoteAboutToSay,    ///< "was going to say", "wished to say"
  kQuoteDenied,        ///< "she did not say", "never said"
  kQuoteHad,           ///< "had said": told of the past
  kQuoteReads,         ///< the tag's verb is one of reading, writing or thinking
  kQuoteSings,
  kQuoteWas,           ///< "his notion was, ..."
  kQuoteAsPut,         ///< "..., as she called it"
  kQuoteTaggedBeside,  ///< another quotation of the paragraph has a tag
  kQuoteCompletes,     ///< goes on after a tag that follows a comma
  kQuoteTalkBefore,    ///< the paragraph before opens with a quotation
  kQuoteTalkAfter,     ///< the one after does
  kQuoteLonely,        ///< neither does, and narration comes first in its own
  // Where it stands.
  kQuoteAlone,  ///< it is the whole paragraph
  kQuoteOpens,
  kQuoteCloses,
  kQuoteTieNone,  ///< nothing parts it from the narration before
  kQuoteTieComma,
  kQuoteTieColon,
  kQuoteTieDash,
  kQuoteTieStop,
  kQuoteAfterDeterminer,
  kQuoteAfterPreposition,
  kQuoteAfterNaming,       ///< "called", "the word"
  kQuoteAfterSaid,         ///< a verb of speech and no comma
  kQuoteAfterWriting,      ///< "the letter ran:"
  kQuoteAfterWritingStop,  ///< the same, and a full stop
  kQuoteSubject,           ///< "..." was what she said
  kQuoteGoesOnLower,       ///< narration goes on within its sentence
  kQuoteJoined,            ///< "... ," and "...": the narration around is one clause that needs the words
  // What it is.
  kQuoteBare,  ///< no punctuation inside its end
  kQuoteEndsComma,
  kQuoteEndsStop,
  kQuoteEndsCall,  ///< ! or ?
  kQuoteLower,
  kQuoteOneWord,
  kQuoteFewWords,
  kQuoteLong,
  kQuoteCapitals,       ///< every word as in a title
  kQuoteBareOpens,      ///< bare, and the subject of the sentence that goes on
  kQuoteBareInClause,   ///< bare, few words, nothing before it
  kQuoteShortInClause,  ///< one or two words, nothing before it
  kQuoteLowerInClause,
  kQuoteSaidWhole,     ///< a verb of speech, no comma, and a whole sentence: shouted "Run!"
  kQuoteCallWithin,    ///< nothing parts a call from the narration before: cries of "Run!"
  kQuoteQuotedBeside,  ///< another quotation of the paragraph stands bare in a clause
  // What it says.
  kQuoteFirstPerson,
  kQuoteSecondPerson,
  kQuoteWe,
  kQuoteThirdOnly,         ///< he or she, and neither I nor you
  kQuoteReported,          ///< that, in the past tense
  kQuoteReportedUntagged,  ///< that, without a tag
  kQuoteReportedWithin,    ///< that, inside a paragraph of narration
  kQuoteReportedStop,      ///< that, after a full stop
  kQuoteReportedMuch,      ///< that, with several verbs
  kQuoteReportedSpeaker,   ///< that, of who is said to speak: "his father's marriage," he said
  kQuoteReportedBeside,    ///< another quotation of the paragraph is reported
  kQuoteCallsSomebody,     ///< it calls somebody by name
  kQuoteRepeated,          ///< its words were quoted before: remembered
  kQuotePresent,
  kQuoteContracted,
  // Letters and verses.
  kQuoteSalutation,
  kQuoteInLetter,
  kQuoteShown,  ///< a paragraph of its own after "the letter ran:"
  kQuoteSignature,
  kQuoteVerse,
  kQuoteFeatureCount
};

using QuoteFeatures = std::array<float, kQuoteFeatureCount>;

/// The features of every quotation, in their order.
std::vector<QuoteFeatures> quote_features(std::string_view text, const document::Tokens& tokens,
                                          const std::vector<document::Quote>& quotes, const Mentions& mentions,
                                          const std::vector<Speech>& speeches);

/// A feature in a word or two, as it stands in the model file and tells people why a quotation is no speech.
std::string_view quote_feature_name(QuoteFeature feature);

}  // namespace sotto::attribution
