#include "shared/file_watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "shared/files.h"

namespace sotto {

namespace {

constexpr std::uint32_t kChanges = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;

bool counts(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.back() != '~' && !name.ends_with(".tmp") &&
         !name.ends_with(".swp");
}

}  // namespace

FileWatch::FileWatch() : fd_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
  if (fd_ < 0) fail_with("watch", "files", errno);
}

FileWatch::~FileWatch() { ::close(fd_); }

void FileWatch::add(const std::filesystem::path& folder) {
  std::error_code none;
  const std::filesystem::path whole = std::filesystem::weakly_canonical(folder, none);
  if (folders_.contains(whole) || !std::filesystem::is_directory(whole, none)) return;
  const int watch = ::inotify_add_watch(fd_, whole.c_str(), kChanges);
  if (watch < 0) fail_with("watch", whole, errno);
  folders_[whole] = watch;
}

/// Takes in what is there; whether any of it counts.
bool FileWatch::read_changes() {
  bool any = false;
  alignas(inotify_event) std::array<char, 8192> bytes{};
  for (;;) {
    const ssize_t got = ::read(fd_, bytes.data(), bytes.size());
    if (got <= 0) return any;
    for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
      inotify_event event{};
      std::memcpy(&event, bytes.data() + at, sizeof event);
      const char* name = bytes.data() + at + sizeof event;
      any |= (event.mask & IN_Q_OVERFLOW) != 0 || (event.len > 0 && counts(name));
      at += sizeof event + event.len;
    }
  }
}

void FileWatch::drain() { read_changes(); }

std::chrono::steady_clock::time_point FileWatch::wait(std::chrono::milliseconds quiet, const StopFlag& stop) {
  using Clock = std::chrono::steady_clock;
  constexpr int kLookForStop = 100;
  Clock::time_point first;
  Clock::time_point last;
  bool changed = false;
  for (;;) {
    stop.check();
    int timeout = kLookForStop;
    if (changed) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(last + quiet - Clock::now());
      if (left.count() <= 0) return first;
      timeout = static_cast<int>(left.count());
    }
    pollfd events{fd_, POLLIN, 0};
    if (::poll(&events, 1, timeout) < 0 && errno != EINTR) fail_with("watch", "files", errno);
    if ((events.revents & POLLIN) == 0 || !read_changes()) continue;
    last = Clock::now();
    if (!changed) first = last;
    changed = true;
  }
}

}  // namespace sotto
