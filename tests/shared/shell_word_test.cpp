#include "shared/shell_word.h"

#include <gtest/gtest.h>

namespace sotto {
namespace {

TEST(ShellWord, IsQuotedWhereAShellNeedsIt) {
  for (const char* plain : {"story/the-mask", "a.b_c-d=1", "/tmp/x", "Éloïse"}) EXPECT_EQ(shell_word(plain), plain);
  EXPECT_EQ(shell_word("my books/it's"), R"('my books/it'\''s')");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("~x"), "'~x'");
  for (const char c : std::string("$`\"\\*?[#;&|<>()!\n\t{}")) {
    EXPECT_EQ(shell_word(std::string(1, c)), std::string("'") + c + "'");
  }
}

}  // namespace
}  // namespace sotto
