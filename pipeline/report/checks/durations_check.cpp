#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "report/analysis/median.h"
#include "report/checks/check.h"
#include "report/checks/findings.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

/// Seconds; 0 where the line is too short to tell: short lines are all pause and stress.
double time_per_letter(const contents::LineReport& line) {
  constexpr std::size_t kShortest = 24;
  std::size_t letters = 0;
  double time = 0;
  for (const contents::WordReport& word : line.words) {
    letters += count_code_points(word.text);
    time += (word.end - word.begin).value;
  }
  return letters >= kShortest ? time / static_cast<double>(letters) : 0;
}

/// The title takes part in no rate: it is short, and announced.
CheckSummary summarize(const PlannedChapter& chapter, const Limits& /*limits*/) {
  CheckSummary summary;
  const std::vector<contents::LineReport>& lines = chapter.report.lines;
  std::map<std::pair<std::string, std::string>, std::uint32_t> voices;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    const double per_letter = time_per_letter(lines[l]);
    if (per_letter <= 0) continue;
    const auto [voice, first] =
        voices.try_emplace({lines[l].who, lines[l].how}, static_cast<std::uint32_t>(summary.voices.size()));
    if (first) summary.voices.push_back(voice->first);
    summary.values.push_back({static_cast<std::uint32_t>(l), voice->second, per_letter});
  }
  return summary;
}

void judge_durations(const QuickContext& context, contents::CheckReport& check) {
  const double slowest = context.limits.at("complete.slowest");
  const double fastest = context.limits.at("complete.fastest");
  check.limit = fmt::format("between 1/{:g} and {:g} times the usual", fastest, slowest);
  struct TimedLine {
    std::size_t chapter = 0;
    std::size_t line = 0;
    double per_letter = 0;
  };
  std::map<std::pair<std::string, std::string>, std::vector<TimedLine>> voices;
  for (std::size_t i = 0; i < context.chapters.size(); ++i) {
    const CheckSummary& chapter = *context.chapters[i];
    for (const LineValue& line : chapter.values) {
      voices[chapter.voices[line.voice]].push_back({i, line.line, line.value});
    }
  }
  double worst = 1;
  for (const auto& [voice, lines] : voices) {
    std::vector<double> per_letter;
    for (const TimedLine& line : lines) per_letter.push_back(line.per_letter);
    const double usual = analysis::median(std::move(per_letter));
    for (const TimedLine& line : lines) {
      const double ratio = line.per_letter / usual;
      if (std::max(ratio, 1 / ratio) > std::max(worst, 1 / worst)) worst = ratio;
      if (ratio <= slowest && ratio * fastest >= 1) continue;
      contents::ChapterReport chapter;
      chapter.number = context.report.chapters[line.chapter].number;
      chapter.lines = context.lines_of(line.chapter);
      const std::string message = fmt::format("takes {:.2f} times as long as the speaker usually needs", ratio);
      check.findings.push_back(fail(finding_at(chapter, line.line, message), ratio));
    }
  }
  check.number = worst;
  finish(check, fmt::format("furthest from the usual: {:.2f} times", worst));
}

}  // namespace

Check durations_check() {
  return {.id = "durations",
          .group = "complete",
          .name = "Lines take the time that they need",
          .meaning =
              "A line that takes far more or far less time than its speaker needs for that many words was "
              "misread: spelled out, or cut short.",
          .hint = "Listen to the line; write numbers and abbreviations out, or set a pronunciation.",
          .unit = "times the usual",
          .limits = {{"complete.slowest", 1, 100, "times the usual"}, {"complete.fastest", 1, 100, "times the usual"}},
          .explained_by =
              {
                  {"cut-off", Reach::line},    // what was cut off is not spoken
                  {"own-voice", Reach::line},  // another's voice has another pace
              },
          .run = QuickCheck{.summarize = summarize, .judge = judge_durations}};
}

}  // namespace sotto::checks
