#pragma once

/// A text as the annotator sees it, for tests of what looks at its quotations and tokens.

#include <string>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/document/quotes.h"
#include "annotate/document/tokens.h"

namespace sotto::testing {

struct ReadText {
  document::Manuscript manuscript;
  std::vector<document::Paragraph> paragraphs;
  std::vector<document::Quote> quotes;

  document::Tokens tokens() const {
    return document::tokenize(language::default_language(), manuscript.text, paragraphs, quotes);
  }
};

/// A plain text.
inline ReadText read_text(const std::string& text) {
  Diagnostics diagnostics;
  ReadText read;
  read.manuscript = document::decode_manuscript("story.txt", text, diagnostics).value();
  for (const document::Chapter& chapter : document::find_chapters(read.manuscript, "Story")) {
    read.paragraphs.insert(read.paragraphs.end(), chapter.paragraphs.begin(), chapter.paragraphs.end());
  }
  read.quotes = document::find_quotes(read.manuscript, read.paragraphs, diagnostics);
  return read;
}

}  // namespace sotto::testing
