#pragma once

/// Names by content: XXH3, 128 bits, over length-prefixed fields, so that ("ab", "c") and ("a", "bc") differ.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sotto {

class ContentHash {
 public:
  ContentHash();
  ~ContentHash();
  ContentHash(ContentHash&&) noexcept;
  ContentHash& operator=(ContentHash&&) noexcept;

  ContentHash& add(std::string_view field);
  ContentHash& add(const char* field) { return add(std::string_view(field)); }
  ContentHash& add(std::int64_t field);
  ContentHash& add(int field) { return add(static_cast<std::int64_t>(field)); }
  ContentHash& add(std::size_t field) { return add(static_cast<std::int64_t>(field)); }
  ContentHash& add(bool field) { return add(static_cast<std::int64_t>(field)); }
  /// The bit pattern of the number.
  ContentHash& add(double field);

  /// Bytes of one long field that comes in pieces: no length goes in, so where it is cut does not matter.
  ContentHash& add_bytes(std::string_view bytes);

  /// 32 lower-case hexadecimal digits.
  std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Of a file's bytes, which may come piece by piece: the hash of its head and of what follows, each apart, since a
/// sound's head is known only when its end is.
class FileHash {
 public:
  /// Bytes that lie at a place of the file: anywhere in the head, any number of times; behind it, each byte once and in
  /// order.
  void write(std::int64_t place, std::span<const std::byte> bytes);

  /// 32 lower-case hexadecimal digits; nothing when bytes behind the head came out of order.
  std::optional<std::string> hex() const;

 private:
  std::string head_;
  ContentHash rest_;
  std::int64_t end_ = 0;  ///< of what is in the hash
  bool in_order_ = true;
};

/// XXH3, 64 bits, of some bytes: the checksum inside cache files.
std::uint64_t checksum(std::span<const std::byte> bytes);
std::uint64_t checksum(std::string_view bytes);

}  // namespace sotto
