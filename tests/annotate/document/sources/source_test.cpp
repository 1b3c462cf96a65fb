#include "annotate/document/sources/source.h"

#include <gtest/gtest.h>

namespace sotto::document {
namespace {

TEST(SourceMetadata, AuthorsAreNamedTogether) {
  SourceMetadata metadata;
  EXPECT_EQ(metadata.author(), "");
  metadata.authors = {"A. Writer"};
  EXPECT_EQ(metadata.author(), "A. Writer");
  metadata.authors.emplace_back("B. Writer");
  EXPECT_EQ(metadata.author(), "A. Writer, B. Writer");
}

}  // namespace
}  // namespace sotto::document
