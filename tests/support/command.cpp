#include "support/command.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::testing {

namespace {

[[noreturn]] void become(const Command& command, const std::string& out, const std::string& err) {
  ::setpgid(0, 0);
  const int none = ::open("/dev/null", O_RDONLY);
  const int out_file = ::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
  const int err_file = ::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
  ::dup2(none, STDIN_FILENO);
  ::dup2(out_file, STDOUT_FILENO);
  ::dup2(err_file, STDERR_FILENO);
  ::alarm(600);  // survives exec, and ends a program that hangs; no load makes any of ours take as long
  if (::chdir(command.folder.c_str()) != 0) ::_exit(127);
  if (command.in_child) command.in_child();
  std::vector<char*> words;
  for (const std::string& word : command.words) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  ::execvp(words[0], words.data());
  ::_exit(127);
}

}  // namespace

Outcome run(const Command& command) {
  const TempFolder folder;
  const std::string out = (folder / "out").string();
  const std::string err = (folder / "err").string();
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) become(command, out, err);
  if (command.while_running) command.while_running(child);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
  }
  ::kill(-child, SIGKILL);  // nothing that it started stays
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), try_read_file(out).value_or(""),
          try_read_file(err).value_or("")};
}

std::filesystem::path find_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path != nullptr ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    std::filesystem::path candidate = std::filesystem::path(folder) / name;
    if (::access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return {};
}

}  // namespace sotto::testing
