#include "shared/verified_since.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <string>
#include <string_view>

#include "shared/checksummed_file.h"
#include "shared/files.h"
#include "shared/text.h"

namespace sotto {

namespace {

/// Another one after each start of the machine.
std::string boot() {
  return std::string(trim_space(try_read_file("/proc/sys/kernel/random/boot_id").value_or("unknown")));
}

}  // namespace

std::int64_t VerifiedSince::until_ns() const {
  const ChecksummedText sealed = read_checksummed(path_);
  if (!sealed.text) return 0;
  const std::string_view text = *sealed.text;
  const std::size_t space = text.find(' ');
  std::int64_t until = 0;
  if (space == std::string_view::npos || text.substr(space + 1) != boot() + "\n") return 0;
  std::from_chars(text.data(), text.data() + space, until);
  // The clock was set back since: files of the time between would seem older than they are.
  return until > now_ns() ? 0 : until;
}

void VerifiedSince::is_until(std::int64_t time_ns) const {
  // What changes within a tick of the clock that files' times are taken from can seem to be older than it is.
  constexpr std::int64_t kTick = 20'000'000;
  make_folder(path_.parent_path());
  write_checksummed(path_, fmt::format("{} {}\n", time_ns - kTick, boot()));
}

std::int64_t VerifiedSince::now_ns() {
  return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace sotto
