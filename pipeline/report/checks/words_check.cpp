#include <fmt/format.h>

#include <algorithm>

#include "annotate/normalization/normalize.h"
#include "report/checks/check.h"
#include "report/checks/findings.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

/// For each line, the spans of the manuscript that its takes speak.
std::vector<std::vector<Span>> spoken_spans(const PlannedChapter& chapter) {
  std::vector<std::vector<Span>> spans(chapter.script.lines.size());
  for (const synthesis::SynthesizedSentence& sentence : chapter.synthesized.sentences) {
    if (sentence.line == synthesis::kTitle || sentence.take.empty()) continue;
    for (const synthesis::WordTiming& timing : sentence.words) {
      spans[sentence.line].push_back(sentence.sentence.words[timing.word].manuscript);
    }
  }
  return spans;
}

/// The words of the manuscript in a line that no take speaks, though they are to be said: marks alone (what is left of
/// an emoji) are none, nor is what normalization leaves out by rule.
std::vector<std::string> unspoken_words(const document::Manuscript& manuscript, const script::Line& line,
                                        const std::vector<Span>& spoken) {
  std::vector<std::string> unspoken;
  const std::vector<Span> silent = normalization::silent_spans(normalization::written(manuscript), line.span);
  const std::string_view text = line.span.of(manuscript.text);
  auto next = spoken.begin();
  for (const Span word : word_spans(text)) {
    const Span place{line.span.begin + word.begin, line.span.begin + word.end};
    while (next != spoken.end() && next->end <= place.begin) ++next;
    if (next != spoken.end() && next->begin < place.end) continue;
    const bool left_out = std::any_of(silent.begin(), silent.end(), [&](Span span) { return span.contains(place); });
    if (!left_out && has_word(word.of(text))) unspoken.emplace_back(word.of(text));
  }
  return unspoken;
}

CheckSummary summarize(const PlannedChapter& chapter, const Limits& /*limits*/) {
  CheckSummary summary;
  const std::vector<std::vector<Span>> spoken = spoken_spans(chapter);
  const std::vector<contents::LineReport>& lines = chapter.report.lines;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    summary.examined += spoken[l].size();
    if (lines[l].takes.empty()) continue;
    const auto unspoken = unspoken_words(chapter.manuscript, chapter.script.lines[l], spoken[l]);
    summary.lost += unspoken.size();
    if (!unspoken.empty()) {
      const std::string more = unspoken.size() > 1 ? fmt::format(", nor {} more words", unspoken.size() - 1) : "";
      summary.findings.push_back(
          fail(finding_at(chapter.report, l, fmt::format("'{}' is not spoken{}", unspoken.front(), more))));
    }
    const std::vector<contents::WordReport>& words = lines[l].words;
    const auto turned = std::adjacent_find(words.begin(), words.end(),
                                           [](const auto& a, const auto& b) { return b.begin.value < a.begin.value; });
    if (turned == words.end()) continue;
    summary.findings.push_back(
        fail(finding_at(chapter.report, l, fmt::format("'{}' is spoken out of order", turned->text))));
  }
  return summary;
}

void judge_words(const QuickContext& context, contents::CheckReport& check) {
  check.limit = "none left out";
  std::size_t words = 0;
  std::size_t lost = 0;
  for (const CheckSummary* chapter : context.chapters) {
    check.findings.insert(check.findings.end(), chapter->findings.begin(), chapter->findings.end());
    words += chapter->examined;
    lost += chapter->lost;
  }
  check.number = static_cast<double>(lost);
  finish(check, fmt::format("{} words, {} left out", words, lost));
}

}  // namespace

Check words_check() {
  return {.id = "words",
          .group = "complete",
          .name = "Every word is spoken",
          .meaning =
              "The words that the engine reports to have spoken are the words of the line in the manuscript: "
              "none is left out, none comes twice, and all in order.",
          .hint = "Listen to the line. A word that the engine skips can be given a pronunciation in book.yaml.",
          .run = QuickCheck{.summarize = summarize, .judge = judge_words}};
}

}  // namespace sotto::checks
