#include "shared/progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <mutex>

#include "shared/console.h"
#include "shared/failure.h"
#include "shared/text.h"

namespace sotto {

void StopFlag::check() const {
  if (is_set()) throw Interrupted();
}

std::string spoken_duration(double seconds) {
  if (seconds < 9.95) return fmt::format("{:.1f} s", seconds);
  const auto whole = std::llround(seconds);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole / 60 % 60);
}

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

class SilentProgress final : public Progress {
 public:
  void begin(std::string_view, std::int64_t) override {}
  void advance(std::int64_t) override {}
  void finish(std::string_view) override {}
  void say(std::string_view) override {}
};

/// For logs: one line as each piece of work is done, and one every half minute while it goes on.
class PlainProgress final : public Progress {
 public:
  void begin(std::string_view task, std::int64_t total) override {
    const std::scoped_lock lock(mutex_);
    task_ = task;
    total_ = total;
    done_ = 0;
    start_ = last_ = Clock::now();
  }
  void advance(std::int64_t units) override {
    const std::scoped_lock lock(mutex_);
    done_ += units;
    if (seconds_since(last_) < 30) return;
    last_ = Clock::now();
    print_message("{}: {}%\n", task_, total_ > 0 ? std::min<std::int64_t>(100 * done_ / total_, 100) : 0);
  }
  void expect_more(std::int64_t units) override {
    const std::scoped_lock lock(mutex_);
    total_ += units;
  }
  void finish(std::string_view summary) override {
    const std::scoped_lock lock(mutex_);
    print_message("{}: {} ({})\n", task_, printable(summary), spoken_duration(seconds_since(start_)));
  }
  void say(std::string_view message) override {
    const std::scoped_lock lock(mutex_);
    print_message("{}\n", printable(message));
  }

 private:
  std::mutex mutex_;
  std::string task_;
  std::int64_t total_ = 0;
  std::int64_t done_ = 0;
  Clock::time_point start_;
  Clock::time_point last_;
};

/// One line that is drawn again, at most ten times a second.
class BarProgress final : public Progress {
 public:
  void begin(std::string_view task, std::int64_t total) override {
    const std::scoped_lock lock(mutex_);
    task_ = task;
    total_ = total;
    done_ = 0;
    start_ = Clock::now();
    drawn_ = Clock::time_point{};
    draw();
  }
  void advance(std::int64_t units) override {
    const std::scoped_lock lock(mutex_);
    done_ += units;
    if (seconds_since(drawn_) >= 0.1) draw();
  }
  void expect_more(std::int64_t units) override {
    const std::scoped_lock lock(mutex_);
    total_ += units;
    if (seconds_since(drawn_) >= 0.1) draw();
  }
  void finish(std::string_view summary) override {
    const std::scoped_lock lock(mutex_);
    print_display("\r\033[K{:<10} {} ({})\n", task_, printable(summary), spoken_duration(seconds_since(start_)));
    task_.clear();
  }
  void say(std::string_view message) override {
    const std::scoped_lock lock(mutex_);
    print_display("\r\033[K{}\n", printable(message));
    if (!task_.empty()) draw();
  }
  ~BarProgress() override {
    if (!task_.empty()) print_display("\r\033[K");
  }

 private:
  void draw() {
    drawn_ = Clock::now();
    winsize size{};
    const int columns = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
    const double share = total_ > 0 ? std::min(1.0, static_cast<double>(done_) / static_cast<double>(total_)) : 0.0;
    const double elapsed = seconds_since(start_);
    // An estimate from less than a fiftieth of the work, or less than a second of it, would be a guess.
    const std::string left =
        share >= 0.02 && elapsed >= 1.0 ? spoken_duration(elapsed * (1 - share) / share) + " left" : std::string("...");
    // What stands beside the bar takes up to so much; the last column would wrap.
    constexpr int kBeside = 35;
    constexpr int kWidest = 40;
    const int width = std::clamp(columns - kBeside - 1, 0, kWidest);
    const int filled = static_cast<int>(std::lround(share * width));
    std::string bar;
    for (int i = 0; i < width; ++i) bar += i < filled ? "━" : "┄";
    // The rest of the line is wiped after it is written over, so that nothing flickers.
    print_display("\r{:<10} {} {:3.0f}%  {}\033[K", task_, bar, share * 100, left);
  }

  std::mutex mutex_;
  std::string task_;
  std::int64_t total_ = 0;
  std::int64_t done_ = 0;
  Clock::time_point start_;
  Clock::time_point drawn_;
};

}  // namespace

std::unique_ptr<Progress> silent_progress() { return std::make_unique<SilentProgress>(); }

std::unique_ptr<Progress> terminal_progress(Verbosity verbosity) {
  if (verbosity == Verbosity::quiet) return silent_progress();
  if (::isatty(STDERR_FILENO) == 1) return std::make_unique<BarProgress>();
  return std::make_unique<PlainProgress>();
}

}  // namespace sotto
