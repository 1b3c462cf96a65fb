#pragma once

/// The lines whose speaker a person should look at.

#include <string>
#include <vector>

#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"

namespace sotto::report {

/// A line whose speaker the annotator was not sure of.
struct UnsureLine {
  std::string place;  ///< "story/the-mask/01-the-mask.md:12:1"
  std::string say;
  std::string who;
  double confidence = 0;
  std::string second;
  double second_confidence = 0;
};

/// Lines under this confidence are listed for a person to look at.
inline constexpr double kUnsure = 0.8;

/// The guessed lines under kUnsure, the least sure first.
std::vector<UnsureLine> unsure_lines(const script::Script& script, const document::Manuscript& manuscript);

}  // namespace sotto::report
