#pragma once

/// Errors of the operating system in words.

#include <string>

namespace sotto {

/// What the system says of an error (`errno`), and what can be done about it: "No space left on device; free some
/// space, then run it again: what is done is kept".
std::string system_reason(int error);

}  // namespace sotto
