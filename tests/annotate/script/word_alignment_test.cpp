#include "annotate/script/word_alignment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace sotto::script {
namespace {

using Words = std::vector<std::uint32_t>;

/// Numbers below a limit, the same in each run.
class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  std::uint32_t operator()(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

 private:
  std::mt19937 random_;
};

/// The words of both texts with their partners marked: "a b [c]" are words without one.
std::string show(const std::string& before, const std::string& after) {
  WordNumbers numbers;
  Words old_words;
  Words new_words;
  std::vector<Span> places;
  numbers.append(before, {0, before.size()}, old_words, &places);
  numbers.append(after, {0, after.size()}, new_words, nullptr);
  const Words partners = align_words(old_words, new_words);
  std::string out;
  for (std::size_t i = 0; i < partners.size(); ++i) {
    const std::string word(places[i].of(before));
    if (i > 0) out += ' ';
    out += partners[i] == kNoWord ? '[' + word + ']' : word + std::to_string(partners[i]);
  }
  return out;
}

TEST(WordAlignment, Table) {
  EXPECT_EQ(show("the rain fell", "the rain fell"), "the0 rain1 fell2");
  EXPECT_EQ(show("the rain fell", "the cold rain fell"), "the0 rain2 fell3");
  EXPECT_EQ(show("the cold rain fell", "the rain fell"), "the0 [cold] rain1 fell2");
  EXPECT_EQ(show("\"Don’t!\" she said.", "She said: \"DON'T!\""), "[Don’t] she0 said1");
  EXPECT_EQ(show("all gone", ""), "[all] [gone]");
  EXPECT_EQ(show("", "all new"), "");
  EXPECT_EQ(show("one two three", "four five six"), "[one] [two] [three]");
}

/// The length of the longest common subsequence, by the textbook.
std::size_t longest_common(const Words& a, const Words& b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const std::uint32_t word : a) {
    std::size_t corner = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = word == b[j] ? corner + 1 : std::max(above, row[j]);
      corner = above;
    }
  }
  return row.back();
}

void expect_sound(const Words& a, const Words& b, const Words& partners) {
  ASSERT_EQ(partners.size(), a.size());
  std::int64_t last = -1;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (partners[i] == kNoWord) continue;
    ASSERT_LT(partners[i], b.size());
    ASSERT_EQ(a[i], b[partners[i]]);
    ASSERT_GT(static_cast<std::int64_t>(partners[i]), last);
    last = partners[i];
  }
}

std::size_t count_partners(const Words& partners) {
  return partners.size() - static_cast<std::size_t>(std::count(partners.begin(), partners.end(), kNoWord));
}

TEST(WordAlignment, IsTheBestForSmallTexts) {
  Dice random(7);
  for (int round = 0; round < 300; ++round) {
    Words a(random(40));
    Words b(random(40));
    const std::uint32_t vocabulary = 1 + random(12);
    for (std::uint32_t& word : a) word = random(vocabulary);
    for (std::uint32_t& word : b) word = random(vocabulary);
    const Words partners = align_words(a, b);
    expect_sound(a, b, partners);
    ASSERT_EQ(count_partners(partners), longest_common(a, b));
  }
}

TEST(WordAlignment, LargeTextsWithManyChanges) {
  Dice random(11);
  Words a(60'000);
  // Small numbers are frequent, as words are.
  for (std::uint32_t& word : a) word = (random(100)) * (random(100));
  Words b;
  std::size_t kept = 0;
  for (const std::uint32_t word : a) {
    const std::uint32_t chance = random(40);
    if (chance == 0) continue;
    if (chance == 1) b.push_back(random(10'000));
    b.push_back(word);
    ++kept;
  }
  const Words partners = align_words(a, b);
  expect_sound(a, b, partners);
  EXPECT_GT(count_partners(partners), kept * 98 / 100);
}

TEST(WordAlignment, OneRepeatedWordIsNoTrouble) {
  const Words a(30'000, 1);
  const Words b(20'000, 1);
  const Words partners = align_words(a, b);
  expect_sound(a, b, partners);
  EXPECT_EQ(count_partners(partners), 20'000U);
}

}  // namespace
}  // namespace sotto::script
