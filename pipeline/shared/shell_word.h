#pragma once

/// Commands that are told to a person, so that they can be pasted into a shell.

#include <string>
#include <string_view>

namespace sotto {

/// A word of a command as it is to be typed: in quotes where it has other than letters, digits and what no shell takes
/// for its own.
std::string shell_word(std::string_view text);

}  // namespace sotto
