#include "synthesis/take.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>

#include "shared/hash.h"
#include "shared/text.h"

namespace sotto {

namespace {

/// Part of each take's name: changes with the shape of the text, trimming, fades, timings, or the file.
constexpr int kTakeVersion = 1;

/// A longer run of italics is a thought, a letter or a verse, not a word that is stressed.
constexpr std::size_t kLongestEmphasis = 4;

/// A profile's pronunciations, found whatever the letter case.
class Pronunciations {
 public:
  explicit Pronunciations(const std::map<std::string, std::string>& given) {
    for (const auto& [word, phonemes] : given) phonemes_.emplace(lower_case(word), phonemes);
  }

  /// The phonemes of a word, also of its possessive.
  std::optional<std::string> of(std::string_view word) const {
    if (phonemes_.empty()) return std::nullopt;
    const std::string key = lower_case(word);
    if (const auto found = phonemes_.find(key); found != phonemes_.end()) return found->second;
    for (const std::string_view mark : {"'s", "\u2019s", "'", "\u2019"}) {
      if (!key.ends_with(mark)) continue;
      const auto found = phonemes_.find(key.substr(0, key.size() - mark.size()));
      if (found == phonemes_.end()) continue;
      return found->second + std::string(possessive_ending(found->second));
    }
    return std::nullopt;
  }

 private:
  std::map<std::string, std::string> phonemes_;
};

/// Text that is built up while its code points are counted: the engine reports words by them.
class EngineText {
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
    markup("]]");
  }

  std::size_t length() const { return length_; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::size_t length_ = 0;
};

/// One spoken word, which may be several for the engine ("nineteen oh five").
void add_word(EngineText& text, std::string_view word, const Pronunciations& pronunciations) {
  if (const auto phonemes = pronunciations.of(word)) return text.phonemes(*phonemes);
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

/// For each word, whether it is stressed: it stands in italics, in a run short enough to be meant so.
std::vector<bool> stressed_words(const std::vector<SpokenWord>& words) {
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

TakeId name_take(const EngineVoice& voice, const std::string& text, const std::string& engine_version) {
  ContentHash hash;
  hash.add("take").add(kTakeVersion).add(engine_version);
  hash.add(voice.voice).add(voice.variant);
  hash.add(voice.rate).add(voice.pitch).add(voice.range).add(voice.volume).add(voice.word_gap);
  hash.add(text);
  return hash.hex();
}

}  // namespace

std::string_view possessive_ending(std::string_view phonemes) {
  constexpr std::string_view kNoSound = "'%,=_:|-; ";
  const std::size_t last = phonemes.find_last_not_of(kNoSound);
  if (last == std::string_view::npos) return "z";
  constexpr std::string_view kHisses = "szSZ";  // also the ends of tS and dZ
  constexpr std::string_view kVoiceless = "ptkfT";
  if (kHisses.find(phonemes[last]) != std::string_view::npos) return "Iz";
  return kVoiceless.find(phonemes[last]) != std::string_view::npos ? "s" : "z";
}

TakeRequest request_take(const SpokenSentence& sentence, const VoiceProfile& profile, const std::string& delivery,
                         const std::string& engine_version) {
  const Pronunciations pronunciations(profile.pronunciations);
  const std::vector<bool> stressed = stressed_words(sentence.words);
  TakeRequest request;
  request.voice = performed(profile, delivery);
  request.place = sentence.span.begin;
  EngineText text;
  bool in_emphasis = false;
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    const SpokenWord& word = sentence.words[i];
    if (i > 0) text.markup(" ");
    if (stressed[i] && !in_emphasis) text.markup("<emphasis>");
    const std::size_t begin = text.length();
    add_word(text, word.text, pronunciations);
    request.words.push_back({begin, text.length()});
    in_emphasis = stressed[i] && i + 1 < sentence.words.size() && stressed[i + 1] && word.after.empty();
    if (stressed[i] && !in_emphasis) text.markup("</emphasis>");
    text.literal(word.after);
  }
  request.text = text.take();
  request.id = name_take(request.voice, request.text, engine_version);
  return request;
}

}  // namespace sotto
