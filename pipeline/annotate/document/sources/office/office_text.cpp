#include "annotate/document/sources/office/office_text.h"

namespace sotto::document {

void OfficeText::begin_paragraph(Block::Kind kind, int level, std::size_t at, bool empty) {
  if (tables_ > 0) {
    // A cell holds paragraphs, too.
    if (builder_.in_line()) builder_.add_instead(" ", at);
    return;
  }
  if (empty) {
    empty_ = true;
    empty_at_ = at;
    return;
  }
  const bool parts = kind != Block::Kind::heading && kind_before_ != Block::Kind::heading;
  if (empty_ && empty_is_break_ && parts) builder_.add_scene_break(empty_at_);
  builder_.begin_block(kind, level, at);
  kind_before_ = kind;
  empty_ = false;
}

void OfficeText::begin_table() {
  if (tables_++ == 0) first_row_ = true;
  empty_ = false;
}

void OfficeText::begin_row(std::size_t at) {
  if (first_row_) {
    builder_.begin_block(Block::Kind::table, 0, at);
  } else {
    builder_.break_line(at);
  }
  first_row_ = false;
}

void OfficeText::begin_cell(std::size_t at) {
  if (builder_.in_line()) builder_.add_instead(",", at);
}

void OfficeText::end_table() { --tables_; }

}  // namespace sotto::document
