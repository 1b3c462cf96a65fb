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
  std::vector<std::size_t> weights;
  for (const ScriptChapter& chapter : chapters) weights.push_back(weight_of(chapter.lines));
  std::vector<std::size_t> stored_weights;
  for (const StoredChapter& one : stored) stored_weights.push_back(weight_of(one.chapter.lines));
  std::vector<bool> continued(stored.size(), false);
  std::vector<bool> at_home(stored.size(), false);
  for (const auto& [weight, same_number, s, c] : order) {
    // A part of another chapter, not a line that happens to be in both.
    const bool much = 4 * weight >= std::min(weights[c], stored_weights[s]);
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
  struct Alike {
    std::vector<std::size_t> all;      // stored chapters that look the same
    std::vector<std::size_t> current;  // those of them that no newer file supersedes
    std::size_t next = 0;              // of `current`: those before it are continued
    bool at_home = false;
  };
  const auto assign = [&](const auto& look, bool is_origin) {
    std::map<decltype(look(chapters.front())), Alike> groups;
    for (std::size_t s = 0; s < stored.size(); ++s) {
      Alike& alike = groups[look(stored[s].chapter)];
      alike.all.push_back(s);
      if (!stored[s].superseded) alike.current.push_back(s);
    }
    for (std::size_t c = 0; c < chapters.size(); ++c) {
      const auto group = groups.find(look(chapters[c]));
      if (group == groups.end()) continue;
      Alike& alike = group->second;
      for (const std::size_t s : alike.all) {
        if (alike.at_home) break;
        if (!at_home[s]) matches.home[s] = c;
        at_home[s] = true;
      }
      alike.at_home = true;
      if (alike.current.empty()) continue;
      if (is_origin && !matches.comes_from[c]) matches.comes_from[c] = alike.current.front();
      while (alike.next < alike.current.size() && continued[alike.current[alike.next]]) ++alike.next;
      if (matches.continues[c] || alike.next == alike.current.size()) continue;
      matches.continues[c] = alike.current[alike.next];
      continued[alike.current[alike.next]] = true;
    }
  };
  assign([](const ScriptChapter& chapter) { return std::pair(std::string_view(chapter.title), chapter.number); }, true);
  assign([](const ScriptChapter& chapter) { return std::string_view(chapter.title); }, true);
  assign([](const ScriptChapter& chapter) { return chapter.number; }, false);
  return matches;
}

}  // namespace sotto::script
