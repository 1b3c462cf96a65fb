#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "report/check_writing.h"
#include "report/script_checks.h"
#include "shared/text.h"

namespace sotto {

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

Spoken spoken_spans(const ScriptChapter& chapter, const PerformedChapter& performed) {
  Spoken spans(chapter.lines.size());
  for (const PerformedSentence& sentence : performed.sentences) {
    if (sentence.line == kTitle || sentence.take.empty()) continue;
    for (const WordTiming& timing : sentence.words) {
      spans[sentence.line].push_back(sentence.sentence.words[timing.word].manuscript);
    }
  }
  return spans;
}

/// The words of the manuscript in a line that no take speaks.
std::vector<std::string> unspoken_words(const Manuscript& manuscript, const Line& line, const std::vector<Span>& said) {
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

/// A finding that fails, in a chapter that the report has not yet; `file_findings` puts it there.
Finding failing(std::optional<std::size_t> line, std::string message) {
  Finding finding;
  finding.line = line;
  finding.message = std::move(message);
  finding.fails = true;
  return finding;
}

/// Every line has its takes, each stands in the timeline, once and in order.
std::vector<Finding> look_at_lines(const PerformedChapter& performed, const Timeline& timeline,
                                   const std::vector<LineReport>& told) {
  std::vector<Finding> findings;
  std::vector<std::size_t> placed(performed.sentences.size());
  const auto complain = [&](std::size_t line, std::string message) {
    findings.push_back(line == kTitle ? failing({}, "the title: " + message) : failing(line, std::move(message)));
  };
  std::int64_t now = 0;
  for (const Cue& cue : timeline.cues) {
    ++placed[cue.sentence];
    if (cue.begin < now) complain(cue.line, "begins before the take before it has ended");
    if (cue.take != performed.sentences[cue.sentence].take) complain(cue.line, "another take stands at its place");
    now = cue.end;
  }
  std::vector<bool> heard(told.size());
  for (std::size_t s = 0; s < performed.sentences.size(); ++s) {
    const PerformedSentence& sentence = performed.sentences[s];
    if (sentence.line != kTitle) heard[sentence.line] = true;
    if (sentence.take.empty()) complain(sentence.line, "the engine could not say it");
    if (!sentence.take.empty() && placed[s] != 1) {
      complain(sentence.line, fmt::format("stands {} times in the chapter", placed[s]));
    }
  }
  for (std::size_t l = 0; l < told.size(); ++l) {
    if (!heard[l] && !words_of(told[l].text).empty()) complain(l, "has no take");
  }
  return findings;
}

void look_at_words(const Manuscript& manuscript, const ScriptChapter& chapter, const PerformedChapter& performed,
                   const std::vector<LineReport>& told, ChapterCompleteness& found) {
  const Spoken spoken = spoken_spans(chapter, performed);
  for (std::size_t l = 0; l < told.size(); ++l) {
    found.word_count += spoken[l].size();
    if (told[l].takes.empty()) continue;
    const auto unspoken = unspoken_words(manuscript, chapter.lines[l], spoken[l]);
    found.lost_words += unspoken.size();
    if (!unspoken.empty()) {
      found.words.push_back(
          failing(l, fmt::format("'{}' is not spoken{}", unspoken.front(),
                                 unspoken.size() > 1 ? fmt::format(", nor {} more words", unspoken.size() - 1) : "")));
    }
    const std::vector<WordReport>& words = told[l].words;
    const auto turned = std::adjacent_find(words.begin(), words.end(), [](const WordReport& a, const WordReport& b) {
      return b.begin.value < a.begin.value;
    });
    if (turned != words.end())
      found.words.push_back(failing(l, fmt::format("'{}' is spoken out of order", turned->text)));
  }
}

double time_per_letter(const LineReport& line) {
  // Short lines are all pause and stress.
  constexpr std::size_t kShortest = 24;
  std::size_t letters = 0;
  double time = 0;
  for (const WordReport& word : line.words) {
    letters += count_code_points(word.text);
    time += (word.end - word.begin).value;
  }
  return letters >= kShortest ? time / static_cast<double>(letters) : 0;
}

/// Puts findings where the report has their chapter.
void file_findings(const ChapterReport& chapter, const std::vector<Finding>& found, CheckReport& check) {
  for (const Finding& finding : found) {
    Finding& filed = check.findings.emplace_back(finding.line ? finding_at(chapter, *finding.line, finding.message)
                                                              : finding_in(chapter, finding.message));
    filed.fails = finding.fails;
  }
}

CheckReport check_lines(const std::vector<ChapterCompleteness>& chapters, const ProductionReport& report) {
  CheckReport check = begin_check(kLines, "none missing");
  std::size_t lines = 0;
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    file_findings(report.chapters[i], chapters[i].lines, check);
    lines += report.chapters[i].lines.size();
  }
  check.number = static_cast<double>(check.findings.size());
  settle(check, fmt::format("{}, {} missing", counted(lines, "line"), check.findings.size()));
  return check;
}

CheckReport check_words(const std::vector<ChapterCompleteness>& chapters, const ProductionReport& report) {
  CheckReport check = begin_check(kWords, "none left out");
  std::size_t words = 0;
  std::size_t lost = 0;
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    file_findings(report.chapters[i], chapters[i].words, check);
    words += chapters[i].word_count;
    lost += chapters[i].lost_words;
  }
  check.number = static_cast<double>(lost);
  settle(check, fmt::format("{} words, {} left out", words, lost));
  return check;
}

/// The title takes part in no rate: it is short, and announced.
struct LineTime {
  const ChapterReport* chapter = nullptr;
  std::size_t line = 0;
  double per_letter = 0;
};

CheckReport check_durations(const std::vector<ChapterCompleteness>& chapters, const ProductionReport& report,
                            const Limits& limits) {
  CheckReport check = begin_check(
      kDurations,
      fmt::format("between 1/{:g} and {:g} times the usual", limits.complete.fastest, limits.complete.slowest),
      "times the usual");
  std::map<std::pair<std::string, std::string>, std::vector<LineTime>> voices;
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    const ChapterReport& chapter = report.chapters[i];
    for (std::size_t l = 0; l < chapters[i].per_letter.size(); ++l) {
      const double per_letter = chapters[i].per_letter[l];
      if (per_letter > 0) voices[{chapter.lines[l].who, chapter.lines[l].how}].push_back({&chapter, l, per_letter});
    }
  }
  double worst = 1;
  for (auto& [voice, lines] : voices) {
    std::vector<LineTime> sorted = lines;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end(),
                     [](const LineTime& a, const LineTime& b) { return a.per_letter < b.per_letter; });
    for (const LineTime& line : lines) {
      const double ratio = line.per_letter / middle->per_letter;
      if (std::max(ratio, 1 / ratio) > std::max(worst, 1 / worst)) worst = ratio;
      if (ratio <= limits.complete.slowest && ratio * limits.complete.fastest >= 1) continue;
      Finding finding = finding_at(*line.chapter, line.line,
                                   fmt::format("takes {:.2f} times as long as the speaker usually needs", ratio));
      finding.value = ratio;
      finding.fails = true;
      check.findings.push_back(std::move(finding));
    }
  }
  check.number = worst;
  settle(check, fmt::format("furthest from the usual: {:.2f} times", worst));
  return check;
}

}  // namespace

ChapterCompleteness look_for_gaps(const Manuscript& manuscript, const ScriptChapter& chapter,
                                  const PerformedChapter& performed, const Timeline& timeline,
                                  const std::vector<LineReport>& told) {
  ChapterCompleteness found;
  found.lines = look_at_lines(performed, timeline, told);
  look_at_words(manuscript, chapter, performed, told, found);
  for (const LineReport& line : told) found.per_letter.push_back(time_per_letter(line));
  return found;
}

std::vector<CheckReport> completeness_checks(const std::vector<ChapterCompleteness>& chapters,
                                             const ProductionReport& report, const Limits& limits) {
  return {check_lines(chapters, report), check_words(chapters, report), check_durations(chapters, report, limits)};
}

std::vector<CheckReport> completeness_checks(const MadeProduction& made, const ProductionReport& report,
                                             const Limits& limits) {
  std::vector<ChapterCompleteness> chapters;
  for (std::size_t i = 0; i < report.chapters.size(); ++i) {
    chapters.push_back(look_for_gaps(made.manuscript, made.script.chapters[i], made.performance.chapters[i],
                                     made.timelines[i], report.chapters[i].lines));
  }
  return completeness_checks(chapters, report, limits);
}

}  // namespace sotto
