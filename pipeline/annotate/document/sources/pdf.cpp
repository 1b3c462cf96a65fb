#include "annotate/document/sources/pdf.h"

#include <algorithm>
#include <utility>

#include "annotate/document/sources/pdf_pages.h"
#include "shared/program_output.h"
#include "shared/text.h"

namespace sotto::document {

std::optional<Source> read_pdf(const std::string& path, std::string_view bytes, Diagnostics& diagnostics) {
  const ProgramOutput output = run_program({"pdftotext", "-layout", "-enc", "UTF-8", "-", "-"}, bytes);
  if (!output.found) {
    diagnostics.error(path, "is a PDF, and pdftotext, which reads it, is not installed",
                      "apt-get install poppler-utils; better, get the book as an EPUB");
    return std::nullopt;
  }
  if (output.status != 0) {
    const std::string_view why = trim_space(std::string_view(output.errors).substr(0, output.errors.find('\n')));
    diagnostics.error(path, "pdftotext cannot read it: " + printable(why),
                      "it may be damaged, or locked with a password");
    return std::nullopt;
  }
  if (!has_word(output.text)) {
    diagnostics.error(path, "there is no text in it, only pictures of pages", "get the book as an EPUB or a text");
    return std::nullopt;
  }
  const auto pages = std::count(output.text.begin(), output.text.end(), '\f');
  diagnostics.warning(
      path,
      "the text of a PDF is guessed from where its letters stand: paragraphs, headings and notes may be "
      "wrong on any of its " +
          counted(static_cast<std::size_t>(pages), "page"),
      "look through the script before it is spoken; an EPUB of the same book is read as it is");
  return join_pages(output.text);
}

}  // namespace sotto::document
