#include "annotate/document/sources/pdf_pages.h"

#include <gtest/gtest.h>

#include <string>

namespace sotto::document {
namespace {

TEST(PdfPages, AreJoinedWithoutTheirHeadsAndNumbers) {
  const Source source = join_pages(
      "            THE QUAY\n\n   It rained on the old\ntown, and nobody re-\n\n                1\n\f"
      "2           A. WRITER\n\nmembered when it had\nbegun. The well-known quay\n\f"
      "THE QUAY              3\n\nwas wet. It was well-\nknown for that.\n\f"
      "4           A. WRITER\n\n   She went.\n\f");
  EXPECT_EQ(source.text,
            "            THE QUAY\n\n   It rained on the old\ntown, and nobody remembered when it had\nbegun. The "
            "well-known quay\nwas wet. It was "
            "well-known for that.\n   She went.");
  const auto place = [&](std::string_view words) {
    const SourceLocation at = source.anchors.locate(source.text, source.text.find(words));
    return std::string(at.file) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
  };
  EXPECT_EQ(place("rained"), "page 1:3:7");
  EXPECT_EQ(place("membered"), "page 2:3:1");
  EXPECT_EQ(place("known for"), "page 3:4:1");
  EXPECT_EQ(place("She"), "page 4:3:4");
}

TEST(PdfPages, FirstLinesThatAreNoHeadsStay) {
  EXPECT_EQ(join_pages("1984 was wet.\nIt rained.\n\fThen came 7\nmore.\n\f").text,
            "1984 was wet.\nIt rained.\nThen came 7\nmore.");
  EXPECT_EQ(join_pages("").text, "");
}

}  // namespace
}  // namespace sotto::document
