#pragma once

/// ChapterMix -> Master: the finished file, its loudness, true peak and format as the delivery profile asks.

#include <filesystem>
#include <string>
#include <vector>

#include "mix/chapter_mix.h"
#include "publish/measure.h"
#include "publish/sound_file.h"
#include "shared/audio.h"
#include "shared/diagnostics.h"
#include "shared/progress.h"
#include "shared/units.h"

namespace sotto {

/// What a publisher asks of a chapter.
struct DeliveryProfile {
  std::string name = "audiobook";
  Lufs loudness{-18};
  Decibels loudness_tolerance{0.5};
  Decibels true_peak{-1.5};  ///< dBTP, at most
};

/// The profile of that name, or nothing.
const DeliveryProfile* find_profile(const std::string& name);
std::vector<std::string> profile_names();

/// Makes the master of a mix: linear gain, true-peak limiter, TPDF dither, 16 bit WAV (RF64 from 4 GB), tags. The
/// source is read once if its loudness is as `expected`, and again with a better gain if not. `path` appears only when
/// whole. What is measured is what was written. Throws MachineFailure, Interrupted. `progress` advances by one for each
/// second of sound.
MasterMeasure publish_master(AudioSource& source, const DeliveryProfile& profile, const Tags& tags,
                             const std::filesystem::path& path, Progress& progress, const StopFlag& stop,
                             Lufs expected = kSpeechLoudness);

inline constexpr int kMasterVersion = 1;

}  // namespace sotto
