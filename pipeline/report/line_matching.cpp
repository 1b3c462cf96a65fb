// Equal texts are matched by their longest common subsequence. Equal beginnings and ends are taken off first, so that
// its table stays small: a chapter changes in a few places.

#include "report/line_matching.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <sstream>

namespace sotto {

namespace {

/// Whether one was written anew from the other.
bool alike(const std::string& a, const std::string& b) {
  const auto words = [](const std::string& text) {
    std::istringstream stream(text);
    std::multiset<std::string> all;
    for (std::string word; stream >> word;) all.insert(word);
    return all;
  };
  const auto first = words(a);
  const auto second = words(b);
  std::vector<std::string> common;
  std::set_intersection(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(common));
  return !common.empty() && 2 * common.size() >= std::max(first.size(), second.size());
}

/// Matches what was written anew between two lines that stayed, and appends all of it.
void match_anew(const std::vector<std::string>& was, const std::vector<std::string>& is, std::size_t was_begin,
                std::size_t was_end, std::size_t is_begin, std::size_t is_end, std::vector<MatchedLine>& matched) {
  std::size_t i = was_begin;
  for (std::size_t j = is_begin; j < is_end; ++j) {
    std::size_t match = i;
    while (match < was_end && !alike(was[match], is[j])) ++match;
    if (match < was_end) {
      for (; i < match; ++i) matched.emplace_back(i, std::nullopt);
      matched.emplace_back(i++, j);
    } else {
      matched.emplace_back(std::nullopt, j);
    }
  }
  for (; i < was_end; ++i) matched.emplace_back(i, std::nullopt);
}

}  // namespace

std::vector<MatchedLine> match_lines(const std::vector<std::string>& was, const std::vector<std::string>& is) {
  std::size_t head = 0;
  while (head < was.size() && head < is.size() && was[head] == is[head]) ++head;
  std::size_t tail = 0;
  while (tail < was.size() - head && tail < is.size() - head &&
         was[was.size() - 1 - tail] == is[is.size() - 1 - tail]) {
    ++tail;
  }
  const std::size_t n = was.size() - head - tail;
  const std::size_t m = is.size() - head - tail;
  std::vector<std::vector<std::uint32_t>> longest(n + 1, std::vector<std::uint32_t>(m + 1));
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;) {
      longest[i][j] =
          was[head + i] == is[head + j] ? longest[i + 1][j + 1] + 1 : std::max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  std::vector<MatchedLine> matched;
  for (std::size_t i = 0; i < head; ++i) matched.emplace_back(i, i);
  std::size_t was_begin = head;
  std::size_t is_begin = head;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < n && j < m) {
    if (was[head + i] == is[head + j]) {
      match_anew(was, is, was_begin, head + i, is_begin, head + j, matched);
      matched.emplace_back(head + i, head + j);
      was_begin = head + ++i;
      is_begin = head + ++j;
    } else if (longest[i + 1][j] >= longest[i][j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  match_anew(was, is, was_begin, head + n, is_begin, head + m, matched);
  for (std::size_t t = tail; t > 0; --t) matched.emplace_back(was.size() - t, is.size() - t);
  return matched;
}

}  // namespace sotto
