#pragma once

/// ChapterMix -> Master: the finished file, its loudness, true peak and format as the delivery profile asks.

#include <filesystem>
#include <string>
#include <vector>

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

struct MasterMeasure {
  Seconds duration;
  Lufs loudness;
  Decibels loudness_range;   ///< LU (EBU Tech 3342)
  Decibels true_peak;        ///< dBTP
  Decibels gain;             ///< the linear gain that was applied
  Decibels limited;          ///< the deepest gain reduction of the limiter, >= 0
  double limited_share = 0;  ///< of all samples, those under gain reduction
};

/// Renders the source once into a temporary file beside `path` while measuring, then writes the master: linear gain,
/// true-peak limiter, TPDF dither, 16 bit WAV (RF64 from 4 GB), tags. `path` appears only when whole. The result is
/// measured on what was written. Throws MachineFailure, Interrupted. `progress` advances by one for each second of
/// sound.
MasterMeasure publish_master(AudioSource& source, const DeliveryProfile& profile, const Tags& tags,
                             const std::filesystem::path& path, Progress& progress, const StopFlag& stop);

inline constexpr int kMasterVersion = 1;

}  // namespace sotto
