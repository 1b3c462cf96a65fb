#include "synthesis/flite/arpabet.h"

#include <algorithm>
#include <array>

namespace sotto::flite {

namespace {

/// A phoneme and the phones for it: `+` stands for the stress of a vowel, 0 or 1.
struct Sound {
  std::string_view phoneme;
  std::string_view phones;
};

/// Longer ones first where one begins with another. What British English ends in a glide, American ends in r; before
/// another r it is not said twice.
constexpr std::array kSounds = {
    Sound{"aI@", "ay+ ax0"}, Sound{"aI3", "ay+ er0"}, Sound{"aU@", "aw+ er0"}, Sound{"A~", "aa+ n"},
    Sound{"O~", "ao+ n"},    Sound{"E~", "ae+ n"},    Sound{"W~", "ah+ n"},    Sound{"tS", "ch"},
    Sound{"dZ", "jh"},       Sound{"i:", "iy+"},      Sound{"u:", "uw+"},      Sound{"A:", "aa+"},
    Sound{"O:", "ao+"},      Sound{"3:", "er+"},      Sound{"o:", "ow+"},      Sound{"e:", "ey+"},
    Sound{"A@", "aa+ r"},    Sound{"O@", "ao+ r"},    Sound{"o@", "ao+ r"},    Sound{"U@", "uh+ r"},
    Sound{"i@", "ih+ r"},    Sound{"e@", "eh+ r"},    Sound{"oU", "ow+"},      Sound{"@U", "ow+"},
    Sound{"aI", "ay+"},      Sound{"aU", "aw+"},      Sound{"eI", "ey+"},      Sound{"OI", "oy+"},
    Sound{"@L", "ax0 l"},    Sound{"@2", "ax0"},      Sound{"@5", "uh0"},      Sound{"I2", "ih0"},
    Sound{"I#", "ih0"},      Sound{"a#", "ax0"},      Sound{"0#", "aa+"},      Sound{"E2", "eh+"},
    Sound{"t#", "t"},        Sound{"r-", "r"},        Sound{"l^", "l y"},      Sound{"n^", "n y"},
    Sound{"aa", "ae+"},      Sound{"i", "iy+"},       Sound{"I", "ih+"},       Sound{"E", "eh+"},
    Sound{"e", "eh+"},       Sound{"a", "ae+"},       Sound{"A", "aa+"},       Sound{"0", "aa+"},
    Sound{"O", "ao+"},       Sound{"o", "ow+"},       Sound{"U", "uh+"},       Sound{"u", "uw+"},
    Sound{"V", "ah+"},       Sound{"@", "ax+"},       Sound{"3", "er+"},       Sound{"y", "uw+"},
    Sound{"Y", "er+"},       Sound{"W", "er+"},       Sound{"p", "p"},         Sound{"b", "b"},
    Sound{"t", "t"},         Sound{"d", "d"},         Sound{"k", "k"},         Sound{"g", "g"},
    Sound{"f", "f"},         Sound{"v", "v"},         Sound{"T", "th"},        Sound{"D", "dh"},
    Sound{"s", "s"},         Sound{"z", "z"},         Sound{"S", "sh"},        Sound{"Z", "zh"},
    Sound{"C", "hh"},        Sound{"x", "k"},         Sound{"h", "hh"},        Sound{"m", "m"},
    Sound{"n", "n"},         Sound{"N", "ng"},        Sound{"l", "l"},         Sound{"r", "r"},
    Sound{"R", "r"},         Sound{"w", "w"},         Sound{"j", "y"},
};

/// Marks of stress that is no stress, of lengths, joins and pauses.
constexpr std::string_view kLeftOut = ",%=_:|-; ?";

}  // namespace

std::optional<std::string> arpabet_of(std::string_view phonemes) {
  std::string phones;
  char stress = '0';
  for (std::size_t at = 0; at < phonemes.size();) {
    const std::string_view rest = phonemes.substr(at);
    if (rest.front() == '\'') {
      stress = '1';
      ++at;
      continue;
    }
    if (kLeftOut.find(rest.front()) != std::string_view::npos) {
      ++at;
      continue;
    }
    const auto* const sound =
        std::find_if(kSounds.begin(), kSounds.end(), [&](const Sound& one) { return rest.starts_with(one.phoneme); });
    if (sound == kSounds.end()) return std::nullopt;
    at += sound->phoneme.size();
    std::string said(sound->phones);
    if (said.ends_with(" r") && phonemes.substr(at).starts_with('r')) said.resize(said.size() - 2);
    if (const std::size_t mark = said.find('+'); mark != std::string::npos) {
      said[mark] = stress;
      stress = '0';
    }
    if (!phones.empty()) phones += ' ';
    phones += said;
  }
  if (phones.empty()) return std::nullopt;
  return phones;
}

}  // namespace sotto::flite
