#pragma once

/// A stretch of a text: `begin` is the offset of its first byte, `end` of the first byte after it.
/// Offsets are UTF-8 bytes and always fall between code points.

#include <cstddef>
#include <string_view>

#include "shared/fields.h"

namespace sotto {

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Span&) const = default;
  static constexpr auto fields() { return std::tuple(field("begin", &Span::begin), field("end", &Span::end)); }

  std::size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(std::size_t offset) const { return begin <= offset && offset < end; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};

}  // namespace sotto
