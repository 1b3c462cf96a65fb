#pragma once

/// Cuts the paragraphs of a chapter into the lines of its script.

#include <cstddef>
#include <string_view>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/document/quotes.h"
#include "annotate/script/script.h"
#include "shared/span.h"

namespace sotto::annotate {

class ScriptLines {
 public:
  /// `text`: the manuscript's, which must outlive it. `most`: as many lines as come of prose. Memory that no line comes
  /// to costs nothing; lines that are moved as their list grows would take three times their memory.
  ScriptLines(std::string_view text, std::size_t most) : text_(text) { lines.reserve(most); }

  /// Begins a paragraph; `before` is what parts its first line from the line before.
  void paragraph(const document::Paragraph& paragraph, script::Boundary before);

  /// Narration from the last line to `end`. What holds no word belongs to the line before it, or to the one after.
  void narrate(std::size_t end);

  /// What stands between the last line and `end` is not read.
  void skip(std::size_t end) { end_of_last_ = end; }

  /// Words that somebody says, after the narration before them. `line` has all but its place and its words.
  void speak(Span span, script::Line line);
  void speak(const document::Quote& quote, script::Line line);

  /// Narration up to the paragraph's end. A paragraph of punctuation alone is a line, too.
  void finish_paragraph();

  std::vector<script::Line> lines;

 private:
  void push_narration(Span span);
  void push(script::Line line);
  /// Without white space at either end.
  Span trimmed(Span span) const;

  std::string_view text_;
  script::Boundary before_ = script::Boundary::none;
  std::size_t end_of_last_ = 0;
  std::size_t paragraph_end_ = 0;
  std::size_t first_of_paragraph_ = 0;
  bool verse_ = false;  ///< line ends part lines
};

}  // namespace sotto::annotate
