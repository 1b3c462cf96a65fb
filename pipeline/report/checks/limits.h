#pragma once

/// What the listening checks hold a production to. `checks/limits.yaml` lists every limit with its reason; a book may
/// have a `limits.yaml` of its own beside its `book.yaml` that changes some of them.

#include <filesystem>

#include "shared/diagnostics.h"
#include "shared/units.h"

namespace sotto::checks {

struct Limits {
  struct Complete {
    double slowest = 3;       ///< times the speaker's usual time for a line of that length
    double fastest = 3;       ///< the usual time divided by the line's
    double cut_off = 0.08;    ///< a take's last 5 ms relative to its loudest 10 ms
    double cut_edge = 0.025;  ///< its first and last 0.25 ms
    bool operator==(const Complete&) const = default;
  } complete;
  struct Signal {
    double dc = 0.002;            ///< of full scale
    Decibels click{-32};          ///< dBFS of what stands out of the bed
    Seconds dropout{0.03};        ///< longest stretch without the speech that is due
    Seconds pause_slack{0.15};    ///< a pause may be longer or shorter than planned by
    Decibels hum{12};             ///< a line of the mains over its neighbours, in the pauses
    Decibels channel_balance{9};  ///< one channel over the other
    double phase = 0.2;           ///< correlation of the channels while someone speaks, at least
    Decibels stray_sound{8};      ///< what sounds in a pause over the bed around
    bool operator==(const Signal&) const = default;
  } signal;
  struct Loudness {
    Decibels between_chapters{0.5};  ///< LU
    Decibels between_speakers{3};    ///< LU, plain lines, apart from what the profiles intend
    Decibels range{12};              ///< LU
    Decibels line{3};                ///< of a take in the master, over or under the gain of its chapter
    Decibels short_term{6};          ///< LU of the loudest 3 s over the integrated loudness
    bool operator==(const Loudness&) const = default;
  } loudness;
  struct Ambience {
    Decibels speech_over_bed{15};  ///< LU
    Decibels short_slack{3};       ///< LU less for a line of under a second: a word or two is as loud as its vowels
    Decibels under_speech{30};     ///< LU by which the bed is softer than the chapter where nobody speaks, at most
    Decibels bed_level{3};         ///< LU that it is off its plan in a pause, beside the other pauses
    Decibels pumping{2};           ///< LU by which the bed rises in short pauses
    Seconds gap{0.1};              ///< longest stretch without bed
    Seconds repeated{5};           ///< of the bed that is heard a second time
    bool operator==(const Ambience&) const = default;
  } ambience;
  struct Intelligibility {
    double estoi = 0.93;
    double whisper = 0.9;  ///< the same for whispers, which are quieter by intent
    Decibels faint{25};    ///< bands in which a take is softer than itself as a whole by more do not count
    Seconds shortest{2};   ///< a shorter line is judged together with the speaker's other short ones
    bool operator==(const Intelligibility&) const = default;
  } intelligibility;
  struct Voices {
    double apart = 1;            ///< distance of speakers who share a scene, in just noticeable steps
    double other_speaker = 1.5;  ///< steps by which a line may lie nearer to another speaker than to its own
    bool operator==(const Voices&) const = default;
  } voices;
  struct Deliveries {
    double whisper_voiced = 0.5;  ///< of the plain lines' voiced share, at most
    Decibels shout{2};            ///< over the plain lines, at least
    bool operator==(const Deliveries&) const = default;
  } deliveries;
  struct Attribution {
    double confidence = 0.8;  ///< lines under it are listed
    double unsure_share = 1;  ///< of all guessed lines, at most
    bool operator==(const Attribution&) const = default;
  } attribution;
  struct Regression {
    double changed = 1;  ///< share of the lines that may differ from the blessed production; 1: they are only listed
    bool operator==(const Regression&) const = default;
  } regression;
  bool operator==(const Limits&) const = default;
};

/// Lays what a file says over the limits. Strict: what it does not know is an error. Throws MachineFailure when it
/// cannot be read.
void read_limits(const std::filesystem::path& path, Limits& limits, Diagnostics& diagnostics);

}  // namespace sotto::checks
