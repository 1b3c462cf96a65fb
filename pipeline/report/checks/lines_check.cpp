#include <fmt/format.h>

#include "report/checks/check.h"
#include "report/checks/findings.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

/// Every line has its takes, and each take stands in the timeline, once and in order.
CheckSummary summarize(const PlannedChapter& chapter, const Limits& /*limits*/) {
  const std::vector<synthesis::SynthesizedSentence>& sentences = chapter.synthesized.sentences;
  const std::vector<contents::LineReport>& lines = chapter.report.lines;
  CheckSummary summary;
  const auto complain = [&](std::size_t line, std::string message) {
    summary.findings.push_back(fail(finding_at_line_or_title(chapter.report, line, std::move(message))));
  };
  std::vector<std::size_t> placed(sentences.size());
  std::int64_t now = 0;
  for (const mix::Cue& cue : chapter.timeline.cues) {
    ++placed[cue.sentence];
    if (cue.begin < now) complain(cue.line, "begins before the take before it has ended");
    if (cue.take != sentences[cue.sentence].take) complain(cue.line, "another take stands at its place");
    now = cue.end;
  }
  std::vector<bool> has_sentence(lines.size());
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    const synthesis::SynthesizedSentence& sentence = sentences[s];
    if (sentence.line != synthesis::kTitle) has_sentence[sentence.line] = true;
    if (sentence.take.empty()) {
      complain(sentence.line, "the engine could not say it");
    } else if (placed[s] != 1) {
      complain(sentence.line, fmt::format("stands {} times in the chapter", placed[s]));
    }
  }
  for (std::size_t l = 0; l < lines.size(); ++l) {
    if (!has_sentence[l] && !words_of(lines[l].text).empty()) complain(l, "has no take");
  }
  return summary;
}

void judge_lines(const QuickContext& context, contents::CheckReport& check) {
  check.limit = "none missing";
  std::size_t lines = 0;
  for (std::size_t i = 0; i < context.chapters.size(); ++i) {
    const CheckSummary& chapter = *context.chapters[i];
    check.findings.insert(check.findings.end(), chapter.findings.begin(), chapter.findings.end());
    lines += context.report.chapters[i].line_count();
  }
  check.number = static_cast<double>(check.findings.size());
  finish(check, fmt::format("{}, {} missing", counted(lines, "line"), check.findings.size()));
}

}  // namespace

Check lines_check() {
  return {.id = "lines",
          .group = "complete",
          .name = "Every line is performed",
          .meaning =
              "Every line of the script that has something to say has its takes, every take stands in the "
              "chapter's timeline, once, and in the order of the story.",
          .hint = "Look at what the engine said of the line when it was performed; rewrite it, or run produce again.",
          .run = QuickCheck{.summarize = summarize, .judge = judge_lines}};
}

}  // namespace sotto::checks
