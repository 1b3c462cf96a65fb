#include "annotate/document/sources/source_formats.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "annotate/language/languages.h"

namespace sotto::document {
namespace {

TEST(SourceFormats, AreKnownByTheirExtension) {
  const auto format_of = [](const std::string& path) {
    return source_format_of(source_formats(), path, "It rained.").name;
  };
  EXPECT_EQ(format_of("story/a.md"), "Markdown");
  EXPECT_EQ(format_of("a.MARKDOWN"), "Markdown");
  EXPECT_EQ(format_of("a.txt"), "plain text");
  EXPECT_EQ(format_of("README"), "plain text");
  EXPECT_EQ(format_of("a.rtf"), "plain text");
  EXPECT_TRUE(has_source_extension("a.Md"));
  EXPECT_TRUE(has_source_extension("a.txt"));
  EXPECT_FALSE(has_source_extension("a.rtf"));
  EXPECT_FALSE(has_source_extension("md"));
}

TEST(SourceFormats, ContentSaysMoreThanAName) {
  const std::array<SourceFormat, 2> formats{
      {{"archive", {".zip"}, [](std::string_view bytes) { return bytes.starts_with("PK"); }, nullptr},
       {"plain text", {".txt"}, nullptr, nullptr}}};
  EXPECT_EQ(source_format_of(formats, "a.txt", "PK\x03\x04").name, "archive");
  EXPECT_EQ(source_format_of(formats, "a.zip", "It rained.").name, "archive");
  EXPECT_EQ(source_format_of(formats, "a", "It rained.").name, "plain text");
}

TEST(SourceFormats, AFileIsReadInItsFormat) {
  Diagnostics diagnostics;
  EXPECT_EQ(read_source("a.md", "> Rain.\n", language::default_language(), diagnostics)->text, "  Rain.\n");
  EXPECT_EQ(read_source("a.txt", "> Rain.\n", language::default_language(), diagnostics)->text, "> Rain.\n");
  EXPECT_FALSE(read_source("a.txt", "", language::default_language(), diagnostics));
  EXPECT_TRUE(diagnostics.has_errors());
}

TEST(SourceFormats, AreRecognisedByWhatIsInThem) {
  const auto format_of = [](std::string_view bytes) { return source_format_of(source_formats(), "a.txt", bytes).name; };
  EXPECT_EQ(format_of("PK\x03\x04..."), "EPUB, DOCX or ODT");
  EXPECT_EQ(format_of("%PDF-1.4"), "PDF");
  EXPECT_EQ(format_of("{\\rtf1 It rained.}"), "a format that is not read");
  EXPECT_EQ(format_of("\xEF\xBB\xBF <!-- a --><!DOCTYPE HTML><p>"), "HTML");
  EXPECT_EQ(format_of("<?xml version='1.0'?>\n<html>"), "HTML");
  EXPECT_EQ(format_of("It rained on <html>."), "plain text");
}

TEST(SourceFormats, TextsAreWrittenInMarkdownOrPlainText) {
  EXPECT_TRUE(has_text_extension("a.txt"));
  EXPECT_TRUE(has_text_extension("a.md"));
  EXPECT_FALSE(has_text_extension("a.epub"));
  EXPECT_TRUE(has_source_extension("a.EPUB"));
}

}  // namespace
}  // namespace sotto::document
