#include "synthesis/user_engine/program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include "shared/failure.h"
#include "shared/system_error.h"
#include "shared/text.h"
#include "synthesis/engine/child_process.h"

namespace sotto::user_engine {

namespace {

constexpr std::size_t kKeptLines = 20;
constexpr std::size_t kLongestErrorLine = 4096;
/// Of sound and of anything else that one sentence may come to.
constexpr std::size_t kMostOutput = std::size_t{64} << 20U;

struct Ends {
  int out = -1;
  int in = -1;
};

Ends open_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw MachineFailure("cannot start a program: " + system_reason(errno));
  return {ends[0], ends[1]};
}

void close_end(int& end) {
  if (end >= 0) ::close(std::exchange(end, -1));
}

/// In the child: as a program expects to be started.
[[noreturn]] void become(const std::vector<char*>& arguments, const char* folder, pid_t parent, int in, int out,
                         int error, int failed) {
  ::setpgid(0, 0);
  struct sigaction usual {};
  usual.sa_handler = SIG_DFL;
  for (const int signal : {SIGINT, SIGQUIT, SIGPIPE, SIGCHLD}) ::sigaction(signal, &usual, nullptr);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const bool ready = engine::die_with_parent(parent) && ::chdir(folder) == 0 && ::dup2(in, STDIN_FILENO) >= 0 &&
                     ::dup2(out, STDOUT_FILENO) >= 0 && ::dup2(error, STDERR_FILENO) >= 0;
  if (ready) ::execvp(arguments[0], arguments.data());
  const int reason = errno;
  [[maybe_unused]] const ssize_t told = ::write(failed, &reason, sizeof reason);
  ::_exit(127);
}

}  // namespace

Deadline deadline_after(Seconds time) {
  return std::chrono::steady_clock::now() +
         std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(time.value));
}

Program::Program(const std::vector<std::string>& arguments, const std::filesystem::path& folder) {
  std::vector<std::string> copies = arguments;
  std::vector<char*> pointers;
  pointers.reserve(copies.size() + 1);
  for (std::string& copy : copies) pointers.push_back(copy.data());
  pointers.push_back(nullptr);
  const std::string where = folder.string();
  Ends to = open_pipe();
  Ends from = open_pipe();
  Ends error = open_pipe();
  Ends failed = open_pipe();
  const pid_t parent = ::getpid();
  process_ = engine::fork_or_fail();
  if (process_ == 0) become(pointers, where.c_str(), parent, to.out, from.in, error.in, failed.in);
  ::setpgid(process_, process_);  // whichever of the two comes first
  for (int* end : {&to.out, &from.in, &error.in, &failed.in}) close_end(*end);
  in_ = to.in;
  out_ = from.out;
  error_ = error.out;
  int reason = 0;
  const bool is_there = ::read(failed.out, &reason, sizeof reason) != static_cast<ssize_t>(sizeof reason);
  close_end(failed.out);
  for (const int end : {in_, out_, error_}) ::fcntl(end, F_SETFL, ::fcntl(end, F_GETFL) | O_NONBLOCK);
  if (is_there) return;
  while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) continue;
  for (int* end : {&in_, &out_, &error_}) close_end(*end);
  throw MachineFailure(
      fmt::format("cannot start the program '{}': {}", printable(arguments.front()), system_reason(reason)));
}

Program::~Program() {
  if (ended_.empty()) {
    ::kill(-process_, SIGKILL);
    while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) continue;
  }
  for (int* end : {&in_, &out_, &error_}) close_end(*end);
}

/// Moves what can be moved, waiting for it until the deadline; false when nothing will come any more, or in time.
bool Program::pump(Deadline deadline) {
  std::array<pollfd, 3> ends{
      {{in_ >= 0 && !to_write_.empty() ? in_ : -1, POLLOUT, 0}, {out_, POLLIN, 0}, {error_, POLLIN, 0}}};
  if (ends[0].fd < 0 && ends[1].fd < 0 && ends[2].fd < 0) return false;
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
  if (left <= 0) return false;
  if (::poll(ends.data(), ends.size(), static_cast<int>(std::min<std::int64_t>(left + 1, 1'000'000))) < 0) return true;
  if (ends[0].revents != 0) {
    const ssize_t put = ::write(in_, to_write_.data(), to_write_.size());
    if (put > 0) to_write_.erase(0, static_cast<std::size_t>(put));
    if (put < 0 && errno != EAGAIN && errno != EINTR) {
      close_end(in_);
      to_write_.clear();
    }
  }
  std::array<char, 65536> block{};
  const auto take = [&](int& end, std::string& into) {
    const ssize_t got = ::read(end, block.data(), block.size());
    if (got > 0) into.append(block.data(), static_cast<std::size_t>(got));
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) close_end(end);
  };
  if (ends[1].revents != 0) take(out_, output_);
  if (ends[2].revents != 0) take(error_, error_line_);
  if (output_.size() > kMostOutput) close_end(out_);
  for (std::size_t end = error_line_.find('\n'); end != std::string::npos; end = error_line_.find('\n')) {
    errors_.push_back(error_line_.substr(0, end));
    new_errors_.push_back(errors_.back());
    error_line_.erase(0, end + 1);
    if (errors_.size() > kKeptLines) errors_.pop_front();
  }
  if (error_line_.size() > kLongestErrorLine) error_line_.resize(kLongestErrorLine);
  return true;
}

bool Program::write(std::string_view bytes, Deadline deadline) {
  // What is left of an answer that nobody waited for, and what it said about it, is not the next one's.
  new_errors_.clear();
  to_write_ += bytes;
  while (!to_write_.empty() && in_ >= 0) {
    if (!pump(deadline)) return false;
  }
  return in_ >= 0;
}

void Program::close_input() { close_end(in_); }

std::optional<std::string> Program::read_line(Deadline deadline) {
  for (;;) {
    if (const std::size_t end = output_.find('\n'); end != std::string::npos) {
      std::string line = output_.substr(0, end);
      output_.erase(0, end + 1);
      if (line.ends_with('\r')) line.pop_back();
      return line;
    }
    if (out_ < 0 || !pump(deadline)) return std::nullopt;
  }
}

std::optional<std::string> Program::read_bytes(std::size_t count, Deadline deadline) {
  while (output_.size() < count) {
    if (out_ < 0 || !pump(deadline)) return std::nullopt;
  }
  std::string bytes = output_.substr(0, count);
  output_.erase(0, count);
  return bytes;
}

std::optional<std::string> Program::read_error_line(std::string_view begin, Deadline deadline) {
  for (;;) {
    while (!new_errors_.empty()) {
      const std::string line = std::move(new_errors_.front());
      new_errors_.pop_front();
      if (const std::size_t place = line.find(begin); place != std::string::npos)
        return line.substr(place + begin.size());
    }
    if (error_ < 0 || !pump(deadline)) return std::nullopt;
  }
}

std::optional<std::string> Program::read_all(Deadline deadline) {
  while (out_ >= 0 || error_ >= 0) {
    if (!pump(deadline)) return std::nullopt;
  }
  while (end().empty()) {
    if (std::chrono::steady_clock::now() > deadline) return std::nullopt;
    ::usleep(1000);
  }
  return std::move(output_);
}

std::string Program::end() {
  int status = 0;
  if (ended_.empty() && ::waitpid(process_, &status, WNOHANG) == process_) {
    ended_ = WIFSIGNALED(status) ? fmt::format("was killed by signal {}", WTERMSIG(status))
                                 : fmt::format("ended with status {}", WEXITSTATUS(status));
    ::kill(-process_, SIGKILL);  // what it has left behind
  }
  return ended_;
}

std::string Program::last_words() const {
  std::deque<std::string> all = errors_;
  if (!error_line_.empty()) all.push_back(error_line_);
  return printable(fmt::format("{}", fmt::join(all, "\n")));
}

}  // namespace sotto::user_engine
