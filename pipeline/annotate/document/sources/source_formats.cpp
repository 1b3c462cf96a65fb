#include "annotate/document/sources/source_formats.h"

#include <algorithm>
#include <filesystem>

#include "annotate/document/sources/archived_book.h"
#include "annotate/document/sources/html.h"
#include "annotate/document/sources/markdown.h"
#include "annotate/document/sources/mojibake.h"
#include "annotate/document/sources/pdf.h"
#include "annotate/document/sources/plain_form.h"
#include "annotate/document/sources/plain_text.h"
#include "annotate/document/sources/refused_format.h"
#include "annotate/document/sources/text_edits.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

/// A reader of a format about which there is nothing to choose.
template <auto read>
std::optional<Source> as_it_is(const std::string& path, std::string_view bytes, const ReadingOptions& /*options*/,
                               Diagnostics& diagnostics) {
  return read(path, bytes, diagnostics);
}

bool is_archive(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }
bool is_pdf(std::string_view bytes) { return bytes.starts_with("%PDF-"); }

constexpr std::array<SourceFormat, 6> kFormats{{
    {"EPUB, DOCX or ODT", {".epub", ".docx", ".odt"}, is_archive, read_archived_book},
    {"PDF", {".pdf"}, is_pdf, as_it_is<read_pdf>},
    {"a format that is not read", {}, is_refused_format, as_it_is<refuse_format>},
    {"HTML", {".html", ".htm", ".xhtml"}, is_html, read_html},
    {"Markdown", {".md", ".markdown"}, nullptr, read_markdown},
    {"plain text", {".txt"}, nullptr, read_plain_text},
}};

bool has_extension(const SourceFormat& format, const std::string& path) {
  const std::string extension = lower_case(std::filesystem::path(path).extension().string());
  return !extension.empty() && among(format.extensions, extension);
}

}  // namespace

std::span<const SourceFormat> source_formats() { return kFormats; }

const SourceFormat& source_format_of(std::span<const SourceFormat> formats, const std::string& path,
                                     std::string_view bytes) {
  for (const SourceFormat& format : formats) {
    if (format.recognises != nullptr && format.recognises(bytes)) return format;
  }
  for (const SourceFormat& format : formats) {
    if (has_extension(format, path)) return format;
  }
  return formats.back();
}

bool has_source_extension(const std::string& path) {
  return std::any_of(kFormats.begin(), kFormats.end(),
                     [&](const SourceFormat& format) { return has_extension(format, path); });
}

bool has_text_extension(const std::string& path) {
  return std::any_of(kFormats.end() - 2, kFormats.end(),
                     [&](const SourceFormat& format) { return has_extension(format, path); });
}

void mend_characters(Source& source) {
  if (!source.content_sha256.empty()) return;  // a text file, which is mended before its marks are read
  edit_source(source, mojibake_edits(source.text));
  edit_source(source, plain_form_edits(source.text));
}

std::optional<Source> read_source(const std::string& path, std::string_view bytes, const ReadingOptions& options,
                                  Diagnostics& diagnostics) {
  std::optional<Source> source = source_format_of(kFormats, path, bytes).read(path, bytes, options, diagnostics);
  if (source) mend_characters(*source);
  return source;
}

}  // namespace sotto::document
