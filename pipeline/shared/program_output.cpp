#include "shared/program_output.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <thread>

#include "shared/files.h"

// NOLINTNEXTLINE(readability-redundant-declaration): POSIX leaves it to the program
extern char** environ;

namespace sotto {

namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
/// A file without a name, gone when it is closed.
using Temporary = std::unique_ptr<std::FILE, Close>;

Temporary temporary_file() {
  Temporary file(std::tmpfile());
  if (!file) fail_with("make", "a temporary file", errno);
  return file;
}

std::string contents_of(std::FILE* file) {
  std::rewind(file);
  std::string bytes;
  std::array<char, 65536> block{};
  for (std::size_t count = 0; (count = std::fread(block.data(), 1, block.size(), file)) > 0;) {
    bytes.append(block.data(), count);
  }
  return bytes;
}

/// The status of a process, which is ended where it takes too long.
int wait_for(pid_t process) {
  using Clock = std::chrono::steady_clock;
  const auto longest = Clock::now() + std::chrono::minutes(2);
  int status = 0;
  for (auto pause = std::chrono::milliseconds(1);; pause = std::min(pause * 2, std::chrono::milliseconds(50))) {
    const pid_t ended = ::waitpid(process, &status, WNOHANG);
    if (ended == process) return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (ended < 0 && errno != EINTR) return -1;
    if (Clock::now() > longest) {
      ::kill(process, SIGKILL);
      ::waitpid(process, &status, 0);
      return -1;
    }
    std::this_thread::sleep_for(pause);
  }
}

}  // namespace

ProgramOutput run_program(const std::vector<std::string>& command, std::string_view input) {
  const Temporary in = temporary_file();
  const Temporary out = temporary_file();
  const Temporary err = temporary_file();
  if (std::fwrite(input.data(), 1, input.size(), in.get()) != input.size() || std::fflush(in.get()) != 0) {
    fail_with("write", "a temporary file", errno);
  }
  std::rewind(in.get());
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(in.get()), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(out.get()), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(err.get()), STDERR_FILENO);
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t process = 0;
  const int failure = ::posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ProgramOutput output;
  if (failure != 0) return output;
  output.status = wait_for(process);
  output.found = output.status != 127;
  output.text = contents_of(out.get());
  output.errors = contents_of(err.get());
  return output;
}

}  // namespace sotto
