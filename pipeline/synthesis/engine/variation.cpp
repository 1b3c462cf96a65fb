#include "synthesis/engine/variation.h"

#include <string_view>

namespace sotto::engine {

namespace {

/// Of the hash's hexadecimal digits, so many decide one value.
constexpr std::size_t kDigits = 4;

}  // namespace

Variation::Variation(const ContentHash& sentence) : digits_(sentence.hex()) {}

double Variation::at(std::size_t which) const {
  unsigned value = 0;
  for (const char digit : std::string_view(digits_).substr(which * kDigits, kDigits))
    value = 16 * value + static_cast<unsigned>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
  constexpr double kMost = 65535;  // that four digits can be
  return 2 * (value / kMost) - 1;
}

}  // namespace sotto::engine
