#pragma once

/// Texts that were made to find what grows faster than its input.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace sotto::growth {

struct HostileText {
  std::string name;
  std::string file;                                   ///< its ending tells the format
  std::function<std::string(std::size_t size)> make;  ///< of about so many bytes
};

const std::vector<HostileText>& hostile_texts();

/// Four letters, others for each number.
std::string word_of(std::size_t number);

}  // namespace sotto::growth
