#include "annotate/document/contents_page.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/language/languages.h"
#include "shared/diagnostics.h"

namespace sotto::document {
namespace {

std::string listed(const std::string& line) {
  const auto title = listed_title(language::default_language(), line);
  return title ? std::to_string(title->number) + "|" + title->kind + "|" + title->name : "-";
}

TEST(ContentsPageTest, ALineNamesATitle) {
  EXPECT_EQ(listed("II. The Quay ..... 14"), "2||The Quay");
  EXPECT_EQ(listed("The Quay  xiv"), "0||The Quay");
  EXPECT_EQ(listed("Chapter 3: The Boat"), "3|Chapter|The Boat");
  EXPECT_EQ(listed("CHAPTER IV"), "4|Chapter|");
  EXPECT_EQ(listed("It rained on the quay."), "-");
}

TEST(ContentsPageTest, WhatIsMissingIsTold) {
  Diagnostics diagnostics;
  const auto told = [&](const std::string& last) {
    diagnostics = {};
    const auto manuscript = decode_manuscript(
        "a.txt", "Contents\n\nThe Quay\nA Boat\nThe Fog\n\nThe Quay\n\nIt rained.\n\nA Boat\n\nIt came.\n\n" + last,
        diagnostics);
    tell_missing_chapters(*manuscript, find_chapters(*manuscript, "Book"), diagnostics);
    return diagnostics.empty() ? std::string() : diagnostics.all().back().message;
  };
  EXPECT_EQ(told("The Fog\n\nIt lifted.\n"), "");
  EXPECT_EQ(told("It lifted.\n"), "the contents name 3 chapters, of which one was not found: 'The Fog'");
}

}  // namespace
}  // namespace sotto::document
