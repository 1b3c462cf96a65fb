// The engine pads each utterance, and tells where words begin as positions in the text.
//
// Trimming. Sound is what rises above -60 dB of full scale; breath and the ends of f and s stay above it. A guard of a
// few milliseconds is kept on both sides, longer at the end, where sounds die away; the outermost few milliseconds are
// faded, so that a take begins and ends at zero and joins silence without a click.
//
// Timings. An event belongs to the word whose stretch of text holds its position. Several events for one word ("1984")
// count as one: the first. An event can be missing (two short words spoken as one) or report a word after its follower
// (the end of an abbreviation): a begin later than that of any following word is taken as missing, and missing begins
// are spread over the gap by the words' lengths. Then each begin moves to the first sound after it, and each end back
// to the last sound before the next word, so that a pause belongs to no word.

#include "synthesis/shape_take.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <optional>

namespace sotto::synthesis {

namespace {

constexpr int kSilence = 33;  ///< -60 dB of full scale (32767)

/// Lengths in frames of the take.
struct Lengths {
  explicit Lengths(Hertz rate)
      : guard_before(frames_of(8, rate)),
        guard_after(frames_of(25, rate)),
        fade(frames_of(4, rate)),
        earliness(frames_of(80, rate)) {}

  std::size_t guard_before;
  std::size_t guard_after;  ///< decays of vowels and fricatives
  std::size_t fade;
  std::size_t earliness;  ///< how far before its sound a word may be reported

 private:
  static std::size_t frames_of(double milliseconds, Hertz rate) {
    return static_cast<std::size_t>(milliseconds * rate.value / 1000.0);
  }
};

bool sounds(std::int16_t sample) { return std::abs(int{sample}) > kSilence; }

/// The stretch of the speech to keep.
Span audible(std::span<const std::int16_t> speech, const Lengths& lengths) {
  const auto first = std::find_if(speech.begin(), speech.end(), sounds);
  if (first == speech.end()) return {};
  const auto last = std::find_if(speech.rbegin(), speech.rend(), sounds);
  const auto begin = static_cast<std::size_t>(first - speech.begin());
  const auto end = static_cast<std::size_t>(last.base() - speech.begin());
  return {begin - std::min(begin, lengths.guard_before), std::min(end + lengths.guard_after, speech.size())};
}

void fade_ends(std::span<std::int16_t> samples, std::size_t fade) {
  const std::size_t length = std::min(fade, samples.size() / 2);
  for (std::size_t i = 0; i < length; ++i) {
    const auto faded = [&](std::int16_t sample) {
      return static_cast<std::int16_t>(static_cast<std::int64_t>(sample) * static_cast<std::int64_t>(i) /
                                       static_cast<std::int64_t>(length));
    };
    samples[i] = faded(samples[i]);
    samples[samples.size() - 1 - i] = faded(samples[samples.size() - 1 - i]);
  }
}

constexpr std::size_t kUnknown = std::numeric_limits<std::size_t>::max();

/// Where each word begins, in frames of the take, or kUnknown.
std::vector<std::size_t> reported_begins(std::span<const engine::EngineEvent> events, const std::vector<Span>& words,
                                         Span kept) {
  std::vector<std::size_t> begins(words.size(), kUnknown);
  for (const engine::EngineEvent& event : events) {
    // The first word that ends after the position; a position between two words belongs to the one that follows.
    const auto word =
        std::partition_point(words.begin(), words.end(), [&](Span span) { return span.end <= event.position; });
    if (word == words.end()) continue;
    const std::size_t frame = std::clamp<std::size_t>(event.frame, kept.begin, kept.end) - kept.begin;
    std::size_t& begin = begins[static_cast<std::size_t>(word - words.begin())];
    if (begin == kUnknown) begin = frame;
  }
  std::size_t earliest_after = kUnknown;
  for (auto begin = begins.rbegin(); begin != begins.rend(); ++begin) {
    if (*begin > earliest_after) *begin = kUnknown;
    earliest_after = std::min(earliest_after, *begin);
  }
  return begins;
}

/// Fills in the unknown begins between known ones; `length` is that of the take.
void spread(std::vector<std::size_t>& begins, const std::vector<Span>& words, std::size_t length) {
  if (!begins.empty() && begins.front() == kUnknown) begins.front() = 0;
  for (std::size_t i = 1; i < begins.size(); ++i) {
    if (begins[i] != kUnknown) continue;
    std::size_t next = i;
    while (next < begins.size() && begins[next] == kUnknown) ++next;
    const std::size_t from = begins[i - 1];
    const std::size_t to = next < begins.size() ? begins[next] : length;
    std::size_t letters = 0;
    for (std::size_t k = i - 1; k < next; ++k) letters += words[k].size();
    std::size_t before = 0;
    for (std::size_t k = i; k < next; ++k) {
      before += words[k - 1].size();
      begins[k] = from + (letters == 0 ? 0 : (to - from) * before / letters);
    }
    i = next;
  }
}

std::vector<WordTiming> time_words(std::span<const std::int16_t> samples, const std::vector<std::size_t>& begins,
                                   std::size_t earliness) {
  std::vector<WordTiming> timings;
  timings.reserve(begins.size());
  for (std::size_t i = 0; i < begins.size(); ++i) {
    const std::size_t limit = i + 1 < begins.size() ? begins[i + 1] : samples.size();
    std::size_t begin = begins[i];
    std::size_t end = limit;
    while (end > begin && !sounds(samples[end - 1])) --end;
    const std::size_t latest = std::min(end, begin + earliness);
    const auto onset = std::find_if(samples.begin() + static_cast<std::ptrdiff_t>(begin),
                                    samples.begin() + static_cast<std::ptrdiff_t>(latest), sounds);
    begin = static_cast<std::size_t>(onset - samples.begin());
    timings.push_back(
        {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }
  return timings;
}

}  // namespace

std::vector<std::uint32_t> told_begins(std::span<const engine::EngineEvent> events, const std::vector<Span>& words,
                                       std::size_t frames) {
  std::vector<std::size_t> begins = reported_begins(events, words, {0, frames});
  spread(begins, words, frames);
  return {begins.begin(), begins.end()};
}

TakeView shape_take(Hertz rate, std::span<std::int16_t> speech, std::span<const engine::EngineEvent> events,
                    const std::vector<Span>& words) {
  const Lengths lengths(rate);
  const Span kept = audible(speech, lengths);
  const auto sound = speech.subspan(kept.begin, kept.size());
  std::vector<std::size_t> begins = reported_begins(events, words, kept);
  spread(begins, words, sound.size());
  TakeView take{rate, sound, time_words(sound, begins, lengths.earliness)};
  fade_ends(sound, lengths.fade);
  return take;
}

}  // namespace sotto::synthesis
