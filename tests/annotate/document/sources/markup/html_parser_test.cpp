#include "annotate/document/sources/markup/html_parser.h"

#include <gtest/gtest.h>

#include <string>

namespace sotto::document {
namespace {

std::string text_of(const MarkupTree& tree, std::string_view content) {
  std::string text;
  for (const MarkupNode& node : tree.nodes) {
    if (node.is_text())
      text += "[" + std::to_string(node.place.begin) + ":" + std::string(node.place.of(content)) + "]";
  }
  return text;
}

TEST(HtmlParser, CharactersEndWhereATagBegins) {
  const std::string content = "<p>1 < 2 &amp; <b>3<p>4</b>";
  auto tree = parse_html(content);
  ASSERT_TRUE(tree);
  EXPECT_EQ(text_of(*tree, content), "[3:1 < 2 &amp; ][18:3][22:4]");
}

TEST(HtmlParser, AnEmptyElementOfXmlHoldsNothing) {
  const std::string content = "<html xmlns='x'><head><title/></head><body><p><a class='p'/>1<br/>2</p><p>3";
  auto tree = parse_html(content);
  ASSERT_TRUE(tree);
  EXPECT_EQ(text_of(*tree, content), "[60:1][66:2][74:3]");
  const std::size_t link = tree->find("a", 0, tree->nodes.size());
  EXPECT_EQ(tree->nodes[link].end, link + 1);
  EXPECT_EQ(tree->attribute(tree->nodes[link], "class"), "p");
  EXPECT_EQ(tree->nodes[link].place.begin, 46U);
}

TEST(HtmlParser, RefusesWhatIsNestedTooDeep) {
  std::string deep;
  for (int i = 0; i < 600; ++i) deep += "<div>";
  EXPECT_FALSE(parse_html(deep));
  std::string paragraphs;
  for (int i = 0; i < 60'000; ++i) paragraphs += "<p>1<li>2";
  EXPECT_TRUE(parse_html(paragraphs));
}

TEST(HtmlParser, KnowsEntities) {
  EXPECT_EQ(html_entity("mdash"), "—");
  EXPECT_EQ(html_entity("amp"), "&");
  EXPECT_EQ(html_entity("nosuch"), std::nullopt);
  EXPECT_EQ(html_entity("notit"), std::nullopt);
}

}  // namespace
}  // namespace sotto::document
