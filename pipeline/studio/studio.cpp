#include "studio/studio.h"

#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "annotate/script/script_folder.h"
#include "shared/edited_file.h"
#include "shared/failure.h"
#include "shared/files.h"

namespace sotto::studio {

namespace fs = std::filesystem;

namespace {

constexpr auto kQuiet = std::chrono::milliseconds(60);  ///< editors save in several steps

std::vector<std::string> messages_of(const Diagnostics& diagnostics, Severity least) {
  std::vector<std::string> messages;
  for (const Diagnostic& one : diagnostics.all()) {
    if (one.severity < least) continue;
    const std::string place = one.line > 0 ? fmt::format("{}:{}", one.file, one.line) : one.file;
    messages.push_back((place.empty() ? "" : place + ": ") + one.message + (one.hint.empty() ? "" : "; " + one.hint));
  }
  return messages;
}

std::string stamp_of(const fs::path& path) {
  std::error_code none;
  const auto time = fs::last_write_time(path, none);
  if (none) return path.string() + " -\n";
  return fmt::format("{} {} {}\n", path.string(), time.time_since_epoch().count(), fs::file_size(path, none));
}

}  // namespace

Studio::Studio(document::Book book, production::Workspace workspace, Tell tell)
    : workspace_(std::move(workspace)),
      tell_(std::move(tell)),
      book_(std::move(book)),
      desk_(workspace_.scripts_of(book_), workspace_.book_records(book_) / "studio.jsonl"),
      maker_(workspace_, tell_),
      marks_(workspace_.book_records(book_) / "studio-marks.json") {
  make_folder(workspace_.scripts_of(book_));  // only what is there can be watched
  reader_ = std::thread([this] { read(); });
  watcher_ = std::thread([this] { watch(); });
}

Studio::~Studio() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  stop_.set();
  wanted_changed_.notify_all();
  reader_.join();
  watcher_.join();
}

document::Book Studio::book() const {
  const std::scoped_lock lock(mutex_);
  return book_;
}

std::shared_ptr<const BookReading> Studio::reading() const {
  const std::scoped_lock lock(mutex_);
  return reading_;
}

document::Character Studio::person(const std::string& id) const {
  if (const auto read = reading()) {
    for (const document::Character& person : read->people) {
      if (person.id == id) return person;
    }
  }
  document::Character unknown;
  unknown.id = unknown.name = id;
  return unknown;
}

std::shared_ptr<VoiceDesk> Studio::speaker() const {
  const std::scoped_lock lock(mutex_);
  return speaker_;
}

std::vector<std::string> Studio::troubles() const {
  std::vector<std::string> all = desk_.unreadable();
  const std::scoped_lock lock(mutex_);
  all.insert(all.end(), troubles_.begin(), troubles_.end());
  return all;
}

std::shared_ptr<const cast::Cast> Studio::cast() const {
  const std::vector<ChapterPtr> chapters = desk_.chapters();
  const std::scoped_lock lock(mutex_);
  if (!reading_) return std::make_shared<const cast::Cast>();
  if (!cast_ || cast_from_ != chapters || cast_by_ != reading_) {
    Diagnostics told;
    cast_ = std::make_shared<const cast::Cast>(cast_of(*reading_, chapters, told));
    cast_from_ = chapters;
    cast_by_ = reading_;
  }
  return cast_;
}

void Studio::tell_scripts(const std::set<int>& chapters, const std::string& client) {
  maker_.book_changed();
  tell_(nlohmann::json{{"type", "scripts"}, {"chapters", chapters}, {"client", client}}.dump());
}

void Studio::refresh_if_stale() {
  const std::string now = stamps();
  {
    const std::scoped_lock lock(mutex_);
    if (reading_now_ || now == read_stamps_) return;
    wanted_ = true;
  }
  wanted_changed_.notify_all();
}

void Studio::read() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      wanted_changed_.wait(lock, [&] { return wanted_ || ending_; });
      if (ending_) return;
      wanted_ = false;
    }
    const std::scoped_lock alone(reading_mutex_);
    read_once();
  }
}

void Studio::read_once() {
  reading_now_ = true;
  tell_(R"({"type":"reading"})");
  Diagnostics diagnostics;
  std::shared_ptr<const BookReading> reading;
  std::shared_ptr<VoiceDesk> speaker;
  std::string trouble;
  const std::string before = stamps();
  try {
    const std::optional<document::Book> book = document::open_book(this->book().path, diagnostics);
    if (book) reading = read_book(*book, workspace_, true, diagnostics);
    if (reading) {
      speaker = std::make_shared<VoiceDesk>(workspace_.cache_folder(), reading->settings, workspace_.jobs);
      if (ending_) return;
      speaker->warm_up();
    }
    const std::scoped_lock lock(mutex_);
    if (book) book_ = *book;
  } catch (const std::exception& failure) {
    trouble = failure.what();
  }
  const Outcome scripts = desk_.reload();
  {
    const std::scoped_lock lock(mutex_);
    read_stamps_ = before;
    // A book that cannot be read is shown as it was.
    if (reading) reading_ = reading;
    if (speaker) std::swap(speaker_, speaker);
    troubles_ = messages_of(diagnostics, reading ? Severity::warning : Severity::error);
    if (!trouble.empty()) troubles_.push_back(trouble);
  }
  reading_now_ = false;
  if (scripts.changed) tell_scripts(scripts.chapters);
  tell_(R"({"type":"book"})");
}

/// What the reading depends on besides the scripts.
std::string Studio::stamps() const {
  const document::Book book = this->book();
  std::string all = stamp_of(book.settings);
  for (const fs::path& file : book.files) all += stamp_of(file);
  for (const fs::path& folder : workspace_.voice_folders(&book)) {
    std::error_code none;
    std::set<std::string> files;
    for (const auto& entry : fs::directory_iterator(folder, none)) {
      if (entry.path().extension() == ".yaml") files.insert(stamp_of(entry.path()));
    }
    for (const std::string& file : files) all += file;
  }
  return all;
}

void Studio::watch() {
  try {
    FileWatch watch;
    for (;;) {
      const document::Book book = this->book();
      watch.add(book.folder);
      watch.add(workspace_.scripts_of(book));
      for (const fs::path& folder : workspace_.voice_folders(&book)) watch.add(folder);
      watch.wait(kQuiet, stop_);
      const std::vector<std::string> unreadable = desk_.unreadable();
      const Outcome scripts = desk_.reload();
      if (scripts.changed) tell_scripts(scripts.chapters);
      if (desk_.unreadable() != unreadable) tell_(R"({"type":"book"})");
      refresh_if_stale();
    }
  } catch (const Interrupted&) {
  } catch (const std::exception& failure) {
    const std::scoped_lock lock(mutex_);
    troubles_.push_back(fmt::format("changes of files are not noticed: {}", failure.what()));
  }
}

std::string Studio::change_file(
    const fs::path& file, const std::string& what,
    const std::function<std::optional<std::string>(const std::string&, std::string&)>& edit) {
  const std::scoped_lock alone(reading_mutex_);
  std::vector<NewText> texts;
  constexpr int kMostTries = 20;
  for (int i = 0; texts.empty(); ++i) {
    const std::optional<std::string> before = read_edited_file(file);
    std::string why;
    const std::optional<std::string> after = edit(before.value_or(""), why);
    if (!after) return why;
    if (*after == before.value_or("")) return {};
    texts = {{file, before, *after}};
    if (write_texts(texts)) break;
    texts.clear();
    if (i == kMostTries) return "the file is being saved all the time; try again later";
  }
  std::map<fs::path, std::string> before;
  for (const ChapterPtr& chapter : desk_.chapters()) before[chapter->path] = chapter->text;
  const auto was = reading();
  read_once();
  if (reading() == was) {
    // The book cannot be read so: it is put back.
    const std::string why = troubles().empty() ? "the book cannot be read so" : troubles().front();
    const NewText& made = texts.front();
    write_texts({{made.path, made.after, made.before.value_or("")}});
    read_once();
    return why;
  }
  maker_.book_changed();
  for (const ChapterPtr& chapter : desk_.chapters()) {
    const auto old = before.find(chapter->path);
    texts.push_back({chapter->path, old == before.end() ? std::nullopt : std::optional(old->second), chapter->text});
    if (old != before.end()) before.erase(old);
  }
  for (const auto& [path, text] : before) texts.push_back({path, text, ""});
  desk_.remember({what, patches_of(texts)});
  return {};
}

}  // namespace sotto::studio
