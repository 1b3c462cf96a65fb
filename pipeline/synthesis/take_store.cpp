// A take's file, little-endian:
//
//   8   the format: "SottoTk1" for a take at 22,050 Hz, "STk2" and the rate in Hz (4 bytes) for any other
//   4   frames
//   4   words
//   8   checksum of all above but "SottoTk1", and of the timings
//   8   checksum of the samples
//   12  for each word: index, begin, end
//   2   for each frame: the sample
//
// The length of the file follows from the first 16 bytes, so that a truncated file is noticed without reading the
// sound. Version 1 had no rate; a take that it can hold is still written in it, so that caches stay good.

#include "synthesis/take_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>
#include <span>
#include <string>
#include <system_error>
#include <utility>

#include "shared/files.h"
#include "shared/hash.h"

namespace sotto::synthesis {

namespace {

namespace fs = std::filesystem;

static_assert(std::endian::native == std::endian::little, "takes are stored as they lie in memory");

constexpr std::string_view kFirstFormat = "SottoTk1";
constexpr Hertz kFirstFormatRate{22050};
constexpr std::string_view kFormatWithRate = "STk2";

struct Head {
  std::array<char, 8> format{};
  std::uint32_t frames = 0;
  std::uint32_t words = 0;
  std::uint64_t info_checksum = 0;
  std::uint64_t sound_checksum = 0;
};
static_assert(sizeof(Head) == 32 && sizeof(WordTiming) == 12);

std::size_t info_size(const Head& head) { return sizeof(Head) + std::size_t{head.words} * sizeof(WordTiming); }

std::size_t file_size(const Head& head) { return info_size(head) + std::size_t{head.frames} * sizeof(std::int16_t); }

template <typename T>
std::string_view bytes_of(std::span<const T> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

std::array<char, 8> format_for(Hertz rate) {
  std::array<char, 8> format{};
  if (rate == kFirstFormatRate) {
    kFirstFormat.copy(format.data(), format.size());
  } else {
    const auto whole = static_cast<std::uint32_t>(rate.value);
    kFormatWithRate.copy(format.data(), 4);
    std::memcpy(format.data() + 4, &whole, 4);
  }
  return format;
}

/// The rate of a take in this format; nothing when it is none of ours.
std::optional<Hertz> rate_of(const Head& head) {
  const std::string_view format(head.format.data(), head.format.size());
  if (format == kFirstFormat) return kFirstFormatRate;
  if (!format.starts_with(kFormatWithRate)) return std::nullopt;
  std::uint32_t whole = 0;
  std::memcpy(&whole, head.format.data() + 4, 4);
  return Hertz{static_cast<double>(whole)};
}

std::uint64_t info_checksum(const Head& head, std::string_view timings) {
  std::string bytes;
  const std::string_view format(head.format.data(), head.format.size());
  if (format != kFirstFormat) bytes += format;
  bytes.append(reinterpret_cast<const char*>(&head.frames), 4);
  bytes.append(reinterpret_cast<const char*>(&head.words), 4);
  bytes += timings;
  return checksum(bytes);
}

/// What is known of a take without its sound, and where to find that.
struct Info {
  Head head;
  TakeInfo take;
};

/// The head and timings at the start of `bytes`, if they are whole and belong to a file of `size` bytes.
std::optional<Info> read_info(std::string_view bytes, std::size_t size) {
  Head head;
  if (bytes.size() < sizeof(Head)) return std::nullopt;
  std::memcpy(&head, bytes.data(), sizeof(Head));
  const std::optional<Hertz> rate = rate_of(head);
  if (!rate || rate->value <= 0) return std::nullopt;
  if (file_size(head) != size || bytes.size() < info_size(head)) return std::nullopt;
  const std::string_view timings = bytes.substr(sizeof(Head), info_size(head) - sizeof(Head));
  if (info_checksum(head, timings) != head.info_checksum) return std::nullopt;
  std::vector<WordTiming> words(head.words);
  if (!timings.empty()) std::memcpy(words.data(), timings.data(), timings.size());
  return Info{head, {*rate, head.frames, std::move(words)}};
}

/// Enough for the head and the timings of a sentence of 80 words in one read; of a longer one they are read again.
constexpr std::size_t kFirstRead = 1024;

/// A take's file, open for reading.
class TakeFile {
 public:
  explicit TakeFile(const fs::path& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat status {};
    if (fd_ < 0 || ::fstat(fd_, &status) != 0) return;
    size_ = static_cast<std::size_t>(status.st_size);
    changed_ns_ = std::int64_t{status.st_ctim.tv_sec} * 1'000'000'000 + status.st_ctim.tv_nsec;
  }
  ~TakeFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  TakeFile(const TakeFile&) = delete;
  TakeFile& operator=(const TakeFile&) = delete;

  /// When it last changed in any way (which nobody can set back); nanoseconds since 1970.
  std::int64_t changed_ns() const { return changed_ns_; }

  /// The head and the timings, if they are whole and belong to a file of this size.
  std::optional<Info> info() const {
    std::string bytes(std::min(size_, kFirstRead), '\0');
    if (bytes.size() < sizeof(Head) || !read(0, bytes.data(), bytes.size())) return std::nullopt;
    Head head;
    std::memcpy(&head, bytes.data(), sizeof(Head));
    if (file_size(head) != size_) return std::nullopt;
    if (info_size(head) > bytes.size()) {
      bytes.resize(info_size(head));
      if (!read(0, bytes.data(), bytes.size())) return std::nullopt;
    }
    return read_info(bytes, size_);
  }

  /// Fills `bytes` from the place of the file on; false when it cannot.
  bool read(std::size_t place, void* bytes, std::size_t count) const {
    return ::pread(fd_, bytes, count, static_cast<off_t>(place)) == static_cast<ssize_t>(count);
  }

 private:
  int fd_;
  std::size_t size_ = 0;
  std::int64_t changed_ns_ = 0;
};

/// The sound of a file whose head is read.
std::optional<std::vector<std::int16_t>> read_sound(const TakeFile& file, const Head& head) {
  std::vector<std::int16_t> samples(head.frames);
  if (!file.read(info_size(head), samples.data(), samples.size() * sizeof(std::int16_t))) return std::nullopt;
  if (checksum(bytes_of<std::int16_t>(samples)) != head.sound_checksum) return std::nullopt;
  return samples;
}

}  // namespace

TakeStore::TakeStore(fs::path cache_folder) : cache_folder_(std::move(cache_folder)) {}

fs::path TakeStore::path(const TakeId& id) const { return cache_folder_ / "takes" / id.substr(0, 2) / (id + ".take"); }

std::optional<Take> TakeStore::load(const TakeId& id) const {
  const TakeFile file(path(id));
  auto info = file.info();
  if (!info) return std::nullopt;
  auto samples = read_sound(file, info->head);
  if (!samples) return std::nullopt;
  return Take{info->take.rate, std::move(*samples), std::move(info->take.words)};
}

Take TakeStore::load_or_throw(const TakeId& id) const {
  if (auto take = load(id)) return std::move(*take);
  throw DamagedTake(
      fmt::format("the take {} is missing or damaged; run it again and it is made anew", path(id).string()));
}

std::optional<TakeInfo> TakeStore::load_info(const TakeId& id, std::int64_t proved_until_ns) const {
  const TakeFile file(path(id));
  auto info = file.info();
  if (!info) return std::nullopt;
  if (file.changed_ns() > proved_until_ns && !read_sound(file, info->head)) return std::nullopt;
  return std::move(info->take);
}

bool TakeStore::holds(const TakeId& id) const {
  std::error_code error;
  return fs::exists(path(id), error);
}

void TakeStore::save(const TakeId& id, const TakeView& take) const {
  Head head;
  assert(take.rate.value > 0 && take.rate.value == std::floor(take.rate.value));
  head.format = format_for(take.rate);
  head.frames = static_cast<std::uint32_t>(take.samples.size());
  head.words = static_cast<std::uint32_t>(take.words.size());
  const std::string_view timings = bytes_of<WordTiming>(take.words);
  const std::string_view sound = bytes_of(take.samples);
  head.info_checksum = info_checksum(head, timings);
  head.sound_checksum = checksum(sound);
  const std::array pieces{bytes_of<Head>({&head, 1}), timings, sound};
  const fs::path file = path(id);
  make_folder(file.parent_path());
  write_file(file, pieces, Durability::proved);
}

}  // namespace sotto::synthesis
