#include "report/checks/run_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "mix/chapter_mix.h"
#include "report/analysis/analyze_master.h"
#include "report/checks/chapter_summary.h"
#include "report/checks/check_context.h"
#include "report/checks/check_result.h"
#include "report/checks/root_causes.h"
#include "report/contents/build_report.h"
#include "shared/text.h"
#include "shared/thread_pool.h"

namespace sotto::checks {

namespace {

std::vector<analysis::ChapterAnalysis> listen_to_all(const contents::MadeProduction& made,
                                                     const synthesis::TakeStore& store, const Limits& limits, int jobs,
                                                     Progress& progress, const StopFlag& stop) {
  std::vector<analysis::ChapterAnalysis> heard(made.chapters.size());
  std::vector<std::size_t> order;
  std::int64_t total = 0;
  Seconds sound;
  for (std::size_t i = 0; i < heard.size(); ++i) {
    if (const auto& outdated = made.chapters[i].outdated; !outdated.empty()) {
      heard[i].unheard = fmt::format("it is out of date: {}", fmt::join(outdated, "; "));
      continue;
    }
    order.push_back(i);
    sound = sound + seconds(made.timelines[i].length, kMasterRate);
    total += static_cast<std::int64_t>(seconds(made.timelines[i].length, kMasterRate).value);
  }
  // The longest first, so that no worker is left with it at the end.
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return made.timelines[a].length > made.timelines[b].length; });
  progress.begin("listen", total);
  const analysis::AnalysisSettings settings{publish::form_of(made.profile), made.book.ambience.bed != "none",
                                            limits.signal.click, limits.intelligibility.faint};
  ThreadPool crew(std::min(jobs, static_cast<int>(order.size())), "listen");
  for (const std::size_t chapter : order) {
    crew.submit([&, chapter] {
      const mix::MixSettings mixing{made.book.ambience, made.chapters[chapter].bed, made.levels, true};
      const auto mix = mix::mix_chapter(made.timelines[chapter], made.cast, store, mixing);
      heard[chapter] = analysis::analyze_master(made.chapters[chapter].master, made.timelines[chapter], *mix, store,
                                                settings, progress, stop);
    });
  }
  crew.finish();
  progress.finish(fmt::format("{}, {} of sound", counted(order.size(), "chapter"), spoken_duration(sound.value)));
  return heard;
}

/// Lines and words stand where they are heard. What was moved out of its order stays where its neighbours have it, so
/// that the lines of a chapter are in order.
void move_lines(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed,
                const analysis::ChapterAnalysis& heard, std::vector<contents::LineReport>& lines) {
  const std::vector<bool> order = in_order(timeline, heard);
  std::vector<std::size_t> words(lines.size());
  std::vector<bool> begun(lines.size());
  Seconds shift;
  for (std::size_t c = 0; c < timeline.cues.size(); ++c) {
    const mix::Cue& cue = timeline.cues[c];
    if (order[c]) shift = seconds(heard.cues[c].shift, kMasterRate);
    if (cue.line == synthesis::kTitle) continue;
    contents::LineReport& line = lines[cue.line];
    std::size_t& word = words[cue.line];
    if (!begun[cue.line]) line.begin = line.begin + shift;
    begun[cue.line] = true;
    line.end = seconds(cue.end, kMasterRate) + shift;
    for (std::size_t w = 0; w < performed.sentences[cue.sentence].words.size(); ++w, ++word) {
      line.words[word].begin = line.words[word].begin + shift;
      line.words[word].end = line.words[word].end + shift;
    }
  }
}

/// What was heard of each line's takes, as the line's.
void tell_lines(const std::vector<analysis::ChapterAnalysis>& heard, const contents::MadeProduction& made,
                const Limits& limits, contents::ProductionReport& report) {
  struct Sums {
    double speech = 0;
    double bed = 0;
    double time = 0;
    double bed_time = 0;
    analysis::Estoi understood;
    analysis::VoiceFeatures print;
  };
  const auto power = [](Lufs level) { return std::pow(10.0, level.value / 10); };
  for (std::size_t i = 0; i < heard.size(); ++i) {
    if (!heard[i].unheard.empty()) continue;
    move_lines(made.timelines[i], made.performance.chapters[i], heard[i], report.chapters[i].lines);
    std::vector<Sums> sums(report.chapters[i].lines.size());
    for (std::size_t c = 0; c < heard[i].cues.size(); ++c) {
      const mix::Cue& cue = made.timelines[i].cues[c];
      const analysis::CueAnalysis& take = heard[i].cues[c];
      if (cue.line == synthesis::kTitle) continue;
      Sums& sum = sums[cue.line];
      sum.print.join(take.print);
      // Of a take that is torn nothing is measured.
      if (!take.found || take.missing.value > limits.signal.dropout.value) continue;
      const double time = seconds(cue.end - cue.begin, kMasterRate).value;
      if (take.level) sum.speech += time * power(*take.level), sum.time += time;
      if (take.bed) sum.bed += time * power(*take.bed), sum.bed_time += time;
      sum.understood.join(take.understood);
    }
    for (std::size_t l = 0; l < sums.size(); ++l) {
      contents::LineReport& line = report.chapters[i].lines[l];
      const Sums& sum = sums[l];
      if (sum.time > 0) line.level = Lufs{10 * std::log10(sum.speech / sum.time)};
      if (line.level && sum.bed_time > 0 && made.book.ambience.bed != "none") {
        line.over_bed = *line.level - Lufs{10 * std::log10(sum.bed / sum.bed_time)};
      }
      line.pitch = sum.print.pitch();
      line.centroid = sum.print.mean_centroid();
      if (sum.understood.segments > 0) line.intelligibility = sum.understood.value();
    }
  }
}

void append(std::vector<contents::CheckReport>& checks, std::vector<contents::CheckReport> more) {
  std::move(more.begin(), more.end(), std::back_inserter(checks));
}

}  // namespace

contents::ProductionReport run_checks(const contents::MadeProduction& made, const synthesis::TakeStore& store,
                                      const Limits& limits, const std::filesystem::path& folder, int jobs,
                                      Progress& progress, const StopFlag& stop) {
  std::vector<analysis::ChapterAnalysis> heard = listen_to_all(made, store, limits, jobs, progress, stop);
  contents::ProductionReport report = contents::build_report(made, folder);
  report.listened = true;
  for (std::size_t i = 0; i < heard.size(); ++i) {
    contents::ChapterReport& chapter = report.chapters[i];
    chapter.unheard = heard[i].unheard;
    chapter.form = heard[i].form;
    // What was done to the sound when it was made cannot be heard.
    publish::MasterMeasure measure = heard[i].measure;
    measure.gain = chapter.measure.gain;
    measure.limited = chapter.measure.limited;
    measure.limited_share = chapter.measure.limited_share;
    chapter.measure = measure;
    chapter.momentary = std::move(heard[i].momentary);
    chapter.short_term = heard[i].short_term;
    chapter.speech_peaks = std::move(heard[i].speech_peaks);
    chapter.bed_peaks = std::move(heard[i].bed_peaks);
  }
  tell_lines(heard, made, limits, report);
  CheckContext all{made, report, {}};
  for (std::size_t i = 0; i < heard.size(); ++i) {
    if (heard[i].unheard.empty()) all.chapters.push_back({made.timelines[i], report.chapters[i], heard[i]});
  }
  const VoiceFeaturesBySpeaker prints = collect_voice_features(all);
  report.distances = voice_distances(made, prints);
  report.deliveries = compare_deliveries(all, prints);
  for (contents::CastReport& speaker : report.cast) {
    const auto plain = prints.find({speaker.id, ""});
    if (plain == prints.end()) continue;
    speaker.pitch = plain->second.pitch();
    const auto low = plain->second.pitch(0.1);
    const auto high = plain->second.pitch(0.9);
    if (low && high) speaker.pitch_range = 12 * std::log2(high->value / low->value);
  }

  // Of nothing, nothing can be said.
  const auto heard_checks = [&](std::vector<contents::CheckReport> checks) {
    for (contents::CheckReport& check : checks) {
      if (all.chapters.empty()) skip(check, "no chapter could be listened to");
    }
    append(report.checks, std::move(checks));
  };
  report.checks.push_back(masters_check(made, report));
  std::vector<ChapterSummary> looks;
  for (std::size_t i = 0; i < report.chapters.size(); ++i) {
    looks.push_back(summarize_chapter(made.manuscript, made.script.chapters[i], made.performance.chapters[i],
                                      made.timelines[i], report.chapters[i], limits));
  }
  const auto lines_of = [&](std::size_t chapter) { return report.chapters[chapter].lines; };
  append(report.checks, completeness_checks(looks, report, lines_of, limits));
  heard_checks(placement_checks(all, limits));
  heard_checks(signal_checks(all, limits));
  append(report.checks, master_checks(report, made.profile, limits));
  heard_checks(level_checks(all, limits));
  heard_checks(ambience_checks(all, limits));
  heard_checks({intelligibility_check(all, limits)});
  heard_checks(voice_checks(all, prints, limits));
  append(report.checks, attribution_checks(looks, report, limits));
  suppress_consequences(report.checks);
  trim(report.checks);
  return report;
}

}  // namespace sotto::checks
