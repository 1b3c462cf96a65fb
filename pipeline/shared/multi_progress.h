#pragma once

/// One display for many books that are made at the same time: how many books, chapters and lines are done, and an
/// estimate of the time that is left by the weight of the work that is left.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "shared/progress.h"

namespace sotto {

class MultiProgress {
 public:
  /// `weights`: the expected work of each book, in the units that its Progress reports, until it reports the real ones.
  MultiProgress(Verbosity verbosity, const std::vector<double>& weights);
  ~MultiProgress();
  MultiProgress(const MultiProgress&) = delete;
  MultiProgress& operator=(const MultiProgress&) = delete;

  /// The Progress of one book, for use from any thread; the book is one piece of work. Destroying it marks the book as
  /// done.
  std::unique_ptr<Progress> book(std::size_t index);

 private:
  class Display;
  class OneBook;
  std::shared_ptr<Display> display_;
};

/// The arithmetic behind the estimate, apart from any clock or terminal.
class WorkLeft {
 public:
  explicit WorkLeft(const std::vector<double>& weights);

  /// So much work is left of a book.
  void found(std::size_t book, double needed);
  /// The remaining work of a book grows by `weight`, or shrinks (negative).
  void expect_more(std::size_t book, double weight);
  void worked(std::size_t book, double weight);
  /// A book is done: nothing of it is left, whatever was expected.
  void done(std::size_t book);

  /// The share of all work that is done or was not needed, 0..1.
  double share() const;
  /// The estimated seconds left, if the work so far took `elapsed` seconds; negative: not known yet.
  double seconds_left(double elapsed) const;

 private:
  std::vector<double> left_;
  double total_ = 0;
  double worked_ = 0;
};

/// Chapters or lines: how many are done, of how many in all books.
class DoneOf {
 public:
  explicit DoneOf(const std::vector<double>& weights) : weights_(weights), known_(weights.size(), -1) {}

  /// A book was read: it has so many.
  void will_make(std::size_t book, std::int64_t count) { known_[book] = count; }
  void done(std::int64_t count) { done_ += count; }
  /// A book is done; if its count is not known by now, it has none.
  void ends(std::size_t book) { known_[book] = std::max<std::int64_t>(known_[book], 0); }

  /// "53 of 120"; "53 of ~120" while some books are not read yet (estimated in proportion to their weights); "0" while
  /// none is read.
  std::string text() const;

 private:
  std::vector<double> weights_;
  std::vector<std::int64_t> known_;  ///< of each book; negative: not read yet
  std::int64_t done_ = 0;
};

/// The state that the display shows.
struct BooksDone {
  std::size_t books = 0;
  std::size_t of = 0;
  std::string chapters;      ///< "53 of 120"
  std::string lines;         ///< the same
  double share = 0;          ///< of the work, 0..1
  double seconds_left = -1;  ///< negative: not known yet
};

/// The state as one line of at most so many columns: a narrow terminal shows only the most important parts.
std::string in_columns(const BooksDone& done, std::size_t columns);

}  // namespace sotto
