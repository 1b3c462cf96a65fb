#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "annotate/document/book.h"
#include "report/checks/chapter_summary.h"
#include "report/checks/check_result.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

constexpr CheckText kUnsure = {
    "unsure-lines", "attribution", "Who speaks is known",
    "Lines whose speaker the annotator was not sure of, the least sure first. A line in the wrong voice is the worst "
    "fault a listener hears.",
    "Correct `who:` in the script, the least sure lines first; a line corrected settles its neighbours."};

constexpr CheckText kOneLine = {
    "speakers-with-one-line", "attribution", "Nobody speaks only once",
    "A speaker with a single line in a whole book is often another speaker by another name.",
    "If two names are one person, say so in the cast of book.yaml: `aliases:`."};

constexpr CheckText kThreeByTwo = {
    "three-read-by-two", "attribution", "No third speaker is swallowed",
    "A dialogue without tags, read by two voices in turn, of which several lines may well be a third person's.",
    "Look at the dialogue; name the speaker of one of its lines in the script."};

void look_for_unsure(const contents::ChapterReport& chapter, double confidence, ChapterSummary& look) {
  for (std::size_t l = 0; l < chapter.lines.size(); ++l) {
    const contents::LineReport& line = chapter.lines[l];
    if (!line.guessed) continue;
    ++look.guessed;
    if (line.corrected || line.confidence >= confidence) continue;
    contents::Finding& finding = look.unsure.emplace_back(
        finding_at(chapter, l,
                   fmt::format("{} {:.2f}{}", line.who, line.confidence,
                               line.second.empty() ? "" : fmt::format(", or else {}", line.second))));
    finding.value = line.confidence;
  }
}

contents::CheckReport check_unsure(const std::vector<ChapterSummary>& chapters, const Limits& limits) {
  const auto& limit = limits.attribution;
  contents::CheckReport check = begin_check(
      kUnsure, fmt::format("at most {:.0f} % under {:g}", limit.unsure_share * 100, limit.confidence), "share");
  std::size_t guessed = 0;
  for (const ChapterSummary& chapter : chapters) {
    guessed += chapter.guessed;
    check.findings.insert(check.findings.end(), chapter.unsure.begin(), chapter.unsure.end());
  }
  std::stable_sort(check.findings.begin(), check.findings.end(),
                   [](const contents::Finding& a, const contents::Finding& b) { return *a.value < *b.value; });
  const std::size_t unsure = check.findings.size();
  const double share = guessed > 0 ? static_cast<double>(unsure) / static_cast<double>(guessed) : 0;
  if (share > limit.unsure_share) {
    for (contents::Finding& finding : check.findings) finding.fails = true;
  }
  check.number = share;
  finish(check, fmt::format("{} of {} lines unsure", unsure, guessed));
  return check;
}

void look_for_single_lines(const contents::ChapterReport& chapter, ChapterSummary& look) {
  std::map<std::string_view, std::vector<std::size_t>> lines;
  for (std::size_t l = 0; l < chapter.lines.size(); ++l) lines[chapter.lines[l].who].push_back(l);
  for (const auto& [who, its] : lines) {
    if (its.size() == 1) look.single.emplace(who, finding_at(chapter, its.front(), {}));
  }
}

contents::CheckReport check_one_line(const std::vector<ChapterSummary>& chapters,
                                     const contents::ProductionReport& report) {
  contents::CheckReport check = begin_check(kOneLine);
  for (const contents::CastReport& speaker : report.cast) {
    if (speaker.lines != 1 || speaker.id == document::kNarrator) continue;
    for (const ChapterSummary& chapter : chapters) {
      const auto line = chapter.single.find(speaker.id);
      if (line == chapter.single.end()) continue;
      check.findings.push_back(line->second);
      check.findings.back().message = fmt::format("{} says only this", speaker.name);
    }
  }
  check.number = static_cast<double>(check.findings.size());
  finish(check, fmt::format("{} of {} do", check.findings.size(), counted(report.cast.size(), "speaker")));
  return check;
}

/// A run of speeches with at most one line of narration between two of them.
struct Dialogue {
  std::vector<std::size_t> lines;
  std::size_t last = 0;
};

void look_at(const Dialogue& dialogue, const contents::ChapterReport& chapter, double confidence,
             ChapterSummary& look) {
  constexpr std::size_t kFewestDoubts = 2;
  std::set<std::string> speakers;
  std::map<std::string, std::vector<std::size_t>> doubts;
  for (const std::size_t l : dialogue.lines) speakers.insert(chapter.lines[l].who);
  if (speakers.size() != 2) return;
  for (const std::size_t l : dialogue.lines) {
    const contents::LineReport& line = chapter.lines[l];
    if (!line.guessed || line.corrected || line.confidence >= confidence || line.second.empty()) continue;
    if (!speakers.contains(line.second)) doubts[line.second].push_back(l);
  }
  for (const auto& [third, lines] : doubts) {
    if (lines.size() < kFewestDoubts) continue;
    look.dialogues.push_back(
        finding_at(chapter, lines.front(),
                   fmt::format("of {} lines, {} may be {}'s", dialogue.lines.size(), lines.size(), third)));
  }
}

void look_for_dialogues(const contents::ChapterReport& chapter, double confidence, ChapterSummary& look) {
  Dialogue dialogue;
  for (std::size_t l = 0; l < chapter.lines.size(); ++l) {
    if (chapter.lines[l].who == document::kNarrator) continue;
    if (!dialogue.lines.empty() && l > dialogue.last + 2) {
      look_at(dialogue, chapter, confidence, look);
      dialogue = {};
    }
    dialogue.lines.push_back(l);
    dialogue.last = l;
  }
  look_at(dialogue, chapter, confidence, look);
}

contents::CheckReport check_three_by_two(const std::vector<ChapterSummary>& chapters) {
  contents::CheckReport check = begin_check(kThreeByTwo);
  for (const ChapterSummary& chapter : chapters) {
    check.findings.insert(check.findings.end(), chapter.dialogues.begin(), chapter.dialogues.end());
  }
  check.number = static_cast<double>(check.findings.size());
  finish(check, fmt::format("{} to look at", counted(check.findings.size(), "dialogue")));
  return check;
}

}  // namespace

void summarize_speakers(const contents::ChapterReport& told, const Limits& limits, ChapterSummary& look) {
  look_for_unsure(told, limits.attribution.confidence, look);
  look_for_single_lines(told, look);
  look_for_dialogues(told, limits.attribution.confidence, look);
}

std::vector<contents::CheckReport> attribution_checks(const std::vector<ChapterSummary>& chapters,
                                                      const contents::ProductionReport& report, const Limits& limits) {
  return {check_unsure(chapters, limits), check_one_line(chapters, report), check_three_by_two(chapters)};
}

}  // namespace sotto::checks
