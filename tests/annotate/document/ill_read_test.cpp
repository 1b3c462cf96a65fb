#include "annotate/document/ill_read.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "annotate/document/chapters.h"
#include "annotate/document/quotes.h"

namespace sotto::document {
namespace {

using ::testing::HasSubstr;

std::string told(const std::string& piece, std::size_t speeches = 1) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += piece + "\n\n";
  Diagnostics diagnostics;
  const auto manuscript = decode_manuscript("a.txt", text, diagnostics);
  const auto chapters = find_chapters(*manuscript, "Book");
  const Tokens tokens = tokenize(*manuscript->language, manuscript->text, chapters.front().paragraphs,
                                 find_quotes(*manuscript, chapters.front().paragraphs, diagnostics));
  diagnostics = {};
  tell_ill_read(*manuscript, tokens, speeches, diagnostics);
  return diagnostics.empty() ? std::string() : diagnostics.all().front().message;
}

TEST(IllReadTest, IsTold) {
  EXPECT_EQ(told("It rained on the quay, and nobody came to see the boats go out."), "");
  EXPECT_THAT(told("12 14 15 boats and 17 19 20 men"), HasSubstr("are numbers"));
  EXPECT_THAT(told("Il pleuvait sur le quai, et personne ne venait voir partir les bateaux."),
              HasSubstr("no words of"));
  EXPECT_THAT(told("It was \"wet\" on the quay and nobody came to see.", 0), HasSubstr("40 quotation marks"));
}

}  // namespace
}  // namespace sotto::document
