#pragma once

/// A stored script as a text that can be changed at the place: which items of it are which line.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "annotate/script/script.h"
#include "annotate/script/script_yaml.h"
#include "shared/yaml_splice.h"

namespace sotto::script {

/// A line as items of a sequence.
struct LineItems {
  std::optional<std::size_t> scene_break;
  std::optional<std::size_t> ambience;
  std::size_t line = 0;

  std::size_t first() const { return std::min({scene_break.value_or(line), ambience.value_or(line), line}); }
};

/// A stored text.
struct StoredText {
  std::optional<YamlSplices> splices;  ///< nothing for a text that cannot be changed at the place
  ScriptChapter chapter;               ///< all that it says, also when a newer file has it
  std::vector<LineItems> lines;
  std::vector<LineItems> unplaced;
};

StoredText read_stored_text(const StoredChapter& stored);

/// Changes a line's item from what it says to what it is to say.
void splice_line(YamlSplices& splices, const YamlValue& item, const Line& before, const Line& now);

/// The same for the scene break and the change of ambience before a line that stays.
void splice_above(YamlSplices& splices, const YamlValue& sequence, const LineItems& items, const Line& before,
                  const Line& now);

}  // namespace sotto::script
