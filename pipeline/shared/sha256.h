#pragma once

#include <string>
#include <string_view>

namespace sotto {

/// The SHA-256 of some bytes as 64 lower-case hexadecimal digits (FIPS 180-4): how other tools name a text.
std::string sha256(std::string_view bytes);

}  // namespace sotto
