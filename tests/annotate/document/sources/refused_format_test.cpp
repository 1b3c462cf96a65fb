#include "annotate/document/sources/refused_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sotto::document {
namespace {

using ::testing::HasSubstr;

std::string told(const std::string& bytes) {
  EXPECT_TRUE(is_refused_format(bytes));
  Diagnostics diagnostics;
  EXPECT_FALSE(refuse_format("novel.txt", bytes, diagnostics));
  return render(diagnostics);
}

TEST(RefusedFormat, SaysTheWayOut) {
  std::string mobi(60, 'x');
  mobi += "BOOKMOBI";
  EXPECT_THAT(
      told("{\\rtf1\\ansi It rained.}"),
      HasSubstr("novel.txt: error: is an RTF document, which Sotto does not read\n  open it in a word processor"));
  EXPECT_THAT(told(mobi), HasSubstr("ebook-convert"));
  EXPECT_THAT(told("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..."), HasSubstr("old Word document"));
  EXPECT_THAT(told("<?xml version='1.0'?><FictionBook>"), HasSubstr("FictionBook"));
}

TEST(RefusedFormat, TextsAreNone) {
  EXPECT_FALSE(is_refused_format("It rained."));
  EXPECT_FALSE(is_refused_format("A <FictionBook> it was."));
  EXPECT_FALSE(is_refused_format(""));
}

}  // namespace
}  // namespace sotto::document
