#include "annotate/document/sources/text_edits.h"

#include <gtest/gtest.h>

namespace sotto::document {
namespace {

Source source_of(std::string text) {
  Source source;
  AnchorBuilder anchors;
  const std::vector<DecodedRun> runs;
  anchors.begin_file("", text, runs);
  anchors.add_copy(0, {0, text.size()});
  source.anchors = anchors.finish();
  source.text = std::move(text);
  return source;
}

TEST(TextEditsTest, PlacesMoveWithTheirCharacters) {
  Source source = source_of("It be-\nlow é[1] rained.\n\n[2]\n");
  source.blocks = {{Block::Kind::paragraph, {0, 24}}, {Block::Kind::paragraph, {26, 29}}};
  source.emphasis = {{3, 10}, {13, 16}};
  source.chapters = {{"One", {0, 2}, {0, 29}}};
  edit_source(source, {{{5, 7}, ""}, {{13, 16}, ""}, {{26, 29}, ""}});
  EXPECT_EQ(source.text, "It below é rained.\n\n\n");
  EXPECT_EQ(source.blocks, (std::vector<Block>{{Block::Kind::paragraph, {0, 19}}}));
  EXPECT_EQ(source.emphasis, (std::vector<Span>{{3, 8}}));
  EXPECT_EQ(source.chapters.front().span, (Span{0, 21}));
  const auto place = [&](std::string_view words) {
    return source.anchors.locate(source.text, source.text.find(words));
  };
  EXPECT_EQ(place("be"), (SourceLocation{"", 3, 1, 4}));
  EXPECT_EQ(place("low"), (SourceLocation{"", 7, 2, 1}));
  EXPECT_EQ(place("rained"), (SourceLocation{"", 17, 2, 10}));
  EXPECT_EQ(source.anchors.content_offset(source.text, source.text.find("rained")), 16U);
}

TEST(TextEditsTest, WhatIsPutInStandsForWhatWasThere) {
  Source source = source_of("a \xEF\xAC\x83 b");
  edit_source(source, {{{2, 5}, "ffi"}});
  EXPECT_EQ(source.text, "a ffi b");
  for (const std::size_t at : {2U, 3U, 4U}) EXPECT_EQ(source.anchors.locate(source.text, at).byte, 2U);
  EXPECT_EQ(source.anchors.locate(source.text, 6), (SourceLocation{"", 6, 1, 5}));
}

}  // namespace
}  // namespace sotto::document
