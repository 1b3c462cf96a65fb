#pragma once

/// The phonemes in which all engines are given pronunciations, in those of flite.

#include <optional>
#include <string>
#include <string_view>

namespace sotto::flite {

/// Phones of flite's lexicon, vowels with their stress: "ZIr'i:" -> "zh ih0 r iy1". Nothing where there is a phoneme
/// that American English has no sound for.
std::optional<std::string> arpabet_of(std::string_view phonemes);

}  // namespace sotto::flite
