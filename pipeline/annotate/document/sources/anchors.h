#pragma once

/// From the characters of a text back to the bytes of the file that they were read from.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/sources/text_encoding.h"
#include "shared/span.h"

namespace sotto::document {

/// Where one character of a text was read from.
struct SourceLocation {
  std::string_view file;   ///< inside the source ("OEBPS/ch1.xhtml"); empty: the source is that file
  std::size_t byte = 0;    ///< of the file as stored; of what stands for several characters, its first
  std::size_t line = 1;    ///< lines end with LF
  std::size_t column = 1;  ///< in code points; a byte order mark is none
  bool operator==(const SourceLocation&) const = default;
};

/// A stretch of a text, and what is read in its place.
struct TextEdit {
  Span span;
  std::string text;
  bool operator==(const TextEdit&) const = default;
};

/// A map from offsets of a text to bytes, lines and columns of one or several files, kept as runs of characters that
/// were read from consecutive bytes. A map without runs is that of a text that is its file, byte for byte.
class AnchorMap {
 public:
  /// Of the character at `offset` of `text`, the text that the map was made for; of its end, where the last run ends.
  /// Takes the time to walk one run (at most kLongestRun bytes of the text).
  SourceLocation locate(std::string_view text, std::size_t offset) const;
  /// How many code points of the file's content in UTF-8, a byte order mark included, are before that character.
  std::size_t content_offset(std::string_view text, std::size_t offset) const;

  /// The map of the text after `edits` (in order, without overlap). All that is put in the place of a stretch stands
  /// for where that began.
  AnchorMap edited(std::string_view text, const std::vector<TextEdit>& edits) const;

  std::size_t runs() const { return runs_.size(); }
  bool operator==(const AnchorMap&) const = default;

  static constexpr std::size_t kLongestRun = 1024;

 private:
  friend class AnchorBuilder;

  /// All characters of the run stand for what is at its first byte ("—" for "&mdash;").
  static constexpr std::uint32_t kOnePlace = std::numeric_limits<std::uint32_t>::max();

  struct Run {
    std::size_t text = 0;              ///< its first character
    std::size_t byte = 0;              ///< where that is in the file
    std::uint32_t width = kSameBytes;  ///< bytes of the file for each character, kSameBytes, or kOnePlace
    std::uint32_t file = 0;            ///< an index
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    std::size_t content = 0;  ///< in code points
    bool operator==(const Run&) const = default;
  };

  /// The run that a character stands in, begun with that character.
  Run run_at(std::string_view text, std::size_t offset) const;
  /// The next run. Nothing of the text is left for one before that begins at the same place.
  void push(Run run);

  std::vector<std::string> files_ = {""};
  std::vector<Run> runs_;  ///< in the order of the text
};

/// Makes a map while a reader puts its text together, from the text's first character to its last.
class AnchorBuilder {
 public:
  /// What is added from now on was read from this file inside the source, or, with an empty name, from the source
  /// itself. `text` is the file's content in UTF-8, and `runs` say which bytes it was decoded from (text_encoding.h);
  /// both must live until the next file begins or the map is finished.
  void begin_file(std::string name, std::string_view text, const std::vector<DecodedRun>& runs);

  /// From `text_begin` on, the text has the characters of this stretch of the file's content: the same, or others of
  /// the same length in bytes and code points (spaces for what is not read) with the same line ends.
  void add_copy(std::size_t text_begin, Span content);

  /// From `text_begin` on, up to what is added next, the text stands for what begins here in the file's content: an
  /// entity, or white space between two blocks.
  void add_replacement(std::size_t text_begin, std::size_t content);

  AnchorMap finish();

 private:
  /// Line and column, in the file's content, of an offset; takes the time to walk there from the last one asked for, or
  /// from a place at most kMarkEvery bytes before it that was passed.
  void walk_to(std::size_t content);
  void add_run(std::size_t text_begin, std::uint32_t width, std::size_t content);
  /// The byte of the file, and the bytes a character has from there on.
  DecodedRun decoded_at(std::size_t content) const;

  AnchorMap map_;
  std::string_view content_;
  const std::vector<DecodedRun>* decoded_ = nullptr;
  /// Where a line and column are known.
  struct Mark {
    std::size_t at = 0;
    std::size_t line = 1;
    std::size_t column = 1;
    std::size_t content = 0;  ///< code points before it
  };
  static constexpr std::size_t kMarkEvery = 4096;

  Mark at_;                  ///< the last one asked for
  std::vector<Mark> marks_;  ///< in order
};

}  // namespace sotto::document
