#include "annotate/document/parentheticals.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sotto::document {
namespace {

struct InsertCase {
  const char* name;
  const char* speech;
  std::vector<std::string> found;
};

std::vector<std::string> texts(const std::string& speech, const std::vector<Span>& spans) {
  std::vector<std::string> found;
  for (const Span span : spans) found.emplace_back(span.of(speech));
  return found;
}

std::string case_name(const ::testing::TestParamInfo<InsertCase>& info) { return info.param.name; }

class StageDirectionTest : public ::testing::TestWithParam<InsertCase> {};

TEST_P(StageDirectionTest, IsTheNarratorsAlone) {
  const std::string speech = GetParam().speech;
  EXPECT_EQ(texts(speech, stage_directions(language::default_language(), speech, {0, speech.size()})),
            GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Brackets, StageDirectionTest,
    ::testing::Values(
        InsertCase{"doing", "Well, (smiling,) I hope so.", {"(smiling,)"}},
        InsertCase{"towards_someone", "That (turning to her) is yours.", {"(turning to her)"}},
        InsertCase{"manner", "No--(in a low voice)--not here.", {"(in a low voice)--"}},
        InsertCase{"with_what", "No (with a sigh), not here.", {"(with a sigh),"}},
        InsertCase{"reception", "We shall win (loud cheers). We must.", {"(loud cheers)."}},
        InsertCase{"whom_they_turn_to", "You, (to Emma), will never guess.", {"(to Emma),"}},
        InsertCase{"told", "This (he pointed to the map) is ours.", {"(he pointed to the map)"}},
        InsertCase{"told_and_irregular", "No (she slowly shook her head).", {"(she slowly shook her head)."}},
        InsertCase{"at_what_moment", "Well! (as soon as she sat down) Well!", {"(as soon as she sat down)"}},
        InsertCase{"the_speakers_own", "My uncle (he was a sailor) had one (if I may say so).", {}},
        InsertCase{"about_the_speaker", "She came (finding me nowhere else) to you.", {}},
        InsertCase{"never_closed", "Well (smiling to himself", {}},
        InsertCase{"nested", "Well (so (sighing) it goes).", {"(sighing)"}}),
    case_name);

class NestedQuotationTest : public ::testing::TestWithParam<InsertCase> {};

TEST_P(NestedQuotationTest, IsFoundWhole) {
  const std::string speech = GetParam().speech;
  EXPECT_EQ(
      texts(speech, nested_quotations(language::default_language(), speech, {0, speech.size()}, MarkFamily::straight)),
      GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Runs, NestedQuotationTest,
    ::testing::Values(
        InsertCase{"what_another_said", "He said, 'Where is it gone?' and left.", {"'Where is it gone?'"}},
        InsertCase{"a_word_with_a_tag", "'Oh!' said I, 'I shall not go.' So.", {"'Oh!'", "'I shall not go.'"}},
        InsertCase{"a_word_is_the_speakers", "I call it 'clever' of you.", {}},
        InsertCase{"a_title_is_the_speakers", "They sang 'Over the Hills and Far' again.", {}},
        InsertCase{"apostrophes", "It's the dogs' turn, isn't it?", {}},
        InsertCase{"elisions", "Tell 'em we'll go 'round by the mill, 'tis late.'", {}},
        InsertCase{"lost_opening", "He said,    Where is it gone?' and left.", {"Where is it gone?'"}},
        InsertCase{"a_lost_dash_is_none", "They know him    they do, the dogs.' So there.", {}}),
    case_name);

std::vector<std::string> cut(const std::string& speech, const std::vector<Span>& out) {
  std::size_t next = 0;
  return texts(speech, without_spans(speech, {0, speech.size()}, out, next));
}

TEST(CutOutTest, LeavesThePiecesThatHoldAWord) {
  EXPECT_EQ(cut("He said 'No,' and left.", {{8, 13}}), (std::vector<std::string>{"He said ", " and left."}));
  EXPECT_EQ(cut("'No,' he said.", {{0, 5}}), std::vector<std::string>{" he said."});
}

TEST(CutOutTest, LeavesTheWholeWhereAllOfItWouldGo) {
  EXPECT_EQ(cut("'\"Dear Miss Vane,\"'", {{1, 18}}), std::vector<std::string>{"'\"Dear Miss Vane,\"'"})
      << "a mark is no word";
}

}  // namespace
}  // namespace sotto::document
