#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "annotate/document/book.h"
#include "report/checks/check.h"
#include "report/checks/findings.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

/// The lines of those who speak once in the chapter; the message of each is the speaker's id.
CheckSummary summarize(const PlannedChapter& chapter, const Limits& /*limits*/) {
  const std::vector<contents::LineReport>& lines = chapter.report.lines;
  std::map<std::string_view, std::vector<std::size_t>> by_speaker;
  for (std::size_t l = 0; l < lines.size(); ++l) by_speaker[lines[l].who].push_back(l);
  CheckSummary summary;
  for (const auto& [who, its] : by_speaker) {
    if (its.size() == 1) summary.findings.push_back(finding_at(chapter.report, its.front(), std::string(who)));
  }
  return summary;
}

void judge_speakers_with_one_line(const QuickContext& context, contents::CheckReport& check) {
  const std::vector<contents::CastReport>& cast = context.report.cast;
  for (const contents::CastReport& speaker : cast) {
    if (speaker.lines != 1 || speaker.id == document::kNarrator) continue;
    for (const CheckSummary* chapter : context.chapters) {
      const std::vector<contents::Finding>& lines = chapter->findings;
      const auto line = std::find_if(lines.begin(), lines.end(),
                                     [&](const contents::Finding& finding) { return finding.message == speaker.id; });
      if (line == lines.end()) continue;
      check.findings.push_back(*line);
      check.findings.back().message = fmt::format("{} says only this", speaker.name);
    }
  }
  check.number = static_cast<double>(check.findings.size());
  finish(check, fmt::format("{} of {} do", check.findings.size(), counted(cast.size(), "speaker")));
}

}  // namespace

Check speakers_with_one_line_check() {
  return {.id = "speakers-with-one-line",
          .group = "attribution",
          .name = "Nobody speaks only once",
          .meaning = "A speaker with a single line in a whole book is often another speaker by another name.",
          .hint = "If two names are one person, say so in the cast of book.yaml: `aliases:`.",
          .run = QuickCheck{.summarize = summarize, .judge = judge_speakers_with_one_line}};
}

}  // namespace sotto::checks
