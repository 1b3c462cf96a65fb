#pragma once

/// Clicks in what is left of a master when the speech is taken out.

#include <array>
#include <span>
#include <vector>

#include "report/analysis/bed_stretch.h"
#include "report/analysis/signal_event.h"

namespace sotto::analysis {

class ClickFinder {
 public:
  /// `least`: dBFS; softer clicks are not listed.
  explicit ClickFinder(Decibels least) : least_(least) {}

  /// The next stretch: what is left, the bed as it was mixed, and the speech that was taken out (both channels added),
  /// all of one length.
  void add(const BedStretch& stretch, BedSound residual, BedSound planned, std::span<const float> speech);
  /// Skips a stretch whose sound is not known; the next one is judged without what went before.
  void skip() { channels_ = {}; }
  /// In order of time; value: dBFS of what stands out.
  std::vector<SignalEvent> clicks() const;

 private:
  struct Channel {
    float last = 0;
    float before = 0;
    float average = 0;
    int known = 0;  ///< samples that went before, up to 2
  };
  void add(const BedStretch& stretch, std::span<const float> channel, std::span<const float> planned,
           std::span<const float> speech, Channel& state);

  Decibels least_;
  std::array<Channel, 2> channels_;
  std::vector<SignalEvent> clicks_;
};

}  // namespace sotto::analysis
