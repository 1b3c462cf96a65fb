#pragma once

/// Voices in the pauses of a chapter, where only the bed should be heard.

#include <span>
#include <vector>

#include "report/analysis/bed_stretch.h"
#include "report/analysis/signal_event.h"
#include "report/analysis/voice_features.h"

namespace sotto::analysis {

class StrayVoiceFinder {
 public:
  /// The next pause: what is heard in it, and the bed as it was mixed, both channels' mean.
  void add(const BedStretch& pause, std::span<const float> mono, std::span<const float> planned);
  /// In order; value: dB over the usual level of the pauses, and over what the bed has there: thunder rolls in tones,
  /// and people may speak in a recording.
  std::vector<SignalEvent> voices() const;

 private:
  /// Of 46 ms.
  struct Frame {
    Seconds at;
    float level = 0;    ///< dBFS
    float planned = 0;  ///< the same of the bed as it was mixed, whose gain is another one
    bool voiced = false;
  };
  std::vector<Frame> frames_;
  PitchFinder pitch_;
};

}  // namespace sotto::analysis
