#include "report/checks/check_context.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/checks/check_result.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

constexpr CheckText kMasters = {
    "masters", "complete", "Every master is whole and up to date",
    "Each chapter's file can be read to its end, holds that chapter, and was made of the script, the voices, the "
    "ambience "
    "and the profile as they are now. One that is not so cannot be listened to: nothing else is said of it.",
    ""};

}  // namespace

contents::Finding finding_at(const AnalyzedChapter& chapter, Seconds time, std::string message) {
  contents::Finding finding = finding_in(chapter.report, std::move(message));
  finding.time = time;
  std::optional<std::size_t> last;
  for (std::size_t c = 0; c < chapter.heard.cues.size(); ++c) {
    if (!chapter.heard.cues[c].found || seconds(chapter.begin_of(c), kMasterRate).value > time.value) continue;
    if (!last || chapter.begin_of(c) >= chapter.begin_of(*last)) last = c;
  }
  if (!last || chapter.timeline.cues[*last].line == synthesis::kTitle) return finding;
  finding.line = chapter.timeline.cues[*last].line;
  finding.place = chapter.report.lines[*finding.line].place;
  return finding;
}

contents::CheckReport masters_check(const contents::MadeProduction& made, const contents::ProductionReport& report) {
  contents::CheckReport check = begin_check(kMasters, "all of them");
  check.hint = fmt::format("Make it again: {}", made.command);
  // What is chosen for one run is known to that run alone.
  const auto other_edition = [](const contents::MadeChapter& chapter) {
    return std::any_of(chapter.outdated.begin(), chapter.outdated.end(), [](const std::string& why) {
      return why == "the ambience changed" || why == "the delivery profile changed";
    });
  };
  if (std::any_of(made.chapters.begin(), made.chapters.end(), other_edition)) {
    check.hint += "; or, if it was made with --profile or --dry, check it with the same";
  }
  for (const contents::ChapterReport& chapter : report.chapters) {
    // What kind of file it is belongs to another check.
    if (chapter.unheard.empty() || (chapter.form && *chapter.form != publish::form_of(made.profile))) continue;
    check.findings.push_back(fail(finding_in(chapter, chapter.unheard)));
  }
  check.number = static_cast<double>(check.findings.size());
  finish(check,
         fmt::format("{}, {} to be made again", counted(report.chapters.size(), "master"), check.findings.size()));
  return check;
}

}  // namespace sotto::checks
