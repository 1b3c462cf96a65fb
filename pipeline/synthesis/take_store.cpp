// A take's file, little-endian:
//
//   8   magic and version of the format
//   4   frames
//   4   words
//   8   checksum of the 8 bytes above and of the timings
//   8   checksum of the samples
//   12  for each word: index, begin, end
//   2   for each frame: the sample
//
// The length of the file follows from the first 16 bytes, so that a truncated file is noticed without reading the
// sound.

#include "synthesis/take_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <cstring>
#include <span>
#include <string>
#include <system_error>
#include <utility>

#include "shared/files.h"
#include "shared/hash.h"

namespace sotto {

namespace {

namespace fs = std::filesystem;

static_assert(std::endian::native == std::endian::little, "takes are stored as they lie in memory");

constexpr std::string_view kMagic = "SottoTk1";

struct Head {
  std::array<char, 8> magic{};
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

std::uint64_t info_checksum(const Head& head, std::string_view timings) {
  std::string bytes(8 + timings.size(), '\0');
  std::memcpy(bytes.data(), &head.frames, 4);
  std::memcpy(bytes.data() + 4, &head.words, 4);
  timings.copy(bytes.data() + 8, timings.size());
  return checksum(bytes);
}

/// The head and timings at the start of `bytes`, if they are whole and belong to a file of `size` bytes.
std::optional<std::pair<Head, std::vector<WordTiming>>> read_info(std::string_view bytes, std::size_t size) {
  Head head;
  if (bytes.size() < sizeof(Head)) return std::nullopt;
  std::memcpy(&head, bytes.data(), sizeof(Head));
  if (std::string_view(head.magic.data(), head.magic.size()) != kMagic) return std::nullopt;
  if (file_size(head) != size || bytes.size() < info_size(head)) return std::nullopt;
  const std::string_view timings = bytes.substr(sizeof(Head), info_size(head) - sizeof(Head));
  if (info_checksum(head, timings) != head.info_checksum) return std::nullopt;
  std::vector<WordTiming> words(head.words);
  if (!timings.empty()) std::memcpy(words.data(), timings.data(), timings.size());
  return std::pair(head, std::move(words));
}

/// The first bytes of a file, its size, and when it last changed in any way (which nobody can set back).
struct FileStart {
  std::string bytes;
  std::size_t size = 0;
  std::int64_t changed_ns = 0;
};

std::optional<FileStart> read_start(const fs::path& path, std::size_t most) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return std::nullopt;
  struct stat status {};
  FileStart start;
  start.bytes.resize(most);
  const bool good = ::fstat(fd, &status) == 0;
  const ssize_t got = good ? ::pread(fd, start.bytes.data(), most, 0) : -1;
  ::close(fd);
  if (got < 0) return std::nullopt;
  start.bytes.resize(static_cast<std::size_t>(got));
  start.size = static_cast<std::size_t>(status.st_size);
  start.changed_ns = std::int64_t{status.st_ctim.tv_sec} * 1'000'000'000 + status.st_ctim.tv_nsec;
  return start;
}

}  // namespace

TakeStore::TakeStore(fs::path cache_folder) : cache_folder_(std::move(cache_folder)) {}

fs::path TakeStore::path(const TakeId& id) const { return cache_folder_ / "takes" / id.substr(0, 2) / (id + ".take"); }

std::optional<Take> TakeStore::load(const TakeId& id) const {
  const auto bytes = try_read_file(path(id));
  if (!bytes) return std::nullopt;
  auto info = read_info(*bytes, bytes->size());
  if (!info) return std::nullopt;
  const std::string_view sound = std::string_view(*bytes).substr(info_size(info->first));
  if (checksum(sound) != info->first.sound_checksum) return std::nullopt;
  Take take;
  take.words = std::move(info->second);
  take.samples.resize(info->first.frames);
  if (!sound.empty()) std::memcpy(take.samples.data(), sound.data(), sound.size());
  return take;
}

std::optional<TakeInfo> TakeStore::load_info(const TakeId& id, std::int64_t proved_until_ns) const {
  // Enough for a sentence of 80 words in one read; a longer one is read again in full.
  constexpr std::size_t kFirstRead = 1024;
  const fs::path file = path(id);
  auto start = read_start(file, kFirstRead);
  if (!start || start->bytes.size() < sizeof(Head)) return std::nullopt;
  if (start->changed_ns > proved_until_ns) {
    auto take = load(id);
    if (!take) return std::nullopt;
    return TakeInfo{static_cast<std::uint32_t>(take->samples.size()), std::move(take->words)};
  }
  Head head;
  std::memcpy(&head, start->bytes.data(), sizeof(Head));
  if (file_size(head) != start->size) return std::nullopt;
  if (info_size(head) > start->bytes.size()) start = read_start(file, info_size(head));
  if (!start) return std::nullopt;
  auto info = read_info(start->bytes, start->size);
  if (!info) return std::nullopt;
  return TakeInfo{info->first.frames, std::move(info->second)};
}

bool TakeStore::holds(const TakeId& id) const {
  std::error_code error;
  return fs::exists(path(id), error);
}

void TakeStore::save(const TakeId& id, const TakeView& take) const {
  Head head;
  std::memcpy(head.magic.data(), kMagic.data(), kMagic.size());
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

}  // namespace sotto
