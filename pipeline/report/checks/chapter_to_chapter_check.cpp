#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/checks/check.h"
#include "report/checks/findings.h"
#include "report/checks/loudness_target.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

/// The chapter that stands out is the one that is further from the middle one. Chapters whose RMS level does not let
/// them have the profile's loudness cannot be helped, and are left out.
void judge_chapter_to_chapter(const QuickContext& context, contents::CheckReport& check) {
  const publish::DeliveryProfile& profile = context.profile;
  const double limit = context.limits.at("loudness.between_chapters");
  check.limit = fmt::format("at most {:g} LU", limit);
  const auto loudness = [](const contents::ChapterReport* chapter) { return chapter->measure.loudness.value; };
  std::vector<const contents::ChapterReport*> chapters;
  std::size_t held_back = 0;
  for (const contents::ChapterReport& chapter : context.report.chapters) {
    if (!chapter.measured() || chapter.line_count() == 0) continue;
    const bool off = std::fabs(loudness(&chapter) - profile.loudness.value) > profile.tolerance.value;
    if (off && has_target_loudness(chapter, profile)) {
      ++held_back;
    } else {
      chapters.push_back(&chapter);
    }
  }
  if (chapters.size() < 2) {
    skip(check, "there are no two chapters to compare");
    return;
  }
  std::stable_sort(chapters.begin(), chapters.end(), [&](auto* a, auto* b) { return loudness(a) < loudness(b); });
  const double middle = (loudness(chapters[(chapters.size() - 1) / 2]) + loudness(chapters[chapters.size() / 2])) / 2;
  const contents::ChapterReport* softest = chapters.front();
  const contents::ChapterReport* loudest = chapters.back();
  const double difference = loudness(loudest) - loudness(softest);
  // Half a hundredth for what rounding does.
  if (difference > limit + 0.005) {
    // Of two, the one that is further from what is asked.
    const double reference = chapters.size() > 2 ? middle : profile.loudness.value;
    const bool above = loudness(loudest) - reference >= reference - loudness(softest);
    check.findings.push_back(
        fail(finding_in(above ? *loudest : *softest,
                        fmt::format("{:.2f} LU {} than chapter {}", difference, above ? "louder" : "softer",
                                    (above ? softest : loudest)->number)),
             difference));
  }
  check.number = difference;
  std::string value = fmt::format("{:.2f} LU", difference);
  if (held_back > 0) value += fmt::format("; {} left out, held by the RMS level", counted(held_back, "chapter"));
  finish(check, std::move(value));
}

}  // namespace

Check chapter_to_chapter_check() {
  return {.id = "chapter-to-chapter",
          .group = "loudness",
          .name = "Chapters are as loud as one another",
          .meaning =
              "The difference between the loudest and the softest chapter: nobody should reach for the "
              "volume between two.",
          .hint = "Run produce again for the chapters that stand out.",
          .unit = "LU",
          .limits = {{"loudness.between_chapters", 0, 20, "LU"}},
          .explained_by =
              {
                  {"channels", Reach::chapter},     // without one channel, half of the sound is missing
                  {"line-levels", Reach::chapter},  // one that makes a short chapter so
                  {"loudness", Reach::chapter},     // the chapter that is off stands out of the others
              },
          .run = QuickCheck{.judge = judge_chapter_to_chapter}};
}

}  // namespace sotto::checks
