#include "annotate/document/title_page.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/headings.h"
#include "annotate/document/sources/line_blocks.h"
#include "annotate/document/sources/source_formats.h"
#include "shared/files.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

/// Title and author as the first lines of a source give them.
void read_first_lines(const language::Language& language, const Source& source, Book& book) {
  const std::string_view text = source.text;
  const std::vector<Block>& blocks = source.blocks;
  if (blocks.empty()) return;
  const Block& first = blocks.front();
  const std::vector<Span> lines = lines_of(text, first);
  const std::string line = bare_title(lines.front().of(text));
  const bool marked = first.kind == Block::Kind::heading;
  const bool alone = first.is_text() && lines.size() <= 2 && blocks.size() > 1;
  if (!marked && !(alone && looks_like_title(line))) return;
  if (parse_heading(language, line)) return;
  const auto same_level = [&](const Block& b) { return b.kind == first.kind && b.level == first.level; };
  // Two headings of the first one's level: they are chapters.
  if (marked && std::count_if(blocks.begin(), blocks.end(), same_level) > 1) return;
  book.title = title_case(language, line);
  const Span below = lines.size() > 1 ? lines[1] : blocks.size() > 1 ? lines_of(text, blocks[1]).front() : Span{};
  const std::string author_line = bare_title(below.of(text));
  if (const auto name = author_in(language, author_line)) book.author = title_case(language, *name);
}

}  // namespace

void read_title_page(const std::filesystem::path& path, Book& book) {
  const std::optional<std::string> bytes = try_read_file(path);
  if (!bytes) return;
  Diagnostics ignored;
  const language::Language& language = language_of(book);
  const std::optional<Source> source = read_source(path.string(), *bytes, language, ignored);
  if (!source) return;
  if (!source->metadata.author.empty()) book.author = source->metadata.author;
  if (!source->metadata.title.empty()) {
    book.title = source->metadata.title;
  } else {
    read_first_lines(language, *source, book);
  }
}

}  // namespace sotto::document
