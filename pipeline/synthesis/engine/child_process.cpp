#include "synthesis/engine/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <utility>

#include "shared/failure.h"
#include "shared/system_error.h"

namespace sotto::engine {

namespace {

using Clock = std::chrono::steady_clock;

/// How a child ends whose last answer is the message of a MachineFailure.
constexpr int kFailed = 3;

/// Of what is written to standard error, so much is kept.
constexpr std::size_t kMostSaid = 65536;

struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
      throw MachineFailure("cannot start a process for the speech engine: " + system_reason(errno));
    }
    out = ends[0];
    in = ends[1];
  }
  ~Pipe() {
    close_in();
    ::close(out);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  void close_in() {
    if (in >= 0) ::close(std::exchange(in, -1));
  }
  /// Appends what has arrived; false at the end.
  bool read_into(std::string& bytes) const {
    std::array<char, 4096> block{};
    const ssize_t got = ::read(out, block.data(), block.size());
    if (got < 0) return errno == EINTR || errno == EAGAIN;
    bytes.append(block.data(), static_cast<std::size_t>(got));
    return got > 0;
  }

  int out = -1;
  int in = -1;
};

void put(int pipe, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(pipe, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) ::_exit(EXIT_FAILURE);  // nobody listens any more
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// An exception other than MachineFailure ends the child like any other crash.
[[noreturn]] void work_and_exit(const std::function<void(const Answers&)>& work, pid_t parent, const Pipe& answers,
                                const Pipe& said) noexcept {
  const Answers answer = [&](std::string_view text) {
    put(answers.in, text);
    put(answers.in, std::string_view("", 1));
  };
  quieten_signals();
  if (!die_with_parent(parent) || ::dup2(said.in, STDERR_FILENO) < 0) ::_exit(EXIT_FAILURE);
  try {
    work(answer);
  } catch (const MachineFailure& failure) {
    answer(failure.what());
    ::_exit(kFailed);
  }
  ::_exit(EXIT_SUCCESS);
}

/// Takes the whole answers off the front of what arrived; whether there was one.
bool take_answers(std::string& arrived, std::vector<std::string>& answers) {
  bool any = false;
  for (std::size_t end = arrived.find('\0'); end != std::string::npos; end = arrived.find('\0')) {
    answers.push_back(arrived.substr(0, end));
    arrived.erase(0, end + 1);
    any = true;
  }
  return any;
}

/// Listens until the child has closed both pipes; false when it was silent for too long.
bool listen(const Pipe& answers, const Pipe& said, Seconds limit, ChildOutcome& outcome) {
  const auto patience = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(limit.value));
  auto deadline = Clock::now() + patience;
  std::string arrived;
  std::array<pollfd, 2> pipes{{{answers.out, POLLIN, 0}, {said.out, POLLIN, 0}}};
  while (pipes[0].fd >= 0 || pipes[1].fd >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    if (::poll(pipes.data(), pipes.size(), static_cast<int>(left) + 1) < 0) continue;
    if (pipes[0].revents != 0 && !answers.read_into(arrived)) pipes[0].fd = -1;
    if (take_answers(arrived, outcome.answers)) deadline = Clock::now() + patience;
    if (pipes[1].revents != 0 && !said.read_into(outcome.said)) pipes[1].fd = -1;
    outcome.said.resize(std::min(outcome.said.size(), kMostSaid));
  }
  return true;
}

int wait_for_end(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return status;
}

}  // namespace

pid_t fork_or_fail() {
  const pid_t child = ::fork();
  if (child < 0) throw MachineFailure("cannot start a process for the speech engine: " + system_reason(errno));
  return child;
}

bool die_with_parent(pid_t parent) { return ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::getppid() == parent; }

void quieten_signals() {
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  for (const int signal : {SIGINT, SIGQUIT, SIGPIPE}) ::sigaction(signal, &ignore, nullptr);
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
}

ChildOutcome run_in_child(const std::function<void(const Answers&)>& work, Seconds limit) {
  Pipe answers;
  Pipe said;
  const pid_t parent = ::getpid();
  const pid_t child = fork_or_fail();
  if (child == 0) work_and_exit(work, parent, answers, said);
  answers.close_in();
  said.close_in();
  ChildOutcome outcome;
  const bool in_time = listen(answers, said, limit, outcome);
  if (!in_time) ::kill(child, SIGKILL);
  const int status = wait_for_end(child);
  if (!in_time) {
    outcome.trouble = fmt::format("hung (no answer within {:.0f} s)", limit.value);
  } else if (WIFSIGNALED(status)) {
    outcome.trouble = fmt::format("crashed (signal {})", WTERMSIG(status));
  } else if (WEXITSTATUS(status) == kFailed && !outcome.answers.empty()) {
    throw MachineFailure(outcome.answers.back());
  } else if (WEXITSTATUS(status) != EXIT_SUCCESS) {
    outcome.trouble = fmt::format("gave up (status {})", WEXITSTATUS(status));
  }
  return outcome;
}

}  // namespace sotto::engine
