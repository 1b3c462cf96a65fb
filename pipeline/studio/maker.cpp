#include "studio/maker.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>
#include <utility>

#include "production/last_delivery.h"
#include "production/load_production.h"
#include "production/output_lock.h"
#include "production/produce.h"
#include "report/checks/run_checks.h"
#include "report/report_folder.h"
#include "shared/failure.h"

namespace sotto::studio {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> told_by(const Diagnostics& diagnostics) {
  std::vector<std::string> messages;
  for (const Diagnostic& one : diagnostics.all()) {
    if (one.severity == Severity::note) continue;
    messages.push_back(one.message + (one.hint.empty() ? "" : "; " + one.hint));
  }
  return messages;
}

}  // namespace

/// Passes progress on to the pages, a few times a second.
class Maker::Watched final : public Progress {
 public:
  explicit Watched(Maker& maker) : maker_(maker) {}

  void begin(std::string_view /*task*/, std::int64_t total) override {
    change([&] {
      maker_.total_ = total;
      maker_.done_ = 0;
      maker_.began_ = std::chrono::steady_clock::now();
    });
  }
  void advance(std::int64_t units) override {
    change([&] { maker_.done_ += units; });
  }
  void expect_more(std::int64_t units) override {
    change([&] { maker_.total_ += units; });
  }
  void finish(std::string_view /*summary*/) override {}
  void will_make(std::int64_t chapters, std::int64_t lines) override {
    change([&] {
      maker_.chapters_ = chapters;
      maker_.lines_ = lines;
    });
  }
  void done(std::int64_t chapters, std::int64_t lines) override {
    change([&] {
      maker_.chapters_done_ += chapters;
      maker_.lines_done_ += lines;
    });
  }
  void say(std::string_view message) override {
    change([&] { maker_.messages_.emplace_back(message); });
  }

 private:
  template <class Change>
  void change(const Change& change) {
    constexpr auto kOften = std::chrono::milliseconds(200);
    {
      const std::scoped_lock lock(maker_.mutex_);
      change();
      const auto now = std::chrono::steady_clock::now();
      if (now - told_ < kOften) return;
      told_ = now;
    }
    maker_.publish_state();
  }

  Maker& maker_;
  std::chrono::steady_clock::time_point told_;
};

Maker::Maker(production::Workspace workspace, std::function<void(const std::string&)> tell)
    : workspace_(std::move(workspace)), tell_(std::move(tell)) {}

Maker::~Maker() {
  stop();
  if (thread_.joinable()) thread_.join();
}

bool Maker::is_making() const {
  const std::scoped_lock lock(mutex_);
  return phase_ == "making" || phase_ == "checking";
}

bool Maker::start(const document::Book& book, const production::DeliveryOverride& delivery) {
  // Of two who start at once, the second one waits, and is told that it is being made.
  const std::scoped_lock alone(start_mutex_);
  if (is_making()) return false;
  // The thread of before may still have its end to tell, for which it needs the other mutex.
  if (thread_.joinable()) thread_.join();
  {
    const std::scoped_lock lock(mutex_);
    phase_ = "making";
    total_ = done_ = chapters_ = chapters_done_ = lines_ = lines_done_ = 0;
    edits_ = 0;
    messages_.clear();
    passed_.reset();
    began_ = std::chrono::steady_clock::now();
    stop_.emplace();
    production::Workspace workspace = workspace_;
    workspace.delivery = delivery;
    thread_ = std::thread([this, book, place = std::move(workspace)] { make(book, place); });
  }
  publish_state();
  return true;
}

void Maker::stop() {
  const std::scoped_lock lock(mutex_);
  if (stop_) stop_->set();
}

void Maker::book_changed() {
  {
    const std::scoped_lock lock(mutex_);
    if (phase_ == "idle") return;
    ++edits_;
  }
  publish_state();
}

void Maker::make(const document::Book& book, production::Workspace workspace) {
  std::string ended = "failed";
  Diagnostics diagnostics;
  std::string failure;
  std::optional<bool> passed;
  try {
    Watched progress(*this);
    const auto made = production::produce(book, workspace, progress, *stop_, diagnostics);
    if (made) {
      {
        const std::scoped_lock lock(mutex_);
        phase_ = "checking";
        total_ = done_ = 0;
      }
      publish_state();
      // As `check` does: the page is about what lies there now.
      const auto silent = silent_progress();
      const production::OutputLock lock(workspace.book_folder(book), workspace.scripts_of(book),
                                        workspace.cache_folder(), true, *silent);
      const auto loaded = production::load_production(book, workspace, diagnostics);
      const checks::Limits limits = checks::limits_for(book.folder, {}, diagnostics);
      if (loaded) {
        const synthesis::TakeStore store(workspace.cache_folder());
        const fs::path folder = workspace.report_folder(book);
        contents::ProductionReport report =
            checks::run_checks(*loaded, store, limits, folder, workspace.jobs, progress, *stop_);
        Diagnostics reading;
        checks::add_golden_checks(report, workspace.blessed_folder(book), limits, reading);
        report::write_report(report, store, folder, workspace.jobs, *stop_);
        passed = report.passed();
        ended = "done";
      }
    }
  } catch (const Interrupted&) {
    ended = "stopped";
  } catch (const std::exception& what) {
    failure = what.what();
  }
  {
    const std::scoped_lock lock(mutex_);
    phase_ = ended;
    passed_ = passed;
    for (std::string& message : told_by(diagnostics)) messages_.push_back(std::move(message));
    if (!failure.empty()) messages_.push_back(failure);
  }
  publish_state();
}

nlohmann::json Maker::state() const {
  const std::scoped_lock lock(mutex_);
  nlohmann::json told = {
      {"phase", phase_},
      {"chapters", chapters_},
      {"chapters_done", chapters_done_},
      {"lines", lines_},
      {"lines_done", lines_done_},
      {"edits", edits_},
      {"messages", messages_},
      {"share", total_ > 0 ? std::min(1.0, static_cast<double>(done_) / static_cast<double>(total_)) : 0.0}};
  if (passed_) told["passed"] = *passed_;
  // Of little that is done, nothing can be said of the rest.
  constexpr double kLeast = 0.03;
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  const double share = told["share"];
  if ((phase_ == "making" || phase_ == "checking") && share > kLeast) told["left_s"] = seconds / share * (1 - share);
  return told;
}

void Maker::publish_state() const {
  nlohmann::json told = state();
  told["type"] = "making";
  tell_(told.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

production::Workspace Maker::place_of_last(const document::Book& book) const {
  production::Workspace place = workspace_;
  if (const auto last = production::last_delivery(place.book_records(book))) place.delivery = *last;
  return place;
}

std::vector<MadeFileEntry> Maker::files(const document::Book& book) const {
  static const std::set<std::string> kForPeople = {".wav", ".flac", ".mp3", ".opus", ".m4b", ".epub",
                                                   ".lpf", ".vtt",  ".srt", ".lrc",  ".ogg"};
  std::vector<MadeFileEntry> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(place_of_last(book).folder_of(book), none)) {
    if (!entry.is_regular_file(none) || entry.is_symlink(none)) continue;
    if (!kForPeople.contains(entry.path().extension().string())) continue;
    files.push_back({entry.path().filename().string(), entry.path(), entry.file_size(none)});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

fs::path Maker::report_folder(const document::Book& book) const {
  const fs::path folder = place_of_last(book).report_folder(book);
  std::error_code none;
  return fs::exists(folder / "index.html", none) ? folder : fs::path();
}

}  // namespace sotto::studio
