#include "annotate/script/chapter_matching.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace sotto::script {

namespace {

/// Of lines, in bytes.
std::size_t weight_of(const std::vector<Line>& lines) {
  std::size_t weight = 0;
  for (const Line& line : lines) weight += line.say.size();
  return weight;
}

/// How much of a stored chapter stands in a chapter, word for word.
std::map<std::pair<std::size_t, std::size_t>, std::size_t> overlaps(const std::vector<ScriptChapter>& chapters,
                                                                    const std::vector<StoredChapter>& stored) {
  std::unordered_map<std::string_view, std::set<std::size_t>> where;
  for (std::size_t c = 0; c < chapters.size(); ++c) {
    for (const Line& line : chapters[c].lines) where[line.say].insert(c);
  }
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> shared;
  // "Yes," is said everywhere, and tells nothing.
  constexpr std::size_t kMostPlaces = 4;
  for (std::size_t s = 0; s < stored.size(); ++s) {
    for (const Line& line : stored[s].chapter.lines) {
      const auto found = where.find(line.say);
      if (found == where.end() || found->second.size() > kMostPlaces) continue;
      for (const std::size_t c : found->second) shared[{s, c}] += line.say.size();
    }
  }
  return shared;
}

}  // namespace

ChapterMatches match_chapters(const std::vector<ScriptChapter>& chapters, const std::vector<StoredChapter>& stored) {
  ChapterMatches matches;
  matches.continues.resize(chapters.size());
  matches.comes_from.resize(chapters.size());
  matches.home.resize(stored.size(), chapters.empty() ? 0 : chapters.size() - 1);

  // The largest first; of equals, those that keep their number.
  std::vector<std::tuple<std::size_t, bool, std::size_t, std::size_t>> order;
  for (const auto& [pair, weight] : overlaps(chapters, stored)) {
    const auto [s, c] = pair;
    order.emplace_back(weight, stored[s].chapter.number == chapters[c].number, s, c);
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return std::tie(std::get<0>(b), std::get<1>(b)) < std::tie(std::get<0>(a), std::get<1>(a));
  });
  std::vector<bool> continued(stored.size(), false);
  std::vector<bool> at_home(stored.size(), false);
  for (const auto& [weight, same_number, s, c] : order) {
    // A part of another chapter, not a line that happens to be in both.
    const bool much = 4 * weight >= std::min(weight_of(chapters[c].lines), weight_of(stored[s].chapter.lines));
    if (much && !at_home[s]) {
      matches.home[s] = c;
      at_home[s] = true;
    }
    if (much && !matches.comes_from[c]) matches.comes_from[c] = s;
    if (much && !matches.continues[c] && !continued[s]) {
      matches.continues[c] = s;
      continued[s] = true;
    }
  }
  // What has no line in common may still have its title; and the file of a number goes on as that.
  const auto assign = [&](const auto& alike, bool is_origin) {
    for (std::size_t c = 0; c < chapters.size(); ++c) {
      for (std::size_t s = 0; s < stored.size(); ++s) {
        if (!alike(stored[s].chapter, chapters[c])) continue;
        if (!at_home[s]) matches.home[s] = c;
        at_home[s] = true;
        if (is_origin && !matches.comes_from[c] && !stored[s].superseded) matches.comes_from[c] = s;
        if (matches.continues[c] || continued[s] || stored[s].superseded) continue;
        matches.continues[c] = s;
        continued[s] = true;
      }
    }
  };
  const auto same_title = [](const ScriptChapter& a, const ScriptChapter& b) { return a.title == b.title; };
  const auto same_number = [](const ScriptChapter& a, const ScriptChapter& b) { return a.number == b.number; };
  assign([&](const auto& a, const auto& b) { return same_title(a, b) && same_number(a, b); }, true);
  assign(same_title, true);
  assign(same_number, false);
  return matches;
}

}  // namespace sotto::script
