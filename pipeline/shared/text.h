#pragma once

/// UTF-8 text: decoding, character classes, words, slugs, edit distance (with ICU).

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "shared/span.h"

namespace sotto {

/// One decoded code point and where the next one starts.
struct CodePoint {
  char32_t value = 0;
  std::size_t next = 0;
};

/// What find() of a string gives where nothing is found.
inline constexpr std::size_t kNotFound = std::string_view::npos;

/// The code point at a byte offset; ill-formed bytes read as U+FFFD, one byte at a time.
CodePoint code_point_at(std::string_view text, std::size_t offset);
/// The code point that ends just before a byte offset (> 0); `next` is where it starts.
CodePoint code_point_before(std::string_view text, std::size_t offset);
void append_utf8(std::string& text, char32_t code_point);

bool is_letter(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_digit(char32_t c);
bool is_space(char32_t c);  ///< White_Space of Unicode, and U+FEFF

/// Whether the text contains a letter or a digit.
bool has_word(std::string_view text);
/// Whether `word` is one of `words`, a container of strings.
template <typename Words>
bool among(const Words& words, std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::string lower_case(std::string_view text);
std::size_t count_code_points(std::string_view text);
/// Runs of white space become one space; none at either end.
std::string fold_space(std::string_view text);
std::string_view trim_space(std::string_view text);

/// The words of a text as "no word lost" counts them: maximal runs of letters, marks, digits, and apostrophes between
/// them; lower-cased, curly apostrophes made straight.
std::vector<std::string> words_of(std::string_view text);
/// The spans of those words in the text.
std::vector<Span> word_spans(std::string_view text);

/// A name as an identifier or part of a file name: lower case, letters and digits, the rest becomes single hyphens
/// ("The Old Woman" -> "the-old-woman"; "René" -> "rene"); never empty ("x").
std::string slug(std::string_view name);

/// The slug as a file name that every system takes: at most 60 bytes, cut at a hyphen where there is one, and never the
/// name of a device of Windows ("con", "lpt1": they get a hyphen).
std::string file_slug(std::string_view name);

/// Edit distance with transpositions (optimal string alignment), in code points, letter case ignored.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The nearest of `known` within a third of the word's length (at least one edit), or empty.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// "did you mean 'meg'?" when one of `known` is near, otherwise "known: a, b, c" (at most twelve).
std::string suggest(std::string_view word, const std::vector<std::string>& known);

/// "1 chapter", "2 chapters".
std::string counted(std::size_t count, std::string_view what);

/// The text with control characters (other than newline) replaced by U+FFFD, fit for a terminal.
std::string printable(std::string_view text);

/// Converts byte offsets of a text to code-point offsets, counted from `first` on. Each call walks only the text
/// between the last offset and the new one.
class CodePointOffsets {
 public:
  /// `text` must outlive this.
  explicit CodePointOffsets(std::string_view text, std::size_t first = 0) : text_(text), first_(first) {}
  std::size_t at(std::size_t byte_offset);

 private:
  std::string_view text_;
  std::size_t first_;
  std::size_t byte_ = 0;
  std::size_t count_ = 0;
};

}  // namespace sotto
