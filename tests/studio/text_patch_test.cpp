#include "studio/text_patch.h"

#include <gtest/gtest.h>

#include <random>

namespace sotto::studio {
namespace {

TEST(TextPatch, MakesAndTakesBackEveryByte) {
  std::mt19937 random(7);
  const auto text = [&] {
    std::string all;
    for (auto i = random() % 30; i > 0; --i) all += std::string(1, static_cast<char>('a' + random() % 4)) + "\n";
    if (random() % 3 == 0) all += "no end";
    return all;
  };
  for (int i = 0; i < 2000; ++i) {
    const std::string before = text();
    const std::string after = text();
    const TextPatch patch = make_patch(before, after);
    EXPECT_EQ(apply_patch(before, patch), after);
    EXPECT_EQ(apply_patch(after, inverse(patch)), before);
    EXPECT_EQ(inverse(inverse(patch)), patch);
  }
  EXPECT_TRUE(make_patch("a\nb\n", "a\nb\n").empty());
}

TEST(TextPatch, IsTakenBackInATextThatChangedElsewhere) {
  const TextPatch patch = make_patch("one\ntwo\nthree\n", "one\n2\nthree\n");
  EXPECT_EQ(apply_patch("zero\nhalf\none\n2\nthree\nfour\n", inverse(patch)), "zero\nhalf\none\ntwo\nthree\nfour\n");
  EXPECT_EQ(apply_patch("one\nII\nthree\n", inverse(patch)), std::nullopt);
}

TEST(TextPatch, LinesThatAreGoneComeBackToTheirPlace) {
  const TextPatch patch = make_patch("a\nb\nc\n", "a\nc\n");
  EXPECT_EQ(apply_patch("new\na\nc\n", inverse(patch)), "new\na\nb\nc\n");
  EXPECT_EQ(apply_patch("new\nc\n", inverse(patch)), std::nullopt);
}

}  // namespace
}  // namespace sotto::studio
