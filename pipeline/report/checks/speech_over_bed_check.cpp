#include <fmt/format.h>

#include <algorithm>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

void judge_speech_over_bed(const ListeningContext& context, contents::CheckReport& check) {
  const double limit = context.limits.at("ambience.speech_over_bed");
  const double short_slack = context.limits.at("ambience.short_slack");
  check.limit = fmt::format("at least {:g} LU", limit);
  for (const AnalyzedChapter& analyzed : context.chapters) {
    const contents::ChapterReport& chapter = analyzed.report;
    for (std::size_t l = 0; l < chapter.lines.size(); ++l) {
      const auto& over = chapter.lines[l].over_bed;
      if (!over) continue;
      check.number = std::min(over->value, check.number.value_or(over->value));
      if (over->value >= limit) continue;
      const Seconds length = chapter.lines[l].end - chapter.lines[l].begin;
      const double slack = length.value < 1 ? short_slack : 0;
      contents::Finding finding = finding_at(chapter, l, fmt::format("{:.1f} LU over the bed", over->value));
      finding.value = over->value;
      finding.fails = over->value < limit - slack;
      check.findings.push_back(std::move(finding));
    }
  }
  std::stable_sort(check.findings.begin(), check.findings.end(),
                   [](const contents::Finding& a, const contents::Finding& b) { return *a.value < *b.value; });
  if (!check.number) {
    skip(check, "there is no bed");
    return;
  }
  finish(check, fmt::format("lowest: {:.1f} LU", *check.number));
}

}  // namespace

Check speech_over_bed_check() {
  return {.id = "speech-over-bed",
          .group = "ambience",
          .name = "Speech stands above the bed",
          .meaning = "For each line, the loudness of the speech over that of everything else meanwhile.",
          .hint =
              "Lower `ambience: level`, or raise `duck`, in book.yaml; for a single delivery raise its level in "
              "the voice.",
          .unit = "LU",
          .limits = {{"ambience.speech_over_bed", 0, 60, "LU"}, {"ambience.short_slack", 0, 60, "LU"}},
          .explained_by =
              {
                  {"channels", Reach::chapter},     // without one channel, half of the sound is missing
                  {"clipping", Reach::line, true},  // a line that is cut flat is softer
                  {"line-levels", Reach::line},     // a line that is far too loud or soft
                  {"bed-level", Reach::beside},     // a bed that was made louder or softer
              },
          .run = ListeningCheck{.judge = judge_speech_over_bed, .applies = has_bed}};
}

}  // namespace sotto::checks
