#pragma once

/// What is heard under the speech, as people write it: a scene of rain in `book.yaml`, and changes of it in a script.

#include <optional>
#include <string>
#include <string_view>

#include "shared/fields.h"
#include "shared/strict_yaml.h"
#include "shared/units.h"

namespace sotto::document {

/// What the rain falls on.
enum class Surface { window, roof, street, leaves };

/// Where the listener is: behind closed windows, by an open door, or under the sky.
enum class ListeningPosition { indoors, open_door, outdoors };

/// What lies under the speech.
struct Bed {
  enum class Kind { none, rain, recording };
  Kind kind = Kind::rain;
  std::string file = {};     ///< of a recording: as it is written, relative to the book's folder
  Origin at = {};            ///< where it is written
  std::string content = {};  ///< of a recording whose file was found: the name of its prepared sound (bed_recording.h)
  bool operator==(const Bed&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("kind", &Bed::kind), field("file", &Bed::file), aside("at", &Bed::at),
                      field("content", &Bed::content));
  }

  bool is_none() const { return kind == Kind::none; }
  bool is_recording() const { return kind == Kind::recording; }
};

/// "rain", "none", or a sound file; and back.
Bed bed_named(const std::string& name, Origin at = {});
std::string name_of(const Bed& bed);

/// A scene: rain, or a recording of the user's own, for which the rain's keys mean nothing.
struct AmbienceScene {
  Surface surface = Surface::window;
  ListeningPosition place = ListeningPosition::indoors;
  double intensity = 0.5;  ///< 0 (no rain) to 1 (a cloudburst); 6 dB for each doubling
  double distance = 0;     ///< 0 (around the listener) to 1 (far off: duller, without drops of its own, 12 dB lower)
  double gutters = 0.2;    ///< 0 (none) to 1 (a pipe that runs by the ear)
  double gusts = 0.5;      ///< 0 (steady) to 1 (some 3 dB up and down)
  Bed bed = {};
  bool operator==(const AmbienceScene&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("surface", &AmbienceScene::surface), field("place", &AmbienceScene::place),
                      field("intensity", &AmbienceScene::intensity), field("distance", &AmbienceScene::distance),
                      field("gutters", &AmbienceScene::gutters), field("gusts", &AmbienceScene::gusts),
                      field("bed", &AmbienceScene::bed));
  }
};

/// The level of a scene of rain against that of others: what intensity, distance and walls do to it. -infinity without
/// rain.
Decibels natural_level(const AmbienceScene& scene);

/// A change at a line of a script. What it does not name stays as it was.
struct AmbienceChange {
  std::optional<Bed> bed;  ///< rain, or a recording
  std::optional<Surface> surface;
  std::optional<ListeningPosition> place;
  std::optional<double> intensity;
  std::optional<double> distance;
  std::optional<double> gutters;
  std::optional<double> gusts;
  std::string at;      ///< words of the line: it comes with the sentence that has them; empty: with the line's first
  Seconds fade{4};     ///< of the crossfade, whose middle is where that sentence begins
  double thunder = 0;  ///< over 0: one distant stroke of thunder of this loudness, up to 1
  std::string guess;   ///< what in the narration the annotator took for a change; empty: a person wrote or confirmed it
  bool operator==(const AmbienceChange&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("bed", &AmbienceChange::bed), field("surface", &AmbienceChange::surface),
                      field("place", &AmbienceChange::place), field("intensity", &AmbienceChange::intensity),
                      field("distance", &AmbienceChange::distance), field("gutters", &AmbienceChange::gutters),
                      field("gusts", &AmbienceChange::gusts), field("at", &AmbienceChange::at),
                      field("fade", &AmbienceChange::fade), field("thunder", &AmbienceChange::thunder),
                      unhashed("guess", &AmbienceChange::guess));
  }

  /// Whether the scene changes; a stroke of thunder alone changes none.
  bool changes_scene() const;
};

AmbienceScene changed(const AmbienceScene& scene, const AmbienceChange& change);

/// Whether a text has these words, one after the other; letter case and punctuation do not count.
bool says(std::string_view text, std::string_view words);

/// Reads the keys of a scene: `surface`, `place`, `intensity`, `distance`, `gutters` and `gusts`.
void read_scene(YamlMapping& mapping, AmbienceChange& change);

/// Reads what stands at `- ambience:` in a script.
AmbienceChange read_change(const YamlFile& file, const YamlValue& value);

/// "{surface: window, intensity: 0.4}"; without the guess. Reads back as the same.
std::string write_change(const AmbienceChange& change);

}  // namespace sotto::document
