#pragma once

/// Takes -> the sound of a chapter: voices levelled, shaped and placed, over the ambience, ducked. Streams; memory does
/// not grow with the chapter.

#include <memory>

#include "annotate/book.h"
#include "cast/casting.h"
#include "mix/timeline.h"
#include "shared/audio.h"
#include "synthesis/take_store.h"

namespace sotto {

struct MixSettings {
  AmbienceSettings ambience;
  std::int64_t ambience_start = 0;  ///< frame of the endless ambience at which the chapter begins
};

/// Stereo at kMasterRate, timeline.length frames. The speech comes out near -20 LUFS (its final level is publish's
/// affair), the ambience `ambience.level` LU from it. Throws MachineFailure when a take is missing or damaged.
std::unique_ptr<AudioSource> mix_chapter(const Timeline& timeline, const Cast& cast, const TakeStore& store,
                                         const MixSettings& settings);

/// Names everything in the mixer that shapes the sound besides its inputs; changes with every change that can be heard.
inline constexpr int kMixVersion = 1;

}  // namespace sotto
