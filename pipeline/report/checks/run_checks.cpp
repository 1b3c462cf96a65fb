#include "report/checks/run_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "mix/chapter_mix.h"
#include "report/analysis/analyze_master.h"
#include "report/checks/check_runner.h"
#include "report/checks/golden_comparison.h"
#include "report/checks/line_measures.h"
#include "report/contents/build_report.h"
#include "shared/audio.h"
#include "shared/text.h"
#include "shared/thread_pool.h"

namespace sotto::checks {

namespace {

std::vector<analysis::ChapterAnalysis> analyze_masters(const contents::MadeProduction& made,
                                                       const synthesis::TakeStore& store, const Limits& limits,
                                                       int jobs, Progress& progress, const StopFlag& stop) {
  std::vector<analysis::ChapterAnalysis> measured(made.chapters.size());
  std::vector<std::size_t> order;
  std::int64_t total = 0;
  Seconds sound;
  for (std::size_t i = 0; i < measured.size(); ++i) {
    if (const auto& outdated = made.chapters[i].outdated; !outdated.empty()) {
      measured[i].unheard = fmt::format("it is out of date: {}", contents::in_words(outdated));
      continue;
    }
    order.push_back(i);
    const Seconds length = seconds(made.timelines[i].length, kMasterRate);
    sound = sound + length;
    total += static_cast<std::int64_t>(length.value);
  }
  // The longest first, so that no worker is left with it at the end.
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return made.timelines[a].length > made.timelines[b].length; });
  progress.begin("listen", total);
  const analysis::AnalysisSettings settings{publish::form_of(made.profile), !made.book.ambience.silent(),
                                            Decibels{limits.at("signal.click")},
                                            Decibels{limits.at("intelligibility.faint")}};
  ThreadPool pool(std::min(jobs, static_cast<int>(order.size())), "listen");
  for (const std::size_t chapter : order) {
    pool.submit([&, chapter] {
      const mix::MixSettings mixing{made.book.ambience, made.chapters[chapter].bed, made.levels, true};
      const auto mix = mix::mix_chapter(made.timelines[chapter], made.cast, store, mixing);
      measured[chapter] = analysis::analyze_master(made.chapters[chapter].master, made.timelines[chapter], *mix, store,
                                                   settings, progress, stop);
    });
  }
  pool.finish();
  progress.finish(fmt::format("{}, {} of sound", counted(order.size(), "chapter"), spoken_duration(sound.value)));
  return measured;
}

/// What was measured of a chapter as a whole.
void add_chapter_measures(analysis::ChapterAnalysis& measured, bool has_bed, contents::ChapterReport& chapter) {
  chapter.unheard = measured.unheard;
  chapter.form = measured.form;
  // What was done to the sound when it was made cannot be heard.
  publish::MasterMeasure measure = measured.measure;
  measure.gain = chapter.measure.gain;
  measure.limited = chapter.measure.limited;
  measure.limited_share = chapter.measure.limited_share;
  chapter.measure = measure;
  chapter.momentary = std::move(measured.momentary);
  chapter.short_term = measured.short_term;
  chapter.speech_peaks = std::move(measured.speech_peaks);
  chapter.bed_peaks = std::move(measured.bed_peaks);
  // What is left of a dry master beside its voices is no ambience.
  if (!has_bed) std::fill(chapter.bed_peaks.values.begin(), chapter.bed_peaks.values.end(), 0.0F);
}

}  // namespace

contents::ProductionReport run_checks(const contents::MadeProduction& made, const synthesis::TakeStore& store,
                                      const Limits& limits, const std::filesystem::path& folder, int jobs,
                                      Progress& progress, const StopFlag& stop) {
  std::vector<analysis::ChapterAnalysis> measured = analyze_masters(made, store, limits, jobs, progress, stop);
  contents::ProductionReport report = contents::build_report(made, folder);
  report.listened = true;
  report.unsure_below = limits.at("attribution.confidence");
  const LineMeasureSettings line_settings{Seconds{limits.at("signal.dropout")}, !made.book.ambience.silent()};
  ListeningContext context{made, report, limits};
  for (std::size_t i = 0; i < measured.size(); ++i) {
    add_chapter_measures(measured[i], line_settings.has_bed, report.chapters[i]);
    if (!measured[i].unheard.empty()) continue;
    add_line_measures(made.timelines[i], made.performance.chapters[i], measured[i], line_settings,
                      report.chapters[i].lines);
    context.chapters.push_back({made.timelines[i], report.chapters[i], measured[i]});
  }
  context.voices = collect_voice_features(context.chapters);
  report.distances = voice_distances(made, context.voices);
  report.deliveries = compare_deliveries(context.chapters, context.voices);
  add_pitches(context.voices, report.cast);

  std::vector<ChapterSummary> summaries;
  for (std::size_t i = 0; i < report.chapters.size(); ++i) {
    summaries.push_back(summarize_chapter(
        {made.manuscript, made.script.chapters[i], made.performance.chapters[i], made.timelines[i], report.chapters[i]},
        limits));
  }
  report.checks = listening_checks(summaries, context);
  return report;
}

void add_golden_checks(contents::ProductionReport& report, const std::filesystem::path& folder, const Limits& limits,
                       Diagnostics& diagnostics) {
  const GoldenComparison comparison = compare_with_golden(report, folder, diagnostics);
  if (comparison.compared()) {
    report.golden = comparison.folder;
    report.changes = comparison.changes;
  }
  std::vector<contents::CheckReport> checks = golden_checks({report, comparison, limits});
  std::move(checks.begin(), checks.end(), std::back_inserter(report.checks));
}

}  // namespace sotto::checks
