#include "annotate/document/sources/markup/source_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "annotate/document/sources/blanks.h"
#include "annotate/document/sources/editors_notes.h"
#include "annotate/document/sources/line_blocks.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

/// What HTML and XML fold; other spaces, as those that do not break, are characters.
bool folds(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

/// The bytes of a character that is not seen: the soft hyphen, spaces without width, the word joiner. 0: it is another.
std::size_t invisible_at(std::string_view text, std::size_t at) {
  for (const std::string_view character : {"\u00AD", "\u200B", "\u2060", "\uFEFF"}) {
    if (text.substr(at, character.size()) == character) return character.size();
  }
  return 0;
}

/// Where a run of characters that are copied ends: before white space, an entity, or what may not be seen.
std::size_t end_of_run(std::string_view text, std::size_t at, std::size_t end) {
  do {
    at = std::min(text.find_first_of(" \t\r\n\f&\xC2\xE2\xEF", at + 1), end);
  } while (at < end && static_cast<unsigned char>(text[at]) >= 0x80 && invisible_at(text, at) == 0);
  return at;
}

}  // namespace

void SourceBuilder::begin_file(std::string name, const DecodedText& content) {
  flush_copy();
  anchors_.begin_file(std::move(name), content.text, content.runs);
  content_ = &content;
  begin_block(Block::Kind::paragraph, 0, 0);
}

void SourceBuilder::begin_block(Block::Kind kind, int level, std::size_t at) {
  if (open_ && emphasis_depth_ > 0 && emphasis_begin_ < text_.size()) {
    emphasis_.push_back({emphasis_begin_, text_.size()});
    emphasis_begin_ = text_.size();
  }
  kind_ = kind;
  level_ = level;
  open_ = false;
  begins_at_ = at;
  space_.reset();
  breaks_ = 0;
}

void SourceBuilder::break_line(std::size_t at) {
  if (!open_) return;
  if (breaks_++ == 0) break_at_ = at;
  space_.reset();
}

void SourceBuilder::add_scene_break(std::size_t at) {
  const Block::Kind kind = kind_;
  const int level = level_;
  begin_block(Block::Kind::scene_break, 0, at);
  add_instead("* * *", at);
  begin_block(kind, level, at);
}

void SourceBuilder::add(Span content, Entities* entities, bool preformatted) {
  const std::string_view text = content_->text;
  constexpr std::string_view kSpaces = " \t\r\n\f";
  for (std::size_t at = content.begin; at < content.end;) {
    if (folds(text[at])) {
      if (preformatted && text[at] == '\n') break_line(at);
      if (!space_ && breaks_ == 0) space_ = at;
      at = std::min(preformatted ? at + 1 : text.find_first_not_of(kSpaces, at), content.end);
      continue;
    }
    const std::optional<std::string_view> entity = entities != nullptr ? entity_at(text, at) : std::nullopt;
    const std::optional<std::string_view> meaning = entity ? entities->meaning(*entity) : std::nullopt;
    if (meaning && at + entity->size() + 2 <= content.end) {
      add_instead(*meaning, at);
      at += entity->size() + 2;
      continue;
    }
    if (const std::size_t bytes = invisible_at(text, at); bytes > 0) {
      at += bytes;
      continue;
    }
    const std::size_t end = end_of_run(text, at, content.end);
    add_pending(at);
    write_copy({at, end});
    at = end;
  }
}

void SourceBuilder::add_instead(std::string_view text, std::size_t at) {
  for (std::size_t i = 0; i < text.size();) {
    if (folds(text[i])) {
      if (!space_ && breaks_ == 0) space_ = at;
      ++i;
      continue;
    }
    if (const std::size_t bytes = invisible_at(text, i); bytes > 0) {
      i += bytes;
      continue;
    }
    const std::size_t end = end_of_run(text, i, text.size());
    add_pending(at);
    write(text.substr(i, end - i), at);
    i = end;
  }
}

void SourceBuilder::add_pending(std::size_t at) {
  if (!open_) {
    if (!text_.empty()) write("\n\n", begins_at_);
    blocks_.push_back({kind_, {text_.size(), text_.size()}, level_, 1});
    open_ = true;
    // What began before its first character begins there.
    if (emphasis_depth_ > 0) emphasis_begin_ = text_.size();
  } else if (breaks_ > 0) {
    write(breaks_ > 1 ? "\n\n" : "\n", break_at_);
  } else if (space_) {
    const bool same = content_->text[*space_] == ' ' && *space_ + 1 == at;
    if (same) {
      write_copy({*space_, at});
    } else {
      write(" ", *space_);
    }
  }
  space_.reset();
  breaks_ = 0;
}

void SourceBuilder::write(std::string_view text, std::size_t at) {
  flush_copy();
  anchors_.add_replacement(text_.size(), at);
  text_ += text;
  if (open_) blocks_.back().span.end = text_.size();
}

void SourceBuilder::write_copy(Span content) {
  if (copy_.empty() || copy_.end != content.begin) {
    flush_copy();
    copy_ = {content.begin, content.begin};
    copy_text_ = text_.size();
  }
  copy_.end = content.end;
  text_ += content.of(content_->text);
  blocks_.back().span.end = text_.size();
}

void SourceBuilder::flush_copy() {
  if (!copy_.empty()) anchors_.add_copy(copy_text_, copy_);
  copy_ = {};
}

void SourceBuilder::begin_emphasis() {
  if (emphasis_depth_++ == 0) emphasis_begin_ = text_.size();
}

void SourceBuilder::end_emphasis() {
  if (emphasis_depth_ == 0 || --emphasis_depth_ > 0) return;
  std::size_t begin = emphasis_begin_;
  while (begin < text_.size() && folds(text_[begin])) ++begin;
  if (begin < text_.size()) emphasis_.push_back({begin, text_.size()});
}

void SourceBuilder::begin_said(std::string phonemes) { saying_.push_back({{text_.size(), 0}, std::move(phonemes)}); }

void SourceBuilder::end_said() {
  SaidSpan said = std::move(saying_.back());
  saying_.pop_back();
  while (said.span.begin < text_.size() && folds(text_[said.span.begin])) ++said.span.begin;
  said.span.end = text_.size();
  if (!said.span.empty() && !said.phonemes.empty() && saying_.empty()) said_.push_back(std::move(said));
}

std::vector<Block> SourceBuilder::find_blocks() const {
  BlockBuilder blocks(text_);
  for (const Block& block : blocks_) {
    blocks.add({block.span.begin, block.span.begin}, block.kind);
    const std::vector<Span> lines = lines_of(text_, block.span);
    for (std::size_t i = 0; i < lines.size(); ++i) blocks.add(lines[i], block.kind, block.level, i > 0);
  }
  return blocks.finish();
}

Source SourceBuilder::finish(const language::Language& language, const std::string& path, Diagnostics& diagnostics) {
  flush_copy();
  Source source;
  source.anchors = anchors_.finish();
  const std::vector<Span> notes = find_editors_notes(language, text_);
  for (const Span& note : notes) blank(text_, note);
  if (!notes.empty()) {
    const SourceLocation first = source.anchors.locate(text_, notes.front().begin);
    Diagnostic diagnostic;
    diagnostic.severity = Severity::note;
    diagnostic.file = first.file.empty() ? path : fmt::format("{}!{}", path, first.file);
    diagnostic.line = first.line;
    diagnostic.column = first.column;
    diagnostic.message = fmt::format("{} in brackets, the first here, {} not read", counted(notes.size(), "note"),
                                     notes.size() == 1 ? "is" : "are");
    diagnostics.add(std::move(diagnostic));
  }
  source.blocks = find_blocks();
  source.emphasis = std::move(emphasis_);
  source.said = std::move(said_);
  source.line_ends = LineEnds::wrap;
  source.text = std::move(text_);
  return source;
}

std::optional<Source> finish_source(SourceBuilder& builder, const language::Language& language, const LeftOut& left_out,
                                    const std::string& path, Diagnostics& diagnostics) {
  Source source = builder.finish(language, path, diagnostics);
  if (!has_word(source.text)) {
    diagnostics.error(path, "there is no text in it to be read", "a manuscript needs at least one word");
    return std::nullopt;
  }
  left_out.tell(path, diagnostics);
  return source;
}

}  // namespace sotto::document
