#include "annotate/document/sources/plain_text.h"

#include <utility>
#include <vector>

#include "annotate/document/sources/gutenberg.h"
#include "annotate/document/sources/line_blocks.h"
#include "annotate/document/sources/text_file.h"

namespace sotto::document {

std::optional<Source> read_plain_text(const std::string& path, std::string_view bytes, const ReadingOptions& options,
                                      Diagnostics& diagnostics) {
  std::optional<TextFile> file = read_text_file(path, bytes, options, true, diagnostics);
  if (!file) return std::nullopt;
  BlockBuilder blocks(file->text);
  for (const Span line : lines_of(file->text, {0, file->text.size()})) blocks.add(line, Block::Kind::paragraph);

  Source source;
  source.blocks = blocks.finish();
  source.anchors = std::move(file->anchors);
  source.metadata = gutenberg_metadata(file->text);
  source.line_ends = LineEnds::may_separate;
  source.content_sha256 = std::move(file->content_sha256);
  source.text = std::move(file->text);
  return source;
}

}  // namespace sotto::document
