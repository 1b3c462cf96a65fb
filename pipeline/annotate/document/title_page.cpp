#include "annotate/document/title_page.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "annotate/document/headings.h"
#include "annotate/document/manuscript.h"
#include "annotate/document/sources/line_blocks.h"
#include "annotate/document/sources/source_formats.h"
#include "annotate/document/speaker_labels.h"
#include "shared/files.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

/// Title and author as the first lines of a source give them.
void read_first_lines(const language::Language& language, const Source& source, Book& book) {
  const std::string_view text = source.text;
  std::vector<Block> blocks = source.blocks;
  const auto first_of_book = std::find_if_not(
      blocks.begin(), blocks.end(), [&](const Block& block) { return is_credit(language, block.span.of(text)); });
  blocks.erase(blocks.begin(), first_of_book);
  if (blocks.empty()) return;
  const Block& first = blocks.front();
  const std::vector<Span> lines = lines_of(text, first);
  const std::string line = bare_title(lines.front().of(text));
  const bool marked = first.kind == Block::Kind::heading;
  const bool alone = first.is_text() && lines.size() <= 2 && blocks.size() > 1;
  if (!marked && !(alone && looks_like_title(line))) return;
  const std::optional<Heading> heading = parse_heading(language, line);
  if (heading && !heading->spelled) return;
  if (!marked && SpeakerLabels(language, text, blocks).of(first.span)) return;
  const auto same_level = [&](const Block& b) { return b.kind == first.kind && b.level == first.level; };
  // Two headings of the first one's level: they are chapters.
  if (marked && std::count_if(blocks.begin(), blocks.end(), same_level) > 1) return;
  book.title = title_case(language, line);
  const Span below = lines.size() > 1 ? lines[1] : blocks.size() > 1 ? lines_of(text, blocks[1]).front() : Span{};
  const std::string author_line = bare_title(below.of(text));
  if (const auto name = author_in(language, author_line)) book.author = title_case(language, *name);
}

/// Of a long text, the beginning, up to the end of a line: all that a title page can be.
std::string_view beginning_of(std::string_view text) {
  constexpr std::size_t kLongest = 1 << 16;  // bytes
  if (text.size() <= kLongest) return text;
  const std::size_t end = text.rfind('\n', kLongest);
  return text.substr(0, end == std::string_view::npos ? text.size() : end + 1);
}

/// Whether a source that goes on may be judged by its beginning: how many headings of the first one's level there are
/// is to be seen only in the whole.
bool tells_enough(const Source& beginning) {
  constexpr std::size_t kSomeBlocks = 4;  // the last of them may go on
  if (!beginning.metadata.title.empty()) return true;
  return beginning.blocks.size() >= kSomeBlocks && beginning.blocks.front().kind != Block::Kind::heading;
}

}  // namespace

void read_title_page(const std::filesystem::path& path, Book& book) {
  Diagnostics ignored;
  const language::Language& language = language_of(book);
  const ReadingOptions options = reading_options(book);
  std::error_code failure;
  const bool is_file = std::filesystem::is_regular_file(path, failure);
  const std::optional<std::string> bytes = is_file ? try_read_file(path) : std::nullopt;
  const bool is_text = bytes && source_format_of(source_formats(), path.string(), *bytes).recognises == nullptr;
  std::optional<Source> source;
  if (is_text && beginning_of(*bytes).size() < bytes->size()) {
    source = read_source(path.string(), beginning_of(*bytes), options, ignored);
    if (source && !tells_enough(*source)) source.reset();
  }
  if (!source) source = read_source_file(path, options, ignored);
  if (!source) return;
  book.metadata = std::move(source->metadata);
  for (auto& [word, phonemes] : source->lexicon) {
    Pronunciation& said = book.pronunciations[word];
    said = {std::move(phonemes), Origin{.file = path.string(), .line = 0, .column = 0, .source_line = {}}};
    said.ipa = true;
  }
  if (!book.metadata.authors.empty()) book.author = book.metadata.author();
  if (!book.metadata.title.empty()) {
    book.title = book.metadata.title;
  } else {
    read_first_lines(language, *source, book);
  }
}

}  // namespace sotto::document
