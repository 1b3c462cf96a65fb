#include "annotate/document/sources/text_encoding.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "shared/text.h"

namespace sotto::document {

namespace {

/// More control characters than this share of the bytes: no text. (Pictures and programs have a tenth or more.)
constexpr double kMostControls = 0.005;

/// More bytes over 0x7F than this share: another alphabet in an encoding of its own, which read as Latin-1 would be
/// nonsense. (French has a twentieth.)
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

/// U+0002 is what some PDFs have for a hyphen at a line's end.
bool is_stray_control(unsigned char byte) {
  return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != '\v' && byte != 0x1A &&
          byte != 0x02) ||
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

/// The next character of a text, whose offset is `text`, was decoded from `width` bytes at `byte`. Runs are short, so
/// that a byte is found by walking a few characters.
void extend(std::vector<DecodedRun>& runs, std::size_t text, std::size_t byte, std::uint32_t width) {
  constexpr std::size_t kLongestRun = 4096;
  const bool goes_on =
      !runs.empty() && runs.back().width == width && (width == kSameBytes || text - runs.back().text < kLongestRun);
  if (!goes_on) runs.push_back({text, byte, width});
}

/// UTF-8 with a few broken bytes: each becomes U+FFFD, the rest stays.
DecodedText replace_broken_bytes(std::string_view bytes) {
  DecodedText decoded;
  decoded.text.reserve(bytes.size() + 16);
  for (std::size_t i = 0; i < bytes.size();) {
    const CodePoint c = code_point_at(bytes, i);
    const bool broken = c.value == U'\uFFFD' && c.next == i + 1;
    extend(decoded.runs, decoded.text.size(), i, broken ? 1 : kSameBytes);
    append_utf8(decoded.text, c.value);
    i = c.next;
  }
  return decoded;
}

/// The runs of a text that was decoded from an encoding whose characters have `narrow` bytes, or, those outside of the
/// Basic Multilingual Plane, `wide` bytes; the first one stands at `byte`.
std::vector<DecodedRun> runs_of(std::string_view text, std::size_t byte, std::uint32_t narrow, std::uint32_t wide) {
  std::vector<DecodedRun> runs;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    const std::uint32_t width = c.value > 0xFFFF ? wide : narrow;
    extend(runs, i, byte, width);
    byte += width;
    i = c.next;
  }
  return runs;
}

/// An encoding that a byte order mark announces.
struct AnnouncedEncoding {
  const char* name;
  std::size_t mark;      ///< bytes of the byte order mark
  std::uint32_t narrow;  ///< bytes of a character of the Basic Multilingual Plane
};

/// UTF-32 first: its mark begins like that of UTF-16.
std::optional<AnnouncedEncoding> announced_encoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return {{"UTF-32", 4, 4}};
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return {{"UTF-16", 2, 2}};
  return std::nullopt;
}

constexpr const char* kSaveAsUtf8 = "save it as plain text in UTF-8";

}  // namespace

std::optional<DecodedText> decode_text(const std::string& path, std::string_view bytes, Diagnostics& diagnostics) {
  if (bytes.empty()) {
    diagnostics.error(path, "the file is empty", "a manuscript needs at least one word");
    return std::nullopt;
  }
  const std::optional<AnnouncedEncoding> announced = announced_encoding(bytes);
  std::optional<std::string> converted;
  if (announced) {
    converted = to_utf8(announced->name, bytes);
    if (!converted) {
      diagnostics.error(path, fmt::format("cannot be read as {}, which its first bytes announce", announced->name),
                        kSaveAsUtf8);
      return std::nullopt;
    }
    diagnostics.note(path, fmt::format("read as {}", announced->name));
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
  if (announced) return DecodedText{*converted, runs_of(*converted, announced->mark, announced->narrow, 4)};
  if (counts.ill_formed == 0) return DecodedText{std::string(bytes), {}};

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
  std::vector<DecodedRun> runs = runs_of(*text, 0, 1, 1);
  return DecodedText{std::move(*text), std::move(runs)};
}

}  // namespace sotto::document
