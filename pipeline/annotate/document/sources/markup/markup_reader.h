#pragma once

/// What a page of HTML says, in the order in which it is read.

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/sources/markup/left_out.h"
#include "annotate/document/sources/markup/markup.h"
#include "annotate/document/sources/markup/silent_markup.h"
#include "annotate/document/sources/markup/source_builder.h"
#include "annotate/document/sources/markup/style_sheet.h"
#include "shared/span.h"

namespace sotto::document {

/// One page (a file of HTML).
struct MarkupPage {
  std::string name;  ///< inside of the source; empty: the source is that file
  const DecodedText& content;
  MarkupTree& tree;
  const StyleSheet& styles;
  const NoteLinks& notes;
  bool read_notes = false;
};

/// Places of a page in the text.
struct MarkupPlaces {
  std::map<std::string, std::size_t> ids;  ///< where each element with an `id` (or an <a> with a `name`) begins
  std::vector<Span> matter;                ///< title pages and the like (is_matter), in order
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Adds what the page says to a source, and counts what is not read.
MarkupPlaces read_markup(const MarkupPage& page, SourceBuilder& builder, LeftOut& left_out);

}  // namespace sotto::document
