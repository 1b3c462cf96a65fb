#include "annotate/document/sources/pdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/program_output.h"

namespace sotto::document {
namespace {

using ::testing::HasSubstr;

/// A PDF of one page with this line.
std::string pdf_of(const std::string& line) {
  const std::string stream = "BT /F1 12 Tf 72 700 Td (" + line + ") Tj ET";
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 "
         "R>>>>>>endobj\n"
         "4 0 obj<</Length " +
         std::to_string(stream.size()) + ">>stream\n" + stream +
         "\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 "
         "R>>\n%%EOF\n";
}

bool is_installed() { return run_program({"pdftotext", "-v"}, "").found; }

TEST(Pdf, IsReadWithAWarning) {
  if (!is_installed()) GTEST_SKIP() << "pdftotext is not installed";
  Diagnostics diagnostics;
  const auto source = read_pdf("a.pdf", pdf_of("It rained on the quay."), diagnostics);
  ASSERT_TRUE(source) << render(diagnostics);
  EXPECT_THAT(source->text, HasSubstr("It rained on the quay."));
  EXPECT_THAT(render(diagnostics), HasSubstr("a.pdf: warning: the text of a PDF is guessed"));
}

TEST(Pdf, WithoutTextIsAnError) {
  if (!is_installed()) GTEST_SKIP() << "pdftotext is not installed";
  Diagnostics diagnostics;
  EXPECT_FALSE(read_pdf("a.pdf", pdf_of(""), diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("a.pdf: error: there is no text in it, only pictures"));
}

TEST(Pdf, ThatIsDamagedIsAnError) {
  Diagnostics diagnostics;
  EXPECT_FALSE(read_pdf("a.pdf", "%PDF-1.4\nIt rained.", diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("a.pdf: error: "));
}

}  // namespace
}  // namespace sotto::document
