#include "annotate/script/word_alignment.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "shared/text.h"

// A stretch of old words and one of new words are aligned in three steps, each on what the one before left:
//
// 1. Equal words at both ends are partners.
// 2. Myers' greedy difference (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986) with at most
//    kMostEdits insertions and deletions. Its cost grows with the edits squared, not with the length.
//
// 3. Where more has changed: runs of four words (then two, then one) that are unique in both stretches are anchors; of
//    these the longest sequence that rises in both is kept ("patience"), and the stretches between are aligned on their
//    own.
//
// What has no unique run after that shares no more than chance words, and stays without partners.
//
// Where nearly every word is somewhere else, the stretches are cut again and again. All steps together are therefore
// limited by the lengths of the texts; what is left when the limit is reached stays without partners, too.

namespace sotto::script {

namespace {

using Numbers = std::vector<std::uint32_t>;

constexpr int kMostEdits = 400;
/// Comparisons for each word of both texts, and how many of them a word in a search for unique runs counts for.
constexpr std::size_t kMostSteps = 400;
constexpr std::size_t kStepsOfSearch = 8;

struct Stretch {
  std::size_t old_begin, old_end, new_begin, new_end;
};

class Aligner {
 public:
  Aligner(const Numbers& old_words, const Numbers& new_words)
      : old_(old_words),
        new_(new_words),
        partners_(old_words.size(), kNoWord),
        steps_left_(kMostSteps * (old_words.size() + new_words.size() + kMostEdits)) {}

  Numbers run() {
    std::vector<Stretch> waiting{{0, old_.size(), 0, new_.size()}};
    while (!waiting.empty()) {
      Stretch s = waiting.back();
      waiting.pop_back();
      trim(s);
      if (s.old_begin == s.old_end || s.new_begin == s.new_end || steps_left_ == 0 || difference(s)) continue;
      for (const std::size_t length : {std::size_t{4}, std::size_t{2}, std::size_t{1}}) {
        spend(kStepsOfSearch * (s.old_end - s.old_begin + s.new_end - s.new_begin));
        const std::vector<std::pair<std::size_t, std::size_t>> anchors = unique_runs(s, length);
        if (anchors.empty()) continue;
        split(s, anchors, length, waiting);
        break;
      }
    }
    return std::move(partners_);
  }

 private:
  void spend(std::size_t steps) { steps_left_ -= std::min(steps, steps_left_); }

  void join(std::size_t old_index, std::size_t new_index) {
    partners_[old_index] = static_cast<std::uint32_t>(new_index);
  }

  void trim(Stretch& s) {
    while (s.old_begin < s.old_end && s.new_begin < s.new_end && old_[s.old_begin] == new_[s.new_begin]) {
      join(s.old_begin++, s.new_begin++);
    }
    while (s.old_begin < s.old_end && s.new_begin < s.new_end && old_[s.old_end - 1] == new_[s.new_end - 1]) {
      join(--s.old_end, --s.new_end);
    }
  }

  /// Myers' algorithm. Returns false when there are more edits than it may look for.
  bool difference(const Stretch& s) {
    const auto n = static_cast<int>(s.old_end - s.old_begin);
    const auto m = static_cast<int>(s.new_end - s.new_begin);
    const int most = std::min(kMostEdits, n + m);
    if (std::abs(n - m) > most) return false;
    // furthest[k + most + 1]: how far in the old words diagonal k (old - new) has come.
    std::vector<int> furthest(2 * static_cast<std::size_t>(most) + 3, 0);
    const auto at = [&](int k) -> int& {
      const int index = k + most + 1;
      return furthest[static_cast<std::size_t>(index)];
    };
    std::vector<std::vector<int>> history;
    for (int edits = 0; edits <= most && steps_left_ > 0; ++edits) {
      // Only the diagonals that the next step back can need are kept.
      history.emplace_back(furthest.begin() + (most - edits), furthest.begin() + (most + edits) + 3);
      auto steps = static_cast<std::size_t>(edits) + 1;
      for (int k = -edits; k <= edits; k += 2) {
        int x = k == -edits || (k != edits && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
        while (x < n && x - k < m && x - k >= 0 &&
               old_[s.old_begin + static_cast<std::size_t>(x)] == new_[s.new_begin + static_cast<std::size_t>(x - k)]) {
          ++x;
          ++steps;
        }
        at(k) = x;
        if (x >= n && x - k >= m) {
          trace(s, history, edits);
          return true;
        }
      }
      spend(steps);
    }
    return false;
  }

  /// Walks back from the end of both stretches and joins the words on the diagonals.
  void trace(const Stretch& s, const std::vector<std::vector<int>>& history, int edits) {
    auto x = static_cast<int>(s.old_end - s.old_begin);
    auto y = static_cast<int>(s.new_end - s.new_begin);
    for (; edits >= 0; --edits) {
      const std::vector<int>& before = history[static_cast<std::size_t>(edits)];
      const auto at = [&](int k) {
        const int index = k + edits + 1;
        return before[static_cast<std::size_t>(index)];
      };
      const int k = x - y;
      const bool inserted = k == -edits || (k != edits && at(k - 1) < at(k + 1));
      const int from_x = edits == 0 ? 0 : inserted ? at(k + 1) : at(k - 1);
      const int from_y = edits == 0 ? 0 : from_x - (inserted ? k + 1 : k - 1);
      const int start_x = edits == 0 ? 0 : inserted ? from_x : from_x + 1;
      while (x > start_x && y > 0) {
        --x;
        --y;
        join(s.old_begin + static_cast<std::size_t>(x), s.new_begin + static_cast<std::size_t>(y));
      }
      x = from_x;
      y = from_y;
    }
  }

  static std::uint64_t run_hash(const Numbers& words, std::size_t begin, std::size_t length) {
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < length; ++i) hash = (hash ^ words[begin + i]) * 0x9E3779B97F4A7C15ULL + (hash >> 29);
    return hash;
  }

  /// Where runs of `length` words stand that are unique in both stretches, as a sequence that rises in both.
  std::vector<std::pair<std::size_t, std::size_t>> unique_runs(const Stretch& s, std::size_t length) const {
    if (s.old_end - s.old_begin < length || s.new_end - s.new_begin < length) return {};
    struct Seen {
      std::size_t old_at = 0, new_at = 0;
      int old_count = 0, new_count = 0;
    };
    std::unordered_map<std::uint64_t, Seen> seen;
    seen.reserve(s.old_end - s.old_begin);
    for (std::size_t i = s.old_begin; i + length <= s.old_end; ++i) {
      Seen& entry = seen[run_hash(old_, i, length)];
      entry.old_at = i;
      ++entry.old_count;
    }
    for (std::size_t i = s.new_begin; i + length <= s.new_end; ++i) {
      const auto entry = seen.find(run_hash(new_, i, length));
      if (entry == seen.end()) continue;
      entry->second.new_at = i;
      ++entry->second.new_count;
    }
    std::vector<std::pair<std::size_t, std::size_t>> runs;
    for (const auto& [hash, entry] : seen) {
      const bool unique = entry.old_count == 1 && entry.new_count == 1;
      if (unique && std::equal(old_.begin() + static_cast<std::ptrdiff_t>(entry.old_at),
                               old_.begin() + static_cast<std::ptrdiff_t>(entry.old_at + length),
                               new_.begin() + static_cast<std::ptrdiff_t>(entry.new_at))) {
        runs.emplace_back(entry.old_at, entry.new_at);
      }
    }
    std::sort(runs.begin(), runs.end());
    return longest_rising(runs);
  }

  /// Of pairs sorted by their first, the longest sequence whose seconds rise, too.
  static std::vector<std::pair<std::size_t, std::size_t>> longest_rising(
      const std::vector<std::pair<std::size_t, std::size_t>>& pairs) {
    constexpr auto kNoPair = static_cast<std::size_t>(-1);
    std::vector<std::size_t> tops;  // tops[l]: the pair with the lowest second that ends a sequence of l + 1
    std::vector<std::size_t> previous(pairs.size(), kNoPair);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const auto place = std::lower_bound(tops.begin(), tops.end(), pairs[i].second,
                                          [&](std::size_t t, std::size_t value) { return pairs[t].second < value; });
      if (place != tops.begin()) previous[i] = *std::prev(place);
      if (place == tops.end()) {
        tops.push_back(i);
      } else {
        *place = i;
      }
    }
    std::vector<std::pair<std::size_t, std::size_t>> sequence;
    for (std::size_t i = tops.empty() ? kNoPair : tops.back(); i != kNoPair; i = previous[i])
      sequence.push_back(pairs[i]);
    std::reverse(sequence.begin(), sequence.end());
    return sequence;
  }

  /// Joins the anchors' words and leaves the stretches between them for later.
  void split(const Stretch& s, const std::vector<std::pair<std::size_t, std::size_t>>& anchors, std::size_t length,
             std::vector<Stretch>& waiting) {
    std::size_t old_at = s.old_begin;
    std::size_t new_at = s.new_begin;
    for (const auto& [old_anchor, new_anchor] : anchors) {
      // Runs overlap; only what lies beyond the last one is new.
      if (old_anchor < old_at || new_anchor < new_at) continue;
      waiting.push_back({old_at, old_anchor, new_at, new_anchor});
      for (std::size_t i = 0; i < length; ++i) join(old_anchor + i, new_anchor + i);
      old_at = old_anchor + length;
      new_at = new_anchor + length;
    }
    waiting.push_back({old_at, s.old_end, new_at, s.new_end});
  }

  const Numbers& old_;
  const Numbers& new_;
  Numbers partners_;
  std::size_t steps_left_;
};

}  // namespace

void WordNumbers::append(std::string_view text, Span span, std::vector<std::uint32_t>& numbers,
                         std::vector<Span>* places) {
  const std::string_view part = span.of(text);
  const std::vector<std::string> words = words_of(part);
  for (const std::string& word : words) {
    numbers.push_back(numbers_.emplace(word, static_cast<std::uint32_t>(numbers_.size())).first->second);
  }
  if (places == nullptr) return;
  for (const Span word : word_spans(part)) places->push_back({span.begin + word.begin, span.begin + word.end});
}

std::vector<std::uint32_t> align_words(const std::vector<std::uint32_t>& old_words,
                                       const std::vector<std::uint32_t>& new_words) {
  return Aligner(old_words, new_words).run();
}

}  // namespace sotto::script
