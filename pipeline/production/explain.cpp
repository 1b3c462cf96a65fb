#include "production/explain.h"

#include <fmt/format.h>

#include <algorithm>

namespace sotto::production {

namespace {

/// "a.md:3:1, a.md:9:1 and 4 more"
std::string shown(std::vector<std::size_t> offsets, const document::SourceLocations& places) {
  // A sentence may be in several cues.
  std::sort(offsets.begin(), offsets.end());
  offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
  constexpr std::size_t kShown = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(offsets.size(), kShown); ++i) {
    text += (i > 0 ? ", " : "") + places.of(offsets[i]);
  }
  if (offsets.size() > kShown) text += fmt::format(" and {} more", offsets.size() - kShown);
  return text;
}

/// In the manuscript.
std::size_t place_of(const synthesis::SynthesizedSentence& sentence, const ChapterJob& job) {
  const Span heading = job.chapter().heading;
  if (sentence.line == synthesis::kTitle) return heading.empty() ? 0 : job.text.begin.bytes + heading.begin;
  return job.text.begin.bytes + sentence.sentence.span.begin;
}

}  // namespace

std::vector<std::string> explain(const ChapterJob& job, const synthesis::SynthesizedChapter& synthesized,
                                 const mix::Timeline& timeline, const ChapterMaster& master,
                                 const document::SourceLocations& places, Tense tense) {
  const bool would = tense == Tense::would_be_made;
  std::vector<std::string> lines;
  std::vector<std::size_t> fresh;
  for (const synthesis::SynthesizedSentence& sentence : synthesized.sentences) {
    if (sentence.fresh) fresh.push_back(place_of(sentence, job));
  }
  if (!fresh.empty()) {
    lines.push_back(fmt::format("{} {} {} of chapter {} that the cache lacks: {}", would ? "would speak" : "spoke",
                                fresh.size(), fresh.size() == 1 ? "sentence" : "sentences", job.chapter().number,
                                shown(fresh, places)));
  }
  if (!master.outdated()) return lines;
  std::vector<std::size_t> changed;
  for (const std::size_t cue : master.changed) {
    changed.push_back(place_of(synthesized.sentences[timeline.cues[cue].sentence], job));
  }
  lines.push_back(fmt::format("{} {}: {}{}", would ? "would make" : "made", master.path.string(),
                              contents::in_words(master.reasons),
                              changed.empty() ? "" : " (" + shown(changed, places) + ")"));
  return lines;
}

}  // namespace sotto::production
