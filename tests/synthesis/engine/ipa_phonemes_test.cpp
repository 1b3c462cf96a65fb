#include "synthesis/engine/ipa_phonemes.h"

#include <gtest/gtest.h>

namespace sotto::engine {
namespace {

TEST(IpaPhonemes, AreThoseOfEnglish) {
  EXPECT_EQ(phonemes_of_ipa("ˈθɜrti dɪˈgriz"), "T'3:ti dIgr'iz");
  EXPECT_EQ(phonemes_of_ipa("nɔrθ"), "nO:rT");
  EXPECT_EQ(phonemes_of_ipa("ˌsaʊθˈwɛst"), "s,aUTw'Est");
  EXPECT_EQ(phonemes_of_ipa("tʃɜːtʃ"), "tS3:tS");
  EXPECT_EQ(phonemes_of_ipa("ˈlɪt.əl̩"), "l'It@l");
  EXPECT_EQ(phonemes_of_ipa("ˈɹɛkɔːɹd"), "r'EkO@d") << "the voice tells whether the r is heard";
  EXPECT_EQ(phonemes_of_ipa("ɔːɹəl"), "O:r@l");
  EXPECT_EQ(phonemes_of_ipa(""), std::nullopt);
  EXPECT_EQ(phonemes_of_ipa("ǃ"), std::nullopt);
}

}  // namespace
}  // namespace sotto::engine
