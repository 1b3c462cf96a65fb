#include "annotate/language/language.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "annotate/language/en/english_morphology.h"
#include "annotate/language/languages.h"
#include "shared/failure.h"

namespace sotto::language {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Language, HasItsListsByName) {
  const Language& english = default_language();
  EXPECT_TRUE(english.words("kin-male").contains("uncle"));
  EXPECT_EQ((*english.table("short-names").find("lizzy"))[1], "elizabeth");
  EXPECT_TRUE(english.words("writing-words", "says").contains("letter"));
  EXPECT_THROW(english.words("no-such-list"), std::out_of_range);
  EXPECT_THROW(english.words("writing-words", "no-such-class"), std::out_of_range);
}

TEST(Language, FillsWordsIntoPhrases) {
  EXPECT_EQ(default_language().phrase("name-phrases", "pair", "Meg", "Erik"), "Meg and Erik");
  EXPECT_EQ(default_language().phrase("name-phrases", "unknown-man"), "the man");
}

TEST(Language, HasItsLearnedModels) {
  EXPECT_EQ(default_language().model("speaker_ranker.model").name, "en/speaker_ranker.model");
  EXPECT_TRUE(default_language().model("speaker_ranker.model").bytes.starts_with("# "));
  try {
    default_language().model("none.model");
    FAIL() << "there is no such model";
  } catch (const MachineFailure& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("en/none.model"));
  }
}

TEST(Language, ClassesAreListsOfTheirTable) {
  WordLists lists;
  lists.read("x.txt", "[tones: noun | classes]\nvoice | speaks manner\ntone | manner\ncry |\n");
  const auto words = [&](std::string_view of) {
    return std::vector<std::string_view>(lists.words("tones", of).begin(), lists.words("tones", of).end());
  };
  EXPECT_THAT(words("manner"), ElementsAre("voice", "tone"));
  EXPECT_THAT(words("speaks"), ElementsAre("voice"));
}

}  // namespace
}  // namespace sotto::language
