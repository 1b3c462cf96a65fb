#include "annotate/document/sources/text_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "annotate/language/languages.h"
#include "shared/sha256.h"

namespace sotto::document {
namespace {

using ::testing::HasSubstr;

TEST(TextFileTest, EditorsNotesBecomeSpaces) {
  const std::string text = "It rained.\n\n[Illustration: Zoë]\n\nOn.\n";
  Diagnostics diagnostics;
  const auto file = read_text_file("a.txt", text, language::default_language(), true, diagnostics);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->text, "It rained.\n\n                 \u00A0 \n\nOn.\n");
  EXPECT_EQ(file->content_sha256, sha256(text));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all().front().severity, Severity::note);
  EXPECT_EQ(diagnostics.all().front().line, 3U);
}

TEST(TextFileTest, WithoutAWordIsRefused) {
  for (const char* text : {"* * *\n", "[Illustration: Rain]\n"}) {
    Diagnostics diagnostics;
    EXPECT_FALSE(read_text_file("a.txt", text, language::default_language(), true, diagnostics));
    EXPECT_THAT(diagnostics.all().back().message, HasSubstr("no word"));
  }
}

}  // namespace
}  // namespace sotto::document
