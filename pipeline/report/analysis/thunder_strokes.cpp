#include "report/analysis/thunder_strokes.h"

#include <algorithm>

#include "mix/thunder.h"
#include "shared/audio.h"

namespace sotto::analysis {

ThunderStrokes::ThunderStrokes(const mix::Timeline& timeline) {
  for (const mix::AmbienceCue& cue : timeline.ambience) {
    if (cue.change.thunder > 0) begins_.push_back(cue.at);
  }
  std::sort(begins_.begin(), begins_.end());
}

bool ThunderStrokes::rolls(std::int64_t from, std::int64_t to) const {
  // The first stroke that may still roll there.
  const std::int64_t length = frames(mix::kThunderLength, kMasterRate);
  const auto stroke = std::upper_bound(begins_.begin(), begins_.end(), from - length);
  return stroke != begins_.end() && *stroke < to;
}

}  // namespace sotto::analysis
