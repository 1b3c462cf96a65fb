#pragma once

/// A production of one chapter and its analysis, as they should be, for tests of single checks to spoil.

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "report/checks/check_registry.h"
#include "report/checks/findings.h"

namespace sotto::checks {

/// What a check says, as short as a test reads it.
struct Outcome {
  contents::CheckReport report;

  contents::Verdict verdict() const { return report.verdict; }
  /// The lines that it names, failing ones first; 999: none.
  std::vector<std::size_t> lines() const {
    std::vector<std::size_t> all;
    for (const contents::Finding& finding : report.findings) all.push_back(finding.line.value_or(999));
    return all;
  }
  std::vector<std::string> messages() const {
    std::vector<std::string> all;
    for (const contents::Finding& finding : report.findings) all.push_back(finding.message);
    return all;
  }
};

inline const Check& check_named(const std::string& id) {
  const Check* check = built_in_checks().find(id);
  if (check == nullptr) throw std::logic_error("there is no check " + id);
  return *check;
}

/// Lines of one sentence each, 2 s long and 1 s apart, the first at 1 s; their takes lie in the master where they were
/// planned.
class CheckedProduction {
 public:
  explicit CheckedProduction(const std::vector<std::string>& speakers) {
    made.command = "sotto produce story";
    made.timelines.resize(1);
    made.chapters.resize(1);
    contents::ChapterReport& chapter = report.chapters.emplace_back();
    chapter.number = 1;
    chapter.title = "One";
    measured.measure.duration = chapter.measure.duration = Seconds{3.0 * static_cast<double>(speakers.size()) + 1};
    measured.measure.loudness = chapter.measure.loudness = Lufs{-18};
    for (const std::string& who : speakers) {
      const std::size_t index = chapter.lines.size();
      contents::LineReport& line = chapter.lines.emplace_back();
      line.who = who;
      made.cast.voices[who].name = who;
      line.text = "Nothing is very far away.";
      line.place = "story.md:" + std::to_string(index + 1) + ":1";
      line.begin = Seconds{1 + 3.0 * static_cast<double>(index)};
      line.end = line.begin + Seconds{2};
      line.takes = {"take-" + std::to_string(index)};
      mix::Cue& cue = timeline().cues.emplace_back();
      cue.line = cue.sentence = index;
      cue.who = who;
      cue.take = line.takes.front();
      cue.begin = frames(line.begin, kMasterRate);
      cue.end = frames(line.end, kMasterRate);
      analysis::CueAnalysis& take = measured.cues.emplace_back();
      take.found = true;
      take.gain = 1;
      take.peak = 0.1;
      take.level = Lufs{-18};
    }
    timeline().length = frames(chapter.measure.duration, kMasterRate);
  }

  mix::Timeline& timeline() { return made.timelines.front(); }
  contents::ChapterReport& chapter() { return report.chapters.front(); }
  contents::LineReport& line(std::size_t index) { return chapter().lines[index]; }
  analysis::CueAnalysis& take(std::size_t index) { return measured.cues[index]; }
  /// Of so many lines another delivery.
  void deliver(std::size_t index, const std::string& how) { line(index).how = timeline().cues[index].how = how; }

  ListeningContext context() {
    ListeningContext all{made, report, limits};
    all.chapters.push_back({made.timelines.front(), report.chapters.front(), measured});
    all.voices = voices;
    return all;
  }

  Outcome listen(const std::string& id) {
    Outcome outcome;
    std::get<ListeningCheck>(check_named(id).run).judge(context(), outcome.report);
    return outcome;
  }

  /// A quick check of the chapter; of its sentences, as they were spoken.
  Outcome quick(const std::string& id) {
    const QuickCheck& check = std::get<QuickCheck>(check_named(id).run);
    CheckSummary summary;
    if (check.summarize != nullptr) {
      summary = check.summarize({made.manuscript, script, synthesized, made.timelines.front(), chapter()}, limits);
    }
    const contents::LinesOf lines_of = [&](std::size_t index) { return report.chapters[index].lines; };
    Outcome outcome;
    check.judge({report, made.profile, lines_of, limits, {&summary}}, outcome.report);
    return outcome;
  }

  contents::MadeProduction made;
  contents::ProductionReport report;
  analysis::ChapterAnalysis measured;
  script::ScriptChapter script;
  synthesis::SynthesizedChapter synthesized;
  VoiceFeaturesBySpeaker voices;
  Limits limits;
};

}  // namespace sotto::checks
