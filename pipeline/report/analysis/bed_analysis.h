#pragma once

/// What is left of a master when the speech is taken out: the bed, and whatever should not be there.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "report/analysis/analyze_master.h"
#include "report/analysis/decimator.h"
#include "shared/loudness.h"

namespace sotto::analysis {

/// A stretch of the chapter between or under takes.
struct BedStretch {
  enum class Kind {
    speech,  ///< someone speaks
    pause,   ///< nobody does
    unknown  ///< what sounds here is not known: the bed is not judged
  };
  Kind kind = Kind::pause;
  std::int64_t begin = 0;  ///< frame of the chapter as planned
  std::int64_t shift = 0;  ///< from there to the master
};

/// Its two channels.
struct BedSound {
  std::span<const float> left;
  std::span<const float> right;
};

/// Hears the residual stretch by stretch, in order and without holes.
class BedAnalyzer {
 public:
  explicit BedAnalyzer(const AnalysisSettings& settings);

  /// `planned` is the bed as it was mixed, `speech` what was taken out (both channels added), all of one length.
  void add(const BedStretch& stretch, BedSound residual, BedSound planned, std::span<const float> speech);
  void finish(const mix::Timeline& timeline, ChapterAnalysis& heard);

 private:
  /// Sounds of 23 ms in a pause.
  struct PauseFrame {
    Seconds at;
    float level = 0;  ///< dBFS
    bool voiced = false;
  };
  struct Differences {
    float last = 0;
    float before = 0;
    float average = 0;
    int known = 0;  ///< samples that went before, up to 2
  };

  void hear_clicks(const BedStretch& stretch, std::span<const float> channel, std::span<const float> planned,
                   std::span<const float> speech, Differences& state);
  void hear_voices(const BedStretch& stretch, std::span<const float> mono);
  void find_gaps(const mix::Timeline& timeline, ChapterAnalysis& heard) const;
  void find_voices(ChapterAnalysis& heard) const;
  /// What is asked of `low_`, which is then forgotten.
  void hear_low();
  void add_hum();
  void find_repetition();
  void find_hum(ChapterAnalysis& heard) const;
  void tell_levels(const mix::Timeline& timeline, ChapterAnalysis& heard) const;
  void compare_levels(const mix::Timeline& timeline, ChapterAnalysis& heard) const;

  AnalysisSettings settings_;
  LoudnessMeter meter_;
  LoudnessMeter planned_;
  Decimator slow_;
  std::vector<float> low_;         ///< mono at a sixteenth of the rate, a few minutes at a time
  std::vector<double> hum_power_;  ///< its spectrum, summed over windows
  std::size_t hum_windows_ = 0;
  Seconds repeated_;
  Seconds repeats_after_;
  std::vector<float> levels_;         ///< mean square of each 5 ms
  std::vector<std::int64_t> shifts_;  ///< of each 5 ms; kNoShift where unknown
  std::array<Differences, 2> differences_;
  std::vector<SignalEvent> clicks_;
  std::vector<PauseFrame> pause_frames_;
  PitchFinder pitch_;
  std::vector<float> interleaved_;
  std::vector<float> interleaved_plan_;
  std::vector<float> mono_;
  double block_power_ = 0;
  std::size_t block_filled_ = 0;
};

}  // namespace sotto::analysis
