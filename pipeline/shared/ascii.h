#pragma once

/// Text for programs that read nothing but ASCII.

#include <string>
#include <string_view>

namespace sotto {

/// Letters of other scripts and with marks in those of ASCII ("René" -> "Rene", "Смит" -> "Smit"), typographic marks in
/// plain ones; what has none is left out.
std::string to_ascii(std::string_view text);

}  // namespace sotto
