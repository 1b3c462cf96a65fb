#include "shared/edited_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <system_error>
#include <thread>
#include <vector>

#include "shared/descriptor.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/writer.h"

namespace sotto {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// An editor writes a text in far less; what holds a file open longer is no save.
constexpr auto kLongestSave = 2s;

/// A change of files takes less than a second: what another machine staged so long ago is left over.
constexpr auto kLongestChange = 10min;

constexpr std::string_view kEnding = ".new";

Descriptor open_file(const fs::path& path, int flags) { return Descriptor(::open(path.c_str(), flags | O_CLOEXEC)); }

std::string hash_of(const std::optional<std::string>& text) {
  return text ? ContentHash().add(*text).hex().substr(0, 16) : std::string(kNoText);
}

/// Keeps others from opening a file for writing: they wait. The system grants it only while nobody has it open for
/// that. Where it grants none at all (another's file, a network's), nobody is known to write.
class ReadLease {
 public:
  /// Waits for whoever writes. Throws nothing; `granted` says whether they came to an end in time.
  explicit ReadLease(int fd) : fd_(fd) {
    // Who is kept waiting is told to us by a signal: by one that does nothing.
    ::fcntl(fd_, F_SETSIG, SIGURG);
    const auto until = std::chrono::steady_clock::now() + kLongestSave;
    while (::fcntl(fd_, F_SETLEASE, F_RDLCK) != 0) {
      if (errno != EAGAIN) return;
      if (std::chrono::steady_clock::now() > until) {
        granted_ = false;
        return;
      }
      std::this_thread::sleep_for(2ms);
    }
  }
  ~ReadLease() { ::fcntl(fd_, F_SETLEASE, F_UNLCK); }
  ReadLease(const ReadLease&) = delete;
  ReadLease& operator=(const ReadLease&) = delete;
  bool granted() const { return granted_; }

 private:
  int fd_;
  bool granted_ = true;
};

struct SettledText {
  std::optional<std::string> text;  ///< nothing where there is no file, or it cannot be read
  bool in_time = true;              ///< nobody was writing to it any more
};

/// A file's text, whole: nobody writes to it while it is read.
SettledText read_settled(const fs::path& path) {
  const Descriptor file = open_file(path, O_RDONLY | O_NONBLOCK);
  if (!file) return {};
  const ReadLease lease(file.get());
  // By the descriptor: the name may lead to another file by now.
  return {try_read_file(fmt::format("/proc/self/fd/{}", file.get())), lease.granted()};
}

/// Mode, owner and extended attributes, as far as we may.
void copy_attributes(const fs::path& from, int to) {
  const Descriptor source = open_file(from, O_RDONLY | O_NONBLOCK);
  struct stat status {};
  if (!source || ::fstat(source.get(), &status) != 0) return;
  // Another owner's file that we may write to anyhow becomes ours where the system insists.
  if (::fchown(to, status.st_uid, status.st_gid) != 0 && ::fchown(to, static_cast<uid_t>(-1), status.st_gid) != 0) {
    status.st_mode &= ~static_cast<mode_t>(S_ISUID | S_ISGID);
  }
  if (::fchmod(to, status.st_mode & 07777) != 0) return;
  std::vector<char> names(4096);
  const ssize_t length = ::flistxattr(source.get(), names.data(), names.size());
  std::vector<char> value(65536);
  for (ssize_t i = 0; i < length; i += static_cast<ssize_t>(std::string_view(names.data() + i).size()) + 1) {
    const char* name = names.data() + i;
    const ssize_t size = ::fgetxattr(source.get(), name, value.data(), value.size());
    if (size >= 0) ::fsetxattr(to, name, value.data(), static_cast<std::size_t>(size), 0);
  }
}

/// Where the links lead to, whether there is a file or not.
fs::path target_of(const fs::path& path) {
  std::error_code none;
  fs::path target = path;
  constexpr int kMostLinks = 40;
  for (int i = 0; i < kMostLinks && fs::is_symlink(fs::symlink_status(target, none)); ++i) {
    target = target.parent_path() / fs::read_symlink(target, none);
  }
  return target;
}

bool lacks_exchange(int error) { return error == EINVAL || error == ENOSYS || error == EOPNOTSUPP; }

void sync_folder(const fs::path& folder) {
  const Descriptor open = open_file(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
  if (open) ::fsync(open.get());
}

/// What a killed process left beside a file: what a person saved goes back to its place, unless they saved again.
void take_up_leftovers(const fs::path& file) {
  std::error_code none;
  const std::string prefix = "." + file.filename().string() + ".";
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  std::vector<StagedText> found;
  for (fs::directory_iterator entry(folder, none), end; !none && entry != end; entry.increment(none)) {
    if (!entry->path().filename().string().starts_with(prefix)) continue;
    const auto text = staged_text_at(entry->path());
    if (text && is_left_over(*text)) found.push_back(*text);
  }
  for (const StagedText& text : found) {
    if (look_at(text) == Staged::another && hash_of(try_read_file(text.file)) == text.after) swap_back(text);
    fs::remove(text.staged, none);
  }
}

}  // namespace

EditingFolder::EditingFolder(const fs::path& folder)
    : fd_(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  // File systems without locks: better to work without than not at all.
  while (fd_ >= 0 && ::flock(fd_, LOCK_EX) != 0 && errno == EINTR) {
  }
}

EditingFolder::~EditingFolder() {
  if (fd_ >= 0) ::close(fd_);
}

std::optional<std::string> read_edited_file(const fs::path& path) {
  SettledText settled = read_settled(path);
  std::error_code none;
  if (settled.text || !fs::exists(path, none)) return std::move(settled.text);
  return read_file(path);  // which says why it cannot be read
}

StagedText stage_text(const fs::path& path, const std::optional<std::string>& before,
                      const std::optional<std::string>& after) {
  // A file that is to go goes by its own name: what a link leads to is not ours.
  StagedText text{after ? target_of(path) : path, {}, hash_of(after), hash_of(before)};
  text.staged = text.file.parent_path() / fmt::format(".{}.{}-{}.{}{}", text.file.filename().string(), text.after,
                                                      text.before, writer_name(), kEnding);
  if (!after) return text;
  try {
    write_file(text.staged, *after);
    const Descriptor staged = open_file(text.staged, O_WRONLY);
    if (staged) copy_attributes(text.file, staged.get());
  } catch (...) {
    std::error_code none;
    fs::remove(text.staged, none);
    throw;
  }
  return text;
}

std::optional<StagedText> staged_text_at(const fs::path& staged) {
  const std::string whole = staged.filename().string();
  std::string_view name = whole;
  if (!name.starts_with('.') || !name.ends_with(kEnding)) return std::nullopt;
  name.remove_prefix(1);
  name.remove_suffix(kEnding.size());
  const std::size_t process = name.rfind('.');
  if (process == std::string_view::npos) return std::nullopt;
  const std::size_t hashes = name.substr(0, process).rfind('.');
  if (hashes == std::string_view::npos || hashes == 0) return std::nullopt;
  const std::string_view both = name.substr(hashes + 1, process - hashes - 1);
  const std::size_t between = both.find('-');
  const auto is_hash = [](std::string_view hash) {
    return hash == kNoText ||
           (hash.size() == 16 && hash.find_first_not_of("0123456789abcdef") == std::string_view::npos);
  };
  if (between == std::string_view::npos || !is_hash(both.substr(0, between)) || !is_hash(both.substr(between + 1))) {
    return std::nullopt;
  }
  return StagedText{staged.parent_path() / name.substr(0, hashes), staged, std::string(both.substr(0, between)),
                    std::string(both.substr(between + 1))};
}

bool is_left_over(const StagedText& text) {
  const std::string name = text.staged.filename().string();
  const std::string_view rest = std::string_view(name).substr(0, name.size() - kEnding.size());
  const std::string_view writer = rest.substr(rest.rfind('.') + 1);
  switch (writer_of(writer)) {
    case Writer::running:
      return false;
    case Writer::elsewhere:
      return is_abandoned(text.staged, kLongestChange);
    case Writer::nobody:
    case Writer::ended:
      return true;
  }
  return true;
}

Staged look_at(const StagedText& text) {
  std::error_code none;
  if (!fs::exists(fs::symlink_status(text.staged, none))) return Staged::nothing;
  const SettledText settled = read_settled(text.staged);
  if (!settled.text || !settled.in_time) return Staged::another;
  const std::string hash = hash_of(settled.text);
  if (hash == text.after) return Staged::unused;
  return hash == text.before ? Staged::old : Staged::another;
}

bool is_as_before(const StagedText& text) {
  std::error_code none;
  if (!fs::exists(fs::symlink_status(text.file, none))) return text.before == kNoText;
  const SettledText settled = read_settled(text.file);
  return settled.text && settled.in_time && hash_of(settled.text) == text.before;
}

void swap_in(const StagedText& text) {
  const auto rename = [](const fs::path& from, const fs::path& to, unsigned how) {
    int result = 0;
    do {
      result = ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), how);
    } while (result != 0 && errno == EINTR);
    return result == 0;
  };
  if (text.after == kNoText) {
    if (::rename(text.file.c_str(), text.staged.c_str()) != 0 && errno != ENOENT) fail_with("remove", text.file, errno);
    return;
  }
  if (rename(text.staged, text.file, RENAME_EXCHANGE)) return;
  if (errno == ENOENT) {
    if (rename(text.staged, text.file, RENAME_NOREPLACE)) return;
    if (errno == EEXIST && rename(text.staged, text.file, RENAME_EXCHANGE)) return;
  }
  if (!lacks_exchange(errno)) fail_with("write", text.file, errno);
  // Without it, there is a moment between the comparison and the renaming.
  if (!is_as_before(text)) {
    fs::path saved = text.staged;
    if (::rename(text.file.c_str(), (saved += ".saved").c_str()) != 0) fail_with("write", text.file, errno);
    if (::rename(text.staged.c_str(), text.file.c_str()) != 0) fail_with("write", text.file, errno);
    if (::rename(saved.c_str(), text.staged.c_str()) != 0) fail_with("write", text.file, errno);
    return;
  }
  if (::rename(text.staged.c_str(), text.file.c_str()) != 0) fail_with("write", text.file, errno);
}

void swap_back(const StagedText& text) {
  std::string put_before = text.after;
  for (;;) {
    const std::string put = hash_of(read_settled(text.staged).text);
    if (::renameat2(AT_FDCWD, text.staged.c_str(), AT_FDCWD, text.file.c_str(), RENAME_EXCHANGE) != 0) {
      if (errno == EINTR) continue;
      // Somebody has removed ours; or there is no exchanging here, and ours is what stands there.
      if ((errno == ENOENT || lacks_exchange(errno)) && ::rename(text.staged.c_str(), text.file.c_str()) == 0) return;
      fail_with("write", text.file, errno);
    }
    if (look_at(text) != Staged::another) return;
    // What was put there comes out again: nobody has saved since, and the later save stands in its place.
    if (hash_of(read_settled(text.staged).text) == put_before) break;
    put_before = put;
  }
  std::error_code none;
  fs::remove(text.staged, none);
}

namespace {

/// replace_edited_file() for whoever has the folder for himself.
bool replace_alone(const fs::path& path, const std::optional<std::string>& before, std::string_view after) {
  if (before && *before == after) return read_edited_file(path) == before;
  const StagedText text = stage_text(path, before, std::string(after));
  const auto discard = [&] {
    std::error_code none;
    if (look_at(text) != Staged::another) fs::remove(text.staged, none);
  };
  try {
    bool done = is_as_before(text);
    if (done) {
      swap_in(text);
      done = look_at(text) != Staged::another;
      if (!done) swap_back(text);
      sync_folder(text.file.parent_path());
    }
    discard();
    return done;
  } catch (...) {
    discard();
    throw;
  }
}

}  // namespace

bool replace_edited_file(const fs::path& path, const std::optional<std::string>& before, std::string_view after) {
  const EditingFolder alone(target_of(path).parent_path());
  return replace_alone(path, before, after);
}

bool edit_file(const fs::path& path, const std::function<std::optional<std::string>(const std::string&)>& edit) {
  const fs::path file = target_of(path);
  // From the reading on: of two programs that edit at full speed, the slower one would be too late each time.
  const EditingFolder alone(file.parent_path());
  take_up_leftovers(file);
  constexpr int kTries = 100;
  for (int i = 0; i < kTries; ++i) {
    const std::optional<std::string> text = read_edited_file(file);
    const std::optional<std::string> edited = edit(text.value_or(""));
    if (!edited || edited == text) return false;
    if (replace_alone(file, text, *edited)) return true;
  }
  throw MachineFailure(fmt::format("cannot write {}: it is being saved all the time; try again later", path.string()));
}

}  // namespace sotto
