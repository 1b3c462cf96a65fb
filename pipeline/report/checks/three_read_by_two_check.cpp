#include <fmt/format.h>

#include <map>
#include <set>

#include "annotate/document/book.h"
#include "report/checks/check.h"
#include "report/checks/findings.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

/// A run of speeches with at most one line of narration between two of them.
struct Dialogue {
  std::vector<std::size_t> lines;
  std::size_t last = 0;
};

/// Adds a finding for each third speaker whom several unsure lines of the two may belong to.
void add_findings(const Dialogue& dialogue, const contents::ChapterReport& chapter, double confidence,
                  CheckSummary& summary) {
  constexpr std::size_t kFewest = 2;
  std::set<std::string> speakers;
  std::map<std::string, std::vector<std::size_t>> unsure;
  for (const std::size_t l : dialogue.lines) speakers.insert(chapter.lines[l].who);
  if (speakers.size() != 2) return;
  for (const std::size_t l : dialogue.lines) {
    const contents::LineReport& line = chapter.lines[l];
    if (!line.guessed || line.corrected || line.confidence >= confidence || line.second.empty()) continue;
    if (!speakers.contains(line.second)) unsure[line.second].push_back(l);
  }
  for (const auto& [third, lines] : unsure) {
    if (lines.size() < kFewest) continue;
    const std::string message = fmt::format("of {} lines, {} may be {}'s", dialogue.lines.size(), lines.size(), third);
    summary.findings.push_back(finding_at(chapter, lines.front(), message));
  }
}

CheckSummary count_missed_speakers(const PlannedChapter& chapter, const Limits& limits) {
  const double confidence = limits.at("attribution.confidence");
  const std::vector<contents::LineReport>& lines = chapter.report.lines;
  CheckSummary summary;
  Dialogue dialogue;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    if (lines[l].who == document::kNarrator) continue;
    if (!dialogue.lines.empty() && l > dialogue.last + 2) {
      add_findings(dialogue, chapter.report, confidence, summary);
      dialogue = {};
    }
    dialogue.lines.push_back(l);
    dialogue.last = l;
  }
  add_findings(dialogue, chapter.report, confidence, summary);
  return summary;
}

void judge_three_read_by_two(const QuickContext& context, contents::CheckReport& check) {
  for (const CheckSummary* chapter : context.chapters) {
    check.findings.insert(check.findings.end(), chapter->findings.begin(), chapter->findings.end());
  }
  check.number = static_cast<double>(check.findings.size());
  finish(check, fmt::format("{} to look at", counted(check.findings.size(), "dialogue")));
}

}  // namespace

Check three_read_by_two_check() {
  return {.id = "three-read-by-two",
          .group = "attribution",
          .name = "No third speaker is missed",
          .meaning =
              "A dialogue without tags, read by two voices in turn, of which several lines may well be a "
              "third person's.",
          .hint = "Look at the dialogue; name the speaker of one of its lines in the script.",
          .run = QuickCheck{.summarize = count_missed_speakers, .judge = judge_three_read_by_two}};
}

}  // namespace sotto::checks
