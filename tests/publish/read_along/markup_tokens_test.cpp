#include "publish/read_along/markup_tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sotto::read_along {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> shown(std::string_view content) {
  std::vector<std::string> all;
  for (const MarkupToken& token : markup_tokens(content)) {
    constexpr const char* kKinds[] = {"text", "cdata", "open", "close", "empty", "other"};
    all.push_back(std::string(kKinds[static_cast<int>(token.kind)]) + " " + std::string(token.place.of(content)));
  }
  return all;
}

TEST(MarkupTokens, HoldEveryByteInOrder) {
  EXPECT_THAT(shown("<?xml version='1.0'?><!DOCTYPE p [<!ENTITY a '>'>]><p a=\"x>y\">1 <b/>&amp;<!-- <i> --></p>"),
              ElementsAre("other <?xml version='1.0'?>", "other <!DOCTYPE p [<!ENTITY a '>'>]>", "open <p a=\"x>y\">",
                          "text 1 ", "empty <b/>", "text &amp;", "other <!-- <i> -->", "close </p>"));
  EXPECT_THAT(shown("<p><![CDATA[a < b]]></p>"), ElementsAre("open <p>", "cdata <![CDATA[a < b]]>", "close </p>"));
}

TEST(MarkupTokens, WhatIsNoXmlIsCutAsWellAsItCanBe) {
  EXPECT_THAT(shown("1 < 2 <3"), ElementsAre("text 1 < 2 <3"));
  EXPECT_THAT(shown("a <b"), ElementsAre("text a ", "open <b"));
  EXPECT_THAT(shown("a <!-- b"), ElementsAre("text a ", "other <!-- b"));
  const std::string page = "<p>one<br>two</p>";
  for (const MarkupToken& token : markup_tokens(page)) EXPECT_EQ(token.partner, kNoToken) << token.place.of(page);
}

TEST(MarkupTokens, KnowTheElementThatHoldsThem) {
  const std::string page = "<x:p>a<i>b</i></x:p>";
  const auto tokens = markup_tokens(page);
  EXPECT_EQ(tokens[0].partner, 5U);
  EXPECT_EQ(tokens[5].partner, 0U);
  EXPECT_EQ(tokens[5].parent, kNoToken);
  EXPECT_EQ(tokens[2].parent, 0U);
  EXPECT_EQ(tokens[3].parent, 2U);
  EXPECT_EQ(tokens[0].prefix(), "x:");
  EXPECT_EQ(tokens[0].local_name(), "p");
  EXPECT_EQ(token_at(tokens, 5), 1U);
  EXPECT_EQ(token_at(tokens, 6), 2U);
}

TEST(MarkupTokens, AreDeclaredWhereReadersOfXmlTakeThem) {
  const auto declared = [](const std::string& page) { return is_declared(page, markup_tokens(page)); };
  EXPECT_TRUE(declared("<p title='&lt;' xml:lang='en'>a &amp; b &#8212; <![CDATA[c & d]]></p>"));
  EXPECT_FALSE(declared("<p>a&nbsp;b</p>"));
  EXPECT_TRUE(declared("<!DOCTYPE p [<!ENTITY nbsp '&#160;'>]><p>a&nbsp;b</p>"));
  EXPECT_FALSE(declared("<p>a & b</p>"));
  EXPECT_FALSE(declared("<p title='&mdash;'>a</p>"));
  EXPECT_FALSE(declared("<p epub:type='x'>a</p>"));
  EXPECT_TRUE(declared("<p xmlns:epub='e' epub:type='x'>a</p>"));
  EXPECT_FALSE(declared("<p class='x' class='y'>a</p>"));
}

TEST(MarkupTokens, AttributesHaveTheirPlaces) {
  const std::string item = "<item id='a&amp;b'  href = \"x\" hidden />";
  const auto tokens = markup_tokens(item);
  const auto attributes = attributes_of(item, tokens[0]);
  ASSERT_EQ(attributes.size(), 3U);
  EXPECT_EQ(attributes[1].place.of(item), "  href = \"x\"");
  EXPECT_EQ(attributes[1].value, "x");
  EXPECT_EQ(attributes[2].name, "hidden");
  EXPECT_EQ(attribute_of(item, tokens[0], "id"), "a&b");
  EXPECT_EQ(attribute_of(item, tokens[0], "none"), "");
}

}  // namespace
}  // namespace sotto::read_along
