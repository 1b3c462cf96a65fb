#pragma once

/// Formats that Sotto does not read, and what a person can do instead.

#include <optional>
#include <string>
#include <string_view>

#include "annotate/document/sources/source.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// Whether a file is in one of them, by its first bytes.
bool is_refused_format(std::string_view bytes);

/// Reports, as an error, what the file is and how to convert it to a format that is read. Nothing is returned.
std::optional<Source> refuse_format(const std::string& path, std::string_view bytes, Diagnostics& diagnostics);

}  // namespace sotto::document
