#include "annotate/document/sources/markup/markup.h"

#include <gtest/gtest.h>

#include "annotate/document/sources/markup/xml_parser.h"

namespace sotto::document {
namespace {

TEST(Entities, StandForCharacters) {
  Entities entities;
  EXPECT_EQ(entities.resolved("a &amp; b &mdash; &#8212;&#x2014; &apos;&nbsp;&eacute; &nosuch; & &; &#0;"),
            "a & b — —— '\u00A0é &nosuch; & &; \uFFFD");
}

TEST(Entities, OfTheFileStandForWhatItDeclares) {
  Entities entities(
      "<!DOCTYPE html [\n<!ENTITY who \"Meg &#38; Erik\">\n<!ENTITY far SYSTEM 'file:///etc/passwd'>\n]><p/>");
  EXPECT_EQ(entities.resolved("&who; &far;"), "Meg & Erik &far;");
  EXPECT_FALSE(entities.is_bomb());
}

TEST(Entities, ThatMultiplyAreABomb) {
  EXPECT_TRUE(Entities("<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>").is_bomb());
  Entities large("<!DOCTYPE a [<!ENTITY a '" + std::string(100'000, 'a') + "'>]>");
  EXPECT_FALSE(large.is_bomb());
  for (int i = 0; i < 20; ++i) large.resolved("&a;");
  EXPECT_TRUE(large.is_bomb());
  EXPECT_LT(large.resolved("&a;&a;&a;").size(), 100U);
}

TEST(Markup, FindsElementsAndAttributes) {
  const std::string content = "<a><b epub:type='x &amp; y' id='1'>One <i>two</i></b><c/><b>three</b></a>";
  XmlFault fault;
  auto tree = parse_xml(content, fault);
  ASSERT_TRUE(tree);
  const auto found = tree->children(0, "b");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(tree->attribute(tree->nodes[found[0]], ":type"), "x & y");
  EXPECT_EQ(tree->attribute(tree->nodes[found[0]], "epub:type"), "x & y");
  EXPECT_EQ(tree->attribute(tree->nodes[found[0]], "type"), std::nullopt);
  EXPECT_EQ(tree->words(content, 0), "One twothree");
  EXPECT_EQ(tree->words(content, found[0], "i"), "One");
  EXPECT_EQ(tree->find("c", 0, tree->nodes.size()), found[1] - 1);
  EXPECT_EQ(tree->find("d", 0, tree->nodes.size()), tree->nodes.size());
}

TEST(Markup, TokensAreWholeWords) {
  EXPECT_TRUE(has_token("noteref z3998:x", "noteref"));
  EXPECT_TRUE(has_token("a\nnoteref", "noteref"));
  EXPECT_FALSE(has_token("noterefs", "noteref"));
  EXPECT_FALSE(has_token("", "noteref"));
}

}  // namespace
}  // namespace sotto::document
