#pragma once

/// Failures of the machine: a full disk, a missing engine, a file that cannot be read. Thrown where they happen,
/// caught in `main`, which prints the message and exits with the status.

#include <stdexcept>
#include <string>

namespace sotto {

/// The machine failed (exit status 3). The message says what failed, where, and what to do.
class MachineFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The user asked to stop (Ctrl-C).
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("interrupted") {}
};

}  // namespace sotto
