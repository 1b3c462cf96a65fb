#include "shared/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace sotto {
namespace {

using ::testing::ElementsAre;

TEST(Text, DecodesEveryLengthAndRefusesWhatIsIllFormed) {
  struct Case {
    std::string bytes;
    char32_t value;
    std::size_t next;
  };
  const std::vector<Case> cases = {
      {"a", U'a', 1},
      {"é", U'é', 2},
      {"“", U'“', 3},
      {"😀", U'😀', 4},
      {"\xFF", 0xFFFD, 1},
      {"\xC3", 0xFFFD, 1},              // cut short
      {"\xC0\x80", 0xFFFD, 1},          // overlong NUL
      {"\xED\xA0\x80", 0xFFFD, 1},      // surrogate
      {"\xF4\x90\x80\x80", 0xFFFD, 1},  // above U+10FFFF
  };
  for (const Case& c : cases) {
    const CodePoint point = code_point_at(c.bytes, 0);
    EXPECT_EQ(point.value, c.value) << c.bytes;
    EXPECT_EQ(point.next, c.next) << c.bytes;
  }
}

TEST(Text, WalkingBackwardsVisitsTheSamePlaces) {
  std::mt19937 random(7);
  std::string bytes;
  for (int i = 0; i < 400; ++i) {
    if (random() % 3 == 0) {
      bytes.push_back(static_cast<char>(random() % 256));
    } else {
      append_utf8(bytes, static_cast<char32_t>(random() % 0x3000 + 1));
    }
  }
  std::vector<std::size_t> forward;
  for (std::size_t i = 0; i < bytes.size(); i = code_point_at(bytes, i).next) forward.push_back(i);
  std::vector<std::size_t> backward;
  for (std::size_t i = bytes.size(); i > 0;) {
    i = code_point_before(bytes, i).next;
    backward.insert(backward.begin(), i);
  }
  EXPECT_EQ(forward, backward);
}

TEST(Text, Utf8RoundTrips) {
  for (const char32_t c : {U'a', U'\u007F', U'\u0080', U'\u07FF', U'\u0800', U'\uFFFF', U'\U00010000', U'\U0010FFFF'}) {
    std::string text;
    append_utf8(text, c);
    EXPECT_EQ(code_point_at(text, 0).value, c);
    EXPECT_EQ(code_point_at(text, 0).next, text.size());
  }
}

TEST(Text, WordsKeepApostrophesAndLettersOfEveryAlphabet) {
  EXPECT_THAT(words_of("Don’t—she said, 'stop'... 1905 café!"),
              ElementsAre("don't", "she", "said", "stop", "1905", "café"));
  EXPECT_THAT(words_of("the boys' game"), ElementsAre("the", "boys", "game"));
  EXPECT_THAT(words_of(" — * * * — "), ElementsAre());
}

TEST(Text, SlugsAreSafeFileNames) {
  EXPECT_EQ(slug("The Old Woman"), "the-old-woman");
  EXPECT_EQ(slug("René d'Arc"), "rene-darc");
  EXPECT_EQ(slug("../../etc/passwd"), "etc-passwd");
  EXPECT_EQ(slug("***"), "x");
  EXPECT_EQ(slug(""), "x");
}

TEST(Text, EditDistanceCountsSwapsAsOne) {
  EXPECT_EQ(edit_distance("pitch", "ptich"), 1U);
  EXPECT_EQ(edit_distance("Pitch", "pitch"), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(Text, SuggestsTheNearestOrListsTheKnown) {
  EXPECT_EQ(suggest("mge", {"erik", "meg"}), "did you mean 'meg'?");
  EXPECT_EQ(suggest("zebra", {"erik", "meg"}), "known: erik, meg");
  EXPECT_EQ(suggest("zebra", {}), "");
}

TEST(Text, SpaceIsFoldedAndTrimmed) {
  EXPECT_EQ(fold_space(" \r\n a\t\n b\xC2\xA0 c "), "a b c");
  EXPECT_EQ(trim_space("\xEF\xBB\xBF\n x y \n"), "x y");
  EXPECT_EQ(trim_space("   "), "");
}

TEST(Text, ControlCharactersNeverReachTheTerminal) {
  EXPECT_EQ(printable("a\033[31mb"), "a\uFFFD[31mb");
  const std::string right_to_left_override = {'\xE2', '\x80', '\xAE'};
  EXPECT_EQ(printable("a" + right_to_left_override + "b"), "a\uFFFDb");
  EXPECT_EQ(printable("é — 😀\n"), "é — 😀\n");
}

TEST(Text, CodePointOffsetsInAnyOrder) {
  const std::string text = "aé“😀z";
  CodePointOffsets offsets(text);
  EXPECT_EQ(offsets.at(text.size()), 5U);
  EXPECT_EQ(offsets.at(0), 0U);
  EXPECT_EQ(offsets.at(3), 2U);
}

TEST(FileSlug, IsTakenByEverySystem) {
  EXPECT_EQ(file_slug("The Mask"), "the-mask");
  for (const char* device : {"CON", "prn", "Aux", "NUL", "com1", "LPT9"}) {
    EXPECT_EQ(file_slug(device), lower_case(device) + "-");
  }
  EXPECT_EQ(file_slug("console"), "console");
  EXPECT_EQ(file_slug("../../etc/passwd"), "etc-passwd");
  EXPECT_EQ(file_slug("a:b*c?<d>|\"e\\f"), "a-b-c-d-e-f");
  EXPECT_EQ(file_slug("..."), "x");
  std::string longest;
  for (int i = 0; i < 100; ++i) longest += "word ";
  EXPECT_EQ(file_slug(longest).size(), 59U);  // cut at a hyphen
  std::string greek;
  for (int i = 0; i < 100; ++i) greek += "\u03bb";
  EXPECT_EQ(file_slug(greek).size(), 60U);
  EXPECT_EQ(count_code_points(file_slug(greek)), 30U);
}

TEST(CodePointOffsets, AnswerInAnyOrder) {
  const std::string text = "a\u00e9\u20ac\U0001F600b\xFFz";
  for (const std::size_t first : {0U, 3U, 10U, 12U}) {
    CodePointOffsets offsets(text);
    offsets.at(first);
    EXPECT_EQ(offsets.at(12), 6U);
    EXPECT_EQ(offsets.at(6), 3U);
    EXPECT_EQ(offsets.at(11), 5U);
    EXPECT_EQ(offsets.at(1), 1U);
    EXPECT_EQ(offsets.at(0), 0U);
  }
}

}  // namespace
}  // namespace sotto
