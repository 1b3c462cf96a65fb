#include "shared/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <system_error>
#include <utility>
#include <vector>

#include "shared/descriptor.h"
#include "shared/failure.h"
#include "shared/system_error.h"
#include "shared/writer.h"

namespace sotto {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = std::size_t{1} << 18U;

/// What another machine has not written to for so long is no file in the making.
constexpr std::chrono::hours kLongestMaking{24 * 7};

/// A new file under its temporary name; failures name the final one.
Descriptor create(const fs::path& temporary, const fs::path& path) {
  Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (file.get() < 0) fail_with("write", path, errno);
  return file;
}

void write_all(int fd, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) fail_with("write", path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
}

/// Not waiting for a writer, where the path names a pipe.
Descriptor open_to_read(const fs::path& path) {
  return Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
}

std::string read_open_file(const Descriptor& file, const fs::path& path) {
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) fail_with("read", path, errno);
  if (S_ISDIR(status.st_mode)) fail_with("read", path, EISDIR);
  if (!S_ISREG(status.st_mode)) {
    throw MachineFailure(fmt::format("cannot read {}: it is no regular file", path.string()));
  }
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  for (;;) {
    // One byte beyond what was announced: files of /proc announce nothing.
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

/// Waits until the bytes of a file are on the disk. File systems that cannot be told to are not waited for.
bool sync_bytes(int fd) {
  while (::fdatasync(fd) != 0) {
    if (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP) return true;
    if (errno != EINTR) return false;
  }
  return true;
}

/// Who made a temporary file, by its name (".x.wav.WRITER.tmp", of writer.h).
Writer maker_of(const std::string& name) {
  constexpr std::string_view kEnd = ".tmp";
  if (name.size() < 2 || name.front() != '.' || !name.ends_with(kEnd)) return Writer::nobody;
  const std::string_view stem = std::string_view(name).substr(0, name.size() - kEnd.size());
  return writer_of(stem.substr(stem.rfind('.') + 1));
}

/// Renames a file; false with errno. On a network's disk a renaming that is said to have failed may have worked: then
/// the file is not there by its old name any more, and is by the new one.
bool rename_file(const fs::path& from, const fs::path& to) {
  struct stat before {};
  const bool known = ::lstat(from.c_str(), &before) == 0;
  if (::rename(from.c_str(), to.c_str()) == 0) return true;
  const int error = errno;
  struct stat after {};
  const bool gone = ::lstat(from.c_str(), &after) != 0 && errno == ENOENT;
  const bool worked = known && gone && ::lstat(to.c_str(), &after) == 0 && after.st_ino == before.st_ino &&
                      after.st_dev == before.st_dev;
  errno = error;
  return worked;
}

}  // namespace

bool is_running(pid_t process) {
  if (::kill(process, 0) != 0 && errno == ESRCH) return false;
  const auto status = try_read_file(fmt::format("/proc/{}/stat", process));
  if (!status) return true;
  // "17 (name) S ...": the name may hold anything.
  const std::size_t state = status->rfind(')') + 2;
  return state >= status->size() || ((*status)[state] != 'Z' && (*status)[state] != 'X');
}

void fail_with(const char* what, const fs::path& path, int error) {
  throw MachineFailure(fmt::format("cannot {} {}: {}", what, path.string(), system_reason(error)));
}

std::string read_file(const fs::path& path) {
  const Descriptor file = open_to_read(path);
  if (!file) fail_with("read", path, errno);
  return read_open_file(file, path);
}

std::string hash_file(const fs::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) fail_with("read", path, errno);
  FileHash hash;
  std::vector<std::byte> block(kBlock);
  for (std::int64_t place = 0;;) {
    const ssize_t got = ::read(file.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail_with("read", path, errno);
    if (got == 0) break;
    hash.write(place, std::span(block).first(static_cast<std::size_t>(got)));
    place += got;
  }
  return hash.hex().value();
}

std::optional<std::string> try_read_file(const fs::path& path) {
  const Descriptor file = open_to_read(path);
  // Says nothing of this file: there may be one.
  if (!file && (errno == EMFILE || errno == ENFILE)) fail_with("read", path, errno);
  if (!file) return std::nullopt;
  try {
    return read_open_file(file, path);
  } catch (const MachineFailure&) {
    return std::nullopt;
  }
}

void make_folder(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) fail_with("make the folder", path, error.value());
}

void write_file(const fs::path& path, std::string_view bytes, Durability durability) {
  write_file(path, std::span(&bytes, 1), durability);
}

void write_file(const fs::path& path, std::span<const std::string_view> pieces, Durability durability) {
  PendingFile pending(path);
  Descriptor file = create(pending.path(), path);
  for (const std::string_view bytes : pieces) write_all(file.get(), bytes, path);
  if (durability == Durability::synced && !sync_bytes(file.get())) fail_with("write", path, errno);
  if (!file.close()) fail_with("write", path, errno);
  pending.rename();
}

bool update_file(const fs::path& path, std::string_view bytes) {
  if (const auto present = try_read_file(path); present && *present == bytes) return false;
  write_file(path, bytes);
  return true;
}

bool update_file(const fs::path& path, const std::function<void(const Pieces&)>& write) {
  PendingFile pending(path);
  Descriptor file = create(pending.path(), path);
  std::string waiting;
  std::int64_t place = 0;
  FileHash hash;
  const auto put = [&] {
    write_all(file.get(), waiting, path);
    hash.write(place, std::as_bytes(std::span(waiting)));
    place += static_cast<std::int64_t>(waiting.size());
    waiting.clear();
  };
  write([&](std::string_view piece) {
    waiting += piece;
    if (waiting.size() >= kBlock) put();
  });
  put();
  if (!file.close()) fail_with("write", path, errno);
  if (std::error_code none; fs::is_regular_file(path, none) && hash_file(path) == hash.hex()) return false;
  pending.keep();
  return true;
}

PendingFile::PendingFile(fs::path final_path) : final_(std::move(final_path)) {
  // No two writers of one file share a temporary one, on whatever machines they are.
  temporary_ = final_.parent_path() / fmt::format(".{}.{}.tmp", final_.filename().string(), unique_name());
}

PendingFile::~PendingFile() {
  std::error_code ignored;
  if (!kept_) fs::remove(temporary_, ignored);
}

void PendingFile::keep() {
  Descriptor file(::open(temporary_.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0 || !sync_bytes(file.get())) fail_with("write", final_, errno);
  rename();
}

void PendingFile::rename() {
  if (!rename_file(temporary_, final_)) fail_with("write", final_, errno);
  kept_ = true;
}

std::size_t remove_leftovers(const fs::path& folder, Leftovers whose) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const Writer maker = maker_of(entry->path().filename().string());
    const bool may_live =
        maker == Writer::running || (maker == Writer::elsewhere && !is_abandoned(entry->path(), kLongestMaking));
    if (maker == Writer::nobody || (whose == Leftovers::of_ended_processes && may_live)) continue;
    found.push_back(entry->path());
    entry.disable_recursion_pending();
  }
  std::size_t removed = 0;
  for (const fs::path& path : found) removed += fs::remove_all(path, error) > 0 && !error ? 1 : 0;
  return removed;
}

}  // namespace sotto
