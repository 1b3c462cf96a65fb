#pragma once

/// The ambience under the speech of a chapter: scenes of rain and recordings, crossfaded, with thunder, ducked.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "annotate/document/book.h"
#include "mix/bed_recording.h"
#include "mix/ducking.h"
#include "mix/rain.h"
#include "mix/timeline.h"

namespace sotto::mix {

/// The position of a chapter's bed in the endless ambience.
struct BedPosition {
  std::int64_t start = 0;  ///< frame of the endless ambience at which the chapter begins
  bool fade_in = true;     ///< from silence, at the chapter's first frame
  bool fade_out = true;    ///< to silence, at its last
  /// The scene it begins in; absent: the book's.
  std::optional<document::AmbienceScene> scene = {};
  /// Frame of the endless ambience at which the next chapter begins. At this chapter's end the bed crossfades to the
  /// ambience before that frame, so that it continues there; no chapter's length shifts the bed of another.
  std::optional<std::int64_t> next = {};
  bool operator==(const BedPosition&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("start", &BedPosition::start), field("fade_in", &BedPosition::fade_in),
                      field("fade_out", &BedPosition::fade_out), field("scene", &BedPosition::scene),
                      field("next", &BedPosition::next));
  }
};

/// The scene that a chapter ends in.
document::AmbienceScene last_scene(const Timeline& timeline, const document::AmbienceScene& first);

/// The scenes of a chapter, faded into each other, somewhere in the endless ambience.
class SceneTrack {
 public:
  /// `place.start` is the frame of the endless ambience that sounds at the chapter's first frame.
  SceneTrack(const Timeline& timeline, const document::AmbienceSettings& settings, const BedPosition& place,
             Lufs speech, std::filesystem::path recordings);

  /// Adds the frames of the chapter from `first` on.
  void add(std::int64_t first, std::span<float> left, std::span<float> right);

 private:
  /// A scene from the middle of one crossfade to the middle of the next.
  struct Segment {
    document::AmbienceScene scene;
    std::int64_t fade_begin = 0;
    std::int64_t fade_end = 0;
    float gain = 0;
    std::unique_ptr<Rain> rain = nullptr;  ///< while it is heard; or
    std::unique_ptr<BedRecording> recording = nullptr;
  };

  int seed_;
  std::int64_t start_;
  std::filesystem::path recordings_;
  std::vector<Segment> segments_;
  std::vector<float> left_;
  std::vector<float> right_;
};

class AmbienceBed {
 public:
  /// `speech`: loudness of the speech; in the book's own scene the bed is `settings.level` LU from it. Other scenes
  /// are louder or softer by the difference of their natural levels; recordings are as loud as the
  /// book's own scene. They lie in the folder `recordings` (bed_recording.h). The timeline must outlive the bed.
  AmbienceBed(const Timeline& timeline, const document::AmbienceSettings& settings, const BedPosition& place,
              Lufs speech, const std::filesystem::path& recordings = {});

  /// The frames of the chapter from `first` on; a pure function of them. Cheapest in order.
  void render(std::int64_t first, std::span<float> left, std::span<float> right);

 private:
  void hand_over(std::int64_t first, std::span<float> left, std::span<float> right);
  void add_thunder(std::int64_t first, std::span<float> left, std::span<float> right) const;
  float edge(std::int64_t frame) const;

  const Timeline& timeline_;
  int seed_;
  BedPosition place_;
  float thunder_gain_;
  SceneTrack scenes_;
  std::optional<SceneTrack> next_;  ///< the same, as they are before the next chapter
  DuckCurve duck_;
  std::int64_t fade_in_;
  std::int64_t fade_out_;
  std::int64_t hand_over_;  ///< the frame from which on `next_` comes in
  std::vector<float> left_;
  std::vector<float> right_;
};

}  // namespace sotto::mix
