// The engine has one tune for each mark, and lays it on every phrase: two phrases of one text correlate by 0.4 to 0.5
// in their pitch, where people's do by 0.02 to 0.43. What it leaves out is added here, as steps of its pitch for each
// word:
//
//   paragraph   begins high and sinks (pitch reset: Swerts 1997)
//   phrase      a height of its own, and one of a few shapes: peak early, peak late, hat, two peaks, dip, rise
//   word        the last long word of a phrase stands out, by different amounts; italics most
//   kind        a question rises, or falls where it asks for a thing; parentheses and "she said" are lower and quicker
//
// Which shape, and how far, is drawn from a hash of the voice, the sentence and its place: no two voices read one text
// by one melody, and nothing changes from run to run. All of it is scaled by the voice's range in the delivery, so that
// who speaks flatly stays flat.

#include "synthesis/espeak_ng/melody.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "shared/hash.h"
#include "shared/text.h"
#include "synthesis/engine/variation.h"
#include "synthesis/espeak_ng/settings.h"

namespace sotto::espeak_ng {

namespace {

using normalization::NormalizedWord;
using normalization::Question;

/// Near the middle of the engine's scale; it grows a little towards the top.
constexpr double kStepsPerSemitone = 5.3;

/// The engine's steps are rounded to this, so that neighbouring words often share one tag.
constexpr int kGrain = 2;

/// Semitones from the voice's own pitch, at most: beyond, a reader breaks out of the voice.
constexpr double kLowest = 4.5;
constexpr double kHighest = 5.5;

/// The range from which on the melody has its full size: a wider one moves the harmonics too far out of their formants,
/// and a delivery is no longer as loud as it was calibrated.
constexpr double kUsualRange = 46;

/// Semitones. Of the first sentence of a paragraph over its last; of phrases against each other; of a shape between its
/// middle and its ends, least and most; of the word that stands out; of any other long word.
constexpr double kSink = 1.9;
constexpr double kSentence = 0.9;
constexpr double kPhrase = 1.7;
constexpr double kLeastShape = 2.6;
constexpr double kMostShape = 5.2;
constexpr double kNucleus = 1.6;
constexpr double kAccent = 0.9;

/// Steps of the range by which the engine's own tune makes room for ours.
constexpr int kOwnTune = 4;

/// A longer run of italics is a thought, a letter or a verse, not words that are stressed.
constexpr std::size_t kLongestEmphasis = 4;

/// Words without a mark that one breath is enough for: five seconds.
constexpr std::size_t kLongestBreath = 13;
constexpr std::size_t kFewestAtComma = 3;

/// A phrase's pitch at its begin, three places between, and its end; -1..1.
using Shape = std::array<double, 5>;
constexpr std::array<Shape, 6> kFalling = {{
    {0.7, 1.0, 0.3, -0.3, -0.9},  // peak early
    {-0.3, 0.0, 0.5, 0.9, -0.8},  // peak late
    {-0.2, 0.7, 0.6, 0.5, -0.9},  // hat
    {0.3, 0.8, -0.4, 0.6, -0.8},  // two peaks
    {0.9, 0.1, -0.5, 0.2, -0.7},  // dip
    {0.5, 0.4, 0.1, -0.3, -0.7},  // slope
}};
constexpr std::array<Shape, 4> kRising = {{
    {-0.7, -0.5, -0.2, 0.2, 0.7},  // slope
    {0.7, -0.2, -0.6, -0.1, 0.6},  // dip
    {0.2, 0.9, 0.1, -0.4, 0.4},    // peak early, and up again
    {-0.4, -0.6, 0.3, 0.7, 0.3},   // plateau
}};

double value_at(const Shape& shape, double place) {
  const double at = std::clamp(place, 0.0, 1.0) * static_cast<double>(shape.size() - 1);
  const auto index = std::min(static_cast<std::size_t>(at), shape.size() - 2);
  return shape[index] + (shape[index + 1] - shape[index]) * (at - static_cast<double>(index));
}

/// For each word, whether it is stressed: it stands in italics, in a run short enough to be meant so.
std::vector<bool> stressed_words(const std::vector<NormalizedWord>& words) {
  std::vector<bool> stressed(words.size(), false);
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin;
    while (end < words.size() && words[end].emphasis) ++end;
    const std::size_t run = end - begin;
    if (run > 0 && run <= kLongestEmphasis && run < words.size()) {
      std::fill_n(stressed.begin() + static_cast<std::ptrdiff_t>(begin), run, true);
    }
    begin = std::max(end, begin + 1);
  }
  return stressed;
}

/// Words from one mark to the next.
struct Phrase {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t words() const { return end - begin; }
};

std::vector<Phrase> phrases_of(const std::vector<NormalizedWord>& words) {
  const std::vector<bool> breathes = breathing_places(words);
  std::vector<Phrase> phrases;
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin + 1;
    while (end < words.size() && words[end - 1].after.empty() && !breathes[end]) ++end;
    phrases.push_back({begin, end});
    begin = end;
  }
  return phrases;
}

std::size_t letters(const NormalizedWord& word) { return word.phonemes ? 5 : count_code_points(word.text); }

/// The last long word of a phrase: what it tells is mostly there.
std::size_t nucleus_of(const std::vector<NormalizedWord>& words, Phrase phrase) {
  constexpr std::size_t kLong = 4;
  for (std::size_t i = phrase.end; i-- > phrase.begin;) {
    if (letters(words[i]) >= kLong) return i;
  }
  return phrase.end - 1;
}

class Melody {
 public:
  Melody(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& profile,
         const std::string& delivery)
      : sentence_(sentence),
        words_(sentence.words),
        profile_(profile),
        delivery_(delivery),
        reading_(profile.reading),
        lifts_(words_.size(), 0.0) {
    ContentHash hash = words_by_voice("melody");
    drawn_from_ = hash.add(static_cast<int>(std::lround(100 * sentence.place.depth))).hex();
    const double range = cast::effective_settings(schema(), profile, delivery).whole("range");
    scale_ = reading_.melody * std::clamp(range / kUsualRange, 0.2, 1.0);
    prosody_.resize(words_.size());
  }

  std::vector<WordProsody> make() {
    if (words_.empty()) return {};
    if (scale_ > 0) {
      const engine::Variation whole = drawn("sentence");
      const double height = kSink * (0.5 - sentence_.place.depth) + kSentence * whole.at(0);
      for (const Phrase& phrase : phrases_of(words_)) shape(phrase, height);
      ask();
      set_aside();
      if (words_.size() <= 3)
        add_rate(0, words_.size(), -8);
      else if (words_.size() <= 6)
        add_rate(0, words_.size(), -4);
      for (WordProsody& word : prosody_) word.range -= static_cast<int>(std::lround(kOwnTune * std::min(scale_, 1.0)));
    }
    for (std::size_t i = 0; i < words_.size(); ++i) {
      prosody_[i].pitch = kGrain * static_cast<int>(std::lround(std::clamp(scale_ * lifts_[i], -kLowest, kHighest) *
                                                                kStepsPerSemitone / kGrain));
    }
    vary();
    stress();
    return std::move(prosody_);
  }

 private:
  /// Of the sentence's words in this voice and delivery.
  ContentHash words_by_voice(const char* what) const {
    ContentHash hash;
    hash.add(what).add(profile_.engine.text("variant")).add(profile_.engine.whole("pitch")).add(delivery_);
    for (const NormalizedWord& word : words_) hash.add(word.text).add(word.after);
    return hash;
  }

  engine::Variation drawn(const char* what, std::size_t which = 0) const {
    return engine::Variation(ContentHash().add(drawn_from_).add(what).add(which));
  }

  void add_rate(std::size_t begin, std::size_t end, int per_cent) {
    for (std::size_t i = begin; i < end; ++i) prosody_[i].rate += per_cent;
  }

  void shape(Phrase phrase, double height) {
    const engine::Variation draw = drawn("phrase", phrase.begin);
    const auto evenly = [&](std::size_t which, std::size_t count) {
      return std::min(static_cast<std::size_t>((draw.at(which) + 1) / 2 * static_cast<double>(count)), count - 1);
    };
    const bool last = phrase.end == words_.size();
    const bool in_list = phrase.words() <= 2 && !last;
    const bool rises = !last && (in_list || draw.at(0) > 0.1);
    const Shape& curve = rises ? kRising[evenly(1, kRising.size())] : kFalling[evenly(1, kFalling.size())];
    const double depth = kLeastShape + (kMostShape - kLeastShape) * (draw.at(2) + 1) / 2;
    const double base = height + kPhrase * draw.at(3);
    const std::size_t nucleus = nucleus_of(words_, phrase);
    for (std::size_t i = phrase.begin; i < phrase.end; ++i) {
      // A word's place is its middle; a phrase of one word is its nucleus alone.
      const double place = (static_cast<double>(i - phrase.begin) + 0.5) / static_cast<double>(phrase.words());
      double lift = base + depth * (phrase.words() == 1 ? (rises ? 0.3 : -0.2) : value_at(curve, place));
      if (i == nucleus && !last) lift += kNucleus * (0.6 + 0.4 * draw.at(4));
      if (i != nucleus && letters(words_[i]) >= 5) lift += kAccent * drawn("word", i).at(0);
      lifts_[i] = lift;
    }
  }

  /// The tunes of questions, laid over their last words.
  void ask() {
    const std::size_t last = words_.size() - 1;
    // A flat voice, too, asks by its melody.
    const double full = 1 / std::max(scale_ / std::max(reading_.melody, 0.1), 0.5);
    switch (sentence_.question) {
      case Question::none:
        return;
      case Question::yes_or_no:
        for (std::size_t i = 0; i < last; ++i) lifts_[i] = 0.6 * lifts_[i] - 0.8;
        lifts_[last] = 3.4 * full;
        prosody_[last].range += 24;
        return;
      case Question::open:
        lifts_.front() += 1.8;
        lifts_[last] = std::min(lifts_[last], -0.5);
        return;
      case Question::alternative: {
        std::size_t choice = 0;
        for (std::size_t i = 1; i < last; ++i) {
          if (words_[i].joint) choice = i;
        }
        if (choice > 0) {
          lifts_[choice - 1] = std::max(lifts_[choice - 1], 1.4) * full;
        }
        lifts_[last] = std::min(lifts_[last], -0.5);
        return;
      }
      case Question::tag:
        lifts_[last] = std::min(lifts_[last], -0.5);
        return;
    }
  }

  /// What a reader says by the way.
  void set_aside() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!words_[i].aside) continue;
      lifts_[i] = 0.5 * lifts_[i] - 2.6;
      prosody_[i].rate += 9;
    }
    if (!sentence_.place.tag) return;
    // "said Meg", up to a mark: what comes behind it is narration.
    constexpr std::size_t kLongestTag = 7;
    std::size_t end = 1;
    while (end < words_.size() && words_[end - 1].after.empty()) ++end;
    if (end > kLongestTag) return;
    for (std::size_t i = 0; i < end; ++i) {
      lifts_[i] = 0.5 * lifts_[i] - 1.8;
      prosody_[i].rate += 7;
    }
  }

  /// Of the whole sentence: no two at quite the same pace and note.
  void vary() {
    if (reading_.vary_rate > 0 || reading_.vary_pitch > 0) {
      const engine::Variation variation(words_by_voice("variation"));
      const auto within = [&](std::size_t which, int most) {
        return static_cast<int>(std::lround(variation.at(which) * static_cast<double>(most)));
      };
      add_rate(0, words_.size(), within(0, reading_.vary_rate));
      for (WordProsody& word : prosody_) word.pitch += within(1, reading_.vary_pitch);
    }
    if (words_.back().after != "!") return;
    for (WordProsody& word : prosody_) {
      word.pitch += reading_.exclaim;
      word.range += 3 * reading_.exclaim;
    }
  }

  void stress() {
    const std::vector<bool> stressed = stressed_words(words_);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      WordProsody& word = prosody_[i];
      if (stressed[i]) {
        word = {word.rate - 18, 21, word.range, 45};
      } else if (i > 0 && stressed[i - 1]) {
        // Comes back at once: where the engine is left to itself it jumps up here.
        word.pitch = std::min(word.pitch, 0) - 5;
      }
    }
  }

  const normalization::NormalizedSentence& sentence_;
  const std::vector<NormalizedWord>& words_;
  const cast::VoiceProfile& profile_;
  const std::string& delivery_;
  const cast::ReadingStyle& reading_;
  std::string drawn_from_;
  double scale_ = 0;
  std::vector<double> lifts_;  ///< semitones
  std::vector<WordProsody> prosody_;
};

/// Marks the places in a stretch that is too long for one breath, from the middle on.
void part(const std::vector<NormalizedWord>& words, std::size_t begin, std::size_t end, std::vector<bool>& breathes) {
  constexpr std::size_t kFewWords = 4;
  if (end - begin <= kLongestBreath) return;
  const std::size_t middle = begin + (end - begin) / 2;
  std::size_t best = middle;
  double least = 1e9;
  for (std::size_t i = begin + kFewWords; i + kFewWords <= end; ++i) {
    const auto off = static_cast<double>(i > middle ? i - middle : middle - i);
    // A mark is worth six words, a conjunction four; a short word behind a long one mostly begins a phrase.
    const bool opens = letters(words[i]) <= 4 && letters(words[i - 1]) >= 4;
    const double cost = off - (!words[i - 1].after.empty() ? 6 : words[i].joint ? 4 : opens ? 2 : 0);
    if (cost < least) {
      least = cost;
      best = i;
    }
  }
  breathes[best] = true;
  part(words, begin, best, breathes);
  part(words, best, end, breathes);
}

}  // namespace

std::vector<WordProsody> melody_of(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& profile,
                                   const std::string& delivery) {
  return Melody(sentence, profile, delivery).make();
}

bool ends_falling(Question question) { return question != Question::none && question != Question::yes_or_no; }

std::vector<bool> breathing_places(const std::vector<NormalizedWord>& words) {
  std::vector<bool> breathes(words.size(), false);
  std::size_t begin = 0;
  std::size_t phrase = 0;  // where the phrase that is being read begins
  for (std::size_t end = 1; end <= words.size(); ++end) {
    if (end < words.size() && words[end - 1].after.empty()) continue;
    std::size_t next = end + 1;
    while (next < words.size() && words[next - 1].after.empty()) ++next;
    // A comma beside a word or two gets no pause that one could breathe in.
    const bool runs_on = end < words.size() && words[end - 1].after == "," &&
                         (end - phrase < kFewestAtComma || next - end < kFewestAtComma);
    phrase = end;
    if (runs_on) continue;
    part(words, begin, end, breathes);
    begin = end;
  }
  return breathes;
}

}  // namespace sotto::espeak_ng
