#include "shared/streamed_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace sotto {

namespace {

/// What is pushed at once, and how much of what was pushed may still be on its way: a disk that takes a moment for one
/// does not stop the writer.
constexpr std::int64_t kPush = std::int64_t{4} << 20U;
constexpr std::int64_t kOnItsWay = 4 * kPush;

/// Whether this says that bytes were lost. File systems that cannot be pushed say other things.
bool is_loss(int error) { return error == EIO || error == ENOSPC || error == EDQUOT; }

}  // namespace

StreamedFile::StreamedFile(const std::filesystem::path& path)
    : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) error_ = errno;
}

StreamedFile::~StreamedFile() { close(); }

void StreamedFile::seek(std::int64_t place) {
  if (::lseek(descriptor_, place, SEEK_SET) != place && error_ == 0) error_ = errno;
  place_ = place;
}

void StreamedFile::close() {
  if (descriptor_ >= 0 && ::close(std::exchange(descriptor_, -1)) != 0 && error_ == 0) error_ = errno;
}

void StreamedFile::write(std::span<const std::byte> bytes) {
  hash_.write(place_, bytes);
  while (!bytes.empty() && error_ == 0) {
    const ssize_t put = ::write(descriptor_, bytes.data(), bytes.size());
    if (put < 0 && errno != EINTR) error_ = errno;
    if (put < 0) continue;
    bytes = bytes.subspan(static_cast<std::size_t>(put));
    place_ += put;
  }
  length_ = std::max(length_, place_);
  while (length_ - pushed_ >= kPush && error_ == 0) push();
}

void StreamedFile::push() {
  // A failure that is told here is not told again when the file is synced.
  const auto note = [&](int status) {
    if (status != 0 && is_loss(errno)) error_ = errno;
  };
  note(::sync_file_range(descriptor_, pushed_, kPush, SYNC_FILE_RANGE_WRITE));
  pushed_ += kPush;
  const std::int64_t done = pushed_ - kOnItsWay;
  if (done < kPush) return;
  note(::sync_file_range(descriptor_, done - kPush, kPush,
                         SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER));
  ::posix_fadvise(descriptor_, done - kPush, kPush, POSIX_FADV_DONTNEED);
}

}  // namespace sotto
