#pragma once

/// One source file of a book as its reader hands it over, whatever its format.

#include <map>
#include <string>
#include <vector>

#include "annotate/document/sources/anchors.h"
#include "annotate/document/sources/block.h"
#include "shared/span.h"

namespace sotto::document {

/// What a source says of the book; empty: nothing.
struct SourceMetadata {
  std::string title;
  std::vector<std::string> authors;
  std::string language;         ///< a tag of BCP 47 ("en-GB"), or its name ("English")
  std::string series;           ///< the series that the book is one of
  std::string series_position;  ///< "3", "2.5"
  std::string description;      ///< without markup
  std::string publisher;
  std::string date;              ///< of publication, as it is written: "1813", "2014-05-25"
  std::string cover;             ///< the picture's name inside of the source (archive.h)
  std::string cover_media_type;  ///< "image/jpeg"
  bool operator==(const SourceMetadata&) const = default;

  /// All authors, as on a title page: "Charles Curry, Erle Clippinger".
  std::string author() const;
};

/// A chapter that the format has (a table of contents says so).
struct SourceChapter {
  std::string title;     ///< as the contents have it
  Span heading;          ///< its blocks that show the title; empty: there are none
  Span span;             ///< from its first block to its last; chapters hold every block
  bool matter = false;   ///< no part of the story: a title page, a licence, a contents page
  bool credits = false;  ///< no part of it either, but read aloud
  bool operator==(const SourceChapter&) const = default;
};

/// A stretch of a text and how it is said.
struct SaidSpan {
  Span span;
  std::string phonemes;  ///< in the International Phonetic Alphabet
  bool operator==(const SaidSpan&) const = default;
};

/// What a line end inside a block of text means.
enum class LineEnds {
  may_separate,     ///< one of: nothing, or the end of a paragraph; only the text as a whole tells (plain text)
  rarely_separate,  ///< nothing, but in a text that has hardly a blank line (Markdown)
  wrap,             ///< nothing: the format marks its paragraphs
};

struct Source {
  std::string text;                     ///< UTF-8: what is read aloud, and the white space and marks around it
  std::vector<Block> blocks;            ///< in the order of the text
  AnchorMap anchors;                    ///< from the text to the file
  std::vector<Span> emphasis;           ///< in order, without overlaps, where the text has no marks for it (emphasis.h)
  std::vector<SourceChapter> chapters;  ///< in order; empty: headings among the blocks are found (chapters.h)
  std::vector<SaidSpan> said;           ///< in order, without overlaps
  std::map<std::string, std::string> lexicon;  ///< how words are said, in the International Phonetic Alphabet
  SourceMetadata metadata;
  LineEnds line_ends = LineEnds::may_separate;
  std::string content_sha256;  ///< of a text file's content in UTF-8, before anything in it became white space
};

}  // namespace sotto::document
