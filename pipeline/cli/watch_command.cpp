// What a save changes is played as soon as it is spoken: its sentences are mixed by themselves, and only then the
// chapter is made again.

#include "cli/watch_command.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <set>
#include <sstream>

#include "production/make_chapter.h"
#include "production/produce.h"
#include "shared/console.h"
#include "shared/failure.h"
#include "shared/file_watch.h"
#include "shared/files.h"

namespace sotto::cli {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// Editors write, rename and touch within a few milliseconds.
constexpr std::chrono::milliseconds kQuiet{60};
/// Nobody wants to hear a whole chapter after each save.
constexpr std::size_t kMostSentences = 8;

/// A program that plays a file, running beside us; one at a time.
class Player {
 public:
  ~Player() { stop(); }
  Player() = default;
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  /// Whether there is one on this machine.
  bool find() {
    const std::array<std::vector<std::string>, 5> known{{{"pw-play"},
                                                         {"paplay"},
                                                         {"aplay", "-q"},
                                                         {"ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet"},
                                                         {"play", "-q"}}};
    const char* path = std::getenv("PATH");
    for (const auto& words : known) {
      std::istringstream folders(path != nullptr ? path : "");
      for (std::string folder; std::getline(folders, folder, ':');) {
        if (::access((fs::path(folder) / words.front()).c_str(), X_OK) != 0) continue;
        words_ = words;
        return true;
      }
    }
    return false;
  }

  void play(const fs::path& file) {
    stop();
    std::vector<std::string> words = words_;
    words.push_back(file.string());
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    if (posix_spawnp(&process_, pointers[0], nullptr, nullptr, pointers.data(), environ) != 0) process_ = 0;
  }

 private:
  void stop() {
    if (process_ <= 0) return;
    ::kill(process_, SIGTERM);
    while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) continue;
    process_ = 0;
  }

  std::vector<std::string> words_;
  pid_t process_ = 0;
};

/// What changed in a book, as a short sound file of its own.
class Preview {
 public:
  Preview(fs::path file, const StopFlag& stop) : file_(std::move(file)), stop_(stop) {}

  /// The book is made.
  void begin() {
    takes_.clear();
    rendered_ = false;
  }

  /// Writes the sentences of the first chapter that has any that were not there the last time; whether it did.
  bool render(const production::ChapterJob& chapter, const synthesis::SynthesizedChapter& synthesized,
              const synthesis::TakeStore& store) {
    synthesis::SynthesizedChapter changed;
    for (const synthesis::SynthesizedSentence& sentence : synthesized.sentences) {
      if (sentence.take.empty()) continue;
      takes_.insert(sentence.take);
      const bool known = known_.empty() || known_.contains(sentence.take);
      if (!known && !rendered_ && changed.sentences.size() < kMostSentences) changed.sentences.push_back(sentence);
    }
    if (changed.sentences.empty()) return false;
    rendered_ = true;

    production::ChapterJob job = chapter;
    document::Pauses& pauses = job.sound.pauses;
    pauses.head = {0.1};
    pauses.tail = {0.3};
    pauses.after_title = pauses.paragraph;
    job.sound.bed = {};
    job.sound.ambience.continuous = false;
    job.delivery = {};
    make_folder(file_.parent_path());
    const auto silent = silent_progress();
    production::make_master(job, production::timeline_of(job, changed), store, file_, 1, *silent, stop_);
    return true;
  }

  /// All chapters are spoken: what comes next is compared with them.
  void end() { known_ = std::move(takes_); }

  const fs::path& file() const { return file_; }

 private:
  fs::path file_;
  const StopFlag& stop_;
  std::set<synthesis::TakeId> known_;
  std::set<synthesis::TakeId> takes_;
  bool rendered_ = false;
};

/// Everything whose change changes the sound.
void watch_folders(FileWatch& watch, const document::Book& book, const production::Workspace& place) {
  watch.add(book.folder);
  watch.add(place.scripts / book.name);
  for (const fs::path& folder : place.profile_folders(book)) watch.add(folder);
  for (const fs::path& folder : place.voice_folders(&book)) {
    watch.add(folder);
    watch.add(folder / "variants");
  }
}

}  // namespace

int watch_command(const WatchOptions& options, const Session& session) {
  const production::Workspace& place = session.workspace;
  FileWatch watch;
  Player player;
  if (options.play && !player.find()) {
    throw MachineFailure(
        "there is no player on this machine; install one: apt-get install alsa-utils, or leave out --play");
  }
  std::optional<Preview> preview;
  const auto progress = terminal_progress(Verbosity::quiet);
  Clock::time_point saved = Clock::now();
  for (bool first = true;; first = false) {
    Diagnostics diagnostics;
    const std::vector<document::Book> books = production::find_books({options.book}, place, diagnostics);
    if (first && books.empty()) {
      show(diagnostics, session.verbosity);
      return kInputWrong;
    }
    if (!books.empty()) {
      const document::Book& book = books.front();
      if (!preview) preview.emplace(place.cache_folder() / "heard" / (book.name + ".wav"), session.stop);
      production::ProduceOptions produce_options;
      produce_options.chapter = options.chapter;
      produce_options.spoken = [&](const production::ChapterJob& job, const synthesis::SynthesizedChapter& synthesized,
                                   const synthesis::TakeStore& store) {
        if (!preview->render(job, synthesized, store)) return;
        const double took = std::chrono::duration<double>(Clock::now() - saved).count();
        if (options.play) player.play(preview->file());
        print_result("{} {}, {:.2f} s after the save\n", options.play ? "playing" : "listen to",
                     preview->file().string(), took);
      };
      if (first && session.verbosity != Verbosity::quiet) {
        print_message("making {} first\n", place.folder_of(book).string());
      }
      preview->begin();
      const auto report = production::produce(book, place, *progress, session.stop, diagnostics, produce_options);
      if (report) preview->end();
      if (report && session.verbosity != Verbosity::quiet) {
        std::size_t chapters = 0;
        for (const contents::ChapterReport& chapter : report->chapters) chapters += chapter.made ? 1 : 0;
        print_message("{} of {} chapters made in {}; watching\n", chapters, report->chapters.size(),
                      spoken_duration(std::chrono::duration<double>(Clock::now() - saved).count()));
      }
      watch_folders(watch, book, place);
      // What we have written ourselves (the scripts) is no change.
      if (report) watch.drain();
    }
    show(diagnostics, session.verbosity);
    saved = watch.wait(kQuiet, session.stop);
  }
}

}  // namespace sotto::cli
