// A layer between a program and the system, loaded with LD_PRELOAD: it writes down what the program does to files below
// one folder, and lets one chosen call fail, or kills the program in the middle of it. All processes that the program
// starts count their calls together.
//
//   SOTTO_FAULT_ROOT    the folder; calls elsewhere go through unseen
//   SOTTO_FAULT_LOG     a file to which each call is written: "write PATH", "sync PATH", "rename FROM TO", "fork"
//   SOTTO_FAULT_CALLS   which calls are counted, separated by commas: open,write,sync,rename,fork, and lock, which is
//                       counted only if it is named; all others without it
//   SOTTO_FAULT_COUNTER a file that holds the count
//   SOTTO_FAULT_AT      the number of the call that fails, from 1; with SOTTO_FAULT_STAYS all later ones fail, too
//   SOTTO_FAULT_ERROR   errno; or "kill": half of what is to be written is written, and the program is killed; or
//                       "hang": the call never returns, as with a network disk that does not answer; or "done-5": a
//                       renaming is done and yet fails with that errno, as on a network disk

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

template <typename F>
F* real(const char* name) {
  return reinterpret_cast<F*>(::dlsym(RTLD_NEXT, name));
}

using Open = int(const char*, int, ...);
using Write = ssize_t(int, const void*, size_t);
using Sync = int(int);
using Rename = int(const char*, const char*);
using RenameWithFlags = int(int, const char*, int, const char*, unsigned);
using Fork = pid_t();
using Lock = int(int, int);

std::string setting(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

struct Plan {
  std::string root = setting("SOTTO_FAULT_ROOT");
  std::string log = setting("SOTTO_FAULT_LOG");
  std::string calls = setting("SOTTO_FAULT_CALLS");
  std::uint64_t at = std::strtoull(setting("SOTTO_FAULT_AT").c_str(), nullptr, 10);
  bool stays = !setting("SOTTO_FAULT_STAYS").empty();
  std::string error = setting("SOTTO_FAULT_ERROR");
  std::atomic<std::uint64_t>* count = nullptr;
  pid_t main = 0;

  Plan() {
    if (const std::string counter = setting("SOTTO_FAULT_COUNTER"); !counter.empty()) {
      const int fd = real<Open>("open")(counter.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
      if (fd >= 0 && ::ftruncate(fd, 8) == 0) {
        void* memory = ::mmap(nullptr, 8, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (memory != MAP_FAILED) count = static_cast<std::atomic<std::uint64_t>*>(memory);
      }
      if (fd >= 0) ::close(fd);
    }
    // The first process is the program; those that it starts inherit its number.
    if (setting("SOTTO_FAULT_MAIN").empty()) ::setenv("SOTTO_FAULT_MAIN", std::to_string(::getpid()).c_str(), 1);
    main = std::atoi(setting("SOTTO_FAULT_MAIN").c_str());
  }
};

Plan& plan() {
  static Plan the_plan;
  return the_plan;
}

bool is_below_root(std::string_view path) { return !plan().root.empty() && path.starts_with(plan().root); }

std::string absolute(const char* path) {
  if (path[0] == '/') return path;
  char folder[PATH_MAX];
  return ::getcwd(folder, sizeof folder) != nullptr ? std::string(folder) + "/" + path : path;
}

std::string path_of(int fd) {
  char path[PATH_MAX];
  const ssize_t length = ::readlink(("/proc/self/fd/" + std::to_string(fd)).c_str(), path, sizeof path);
  return length > 0 ? std::string(path, static_cast<size_t>(length)) : std::string();
}

void tell(const std::string& line) {
  if (plan().log.empty()) return;
  const int fd = real<Open>("open")(plan().log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (fd < 0) return;
  const std::string whole = line + "\n";
  if (real<Write>("write")(fd, whole.data(), whole.size()) < 0) std::abort();
  ::close(fd);
}

[[noreturn]] void die() {
  ::kill(plan().main, SIGKILL);
  ::kill(0, SIGKILL);
  ::_exit(1);
}

enum class Verdict { go_on, fail, fail_though_done, die };

/// Counts a call and says what is to become of it; on `fail` errno is set.
Verdict judge(std::string_view call, const std::string& line) {
  Plan& p = plan();
  tell(line);
  if (!p.calls.empty() && ("," + p.calls + ",").find("," + std::string(call) + ",") == std::string::npos) {
    return Verdict::go_on;
  }
  if (p.count == nullptr || p.at == 0) return Verdict::go_on;
  const std::uint64_t number = ++*p.count;
  if (number < p.at || (number > p.at && !p.stays)) return Verdict::go_on;
  if (p.error == "kill") return Verdict::die;
  while (p.error == "hang") ::pause();
  const bool done = p.error.starts_with("done-");
  errno = std::atoi(p.error.c_str() + (done ? 5 : 0));
  return done ? Verdict::fail_though_done : Verdict::fail;
}

int open_file(const char* path, int flags, mode_t mode, const char* name) {
  const auto open_it = real<Open>(name);
  const bool writes = (flags & O_ACCMODE) != O_RDONLY;
  const std::string whole = absolute(path);
  if (!writes || !is_below_root(whole)) return open_it(path, flags, mode);
  const Verdict verdict = judge("open", "open " + whole);
  if (verdict == Verdict::fail) return -1;
  const int fd = open_it(path, flags, mode);
  if (verdict == Verdict::die) die();
  return fd;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const auto mode = static_cast<mode_t>(va_arg(arguments, unsigned));
  va_end(arguments);
  return open_file(path, flags, mode, "open");
}

int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const auto mode = static_cast<mode_t>(va_arg(arguments, unsigned));
  va_end(arguments);
  return open_file(path, flags, mode, "open64");
}

ssize_t write(int fd, const void* bytes, size_t count) {
  const auto write_it = real<Write>("write");
  const std::string path = path_of(fd);
  if (!is_below_root(path)) return write_it(fd, bytes, count);
  const Verdict verdict = judge("write", "write " + path);
  if (verdict == Verdict::fail) return -1;
  if (verdict == Verdict::die) {
    if (write_it(fd, bytes, count / 2) < 0) ::_exit(1);
    die();
  }
  return write_it(fd, bytes, count);
}

int fdatasync(int fd) {
  const std::string path = path_of(fd);
  if (is_below_root(path)) {
    const Verdict verdict = judge("sync", "sync " + path);
    if (verdict == Verdict::fail) return -1;
    if (verdict == Verdict::die) die();
  }
  // What a power cut would take is played by the test; the disk need not be waited for.
  return 0;
}

int rename(const char* from, const char* to) {
  const std::string whole = absolute(to);
  if (!is_below_root(whole)) return real<Rename>("rename")(from, to);
  const Verdict verdict = judge("rename", "rename " + absolute(from) + " " + whole);
  if (verdict == Verdict::fail) return -1;
  if (verdict == Verdict::die) die();
  const int error = errno;
  const int result = real<Rename>("rename")(from, to);
  if (verdict != Verdict::fail_though_done) return result;
  errno = error;
  return -1;
}

int flock(int fd, int operation) {
  const std::string path = path_of(fd);
  if (("," + plan().calls + ",").find(",lock,") != std::string::npos && is_below_root(path) &&
      judge("lock", "lock " + path) == Verdict::fail) {
    return -1;
  }
  return real<Lock>("flock")(fd, operation);
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) {
  const auto rename_it = real<RenameWithFlags>("renameat2");
  const std::string whole = absolute(to);
  if (!is_below_root(whole)) return rename_it(from_folder, from, to_folder, to, flags);
  const Verdict verdict = judge("rename", "rename " + absolute(from) + " " + whole);
  if (verdict == Verdict::fail) return -1;
  // Half of the kills come after it.
  if (verdict == Verdict::die && plan().at % 2 == 0) die();
  const int result = rename_it(from_folder, from, to_folder, to, flags);
  if (verdict == Verdict::die) die();
  return result;
}

pid_t fork() {
  const Verdict verdict = judge("fork", "fork");
  if (verdict == Verdict::fail) return -1;
  if (verdict == Verdict::die) die();
  return real<Fork>("fork")();
}
}
