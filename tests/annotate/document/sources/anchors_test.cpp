#include "annotate/document/sources/anchors.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "shared/text.h"

namespace sotto::document {
namespace {

AnchorMap copy_of(const std::string& text, const std::vector<DecodedRun>& runs = {}) {
  AnchorBuilder builder;
  builder.begin_file("", text, runs);
  builder.add_copy(0, {0, text.size()});
  return builder.finish();
}

TEST(Anchors, OfATextThatIsItsFile) {
  const std::string text = "One\nzwëi drei\r\n\nlast";
  for (const AnchorMap& anchors : {AnchorMap(), copy_of(text)}) {
    EXPECT_EQ(anchors.locate(text, 0), (SourceLocation{"", 0, 1, 1}));
    EXPECT_EQ(anchors.locate(text, 3), (SourceLocation{"", 3, 1, 4}));
    EXPECT_EQ(anchors.locate(text, text.find("drei")), (SourceLocation{"", 10, 2, 6}));
    EXPECT_EQ(anchors.locate(text, text.find("last")), (SourceLocation{"", 17, 4, 1}));
    EXPECT_EQ(anchors.locate(text, text.size() + 9), (SourceLocation{"", 21, 4, 5}));
  }
}

TEST(Anchors, AByteOrderMarkIsNoColumn) {
  const std::string text = "\xEF\xBB\xBFOne\ntwo";
  const AnchorMap anchors = copy_of(text);
  EXPECT_EQ(anchors.locate(text, 0), (SourceLocation{"", 0, 1, 1}));
  EXPECT_EQ(anchors.locate(text, 3), (SourceLocation{"", 3, 1, 1}));
  EXPECT_EQ(anchors.locate(text, 5), (SourceLocation{"", 5, 1, 3}));
  EXPECT_EQ(anchors.locate(text, 7), (SourceLocation{"", 7, 2, 1}));
}

TEST(Anchors, FollowCharactersOfAnotherWidthInTheFile) {
  // "é“x" from a byte each, then two bytes each, then as in UTF-8.
  const std::string text = "é“xaëcé";
  const std::vector<DecodedRun> runs{{0, 10, 1}, {6, 13, 2}, {9, 17, kSameBytes}};
  const AnchorMap anchors = copy_of(text, runs);
  std::vector<std::size_t> bytes;
  for (std::size_t i = 0; i < text.size(); i = code_point_at(text, i).next) {
    bytes.push_back(anchors.locate(text, i).byte);
  }
  EXPECT_EQ(bytes, (std::vector<std::size_t>{10, 11, 12, 13, 15, 17, 18}));
}

TEST(Anchors, LongRunsAreCutBetweenCharacters) {
  std::string text;
  while (text.size() < 5 * AnchorMap::kLongestRun) text += "é“x\n";
  const AnchorMap anchors = copy_of(text);
  EXPECT_GE(anchors.runs(), 5U);
  EXPECT_LE(anchors.runs(), 7U);
  std::size_t line = 1;
  std::size_t column = 1;
  for (std::size_t i = 0; i < text.size();) {
    ASSERT_EQ(anchors.locate(text, i), (SourceLocation{"", i, line, column}));
    ++column;
    if (text[i] == '\n') {
      ++line;
      column = 1;
    }
    i = code_point_at(text, i).next;
  }
}

TEST(Anchors, OneCharacterMayStandForManyAndManyForOne) {
  const std::string content = "Rain &mdash; <b>rain</b>&hellip;";
  const std::string text = "Rain — rain...";
  AnchorBuilder builder;
  builder.begin_file("", content, {});
  builder.add_copy(0, {0, 5});
  builder.add_replacement(5, 5);
  builder.add_copy(8, {12, 13});
  builder.add_copy(9, {16, 20});
  builder.add_replacement(13, 24);
  const AnchorMap anchors = builder.finish();
  EXPECT_EQ(anchors.locate(text, 4).byte, 4U);
  EXPECT_EQ(anchors.locate(text, 5).byte, 5U);
  EXPECT_EQ(anchors.locate(text, 8).byte, 12U);
  EXPECT_EQ(anchors.locate(text, 10), (SourceLocation{"", 17, 1, 18}));
  for (const std::size_t point : {13U, 14U, 15U}) EXPECT_EQ(anchors.locate(text, point).byte, 24U);
}

TEST(Anchors, ATextMayComeFromSeveralFilesAndFromBackInOne) {
  const std::string first = "a\nb";
  const std::string second = "c\nd";
  const std::string text = "bacd";
  AnchorBuilder builder;
  builder.begin_file("one.txt", first, {});
  builder.add_copy(0, {2, 3});
  builder.add_copy(1, {0, 1});
  builder.begin_file("two.txt", second, {});
  builder.add_copy(2, {0, 1});
  builder.add_copy(3, {2, 3});
  const AnchorMap anchors = builder.finish();
  EXPECT_EQ(anchors.locate(text, 0), (SourceLocation{"one.txt", 2, 2, 1}));
  EXPECT_EQ(anchors.locate(text, 1), (SourceLocation{"one.txt", 0, 1, 1}));
  EXPECT_EQ(anchors.locate(text, 2), (SourceLocation{"two.txt", 0, 1, 1}));
  EXPECT_EQ(anchors.locate(text, 3), (SourceLocation{"two.txt", 2, 2, 1}));
}

}  // namespace
}  // namespace sotto::document
