#pragma once

/// A sentence as written, in pieces that are read one by one: words, numbers, signs that have a reading, and addresses.
/// Everything else is punctuation, which becomes a pause after the piece before it, or nothing.

#include <string>
#include <string_view>
#include <vector>

#include "annotate/language/language.h"
#include "shared/span.h"

namespace sotto::normalization {

/// Pauses in order of strength: where several marks meet, the strongest is heard.
enum class Pause { none, comma, dash, semicolon, colon, stop, ellipsis, exclamation, question };

/// The mark that the engine is given for a pause; a dash as `last` says whether speech breaks off at it.
std::string pause_mark(Pause pause, bool last);

struct WrittenToken {
  enum class Kind { word, number, sign, address };

  Kind kind = Kind::word;
  Span span;         ///< without the punctuation round it
  std::string text;  ///< as written, apostrophes straight; an elision ("'tis", "'98") with its own
  Pause pause = Pause::none;
  bool full_stop = false;     ///< a full stop right after it, that may belong to it; not counted in `pause`
  bool joined = false;        ///< a hyphen, or an en dash between digits, ties it to the next piece
  bool ranges = false;        ///< it begins a range: a dash ties a day of the week or a month to the next piece
  bool month_first = false;   ///< of a date in figures: the book writes the month before the day
  bool space_before = false;  ///< white space before it
  bool emphasis = false;
  bool aside = false;          ///< in parentheses that begin in the sentence
  std::string phonemes{};      ///< the author's own, from `[[...]]`: said instead of the text
  std::string ipa{};           ///< how this piece and those after it are said (International Phonetic Alphabet)
  std::size_t ipa_pieces = 0;  ///< how many pieces that are, this one included
};

/// A sentence in its pieces, with its language. Both must outlive this.
struct WrittenSentence {
  const language::Language& language;
  const std::vector<WrittenToken>& pieces;

  const WrittenToken& operator[](std::size_t index) const { return pieces[index]; }
  std::size_t size() const { return pieces.size(); }
};

/// The pieces of a sentence. `emphases` are sorted. Every letter, mark and digit of the sentence is in some piece, but
/// where `markup` asks for `[[phonemes]]`: right after a piece they belong to it, else they are a piece themselves.
std::vector<WrittenToken> tokenize_written(const language::Language& language, std::string_view text, Span sentence,
                                           const std::vector<Span>& emphases, bool markup = false);

}  // namespace sotto::normalization
