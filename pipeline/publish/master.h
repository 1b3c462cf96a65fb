#pragma once

/// ChapterMix -> Master: the finished file, its loudness, true peak and format as the delivery profile asks.

#include <filesystem>
#include <string>
#include <vector>

#include "mix/chapter_mix.h"
#include "publish/delivery_profile.h"
#include "publish/measure.h"
#include "shared/audio.h"
#include "shared/diagnostics.h"
#include "shared/progress.h"
#include "shared/sound_file.h"
#include "shared/units.h"

namespace sotto::publish {

struct PublishedMaster {
  MasterMeasure measure;
  std::string hash;                ///< `hash_file` of the master
  std::vector<std::string> stems;  ///< and of its stems, voices and ambience, where they were written
};

/// How to use the separate voices of a source that has them as two channels after the mix.
struct VoicesApart {
  bool stems = true;  ///< the voices and the ambience under them are written beside the master (`StemPaths`)
  /// Only the voices are brought to the profile's loudness; the ambience has the gain that follows from `expected`, so
  /// that it is equally loud in every chapter, whatever gain the voices there need.
  bool steady_bed = false;
};

/// Makes the master of a mix: linear gain, true-peak limiter, and the profile's format: 16 bit WAV (RF64 from 4 GB) or
/// FLAC with TPDF dither, or MP3; tags. The source is read once if its loudness is as `expected`, and again with a
/// better gain if not. `path` appears only when whole. What is measured is what was written: an MP3 is decoded for it,
/// and made again where its level or its peaks are off. A source of four channels carries the voices after the mix, for
/// what `apart` asks; stems change nothing of the master. Throws MachineFailure, Interrupted. `progress` advances by
/// one for each second of sound.
PublishedMaster publish_master(AudioSource& source, const DeliveryProfile& profile, const AudioTags& tags,
                               const std::filesystem::path& path, Progress& progress, const StopFlag& stop,
                               Lufs expected = mix::kSpeechLoudness, const VoicesApart& apart = {});

inline constexpr int kMasterVersion = 3;

}  // namespace sotto::publish
