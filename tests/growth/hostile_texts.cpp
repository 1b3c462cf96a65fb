#include "growth/hostile_texts.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace sotto::growth {

namespace {

using Make = std::function<std::string(std::size_t)>;

Make repeated(std::string_view part) {
  return [part](std::size_t size) {
    std::string text;
    while (text.size() < size) text += part;
    return text;
  };
}

/// `part` has {0} for a number and {1} for a word, which differ from part to part.
Make numbered(std::string_view part) {
  return [part](std::size_t size) {
    std::string text;
    for (std::size_t i = 1; text.size() < size; ++i) {
      text += fmt::format(fmt::runtime(part), i, word_of(i), word_of(i + 1));
    }
    return text;
  };
}

}  // namespace

std::string word_of(std::size_t number) {
  std::string word;
  for (int i = 0; i < 4; ++i, number /= 26) word += static_cast<char>('a' + number % 26);
  return word;
}

const std::vector<HostileText>& hostile_texts() {
  static const std::vector<HostileText> all = {
      {"nested quotation marks", "x.txt", repeated("“a ‘b ")},
      {"quotation marks that are never closed", "x.txt", repeated("\"a b c, ")},
      {"only opening marks", "x.txt", repeated("“")},
      {"only closing marks", "x.txt", repeated("a” b ")},
      {"apostrophes", "x.txt", repeated("'tis o'er the dogs' 'a ")},
      {"short speeches", "x.txt", repeated("\"No.\"\n\n\"Yes.\"\n\n")},
      {"speeches in one paragraph", "x.txt", repeated("\"No,\" he said. \"Yes,\" she said. ")},
      {"described speakers", "x.txt", numbered("\"Yes,\" said the x{1} man.\n\n")},
      {"described speakers in one paragraph", "x.txt", numbered("\"Yes,\" said the x{1} man. ")},
      {"speakers who come in", "x.txt", numbered("A x{1} boy came. \"Yes,\" said the x{1} boy.\n\n")},
      {"the same boy", "x.txt", repeated("A boy came. \"Yes,\" said the boy.\n\n\"No,\" said a voice.\n\n")},
      {"names", "x.txt", numbered("\"Yes,\" said X{1}.\n\n")},
      {"names that share a surname", "x.txt", numbered("\"Yes,\" said Mr. X{1} Smith. Smith went.\n\n")},
      {"names that share a first name", "x.txt", numbered("\"Yes,\" said John X{1}. John went.\n\n")},
      {"chains of names", "x.txt", numbered("\"Yes,\" said X{1} X{2}.\n\n")},
      {"names that are told", "x.txt", numbered("A man came. \"I am X{1},\" said the man.\n\n")},
      {"names in one sentence", "x.txt", numbered("X{1} ")},
      {"kin", "x.txt", numbered("\"Yes,\" said the mother of X{1}.\n\n")},
      {"headings", "x.txt", numbered("Chapter {0}\n\nA.\n\n")},
      {"scene breaks", "x.txt", repeated("A.\n\n* * *\n\n")},
      {"a table of contents", "x.txt", numbered("{0}. Title {0} .... {0}\n")},
      {"brackets", "x.txt", repeated("[Illustration: (a ")},
      {"footnotes", "x.txt", numbered("A word[{0}] here.\n\n[{0}] A note.\n\n")},
      {"dashes", "x.txt", repeated("— Yes, said Tom. — a — b\n\n")},
      {"one paragraph", "x.txt", repeated("The old house stood at the end of the lane, and nobody went in. ")},
      {"one line without blanks", "x.txt", repeated("abcdefghij")},
      {"digits", "x.txt", repeated("1234567 ")},
      {"one number", "x.txt", repeated("1")},
      {"ellipses", "x.txt", repeated("a ... b. . . … ")},
      {"capitals", "x.txt", repeated("Abc THE Mr. XIV. ")},
      {"combining characters", "x.txt", repeated("a\u0301\u0302")},
      {"empty lines", "x.txt", repeated("\n")},
      {"emphasis", "x.md", repeated("**a *b _c ~d ")},
      {"emphasis that is closed", "x.md", repeated("*a* **b** _c_ ")},
      {"links", "x.md", repeated("[a](b ![c](<d ")},
      {"tags and comments", "x.md", repeated("<!-- a <b c=\"")},
      {"lists", "x.md", repeated("- a\n\n")},
      {"quotes in quotes", "x.md", repeated("> > > a\n")},
      {"references", "x.md", numbered("[a{0}]: b\n[a{0}] c[^{0}]\n\n")},
  };
  return all;
}

}  // namespace sotto::growth
