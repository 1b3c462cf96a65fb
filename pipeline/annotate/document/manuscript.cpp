#include "annotate/document/manuscript.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <iterator>
#include <system_error>
#include <utility>

#include "annotate/document/sources/archive.h"
#include "annotate/document/sources/epub/epub.h"
#include "annotate/document/sources/source_formats.h"
#include "shared/files.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

namespace fs = std::filesystem;

/// The bytes of a file that should be a manuscript, or nothing after an error.
std::optional<std::string> read_bytes(const fs::path& path, Diagnostics& diagnostics) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (status.type() == fs::file_type::not_found) {
    diagnostics.error(path.string(), "there is no such file", "check the name and the folder");
    return std::nullopt;
  }
  if (status.type() == fs::file_type::directory) {
    diagnostics.error(path.string(), "is a folder, not a manuscript", "name a file in it");
    return std::nullopt;
  }
  if (status.type() == fs::file_type::none || status.type() == fs::file_type::unknown) {
    diagnostics.error(path.string(), "cannot be read: " + failure.message(), "check its permissions and its folder's");
    return std::nullopt;
  }
  if (status.type() != fs::file_type::regular) {
    diagnostics.error(path.string(), "is no regular file", "copy the text into a file first");
    return std::nullopt;
  }
  std::optional<std::string> bytes = try_read_file(path);
  if (!bytes) diagnostics.error(path.string(), "cannot be read", "check its permissions: chmod u+r");
  return bytes;
}

}  // namespace

std::string SourcePlace::text() const { return fmt::format("{}:{}:{}", file, line, column); }

void Manuscript::append(std::string path, Source source) {
  if (!text.empty() && text.back() != '\n') text += '\n';
  const std::size_t begin = text.size();
  if (begin == 0) {
    text = std::move(source.text);
  } else {
    text += source.text;
  }
  for (Block& block : source.blocks) block.span = {begin + block.span.begin, begin + block.span.end};
  const auto moved = [&](Span span) { return Span{begin + span.begin, begin + span.end}; };
  for (const Span span : source.emphasis) emphasis.push_back(moved(span));
  for (SaidSpan& one : source.said) said.push_back({moved(one.span), std::move(one.phonemes)});
  for (SourceChapter& chapter : source.chapters) {
    if (!chapter.heading.empty()) chapter.heading = moved(chapter.heading);
    chapter.span = moved(chapter.span);
  }
  files.push_back({std::move(path),
                   {begin, text.size()},
                   std::move(source.blocks),
                   std::move(source.anchors),
                   source.line_ends,
                   std::move(source.content_sha256),
                   std::move(source.chapters)});
}

const SourceFile& Manuscript::file_of(std::size_t offset) const {
  assert(!files.empty());
  const auto after = std::upper_bound(files.begin(), files.end(), offset,
                                      [](std::size_t o, const SourceFile& file) { return o < file.span.begin; });
  return after == files.begin() ? files.front() : *std::prev(after);
}

SourcePlace Manuscript::place(std::size_t offset) const {
  const SourceFile& file = file_of(offset);
  const SourceLocation location = file.anchors.locate(file.span.of(text), offset - file.span.begin);
  std::string name = file.path;
  if (!location.file.empty()) name += fmt::format("!{}", location.file);
  return {std::move(name), location.byte, location.line, location.column};
}

std::size_t Manuscript::content_offset(std::size_t offset) const {
  const SourceFile& file = files.front();
  return file.anchors.content_offset(file.span.of(text), offset - file.span.begin);
}

Diagnostic Manuscript::diagnostic(Severity severity, std::size_t offset, std::string message, std::string hint) const {
  SourcePlace place = this->place(offset);
  const SourceFile& file = file_of(offset);
  std::string_view content = file.span.of(text);
  std::size_t at = std::min(offset - file.span.begin, content.size());
  if (content.starts_with(kByteOrderMark)) {
    content.remove_prefix(kByteOrderMark.size());
    at -= std::min(at, kByteOrderMark.size());
  }
  const std::size_t line_begin = content.substr(0, at).rfind('\n') + 1;
  const std::size_t line_end = std::min(content.find('\n', at), content.size());
  Diagnostic diagnostic =
      diagnostic_at(severity, std::move(place.file), content.substr(line_begin, line_end - line_begin), at - line_begin,
                    std::move(message), std::move(hint));
  // The line of the text need not stand in the file like this.
  if (diagnostic.column != place.column) diagnostic.caret = diagnostic.column;
  diagnostic.line = place.line;
  diagnostic.column = place.column;
  return diagnostic;
}

std::string_view phonemes_at(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "[[") return {};
  const std::string_view rest = text.substr(at + 2);
  const auto strange = [](char c) { return c <= ' ' || c > '~' || c == '[' || c == ']'; };
  const auto end = static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), strange) - rest.begin());
  return rest.substr(end, 2) == "]]" ? rest.substr(0, end) : std::string_view();
}

std::optional<Source> read_source_file(const fs::path& path, const ReadingOptions& options, Diagnostics& diagnostics) {
  if (is_epub_folder(path.string())) {
    const std::optional<Archive> archive = Archive::open_folder(path.string(), diagnostics);
    std::optional<Source> source = archive ? read_epub(*archive, options, diagnostics) : std::nullopt;
    if (source) mend_characters(*source);
    return source;
  }
  const std::optional<std::string> bytes = read_bytes(path, diagnostics);
  return bytes ? read_source(path.string(), *bytes, options, diagnostics) : std::nullopt;
}

std::optional<Manuscript> read_manuscript(const std::vector<fs::path>& paths, const ReadingOptions& options,
                                          Diagnostics& diagnostics) {
  Manuscript manuscript;
  manuscript.language = options.language;
  bool good = true;
  for (const fs::path& path : paths) {
    std::optional<Source> source = read_source_file(path, options, diagnostics);
    good = source && good;
    if (source) manuscript.append(path.string(), std::move(*source));
  }
  if (!good || manuscript.files.empty()) return std::nullopt;
  return manuscript;
}

std::optional<Manuscript> decode_manuscript(std::string path, std::string_view bytes, Diagnostics& diagnostics,
                                            const ReadingOptions& options) {
  std::optional<Source> source = read_source(path, bytes, options, diagnostics);
  if (!source) return std::nullopt;
  Manuscript manuscript;
  manuscript.language = options.language;
  manuscript.append(std::move(path), std::move(*source));
  return manuscript;
}

}  // namespace sotto::document
