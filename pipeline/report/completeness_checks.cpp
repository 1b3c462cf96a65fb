#include <fmt/format.h>

#include <algorithm>
#include <map>
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

CheckReport check_lines(const MadeProduction& made, const ProductionReport& report) {
  CheckReport check = begin_check(kLines, "none missing");
  std::size_t lines = 0;
  for (std::size_t i = 0; i < report.chapters.size(); ++i) {
    const ChapterReport& chapter = report.chapters[i];
    const PerformedChapter& performed = made.performance.chapters[i];
    const Timeline& timeline = made.timelines[i];
    std::vector<std::size_t> placed(performed.sentences.size());
    const auto complain = [&](std::size_t line, std::string message) {
      Finding finding =
          line == kTitle ? finding_in(chapter, "the title: " + message) : finding_at(chapter, line, std::move(message));
      finding.fails = true;
      check.findings.push_back(std::move(finding));
    };
    std::int64_t now = 0;
    for (const Cue& cue : timeline.cues) {
      ++placed[cue.sentence];
      if (cue.begin < now) complain(cue.line, "begins before the take before it has ended");
      if (cue.take != performed.sentences[cue.sentence].take) complain(cue.line, "another take stands at its place");
      now = cue.end;
    }
    std::vector<bool> heard(chapter.lines.size());
    for (std::size_t s = 0; s < performed.sentences.size(); ++s) {
      const PerformedSentence& sentence = performed.sentences[s];
      if (sentence.line != kTitle) heard[sentence.line] = true;
      if (sentence.take.empty()) complain(sentence.line, "the engine could not say it");
      if (!sentence.take.empty() && placed[s] != 1) {
        complain(sentence.line, fmt::format("stands {} times in the chapter", placed[s]));
      }
    }
    for (std::size_t l = 0; l < chapter.lines.size(); ++l) {
      if (!heard[l] && !words_of(chapter.lines[l].text).empty()) complain(l, "has no take");
    }
    lines += chapter.lines.size();
  }
  check.number = static_cast<double>(check.findings.size());
  settle(check, fmt::format("{} lines, {} missing", lines, check.findings.size()));
  return check;
}

CheckReport check_words(const MadeProduction& made, const ProductionReport& report) {
  CheckReport check = begin_check(kWords, "none left out");
  std::size_t words = 0;
  std::size_t lost = 0;
  for (std::size_t i = 0; i < report.chapters.size(); ++i) {
    const ChapterReport& chapter = report.chapters[i];
    const Spoken spoken = spoken_spans(made.script.chapters[i], made.performance.chapters[i]);
    for (std::size_t l = 0; l < chapter.lines.size(); ++l) {
      words += spoken[l].size();
      if (chapter.lines[l].takes.empty()) continue;
      const auto complain = [&](std::string message) {
        Finding finding = finding_at(chapter, l, std::move(message));
        finding.fails = true;
        check.findings.push_back(std::move(finding));
      };
      const auto unspoken = unspoken_words(made.manuscript, made.script.chapters[i].lines[l], spoken[l]);
      lost += unspoken.size();
      if (!unspoken.empty()) {
        complain(fmt::format("'{}' is not spoken{}", unspoken.front(),
                             unspoken.size() > 1 ? fmt::format(", nor {} more words", unspoken.size() - 1) : ""));
      }
      const auto& told = chapter.lines[l].words;
      const auto turned = std::adjacent_find(told.begin(), told.end(), [](const WordReport& a, const WordReport& b) {
        return b.begin.value < a.begin.value;
      });
      if (turned != told.end()) complain(fmt::format("'{}' is spoken out of order", turned->text));
    }
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

CheckReport check_durations(const ProductionReport& report, const Limits& limits) {
  // Short lines are all pause and stress.
  constexpr std::size_t kShortest = 24;
  CheckReport check = begin_check(
      kDurations,
      fmt::format("between 1/{:g} and {:g} times the usual", limits.complete.fastest, limits.complete.slowest),
      "times the usual");
  std::map<std::pair<std::string, std::string>, std::vector<LineTime>> voices;
  for (const ChapterReport& chapter : report.chapters) {
    for (std::size_t l = 0; l < chapter.lines.size(); ++l) {
      const LineReport& line = chapter.lines[l];
      std::size_t letters = 0;
      double time = 0;
      for (const WordReport& word : line.words) {
        letters += count_code_points(word.text);
        time += (word.end - word.begin).value;
      }
      if (letters >= kShortest) {
        voices[{line.who, line.how}].push_back({&chapter, l, time / static_cast<double>(letters)});
      }
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

std::vector<CheckReport> completeness_checks(const MadeProduction& made, const ProductionReport& report,
                                             const Limits& limits) {
  return {check_lines(made, report), check_words(made, report), check_durations(report, limits)};
}

}  // namespace sotto
