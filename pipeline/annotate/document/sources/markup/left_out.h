#pragma once

/// What a source has and nobody reads aloud.

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "shared/diagnostics.h"

namespace sotto::document {

enum class Silent { navigation, page_number, line_number, note_mark, note, hidden, picture };

/// Counts what is left out, to be reported once.
class LeftOut {
 public:
  void add(Silent what) { ++counts_[what]; }
  std::size_t count(Silent what) const;
  /// A note of all that was left out; none where there was nothing.
  void tell(const std::string& path, Diagnostics& diagnostics) const;

 private:
  std::map<Silent, std::size_t> counts_;
};

}  // namespace sotto::document
