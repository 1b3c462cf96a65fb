#include "annotate/document/ambience.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/text.h"
#include "shared/yaml_splice.h"

namespace sotto::document {

namespace {

/// In the order of the enumerations.
constexpr std::array<std::string_view, 4> kSurfaces = {"window", "roof", "street", "leaves"};
constexpr std::array<std::string_view, 3> kPlaces = {"indoors", "open-door", "outdoors"};

template <typename Choice, std::size_t Count>
void read_choice(YamlMapping& mapping, std::string_view key, const std::array<std::string_view, Count>& names,
                 std::optional<Choice>& target) {
  std::string name;
  if (!mapping.choice(key, name, std::vector<std::string>(names.begin(), names.end()))) return;
  target = static_cast<Choice>(std::find(names.begin(), names.end(), name) - names.begin());
}

void read_share(YamlMapping& mapping, std::string_view key, std::optional<double>& target) {
  double value = 0;
  if (mapping.number(key, value, 0, 1)) target = value;
}

}  // namespace

Bed bed_named(const std::string& name, Origin at) {
  if (name == "rain") return {Bed::Kind::rain, {}, std::move(at)};
  if (name == "none") return {Bed::Kind::none, {}, std::move(at)};
  return {Bed::Kind::recording, name, std::move(at)};
}

std::string name_of(const Bed& bed) {
  switch (bed.kind) {
    case Bed::Kind::none:
      return "none";
    case Bed::Kind::rain:
      return "rain";
    default:
      return bed.file;
  }
}

Decibels natural_level(const AmbienceScene& scene) {
  if (scene.intensity <= 0) return {-std::numeric_limits<double>::infinity()};
  constexpr double kFarther = 12;
  // A pane takes about this from what is left of the rain when its treble is gone.
  constexpr std::array<double, 3> kWalls = {-5, -2, 0};
  return {decibels(scene.intensity / 0.5).value - kFarther * scene.distance +
          kWalls[static_cast<std::size_t>(scene.place)]};
}

bool AmbienceChange::changes_scene() const {
  return bed || surface || place || intensity || distance || gutters || gusts;
}

AmbienceScene changed(const AmbienceScene& scene, const AmbienceChange& change) {
  return {change.surface.value_or(scene.surface),
          change.place.value_or(scene.place),
          change.intensity.value_or(scene.intensity),
          change.distance.value_or(scene.distance),
          change.gutters.value_or(scene.gutters),
          change.gusts.value_or(scene.gusts),
          change.bed.value_or(scene.bed)};
}

bool says(std::string_view text, std::string_view words) {
  const std::vector<std::string> all = words_of(text);
  const std::vector<std::string> wanted = words_of(words);
  return std::search(all.begin(), all.end(), wanted.begin(), wanted.end()) != all.end();
}

void read_scene(YamlMapping& mapping, AmbienceChange& change) {
  read_choice(mapping, "surface", kSurfaces, change.surface);
  read_choice(mapping, "place", kPlaces, change.place);
  read_share(mapping, "intensity", change.intensity);
  read_share(mapping, "distance", change.distance);
  read_share(mapping, "gutters", change.gutters);
  read_share(mapping, "gusts", change.gusts);
}

AmbienceChange read_change(const YamlFile& file, const YamlValue& value) {
  constexpr double kLongestFade = 60;
  AmbienceChange change;
  YamlMapping mapping(file, value, "a change of ambience");
  if (std::string bed; mapping.text("bed", bed)) {
    change.bed = bed_named(bed, file.origin(value.find("bed")->place));
    if (bed.empty() || change.bed->is_none()) {
      file.error(value.find("bed")->place, "a scene's bed is rain, or a sound file", "for silence: intensity: 0");
    }
  }
  read_scene(mapping, change);
  if (mapping.text("at", change.at)) change.at = fold_space(change.at);
  mapping.number("fade", change.fade.value, 0, kLongestFade, "seconds");
  mapping.number("thunder", change.thunder, 0, 1);
  mapping.finish();
  return change;
}

std::string write_change(const AmbienceChange& change) {
  std::string text;
  const auto add = [&](std::string_view key, const auto& value) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", key, value);
  };
  if (change.bed) add("bed", yaml_flow_scalar(name_of(*change.bed)));
  if (change.surface) add("surface", kSurfaces[static_cast<std::size_t>(*change.surface)]);
  if (change.place) add("place", kPlaces[static_cast<std::size_t>(*change.place)]);
  if (change.intensity) add("intensity", *change.intensity);
  if (change.distance) add("distance", *change.distance);
  if (change.gutters) add("gutters", *change.gutters);
  if (change.gusts) add("gusts", *change.gusts);
  if (change.thunder > 0) add("thunder", change.thunder);
  if (!change.at.empty()) add("at", yaml_flow_scalar(change.at));
  if (change.fade != AmbienceChange{}.fade) add("fade", change.fade.value);
  return '{' + text + '}';
}

}  // namespace sotto::document
