#include "shared/books_progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <numeric>

#include "shared/text.h"

namespace sotto {

namespace {

using Clock = std::chrono::steady_clock;

/// How the work for a byte of manuscript is shared between speaking it and mixing it, measured over a novel.
constexpr double kSpeaking = 0.35;
constexpr double kMixing = 1 - kSpeaking;
/// A second of a chapter stands for so many bytes of manuscript: 155 words a minute, pauses included.
constexpr double kBytesPerSecond = 14;

}  // namespace

WorkLeft::WorkLeft(const std::vector<double>& bytes)
    : left_(bytes), total_(std::accumulate(bytes.begin(), bytes.end(), 0.0)) {}

void WorkLeft::found(std::size_t book, double needed) { left_[book] = std::min(left_[book], needed); }

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

class BooksProgress::Display {
 public:
  Display(Verbosity verbosity, const std::vector<double>& bytes)
      : work_(bytes), bytes_(bytes), terminal_(::isatty(STDERR_FILENO) == 1), quiet_(verbosity == Verbosity::quiet) {
    const std::scoped_lock lock(mutex_);
    draw();
  }
  ~Display() {
    if (!quiet_ && terminal_) fmt::print(stderr, "\r\033[K");
  }
  Display(const Display&) = delete;
  Display& operator=(const Display&) = delete;

  double bytes(std::size_t book) const { return bytes_[book]; }
  void found(std::size_t book, double needed) {
    const std::scoped_lock lock(mutex_);
    work_.found(book, needed);
  }
  void worked(std::size_t book, double weight) {
    const std::scoped_lock lock(mutex_);
    work_.worked(book, weight);
    draw_sometimes();
  }
  void count(std::int64_t chapters, std::int64_t lines) {
    const std::scoped_lock lock(mutex_);
    chapters_ += chapters;
    lines_ += lines;
    draw_sometimes();
  }
  void done(std::size_t book) {
    const std::scoped_lock lock(mutex_);
    work_.done(book);
    ++books_;
    draw_sometimes();
  }
  void say(std::string_view message) {
    const std::scoped_lock lock(mutex_);
    if (quiet_) return;
    fmt::print(stderr, "{}{}\n", terminal_ ? "\r\033[K" : "", printable(message));
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
    const double left = work_.seconds_left(std::chrono::duration<double>(drawn_ - start_).count());
    std::string text =
        fmt::format("{} of {} books, {} chapters, {} lines  {:.0f} %  {}", books_, bytes_.size(), chapters_, lines_,
                    work_.share() * 100, left < 0 ? std::string("...") : spoken_duration(left) + " left");
    if (!terminal_) {
      fmt::print(stderr, "{}\n", text);
      return;
    }
    winsize size{};
    const std::size_t columns = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : 80;
    if (text.size() >= columns) text.resize(columns - 1);
    fmt::print(stderr, "\r\033[K{}", text);
    std::fflush(stderr);
  }

  std::mutex mutex_;
  WorkLeft work_;
  std::vector<double> bytes_;
  bool terminal_;
  bool quiet_;
  std::size_t books_ = 0;
  std::int64_t chapters_ = 0;
  std::int64_t lines_ = 0;
  Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_;
};

/// Turns the units of each piece of work into bytes of manuscript.
class BooksProgress::OneBook final : public Progress {
 public:
  OneBook(std::shared_ptr<Display> display, std::size_t index) : display_(std::move(display)), index_(index) {}
  ~OneBook() override { display_->done(index_); }
  OneBook(const OneBook&) = delete;
  OneBook& operator=(const OneBook&) = delete;

  void begin(std::string_view task, std::int64_t total) override {
    const double bytes = display_->bytes(index_);
    const auto units = static_cast<double>(total);
    if (task == "perform") {
      unit_ = kSpeaking;
      display_->found(index_, std::min(units, bytes) * kSpeaking + bytes * kMixing);
    } else {
      unit_ = kBytesPerSecond * kMixing;
      display_->found(index_, units * unit_);
    }
  }
  void advance(std::int64_t units) override { display_->worked(index_, static_cast<double>(units) * unit_); }
  void finish(std::string_view) override {}
  void say(std::string_view message) override { display_->say(message); }
  void done(std::int64_t chapters, std::int64_t lines) override { display_->count(chapters, lines); }

 private:
  std::shared_ptr<Display> display_;
  std::size_t index_;
  std::atomic<double> unit_{0};
};

BooksProgress::BooksProgress(Verbosity verbosity, const std::vector<double>& bytes)
    : display_(std::make_shared<Display>(verbosity, bytes)) {}

BooksProgress::~BooksProgress() = default;

std::unique_ptr<Progress> BooksProgress::book(std::size_t index) { return std::make_unique<OneBook>(display_, index); }

}  // namespace sotto
