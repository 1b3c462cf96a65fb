#pragma once

/// What a person has fixed, for the annotator.

#include <string>

#include "shared/span.h"

namespace sotto::script {

/// A line's speaker as a person has fixed it: an anchor for its neighbours.
struct SpeakerAnchor {
  Span span;
  std::string who;
};

}  // namespace sotto::script
