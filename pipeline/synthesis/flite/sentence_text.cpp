#include "synthesis/flite/sentence_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "shared/ascii.h"
#include "shared/hash.h"
#include "shared/text.h"
#include "synthesis/engine/ipa_phonemes.h"
#include "synthesis/engine/pronunciations.h"
#include "synthesis/engine/variation.h"
#include "synthesis/flite/arpabet.h"

namespace sotto::flite {

namespace {

/// The steps in which profiles count variation of the pitch are thirds of a semitone.
constexpr double kPitchStep = 1.0194;
/// An exclamation widens the intonation by so much for each step that it raises the pitch.
constexpr double kRangeStep = 0.06;

Factors factors_of(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& profile,
                   const std::string& delivery) {
  const cast::ReadingStyle& reading = profile.reading;
  Factors factors;
  if (reading.vary_rate > 0 || reading.vary_pitch > 0) {
    ContentHash hash;
    hash.add("flite variation").add(profile.engine.text("voice")).add(profile.engine.number("formants")).add(delivery);
    for (const normalization::NormalizedWord& word : sentence.words) hash.add(word.text).add(word.after);
    const engine::Variation variation(hash);
    factors.rate += variation.at(0) * reading.vary_rate / 100;
    factors.pitch *= std::pow(kPitchStep, variation.at(1) * reading.vary_pitch);
  }
  if (!sentence.words.empty() && sentence.words.back().after == "!") {
    factors.pitch *= std::pow(kPitchStep, reading.exclaim);
    factors.range += kRangeStep * reading.exclaim;
  }
  return factors;
}

bool is_spoken(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '\'';
}

/// The words of a word, in letters, digits and apostrophes of ASCII; what has none in ASCII is left out.
std::vector<std::string> plain_words(std::string_view word) {
  std::vector<std::string> words;
  bool open = false;
  for (const char c : to_ascii(word)) {
    if (!is_spoken(c)) {
      open = false;
      continue;
    }
    if (!open) words.emplace_back();
    open = true;
    words.back() += c;
  }
  // Apostrophes alone are no word.
  std::erase_if(words, [](const std::string& one) { return one.find_first_not_of('\'') == std::string::npos; });
  return words;
}

/// As flite hears it: it knows no longer pause than that of a full stop.
std::string_view mark(std::string_view after, bool last) {
  if (after == "?" || after == "!") return after;
  if (last) return ".";
  return after == "..." ? "," : after;
}

}  // namespace

engine::EngineText sentence_text(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& profile,
                                 const std::string& delivery) {
  const engine::Pronunciations pronunciations(profile.pronunciations);
  engine::EngineText asked;
  std::string& text = asked.text;
  const Factors factors = factors_of(sentence, profile, delivery);
  if (factors != Factors{}) {
    text = fmt::format("<rate={:.3f} pitch={:.3f} range={:.2f}>", factors.rate, factors.pitch, factors.range);
  }
  bool any = false;
  const auto add_phones = [&](const std::optional<std::string>& phonemes) {
    const auto phones = phonemes ? arpabet_of(*phonemes) : std::nullopt;
    if (!phones) return false;
    if (!text.empty()) text += ' ';
    text += '{' + *phones + '}';
    return true;
  };
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    const normalization::NormalizedWord& word = sentence.words[i];
    const std::size_t begin = text.size() + (text.empty() ? 0 : 1);
    const std::size_t before = text.size();
    const bool known = word.phonemes       ? add_phones(word.text)
                       : !word.ipa.empty() ? add_phones(engine::phonemes_of_ipa(word.ipa))
                                           : add_phones(pronunciations.of(word.text));
    if (!known && !word.phonemes) {
      for (const std::string& part : plain_words(word.text)) {
        if (add_phones(pronunciations.of(part))) continue;
        if (!text.empty()) text += ' ';
        text += part;
      }
    }
    const bool said = text.size() > before;
    any = any || said;
    asked.words.push_back(said ? Span{begin, text.size()} : Span{text.size(), text.size()});
    if (any) text += mark(word.after, i + 1 == sentence.words.size());
  }
  if (!any) text.clear();
  return asked;
}

ParsedText parse_text(std::string_view text) {
  ParsedText parsed;
  std::size_t at = 0;
  if (text.starts_with('<')) {
    const std::size_t end = text.find('>');
    const std::string head(text.substr(0, end));
    const auto factor = [&](const char* key) {
      const std::size_t place = head.find(key);
      return place == std::string::npos
                 ? 1.0
                 : std::strtod(head.c_str() + place + std::char_traits<char>::length(key), nullptr);
    };
    parsed.factors = {factor("rate="), factor("pitch="), factor("range=")};
    at = end == std::string_view::npos ? text.size() : end + 1;
  }
  while (at < text.size()) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    Token& token = parsed.tokens.emplace_back();
    token.position = at;
    if (text[at] == '{') {
      const std::size_t end = std::min(text.find('}', at), text.size() - 1);
      token.phones = text.substr(at + 1, end - at - 1);
      at = end + 1;
    }
    const std::size_t end = std::min(text.find(' ', at), text.size());
    token.word = text.substr(at, end - at);
    at = end;
  }
  return parsed;
}

}  // namespace sotto::flite
