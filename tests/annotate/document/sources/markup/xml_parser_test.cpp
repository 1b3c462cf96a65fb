#include "annotate/document/sources/markup/xml_parser.h"

#include <gtest/gtest.h>

#include <string>

namespace sotto::document {
namespace {

/// "name(" at an element's begin, ")" at its end, characters in brackets with their place.
std::string shown(const MarkupTree& tree, std::string_view content) {
  std::string text;
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i <= tree.nodes.size(); ++i) {
    for (; !ends.empty() && ends.back() == i; ends.pop_back()) text += ")";
    if (i == tree.nodes.size()) break;
    const MarkupNode& node = tree.nodes[i];
    if (node.is_text()) {
      text += "[" + std::to_string(node.place.begin) + ":" + std::string(node.place.of(content)) +
              (node.cdata ? "!" : "") + "]";
    } else {
      text += std::string(node.name) + "(";
      ends.push_back(node.end);
    }
  }
  return text;
}

TEST(XmlParser, GivesCharactersAsTheyAreWritten) {
  const std::string content =
      "\xEF\xBB\xBF<?xml version='1.0'?>\r\n<x:a><b/>1 &amp;\r\n2<!-- no --><![CDATA[<3>]]><c> </c></x:a>";
  XmlFault fault;
  const auto tree = parse_xml(content, fault);
  ASSERT_TRUE(tree);
  EXPECT_EQ(shown(*tree, content), "a(b()[35:1 &amp;\r\n2][65:<3>!]c([74: ]))");
  EXPECT_EQ(tree->nodes[0].place.of(content), "x:a");
}

TEST(XmlParser, SaysWhereATextIsNoXml) {
  XmlFault fault;
  EXPECT_FALSE(parse_xml("<a><b></a>", fault));
  EXPECT_FALSE(fault.why.empty());
  EXPECT_GT(fault.at, 3U);
}

TEST(XmlParser, TakesDeepTexts) {
  std::string deep;
  for (int i = 0; i < 300'000; ++i) deep += "<a>";
  deep += "1";
  for (int i = 0; i < 300'000; ++i) deep += "</a>";
  XmlFault fault;
  const auto tree = parse_xml(deep, fault);
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->nodes.size(), 300'001U);
  EXPECT_EQ(tree->nodes[7].end, 300'001U);
}

}  // namespace
}  // namespace sotto::document
