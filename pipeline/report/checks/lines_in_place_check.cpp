#include <fmt/format.h>

#include <optional>
#include <set>
#include <utility>

#include "report/checks/check.h"
#include "report/checks/cue_order.h"
#include "report/checks/findings.h"
#include "shared/audio.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

/// The cues that were moved. Of two lines that have only changed places with one another, both.
std::vector<bool> moved(const AnalyzedChapter& chapter) {
  const std::vector<mix::Cue>& cues = chapter.timeline.cues;
  const std::vector<bool> order = in_order(chapter.timeline, chapter.measured);
  std::vector<bool> result(order.size());
  for (std::size_t m = 0; m < order.size(); ++m) {
    if (order[m]) continue;
    result[m] = true;
    std::set<std::size_t> passed;  ///< lines that it has come to the other side of
    for (std::size_t c = 0; c < order.size(); ++c) {
      const bool turned = (c < m) != (chapter.begin_of(c) <= chapter.begin_of(m));
      if (chapter.measured.cues[c].found && c != m && turned) passed.insert(cues[c].line);
    }
    if (passed.size() != 1) continue;
    for (std::size_t c = 0; c < order.size(); ++c) {
      if (chapter.measured.cues[c].found && cues[c].line == *passed.begin()) result[c] = true;
    }
  }
  return result;
}

void judge_lines_in_place(const ListeningContext& context, contents::CheckReport& check) {
  check.limit = "all of them";
  std::size_t takes = 0;
  std::size_t wrong = 0;
  for (const AnalyzedChapter& chapter : context.chapters) {
    const std::vector<mix::Cue>& cues = chapter.timeline.cues;
    const std::vector<analysis::CueAnalysis>& found = chapter.measured.cues;
    std::optional<std::size_t> last_line;
    const auto complain = [&](std::size_t cue, std::string message) {
      ++wrong;
      // A line of several takes is named once.
      if (last_line == cues[cue].line) return;
      last_line = cues[cue].line;
      check.findings.push_back(fail(finding_at_cue(chapter, cue, std::move(message))));
    };
    takes += cues.size();
    const std::vector<bool> out = moved(chapter);
    // What a file that ends too early has lost is told once.
    std::size_t end = cues.size();
    const auto lost = [&](std::size_t c) {
      return !found[c].found && seconds(cues[c].end + found[c].shift, kMasterRate) > chapter.measured.measure.duration;
    };
    while (end > 0 && lost(end - 1)) --end;
    for (std::size_t c = 0; c < end; ++c) {
      if (found[c].again) {
        complain(c, "is heard twice");
      } else if (!found[c].found) {
        complain(c, "is not heard in the master");
      } else if (out[c]) {
        complain(c, fmt::format("is heard at another place, {:+.1f} s from its own",
                                seconds(found[c].shift, kMasterRate).value));
      }
    }
    if (end == cues.size()) continue;
    last_line.reset();
    complain(end, fmt::format("the master ends here, after {:.1f} of {:.1f} s; this take and {} more are not in it",
                              chapter.measured.measure.duration.value,
                              seconds(chapter.timeline.length, kMasterRate).value, cues.size() - end - 1));
    wrong += cues.size() - end - 1;
  }
  check.number = static_cast<double>(wrong);
  finish(check, fmt::format("{}, {} not at {} place", counted(takes, "take"), wrong, wrong == 1 ? "its" : "their"));
}

}  // namespace

Check lines_in_place_check() {
  return {.id = "lines-in-place",
          .group = "complete",
          .name = "Every line is heard at its place",
          .meaning =
              "Each take is looked for in the master where the script has it, by its own sound. A line that "
              "is not there was dropped, cut, or swapped with another.",
          .hint = "Run produce again with --verify, which makes anew what was altered.",
          .run = ListeningCheck{.judge = judge_lines_in_place}};
}

}  // namespace sotto::checks
