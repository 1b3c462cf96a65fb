#include "production/chapter_scheduler.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

#include "production/production_progress.h"
#include "publish/captions.h"
#include "report/checks/check_runner.h"
#include "shared/files.h"
#include "shared/thread_pool.h"

namespace sotto::production {

namespace {

namespace fs = std::filesystem;

/// Enough of a take's name to count by: a book's names take more memory than its words.
std::uint64_t number_of(const synthesis::TakeId& take) {
  std::uint64_t number = 0;
  std::from_chars(take.data(), take.data() + std::min<std::size_t>(take.size(), 16), number, 16);
  return number;
}

}  // namespace

struct ChapterScheduler::SpokenChapter {
  synthesis::SynthesizedChapter performed;
  mix::Timeline timeline;
  ChapterMasters::Place place;
  CodePointOffsets offsets;
};

ChapterScheduler::ChapterScheduler(const document::Book& book, const document::Manuscript& manuscript,
                                   const script::Script& script, const cast::Cast& cast,
                                   const synthesis::TakeStore& store, const ProduceOptions& options)
    : book_(book),
      manuscript_(manuscript),
      script_(script),
      cast_(cast),
      store_(store),
      options_(options),
      places_(manuscript),
      chapters_(script.chapters.size()) {}

void ChapterScheduler::make(const synthesis::SynthesisSettings& performing, const MasterSettings& mastering,
                            const VerifiedSince& proof, Progress& progress, const StopFlag& stop,
                            Diagnostics& diagnostics) {
  takes_.clear();
  ProductionProgress making(progress, script_);
  ChapterMasters masters(book_, script_, cast_, store_, mastering, stop);
  CodePointOffsets offsets(manuscript_.text);
  ThreadPool crew(mastering.jobs, "master");
  const auto performed = [&](std::size_t index, synthesis::SynthesizedChapter sentences) {
    const script::ScriptChapter& chapter = script_.chapters[index];
    if (!chapter.lines.empty()) offsets.at(chapter.lines.front().span.begin);
    for (const synthesis::SynthesizedSentence& sentence : sentences.sentences) {
      if (!sentence.take.empty()) takes_.push_back(number_of(sentence.take));
    }
    const mix::Timeline timeline = mix::plan_timeline(chapter, sentences, book_.pauses);
    const ChapterMasters::Place place = masters.next(timeline);
    if (options_.performed) options_.performed({book_, chapter, sentences, cast_, mastering.levels, store_});
    if (chapters_[index].finished) return;
    const auto spoken = std::make_shared<SpokenChapter>(SpokenChapter{std::move(sentences), timeline, place, offsets});
    crew.submit([&, spoken] { finish(*spoken, masters, making); });
  };
  const synthesis::SynthesisCounts counts = synthesis::synthesize_chapters(
      manuscript_, script_, cast_, store_, performing, making.speaking(), stop, diagnostics, performed);
  made_ += counts.made;
  if (!options_.dry_run) proof.is_until(VerifiedSince::now_ns());
  crew.finish();
  if (options_.dry_run) return;
  masters.remove_others();
  progress.finish(summary());
}

/// On a thread of the crew.
void ChapterScheduler::finish(const SpokenChapter& spoken, const ChapterMasters& masters,
                              ProductionProgress& progress) {
  const script::ScriptChapter& chapter = script_.chapters[spoken.place.chapter];
  FinishedChapter& finished = chapters_[spoken.place.chapter];
  finished.master = masters.make(spoken.place, spoken.timeline, progress);
  if (options_.dry_run) mark_unspoken(spoken.performed, finished.master);
  if (options_.explain) {
    finished.explanations =
        explain(chapter, spoken.performed, spoken.timeline, finished.master, places_, options_.dry_run);
  }
  if (!options_.dry_run) {
    fs::path path = finished.master.path;
    update_file(path.replace_extension(".vtt"),
                publish::webvtt(spoken.timeline, spoken.performed, chapter, script_, manuscript_));
    update_file(path.replace_extension(".json"),
                publish::timings_json(spoken.timeline, spoken.performed, chapter, script_, spoken.offsets));
  }
  const contents::ChapterReport told =
      contents::build_chapter_report(script_, spoken.place.chapter, spoken.performed, spoken.timeline, places_);
  // Of what is not made, nothing is to be checked: each of its lines would be found to lack its sound.
  if (!options_.dry_run) {
    finished.look =
        checks::summarize_chapter({manuscript_, chapter, spoken.performed, spoken.timeline, told}, checks::Limits{});
  }
  finished.told = contents::CompactChapterReport(told, spoken.timeline);
  finished.finished = true;
}

std::size_t ChapterScheduler::distinct_takes() const {
  std::vector<std::uint64_t> takes = takes_;
  std::sort(takes.begin(), takes.end());
  return static_cast<std::size_t>(std::unique(takes.begin(), takes.end()) - takes.begin());
}

std::string ChapterScheduler::summary() const {
  std::size_t mixed = 0;
  double sound = 0;
  for (const FinishedChapter& chapter : chapters_) {
    if (!chapter.master.made) continue;
    ++mixed;
    sound += chapter.master.measure.duration.value;
  }
  return fmt::format("{} of {} chapters, {} of sound; {} of {} takes new", mixed, chapters_.size(),
                     spoken_duration(sound), made_, distinct_takes());
}

}  // namespace sotto::production
