#pragma once

/// How many files this process may have open.

#include <cstddef>

namespace sotto {

/// Raises the limit as far as the system lets this user. Throws MachineFailure where it stays below `count`: said at
/// the beginning, since a program that runs out of them in the middle takes what it cannot open for missing.
void need_open_files(std::size_t count);

}  // namespace sotto
