#pragma once

/// The studio: one book, open in any number of pages. It holds what is known of it, keeps it as it is on the disk, and
/// tells the pages what has changed.

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "annotate/document/book.h"
#include "production/workspace.h"
#include "shared/file_watch.h"
#include "shared/progress.h"
#include "studio/maker.h"
#include "studio/marks.h"
#include "studio/script_desk.h"
#include "studio/studio_book.h"
#include "studio/voice_desk.h"

namespace sotto::studio {

/// To every page: one line of JSON.
using Tell = std::function<void(const std::string&)>;

/// Safe to use from several threads.
class Studio {
 public:
  Studio(document::Book book, production::Workspace workspace, Tell tell);
  ~Studio();
  Studio(const Studio&) = delete;
  Studio& operator=(const Studio&) = delete;

  ScriptDesk& desk() { return desk_; }
  Maker& maker() { return maker_; }
  Marks& marks() { return marks_; }
  const production::Workspace& workspace() const { return workspace_; }
  /// As its settings were when they were last read.
  document::Book book() const;
  /// Null while it is read for the first time, or as long as it cannot be.
  std::shared_ptr<const BookReading> reading() const;
  /// Somebody of the book by their id; one whom it does not know has the id for a name.
  document::Character person(const std::string& id) const;
  bool is_reading() const { return reading_now_; }
  /// What is wrong with the book's files.
  std::vector<std::string> troubles() const;

  /// The voices of the scripts as they are now. Empty without a reading.
  std::shared_ptr<const cast::Cast> cast() const;
  /// Null without a reading.
  std::shared_ptr<VoiceDesk> speaker() const;

  /// Tells the pages of a change; `client`: the page that made it, which knows.
  void tell_scripts(const std::set<int>& chapters, const std::string& client = {});
  /// Tells the pages that lines were marked.
  void tell_marks() { tell_(R"({"type":"marks"})"); }
  /// Has the book read again where its settings, its text or its voices are not as they were.
  void refresh_if_stale();
  /// Changes the book's settings, has the scripts follow, and remembers both as one change. `edit` gets the text of
  /// the settings, and returns nothing, with the reason in the second, where it cannot be changed. Waits until all is
  /// done. Returns why it was not, for a person; empty: it was.
  std::string change_settings(const std::string& what,
                              const std::function<std::optional<std::string>(const std::string&, std::string&)>& edit) {
    return change_file(book().settings, what, edit);
  }
  /// The same for a voice of the book's own.
  std::string change_file(const std::filesystem::path& file, const std::string& what,
                          const std::function<std::optional<std::string>(const std::string&, std::string&)>& edit);

 private:
  void watch();
  void read();
  void read_once();
  std::string stamps() const;

  production::Workspace workspace_;
  Tell tell_;
  mutable std::mutex mutex_;
  document::Book book_;
  ScriptDesk desk_;
  Maker maker_;
  Marks marks_;
  std::shared_ptr<const BookReading> reading_;
  std::shared_ptr<VoiceDesk> speaker_;
  std::vector<std::string> troubles_;
  mutable std::shared_ptr<const cast::Cast> cast_;
  mutable std::vector<ChapterPtr> cast_from_;
  mutable std::shared_ptr<const BookReading> cast_by_;
  std::mutex reading_mutex_;  ///< one reads at a time
  std::condition_variable wanted_changed_;
  bool wanted_ = true;
  std::string read_stamps_;
  std::atomic<bool> reading_now_{true};
  std::atomic<bool> ending_{false};
  StopFlag stop_;
  std::thread reader_;
  std::thread watcher_;
};

}  // namespace sotto::studio
