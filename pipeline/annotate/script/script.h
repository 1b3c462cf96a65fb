#pragma once

/// The reading script: the manuscript cut into lines, each with its speaker, its delivery and how sure the annotator
/// is.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/book.h"
#include "annotate/document/quote_kind.h"
#include "shared/boxed_optional.h"
#include "shared/fields.h"
#include "shared/span.h"

namespace sotto::script {

/// How a line can be said; plain speech has no name. The annotator finds them, every voice performs them.
inline constexpr std::array<std::string_view, 12> kDeliveries = {
    "whisper", "soft", "low", "cold", "hoarse", "plead", "cry", "sob", "laugh", "call", "shout", "thunder"};

/// What the annotator thought before a person looked.
struct Guess {
  std::string who;
  std::string how;        ///< empty: plain
  double confidence = 0;  ///< 0..1: the share of lines with this value that are right
  std::string rule;       ///< one word: "tag", "pronoun", "vocative", "beat", "alternation", ...
  std::string evidence;   ///< for a person: "she whispered"; may be empty
  bool operator==(const Guess&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("who", &Guess::who), field("how", &Guess::how), field("confidence", &Guess::confidence),
                      field("rule", &Guess::rule), field("evidence", &Guess::evidence));
  }
};

/// What stands before a line.
enum class Boundary { none, paragraph, scene };

/// A run of text that one speaker says without interruption.
struct Line {
  Span span;        ///< in the manuscript, quotation marks included; lines follow each other without overlap
  std::string who;  ///< a character's id
  std::string say;  ///< the words as the manuscript has them, quotation marks round the whole taken off, white space
                    ///< folded; the author's emphasis stays (*word*, _word_)
  std::string how;  ///< delivery; empty: plain
  BoxedOptional<Guess> guess;  ///< absent: nothing to guess (narration), or confirmed by a person
  Boundary before = Boundary::none;
  bool aloud = true;  ///< otherwise a person has silenced it: it is in the script, and left out of the production
  BoxedOptional<document::AmbienceChange> ambience = {};  ///< what changes under the speech where this line begins
  bool operator==(const Line&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("span", &Line::span), field("who", &Line::who), field("say", &Line::say),
                      field("how", &Line::how), field("guess", &Line::guess), field("before", &Line::before),
                      aside("aloud", &Line::aloud), field("ambience", &Line::ambience));
  }

  /// Whether a person decided who says it, or how.
  bool reassigned() const;

  /// Whether a person decided: `who` or `how` differ from the guess, or it is not aloud. Without a guess the annotator
  /// says "narrator, plain", so that a speech whose `guess:` a person took away is confirmed.
  bool corrected() const;
};

struct ScriptChapter {
  int number = 0;
  std::string title;
  bool aloud = true;              ///< otherwise it is in the script, and left out of the production
  Span heading;                   ///< in the manuscript; may be empty
  std::string heading_text = {};  ///< its words, where others are read aloud before the lines than those of the title
  std::vector<Line> lines;
  std::vector<Line> unplaced;  ///< corrections that lost their place in the manuscript, kept for the person; no spans

  /// What its files are called, without an extension: "01-the-mask".
  std::string file_stem() const;
  /// What is read aloud before the lines.
  const std::string& announcement() const { return heading_text.empty() ? title : heading_text; }
  bool operator==(const ScriptChapter&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("number", &ScriptChapter::number), field("title", &ScriptChapter::title),
                      field("aloud", &ScriptChapter::aloud), field("heading", &ScriptChapter::heading),
                      field("heading_text", &ScriptChapter::heading_text), field("lines", &ScriptChapter::lines),
                      field("unplaced", &ScriptChapter::unplaced));
  }
};

/// A speech and the characters it may belong to, for the list to review.
struct Doubt {
  std::size_t chapter = 0;  ///< index into Script::chapters
  std::size_t line = 0;     ///< index into its lines
  std::string second;       ///< the next best candidate's id; may be empty
  double second_confidence = 0;
};

/// A quotation that the narrator reads: what somebody thinks, or what nobody in the scene says (a title, a letter).
struct NarratedQuote {
  Span span;  ///< quotation marks included
  document::QuoteKind kind = document::QuoteKind::mention;
  std::string who;        ///< of a thought: the character's id
  double confidence = 0;  ///< of a thought: how sure that is
  std::string why;        ///< of the others: what tells that it is no speech
  bool operator==(const NarratedQuote&) const = default;
};

struct Script {
  std::vector<ScriptChapter> chapters;
  std::vector<document::Character> cast;  ///< everyone who may speak, narrator first
  std::vector<Doubt> doubts;              ///< one for each guessed line, in reading order
  std::vector<NarratedQuote> narrated;    ///< those of writing and mentions in reading order, then the thoughts
  std::vector<Span> nested;               ///< quotations inside speeches: others' words that the speaker repeats

  const document::Character* character(std::string_view id) const;
  /// Takes out the chapters and lines that are not read aloud, with the doubts about them, and numbers the chapters as
  /// they are heard; returns the titles of the chapters that are left out.
  std::vector<std::string> leave_out_silent();
};

}  // namespace sotto::script
