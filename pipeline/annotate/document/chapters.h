#pragma once

/// Where a manuscript's chapters, scenes and paragraphs begin and end.

#include <cstdint>
#include <string>
#include <vector>

#include "annotate/document/manuscript.h"
#include "shared/span.h"

namespace sotto::document {

struct Paragraph {
  Span span;                  ///< without the line break at its end
  bool starts_scene = false;  ///< a scene break stands before it
  std::uint32_t chapter = 0;  ///< counts the chapters where those of a book are one sequence
  Span label = {};            ///< who speaks, in front of what is said, in a play or a chat; empty: nobody is named
  bool verse = false;         ///< its line ends are the author's
  bool operator==(const Paragraph&) const = default;
};

/// Every non-blank character of the manuscript is in a heading, a paragraph, or a scene break mark ("* * *").
struct Chapter {
  int number = 0;     ///< in reading order, from 1; 0 for what stands before the book and is no part of it
  std::string title;  ///< as shown to a listener: "The Mask"; "Chapter 4" where it has none of its own; the book's
                      ///< title for a text without headings
  Span heading;       ///< the heading lines in the manuscript; empty where there are none
  Span span;          ///< heading and body
  std::vector<Paragraph> paragraphs;
  bool matter = false;   ///< no part of the story: a table of contents, what Project Gutenberg puts before and after
  bool credits = false;  ///< no part of it either, but read aloud
  bool operator==(const Chapter&) const = default;
};

/// Chapters are those that the format of a file has (SourceFile::chapters). In a file whose format has none, they are
/// found by Markdown headings, "Chapter IV" and its kin, lone numerals; each file starts a chapter. Text
/// before the first heading (a title page, a preface) is a chapter of its own if it has more than a few words, and
/// otherwise part of the first heading. A table of contents is a chapter that is no part of the story. Paragraphs are
/// separated by blank lines, or, in texts that have none, by line ends or indents; lines that name their speakers,
/// items of lists and rows of tables are paragraphs, too.
std::vector<Chapter> find_chapters(const Manuscript& manuscript, std::string_view book_title);

}  // namespace sotto::document
