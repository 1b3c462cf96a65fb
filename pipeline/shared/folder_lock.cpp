#include "shared/folder_lock.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <system_error>
#include <thread>

#include "shared/files.h"
#include "shared/text.h"

namespace sotto {

namespace {

/// At the end of what is written of an owner who will let go in a moment.
constexpr const char* kCleaning = ", cleaning";

/// Cleaning a large cache takes seconds.
constexpr auto kLongestCleaning = std::chrono::seconds(60);
/// Between taking a lock and writing down who has it.
constexpr auto kLongestUnknown = std::chrono::milliseconds(200);

/// Who we are, for the message that another process shows.
std::string owner(FolderLock::Purpose purpose) {
  const passwd* user = ::getpwuid(::geteuid());
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) != 0) host[0] = '?';
  return fmt::format("{} on {}, process {}, since {:%Y-%m-%d %H:%M:%S} UTC{}",
                     user != nullptr ? user->pw_name : fmt::format("user {}", ::geteuid()), host.data(), ::getpid(),
                     fmt::gmtime(std::time(nullptr)), purpose == FolderLock::Purpose::cleaning ? kCleaning : "");
}

std::string written_owner(int fd) {
  std::array<char, 512> bytes{};
  const ssize_t got = ::pread(fd, bytes.data(), bytes.size(), 0);
  const std::string text = got > 0 ? std::string(bytes.data(), static_cast<std::size_t>(got)) : std::string();
  return printable(text.substr(0, text.find('\n')));
}

/// Whether the name still leads to the open file: its last owner may have removed it after we opened it.
bool is_still(const std::filesystem::path& path, int fd) {
  struct stat named {};
  struct stat opened {};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(fd, &opened) == 0 && named.st_ino == opened.st_ino &&
         named.st_dev == opened.st_dev;
}

bool is_there(const std::filesystem::path& path) {
  std::error_code none;
  return std::filesystem::exists(path, none);
}

/// Network file systems without locks: better to work without, and to say so, than not at all.
bool has_no_locks(int error) { return error == ENOLCK || error == EOPNOTSUPP || error == ENOSYS || error == EINVAL; }

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& folder, Purpose purpose) : path_(folder / ".lock") {
  for (std::filesystem::path made = folder; !made.empty() && !is_there(made); made = made.parent_path()) {
    made_.push_back(made);
  }
  const auto since = std::chrono::steady_clock::now();
  for (;;) {
    make_folder(folder);
    fd_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd_ < 0 && errno == ENOENT) continue;  // the last owner has just removed it
    if (fd_ < 0) fail_with("write", path_, errno);
    held_ = ::flock(fd_, LOCK_EX | LOCK_NB) == 0;
    if (const int error = errno; !held_ && !has_no_locks(error)) {
      const std::string who = written_owner(fd_);
      ::close(fd_);
      if (error == EINTR) continue;
      if (error != EWOULDBLOCK) fail_with("lock", path_, error);
      const auto waited = std::chrono::steady_clock::now() - since;
      if (waited < (who.ends_with(kCleaning) ? kLongestCleaning : who.empty() ? kLongestUnknown : waited)) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        continue;
      }
      throw FolderBusy(
          fmt::format("{} is being made by {}; wait until that is done, or choose another folder with --out",
                      folder.string(), who.empty() ? "another process" : who));
    }
    if (is_still(path_, fd_)) break;
    ::close(fd_);
  }
  last_owner_ = written_owner(fd_);
  const std::string text = owner(purpose) + "\n";
  if (::ftruncate(fd_, 0) != 0 || ::pwrite(fd_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
    const int error = errno;
    ::unlink(path_.c_str());
    ::close(fd_);
    fail_with("write", path_, error);
  }
}

FolderLock::~FolderLock() {
  // Removed while it is still ours: whoever opened it meanwhile sees that it is gone.
  ::unlink(path_.c_str());
  // One that has something in it stays.
  for (const std::filesystem::path& folder : made_) ::rmdir(folder.c_str());
  ::close(fd_);
}

}  // namespace sotto
