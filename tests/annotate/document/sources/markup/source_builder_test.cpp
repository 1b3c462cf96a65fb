#include "annotate/document/sources/markup/source_builder.h"
#include "annotate/language/languages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sotto::document {
namespace {

using ::testing::HasSubstr;

TEST(SourceBuilder, FoldsWhiteSpaceAndPartsBlocks) {
  const DecodedText content{" One \n two.\t<br>  three <p> four", {}};
  Diagnostics diagnostics;
  SourceBuilder builder;
  builder.begin_file("a", content);
  builder.add({0, 12}, nullptr);
  builder.break_line(12);
  builder.add({16, 24}, nullptr);
  builder.begin_block(Block::Kind::heading, 2, 24);
  builder.add({27, content.text.size()}, nullptr);
  builder.add_scene_break(30);
  const Source source = builder.finish(language::default_language(), "book", diagnostics);
  EXPECT_EQ(source.text, "One two.\nthree\n\nfour\n\n* * *");
  ASSERT_EQ(source.blocks.size(), 3U);
  EXPECT_EQ(source.blocks[0], (Block{Block::Kind::paragraph, {0, 14}, 0, 1}));
  EXPECT_EQ(source.blocks[1], (Block{Block::Kind::heading, {16, 20}, 2, 1}));
  EXPECT_EQ(source.blocks[2].kind, Block::Kind::scene_break);
  const auto byte = [&](std::string_view words) {
    return source.anchors.locate(source.text, source.text.find(words)).byte;
  };
  EXPECT_EQ(byte("One"), 1U);
  EXPECT_EQ(byte("two"), 7U);
  EXPECT_EQ(byte("three"), 18U);
  EXPECT_EQ(byte("our"), 29U);
}

TEST(SourceBuilder, EmphasisMayBeNestedAndGoOn) {
  const DecodedText content{"one two three four", {}};
  Diagnostics diagnostics;
  SourceBuilder builder;
  builder.begin_file("", content);
  builder.begin_emphasis();
  builder.add({0, 4}, nullptr);
  builder.begin_emphasis();
  builder.add({4, 7}, nullptr);
  builder.end_emphasis();
  builder.begin_block(Block::Kind::paragraph, 0, 8);
  builder.add({8, 13}, nullptr);
  builder.end_emphasis();
  builder.add({13, 18}, nullptr);
  const Source source = builder.finish(language::default_language(), "book", diagnostics);
  std::vector<std::string_view> emphasised;
  for (const Span span : source.emphasis) emphasised.push_back(span.of(source.text));
  EXPECT_THAT(emphasised, ::testing::ElementsAre("one two", "three"));
}

TEST(SourceBuilder, EditorsNotesAreToldAndNotRead) {
  const DecodedText content{"It rained.\n[Illustration: Rain]", {}};
  Diagnostics diagnostics;
  SourceBuilder builder;
  builder.begin_file("a.xhtml", content);
  builder.add({0, 11}, nullptr);
  builder.begin_block(Block::Kind::paragraph, 0, 11);
  builder.add({11, content.text.size()}, nullptr);
  const Source source = builder.finish(language::default_language(), "book", diagnostics);
  EXPECT_EQ(source.blocks.size(), 1U);
  EXPECT_THAT(render(diagnostics),
              HasSubstr("book!a.xhtml:2:1: note: 1 note in brackets, the first here, is not read"));
}

}  // namespace
}  // namespace sotto::document
