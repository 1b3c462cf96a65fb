#pragma once

/// What word processors' files have in common: paragraphs with a style, tables, empty paragraphs.

#include <cstddef>

#include "annotate/document/sources/markup/source_builder.h"

namespace sotto::document {

/// Hands what a word processor's file says to a source's builder.
class OfficeText {
 public:
  /// `empty_is_break`: an empty paragraph between two others is a scene break, as where paragraphs are not parted by
  /// empty ones.
  OfficeText(SourceBuilder& builder, bool empty_is_break) : builder_(builder), empty_is_break_(empty_is_break) {}

  /// `empty`: there is no text in it.
  void begin_paragraph(Block::Kind kind, int level, std::size_t at, bool empty);
  void begin_table();
  void begin_row(std::size_t at);
  void begin_cell(std::size_t at);
  void end_table();

 private:
  SourceBuilder& builder_;
  bool empty_is_break_;
  int tables_ = 0;
  bool first_row_ = true;
  Block::Kind kind_before_ = Block::Kind::heading;  ///< of the last paragraph with text
  bool empty_ = false;                              ///< paragraphs without text stand behind it
  std::size_t empty_at_ = 0;                        ///< and the last of them here
};

/// Whether so few of a file's paragraphs are empty that they mean something.
inline bool empty_means_break(std::size_t paragraphs, std::size_t empty) { return empty * 10 < paragraphs; }

}  // namespace sotto::document
