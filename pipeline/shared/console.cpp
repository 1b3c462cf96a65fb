#include "shared/console.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

#include "shared/failure.h"
#include "shared/files.h"

namespace sotto {

namespace {

/// The error (`errno`) of the first result that could not be written; 0: none. Results come from one thread at a time,
/// but not always from the same one.
std::atomic<int>& lost_result() {
  static std::atomic<int> error{0};
  return error;
}

void note_lost(int error) {
  int none = 0;
  lost_result().compare_exchange_strong(none, error);
}

/// Straight to the descriptor, so that nothing waits in a buffer when the process is killed. Returns errno, or 0.
int write_to(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = ::write(descriptor, text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return put == 0 ? EIO : errno;
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  return 0;
}

}  // namespace

void open_standard_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    // The lowest free number is this one. Opened for reading, stdout refuses what is written: EBADF, as if closed.
    if (::open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY) < 0) return;
  }
}

void write_message(std::string_view text) { write_display(printable(text)); }

void write_display(std::string_view text) { static_cast<void>(write_to(STDERR_FILENO, text)); }

void write_result(std::string_view text) {
  if (const int error = write_to(STDOUT_FILENO, text); error != 0) note_lost(error);
}

void finish_results() {
  if (lost_result() != 0) fail_with("write", "the standard output", lost_result());
}

}  // namespace sotto
