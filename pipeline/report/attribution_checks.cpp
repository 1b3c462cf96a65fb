#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "annotate/book.h"
#include "report/check_writing.h"
#include "report/script_checks.h"
#include "shared/text.h"

namespace sotto {

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

CheckReport check_unsure(const ProductionReport& report, const Limits& limits) {
  const auto& limit = limits.attribution;
  CheckReport check = begin_check(
      kUnsure, fmt::format("at most {:.0f} % under {:g}", limit.unsure_share * 100, limit.confidence), "share");
  std::size_t guessed = 0;
  for (const ChapterReport& chapter : report.chapters) {
    for (std::size_t l = 0; l < chapter.lines.size(); ++l) {
      const LineReport& line = chapter.lines[l];
      if (!line.guessed) continue;
      ++guessed;
      if (line.corrected || line.confidence >= limit.confidence) continue;
      Finding finding = finding_at(chapter, l,
                                   fmt::format("{} {:.2f}{}", line.who, line.confidence,
                                               line.second.empty() ? "" : fmt::format(", or else {}", line.second)));
      finding.value = line.confidence;
      check.findings.push_back(std::move(finding));
    }
  }
  std::stable_sort(check.findings.begin(), check.findings.end(),
                   [](const Finding& a, const Finding& b) { return *a.value < *b.value; });
  const std::size_t unsure = check.findings.size();
  const double share = guessed > 0 ? static_cast<double>(unsure) / static_cast<double>(guessed) : 0;
  if (share > limit.unsure_share) {
    for (Finding& finding : check.findings) finding.fails = true;
  }
  check.number = share;
  settle(check, fmt::format("{} of {} lines unsure", unsure, guessed));
  return check;
}

CheckReport check_one_line(const ProductionReport& report) {
  CheckReport check = begin_check(kOneLine);
  for (const CastReport& speaker : report.cast) {
    if (speaker.lines != 1 || speaker.id == kNarrator) continue;
    for (const ChapterReport& chapter : report.chapters) {
      const auto line = std::find_if(chapter.lines.begin(), chapter.lines.end(),
                                     [&](const LineReport& l) { return l.who == speaker.id; });
      if (line == chapter.lines.end()) continue;
      check.findings.push_back(finding_at(chapter, static_cast<std::size_t>(line - chapter.lines.begin()),
                                          fmt::format("{} says only this", speaker.name)));
    }
  }
  check.number = static_cast<double>(check.findings.size());
  settle(check, fmt::format("{} of {} do", check.findings.size(), counted(report.cast.size(), "speaker")));
  return check;
}

/// A run of speeches with at most one line of narration between two of them.
struct Dialogue {
  std::vector<std::size_t> lines;
  std::size_t last = 0;
};

void look_at(const Dialogue& dialogue, const ChapterReport& chapter, double confidence, CheckReport& check) {
  constexpr std::size_t kFewestDoubts = 2;
  std::set<std::string> speakers;
  std::map<std::string, std::vector<std::size_t>> doubts;
  for (const std::size_t l : dialogue.lines) speakers.insert(chapter.lines[l].who);
  if (speakers.size() != 2) return;
  for (const std::size_t l : dialogue.lines) {
    const LineReport& line = chapter.lines[l];
    if (!line.guessed || line.corrected || line.confidence >= confidence || line.second.empty()) continue;
    if (!speakers.contains(line.second)) doubts[line.second].push_back(l);
  }
  for (const auto& [third, lines] : doubts) {
    if (lines.size() < kFewestDoubts) continue;
    check.findings.push_back(
        finding_at(chapter, lines.front(),
                   fmt::format("of {} lines, {} may be {}'s", dialogue.lines.size(), lines.size(), third)));
  }
}

CheckReport check_three_by_two(const ProductionReport& report, const Limits& limits) {
  CheckReport check = begin_check(kThreeByTwo);
  for (const ChapterReport& chapter : report.chapters) {
    Dialogue dialogue;
    for (std::size_t l = 0; l < chapter.lines.size(); ++l) {
      if (chapter.lines[l].who == kNarrator) continue;
      if (!dialogue.lines.empty() && l > dialogue.last + 2) {
        look_at(dialogue, chapter, limits.attribution.confidence, check);
        dialogue = {};
      }
      dialogue.lines.push_back(l);
      dialogue.last = l;
    }
    look_at(dialogue, chapter, limits.attribution.confidence, check);
  }
  check.number = static_cast<double>(check.findings.size());
  settle(check, fmt::format("{} to look at", counted(check.findings.size(), "dialogue")));
  return check;
}

}  // namespace

std::vector<CheckReport> attribution_checks(const ProductionReport& report, const Limits& limits) {
  return {check_unsure(report, limits), check_one_line(report), check_three_by_two(report, limits)};
}

}  // namespace sotto
