#pragma once

/// Puts `<span>`s round what is heard in a page of a publisher's EPUB, and changes nothing else.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "publish/read_along/heard_sentences.h"
#include "publish/read_along/text_edits.h"
#include "shared/span.h"

namespace sotto::read_along {

/// What is highlighted at one time, as it stands in a page; offsets into the page's text.
struct PagePassage {
  Span place;  ///< from its first character to the end of its last one
  std::string class_name;
  std::int64_t begin = 0;        ///< when it is heard
  std::vector<HeardWord> words;  ///< in order
};

/// A span that was put in.
struct InsertedSpan {
  std::string id;
  std::size_t passage = 0;  ///< an index
  std::int64_t begin = 0;
  bool operator==(const InsertedSpan&) const = default;
};

struct SpannedPage {
  std::vector<TextEdit> edits;
  std::vector<InsertedSpan> spans;  ///< in order
};

/// The page is XML. Passages are in order; one that overlaps those before it gets no span. With tags in it, a passage
/// gets one span where that is balanced markup, widened over inline tags beside it if need be; else one round each run
/// of its text that has a word of its own.
SpannedPage insert_spans(std::string_view page, const std::vector<PagePassage>& passages);

/// The offset behind the character or the entity that begins at an offset of a page.
std::size_t character_end(std::string_view page, std::size_t at);

}  // namespace sotto::read_along
