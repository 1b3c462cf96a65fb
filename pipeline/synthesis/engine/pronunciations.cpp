#include "synthesis/engine/pronunciations.h"

#include <utility>

#include "shared/text.h"
#include "synthesis/engine/ipa_phonemes.h"

namespace sotto::engine {

Pronunciations::Pronunciations(const std::map<std::string, Pronunciation>& given) {
  for (const auto& [word, said] : given) {
    std::optional<std::string> phonemes = said.ipa ? phonemes_of_ipa(said.phonemes) : said.phonemes;
    if (phonemes) phonemes_.emplace(lower_case(word), std::move(*phonemes));
  }
}

std::optional<std::string> Pronunciations::of(std::string_view word) const {
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

std::string_view possessive_ending(std::string_view phonemes) {
  constexpr std::string_view kNoSound = "'%,=_:|-; ";
  const std::size_t last = phonemes.find_last_not_of(kNoSound);
  if (last == std::string_view::npos) return "z";
  constexpr std::string_view kHisses = "szSZ";  // also the ends of tS and dZ
  constexpr std::string_view kVoiceless = "ptkfT";
  if (kHisses.find(phonemes[last]) != std::string_view::npos) return "Iz";
  return kVoiceless.find(phonemes[last]) != std::string_view::npos ? "s" : "z";
}

}  // namespace sotto::engine
