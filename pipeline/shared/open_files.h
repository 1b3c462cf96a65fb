#pragma once

/// How many files this process may have open.

#include <cstddef>

namespace sotto {

/// Raises the limit as far as the system lets this user. Throws MachineFailure where it stays below `count`: better
/// said at the beginning than in the middle of a production.
void need_open_files(std::size_t count);

}  // namespace sotto
