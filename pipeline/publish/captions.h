#pragma once

/// Word timings as JSON and captions as WebVTT, SubRip and LRC, beside each master.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/normalization/normalize.h"
#include "annotate/script/script.h"
#include "mix/timeline.h"
#include "shared/text.h"

namespace sotto::publish {

/// The names that speakers are shown by, by their ids; a speaker who is not in it is shown by the id.
using SpeakerNames = std::map<std::string, std::string>;
SpeakerNames speaker_names(const script::Script& script);

/// What is shown at a time, and who says it.
struct Caption {
  std::int64_t begin = 0;  ///< milliseconds from the chapter's first sample
  std::int64_t end = 0;
  std::string who;
  std::vector<std::string> lines;
  bool operator==(const Caption&) const = default;
};

/// The announced heading, then a caption for each sentence of the story as it stands in the manuscript (white space
/// folded, marks of emphasis taken off). A sentence of more than 2 lines of 42 characters or 7 seconds becomes several
/// captions, each shown when its first word is said. In order, without overlap. The chapter's spans are offsets into
/// `text`; `[[phonemes]]` in it that the engine is given are not shown.
std::vector<Caption> captions_of(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed,
                                 const script::ScriptChapter& chapter, const SpeakerNames& names,
                                 const normalization::WrittenText& text);

/// WebVTT (W3C), with the speaker as <v Name>.
std::string webvtt(const std::vector<Caption>& captions);
/// SubRip (.srt).
std::string subrip(const std::vector<Caption>& captions);
/// LRC: a line for each caption, with the minutes, seconds and hundredths at which it begins.
std::string lyrics(const std::vector<Caption>& captions, const std::string& title, const std::string& author);

/// {"chapter", "title", "duration", "heading": {"start", "end", "text", "words": [...]}, "lines": [{"who", "name",
/// "how", "start", "end", "text", "manuscript": [b, e], "words": [{"text", "start", "end", "manuscript": [b, e]}]}]},
/// seconds with 3 decimals, offsets in code points, a word on each line. Lines that made no sound are left out, and so
/// is a heading; a title that stands in no heading has words without a place. `offsets` turn the chapter's offsets into
/// the manuscript's: pass one positioned at or before the chapter, so that it need not walk the text before it.
std::string timings_json(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed,
                         const script::ScriptChapter& chapter, const SpeakerNames& names, CodePointOffsets offsets);

}  // namespace sotto::publish
