#include "annotate/document/speaker_labels.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/document/sources/plain_text.h"
#include "annotate/language/languages.h"

namespace sotto::document {
namespace {

/// "Name|what follows the label", or "-".
std::string label_of(const std::string& line) {
  const auto label = label_at(language::default_language(), line, {0, line.size()});
  return label ? label->name + "|" + line.substr(label->span.end) : "-";
}

TEST(SpeakerLabelsTest, HaveTheirForms) {
  EXPECT_EQ(label_of("HASAN. Where?"), "Hasan|Where?");
  EXPECT_EQ(label_of("FIRST SAILOR (rising). Here."), "First Sailor|(rising). Here.");
  EXPECT_EQ(label_of("Anna: I am here."), "Anna|I am here.");
  EXPECT_EQ(label_of("mom: where r u"), "Mom|where r u");
  EXPECT_EQ(label_of("[Alice] Yes."), "Alice|Yes.");
  EXPECT_EQ(label_of("**Anna:** Yes."), "Anna|Yes.");
  EXPECT_EQ(label_of("ANNA\nI am here."), "Anna|I am here.");
  EXPECT_EQ(label_of("[10:32] Anna: Yes."), "Anna|Yes.");
  EXPECT_EQ(label_of("Mr. Pratt: Yes."), "Mr. Pratt|Yes.");
  EXPECT_EQ(label_of("MR. PRATT. Yes."), "Mr. Pratt|Yes.");
  EXPECT_EQ(label_of("GEN. Who is here?"), "Gen|Who is here?");
}

TEST(SpeakerLabelsTest, OtherLinesHaveNone) {
  EXPECT_TRUE(label_at(language::default_language(), "Oph. I do not know.", {0, 19})->weak);
  for (const char* line : {"Anna came. She sat.", "Note: it rains.", "At 10:30 it rained.", "[Exit Anna]", "ANNA",
                           "Anna:", "It was late: too late.", "http://a.b", "I knew one thing: nobody came."})
    EXPECT_EQ(label_of(line), "-");
}

TEST(SpeakerLabelsTest, MustComeAgain) {
  const auto labels = [](const std::string& text, const std::string& line) {
    Diagnostics diagnostics;
    const auto source = read_plain_text("a.txt", text + line, language::default_language(), diagnostics);
    const SpeakerLabels found(language::default_language(), source->text, source->blocks);
    const std::size_t at = source->text.size() - line.size();
    return found.of({at, source->text.size()}).has_value();
  };
  EXPECT_TRUE(labels("Anna: a\nMara: b\nAnna: c\n", "Mara: d"));
  EXPECT_FALSE(labels("It rained.\n\nReason: fog.\n\nIt went on.\n\n", "Anna: d"));
}

TEST(SpeakerLabelsTest, DirectionsStandInBrackets) {
  const std::string text = "(rising). Go (all of you) now. [Exit.] Wait.";
  const auto parts = labelled_parts(text, {0, text.size()});
  std::string got;
  for (const LabelledPart& part : parts) got += (part.direction ? "<" : "") + std::string(part.span.of(text)) + "|";
  EXPECT_EQ(got, "<(rising)|Go (all of you) now.|<[Exit.]|Wait.|");
}

}  // namespace
}  // namespace sotto::document
