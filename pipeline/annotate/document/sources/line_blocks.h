#pragma once

/// Blocks of texts that are written in lines.

#include <cstddef>
#include <string_view>
#include <vector>

#include "annotate/document/sources/block.h"
#include "shared/span.h"

namespace sotto::document {

/// The lines of a stretch of text, without their ends: LF, CR LF or CR.
std::vector<Span> lines_of(std::string_view text, Span stretch);

/// A line without white space (a byte order mark is some, too) at either end; an empty span for a blank line.
Span trimmed(std::string_view text, Span line);

/// The lines of a block, each trimmed.
std::vector<Span> lines_of(std::string_view text, const Block& block);

/// "* * *", "***", "---", "#", "⁂", "~", "o o o": one mark, repeated, alone on its line; or ornaments of several sorts:
/// "<>-<>", "[***]", "~oOo~".
bool is_scene_break(std::string_view line);

/// Puts the lines of a file together into blocks. Blank lines end a block; scene breaks and Project Gutenberg's marks
/// are blocks of their own.
class BlockBuilder {
 public:
  /// `text` must outlive this.
  explicit BlockBuilder(std::string_view text) : text_(text) {}

  /// The next line of the file, and what its format says it is part of. `continues`: of the same block as the
  /// line before, unless that line was blank or a mark.
  void add(Span line, Block::Kind kind, int level = 0, bool continues = true);

  std::vector<Block> finish();

 private:
  void close();
  void open(Span line, Block::Kind kind, int level);

  std::string_view text_;
  std::vector<Block> blocks_;
  Block open_;  ///< empty: none
  std::size_t blank_lines_ = 0;
};

}  // namespace sotto::document
