#pragma once

/// Plays, transcripts and chats: who speaks stands before what is said ("HASAN. Where?", "Anna: Here.", "[Mom] ok").

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/sources/block.h"
#include "annotate/document/sources/source.h"
#include "annotate/language/language.h"
#include "shared/span.h"

namespace sotto::document {

/// The name in front of a speech.
struct SpeakerLabel {
  Span span;          ///< from the line's begin up to what is said, or to the direction before that
  std::string name;   ///< in title case: "Hasan", "First Sailor"
  bool weak = false;  ///< a word with a full stop ("Ham. Where?"), which may be a sentence
  bool operator==(const SpeakerLabel&) const = default;
};

/// The label at the beginning of a line, by its form alone; nothing: there is none.
std::optional<SpeakerLabel> label_at(const language::Language& language, std::string_view text, Span line);

/// The labels of one file. A name is a label if it comes more than once, and most labelled speeches follow one another;
/// or if at least three lines with names follow one another, and one of the names comes more than once among them. Weak
/// ones must stand before half of all lines and paragraphs.
class SpeakerLabels {
 public:
  SpeakerLabels(const language::Language& language, std::string_view text, const std::vector<Block>& blocks);

  bool empty() const { return names_.empty(); }
  std::optional<SpeakerLabel> of(Span line) const;

 private:
  const language::Language& language_;
  std::string_view text_;
  std::set<std::string> names_;
  bool weak_ = false;  ///< weak labels count
};

/// A stretch of a labelled paragraph: speech, or a direction in brackets.
struct LabelledPart {
  Span span;
  bool direction = false;
  bool operator==(const LabelledPart&) const = default;
};

/// What follows a label, up to the paragraph's end.
std::vector<LabelledPart> labelled_parts(std::string_view text, Span said);

}  // namespace sotto::document
