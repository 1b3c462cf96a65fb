// Dynamic time warping (Sakoe and Chiba, "Dynamic programming algorithm optimization for spoken word recognition",
// 1978) with steps of weight 1 and no band: each frame of one sound is matched with frames of the other, in order, so
// that the sum of their distances is least. A word begins where its first frame is matched.

#include "synthesis/alignment/align_words.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "shared/simd.h"

namespace sotto::alignment {

namespace {

constexpr std::size_t kLanes = 4;

/// The frames by dimension, so that one dimension of several frames lies together; as many as fill whole vectors.
struct Transposed {
  explicit Transposed(const SpeechFrames& frames)
      : width((frames.size() + kLanes - 1) / kLanes * kLanes), values(width * SpeechFrames::kDimensions) {
    for (std::size_t i = 0; i < frames.size(); ++i) {
      for (std::size_t d = 0; d < SpeechFrames::kDimensions; ++d) values[d * width + i] = frames.of(i)[d];
    }
  }
  std::size_t width;
  std::vector<float> values;
};

/// The Euclidean distances of a frame from all of the reference.
void distances_from(const float* frame, const Transposed& reference, std::vector<float>& distances) {
  for (std::size_t i = 0; i < reference.width; i += kLanes) {
    Floats4 sum = all(0);
    for (std::size_t d = 0; d < SpeechFrames::kDimensions; ++d) {
      const Floats4 difference = load(&reference.values[d * reference.width + i]) - all(frame[d]);
      sum += difference * difference;
    }
    store(sum, &distances[i]);
  }
  for (float& distance : distances) distance = std::sqrt(distance);
}

enum Step : std::uint8_t { kBoth, kSpeech, kReference };

/// For each frame of the reference, the first and the last frame of the speech that it is matched with.
struct Match {
  std::size_t first = 0;
  std::size_t last = 0;
};

std::vector<Match> warp(const SpeechFrames& speech, const SpeechFrames& reference) {
  const std::size_t rows = speech.size();
  const std::size_t columns = reference.size();
  const Transposed transposed(reference);
  std::vector<float> distances(transposed.width);
  std::vector<float> before(columns, std::numeric_limits<float>::infinity());
  std::vector<float> costs(columns);
  std::vector<Step> steps(rows * columns);
  for (std::size_t row = 0; row < rows; ++row) {
    distances_from(speech.of(row), transposed, distances);
    Step* step = &steps[row * columns];
    costs[0] = row == 0 ? distances[0] : before[0] + distances[0];
    step[0] = kSpeech;
    for (std::size_t i = 1; i < columns; ++i) {
      float least = before[i - 1];
      Step taken = kBoth;
      if (before[i] < least) {
        least = before[i];
        taken = kSpeech;
      }
      if (costs[i - 1] < least) {
        least = costs[i - 1];
        taken = kReference;
      }
      costs[i] = least + distances[i];
      step[i] = taken;
    }
    std::swap(before, costs);
  }
  std::vector<Match> matches(columns);
  std::size_t row = rows - 1;
  std::size_t column = columns - 1;
  matches[column].last = row;
  for (;;) {
    matches[column].first = row;
    if (row == 0 && column == 0) break;
    const Step step = row == 0 ? kReference : steps[row * columns + column];
    if (step != kReference) --row;
    if (step != kSpeech) matches[--column].last = row;
  }
  return matches;
}

}  // namespace

std::vector<std::uint32_t> align_words(const SpeechFrames& speech, const SpeechFrames& reference,
                                       std::span<const std::uint32_t> reference_begins) {
  std::vector<std::uint32_t> begins(reference_begins.size());
  if (speech.size() == 0 || reference.size() == 0) return begins;
  const std::vector<Match> matches = warp(speech, reference);
  const auto last = static_cast<double>(matches.size() - 1);
  for (std::size_t word = 0; word < begins.size(); ++word) {
    const double at = std::clamp(reference.at(reference_begins[word]), 0.0, last);
    const auto frame = static_cast<std::size_t>(std::lround(at));
    const double middle = static_cast<double>(matches[frame].first + matches[frame].last) / 2;
    begins[word] = static_cast<std::uint32_t>(speech.sample(middle + at - static_cast<double>(frame)));
    if (word > 0) begins[word] = std::max(begins[word], begins[word - 1]);
  }
  return begins;
}

}  // namespace sotto::alignment
