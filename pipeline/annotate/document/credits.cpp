#include "annotate/document/credits.h"

#include <string>
#include <string_view>
#include <utility>

namespace sotto::document {

namespace {

std::string phrase(const Book& book, std::string_view of, std::string_view of_no_author) {
  const language::Language& language = language_of(book);
  return book.author.empty() ? language.phrase("credits", of_no_author, book.title)
                             : language.phrase("credits", of, book.title, book.author);
}

/// A chapter whose heading is the announcement; who reads is its text.
Source credits(const Book& book, std::string_view title, const std::string& announcement) {
  const language::Language& language = language_of(book);
  const std::string who =
      book.credits.read_by.empty() ? language.phrase("credits", "usual-readers") : book.credits.read_by;
  Source source;
  source.text = announcement + "\n\n" + language.phrase("credits", "read-by", who) + "\n";
  const Span heading{0, announcement.size()};
  const Span body{announcement.size() + 2, source.text.size() - 1};
  source.blocks = {{Block::Kind::heading, heading, 1, 0}, {Block::Kind::paragraph, body, 0, 1}};
  source.line_ends = LineEnds::wrap;
  SourceChapter& chapter = source.chapters.emplace_back();
  chapter.title = language.phrase("credits", title);
  chapter.heading = heading;
  chapter.span = {0, body.end};
  chapter.credits = true;
  return source;
}

}  // namespace

std::optional<Manuscript> read_with_credits(const Book& book, Diagnostics& diagnostics) {
  const ReadingOptions options = reading_options(book);
  if (!book.credits.wanted) return read_manuscript(book.files, options, diagnostics);
  Manuscript manuscript;
  manuscript.language = options.language;
  const std::string opening = phrase(book, "opening", "opening-without-author");
  const std::string closing = phrase(book, "closing", "closing-without-author");
  bool good = !book.files.empty();
  manuscript.append("the credits", credits(book, "opening-title", opening));
  for (const std::filesystem::path& path : book.files) {
    std::optional<Source> source = read_source_file(path, options, diagnostics);
    good = source && good;
    if (source) manuscript.append(path.string(), std::move(*source));
  }
  manuscript.append("the credits", credits(book, "closing-title", closing));
  return good ? std::optional(std::move(manuscript)) : std::nullopt;
}

}  // namespace sotto::document
