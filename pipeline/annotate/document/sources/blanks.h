#pragma once

/// White space for what stands in a file and is not read.

#include <string>

#include "shared/span.h"

namespace sotto::document {

/// Puts spaces in the place of a stretch, as many code points and bytes as it had; line ends stay. So every other
/// character keeps its offset.
void blank(std::string& text, Span span);

}  // namespace sotto::document
