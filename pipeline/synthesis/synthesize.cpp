#include "synthesis/synthesize.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "shared/failure.h"
#include "synthesis/take_queue.h"
#include "synthesis/workers.h"

namespace sotto::synthesis {

namespace {

namespace fs = std::filesystem;

void report_mended_files(std::size_t count, const char* one, const char* many, Diagnostics& diagnostics) {
  if (count == 0) return;
  diagnostics.note({}, fmt::format("{} damaged {} in the cache {} made again", count, count == 1 ? one : many,
                                   count == 1 ? "was" : "were"));
}

}  // namespace

std::size_t SynthesizedChapter::fresh() const {
  return static_cast<std::size_t>(
      std::count_if(sentences.begin(), sentences.end(), [](const SynthesizedSentence& s) { return s.fresh; }));
}

void report_mended(const SynthesisCounts& counts, Diagnostics& diagnostics) {
  report_mended_files(counts.mended_engine_files, "file of the engine's data", "files of the engine's data",
                      diagnostics);
  report_mended_files(counts.damaged, "take", "takes", diagnostics);
}

SynthesisCounts synthesize_chapters(const NextChapter& next, const FrontEnds& front_ends, const TakeStore& store,
                                    const SynthesisSettings& settings, Progress& progress, const StopFlag& stop,
                                    const ChapterSynthesized& done) {
  TakeQueue queue(next, done, store, settings.proved_until_ns, progress);
  WorkersSettings workers;
  workers.count =
      settings.workers > 0 ? settings.workers : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  workers.command = settings.worker_command;
  workers.setup.parent = ::getpid();
  workers.setup.cache_folder = fs::absolute(store.cache_folder()).string();
  workers.setup.time_limit_base = settings.time_limit_base;
  std::size_t mended = 0;
  const bool compare_all = settings.proved_until_ns == 0;
  const auto prepare_engines = [&] {
    if (!workers.setup.engines.empty()) return;
    for (const auto& [id, front_end] : front_ends) {
      engine::WorkerData data = front_end->prepare(store.cache_folder(), compare_all);
      mended += data.mended;
      workers.setup.engines.push_back({id, std::move(data.setup)});
    }
  };
  // What is there is compared although nothing may be to be made with it.
  const std::vector<fs::path> folders = engine_folders_in(store.cache_folder(), front_ends);
  const auto is_there = [](const fs::path& folder) {
    std::error_code none;
    return fs::exists(folder, none);
  };
  if (compare_all && std::any_of(folders.begin(), folders.end(), is_there)) prepare_engines();
  const auto next_take = [&] {
    std::optional<TakeRequest> request = queue.next();
    if (request) prepare_engines();
    return request;
  };
  make_takes(next_take, workers, stop,
             [&](const TakeRequest& request, const TakeOutcome& outcome) { queue.keep(request, outcome); });
  SynthesisCounts counts = queue.counts();
  counts.mended_engine_files = mended;
  return counts;
}

SynthesizedChapter find_takes(ChapterRequests requests, const TakeStore& store, std::int64_t proved_until_ns) {
  SynthesizedChapter chapter;
  std::unordered_map<TakeId, std::optional<TakeInfo>> known;
  for (SentenceRequest& request : requests) {
    const auto [entry, first] = known.try_emplace(request.take.id);
    if (first) entry->second = store.load_info(request.take.id, proved_until_ns);
    SynthesizedSentence& sentence = chapter.sentences.emplace_back();
    sentence.line = request.line;
    sentence.sentence = std::move(request.sentence);
    const std::optional<TakeInfo>& info = entry->second;
    sentence.fresh = !info;
    if (!info || info->frames == 0) continue;
    sentence.take = request.take.id;
    sentence.rate = info->rate;
    sentence.frames = info->frames;
    sentence.words = info->words;
  }
  return chapter;
}

void report_unsaid(const SynthesizedChapter& chapter, const document::Manuscript& manuscript, std::size_t offset,
                   std::size_t heading, Diagnostics& diagnostics) {
  for (const UnsaidSentence& unsaid : chapter.unsaid) {
    const SynthesizedSentence& sentence = chapter.sentences[unsaid.sentence];
    const std::size_t place = sentence.line == kTitle ? heading : offset + sentence.sentence.span.begin;
    if (unsaid.reason.empty()) {
      diagnostics.add(manuscript.diagnostic(Severity::warning, place, "nothing is heard of this sentence",
                                            "the engine knows no sound for its characters; say it in words"));
    } else {
      diagnostics.add(manuscript.diagnostic(Severity::error, place,
                                            "this sentence could not be performed: " + unsaid.reason,
                                            "everything else was made; reword the sentence, or try again"));
    }
  }
}

SynthesisResult synthesize(const document::Manuscript& manuscript, const script::Script& script, const cast::Cast& cast,
                           const TakeStore& store, const SynthesisSettings& settings, const StopFlag& stop,
                           Diagnostics& diagnostics) {
  SynthesisResult result;
  std::unordered_set<TakeId> takes;
  const TakeRequester requester(settings.engines, cast.voices, settings.voice_folders);
  const auto silent = silent_progress();
  std::size_t asked = 0;
  const NextChapter next = [&]() -> std::optional<ChapterRequests> {
    if (asked == script.chapters.size()) return std::nullopt;
    return requester.request(normalization::written(manuscript), script.chapters[asked++], cast.voices);
  };
  const SynthesisCounts counts = synthesize_chapters(
      next, requester.front_ends(), store, settings, *silent, stop, [&](SynthesizedChapter chapter) {
        const std::size_t heading = script.chapters[result.chapters.size()].heading.begin;
        report_unsaid(chapter, manuscript, 0, heading, diagnostics);
        for (const SynthesizedSentence& sentence : chapter.sentences) {
          if (!sentence.take.empty()) takes.insert(sentence.take);
        }
        result.chapters.push_back(std::move(chapter));
      });
  report_mended(counts, diagnostics);
  result.takes = takes.size();
  result.made = counts.made;
  return result;
}

}  // namespace sotto::synthesis
