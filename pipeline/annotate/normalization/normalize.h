#pragma once

/// What is said for what is written: sentences of a line, with numbers, dates, money, abbreviations, Roman numerals and
/// punctuation turned into words that a reader would say, and each spoken word tied to the manuscript.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/manuscript.h"
#include "annotate/normalization/question.h"
#include "shared/pronunciation.h"
#include "shared/span.h"

namespace sotto::normalization {

/// One token: what is written in the manuscript and what is said for it ("1905" -> "nineteen oh five").
struct NormalizedWord {
  Span manuscript;         ///< where it is written, punctuation around it left out
  std::string text;        ///< what is said, in the engine's language; never empty
  std::string after;       ///< punctuation that shapes the phrase, from {",", ";", ":", ".", "?", "!", "..."} or empty;
                           ///< dashes and ellipses have become one of these
  bool emphasis = false;   ///< italics of the manuscript
  bool phonemes = false;   ///< `text` is the author's own phonemes
  bool joint = false;      ///< a phrase of its own may begin with it in the middle of a long one ("and", "because")
  std::string ipa = {};    ///< how the manuscript's format has it said, in the International Phonetic Alphabet
  std::string sound = {};  ///< the same for a word of one spelling and two sounds; a person's pronunciations take
                           ///< precedence
  bool aside = false;      ///< in parentheses
  bool operator==(const NormalizedWord&) const = default;
};

/// Where a sentence stands, as far as it decides how it is read.
struct Place {
  double depth = 0.5;     ///< in its paragraph: 0 is its first sentence, 1 its last
  bool tag = false;       ///< it tells who said the speech before it
  bool breathes = false;  ///< the reader has to breathe before it
  bool operator==(const Place&) const = default;
};

/// One sentence: what one take says.
struct NormalizedSentence {
  Span span;
  std::vector<NormalizedWord> words;
  Question question = Question::none;
  Place place = {};  ///< of a sentence alone, until it is known
  bool operator==(const NormalizedSentence&) const = default;
};

/// A sentence for a person to check: what is said and its marks, and `[[phonemes]]` behind a word whose sound was
/// decided, or alone where the author wrote them ("He wound[[ˈwaʊnd]] it.").
/// A person's pronunciations are found whatever the letter case.
std::string spoken_text(const NormalizedSentence& sentence,
                        const std::map<std::string, Pronunciation>& pronunciations = {});

/// A text that is read aloud.
struct WrittenText {
  std::string_view text;
  const language::Language& language;
  std::span<const Span> emphasis = {};            ///< that has no marks in the text, in order
  bool markup = false;                            ///< `[[phonemes]]` in it are given to the engine
  std::span<const document::SaidSpan> said = {};  ///< in order: how stretches of it are said
  bool month_first = false;                       ///< its dates in figures are "7/14/1789"
};
/// Whether the dates of a text that can be read in one order only have the month before the day.
bool writes_month_first(std::string_view text);
WrittenText written(const document::Manuscript& manuscript);

/// The sentences of a stretch of manuscript (a line's span). Quotation marks and markup are not spoken. A stretch
/// without anything to say gives none. Sentence ends are ICU's, corrected for abbreviations ("Mr."), initials and
/// speech; a sentence of over 400 characters is cut at its semicolons, dashes or commas, so that a take stays short.
std::vector<NormalizedSentence> normalize_sentences(const document::Manuscript& manuscript, Span span);
std::vector<NormalizedSentence> normalize_sentences(const WrittenText& written, Span span);

/// What stands in a stretch and is not said by rule, though it has letters: where a link leads, emoticons.
std::vector<Span> silent_spans(const WrittenText& written, Span stretch);

/// The same for a heading: "Chapter IV. The Mask" -> "Chapter four." "The Mask."
std::vector<NormalizedSentence> normalize_heading(const document::Manuscript& manuscript, Span span);
std::vector<NormalizedSentence> normalize_heading(const WrittenText& written, Span span);

/// A text that stands in no manuscript (a chapter's announced title); spans are into `text`.
std::vector<NormalizedSentence> normalize_text(const language::Language& language, std::string_view text);

}  // namespace sotto::normalization
