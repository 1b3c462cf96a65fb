#include "annotate/correction_places.h"

#include <algorithm>
#include <map>
#include <utility>

// First all stored words are aligned with all words of the manuscript (word_alignment.h). A line whose words kept their
// order has most of its partners close together: that is its place.
//
// What was moved to another place has none, for the alignment keeps the order. Its words are then free on both sides.
// Runs of three free words of the line and of its free neighbours vote for a distance between old and new place; around
// the winner the words are aligned once more, and the line has its partners.

namespace sotto {

namespace {

/// So many words may have been put in between two words of a line.
constexpr std::uint32_t kWidestInsertion = 12;
/// A line of so few words is too common to be known by itself: a neighbour must be found with it.
constexpr std::size_t kFewWords = 3;
constexpr std::size_t kNeighbours = 6;
constexpr std::uint32_t kNeighbourDistance = 15;
/// How far round a moved line its free neighbours are asked.
constexpr std::size_t kContext = 60;
constexpr std::size_t kRun = 3;

std::uint64_t run_at(const std::vector<std::uint32_t>& words, std::size_t i) {
  return (static_cast<std::uint64_t>(words[i]) << 42) ^ (static_cast<std::uint64_t>(words[i + 1]) << 21) ^ words[i + 2];
}

}  // namespace

LineFinder::LineFinder(std::vector<std::uint32_t> stored, std::size_t ordered, std::vector<std::uint32_t> manuscript)
    : stored_(std::move(stored)), ordered_(ordered), manuscript_(std::move(manuscript)) {
  const std::vector<std::uint32_t> in_order(stored_.begin(), stored_.begin() + static_cast<std::ptrdiff_t>(ordered_));
  partners_ = align_words(in_order, manuscript_);
  partners_.resize(stored_.size(), kNoWord);
  taken_.assign(manuscript_.size(), false);
  for (const std::uint32_t partner : partners_) {
    if (partner != kNoWord) taken_[partner] = true;
  }
}

std::optional<LinePlace> LineFinder::find(const StoredLine& line) {
  if (line.begin == line.end) return std::nullopt;
  if (!line.apart) {
    if (std::optional<LinePlace> found = place(line, kNeighbours)) return found;
  }
  look_elsewhere(line);
  return place(line, line.apart ? 0 : kNeighbours);
}

std::optional<LinePlace> LineFinder::place(const StoredLine& line, std::size_t context) const {
  // The largest group of partners that stand together.
  struct Group {
    std::size_t first = 0, last = 0, count = 0;
  };
  Group best;
  Group current;
  for (std::size_t i = line.begin; i < line.end; ++i) {
    if (partners_[i] == kNoWord) continue;
    const bool goes_on = current.count > 0 && partners_[i] > partners_[current.last] &&
                         partners_[i] - partners_[current.last] <= kWidestInsertion + 1;
    if (!goes_on) current = {i, i, 0};
    current.last = i;
    if (++current.count > best.count) best = current;
  }
  const std::size_t size = line.end - line.begin;
  if (best.count * 10 < size * 6) return std::nullopt;
  LinePlace found;
  found.first = partners_[best.first];
  found.last = partners_[best.last];
  found.before = static_cast<std::uint32_t>(best.first - line.begin);
  found.after = static_cast<std::uint32_t>(line.end - 1 - best.last);

  // The neighbours' nearest partners bound it.
  constexpr std::size_t kFarthest = 400;
  const std::size_t least =
      line.apart || line.begin < kFarthest ? (line.apart ? line.begin : 0) : line.begin - kFarthest;
  const std::size_t most = line.apart ? line.end : std::min(line.end + kFarthest, ordered_);
  bool supported = false;
  found.low = 0;
  for (std::size_t i = line.begin; i > least; --i) {
    const std::uint32_t partner = partners_[i - 1];
    if (partner == kNoWord || partner >= found.first) continue;
    found.low = partner + 1;
    supported = line.begin - i < context && found.first - partner <= kNeighbourDistance;
    break;
  }
  found.high = static_cast<std::uint32_t>(manuscript_.size());
  for (std::size_t i = line.end; i < most; ++i) {
    const std::uint32_t partner = partners_[i];
    if (partner == kNoWord || partner <= found.last) continue;
    found.high = partner;
    supported = supported || (i - line.end < context && partner - found.last <= kNeighbourDistance);
    break;
  }
  const bool alone = ordered_ == size && !line.apart;
  if (size <= kFewWords && (best.count < size || !(supported || alone))) return std::nullopt;
  return found;
}

void LineFinder::look_elsewhere(const StoredLine& line) {
  if (!indexed_) {
    indexed_ = true;
    for (std::size_t i = 0; i + kRun <= manuscript_.size(); ++i) {
      if (taken_[i] || taken_[i + 1] || taken_[i + 2]) continue;
      runs_.emplace(run_at(manuscript_, i), static_cast<std::uint32_t>(i));
    }
  }
  // Partners of the line that were only chance are given back.
  for (std::size_t i = line.begin; i < line.end; ++i) {
    if (partners_[i] != kNoWord) taken_[partners_[i]] = false;
    partners_[i] = kNoWord;
  }
  std::size_t begin = line.begin;
  std::size_t end = line.end;
  if (!line.apart) {
    while (begin > 0 && line.begin - begin < kContext && partners_[begin - 1] == kNoWord) --begin;
    while (end < ordered_ && end - line.end < kContext && partners_[end] == kNoWord) ++end;
  }

  constexpr std::size_t kMostPlaces = 64;
  constexpr std::int64_t kBucket = 16;
  std::map<std::int64_t, int> votes;  // distance between new and old place, in buckets
  for (std::size_t i = begin; i + kRun <= end; ++i) {
    const auto [from, to] = runs_.equal_range(run_at(stored_, i));
    std::size_t places = 0;
    for (auto run = from; run != to && places < kMostPlaces; ++run, ++places) {
      const std::int64_t distance = static_cast<std::int64_t>(run->second) - static_cast<std::int64_t>(i);
      const std::int64_t bucket = distance >= 0 ? distance / kBucket : -((-distance + kBucket - 1) / kBucket);
      ++votes[bucket];
    }
  }
  if (votes.empty()) return;
  const auto winner =
      std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const std::int64_t distance = winner->first * kBucket;
  const auto limit = static_cast<std::int64_t>(manuscript_.size());
  const auto from = std::clamp<std::int64_t>(static_cast<std::int64_t>(begin) + distance - kBucket, 0, limit);
  const auto to = std::clamp<std::int64_t>(static_cast<std::int64_t>(end) + distance + 2 * kBucket, 0, limit);

  std::vector<std::uint32_t> places;
  std::vector<std::uint32_t> free_words;
  for (std::int64_t i = from; i < to; ++i) {
    if (taken_[static_cast<std::size_t>(i)]) continue;
    places.push_back(static_cast<std::uint32_t>(i));
    free_words.push_back(manuscript_[static_cast<std::size_t>(i)]);
  }
  const std::vector<std::uint32_t> moved(stored_.begin() + static_cast<std::ptrdiff_t>(begin),
                                         stored_.begin() + static_cast<std::ptrdiff_t>(end));
  const std::vector<std::uint32_t> partners = align_words(moved, free_words);
  for (std::size_t i = 0; i < partners.size(); ++i) {
    if (partners[i] == kNoWord) continue;
    partners_[begin + i] = places[partners[i]];
    taken_[places[partners[i]]] = true;
  }
}

}  // namespace sotto
