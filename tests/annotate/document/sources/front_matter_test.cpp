#include "annotate/document/sources/front_matter.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace sotto::document {
namespace {

/// "title|author".
std::string named(const SourceMetadata& metadata) { return metadata.title + "|" + metadata.author(); }
/// The header that a text begins with; "none".
std::string_view header_of(std::string_view text, std::size_t begin = 0) {
  const std::optional<Span> header = find_front_matter(text, begin);
  return header ? header->of(text) : "none";
}

TEST(FrontMatter, StandsBetweenTwoRules) {
  EXPECT_EQ(header_of("---\ntitle: Rain\ntags:\n  - a b\n# note\n---\n\nIt rained.\n"),
            "---\ntitle: Rain\ntags:\n  - a b\n# note\n---");
  EXPECT_EQ(header_of("---\r\ntitle: Rain\r\n...\r\nIt rained."), "---\r\ntitle: Rain\r\n...");
  EXPECT_EQ(header_of("\xEF\xBB\xBF---\ntitle: Rain\n---\nIt rained.", 3), "---\ntitle: Rain\n---");
}

TEST(FrontMatter, ASceneBreakBeginsNone) {
  for (const char* text :
       {"---\n\nIt rained.\n\n---\n", "---\nHe said: rain.\n---\n", "---\n---\nOn.", "---\ntitle: Rain\n",
        "----\ntitle: Rain\n---\n", "---\ntitle: Rain\n\n\n---\n", "It rained.\n---\na: b\n---\n"}) {
    EXPECT_EQ(header_of(text), "none") << text;
  }
}

TEST(FrontMatter, GivesTitleAndAuthor) {
  EXPECT_EQ(named(front_matter_metadata("---\ntitle: \"The   Mask\"\nauthor: Zoë\ndate: 2020\n---")), "The Mask|Zoë");
  EXPECT_EQ(named(front_matter_metadata("---\r\ntitle: The Mask\r\n...")), "The Mask|");
  EXPECT_EQ(front_matter_metadata("---\ntitle: [a, b]\nauthor:\n---"), SourceMetadata{});
  EXPECT_EQ(front_matter_metadata("---\n\"\n---"), SourceMetadata{});
}

}  // namespace
}  // namespace sotto::document
