#pragma once

/// Word timings as JSON and captions as WebVTT, beside each master.

#include <string>

#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"
#include "mix/timeline.h"
#include "shared/text.h"

namespace sotto::publish {

/// WebVTT (W3C): the announced title, then a caption for each sentence of the story as it stands in the manuscript
/// (white space folded, marks of emphasis taken off), with the speaker as <v Name>. A sentence of more than 2 lines of
/// 42 characters becomes several captions, each shown when its first word is said.
std::string webvtt(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed,
                   const script::ScriptChapter& chapter, const script::Script& script,
                   const document::Manuscript& manuscript);

/// {"chapter", "title", "duration", "lines": [{"who", "name", "how", "start", "end", "text", "manuscript": [b, e],
/// "words": [{"text", "start", "end", "manuscript": [b, e]}]}]}, seconds with 3 decimals, offsets in code points, a
/// word on each line. Lines that made no sound are left out. `offsets` are the manuscript's: pass one positioned at or
/// before the chapter, so that it need not walk the text before it.
std::string timings_json(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed,
                         const script::ScriptChapter& chapter, const script::Script& script, CodePointOffsets offsets);

}  // namespace sotto::publish
