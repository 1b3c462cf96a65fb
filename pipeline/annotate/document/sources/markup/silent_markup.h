#pragma once

/// Which elements of HTML nobody reads aloud.

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "annotate/document/sources/markup/left_out.h"
#include "annotate/document/sources/markup/markup.h"

namespace sotto::document {

/// What is known of an element by its tag.
struct ElementKind {
  std::string types;    ///< its epub:type and role
  std::string classes;  ///< its classes, in lower case
};

ElementKind kind_of(MarkupTree& tree, const MarkupNode& node);

/// Whether an element is a title page, a licence, a contents page or the like: no part of the story.
bool is_matter(const ElementKind& kind);

/// Links from marks to notes, of all files of a source, where the files do not say what is what: a mark is a raised
/// figure or sign, or one in brackets, that links to where its note stands. Given the files in reading order.
class NoteLinks {
 public:
  /// `file` is the tree's name inside the source.
  void add(MarkupTree& tree, std::string_view content, const std::string& file);

  /// Whether the place "file#id" holds a note.
  bool is_note(const std::string& place) const { return notes_.contains(place); }

 private:
  std::set<std::string> notes_;
};

/// Whether an element is the mark of a note by what it looks like: "[12]", a raised "3" or "*", that is a link.
bool looks_like_note_mark(MarkupTree& tree, std::string_view content, std::size_t node);

/// What an element is that is not read, or nothing. Notes are left to the caller, who may read them: they are
/// Silent::note. Not for elements that say nothing in any case (scripts).
std::optional<Silent> silent_kind(MarkupTree& tree, std::string_view content, std::size_t node,
                                  const ElementKind& kind);

/// Whether an element has no text of its own that is ever read: "head", "script", the readings of ruby.
bool is_never_text(std::string_view name);

}  // namespace sotto::document
