#pragma once

/// Quoting for commands in messages, so that they can be pasted into a shell.

#include <string>
#include <string_view>

namespace sotto {

/// One word of a command as it must be typed: in quotes where it has characters that a shell would interpret.
std::string shell_word(std::string_view text);

}  // namespace sotto
