#include "growth/planted_loops.h"

#include <string>
#include <vector>

namespace sotto::growth {

std::size_t compare_pairwise(std::size_t size) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (i * j % 7 == 3) ++found;
    }
  }
  return found;
}

std::size_t search_from_everywhere(std::size_t size) {
  const std::string text(size, 'a');
  std::size_t found = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (text.find('b', i) != std::string::npos) ++found;
  }
  return found;
}

std::size_t erase_from_the_front(std::size_t size) {
  std::vector<char> list(size);
  std::size_t taken = 0;
  for (; !list.empty(); ++taken) list.erase(list.begin());
  return taken;
}

}  // namespace sotto::growth
