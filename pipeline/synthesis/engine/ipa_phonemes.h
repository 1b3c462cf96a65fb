#pragma once

/// The International Phonetic Alphabet in the phonemes that all engines are given.

#include <optional>
#include <string>
#include <string_view>

namespace sotto::engine {

/// The phonemes of English for a transcription in IPA ("ˈnɛðəɹfiːld" -> "n'ED@rfi:ld"); marks that
/// English does not need are left out. Nothing where the transcription has a sound that English has none for.
std::optional<std::string> phonemes_of_ipa(std::string_view ipa);

}  // namespace sotto::engine
