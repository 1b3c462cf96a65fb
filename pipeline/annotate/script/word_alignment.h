#pragma once

/// Which words of an old text are which words of a new one.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/span.h"

namespace sotto::script {

/// A text's words as numbers: equal words, equal numbers.
class WordNumbers {
 public:
  /// Appends the words of `text.substr(span)` (as `words_of` counts words), and where they stand in `text`.
  void append(std::string_view text, Span span, std::vector<std::uint32_t>& numbers, std::vector<Span>* places);

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// No partner.
inline constexpr std::uint32_t kNoWord = 0xFFFFFFFFU;

/// For each old word the index of the new word that it became, or kNoWord. Partners are equal words, in the same order
/// in both texts. Quick for texts that are nearly the same, and never worse than a few passes for each level of change.
std::vector<std::uint32_t> align_words(const std::vector<std::uint32_t>& old_words,
                                       const std::vector<std::uint32_t>& new_words);

}  // namespace sotto::script
