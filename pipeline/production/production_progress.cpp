#include "production/production_progress.h"

#include <cmath>

namespace sotto::production {

namespace {

/// How the work for a byte of manuscript is shared between speaking it and mixing it, measured over a novel.
constexpr std::int64_t kSpeaking = 35;
constexpr std::int64_t kMixing = ProductionProgress::kUnitsPerByte - kSpeaking;
/// A second of a chapter stands for so many bytes of manuscript: 155 words a minute, pauses included.
constexpr std::int64_t kBytesPerSecond = 14;

std::int64_t bytes_of(const script::ScriptChapter& chapter) {
  std::size_t bytes = chapter.heading.size();
  for (const script::Line& line : chapter.lines) bytes += line.span.size();
  return static_cast<std::int64_t>(bytes);
}

}  // namespace

ProductionProgress::ProductionProgress(Progress& progress, const script::Script& script)
    : speaking_(progress, kSpeaking), mixing_(progress, kMixing * kBytesPerSecond) {
  std::int64_t bytes = 0;
  for (const script::ScriptChapter& chapter : script.chapters) bytes += bytes_of(chapter);
  progress.begin("make", bytes * kUnitsPerByte);
}

void ProductionProgress::mixes(const script::ScriptChapter& chapter, double seconds) {
  mixing_.expect_more(std::llround(seconds - static_cast<double>(bytes_of(chapter)) / kBytesPerSecond));
}

}  // namespace sotto::production
