#include "annotate/document/name_homographs.h"

#include <gtest/gtest.h>

#include <string>

#include "support/document.h"

namespace sotto::document {
namespace {

/// The words of a text that tokenize() made names of their own, as written.
std::string separated(const std::string& text) {
  const testing::ReadText read = testing::read_text(text);
  const Tokens tokens = read.tokens();
  std::string out;
  for (std::uint32_t i = 0; i < tokens.all.size(); ++i) {
    if (!tokens.is_word(i) || tokens.vocabulary.find(tokens.lower(i)) == tokens.all[i].word) continue;
    out += (out.empty() ? "" : " ") + std::string(tokens.written(i)) + "@" + std::to_string(tokens.all[i].begin);
    EXPECT_NE(tokens.classes(i) & language::kGivenName, 0U);
    EXPECT_EQ(tokens.classes(i) & (language::kNoName | language::kAuxiliary | language::kPastVerb), 0U);
  }
  return out;
}

TEST(NameHomographs, AreNamesWhereTheySpeak) {
  EXPECT_EQ(separated("\"Yes,\" said Will. Rain fell on Will and the town. Will you come?"), "Will@12 Will@31");
  EXPECT_EQ(separated("It rained. Will you come? They will."), "");
}

TEST(NameHomographs, AMonthStaysOne) {
  EXPECT_EQ(separated("\"Yes,\" said May. It rained in May, and on May."), "May@12 May@42");
}

TEST(NameHomographs, AParentWhoSpeaksIsOne) {
  EXPECT_EQ(separated("\"Come,\" said Father. He saw Father Brown with my Father and Father."), "Father@13 Father@60");
  EXPECT_EQ(separated("The rain fell on Father Brown."), "");
}

}  // namespace
}  // namespace sotto::document
