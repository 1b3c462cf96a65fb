#pragma once

/// The lines whose speaker a person should look at.

#include <string>
#include <vector>

#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"

namespace sotto::cli {

/// A line whose speaker the annotator was not sure of.
struct UnsureLine {
  std::string place;  ///< "story/the-mask/01-the-mask.md:12:1"
  std::string say;
  std::string who;
  double confidence = 0;
  std::string second;
  double second_confidence = 0;
};

/// The guessed lines that nobody corrected and that are less sure than `confidence` (0 to 1), the least sure first.
std::vector<UnsureLine> unsure_lines(const script::Script& script, const document::Manuscript& manuscript,
                                     double confidence);

}  // namespace sotto::cli
