#pragma once

/// Puts a source together from the characters of marked-up files.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/sources/markup/left_out.h"
#include "annotate/document/sources/markup/markup.h"
#include "annotate/document/sources/source.h"
#include "annotate/document/sources/text_encoding.h"
#include "annotate/language/language.h"
#include "shared/diagnostics.h"
#include "shared/span.h"

namespace sotto::document {

/// Takes the characters in reading order. White space is folded as a browser does: a run of it is one space, and none
/// stands at the beginning or end of a line. Two blocks have a blank line between them.
class SourceBuilder {
 public:
  /// What is added from now on stands in this file inside the source (AnchorBuilder::begin_file). `content` must live
  /// until the next one begins or the source is finished.
  void begin_file(std::string name, const DecodedText& content);

  /// What comes next is a block of its own, of this kind. Nothing is written until it has a character. `at`: where in
  /// the file's content it begins, or what ends the one before.
  void begin_block(Block::Kind kind, int level, std::size_t at);
  /// The next character stands on a new line of the same block; two in a row end a paragraph.
  void break_line(std::size_t at);
  /// A scene break, written "* * *".
  void add_scene_break(std::size_t at);

  /// Characters of the file's content. With `entities`, what they stand for is put in their places. `preformatted`:
  /// line ends are kept.
  void add(Span content, Entities* entities, bool preformatted = false);
  /// Other characters, which stand for what is at `at`: white space in them is folded.
  void add_instead(std::string_view text, std::size_t at);

  /// Emphasis begins and ends here; it may be nested.
  void begin_emphasis();
  void end_emphasis();
  /// What comes up to end_said() is said so (IPA).
  void begin_said(std::string phonemes);
  void end_said();

  /// Where the next character will stand, or the block that it is in begins: everything before it is written. An
  /// element that begins here begins there.
  std::size_t offset() const { return text_.size(); }
  /// Whether the next character stands behind another one on its line.
  bool in_line() const { return open_ && breaks_ == 0; }

  /// The whole source; no more is added. Editors' notes in brackets become white space, with a note that names `path`.
  Source finish(const language::Language& language, const std::string& path, Diagnostics& diagnostics);

 private:
  void add_pending(std::size_t at);
  void write(std::string_view text, std::size_t at);
  void write_copy(Span content);
  void flush_copy();
  std::vector<Block> find_blocks() const;

  std::string text_;
  AnchorBuilder anchors_;
  const DecodedText* content_ = nullptr;
  std::vector<Block> blocks_;  ///< in parts: line_blocks.h finds what is in them
  std::vector<Span> emphasis_;
  std::vector<SaidSpan> said_;

  Block::Kind kind_ = Block::Kind::paragraph;  ///< of the next block
  int level_ = 0;
  bool open_ = false;  ///< the last of blocks_ goes on
  std::size_t begins_at_ = 0;
  std::optional<std::size_t> space_;  ///< white space that has been read and is written before the next character
  std::size_t breaks_ = 0;            ///< line ends, likewise
  std::size_t break_at_ = 0;
  int emphasis_depth_ = 0;
  std::size_t emphasis_begin_ = 0;
  std::vector<SaidSpan> saying_;
  Span copy_;  ///< of the content, whose characters stand at the end of text_ and have no anchor yet
  std::size_t copy_text_ = 0;
};

/// The finished source of a file; what was left out of it is reported. Nothing, with an error that names `path`, where
/// there is no word in it.
std::optional<Source> finish_source(SourceBuilder& builder, const language::Language& language, const LeftOut& left_out,
                                    const std::string& path, Diagnostics& diagnostics);

}  // namespace sotto::document
