#pragma once

/// The author's text of one book, as read: UTF-8, immutable, every character has an offset.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/diagnostics.h"
#include "shared/span.h"

namespace sotto::document {

struct SourceFile {
  std::string path;  ///< as the user named it
  Span span;         ///< its stretch of the manuscript's text
  bool markdown = false;
  std::string sha256 = {};  ///< of a file's text before something in it was blanked; else empty
  bool operator==(const SourceFile&) const = default;
};

/// By the file's name.
bool is_markdown(const std::string& path);

/// The text of all files of a book, in reading order, one right after the other (a line break is put between two files
/// where the first does not end with one). Decoded to UTF-8 and otherwise as written: a byte order mark and carriage
/// returns are still there, and what no one reads, Markdown's marks (markdown.h) and editors' notes (editors_notes.h),
/// is spaces, so that for a book of one file an offset in code points is one into the file as it stands.
struct Manuscript {
  std::string text;
  std::vector<SourceFile> files;
  bool markup = false;  ///< the author wants `[[phonemes]]` in the text obeyed

  const SourceFile& file_of(std::size_t offset) const;
  /// A remark at a place of the manuscript, with file, line, column and caret.
  Diagnostic diagnostic(Severity severity, std::size_t offset, std::string message, std::string hint = {}) const;
};

/// Where offsets stand in the files, as "story.md:12:1", when many are asked for: the lines are counted once.
class SourceLocations {
 public:
  /// `manuscript` must outlive this.
  explicit SourceLocations(const Manuscript& manuscript);
  std::string of(std::size_t offset) const;

 private:
  const Manuscript& manuscript_;
  std::vector<std::size_t> line_ends_;
};

/// The phonemes between `[[` and `]]` at this place of a text, without the brackets; empty where there are none. They
/// are printable ASCII without spaces and brackets, as the engine knows them.
std::string_view phonemes_at(std::string_view text, std::size_t at);

/// Reads the files. UTF-8 with or without a byte order mark; UTF-16 with one; what is not UTF-8 but plausible Latin-1
/// or Windows-1252 is converted with a note; what is no text (NUL bytes, mostly control characters), empty, missing, or
/// a directory is an error. Nothing is returned when there was an error.
std::optional<Manuscript> read_manuscript(const std::vector<std::filesystem::path>& paths, Diagnostics& diagnostics);

/// The same for bytes in memory.
std::optional<Manuscript> decode_manuscript(std::string path, std::string_view bytes, Diagnostics& diagnostics);

}  // namespace sotto::document
