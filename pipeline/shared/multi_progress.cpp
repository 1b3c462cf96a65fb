#include "shared/multi_progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <mutex>
#include <numeric>

#include "shared/console.h"
#include "shared/text.h"

namespace sotto {

namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

WorkLeft::WorkLeft(const std::vector<double>& weights)
    : left_(weights), total_(std::accumulate(weights.begin(), weights.end(), 0.0)) {}

void WorkLeft::found(std::size_t book, double needed) { expect_more(book, needed - left_[book]); }

void WorkLeft::expect_more(std::size_t book, double weight) {
  const double left = std::max(0.0, left_[book] + weight);
  total_ += std::max(0.0, left - left_[book]);
  left_[book] = left;
}

void WorkLeft::worked(std::size_t book, double weight) {
  const double real = std::min(weight, left_[book]);
  left_[book] -= real;
  worked_ += real;
}

void WorkLeft::done(std::size_t book) { left_[book] = 0; }

double WorkLeft::share() const {
  if (total_ <= 0) return 1;
  return 1 - std::accumulate(left_.begin(), left_.end(), 0.0) / total_;
}

double WorkLeft::seconds_left(double elapsed) const {
  // Less than a hundredth of the work says nothing of the rest.
  if (worked_ <= 0.01 * total_) return -1;
  return elapsed * std::accumulate(left_.begin(), left_.end(), 0.0) / worked_;
}

std::string in_columns(const BooksDone& done, std::size_t columns) {
  const std::string books = fmt::format("{} of {}", done.books, counted(done.of, "book"));
  std::string share = fmt::format("{:.0f} %", done.share * 100);
  const std::string left = done.seconds_left < 0 ? "..." : spoken_duration(done.seconds_left) + " left";
  for (const std::string& line :
       {fmt::format("{}, {} chapters, {} lines  {}  {}", books, done.chapters, done.lines, share, left),
        fmt::format("{}, {} chapters  {}  {}", books, done.chapters, share, left),
        fmt::format("{}  {}  {}", books, share, left), fmt::format("{}  {}", share, left)}) {
    if (line.size() <= columns) return line;
  }
  return share;
}

std::string DoneOf::text() const {
  std::int64_t total = 0;
  double read = 0;
  double unread = 0;
  for (std::size_t i = 0; i < known_.size(); ++i) {
    (known_[i] < 0 ? unread : read) += weights_[i];
    total += std::max<std::int64_t>(known_[i], 0);
  }
  if (total == 0) return fmt::format("{}", done_);
  if (unread <= 0 || read <= 0) return fmt::format("{} of {}", done_, total);
  return fmt::format("{} of ~{}", done_, std::llround(static_cast<double>(total) * (1 + unread / read)));
}

class MultiProgress::Display {
 public:
  Display(Verbosity verbosity, const std::vector<double>& weights)
      : work_(weights),
        weights_(weights),
        terminal_(::isatty(STDERR_FILENO) == 1),
        quiet_(verbosity == Verbosity::quiet),
        chapters_(weights),
        lines_(weights) {
    const std::scoped_lock lock(mutex_);
    draw();
  }
  ~Display() {
    if (!quiet_ && terminal_) print_display("\r\033[K");
  }
  Display(const Display&) = delete;
  Display& operator=(const Display&) = delete;

  void found(std::size_t book, double needed) {
    const std::scoped_lock lock(mutex_);
    work_.found(book, needed);
  }
  void expect_more(std::size_t book, double weight) {
    const std::scoped_lock lock(mutex_);
    work_.expect_more(book, weight);
  }
  void worked(std::size_t book, double weight) {
    const std::scoped_lock lock(mutex_);
    work_.worked(book, weight);
    draw_sometimes();
  }
  void will_make(std::size_t book, std::int64_t chapters, std::int64_t lines) {
    const std::scoped_lock lock(mutex_);
    chapters_.will_make(book, chapters);
    lines_.will_make(book, lines);
    if (terminal_) draw();  // nothing else may be told for a second
  }
  void count(std::int64_t chapters, std::int64_t lines) {
    const std::scoped_lock lock(mutex_);
    chapters_.done(chapters);
    lines_.done(lines);
    draw_sometimes();
  }
  void done(std::size_t book) {
    const std::scoped_lock lock(mutex_);
    work_.done(book);
    chapters_.ends(book);
    lines_.ends(book);
    ++books_;
    draw_sometimes();
  }
  void say(std::string_view message) {
    const std::scoped_lock lock(mutex_);
    if (quiet_) return;
    print_display("{}{}\n", terminal_ ? "\r\033[K" : "", printable(message));
    draw();
  }

 private:
  static constexpr double kRedraw = 0.1;
  static constexpr double kLogged = 30;

  void draw_sometimes() {
    const double passed = std::chrono::duration<double>(Clock::now() - drawn_).count();
    if (passed >= (terminal_ ? kRedraw : kLogged)) draw();
  }

  void draw() {
    if (quiet_) return;
    const bool first = drawn_ == Clock::time_point{};
    drawn_ = Clock::now();
    if (!terminal_ && first) return;
    const BooksDone done{books_,           weights_.size(),
                         chapters_.text(), lines_.text(),
                         work_.share(),    work_.seconds_left(std::chrono::duration<double>(drawn_ - start_).count())};
    if (!terminal_) {
      constexpr std::size_t kAny = 1000;
      print_message("{}\n", in_columns(done, kAny));
      return;
    }
    winsize size{};
    const std::size_t columns = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : 80;
    // The rest of the line is wiped after it is written over, so that nothing flickers; the last column would wrap.
    print_display("\r{}\033[K", in_columns(done, columns - 1));
  }

  std::mutex mutex_;
  WorkLeft work_;
  std::vector<double> weights_;
  bool terminal_;
  bool quiet_;
  std::size_t books_ = 0;
  DoneOf chapters_;
  DoneOf lines_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_;
};

/// What the making of one book tells: its units are the display's.
class MultiProgress::OneBook final : public Progress {
 public:
  OneBook(std::shared_ptr<Display> display, std::size_t index) : display_(std::move(display)), index_(index) {}
  ~OneBook() override { display_->done(index_); }
  OneBook(const OneBook&) = delete;
  OneBook& operator=(const OneBook&) = delete;

  void begin(std::string_view /*task*/, std::int64_t total) override {
    display_->found(index_, static_cast<double>(total));
  }
  void advance(std::int64_t units) override { display_->worked(index_, static_cast<double>(units)); }
  void expect_more(std::int64_t units) override { display_->expect_more(index_, static_cast<double>(units)); }
  void finish(std::string_view) override {}
  void say(std::string_view message) override { display_->say(message); }
  void will_make(std::int64_t chapters, std::int64_t lines) override { display_->will_make(index_, chapters, lines); }
  void done(std::int64_t chapters, std::int64_t lines) override { display_->count(chapters, lines); }

 private:
  std::shared_ptr<Display> display_;
  std::size_t index_;
};

MultiProgress::MultiProgress(Verbosity verbosity, const std::vector<double>& weights)
    : display_(std::make_shared<Display>(verbosity, weights)) {}

MultiProgress::~MultiProgress() = default;

std::unique_ptr<Progress> MultiProgress::book(std::size_t index) { return std::make_unique<OneBook>(display_, index); }

}  // namespace sotto
