#include "annotate/document/manuscript.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <limits>
#include <system_error>

#include "annotate/document/blanks.h"
#include "annotate/document/editors_notes.h"
#include "annotate/document/markdown.h"
#include "shared/files.h"
#include "shared/sha256.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// More control characters than this share of the bytes: no text. (Pictures and programs have a tenth or more.)
constexpr double kMostControls = 0.005;

/// More bytes over 0x7F than this share: another alphabet in an encoding of its own, which read as Latin-1 would only
/// be noise. (French has a twentieth.)
constexpr double kMostHighBytes = 0.3;

/// What the bytes of a file look like, counted in one pass.
struct ByteCounts {
  std::size_t nul = 0;
  std::size_t first_nul = std::string_view::npos;
  std::size_t controls = 0;     ///< C0 controls that no text has
  std::size_t high = 0;         ///< over 0x7F
  std::size_t c1 = 0;           ///< 0x80..0x9F: letters and quotation marks in Windows-1252, nothing in Latin-1
  std::size_t well_formed = 0;  ///< UTF-8 sequences of two and more bytes
  std::size_t ill_formed = 0;   ///< bytes that belong to none
  std::size_t first_ill_formed = std::string_view::npos;
};

bool is_stray_control(unsigned char byte) {
  return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != '\v' &&
          byte != 0x1A) ||
         byte == 0x7F;
}

ByteCounts count_bytes(std::string_view bytes) {
  ByteCounts counts;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte < 0x80) {
      if (byte == 0 && counts.nul++ == 0) counts.first_nul = i;
      if (is_stray_control(byte)) ++counts.controls;
      ++i;
      continue;
    }
    // An ill-formed byte reads as U+FFFD and is passed alone; U+FFFD itself has three bytes.
    const CodePoint c = code_point_at(bytes, i);
    if (c.next > i + 1) {
      ++counts.well_formed;
    } else if (counts.ill_formed++ == 0) {
      counts.first_ill_formed = i;
    }
    for (; i < c.next; ++i) {
      ++counts.high;
      if (static_cast<unsigned char>(bytes[i]) < 0xA0) ++counts.c1;
    }
  }
  return counts;
}

/// ICU's conversion to UTF-8; nothing when the text is too long for it (2 GB).
std::optional<std::string> to_utf8(const char* encoding, std::string_view bytes) {
  constexpr std::size_t kMostBytes = std::numeric_limits<std::int32_t>::max() / 4;
  if (bytes.size() > kMostBytes) return std::nullopt;
  const auto size = static_cast<std::int32_t>(bytes.size());
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t needed = ucnv_convert("UTF-8", encoding, nullptr, 0, bytes.data(), size, &status);
  std::string text(static_cast<std::size_t>(std::max(needed, 0)), '\0');
  status = U_ZERO_ERROR;
  ucnv_convert("UTF-8", encoding, text.data(), needed, bytes.data(), size, &status);
  if (U_FAILURE(status)) return std::nullopt;
  return text;
}

/// UTF-8 with a few broken bytes: each becomes U+FFFD, the rest stays.
std::string replace_broken_bytes(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + 16);
  for (std::size_t i = 0; i < bytes.size();) {
    const CodePoint c = code_point_at(bytes, i);
    append_utf8(text, c.value);
    i = c.next;
  }
  return text;
}

bool starts_with_bytes(std::string_view bytes, std::string_view start) {
  return bytes.substr(0, start.size()) == start;
}

/// The encoding that a byte order mark announces, or null. UTF-32 first: its mark begins like that of UTF-16.
const char* announced_encoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (starts_with_bytes(bytes, "\xFF\xFE\0\0"sv) || starts_with_bytes(bytes, "\0\0\xFE\xFF"sv)) return "UTF-32";
  if (starts_with_bytes(bytes, "\xFF\xFE"sv) || starts_with_bytes(bytes, "\xFE\xFF"sv)) return "UTF-16";
  return nullptr;
}

constexpr const char* kSaveAsUtf8 = "save it as plain text in UTF-8";

/// The bytes as UTF-8, or nothing after an error.
std::optional<std::string> decode(const std::string& path, std::string_view bytes, Diagnostics& diagnostics) {
  if (bytes.empty()) {
    diagnostics.error(path, "the file is empty", "a manuscript needs at least one word");
    return std::nullopt;
  }
  const char* announced = announced_encoding(bytes);
  std::optional<std::string> converted;
  if (announced != nullptr) {
    converted = to_utf8(announced, bytes);
    if (!converted) {
      diagnostics.error(path, fmt::format("cannot be read as {}, which its first bytes announce", announced),
                        kSaveAsUtf8);
      return std::nullopt;
    }
    diagnostics.note(path, fmt::format("read as {}", announced));
    bytes = *converted;
  }

  const ByteCounts counts = count_bytes(bytes);
  if (counts.nul > 0) {
    const bool wide = counts.nul * 3 > bytes.size();
    diagnostics.error(path, fmt::format("is no text: byte {} is NUL", counts.first_nul + 1),
                      wide ? "it looks like UTF-16 without a byte order mark; save it as UTF-8" : kSaveAsUtf8);
    return std::nullopt;
  }
  const auto share = [&](std::size_t count) { return static_cast<double>(count) / static_cast<double>(bytes.size()); };
  if (share(counts.controls) > kMostControls) {
    diagnostics.error(
        path, fmt::format("is no text: {} of its {} bytes are control characters", counts.controls, bytes.size()),
        kSaveAsUtf8);
    return std::nullopt;
  }
  if (counts.ill_formed == 0) return std::string(bytes);

  if (counts.well_formed > counts.ill_formed) {
    diagnostics.add(diagnostic_at(Severity::warning, path, bytes, counts.first_ill_formed,
                                  fmt::format("{} byte{} not UTF-8, the first one here; read as U+FFFD",
                                              counts.ill_formed, counts.ill_formed == 1 ? " is" : "s are"),
                                  "mend the place, or save the file as UTF-8"));
    return replace_broken_bytes(bytes);
  }
  if (share(counts.high) > kMostHighBytes) {
    diagnostics.error(path, "is in an encoding that is neither UTF-8 nor Western European", kSaveAsUtf8);
    return std::nullopt;
  }
  const char* encoding = counts.c1 > 0 ? "windows-1252" : "ISO-8859-1";
  std::optional<std::string> text = to_utf8(encoding, bytes);
  if (!text) {
    diagnostics.error(path, "is not UTF-8 and too long to convert", kSaveAsUtf8);
    return std::nullopt;
  }
  diagnostics.note(path, fmt::format("is not UTF-8; read as {}", counts.c1 > 0 ? "Windows-1252" : "Latin-1"),
                   "save it as UTF-8 if letters look wrong");
  return text;
}

/// Adds one file's text to the manuscript. Returns whether it was good.
bool append(Manuscript& manuscript, std::string path, std::string_view bytes, Diagnostics& diagnostics) {
  std::optional<std::string> text = decode(path, bytes, diagnostics);
  if (!text) return false;
  if (!manuscript.text.empty() && manuscript.text.back() != '\n') manuscript.text += '\n';
  const std::size_t begin = manuscript.text.size();
  const bool markdown = is_markdown(path);
  const std::vector<Span> notes = find_editors_notes(*text);
  std::string hash = markdown || !notes.empty() ? sha256(*text) : std::string();
  if (!notes.empty()) {
    diagnostics.add(diagnostic_at(Severity::note, path, *text, notes.front().begin,
                                  fmt::format("{} in brackets, the first here, {} not read",
                                              counted(notes.size(), "note"), notes.size() == 1 ? "is" : "are"),
                                  "take the brackets off what shall be read"));
    for (const Span& note : notes) blank(*text, note);
  }
  if (!has_word(*text)) {
    diagnostics.error(path, "there is no word in the file", "a manuscript needs at least one word");
    return false;
  }
  if (markdown) blank_markup(*text);
  if (begin == 0) {
    manuscript.text = std::move(*text);
  } else {
    manuscript.text += *text;
  }
  manuscript.files.push_back({std::move(path), {begin, manuscript.text.size()}, markdown, std::move(hash)});
  return true;
}

/// The bytes of a file that should be a manuscript, or nothing after an error.
std::optional<std::string> read_bytes(const fs::path& path, Diagnostics& diagnostics) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (status.type() == fs::file_type::not_found) {
    diagnostics.error(path.string(), "there is no such file", "check the name and the folder");
    return std::nullopt;
  }
  if (status.type() == fs::file_type::directory) {
    diagnostics.error(path.string(), "is a folder, not a manuscript", "name a .txt or .md file in it");
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

bool is_markdown(const std::string& path) {
  const std::string extension = lower_case(fs::path(path).extension().string());
  return extension == ".md" || extension == ".markdown";
}

const SourceFile& Manuscript::file_of(std::size_t offset) const {
  assert(!files.empty());
  const auto after = std::upper_bound(files.begin(), files.end(), offset,
                                      [](std::size_t o, const SourceFile& file) { return o < file.span.begin; });
  return after == files.begin() ? files.front() : *std::prev(after);
}

Diagnostic Manuscript::diagnostic(Severity severity, std::size_t offset, std::string message, std::string hint) const {
  const SourceFile& file = file_of(offset);
  std::string_view content = file.span.of(text);
  std::size_t place = std::min(offset - file.span.begin, content.size());
  // A byte order mark is no column of the first line.
  if (starts_with_bytes(content, kByteOrderMark)) {
    content.remove_prefix(kByteOrderMark.size());
    place -= std::min(place, kByteOrderMark.size());
  }
  return diagnostic_at(severity, file.path, content, place, std::move(message), std::move(hint));
}

SourceLocations::SourceLocations(const Manuscript& manuscript) : manuscript_(manuscript) {
  const std::string& text = manuscript.text;
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
    line_ends_.push_back(at);
}

std::string SourceLocations::of(std::size_t offset) const {
  const SourceFile& file = manuscript_.file_of(offset);
  const auto first = std::lower_bound(line_ends_.begin(), line_ends_.end(), file.span.begin);
  const auto here = std::lower_bound(first, line_ends_.end(), offset);
  std::size_t line_begin = here == first ? file.span.begin : *(here - 1) + 1;
  const std::string_view content = file.span.of(manuscript_.text);
  if (here == first && starts_with_bytes(content, kByteOrderMark)) line_begin += kByteOrderMark.size();
  const std::string_view before =
      std::string_view(manuscript_.text).substr(line_begin, std::max(offset, line_begin) - line_begin);
  return fmt::format("{}:{}:{}", file.path, 1 + (here - first), 1 + count_code_points(before));
}

std::string_view phonemes_at(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "[[") return {};
  const std::string_view rest = text.substr(at + 2);
  const auto strange = [](char c) { return c <= ' ' || c > '~' || c == '[' || c == ']'; };
  const auto end = static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), strange) - rest.begin());
  return rest.substr(end, 2) == "]]" ? rest.substr(0, end) : std::string_view();
}

std::optional<Manuscript> read_manuscript(const std::vector<fs::path>& paths, Diagnostics& diagnostics) {
  Manuscript manuscript;
  bool good = true;
  for (const fs::path& path : paths) {
    const std::optional<std::string> bytes = read_bytes(path, diagnostics);
    good = bytes && append(manuscript, path.string(), *bytes, diagnostics) && good;
  }
  if (!good || manuscript.files.empty()) return std::nullopt;
  return manuscript;
}

std::optional<Manuscript> decode_manuscript(std::string path, std::string_view bytes, Diagnostics& diagnostics) {
  Manuscript manuscript;
  if (!append(manuscript, std::move(path), bytes, diagnostics)) return std::nullopt;
  return manuscript;
}

}  // namespace sotto::document
