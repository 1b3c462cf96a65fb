#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace sotto::testing {

/// What a program left behind.
struct Outcome {
  int status = -1;  ///< exit status; 128 + signal when it was killed
  std::string out;
  std::string err;
};

/// A program to run, and how.
struct Command {
  std::vector<std::string> words = {};
  std::filesystem::path folder = ".";             ///< its working folder
  std::function<void()> in_child = {};            ///< runs in the child before the program: limits, mounts, users
  std::function<void(pid_t)> while_running = {};  ///< runs in the parent once the program is started
};

/// Runs to the end. A program that takes longer than ten minutes is killed.
Outcome run(const Command& command);

/// The path of a program of PATH, or empty.
std::filesystem::path find_program(const std::string& name);

}  // namespace sotto::testing
