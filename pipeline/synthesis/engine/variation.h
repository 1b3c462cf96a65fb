#pragma once

/// How one sentence differs a little from the next: in which way follows from its text, so that a line is the same
/// alone as in its book.

#include <cstddef>
#include <string>

#include "shared/hash.h"

namespace sotto::engine {

class Variation {
 public:
  /// Of everything that decides it.
  explicit Variation(const ContentHash& sentence);

  /// -1..1, evenly spread; `which` is 0..7, and each has its own.
  double at(std::size_t which) const;

 private:
  std::string digits_;
};

}  // namespace sotto::engine
