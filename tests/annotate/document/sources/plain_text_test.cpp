#include "annotate/document/sources/plain_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "annotate/language/languages.h"
#include "shared/sha256.h"
#include "support/blocks.h"

namespace sotto::document {
namespace {

/// "title|author".
std::string named(const SourceMetadata& metadata) { return metadata.title + "|" + metadata.author(); }
TEST(PlainText, HasParagraphsAndSceneBreaks) {
  Diagnostics diagnostics;
  const auto source = read_plain_text("a.txt", "CHAPTER I\n\n# It *rained*\non.\n\n* * *\n\n- Yes.\n",
                                      language::default_language(), diagnostics);
  ASSERT_TRUE(source);
  EXPECT_EQ(testing::dump(source->text, source->blocks),
            "0 paragraph: CHAPTER I\n1 paragraph: # It *rained*~on.\n1 scene break: * * *\n1 paragraph: - Yes.\n");
  EXPECT_EQ(source->line_ends, LineEnds::may_separate);
  EXPECT_EQ(source->metadata, SourceMetadata{});
  EXPECT_TRUE(source->emphasis.empty());
}

TEST(PlainText, KnowsWhereItStood) {
  Diagnostics diagnostics;
  const auto source =
      read_plain_text("a.txt", "\x93No,\x94\nsaid Zo\xEB \x97 once.", language::default_language(), diagnostics);
  ASSERT_TRUE(source);
  EXPECT_EQ(source->anchors.locate(source->text, source->text.find("—")), (SourceLocation{"", 15, 2, 10}));
  EXPECT_EQ(source->content_sha256, sha256("“No,”\nsaid Zoë — once."));
}

TEST(PlainText, OfProjectGutenbergNamesItself) {
  Diagnostics diagnostics;
  const auto source =
      read_plain_text("a.txt", "The Project Gutenberg eBook of Emma\n\nTitle: Emma\n\nAuthor: Jane  Austen\n\nOne.\n",
                      language::default_language(), diagnostics);
  ASSERT_TRUE(source);
  EXPECT_EQ(named(source->metadata), "Emma|Jane Austen");
}

}  // namespace
}  // namespace sotto::document
