// The engine's text: words with their punctuation, and what makes them a performance.
//
// Phrasing. The engine makes 0.19 s of a comma and 0.26 s of every other mark, whatever stands beside it; readers
// breathe longer between long phrases, and hardly at all round a name that is called or between the parts of a list. So
// marks between phrases get a pause by the shorter phrase's words. Where a long phrase runs on without a mark, a
// conjunction in it gets a hesitation that does not end the melody (the engine's weakest breaks lengthen a pause before
// a word and leave the intonation alone).
//
// Melody. How each word departs from the voice's settings (melody.h) is said in the text and not in the settings,
// because a worker that has to set its voice again has to fork anew. Words that depart alike share one tag.

#include "synthesis/espeak_ng/sentence_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>

#include "shared/text.h"
#include "synthesis/engine/ipa_phonemes.h"
#include "synthesis/engine/pronunciations.h"
#include "synthesis/espeak_ng/melody.h"

namespace sotto::espeak_ng {

namespace {

/// Some 60 ms, without an end of the melody.
constexpr std::string_view kHesitation = "<break strength=\"weak\"/>";

/// Milliseconds, where a run of words is too long for one breath.
constexpr double kBreath = 330;

/// Text that is built up while its code points are counted: the engine reports words by them.
class TextBuilder {
 public:
  void markup(std::string_view text) {
    text_ += text;
    length_ += count_code_points(text);
  }

  /// The author's characters: what SSML would read as markup goes in as entities; brackets (two of them begin
  /// phonemes), control characters and private use (which the engine reads as commands) as spaces.
  void literal(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const CodePoint c = code_point_at(text, at);
      at = c.next;
      const bool command =
          c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0) || (c.value >= 0xE000 && c.value < 0xF900);
      if (c.value == U'&') {
        markup("&amp;");
      } else if (c.value == U'<') {
        markup("&lt;");
      } else if (c.value == U'>') {
        markup("&gt;");
      } else if (command || c.value == U'[' || c.value == U']') {
        markup(" ");
      } else {
        append_utf8(text_, c.value);
        ++length_;
      }
    }
  }

  void phonemes(std::string_view phonemes) {
    markup("[[");
    // Two brackets would end the phonemes early; one is a dental t or d.
    std::string safe(phonemes);
    for (std::size_t at = safe.find("]]"); at != std::string::npos; at = safe.find("]]")) safe.erase(at, 1);
    for (const char c : safe) c == '&' ? markup("&amp;") : c == '<' ? markup("&lt;") : markup({&c, 1});
    // Without the space, the engine says the full stop behind them ("dot").
    markup(" ]]");
  }

  /// Whether phonemes were added last. The engine reads a tag directly behind them aloud ("slash prosody").
  bool ends_in_phonemes() const { return text_.ends_with("]]"); }

  std::size_t length() const { return length_; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::size_t length_ = 0;
};

/// One spoken word, which may be several for the engine ("nineteen oh five").
void add_word(TextBuilder& text, const normalization::NormalizedWord& spoken,
              const engine::Pronunciations& pronunciations) {
  if (spoken.phonemes) return text.phonemes(spoken.text);
  if (const auto phonemes = engine::phonemes_of_ipa(spoken.ipa)) return text.phonemes(*phonemes);
  const std::string_view word = spoken.text;
  if (const auto phonemes = pronunciations.of(word)) return text.phonemes(*phonemes);
  if (const auto phonemes = engine::phonemes_of_ipa(spoken.sound)) return text.phonemes(*phonemes);
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t end = std::min(word.find_first_of(" -", at), word.size());
    const std::string_view part = word.substr(at, end - at);
    if (const auto phonemes = pronunciations.of(part)) {
      text.phonemes(*phonemes);
    } else {
      text.literal(part);
    }
    if (end < word.size()) text.literal(word.substr(end, 1));
    at = end + 1;
  }
}

/// Pace, range and loudness of a word. They stay for a sentence, mostly; pitch changes from word to word.
struct Manner {
  int rate = 0;
  int range = 0;
  int volume = 0;
  auto operator<=>(const Manner&) const = default;
};

Manner manner_of(const WordProsody& word) { return {word.rate, word.range, word.volume}; }

/// That of most words; the voice's own where as many have it.
Manner usual_manner(const std::vector<WordProsody>& words) {
  std::map<Manner, std::size_t> counts = {{Manner{}, 1}};
  for (const WordProsody& word : words) ++counts[manner_of(word)];
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most->first;
}

/// `within`: what is set already.
std::string manner_tag(const Manner& manner, const Manner& within = {}) {
  std::string tag = "<prosody";
  if (manner.rate != within.rate) {
    const double rate = 100.0 * (100 + manner.rate) / (100 + within.rate);
    tag += fmt::format(" rate=\"{}%\"", std::lround(rate));
  }
  if (manner.range != within.range) tag += fmt::format(" range=\"{:+}\"", manner.range - within.range);
  if (manner.volume != within.volume) tag += fmt::format(" volume=\"{}\"", 100 + manner.volume);
  return tag + ">";
}

/// For each word, how many stand from the mark before it to the mark after it, itself included.
std::vector<std::size_t> phrase_lengths(const std::vector<normalization::NormalizedWord>& words) {
  std::vector<std::size_t> lengths(words.size());
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin + 1;
    while (end < words.size() && words[end - 1].after.empty()) ++end;
    std::fill(lengths.begin() + static_cast<std::ptrdiff_t>(begin), lengths.begin() + static_cast<std::ptrdiff_t>(end),
              end - begin);
    begin = end;
  }
  return lengths;
}

/// The pause at a mark inside a sentence, between phrases of so many words; 0 leaves it to the engine.
double pause_milliseconds(std::string_view mark, std::size_t before, std::size_t after) {
  const auto shorter = static_cast<double>(std::min(before, after));
  if (mark == ",") return shorter <= 2 ? 0 : 210 + 15 * std::min(shorter, 8.0);
  if (mark == ";") return shorter <= 1 ? 300 : 400;
  if (mark == ":") return 420;
  if (mark == "...") return 520;
  return 0;
}

/// A hesitation before the word: in the middle of a phrase of ten words or more, at a conjunction with a few words on
/// each side.
bool hesitates(const std::vector<normalization::NormalizedWord>& words, const std::vector<std::size_t>& lengths,
               std::size_t word, std::size_t since_pause) {
  constexpr std::size_t kLongPhrase = 10;
  constexpr std::size_t kFewWords = 4;
  if (lengths[word] < kLongPhrase || since_pause < kFewWords) return false;
  std::size_t left = 1;
  while (word + left < words.size() && words[word + left - 1].after.empty()) ++left;
  return left >= kFewWords && words[word].joint;
}

}  // namespace

engine::EngineText sentence_text(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& profile,
                                 const std::string& delivery) {
  const engine::Pronunciations pronunciations(profile.pronunciations);
  const std::vector<normalization::NormalizedWord>& words = sentence.words;
  const std::vector<std::size_t> lengths = phrase_lengths(words);
  const std::vector<WordProsody> melody = melody_of(sentence, profile, delivery);
  const bool sings = profile.reading.melody > 0;
  const std::vector<bool> breathes =
      sings && profile.reading.phrasing > 0 ? breathing_places(words) : std::vector<bool>(words.size(), false);
  engine::EngineText asked;
  TextBuilder text;
  std::size_t since_pause = 0;
  bool in_manner = false;
  bool in_pitch = false;
  const Manner usual = usual_manner(melody);
  if (usual != Manner{}) text.markup(manner_tag(usual));
  for (std::size_t i = 0; i < words.size(); ++i) {
    const normalization::NormalizedWord& word = words[i];
    const bool last = i + 1 == words.size();
    if (i > 0) text.markup(" ");
    if (profile.reading.phrasing > 0 && hesitates(words, lengths, i, since_pause) && !breathes[i]) {
      text.markup(kHesitation);
      since_pause = 0;
    }
    ++since_pause;
    if (!in_manner && manner_of(melody[i]) != usual) {
      text.markup(manner_tag(manner_of(melody[i]), usual));
      in_manner = true;
    }
    if (!in_pitch && melody[i].pitch != 0) {
      text.markup(fmt::format("<prosody pitch=\"{:+}\">", melody[i].pitch));
      in_pitch = true;
    }
    const std::size_t begin = text.length();
    add_word(text, word, pronunciations);
    asked.words.push_back({begin, text.length()});
    const bool parts = !last && breathes[i + 1];
    const bool ends = last || parts;
    const bool ends_manner = ends || manner_of(melody[i + 1]) != manner_of(melody[i]);
    const bool ends_pitch = ends_manner || melody[i + 1].pitch != melody[i].pitch;
    const int closing =
        (in_pitch && ends_pitch ? 1 : 0) + (in_manner && ends_manner ? 1 : 0) + (last && usual != Manner{} ? 1 : 0);
    // A question that falls is a statement to the engine.
    const std::string mark = parts && word.after.empty()                                             ? ","
                             : sings && word.after == "?" && ends_falling(sentence.question) && last ? "."
                                                                                                     : word.after;
    const bool marked = text.ends_in_phonemes();
    if (marked) {
      text.literal(mark);
      if (mark.empty() && closing > 0) text.markup(" ");
    }
    // Before the mark: after it, the engine would add another pause.
    for (int tag = 0; tag < closing; ++tag) text.markup("</prosody>");
    in_pitch = in_pitch && !ends_pitch;
    in_manner = in_manner && !ends_manner;
    if (!marked) text.literal(mark);
    if (parts) {
      text.markup(fmt::format("<break time=\"{:.0f}ms\"/>", profile.reading.phrasing * kBreath));
      since_pause = 0;
      continue;
    }
    if (last || word.after.empty()) continue;
    since_pause = 0;
    const double pause = profile.reading.phrasing * pause_milliseconds(word.after, lengths[i], lengths[i + 1]);
    if (pause > 0) text.markup(fmt::format("<break time=\"{:.0f}ms\"/>", pause));
  }
  asked.text = text.take();
  return asked;
}

}  // namespace sotto::espeak_ng
