#include "shared/ascii.h"

#include <gtest/gtest.h>

namespace sotto {
namespace {

TEST(Ascii, LettersWithMarksAndOfOtherScriptsBecomePlainOnes) {
  EXPECT_EQ(to_ascii("plain, 'as' it is"), "plain, 'as' it is");
  EXPECT_EQ(to_ascii("René Œuvre Ångström"), "Rene OEuvre Angstrom");
  EXPECT_EQ(to_ascii("O’Brien"), "O'Brien");
  EXPECT_EQ(to_ascii("Смит"), "Smit");
  EXPECT_EQ(to_ascii("\U0001F600"), "");
}

}  // namespace
}  // namespace sotto
