#pragma once

/// What is measured of a master: of each take in it, of what is left without them, and of the whole. What is kept grows
/// by a few kilobytes a second of sound.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "publish/measure.h"
#include "report/analysis/channel_matching.h"
#include "report/analysis/clip_edges.h"
#include "report/analysis/estoi.h"
#include "report/analysis/hum_meter.h"
#include "report/analysis/repetition_finder.h"
#include "report/analysis/signal_event.h"
#include "report/analysis/track.h"
#include "report/analysis/voice_features.h"
#include "shared/sound_file.h"

namespace sotto::analysis {

/// One cue of the timeline, as it is in the master.
struct CueAnalysis {
  bool found = false;
  bool again = false;         ///< found a second time before the next cue
  Channels channels = {};     ///< as they were put right before anything else was measured
  std::int64_t shift = 0;     ///< frames by which it sounds later than planned
  double gain = 0;            ///< from the mix to the master
  double peak = 0;            ///< of the mix
  Seconds missing;            ///< the longest stretch in which the speech that is due is not there
  Seconds missing_at;         ///< in the master
  ClipEdges edges;            ///< of the take
  std::optional<Lufs> level;  ///< of the speech alone
  std::optional<Lufs> bed;    ///< of everything else meanwhile
  Estoi intelligibility;      ///< of the master against the take
  VoiceFeatures voice;        ///< of the take
};

/// A master, as it is.
struct ChapterAnalysis {
  std::string unheard;             ///< why it could not be analyzed, or only measured; empty: it was
  std::optional<SoundForm> form;   ///< of its file; nothing where it cannot be read
  publish::MasterMeasure measure;  ///< without duration: nothing was measured
  Track momentary;
  Track short_term;
  Track speech_peaks;
  Track bed_peaks;
  std::vector<CueAnalysis> cues;            ///< of the timeline, by index
  std::array<double, 2> dc{};               ///< mean of each channel, of full scale
  Track offset;                             ///< mean of each stretch of 4 s, of the channel that is further off
  std::array<Decibels, 2> channel_level{};  ///< RMS, dBFS
  std::optional<double> phase;              ///< correlation of the channels while someone speaks
  std::vector<SignalEvent> clipped;         ///< flat tops; value: the level, of full scale
  std::vector<SignalEvent> clicks;          ///< value: dBFS of what stands out
  std::vector<SignalEvent> bed_gaps;
  std::vector<SignalEvent>
      bed_levels;                     ///< of each pause; value: dB that it is furthest from its plan, beside the others
  std::vector<SignalEvent> stray;     ///< voices where nobody should speak; value: dB over the bed
  std::optional<Lufs> bed_in_rests;   ///< where it has come up again
  std::optional<Lufs> bed_in_pauses;  ///< in pauses that are too short for it to come up
  std::optional<Lufs> bed_under_speech;
  Hum hum;
  Repetition repeated;  ///< of the bed
};

struct AnalysisSettings {
  SoundForm form;       ///< what the file should be; another one is not analyzed
  bool bed = true;      ///< there should be one
  Decibels click{-32};  ///< dBFS; softer ones are not listed
  Decibels faint{25};   ///< under a take as a whole: bands in which it is softer do not count for being understood
};

}  // namespace sotto::analysis
