#pragma once

/// Makes the book's audiobook in the background, as `produce` and then `check` do, while the pages go on. What it is
/// at is known to every page, also to one that is opened later.

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "annotate/document/book.h"
#include "production/workspace.h"
#include "shared/progress.h"

namespace sotto::studio {

/// A file to download.
struct MadeFileEntry {
  std::string name;
  std::filesystem::path path;
  std::uintmax_t bytes = 0;
};

/// Safe to use from several threads.
class Maker {
 public:
  /// `tell`: to every page, one line of JSON.
  Maker(production::Workspace workspace, std::function<void(const std::string&)> tell);
  ~Maker();
  Maker(const Maker&) = delete;
  Maker& operator=(const Maker&) = delete;

  /// Begins; false while it is at it already.
  bool start(const document::Book& book, const production::DeliveryOverride& delivery);
  void stop();
  bool is_making() const;
  /// An edit of the book: what is being made does not have it.
  void book_changed();
  /// What it is at, and what came of it.
  nlohmann::json state() const;

  /// What lies in the folder of the edition that was made last, for a person.
  std::vector<MadeFileEntry> files(const document::Book& book) const;
  /// The page that `check` writes; empty where there is none.
  std::filesystem::path report_folder(const document::Book& book) const;

 private:
  class Watched;

  production::Workspace place_of_last(const document::Book& book) const;
  void make(const document::Book& book, production::Workspace workspace);
  void publish_state() const;

  production::Workspace workspace_;
  std::function<void(const std::string&)> tell_;
  std::mutex start_mutex_;  ///< held before `mutex_`
  mutable std::mutex mutex_;
  std::thread thread_;
  std::optional<StopFlag> stop_;
  std::string phase_ = "idle";  ///< "idle", "making", "checking", "done", "stopped", "failed"
  std::int64_t total_ = 0;      ///< of the phase's work
  std::int64_t done_ = 0;
  std::int64_t chapters_ = 0;
  std::int64_t chapters_done_ = 0;
  std::int64_t lines_ = 0;
  std::int64_t lines_done_ = 0;
  std::size_t edits_ = 0;  ///< since it began
  std::chrono::steady_clock::time_point began_;
  std::vector<std::string> messages_;
  std::optional<bool> passed_;
};

}  // namespace sotto::studio
