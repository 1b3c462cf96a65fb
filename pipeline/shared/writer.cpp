#include "shared/writer.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <charconv>
#include <random>
#include <system_error>

#include "shared/files.h"
#include "shared/hash.h"

namespace sotto {

namespace {

constexpr std::size_t kDigits = 8;

std::string short_hash(const std::string& text) { return ContentHash().add(text).hex().substr(0, kDigits); }

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string();
}

/// Of this start of the machine: after it, no process of before runs.
const std::string& start_name() {
  static const std::string name = short_hash(try_read_file("/proc/sys/kernel/random/boot_id").value_or(""));
  return name;
}

bool is_hash(std::string_view part) {
  return part.size() == kDigits && part.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

const std::string& machine_name() {
  static const std::string name = [] {
    std::error_code none;
    return short_hash(host_name() + "\n" + try_read_file("/etc/machine-id").value_or("") + "\n" +
                      std::filesystem::read_symlink("/proc/self/ns/pid", none).string());
  }();
  return name;
}

std::string writer_name() { return fmt::format("{}-{}-{}", machine_name(), start_name(), ::getpid()); }

std::string unique_name() {
  static std::atomic<unsigned> count{std::random_device{}()};
  return fmt::format("{}-{:x}", writer_name(), count++);
}

Writer writer_of(std::string_view name) {
  constexpr std::size_t kNumber = 2 * (kDigits + 1);  // where the process stands
  if (name.size() <= kNumber || name[kDigits] != '-' || name[kNumber - 1] != '-') return Writer::nobody;
  const std::string_view machine = name.substr(0, kDigits);
  const std::string_view start = name.substr(kDigits + 1, kDigits);
  if (!is_hash(machine) || !is_hash(start)) return Writer::nobody;
  pid_t process = 0;
  const char* last = name.data() + name.size();
  const auto [end, error] = std::from_chars(name.data() + kNumber, last, process);
  if (error != std::errc() || process <= 0 || (end != last && *end != '-')) return Writer::nobody;
  if (machine != machine_name()) return Writer::elsewhere;
  return start == start_name() && is_running(process) ? Writer::running : Writer::ended;
}

bool is_abandoned(const std::filesystem::path& path, std::chrono::seconds longest) {
  std::error_code error;
  const auto written = std::filesystem::last_write_time(path, error);
  return !error && std::filesystem::file_time_type::clock::now() - written > longest;
}

}  // namespace sotto
