#pragma once

/// Word timings as JSON and captions as WebVTT, beside each master.

#include <map>
#include <string>
#include <string_view>

#include "annotate/script/script.h"
#include "mix/timeline.h"
#include "shared/text.h"

namespace sotto::publish {

/// How speakers are called, by their ids; who is not in it is called by the id.
using SpeakerNames = std::map<std::string, std::string>;
SpeakerNames speaker_names(const script::Script& script);

/// WebVTT (W3C): the announced title, then a caption for each sentence of the story as it stands in the manuscript
/// (white space folded, marks of emphasis taken off), with the speaker as <v Name>. A sentence of more than 2 lines of
/// 42 characters becomes several captions, each shown when its first word is said. The chapter's spans are offsets into
/// `text`; with `markup`, `[[phonemes]]` in it are not shown.
std::string webvtt(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed,
                   const script::ScriptChapter& chapter, const SpeakerNames& names, std::string_view text, bool markup);

/// {"chapter", "title", "duration", "lines": [{"who", "name", "how", "start", "end", "text", "manuscript": [b, e],
/// "words": [{"text", "start", "end", "manuscript": [b, e]}]}]}, seconds with 3 decimals, offsets in code points, a
/// word on each line. Lines that made no sound are left out. `offsets` turn the chapter's offsets into the
/// manuscript's: pass one positioned at or before the chapter, so that it need not walk the text before it.
std::string timings_json(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed,
                         const script::ScriptChapter& chapter, const SpeakerNames& names, CodePointOffsets offsets);

}  // namespace sotto::publish
