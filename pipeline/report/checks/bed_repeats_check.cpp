#include <fmt/format.h>

#include <algorithm>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

/// A recording of the user's own is looped on purpose.
bool has_only_rain(const ListeningContext& context) {
  const contents::MadeProduction& made = context.made;
  const auto is_recording = [](const mix::AmbienceCue& cue) {
    return cue.change.bed && cue.change.bed->is_recording();
  };
  return has_bed(context) && !made.book.ambience.scene.bed.is_recording() &&
         std::none_of(made.timelines.begin(), made.timelines.end(), [&](const mix::Timeline& timeline) {
           return std::any_of(timeline.ambience.begin(), timeline.ambience.end(), is_recording);
         });
}

void judge_bed_repeats(const ListeningContext& context, contents::CheckReport& check) {
  const double limit = context.limits.at("ambience.repeated");
  check.limit = fmt::format("at most {:g} s", limit);
  double most = 0;
  for (const AnalyzedChapter& analyzed : context.chapters) {
    const analysis::ChapterAnalysis& chapter = analyzed.measured;
    most = std::max(most, chapter.repeated.length.value);
    if (chapter.repeated.length.value <= limit) continue;
    check.findings.push_back(fail(finding_at(analyzed, chapter.repeated.after,
                                             fmt::format("{:.0f} s of the bed come again after {:.2f} s",
                                                         chapter.repeated.length.value, chapter.repeated.after.value)),
                                  chapter.repeated.length.value));
  }
  check.number = most;
  finish(check, fmt::format("{:.1f} s", most));
}

}  // namespace

Check bed_repeats_check() {
  return {.id = "bed-repeats",
          .group = "ambience",
          .name = "The bed does not repeat itself",
          .meaning =
              "How much of the bed is heard a second time, by its autocorrelation: a loop, which annoys "
              "once it is noticed.",
          .hint = "Choose another `seed` in `ambience:`, or a longer recording as the bed.",
          .unit = "s",
          .limits = {{"ambience.repeated", 0, 3600, "s"}},
          .explained_by =
              {
                  {"hum", Reach::chapter},  // a tone repeats itself
              },
          .run = ListeningCheck{.judge = judge_bed_repeats, .applies = has_only_rain}};
}

}  // namespace sotto::checks
