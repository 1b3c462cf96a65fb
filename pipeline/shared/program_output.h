#pragma once

/// Runs another program and keeps what it writes.

#include <string>
#include <string_view>
#include <vector>

namespace sotto {

struct ProgramOutput {
  bool found = false;  ///< there is such a program
  int status = 0;      ///< its exit status; -1: it was ended, by a signal or because it took more than two minutes
  std::string text;    ///< what it wrote
  std::string errors;  ///< and to its standard error
};

/// Runs a program, found as a shell finds it, with `input` as its standard input. Throws MachineFailure when no
/// temporary file can be made.
ProgramOutput run_program(const std::vector<std::string>& command, std::string_view input);

}  // namespace sotto
