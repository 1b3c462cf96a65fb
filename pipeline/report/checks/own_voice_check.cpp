#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

/// A line, with the features of all its takes.
struct LineFeatures {
  std::size_t chapter = 0;  ///< index into ListeningContext::chapters
  std::size_t line = 0;
  analysis::VoiceFeatures voice;
};

std::vector<LineFeatures> features_of_lines(const std::vector<AnalyzedChapter>& chapters) {
  std::vector<LineFeatures> lines;
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    const std::vector<mix::Cue>& cues = chapters[i].timeline.cues;
    for (std::size_t c = 0; c < cues.size(); ++c) {
      if (cues[c].line == synthesis::kTitle) continue;
      if (lines.empty() || lines.back().chapter != i || lines.back().line != cues[c].line) {
        lines.push_back({i, cues[c].line, {}});
      }
      lines.back().voice.join(chapters[i].measured.cues[c].voice);
    }
  }
  return lines;
}

void judge_own_voice(const ListeningContext& context, contents::CheckReport& check) {
  constexpr Seconds kEnough{0.6};  ///< of a line, to know a voice by
  /// Of the speaker's other lines. With less, one line whose pitch is taken for another octave's is most of it: in a
  /// story of eleven lines a bass came 2.1 steps nearer to the narrator.
  constexpr Seconds kReference{5};
  const double limit = context.limits.at("voices.other_speaker");
  check.limit = fmt::format("at most {:g} steps nearer to another", limit);
  std::map<std::string, analysis::VoiceFeatures> speakers;
  for (const auto& [voice, features] : context.voices) {
    speakers.try_emplace(voice.first, features_of(context.voices, voice.first));
  }
  const auto voice_name = [&](const std::string& who) -> const std::string& {
    return context.made.cast.voice_of(who).name;
  };
  double worst = -99;
  for (const LineFeatures& line : features_of_lines(context.chapters)) {
    const contents::ChapterReport& chapter = context.chapters[line.chapter].report;
    const contents::LineReport& report = chapter.lines[line.line];
    if (line.voice.speech().value < kEnough.value) continue;
    analysis::VoiceFeatures own = context.voices.at({report.who, report.how});
    own.part(line.voice);
    if (own.speech().value < kReference.value) continue;
    const double to_own = analysis::distance(line.voice, own).distance;
    for (const auto& [who, voice] : speakers) {
      if (who == report.who || voice_name(who) == voice_name(report.who)) continue;
      const double nearer = to_own - analysis::distance(line.voice, voice).distance;
      worst = std::max(worst, nearer);
      if (nearer <= limit) continue;
      check.findings.push_back(
          fail(finding_at(chapter, line.line,
                          fmt::format("sounds like {} rather than {}, by {:.2f} steps", who, report.who, nearer)),
               nearer));
      break;
    }
  }
  if (worst <= -99) {
    skip(check, "there are not enough lines to know the voices by");
    return;
  }
  check.number = worst;
  finish(check, fmt::format("nearest to another: {:+.2f} steps", worst));
}

}  // namespace

Check own_voice_check() {
  return {
      .id = "own-voice",
      .group = "voices",
      .name = "Every line is in its speaker's voice",
      .meaning = "Each line's pitch and sound against its speaker's other lines, and against the other speakers.",
      .hint =
          "Listen to the line. If somebody else says it, correct `who:` in the script; if the two sound alike, give "
          "one of them another voice: `cast: {NAME: {voice: ...}}` in the book's settings.",
      .unit = "steps",
      .limits = {{"voices.other_speaker", 0, 20, "steps"}},
      .run = ListeningCheck{.judge = judge_own_voice}};
}

}  // namespace sotto::checks
