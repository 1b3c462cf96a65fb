#include "annotate/script/line_alignment.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "annotate/script/word_alignment.h"
#include "shared/text.h"

namespace sotto::script {

namespace {

/// How many words two lines have in common, from 0 to 1.
double likeness(const std::string& a, const std::string& b) {
  std::multiset<std::string> words;
  for (std::string& word : words_of(a)) words.insert(std::move(word));
  const std::size_t of_a = words.size();
  const std::vector<std::string> others = words_of(b);
  std::size_t common = 0;
  for (const std::string& word : others) {
    const auto found = words.find(word);
    if (found == words.end()) continue;
    words.erase(found);
    ++common;
  }
  const std::size_t most = std::max(of_a, others.size());
  return most == 0 ? 0 : static_cast<double>(common) / static_cast<double>(most);
}

}  // namespace

std::vector<std::uint32_t> align_lines(const std::vector<Line>& before, const std::vector<Line>& now) {
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  const auto numbered = [&](const std::vector<Line>& lines) {
    std::vector<std::uint32_t> result;
    for (const Line& line : lines) {
      result.push_back(numbers.emplace(line.say, static_cast<std::uint32_t>(numbers.size())).first->second);
    }
    return result;
  };
  const std::vector<std::uint32_t> old_numbers = numbered(before);
  const std::vector<std::uint32_t> new_numbers = numbered(now);
  const std::vector<std::uint32_t> partners = align_words(old_numbers, new_numbers);
  std::vector<std::uint32_t> was(now.size(), kNoWord);
  for (std::uint32_t b = 0; b < before.size(); ++b) {
    if (partners[b] != kNoWord) was[partners[b]] = b;
  }
  // Between two that are the same, those that are alike.
  constexpr double kAlike = 0.5;
  constexpr std::uint32_t kFarthest = 8;
  std::uint32_t next = 0;
  for (std::size_t n = 0; n < now.size(); ++n) {
    if (was[n] != kNoWord) {
      next = was[n] + 1;
      continue;
    }
    std::uint32_t best = kNoWord;
    double most = kAlike;
    for (std::uint32_t b = next; b < before.size() && b < next + kFarthest && partners[b] == kNoWord; ++b) {
      const double alike = likeness(before[b].say, now[n].say);
      if (alike > most) {
        best = b;
        most = alike;
      }
    }
    if (best == kNoWord) continue;
    was[n] = best;
    next = best + 1;
  }
  return was;
}

}  // namespace sotto::script
