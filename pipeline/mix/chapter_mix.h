#pragma once

/// Takes -> the sound of a chapter: voices levelled, shaped and placed, over the ambience, ducked. Streams; memory does
/// not grow with the chapter.

#include <memory>

#include "annotate/document/book.h"
#include "cast/casting.h"
#include "mix/ambience_bed.h"
#include "mix/timeline.h"
#include "mix/voice_levels.h"
#include "shared/audio.h"
#include "synthesis/take_store.h"

namespace sotto::mix {

/// The loudness of the speech in the mix; the final level is set when the master is published.
inline constexpr Lufs kSpeechLoudness{-20};

struct MixSettings {
  document::AmbienceSettings ambience;
  BedPosition bed = {};
  VoiceLevels levels = {};  ///< calibrated voices; others are measured on the chapter's own takes
  bool voices_too = false;  ///< adds the voices alone as two more channels after the mix
};

/// Stereo at kMasterRate (four channels with `voices_too`; the first two are then the same), timeline.length frames,
/// the same in blocks of any size. Each voice comes out at kSpeechLoudness plus what its profile and its delivery say.
/// The ambience, where nobody speaks, is `ambience.level` LU from kSpeechLoudness, and fades in and out at the
/// chapter's ends where `bed` says so; without any, there is room tone. Timeline, cast and store must outlive the
/// source. Throws MachineFailure when a take is missing or damaged.
std::unique_ptr<AudioSource> mix_chapter(const Timeline& timeline, const cast::Cast& cast,
                                         const synthesis::TakeStore& store, const MixSettings& settings);

/// Version of the mixer: raise it with every change of the code that changes the sound for the same inputs.
inline constexpr int kMixVersion = 8;

}  // namespace sotto::mix
