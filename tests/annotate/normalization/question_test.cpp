#include "annotate/normalization/question.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/language/languages.h"
#include "annotate/normalization/normalize.h"

namespace sotto::normalization {
namespace {

Question asked(const std::string& text) { return normalize_text(language::default_language(), text).back().question; }

TEST(Question, KindsAreToldByTheirWords) {
  struct Case {
    const char* text;
    Question question;
  };
  for (const Case& c : {
           Case{"It is late.", Question::none},
           {"Where did you leave the lamp?", Question::open},
           {"And where is Meg?", Question::open},
           {"In what street does he live?", Question::open},
           {"Well, Meg, where is he?", Question::open},
           {"Who\u2019s there?", Question::open},
           {"Is it late?", Question::yes_or_no},
           {"It is late?", Question::yes_or_no},
           {"You know who he is?", Question::yes_or_no},
           {"Shall we walk or take the boat?", Question::alternative},
           {"It is late, isn\u2019t it?", Question::tag},
           {"He is at home, is he not?", Question::tag},
           {"You will come, won't you?", Question::tag},
           {"Is he at home, Meg?", Question::yes_or_no},
       }) {
    EXPECT_EQ(asked(c.text), c.question) << c.text;
  }
}

TEST(Question, NothingAskedIsNone) { EXPECT_EQ(question_of(language::default_language(), {}, 0), Question::none); }

TEST(Question, WordsInParenthesesAreAside) {
  std::string asides;
  for (const NormalizedWord& word :
       normalize_text(language::default_language(), "The clock (it was hers) struck nine.").front().words) {
    if (word.aside) asides += word.text + " ";
  }
  EXPECT_EQ(asides, "it was hers ");
}

}  // namespace
}  // namespace sotto::normalization
