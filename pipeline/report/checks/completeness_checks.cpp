#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "report/analysis/median.h"
#include "report/checks/chapter_summary.h"
#include "report/checks/check_result.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

constexpr CheckText kLines = {
    "lines", "complete", "Every line is performed",
    "Every line of the script that has something to say has its takes, every take stands in the chapter's timeline, "
    "once, and in the order of the story.",
    "Look at what the engine said of the line when it was performed; rewrite it, or run produce again."};

constexpr CheckText kWords = {
    "words", "complete", "Every word is spoken",
    "The words that the engine reports to have spoken are the words of the line in the manuscript: none is left out, "
    "none comes twice, and all in order.",
    "Listen to the line. A word that the engine skips can be given a pronunciation in book.yaml."};

constexpr CheckText kDurations = {
    "durations", "complete", "Lines take the time that they need",
    "A line that takes far more or far less time than its speaker needs for that many words was misread: spelled out, "
    "or cut short.",
    "Listen to the line; write numbers and abbreviations out, or set a pronunciation."};

/// For each line, the spans of the manuscript that its takes speak.
using Spoken = std::vector<std::vector<Span>>;

Spoken spoken_spans(const script::ScriptChapter& chapter, const synthesis::SynthesizedChapter& performed) {
  Spoken spans(chapter.lines.size());
  for (const synthesis::SynthesizedSentence& sentence : performed.sentences) {
    if (sentence.line == synthesis::kTitle || sentence.take.empty()) continue;
    for (const synthesis::WordTiming& timing : sentence.words) {
      spans[sentence.line].push_back(sentence.sentence.words[timing.word].manuscript);
    }
  }
  return spans;
}

/// The words of the manuscript in a line that no take speaks.
std::vector<std::string> unspoken_words(const document::Manuscript& manuscript, const script::Line& line,
                                        const std::vector<Span>& said) {
  std::vector<std::string> unspoken;
  const std::string_view text = line.span.of(manuscript.text);
  auto next = said.begin();
  for (const Span word : word_spans(text)) {
    const Span place{line.span.begin + word.begin, line.span.begin + word.end};
    while (next != said.end() && next->end <= place.begin) ++next;
    if (next == said.end() || next->begin >= place.end) unspoken.emplace_back(word.of(text));
  }
  return unspoken;
}

/// Every line has its takes, each stands in the timeline, once and in order.
std::vector<contents::Finding> look_at_lines(const synthesis::SynthesizedChapter& performed,
                                             const mix::Timeline& timeline, const contents::ChapterReport& told) {
  std::vector<contents::Finding> findings;
  std::vector<std::size_t> placed(performed.sentences.size());
  const auto complain = [&](std::size_t line, std::string message) {
    findings.push_back(fail(line == synthesis::kTitle ? finding_in(told, "the title: " + message)
                                                      : finding_at(told, line, std::move(message))));
  };
  std::int64_t now = 0;
  for (const mix::Cue& cue : timeline.cues) {
    ++placed[cue.sentence];
    if (cue.begin < now) complain(cue.line, "begins before the take before it has ended");
    if (cue.take != performed.sentences[cue.sentence].take) complain(cue.line, "another take stands at its place");
    now = cue.end;
  }
  std::vector<bool> heard(told.lines.size());
  for (std::size_t s = 0; s < performed.sentences.size(); ++s) {
    const synthesis::SynthesizedSentence& sentence = performed.sentences[s];
    if (sentence.line != synthesis::kTitle) heard[sentence.line] = true;
    if (sentence.take.empty()) complain(sentence.line, "the engine could not say it");
    if (!sentence.take.empty() && placed[s] != 1) {
      complain(sentence.line, fmt::format("stands {} times in the chapter", placed[s]));
    }
  }
  for (std::size_t l = 0; l < told.lines.size(); ++l) {
    if (!heard[l] && !words_of(told.lines[l].text).empty()) complain(l, "has no take");
  }
  return findings;
}

void look_at_words(const document::Manuscript& manuscript, const script::ScriptChapter& chapter,
                   const synthesis::SynthesizedChapter& performed, const contents::ChapterReport& told,
                   ChapterSummary& found) {
  const Spoken spoken = spoken_spans(chapter, performed);
  for (std::size_t l = 0; l < told.lines.size(); ++l) {
    found.word_count += spoken[l].size();
    if (told.lines[l].takes.empty()) continue;
    const auto unspoken = unspoken_words(manuscript, chapter.lines[l], spoken[l]);
    found.lost_words += unspoken.size();
    if (!unspoken.empty()) {
      found.words.push_back(fail(
          finding_at(told, l,
                     fmt::format("'{}' is not spoken{}", unspoken.front(),
                                 unspoken.size() > 1 ? fmt::format(", nor {} more words", unspoken.size() - 1) : ""))));
    }
    const std::vector<contents::WordReport>& words = told.lines[l].words;
    const auto turned = std::adjacent_find(
        words.begin(), words.end(),
        [](const contents::WordReport& a, const contents::WordReport& b) { return b.begin.value < a.begin.value; });
    if (turned != words.end())
      found.words.push_back(fail(finding_at(told, l, fmt::format("'{}' is spoken out of order", turned->text))));
  }
}

double time_per_letter(const contents::LineReport& line) {
  // Short lines are all pause and stress.
  constexpr std::size_t kShortest = 24;
  std::size_t letters = 0;
  double time = 0;
  for (const contents::WordReport& word : line.words) {
    letters += count_code_points(word.text);
    time += (word.end - word.begin).value;
  }
  return letters >= kShortest ? time / static_cast<double>(letters) : 0;
}

void look_at_times(const std::vector<contents::LineReport>& lines, ChapterSummary& look) {
  std::map<std::pair<std::string, std::string>, std::uint32_t> voices;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    const double per_letter = time_per_letter(lines[l]);
    if (per_letter <= 0) continue;
    const auto [voice, first] =
        voices.try_emplace({lines[l].who, lines[l].how}, static_cast<std::uint32_t>(look.voices.size()));
    if (first) look.voices.push_back(voice->first);
    look.times.push_back({static_cast<std::uint32_t>(l), voice->second, per_letter});
  }
}

contents::CheckReport check_lines(const std::vector<ChapterSummary>& chapters,
                                  const contents::ProductionReport& report) {
  contents::CheckReport check = begin_check(kLines, "none missing");
  std::size_t lines = 0;
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    check.findings.insert(check.findings.end(), chapters[i].lines.begin(), chapters[i].lines.end());
    lines += report.chapters[i].line_count();
  }
  check.number = static_cast<double>(check.findings.size());
  finish(check, fmt::format("{}, {} missing", counted(lines, "line"), check.findings.size()));
  return check;
}

contents::CheckReport check_words(const std::vector<ChapterSummary>& chapters) {
  contents::CheckReport check = begin_check(kWords, "none left out");
  std::size_t words = 0;
  std::size_t lost = 0;
  for (const ChapterSummary& chapter : chapters) {
    check.findings.insert(check.findings.end(), chapter.words.begin(), chapter.words.end());
    words += chapter.word_count;
    lost += chapter.lost_words;
  }
  check.number = static_cast<double>(lost);
  finish(check, fmt::format("{} words, {} left out", words, lost));
  return check;
}

/// The title takes part in no rate: it is short, and announced.
contents::CheckReport check_durations(const std::vector<ChapterSummary>& chapters,
                                      const contents::ProductionReport& report, const contents::LinesOf& lines_of,
                                      const Limits& limits) {
  contents::CheckReport check = begin_check(
      kDurations,
      fmt::format("between 1/{:g} and {:g} times the usual", limits.complete.fastest, limits.complete.slowest),
      "times the usual");
  struct TimedLine {
    std::size_t chapter = 0;
    std::size_t line = 0;
    double per_letter = 0;
  };
  std::map<std::pair<std::string, std::string>, std::vector<TimedLine>> voices;
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    for (const LineTime& time : chapters[i].times) {
      voices[chapters[i].voices[time.voice]].push_back({i, time.line, time.per_letter});
    }
  }
  double worst = 1;
  for (const auto& [voice, lines] : voices) {
    std::vector<double> per_letter;
    for (const TimedLine& line : lines) per_letter.push_back(line.per_letter);
    const double usual = analysis::median(std::move(per_letter));
    for (const TimedLine& line : lines) {
      const double ratio = line.per_letter / usual;
      if (std::max(ratio, 1 / ratio) > std::max(worst, 1 / worst)) worst = ratio;
      if (ratio <= limits.complete.slowest && ratio * limits.complete.fastest >= 1) continue;
      contents::ChapterReport told;
      told.number = report.chapters[line.chapter].number;
      told.lines = lines_of(line.chapter);
      check.findings.push_back(fail(
          finding_at(told, line.line, fmt::format("takes {:.2f} times as long as the speaker usually needs", ratio)),
          ratio));
    }
  }
  check.number = worst;
  finish(check, fmt::format("furthest from the usual: {:.2f} times", worst));
  return check;
}

}  // namespace

ChapterSummary summarize_chapter(const document::Manuscript& manuscript, const script::ScriptChapter& chapter,
                                 const synthesis::SynthesizedChapter& performed, const mix::Timeline& timeline,
                                 const contents::ChapterReport& told, const Limits& limits) {
  ChapterSummary look;
  look.lines = look_at_lines(performed, timeline, told);
  look_at_words(manuscript, chapter, performed, told, look);
  look_at_times(told.lines, look);
  summarize_speakers(told, limits, look);
  return look;
}

std::vector<contents::CheckReport> completeness_checks(const std::vector<ChapterSummary>& chapters,
                                                       const contents::ProductionReport& report,
                                                       const contents::LinesOf& lines_of, const Limits& limits) {
  return {check_lines(chapters, report), check_words(chapters), check_durations(chapters, report, lines_of, limits)};
}

}  // namespace sotto::checks
