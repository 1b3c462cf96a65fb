#pragma once

/// Whether a book is locked (DRM).

#include "annotate/document/sources/archive.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// Reports a book whose text is encrypted as an error; obfuscated fonts alone are no lock. Returns whether it is.
bool tell_if_locked(const Archive& archive, Diagnostics& diagnostics);

}  // namespace sotto::document
