// Any bytes as the page of an EPUB, and as its package, its contents or the archive itself: refused with a diagnostic,
// or read so that every character of the text is one of the file's.

#include <optional>

#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/document/sources/archived_book.h"
#include "annotate/document/sources/html.h"
#include "annotate/language/languages.h"
#include "fuzz.h"
#include "shared/text.h"
#include "support/archives.h"

using namespace sotto;

namespace {

/// Whether an anchor that stands for one character of the file leads to it.
void check_places(const document::Manuscript& manuscript, std::string_view file, std::string_view bytes) {
  for (std::size_t at = 0; at < manuscript.text.size();) {
    const std::size_t next = code_point_at(manuscript.text, at).next;
    const document::SourcePlace place = manuscript.place(at);
    if (place.file == file) {
      fuzz::require(place.byte <= bytes.size(), "a place is in the file");
      const char c = manuscript.text[at];
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (letter && is_letter(code_point_at(bytes, place.byte).value)) {
        fuzz::require(bytes[place.byte] == c, "a letter's place has the letter");
      }
    }
    at = next;
  }
}

void check(std::optional<document::Source> source, const std::string& path, const Diagnostics& diagnostics,
           std::string_view file = {}, std::string_view bytes = {}) {
  if (!source) {
    fuzz::require(diagnostics.has_errors(), "a refusal has its reason");
    return;
  }
  document::Manuscript manuscript;
  manuscript.append(path, std::move(*source));
  std::string words;
  for (const document::Chapter& chapter : document::find_chapters(manuscript, "Book")) {
    words += std::string(chapter.heading.of(manuscript.text)) + "\n";
    for (const document::Paragraph& paragraph : chapter.paragraphs) {
      words += std::string(paragraph.span.of(manuscript.text)) + "\n";
    }
  }
  fuzz::require(words_of(words) == words_of(manuscript.text), "no word is lost or added");
  std::size_t end = 0;
  for (const Span span : manuscript.emphasis) {
    fuzz::require(end <= span.begin && span.begin < span.end, "emphasis is in order");
    end = span.end;
  }
  if (!file.empty()) check_places(manuscript, file, bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(fuzz::view(data + 1, size - 1));
  sotto::testing::SmallEpub book{{{"a.xhtml", sotto::testing::page("<h1 id='i'>Rain</h1><p>It rained.</p>")}}};
  book.navigation = "<li><a href='a.xhtml#i'>Rain</a></li>";
  sotto::testing::Files files = book.files();
  const auto replace = [&](const std::string& name) {
    for (auto& [file, content] : files) {
      if (file == name) content = bytes;
    }
  };
  const std::string kinds[] = {"OEBPS/a.xhtml", "OEBPS/nav.xhtml",   "OEBPS/book.opf", "",
                               "html",          "word/document.xml", "content.xml"};
  const std::string& kind = kinds[data[0] % std::size(kinds)];
  Diagnostics diagnostics;
  if (kind == "html") {
    check(document::read_html("a.html", bytes, {}, diagnostics), "a.html", diagnostics, "a.html", bytes);
  } else if (kind.empty()) {
    check(document::read_archived_book("a.epub", bytes, {}, diagnostics), "a.epub", diagnostics);
  } else if (kind.starts_with("OEBPS")) {
    replace(kind);
    const std::string archive = sotto::testing::zipped(files);
    check(document::read_archived_book("a.epub", archive, {language::default_language(), data[0] > 127}, diagnostics),
          "a.epub", diagnostics, "a.epub!" + kind, bytes);
  } else {
    const std::string archive = sotto::testing::zipped({{"[Content_Types].xml", ""}, {kind, bytes}});
    check(document::read_archived_book("a.docx", archive, {language::default_language(), data[0] > 127}, diagnostics),
          "a.docx", diagnostics, "a.docx!" + kind, bytes);
  }
  fuzz::require(!fuzz::steers_terminal(render(diagnostics)), "diagnostics do not steer the terminal");
  return 0;
}
