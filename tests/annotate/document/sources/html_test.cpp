#include "annotate/document/sources/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"

namespace sotto::document {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Html, IsReadAsAPageOfAnEpub) {
  Diagnostics diagnostics;
  const std::string page =
      "<!DOCTYPE html><html lang=en><head><title>The Quay</title><meta name=author content='A. "
      "Writer'><style>.it{font-style:"
      "italic}</style></head><body><h1>The Quay</h1><h2>Rain</h2><p>It <em>rained</em> <span "
      "class=it>on</span>.<sup><a "
      "href='#n'>1</a></sup></p><h2>Sun</h2><p>It shone.</p><p id=n>Much.</p>";
  auto source = read_html("a.html", page, {}, diagnostics);
  ASSERT_TRUE(source);
  EXPECT_EQ(source->metadata.title, "The Quay");
  EXPECT_EQ(source->metadata.author(), "A. Writer");
  EXPECT_EQ(source->metadata.language, "en");
  EXPECT_EQ(source->emphasis.size(), 2U);
  EXPECT_THAT(render(diagnostics), HasSubstr("not read: 1 note mark, 1 note"));
  Manuscript manuscript;
  manuscript.append("a.html", std::move(*source));
  std::vector<std::string> titles;
  for (const Chapter& chapter : find_chapters(manuscript, "The Quay")) titles.push_back(chapter.title);
  EXPECT_THAT(titles, ElementsAre("Rain", "Sun"));
  EXPECT_EQ(manuscript.place(manuscript.text.find("rained")).text(), "a.html:1:187");
  EXPECT_EQ(page.substr(manuscript.place(manuscript.text.find("rained")).byte, 6), "rained");
}

TEST(Html, OfProjectGutenbergSaysItsLanguage) {
  Diagnostics diagnostics;
  const auto source =
      read_html("a.html",
                "<html lang='en'><title>The eBook</title><body>The Project Gutenberg eBook<br><br>Title: "
                "Regen<br>Author: B. Autor<br>Language: German<br><p>Es regnet.",
                {}, diagnostics);
  ASSERT_TRUE(source);
  EXPECT_EQ(source->metadata.title, "Regen");
  EXPECT_EQ(source->metadata.author(), "B. Autor");
  EXPECT_EQ(source->metadata.language, "German");
}

TEST(Html, WithoutAWordIsAnError) {
  Diagnostics diagnostics;
  EXPECT_FALSE(read_html("a.html", "<html><title>Rain</title><img src=a.png alt=Rain>", {}, diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("a.html: error: there is no text in it"));
}

TEST(Html, IsKnownByItsBeginning) {
  EXPECT_TRUE(is_html("<!doctype HTML>"));
  EXPECT_TRUE(is_html("\n<?xml version='1.0'?><!-- a --><html>"));
  EXPECT_FALSE(is_html("<p>"));
  EXPECT_FALSE(is_html("<?xml"));
}

}  // namespace
}  // namespace sotto::document
