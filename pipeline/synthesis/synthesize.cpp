#include "synthesis/synthesize.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "shared/failure.h"
#include "shared/text.h"
#include "synthesis/workers.h"

namespace sotto::synthesis {

namespace {

namespace fs = std::filesystem;

/// The announced title, spoken by the narrator, and the lines.
std::vector<normalization::NormalizedSentence> title_sentences(const document::Manuscript& manuscript,
                                                               const script::ScriptChapter& chapter) {
  if (!chapter.heading.empty()) return normalization::normalize_heading(manuscript, chapter.heading);
  return normalization::normalize_text(chapter.title);
}

/// Fewer requests that wait than this, and the next chapters are planned.
constexpr std::size_t kFewWaiting = 16;
/// So many sentences are planned together, in whole chapters: the workers then rarely change their voice.
constexpr std::size_t kPlannedTogether = 512;
/// No further chapter is planned while so many sentences are on their way.
constexpr std::size_t kMostOnTheWay = 4096;

/// The sentences of the script on their way from their plan to their takes.
class SynthesisPlanner {
 public:
  SynthesisPlanner(const document::Manuscript& manuscript, const script::Script& script, const cast::Cast& cast,
                   const TakeStore& store, const Sessions& sessions, const SynthesisSettings& settings,
                   Progress& progress, Diagnostics& diagnostics, const ChapterSynthesized& performed)
      : manuscript_(manuscript),
        script_(script),
        cast_(cast),
        store_(store),
        sessions_(sessions),
        settings_(settings),
        progress_(progress),
        diagnostics_(diagnostics),
        performed_(performed) {}

  /// The next sentence to make; nothing while there is none.
  std::optional<TakeRequest> next() {
    if (waiting_.size() < kFewWaiting) plan_ahead();
    if (waiting_.empty()) return std::nullopt;
    TakeRequest request = std::move(waiting_.front());
    waiting_.pop_front();
    return request;
  }

  void keep(const TakeRequest& request, const TakeOutcome& outcome) {
    Entry& entry = takes_.at(request.id);
    entry.info = outcome.info;
    entry.reason = outcome.reason;
    if (outcome.info) ++counts_.made;
    progress_.advance(entry.bytes);
    for (Chapter* chapter : entry.waiting) --chapter->awaited;
    entry.waiting.clear();
    hand_on();
  }

  SynthesisCounts counts() const { return counts_; }

 private:
  /// A chapter that has not all its takes, or is not yet its turn.
  struct Chapter {
    std::size_t index = 0;
    SynthesizedChapter performed;
    std::vector<TakeId> takes;  ///< of each sentence
    std::size_t awaited = 0;    ///< distinct takes
  };

  /// A take that sentences on their way have in common.
  struct Entry {
    std::optional<TakeInfo> info;
    bool fresh = false;             ///< the cache lacked it
    std::string reason;             ///< why it could not be made
    std::size_t sentences = 0;      ///< on their way
    std::int64_t bytes = 0;         ///< of manuscript, of the first of them
    std::vector<Chapter*> waiting;  ///< for its making
  };

  void plan_ahead() {
    std::vector<TakeRequest> requests;
    std::size_t planned = 0;
    while (next_chapter_ < script_.chapters.size() && planned < kPlannedTogether &&
           (chapters_.empty() || on_the_way_ < kMostOnTheWay)) {
      const std::size_t before = requests.size();
      chapters_.push_back(std::make_unique<Chapter>());
      plan(next_chapter_++, *chapters_.back(), requests);
      planned += requests.size() - before;
      hand_on();
    }
    sort_by_voice(requests);
    std::move(requests.begin(), requests.end(), std::back_inserter(waiting_));
  }

  void plan(std::size_t index, Chapter& planned, std::vector<TakeRequest>& requests) {
    const script::ScriptChapter& chapter = script_.chapters[index];
    planned.index = index;
    plan_line(kTitle, document::kNarrator, {}, title_sentences(manuscript_, chapter), planned, requests);
    for (std::size_t i = 0; i < chapter.lines.size(); ++i) {
      const script::Line& line = chapter.lines[i];
      plan_line(i, line.who, line.how, normalization::normalize_sentences(manuscript_, line.span), planned, requests);
    }
    on_the_way_ += planned.takes.size();
  }

  void plan_line(std::size_t line, const std::string& who, const std::string& how,
                 std::vector<normalization::NormalizedSentence> sentences, Chapter& planned,
                 std::vector<TakeRequest>& requests) {
    if (sentences.empty()) return;
    const cast::VoiceProfile& profile = cast_.voice_of(who);
    const cast::EngineSchema& schema = settings_.engines.named(profile.engine.engine).schema();
    const engine::Session& session = *sessions_.find(profile.engine.engine)->second;
    for (normalization::NormalizedSentence& sentence : sentences) {
      TakeRequest request = request_take(sentence, profile, how, schema, session);
      planned.takes.push_back(request.id);
      Entry& entry = takes_[request.id];
      const auto bytes = static_cast<std::int64_t>(sentence.span.size());
      planned.performed.sentences.push_back({line, std::move(sentence), {}, {}, 0, {}, false});
      if (++entry.sentences == 1) {
        entry.bytes = bytes;
        look_up(request.id, entry);
        if (entry.fresh && !settings_.dry_run) requests.push_back(std::move(request));
      } else {
        progress_.expect_more(-bytes);
      }
      // Fresh, and neither made nor given up.
      const bool awaited = entry.fresh && !settings_.dry_run && !entry.info && entry.reason.empty();
      if (awaited && (entry.waiting.empty() || entry.waiting.back() != &planned)) {
        entry.waiting.push_back(&planned);
        ++planned.awaited;
      }
    }
  }

  /// What is there but damaged is to be made again.
  void look_up(const TakeId& id, Entry& entry) {
    entry.info = store_.load_info(id, settings_.proved_until_ns);
    entry.fresh = !entry.info;
    if (entry.info) progress_.expect_more(-entry.bytes);
    if (entry.fresh && store_.holds(id)) ++counts_.damaged;
  }

  /// Those of one voice together.
  void sort_by_voice(std::vector<TakeRequest>& requests) {
    const auto rank = [&](const TakeRequest& request) {
      return voices_.emplace(hash_of(request.voice), voices_.size()).first->second;
    };
    std::vector<std::pair<std::size_t, std::size_t>> order;
    for (std::size_t i = 0; i < requests.size(); ++i) order.emplace_back(rank(requests[i]), i);
    std::sort(order.begin(), order.end());
    std::vector<TakeRequest> sorted;
    sorted.reserve(requests.size());
    for (const auto& [voice, index] : order) sorted.push_back(std::move(requests[index]));
    requests = std::move(sorted);
  }

  /// Hands on the chapters whose turn it is and that have their takes.
  void hand_on() {
    while (!chapters_.empty() && chapters_.front()->awaited == 0) {
      const std::unique_ptr<Chapter> chapter = std::move(chapters_.front());
      chapters_.pop_front();
      on_the_way_ -= chapter->takes.size();
      finish(*chapter);
      performed_(chapter->index, std::move(chapter->performed));
    }
  }

  /// Gives each sentence its take, and reports those that have none.
  void finish(Chapter& chapter) {
    for (std::size_t i = 0; i < chapter.takes.size(); ++i) {
      const auto found = takes_.find(chapter.takes[i]);
      Entry& entry = found->second;
      SynthesizedSentence& sentence = chapter.performed.sentences[i];
      sentence.fresh = entry.fresh;
      const bool last = --entry.sentences == 0;
      if (entry.info && entry.info->frames > 0) {
        sentence.take = chapter.takes[i];
        sentence.rate = entry.info->rate;
        sentence.frames = entry.info->frames;
        sentence.words = last ? std::move(entry.info->words) : entry.info->words;
      } else if (!settings_.dry_run) {
        const std::size_t heading = script_.chapters[chapter.index].heading.begin;
        report(sentence.line == kTitle ? heading : sentence.sentence.span.begin, entry);
      }
      if (last) takes_.erase(found);
    }
  }

  void report(std::size_t place, const Entry& entry) {
    if (entry.info) {
      diagnostics_.add(manuscript_.diagnostic(Severity::warning, place, "nothing is heard of this sentence",
                                              "the engine knows no sound for its characters; say it in words"));
    } else {
      diagnostics_.add(manuscript_.diagnostic(Severity::error, place,
                                              "this sentence could not be performed: " + entry.reason,
                                              "everything else was made; reword the sentence, or try again"));
    }
  }

  const document::Manuscript& manuscript_;
  const script::Script& script_;
  const cast::Cast& cast_;
  const TakeStore& store_;
  const Sessions& sessions_;
  const SynthesisSettings& settings_;
  Progress& progress_;
  Diagnostics& diagnostics_;
  const ChapterSynthesized& performed_;
  std::size_t next_chapter_ = 0;                   ///< to plan
  std::deque<std::unique_ptr<Chapter>> chapters_;  ///< on their way, in order
  std::size_t on_the_way_ = 0;                     ///< their sentences
  std::unordered_map<TakeId, Entry> takes_;        ///< of sentences on their way
  std::deque<TakeRequest> waiting_;
  std::unordered_map<std::string, std::size_t> voices_;
  SynthesisCounts counts_;
};

void tell_mended(std::size_t count, const char* one, const char* many, Diagnostics& diagnostics) {
  if (count == 0) return;
  diagnostics.note({}, fmt::format("{} damaged {} in the cache {} made again", count, count == 1 ? one : many,
                                   count == 1 ? "was" : "were"));
}

}  // namespace

std::size_t SynthesizedChapter::fresh() const {
  return static_cast<std::size_t>(
      std::count_if(sentences.begin(), sentences.end(), [](const SynthesizedSentence& s) { return s.fresh; }));
}

SynthesisCounts synthesize_chapters(const document::Manuscript& manuscript, const script::Script& script,
                                    const cast::Cast& cast, const TakeStore& store, const SynthesisSettings& settings,
                                    Progress& progress, const StopFlag& stop, Diagnostics& diagnostics,
                                    const ChapterSynthesized& performed) {
  const Sessions sessions = open_engines(settings.engines, cast.voices, settings.voice_folders);
  SynthesisPlanner performing(manuscript, script, cast, store, sessions, settings, progress, diagnostics, performed);
  WorkersSettings workers;
  workers.count =
      settings.workers > 0 ? settings.workers : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  workers.command = settings.worker_command;
  workers.setup.parent = ::getpid();
  workers.setup.cache_folder = fs::absolute(store.cache_folder()).string();
  workers.setup.time_limit_base = settings.time_limit_base;
  const bool compare_all = settings.proved_until_ns == 0;
  const auto prepare_engines = [&] {
    if (!workers.setup.engines.empty()) return;
    for (const auto& [id, session] : sessions) {
      engine::WorkerData data = session->prepare(store.cache_folder(), compare_all);
      tell_mended(data.mended, "file of the engine's data", "files of the engine's data", diagnostics);
      workers.setup.engines.push_back({id, std::move(data.setup)});
    }
  };
  // What is there is compared although nothing may be to be made with it.
  const std::vector<fs::path> folders = engine_folders_in(store.cache_folder(), sessions);
  std::error_code none;
  if (compare_all && !settings.dry_run &&
      std::any_of(folders.begin(), folders.end(), [&](const fs::path& folder) { return fs::exists(folder, none); })) {
    prepare_engines();
  }
  const auto next = [&] {
    std::optional<TakeRequest> request = performing.next();
    if (request) prepare_engines();
    return request;
  };
  make_takes(next, workers, stop,
             [&](const TakeRequest& request, const TakeOutcome& outcome) { performing.keep(request, outcome); });
  const SynthesisCounts counts = performing.counts();
  if (!settings.dry_run) tell_mended(counts.damaged, "take", "takes", diagnostics);
  return counts;
}

SynthesisResult synthesize(const document::Manuscript& manuscript, const script::Script& script, const cast::Cast& cast,
                           const TakeStore& store, const SynthesisSettings& settings, const StopFlag& stop,
                           Diagnostics& diagnostics) {
  SynthesisResult performance;
  performance.chapters.resize(script.chapters.size());
  std::unordered_set<TakeId> takes;
  const auto silent = silent_progress();
  const SynthesisCounts counts =
      synthesize_chapters(manuscript, script, cast, store, settings, *silent, stop, diagnostics,
                          [&](std::size_t chapter, SynthesizedChapter performed) {
                            for (const SynthesizedSentence& sentence : performed.sentences) {
                              if (!sentence.take.empty()) takes.insert(sentence.take);
                            }
                            performance.chapters[chapter] = std::move(performed);
                          });
  performance.takes = takes.size();
  performance.made = counts.made;
  return performance;
}

}  // namespace sotto::synthesis
