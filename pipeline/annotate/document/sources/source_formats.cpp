#include "annotate/document/sources/source_formats.h"

#include <algorithm>
#include <filesystem>

#include "annotate/document/sources/markdown.h"
#include "annotate/document/sources/plain_text.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

constexpr std::array<SourceFormat, 2> kFormats{{
    {"Markdown", {".md", ".markdown"}, "", read_markdown},
    {"plain text", {".txt"}, "", read_plain_text},
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
    if (!format.signature.empty() && bytes.starts_with(format.signature)) return format;
  }
  for (const SourceFormat& format : formats) {
    if (format.signature.empty() && has_extension(format, path)) return format;
  }
  return formats.back();
}

bool has_source_extension(const std::string& path) {
  return std::any_of(kFormats.begin(), kFormats.end(),
                     [&](const SourceFormat& format) { return has_extension(format, path); });
}

std::optional<Source> read_source(const std::string& path, std::string_view bytes, const language::Language& language,
                                  Diagnostics& diagnostics) {
  return source_format_of(kFormats, path, bytes).read(path, bytes, language, diagnostics);
}

}  // namespace sotto::document
