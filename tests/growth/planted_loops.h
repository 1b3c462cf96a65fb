#pragma once

/// Loops that do what the counter must see: work that grows with the square of `size`.

#include <cstddef>

namespace sotto::growth {

/// Compares each with each.
std::size_t compare_pairwise(std::size_t size);
/// Searches one text, to its end, from each of its places.
std::size_t search_from_everywhere(std::size_t size);
/// Takes the first of a list until none is left.
std::size_t erase_from_the_front(std::size_t size);

}  // namespace sotto::growth
