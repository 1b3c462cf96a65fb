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
  /// The next pause: what is heard in it, both channels' mean.
  void add(const BedStretch& pause, std::span<const float> mono);
  /// In order; value: dB over the usual level of the pauses.
  std::vector<SignalEvent> voices() const;

 private:
  /// Of 46 ms.
  struct Frame {
    Seconds at;
    float level = 0;  ///< dBFS
    bool voiced = false;
  };
  std::vector<Frame> frames_;
  PitchFinder pitch_;
};

}  // namespace sotto::analysis
