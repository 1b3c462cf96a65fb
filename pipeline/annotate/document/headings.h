#pragma once

/// What a heading looks like, by its words alone: "Chapter IV. The Mask", "PART THE SECOND", "xii", "Epilogue".

#include <optional>
#include <string>
#include <string_view>

#include "annotate/language/language.h"

namespace sotto::document {

/// A heading that was recognised. A higher `rank` is deeper: volume, book, part, chapter, scene, lone numeral.
struct Heading {
  int rank = 0;
  std::string kind;      ///< "Chapter", "Part", "Prologue"; empty for a lone numeral
  int number = 0;        ///< 0: none, or none that can be counted ("Chapter the Last")
  std::string name;      ///< "The Mask"; empty where it has none of its own
  bool numeral = false;  ///< nothing but a number tells it: believed only in a sequence ("I", "II"; "One", "Two")
  bool spelled = false;  ///< of a numeral: it is a word ("Two"), which may be a title as well
  bool operator==(const Heading&) const = default;

  /// For a listener: "The Mask", "Chapter 4", "Part 2: Caves"; of a lone numeral, "4: The Mask".
  std::string title(const language::Language& language) const;
};

/// A line of text as a heading, or nothing.
std::optional<Heading> parse_heading(const language::Language& language, std::string_view line);

/// Short, and with capitals as a title has them: "Down the Rabbit-Hole".
bool looks_like_title(std::string_view text);

/// Whether there are two capitals at least and no small letter.
bool is_all_capitals(std::string_view text);

/// "THE POOL OF TEARS" -> "The Pool of Tears"; a text with small letters stays as it is.
std::string title_case(const language::Language& language, std::string_view text);

/// What the program calls a chapter that has no title of its own; `of` is a key of the table "chapter-titles".
std::string_view chapter_title(const language::Language& language, std::string_view of);

/// Whether a heading is that of a table of contents.
bool is_contents(const language::Language& language, std::string_view title);

/// Whether what a heading heads may be a part of a chapter, too: a letter that somebody reads in it.
bool belongs_to_chapter(const language::Language& language, const Heading& heading);

/// Whether a paragraph says who made the file, and not the book: "Produced by ...".
bool is_credit(const language::Language& language, std::string_view text);

/// The author in the line below a book's title: "by Gaston Leroux".
std::optional<std::string_view> author_in(const language::Language& language, std::string_view line);

/// The text without the marks of emphasis and headings round it, white space folded.
std::string bare_title(std::string_view text);

}  // namespace sotto::document
