#include "report/checks/line_matching.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <sstream>
#include <string_view>
#include <unordered_map>

#include "annotate/script/word_alignment.h"

namespace sotto::checks {

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
  // A line among lines is what a word is among words.
  std::unordered_map<std::string_view, std::uint32_t> known;
  const auto numbers_of = [&](const std::vector<std::string>& lines) {
    std::vector<std::uint32_t> numbers;
    numbers.reserve(lines.size());
    for (const std::string& line : lines) {
      numbers.push_back(known.emplace(line, static_cast<std::uint32_t>(known.size())).first->second);
    }
    return numbers;
  };
  const std::vector<std::uint32_t> before = numbers_of(was);
  const std::vector<std::uint32_t> partners = script::align_words(before, numbers_of(is));
  std::vector<MatchedLine> matched;
  std::size_t was_begin = 0;
  std::size_t is_begin = 0;
  for (std::size_t i = 0; i < was.size(); ++i) {
    if (partners[i] == script::kNoWord) continue;
    match_anew(was, is, was_begin, i, is_begin, partners[i], matched);
    matched.emplace_back(i, partners[i]);
    was_begin = i + 1;
    is_begin = partners[i] + std::size_t{1};
  }
  match_anew(was, is, was_begin, was.size(), is_begin, is.size(), matched);
  return matched;
}

}  // namespace sotto::checks
