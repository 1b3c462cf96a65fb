#include "shared/hash.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>

#include "shared/failure.h"

namespace sotto {

struct ContentHash::State {
  XXH3_state_t* xxh = XXH3_createState();
  State() { XXH3_128bits_reset(xxh); }
  ~State() { XXH3_freeState(xxh); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

ContentHash::ContentHash() : state_(std::make_unique<State>()) {}
ContentHash::~ContentHash() = default;
ContentHash::ContentHash(ContentHash&&) noexcept = default;
ContentHash& ContentHash::operator=(ContentHash&&) noexcept = default;

ContentHash& ContentHash::add(std::string_view field) {
  add(static_cast<std::int64_t>(field.size()));
  return add_bytes(field);
}

ContentHash& ContentHash::add_bytes(std::string_view bytes) {
  XXH3_128bits_update(state_->xxh, bytes.data(), bytes.size());
  return *this;
}

ContentHash& ContentHash::add(std::int64_t field) {
  std::array<unsigned char, 8> bytes{};
  const auto bits = static_cast<std::uint64_t>(field);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<unsigned char>(bits >> (8 * i));
  XXH3_128bits_update(state_->xxh, bytes.data(), bytes.size());
  return *this;
}

ContentHash& ContentHash::add(double field) { return add(std::bit_cast<std::int64_t>(field)); }

std::string ContentHash::hex() const {
  const XXH128_hash_t digest = XXH3_128bits_digest(state_->xxh);
  return fmt::format("{:016x}{:016x}", digest.high64, digest.low64);
}

void FileHash::write(std::int64_t place, std::span<const std::byte> bytes) {
  constexpr std::size_t kHead = 4096;
  std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (const auto at = static_cast<std::size_t>(place); at < kHead && !text.empty()) {
    const std::string_view part = text.substr(0, kHead - at);
    if (head_.size() < at + part.size()) head_.resize(at + part.size());
    head_.replace(at, part.size(), part);
    text.remove_prefix(part.size());
    place += static_cast<std::int64_t>(part.size());
  }
  if (text.empty()) return;
  in_order_ = in_order_ && place == std::max<std::int64_t>(end_, kHead);
  rest_.add_bytes(text);
  end_ = place + static_cast<std::int64_t>(text.size());
}

std::optional<std::string> FileHash::hex() const {
  if (!in_order_) return std::nullopt;
  return ContentHash().add(head_).add(rest_.hex()).hex();
}

std::uint64_t checksum(std::span<const std::byte> bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }
std::uint64_t checksum(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace sotto
