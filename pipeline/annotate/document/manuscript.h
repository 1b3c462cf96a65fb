#pragma once

/// The author's text of one book, as read: UTF-8, immutable; every character knows its place in its file.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/sources/reading_options.h"
#include "annotate/document/sources/source.h"
#include "annotate/language/languages.h"
#include "shared/diagnostics.h"
#include "shared/span.h"

namespace sotto::document {

/// One file of a manuscript.
struct SourceFile {
  std::string path;  ///< as the user named it
  Span span;         ///< its stretch of the manuscript's text
  std::vector<Block> blocks = {};
  AnchorMap anchors = {};  ///< from offsets counted from the stretch's begin
  LineEnds line_ends = LineEnds::may_separate;
  std::string content_sha256 = {};           ///< Source::content_sha256
  std::vector<SourceChapter> chapters = {};  ///< Source::chapters, places counted in the manuscript's text
  bool operator==(const SourceFile&) const = default;
};

/// Where a character of a manuscript was read from.
struct SourcePlace {
  std::string file;        ///< as the user named it; a file inside of another as "book.epub!OEBPS/ch1.xhtml"
  std::size_t byte = 0;    ///< of that file as stored
  std::size_t line = 1;    ///< from 1
  std::size_t column = 1;  ///< from 1, in code points
  bool operator==(const SourcePlace&) const = default;

  std::string text() const;  ///< "story.md:12:1"
};

/// The texts of all files of a book, in reading order, one right after the other (a line break is put between two where
/// the first does not end with one). Of text files the text is their content in UTF-8, mended, and what no one reads is
/// white space.
struct Manuscript {
  std::string text;
  std::vector<SourceFile> files;
  std::vector<Span> emphasis = {};  ///< Source::emphasis of all files
  std::vector<SaidSpan> said = {};  ///< Source::said of all files
  bool markup = false;              ///< `[[phonemes]]` in the text are given to the engine
  bool directions = true;           ///< stage directions are read
  const language::Language* language = &language::default_language();  ///< that it is written in; never null

  void append(std::string path, Source source);

  const SourceFile& file_of(std::size_t offset) const;
  /// The place in its file of a character; the end of the file before for a line break between two files.
  SourcePlace place(std::size_t offset) const;
  /// Of a book that is one text file: how many code points of its content are before a character.
  std::size_t content_offset(std::size_t offset) const;
  /// A diagnostic at a place of the manuscript, with file, line, column and caret.
  Diagnostic diagnostic(Severity severity, std::size_t offset, std::string message, std::string hint = {}) const;
};

/// Where offsets stand in the files, as "story.md:12:1".
class SourceLocations {
 public:
  /// `manuscript` must outlive this.
  explicit SourceLocations(const Manuscript& manuscript) : manuscript_(manuscript) {}
  std::string of(std::size_t offset) const { return manuscript_.place(offset).text(); }

 private:
  const Manuscript& manuscript_;
};

/// The phonemes between `[[` and `]]` at this place of a text, without the brackets; empty where there are none. They
/// are printable ASCII without spaces and brackets, as the engine knows them.
std::string_view phonemes_at(std::string_view text, std::size_t at);

/// Reads the files, each in its format (sources/source_formats.h). One that is missing, a folder that is no unpacked
/// EPUB, or that its reader refuses is an error; nothing is returned when there was one.
std::optional<Manuscript> read_manuscript(const std::vector<std::filesystem::path>& paths,
                                          const ReadingOptions& options, Diagnostics& diagnostics);

/// Reads one of them.
std::optional<Source> read_source_file(const std::filesystem::path& path, const ReadingOptions& options,
                                       Diagnostics& diagnostics);

/// The same for the bytes of one file.
std::optional<Manuscript> decode_manuscript(std::string path, std::string_view bytes, Diagnostics& diagnostics,
                                            const ReadingOptions& options = {});

}  // namespace sotto::document
