#pragma once

/// What people decided about lines, carried from stored scripts over to the manuscript as it is now.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/script/chapter_matching.h"
#include "annotate/script/line_locator.h"
#include "annotate/script/script_yaml.h"
#include "annotate/script/speaker_anchor.h"
#include "annotate/script/word_alignment.h"
#include "shared/diagnostics.h"

namespace sotto::script {

/// One corrected line of a stored script.
struct Correction {
  Line line;               ///< as stored; its span is empty
  std::size_t stored = 0;  ///< index of its chapter
  std::filesystem::path path;
  std::size_t place = 0;  ///< 1-based line in that file
  std::string written;    ///< that line's text
};

/// A correction that was found in the manuscript.
struct PlacedCorrection : LineLocation {
  std::size_t correction = 0;  ///< index
};

/// All corrections of a stored script, which must outlive this, each with its place in the manuscript or without.
class Corrections {
 public:
  /// Finds the place of each: six in ten of its words, in order, in one place.
  Corrections(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
              const std::vector<StoredChapter>& stored);

  /// Where the placed ones are and who speaks there; names and aliases of `given` are turned into ids.
  std::vector<SpeakerAnchor> anchors(const std::vector<document::Character>& given) const;

  /// The fresh script with the corrected lines in it: cut at word boundaries where a correction begins or ends within a
  /// line, joined where one goes over several. Corrections without a place are warnings and go to `unplaced` of the
  /// chapter where most of theirs went. A `who` that the script's cast lacks is an error where it is nearly the name of
  /// somebody; otherwise a warning, and who says the line is of the cast: all their other lines may be gone.
  Script apply(Script fresh, const ChapterMatches& matches, Diagnostics& diagnostics) const;

 private:
  void resolve_speakers(std::vector<Correction>& corrections, const std::vector<bool>& placed, Script& script,
                        Diagnostics& diagnostics) const;

  const document::Manuscript& manuscript_;
  const std::vector<StoredChapter>& stored_;
  std::vector<Correction> all_;
  std::vector<PlacedCorrection> placed_;  ///< in reading order
  std::vector<Span> words_;               ///< of the manuscript's paragraphs
};

}  // namespace sotto::script
