#include "synthesis/engine/ipa_phonemes.h"

#include <algorithm>
#include <array>

#include "shared/text.h"

namespace sotto::engine {

namespace {

struct Sound {
  std::string_view ipa;
  std::string_view phoneme;
  bool vowel = false;
  bool before_consonant = false;  ///< only there, or at the end: an "r" that some accents leave out
};

/// Longer ones first where one begins with another. docs/engines.md says whose phonemes they are.
constexpr std::array kSounds = {Sound{"t\u0361\u0283", "tS"},
                                Sound{"d\u0361\u0292", "dZ"},
                                Sound{"tʃ", "tS"},
                                Sound{"dʒ", "dZ"},
                                Sound{"ʧ", "tS"},
                                Sound{"ʤ", "dZ"},
                                Sound{"aɪə", "aI@", true},
                                Sound{"aʊə", "aU@", true},
                                Sound{"aɪ", "aI", true},
                                Sound{"aʊ", "aU", true},
                                Sound{"eɪ", "eI", true},
                                Sound{"oʊ", "oU", true},
                                Sound{"əʊ", "oU", true},
                                Sound{"ɔɪ", "OI", true},
                                Sound{"ɪə", "i@", true},
                                Sound{"eə", "e@", true},
                                Sound{"ɛə", "e@", true},
                                Sound{"ʊə", "U@", true},
                                Sound{"ɜːr", "3:", true},
                                Sound{"ɜr", "3:", true},
                                Sound{"ɜː", "3:", true},
                                Sound{"ɝː", "3:", true},
                                Sound{"ɝ", "3:", true},
                                Sound{"ɜ", "3:", true},
                                Sound{"ɚ", "3", true},
                                Sound{"ɔːɹ", "O@", true, true},
                                Sound{"ɑːɹ", "A@", true, true},
                                Sound{"ɑː", "A:", true},
                                Sound{"ɔː", "O:", true},
                                Sound{"iː", "i:", true},
                                Sound{"uː", "u:", true},
                                Sound{"ɑ", "A:", true},
                                Sound{"ɔ", "O:", true},
                                Sound{"u", "u:", true},
                                Sound{"ɪ", "I", true},
                                Sound{"i", "i", true},
                                Sound{"ɛ", "E", true},
                                Sound{"e", "E", true},
                                Sound{"æ", "a", true},
                                Sound{"a", "a", true},
                                Sound{"ʌ", "V", true},
                                Sound{"ɒ", "0", true},
                                Sound{"ʊ", "U", true},
                                Sound{"ə", "@", true},
                                Sound{"ɐ", "@", true},
                                Sound{"ɨ", "I", true},
                                Sound{"o", "oU", true},
                                Sound{"θ", "T"},
                                Sound{"ð", "D"},
                                Sound{"ʃ", "S"},
                                Sound{"ʒ", "Z"},
                                Sound{"ŋ", "N"},
                                Sound{"ɡ", "g"},
                                Sound{"ɹ", "r"},
                                Sound{"ɾ", "t"},
                                Sound{"ɫ", "l"},
                                Sound{"ʍ", "w"},
                                Sound{"x", "x"},
                                Sound{"y", "j"},
                                Sound{"j", "j"},
                                Sound{"p", "p"},
                                Sound{"b", "b"},
                                Sound{"t", "t"},
                                Sound{"d", "d"},
                                Sound{"k", "k"},
                                Sound{"g", "g"},
                                Sound{"f", "f"},
                                Sound{"v", "v"},
                                Sound{"s", "s"},
                                Sound{"z", "z"},
                                Sound{"h", "h"},
                                Sound{"m", "m"},
                                Sound{"n", "n"},
                                Sound{"l", "l"},
                                Sound{"r", "r"},
                                Sound{"w", "w"}};

/// Lengths of consonants, ties, syllables' bounds and the like.
constexpr std::u32string_view kLeftOut = U"ːˑ\u0361\u035C\u0329\u030D.‿()/[]ʰʲˠ\u0303\u032F";

/// The sound that a transcription begins with; null where English has none for it.
const Sound* sound_at(std::string_view ipa) {
  for (const Sound& one : kSounds) {
    if (!ipa.starts_with(one.ipa)) continue;
    std::string_view rest = ipa.substr(one.ipa.size());
    for (const std::string_view stress : {"ˈ", "ˌ"}) {
      if (rest.starts_with(stress)) rest.remove_prefix(stress.size());
    }
    const auto before = [&](const Sound& next) { return next.vowel && rest.starts_with(next.ipa); };
    if (!one.before_consonant || std::none_of(kSounds.begin(), kSounds.end(), before)) return &one;
  }
  return nullptr;
}

}  // namespace

std::optional<std::string> phonemes_of_ipa(std::string_view ipa) {
  std::string phonemes;
  std::string stress;  // IPA writes it before the syllable, the engine before the vowel
  for (std::size_t at = 0; at < ipa.size();) {
    const std::string_view rest = ipa.substr(at);
    const CodePoint c = code_point_at(ipa, at);
    if (c.value == U'ˈ' || c.value == U'\'' || c.value == U'ˌ' || c.value == U',') {
      stress = c.value == U'ˈ' || c.value == U'\'' ? "'" : ",";
      at = c.next;
      continue;
    }
    const auto* const sound = sound_at(rest);
    if (sound != nullptr) {
      if (sound->vowel) phonemes += stress;
      if (sound->vowel) stress.clear();
      phonemes += sound->phoneme;
      at += sound->ipa.size();
      continue;
    }
    if (is_space(c.value) || c.value == U'-') {
      if (!phonemes.empty() && phonemes.back() != ' ') phonemes += ' ';
    } else if (kLeftOut.find(c.value) == std::u32string_view::npos) {
      return std::nullopt;
    }
    at = c.next;
  }
  phonemes = std::string(trim_space(phonemes));
  if (phonemes.empty()) return std::nullopt;
  return phonemes;
}

}  // namespace sotto::engine
