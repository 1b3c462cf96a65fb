#include "report/check_production.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <utility>

#include "mix/chapter_mix.h"
#include "report/check_writing.h"
#include "report/describe.h"
#include "report/listen.h"
#include "report/listening_checks.h"
#include "report/script_checks.h"
#include "shared/crew.h"
#include "shared/text.h"

namespace sotto {

namespace {

std::vector<HeardChapter> listen_to_all(const MadeProduction& made, const TakeStore& store, const Limits& limits,
                                        int jobs, Progress& progress, const StopFlag& stop) {
  std::vector<HeardChapter> heard(made.chapters.size());
  std::vector<std::size_t> order(heard.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // The longest first, so that no worker is left with it at the end.
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return made.timelines[a].length > made.timelines[b].length; });
  std::int64_t total = 0;
  for (const Timeline& timeline : made.timelines) {
    total += static_cast<std::int64_t>(seconds(timeline.length, kMasterRate).value);
  }
  progress.begin("listen", total);
  const ListenSettings settings{made.book.ambience.bed != "none", limits.signal.click};
  Crew crew(std::min(jobs, static_cast<int>(order.size())));
  for (const std::size_t chapter : order) {
    crew.give([&, chapter] {
      MixSettings mix;
      mix.ambience.bed = "none";
      mix.levels = made.levels;
      const auto voices = mix_chapter(made.timelines[chapter], made.cast, store, mix);
      heard[chapter] =
          listen(made.chapters[chapter].master, made.timelines[chapter], *voices, store, settings, progress, stop);
    });
  }
  crew.finish();
  progress.finish(
      fmt::format("{}, {} of sound", counted(heard.size(), "chapter"), spoken_duration(static_cast<double>(total))));
  return heard;
}

/// What was heard of each line's takes, as the line's.
void tell_lines(const std::vector<HeardChapter>& heard, const MadeProduction& made, ProductionReport& report) {
  struct Sums {
    double speech = 0;
    double bed = 0;
    double time = 0;
    double bed_time = 0;
    Intelligibility understood;
    VoicePrint print;
  };
  const auto power = [](Lufs level) { return std::pow(10.0, level.value / 10); };
  for (std::size_t i = 0; i < heard.size(); ++i) {
    std::vector<Sums> sums(report.chapters[i].lines.size());
    for (std::size_t c = 0; c < heard[i].cues.size(); ++c) {
      const Cue& cue = made.timelines[i].cues[c];
      const HeardCue& take = heard[i].cues[c];
      if (cue.line == kTitle) continue;
      Sums& sum = sums[cue.line];
      sum.print.join(take.print);
      if (!take.found) continue;
      const double time = seconds(cue.end - cue.begin, kMasterRate).value;
      if (take.level) sum.speech += time * power(*take.level), sum.time += time;
      if (take.bed) sum.bed += time * power(*take.bed), sum.bed_time += time;
      sum.understood.join(take.understood);
    }
    for (std::size_t l = 0; l < sums.size(); ++l) {
      LineReport& line = report.chapters[i].lines[l];
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

/// Faults that bring others with them: what a cause explains is told as a note of the other check, not as a second
/// fault.
void explain_away(std::vector<CheckReport>& checks) {
  enum class Where { line, chapter };
  struct Cause {
    const char* cause;
    const char* effect;
    Where where;
  };
  constexpr std::array kCauses = {Cause{"channels", "loudness", Where::chapter},
                                  Cause{"channels", "speaker-levels", Where::chapter},
                                  Cause{"channels", "chapter-to-chapter", Where::chapter},
                                  Cause{"channels", "phase", Where::chapter},
                                  Cause{"channels", "intelligibility", Where::chapter},
                                  Cause{"speech-over-bed", "intelligibility", Where::line},
                                  Cause{"dropouts", "intelligibility", Where::line},
                                  Cause{"dropouts", "bed-gaps", Where::line},
                                  Cause{"clipping", "intelligibility", Where::line},
                                  Cause{"clipping", "speech-over-bed", Where::line},
                                  Cause{"clipping", "true-peak", Where::chapter},
                                  Cause{"cut-off", "durations", Where::line},
                                  Cause{"own-voice", "durations", Where::line}};
  const auto find = [&](const char* id) {
    return std::find_if(checks.begin(), checks.end(), [&](const CheckReport& c) { return c.id == id; });
  };
  for (const Cause& rule : kCauses) {
    const auto cause = find(rule.cause);
    const auto effect = find(rule.effect);
    if (cause == checks.end() || effect == checks.end() || cause->verdict != Verdict::failed ||
        effect->verdict != Verdict::failed) {
      continue;
    }
    for (Finding& finding : effect->findings) {
      const bool explained = std::any_of(cause->findings.begin(), cause->findings.end(), [&](const Finding& other) {
        return other.fails && other.chapter == finding.chapter &&
               (rule.where == Where::chapter || other.line == finding.line);
      });
      if (!finding.fails || !explained) continue;
      finding.fails = false;
      finding.message += fmt::format(" (see: {})", cause->name);
    }
    settle(*effect, effect->value);
  }
}

void append(std::vector<CheckReport>& checks, std::vector<CheckReport> more) {
  std::move(more.begin(), more.end(), std::back_inserter(checks));
}

}  // namespace

ProductionReport check_production(const MadeProduction& made, const TakeStore& store, const Limits& limits,
                                  const std::filesystem::path& folder, int jobs, Progress& progress,
                                  const StopFlag& stop) {
  std::vector<HeardChapter> heard = listen_to_all(made, store, limits, jobs, progress, stop);
  ProductionReport report = describe(made, folder);
  report.listened = true;
  for (std::size_t i = 0; i < heard.size(); ++i) {
    ChapterReport& chapter = report.chapters[i];
    // What was done to the sound when it was made cannot be heard.
    MasterMeasure measure = heard[i].measure;
    measure.gain = chapter.measure.gain;
    measure.limited = chapter.measure.limited;
    measure.limited_share = chapter.measure.limited_share;
    chapter.measure = measure;
    chapter.momentary = std::move(heard[i].momentary);
    chapter.short_term = heard[i].short_term;
    chapter.speech_peaks = std::move(heard[i].speech_peaks);
    chapter.bed_peaks = std::move(heard[i].bed_peaks);
  }
  tell_lines(heard, made, report);
  const Heard all{made, report, heard};
  const VoicePrints prints = collect_prints(all);
  report.distances = voice_distances(made, prints);
  report.deliveries = compare_deliveries(all, prints);
  for (CastReport& speaker : report.cast) {
    const auto plain = prints.find({speaker.id, ""});
    if (plain == prints.end()) continue;
    speaker.pitch = plain->second.pitch();
    const auto low = plain->second.pitch(0.1);
    const auto high = plain->second.pitch(0.9);
    if (low && high) speaker.pitch_range = 12 * std::log2(high->value / low->value);
  }

  append(report.checks, completeness_checks(made, report, limits));
  append(report.checks, place_checks(all, limits));
  append(report.checks, signal_checks(all, limits));
  append(report.checks, master_checks(report, made.profile, limits));
  append(report.checks, level_checks(all, limits));
  append(report.checks, ambience_checks(all, limits));
  report.checks.push_back(intelligibility_check(all, limits));
  append(report.checks, voice_checks(all, prints, limits));
  append(report.checks, attribution_checks(report, limits));
  explain_away(report.checks);
  trim(report.checks);
  return report;
}

}  // namespace sotto
