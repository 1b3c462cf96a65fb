#include "production/chapter_scheduler.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <memory>
#include <utility>

#include "production/explain.h"
#include "report/checks/check_runner.h"
#include "shared/files.h"
#include "shared/text.h"
#include "shared/thread_pool.h"

namespace sotto::production {

namespace {

/// Enough of a take's name to count by: a book's names take more memory than its words.
std::uint64_t number_of(const synthesis::TakeId& take) {
  std::uint64_t number = 0;
  std::from_chars(take.data(), take.data() + std::min<std::size_t>(take.size(), 16), number, 16);
  return number;
}

}  // namespace

struct ChapterScheduler::SpokenChapter {
  std::size_t index = 0;
  std::shared_ptr<const ChapterJob> job;
  synthesis::SynthesizedChapter synthesized;
  mix::Timeline timeline;
};

ChapterScheduler::ChapterScheduler(const ProductionPlan& plan, const synthesis::TakeStore& store,
                                   SchedulerSettings settings)
    : plan_(plan),
      store_(store),
      settings_(std::move(settings)),
      places_(plan.manuscript),
      chapters_(plan.chapters.size()) {}

void ChapterScheduler::make(const mix::VoiceLevels& levels, const synthesis::SynthesisSettings& synthesis,
                            const VerifiedSince& verified, Progress& progress, const StopFlag& stop,
                            Diagnostics& diagnostics) {
  takes_.clear();
  make_folder(settings_.folders.masters);
  make_folder(settings_.folders.records);
  ProductionProgress shared_progress(progress, plan_.script);
  const synthesis::TakeRequester requester = requester_of(plan_);
  ThreadPool crew(settings_.masters.jobs, "master");
  std::deque<std::shared_ptr<const ChapterJob>> speaking;  // jobs on their way through the workers
  std::size_t next = 0;
  const auto next_chapter = [&]() -> std::optional<synthesis::ChapterRequests> {
    if (next == plan_.chapters.size()) return std::nullopt;
    speaking.push_back(std::make_shared<const ChapterJob>(chapter_job(plan_, next++, levels)));
    return requests_of(*speaking.back(), requester);
  };
  const auto spoken = [&](synthesis::SynthesizedChapter synthesized) {
    const std::size_t index = next - speaking.size();
    const std::shared_ptr<const ChapterJob> job = std::move(speaking.front());
    speaking.pop_front();
    report_unsaid(synthesized, plan_.manuscript, job->text.begin.bytes, plan_.script.chapters[index].heading.begin,
                  diagnostics);
    for (const synthesis::SynthesizedSentence& sentence : synthesized.sentences) {
      if (!sentence.take.empty()) takes_.push_back(number_of(sentence.take));
    }
    if (settings_.spoken) settings_.spoken(*job, synthesized, store_);
    if (chapters_[index].finished) return;
    mix::Timeline timeline = timeline_of(*job, synthesized);
    const auto chapter =
        std::make_shared<SpokenChapter>(SpokenChapter{index, job, std::move(synthesized), std::move(timeline)});
    crew.submit([&, chapter] { finish(*chapter, shared_progress, stop); });
  };
  const synthesis::SynthesisCounts counts = synthesis::synthesize_chapters(
      next_chapter, requester.front_ends(), store_, synthesis, shared_progress.speaking(), stop, spoken);
  report_mended(counts, diagnostics);
  made_ += counts.made;
  verified.is_until(VerifiedSince::now_ns());
  crew.finish();
  progress.finish(summary());
}

/// On a thread of the pool.
void ChapterScheduler::finish(const SpokenChapter& spoken, ProductionProgress& progress, const StopFlag& stop) {
  const ChapterJob& job = *spoken.job;
  FinishedChapter& finished = chapters_[spoken.index];
  const auto will_make = [&](double seconds) { progress.mixes(job.chapter(), seconds); };
  finished.master = update_master(job, spoken.timeline, store_, settings_.folders, settings_.masters, progress.mixing(),
                                  will_make, stop);
  if (settings_.explain) {
    finished.explanations =
        explain(job, spoken.synthesized, spoken.timeline, finished.master, places_, Tense::was_made);
  }
  write_captions(job, spoken.synthesized, spoken.timeline, finished.master.path);
  const contents::ChapterReport report =
      contents::build_chapter_report(plan_.script, spoken.index, spoken.synthesized, spoken.timeline, places_);
  document::Manuscript text;
  text.text = job.text.text;
  finished.summary =
      checks::summarize_chapter({text, job.chapter(), spoken.synthesized, spoken.timeline, report}, checks::Limits{});
  finished.report = contents::CompactChapterReport(report, spoken.timeline);
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
    if (!chapter.master.outdated()) continue;
    ++mixed;
    sound += chapter.master.measure.duration.value;
  }
  return fmt::format("{} of {} chapters, {} of sound; {} of {} takes new", mixed, chapters_.size(),
                     spoken_duration(sound), made_, distinct_takes());
}

}  // namespace sotto::production
