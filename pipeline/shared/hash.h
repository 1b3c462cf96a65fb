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

  /// Bytes of one long field, added in pieces: no length is hashed, so where it is cut does not matter.
  ContentHash& add_bytes(std::string_view bytes);

  /// 32 lower-case hexadecimal digits.
  std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The hash of a file's bytes, added piece by piece. The header and what follows are hashed separately, since a sound
/// file's header is known only at its end.
class FileHash {
 public:
  /// Bytes at an offset of the file: anywhere in the header, any number of times; after it, each byte once and in
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
