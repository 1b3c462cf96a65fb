#pragma once

/// The timeline of a chapter: when each take begins and ends, with all pauses.

#include <cstdint>
#include <string>
#include <vector>

#include "annotate/script/script.h"
#include "synthesis/synthesize.h"

namespace sotto::mix {

/// A take on the timeline. Times are frames at kMasterRate from the chapter's first sample.
struct Cue {
  std::size_t line = 0;      ///< index into the chapter's lines, or kTitle
  std::size_t sentence = 0;  ///< index into SynthesizedChapter::sentences
  std::string who;
  std::string how;
  synthesis::TakeId take;
  std::int64_t begin = 0;
  std::int64_t end = 0;
  bool operator==(const Cue&) const = default;
};

/// A change of the ambience at its frame.
struct AmbienceCue {
  std::int64_t at = 0;
  document::AmbienceChange change;
  bool operator==(const AmbienceCue&) const = default;
};

struct Timeline {
  std::vector<Cue> cues;  ///< in order, without overlap
  std::int64_t length = 0;
  std::vector<AmbienceCue> ambience = {};  ///< in order
  bool operator==(const Timeline&) const = default;
};

/// Frames at kMasterRate that a take of so many frames at its own rate fills.
std::int64_t master_frames(std::uint32_t take_frames, Hertz take_rate);

/// The frame of the chapter at which a frame of the cue's take sounds; at most the cue's end.
std::int64_t master_frame(const Cue& cue, std::uint32_t take_frame, Hertz take_rate);

/// Places the takes in their order with the book's pauses between them, and each change of the ambience at the
/// sentence that it belongs to. Sentences without a take are left out.
Timeline plan_timeline(const script::ScriptChapter& chapter, const synthesis::SynthesizedChapter& performed,
                       const document::Pauses& pauses);

}  // namespace sotto::mix
