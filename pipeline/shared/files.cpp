#include "shared/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>
#include <vector>

#include "shared/failure.h"

namespace sotto {

namespace {

namespace fs = std::filesystem;

std::string reason(int error) { return std::generic_category().message(error); }

/// What the user can do about an error of the system.
std::string advice(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "; free some space, then run it again: what is done is kept";
    case EACCES:
    case EPERM:
      return "; check its owner and permissions";
    case EROFS:
      return "; choose a folder that can be written to with --out";
    default:
      return {};
  }
}

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  /// Closes now, and says whether that went well.
  bool close() { return ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

}  // namespace

void fail_with(const char* what, const fs::path& path, int error) {
  throw MachineFailure(fmt::format("cannot {} {}: {}{}", what, path.string(), reason(error), advice(error)));
}

std::string read_file(const fs::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) fail_with("read", path, errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) fail_with("read", path, errno);
  if (S_ISDIR(status.st_mode)) fail_with("read", path, EISDIR);
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  for (;;) {
    // One byte beyond what was announced: pipes and files of /proc announce nothing.
    if (filled == bytes.size()) bytes.resize(bytes.size() + 4096);
    const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail_with("read", path, errno);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

void hash_file(const fs::path& path, ContentHash& hash) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) fail_with("read", path, errno);
  std::vector<char> block(std::size_t{1} << 18U);
  for (;;) {
    const ssize_t got = ::read(file.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail_with("read", path, errno);
    if (got == 0) return;
    hash.add_bytes({block.data(), static_cast<std::size_t>(got)});
  }
}

std::optional<std::string> try_read_file(const fs::path& path) {
  try {
    return read_file(path);
  } catch (const MachineFailure&) {
    return std::nullopt;
  }
}

void make_folder(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) fail_with("make the folder", path, error.value());
}

void write_file(const fs::path& path, std::string_view bytes) { write_file(path, std::span(&bytes, 1)); }

void write_file(const fs::path& path, std::span<const std::string_view> pieces) {
  PendingFile pending(path);
  Descriptor file(::open(pending.path().c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (file.get() < 0) fail_with("write", path, errno);
  for (std::string_view bytes : pieces) {
    while (!bytes.empty()) {
      const ssize_t put = ::write(file.get(), bytes.data(), bytes.size());
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) fail_with("write", path, errno);
      bytes.remove_prefix(static_cast<std::size_t>(put));
    }
  }
  if (!file.close()) fail_with("write", path, errno);
  pending.keep();
}

bool update_file(const fs::path& path, std::string_view bytes) {
  if (const auto present = try_read_file(path); present && *present == bytes) return false;
  write_file(path, bytes);
  return true;
}

PendingFile::PendingFile(fs::path final_path) : final_(std::move(final_path)) {
  // The name tells process and count apart, so that two writers of one file never share a temporary one.
  static std::atomic<unsigned> count{0};
  temporary_ = final_.parent_path() / fmt::format(".{}.{}-{}.tmp", final_.filename().string(), ::getpid(), count++);
}

PendingFile::~PendingFile() {
  std::error_code ignored;
  if (!kept_) fs::remove(temporary_, ignored);
}

void PendingFile::keep() {
  if (::rename(temporary_.c_str(), final_.c_str()) != 0) fail_with("write", final_, errno);
  kept_ = true;
}

}  // namespace sotto
