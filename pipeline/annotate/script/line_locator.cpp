#include "annotate/script/line_locator.h"

#include <algorithm>
#include <map>
#include <utility>

// First all stored words are aligned with all words of the manuscript (word_alignment.h). A line whose words kept their
// order has most of its partners close together: that is its place.
//
// What was moved to another place has none, for the alignment keeps the order. Its words are then free on both sides.
// Runs of three free words of the line and of its free neighbours vote for a distance between old and new place; around
// the winner the words are aligned once more, and the line has its partners.

namespace sotto::script {

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

LineLocator::LineLocator(std::vector<std::uint32_t> stored, std::size_t ordered, std::vector<std::uint32_t> manuscript)
    : stored_(std::move(stored)), ordered_(ordered), manuscript_(std::move(manuscript)) {
  const std::vector<std::uint32_t> in_order(stored_.begin(), stored_.begin() + static_cast<std::ptrdiff_t>(ordered_));
  const std::vector<std::uint32_t> aligned = align_words(in_order, manuscript_);
  partners_.assign(stored_.size(), kNoWord);
  owners_.assign(manuscript_.size(), kNoWord);
  for (std::size_t i = 0; i < aligned.size(); ++i) {
    if (aligned[i] != kNoWord) join(i, aligned[i]);
  }
}

void LineLocator::join(std::size_t stored, std::uint32_t manuscript) {
  partners_[stored] = manuscript;
  owners_[manuscript] = static_cast<std::uint32_t>(stored);
}

void LineLocator::part(std::size_t stored) {
  if (partners_[stored] == kNoWord) return;
  owners_[partners_[stored]] = kNoWord;
  partners_[stored] = kNoWord;
}

/// Whether a word with a partner is in a run of so many or more whose partners follow each other.
bool LineLocator::is_in_run_of(std::size_t length, std::size_t stored) const {
  std::size_t first = stored;
  std::size_t last = stored;
  while (last - first + 1 < length && first > 0 && partners_[first - 1] != kNoWord &&
         partners_[first - 1] + 1 == partners_[first]) {
    --first;
  }
  while (last - first + 1 < length && last + 1 < partners_.size() && partners_[last + 1] == partners_[last] + 1) ++last;
  return last - first + 1 >= length;
}

void LineLocator::gather(const StoredLine& line) {
  // The longest run of the line's words whose partners follow each other.
  std::size_t first = line.begin;
  std::size_t last = line.begin;
  for (std::size_t i = line.begin, start = i; i < line.end; ++i) {
    const bool goes_on = i > start && partners_[i] != kNoWord && partners_[i] == partners_[i - 1] + 1;
    if (!goes_on) start = i;
    if (partners_[i] != kNoWord && (i - start > last - first || partners_[first] == kNoWord)) {
      first = start;
      last = i;
    }
  }
  if (partners_[first] == kNoWord) return;
  // Of equal words the difference may have chosen others than those beside the run.
  const auto take = [&](std::size_t word, std::uint32_t place) {
    if (stored_[word] != manuscript_[place]) return false;
    const std::uint32_t owner = owners_[place];
    if (owner == word) return true;
    if (owner != kNoWord) {
      const bool own = owner >= line.begin && owner < line.end;
      if (!own && is_in_run_of(last - first + 1, owner)) return false;
      part(owner);
    }
    part(word);
    join(word, place);
    return true;
  };
  while (first > line.begin && partners_[first] > 0 && take(first - 1, partners_[first] - 1)) --first;
  while (last + 1 < line.end && partners_[last] + 1 < manuscript_.size() && take(last + 1, partners_[last] + 1)) ++last;
}

std::optional<LineLocation> LineLocator::find(const StoredLine& line) {
  if (line.begin == line.end) return std::nullopt;
  if (!line.apart) {
    gather(line);
    if (std::optional<LineLocation> found = place(line, kNeighbours)) return found;
  }
  look_elsewhere(line);
  gather(line);
  return place(line, line.apart ? 0 : kNeighbours);
}

std::optional<LineLocation> LineLocator::place(const StoredLine& line, std::size_t context) const {
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
  LineLocation found;
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
  // Its first or last words may stand right there and yet be the partners of equal words of a neighbour that is gone.
  std::size_t front = best.first;
  std::uint32_t low = found.first;
  while (front > line.begin && low > 0 && stored_[front - 1] == manuscript_[low - 1]) --front, --low;
  if (front == line.begin) found.low = std::min(found.low, low);
  std::size_t back = best.last + 1;
  std::uint32_t high = found.last + 1;
  while (back < line.end && high < manuscript_.size() && stored_[back] == manuscript_[high]) ++back, ++high;
  if (back == line.end) found.high = std::max(found.high, high);

  const bool alone = ordered_ == size && !line.apart;
  if (size <= kFewWords && (best.count < size || !(supported || alone))) return std::nullopt;
  return found;
}

void LineLocator::look_elsewhere(const StoredLine& line) {
  if (!indexed_) {
    indexed_ = true;
    for (std::size_t i = 0; i + kRun <= manuscript_.size(); ++i) {
      if (owners_[i] != kNoWord || owners_[i + 1] != kNoWord || owners_[i + 2] != kNoWord) continue;
      runs_.emplace_back(run_at(manuscript_, i), static_cast<std::uint32_t>(i));
    }
    std::sort(runs_.begin(), runs_.end());
  }
  // Partners of the line that were only chance are given back.
  for (std::size_t i = line.begin; i < line.end; ++i) part(i);
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
    const std::uint64_t wanted = run_at(stored_, i);
    auto run = std::lower_bound(runs_.begin(), runs_.end(), std::pair(wanted, std::uint32_t{0}));
    for (std::size_t places = 0; run != runs_.end() && run->first == wanted && places < kMostPlaces; ++run, ++places) {
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
    if (owners_[static_cast<std::size_t>(i)] != kNoWord) continue;
    places.push_back(static_cast<std::uint32_t>(i));
    free_words.push_back(manuscript_[static_cast<std::size_t>(i)]);
  }
  const std::vector<std::uint32_t> moved(stored_.begin() + static_cast<std::ptrdiff_t>(begin),
                                         stored_.begin() + static_cast<std::ptrdiff_t>(end));
  const std::vector<std::uint32_t> partners = align_words(moved, free_words);
  for (std::size_t i = 0; i < partners.size(); ++i) {
    if (partners[i] != kNoWord) join(begin + i, places[partners[i]]);
  }
}

}  // namespace sotto::script
