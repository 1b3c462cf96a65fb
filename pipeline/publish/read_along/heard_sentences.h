#pragma once

/// Which parts of a chapter's text are heard, and when.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "annotate/script/script.h"
#include "mix/timeline.h"
#include "shared/span.h"

namespace sotto::read_along {

/// Times are frames at kMasterRate from the chapter's first sample, places offsets into the text.
struct HeardWord {
  std::size_t place = 0;
  std::int64_t begin = 0;
  bool operator==(const HeardWord&) const = default;
};

/// A sentence, or what of it stands in one line of the script.
struct HeardSentence {
  std::size_t line = 0;               ///< an index into the chapter's lines, or synthesis::kTitle
  Span span;                          ///< of an announced title that stands nowhere: empty
  std::optional<std::int64_t> begin;  ///< nothing: it is not heard
  std::vector<HeardWord> words = {};  ///< that are heard, in that order
  bool operator==(const HeardSentence&) const = default;
};

/// The announced title, and all lines. A line is cut into its sentences where the next one's first word begins, with
/// whatever stands before that word without a space (quotation marks, brackets): every character of a line is in one
/// of them, and what is no speech, as a closing quotation mark, belongs to the sentence before it.
std::vector<HeardSentence> heard_sentences(const mix::Timeline& timeline,
                                           const synthesis::SynthesizedChapter& performed,
                                           const script::ScriptChapter& chapter, std::string_view text);

/// The beginning of the word, up to white space, that holds an offset; not before `least`.
std::size_t word_begin(std::string_view text, std::size_t at, std::size_t least);

}  // namespace sotto::read_along
