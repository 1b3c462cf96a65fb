#include "annotate/document/sources/refused_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sotto::document {

namespace {

struct RefusedFormat {
  std::string_view name;
  std::size_t at;  ///< where its mark stands
  std::string_view mark;
  std::string_view way_out;
};

constexpr std::string_view kConvert =
    "convert it with Calibre: ebook-convert BOOK book.epub (of a book with DRM, get an edition without)";
constexpr std::string_view kSave = "open it in a word processor and save it as DOCX or ODT";

using namespace std::string_view_literals;

constexpr std::array kRefused = {
    RefusedFormat{"a MOBI or AZW (Kindle) book", 60, "BOOKMOBI", kConvert},
    RefusedFormat{"a PalmDOC book", 60, "TEXtREAd", kConvert},
    RefusedFormat{"a Topaz (Kindle) book", 0, "TPZ0", kConvert},
    RefusedFormat{"a KFX (Kindle) book", 0, "\xEA\x44RMION", kConvert},
    RefusedFormat{"a KFX (Kindle) book", 0, "CONT\x02\x00"sv, kConvert},
    RefusedFormat{"a Microsoft Reader book", 0, "ITOLITLS", kConvert},
    RefusedFormat{"an RTF document", 0, "{\\rtf", kSave},
    RefusedFormat{"an old Word document (.doc)", 0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", kSave},
    RefusedFormat{"a DjVu file", 0, "AT&TFORM", "it holds pictures of pages: get a text of the book"},
    RefusedFormat{"a PostScript file", 0, "%!PS", "convert it to PDF (ps2pdf), or get a text of the book"},
    RefusedFormat{"a 7z archive", 0, "7z\xBC\xAF\x27\x1C", "unpack it, and name the manuscript in it"},
    RefusedFormat{"a RAR archive", 0, "Rar!\x1A\x07", "unpack it, and name the manuscript in it"},
    RefusedFormat{"compressed (gzip)", 0, "\x1F\x8B\x08", "unpack it with gunzip"},
};

const RefusedFormat* find_refused(std::string_view bytes) {
  const auto* const found = std::find_if(kRefused.begin(), kRefused.end(), [&](const RefusedFormat& format) {
    return bytes.size() > format.at && bytes.substr(format.at).starts_with(format.mark);
  });
  return found == kRefused.end() ? nullptr : found;
}

constexpr RefusedFormat kFictionBook{"a FictionBook (FB2)", 0, "<FictionBook", kConvert};

}  // namespace

bool is_refused_format(std::string_view bytes) {
  const bool is_xml = bytes.starts_with("<") || bytes.starts_with("\xEF\xBB\xBF<");
  return find_refused(bytes) != nullptr ||
         (is_xml && bytes.substr(0, 1024).find(kFictionBook.mark) != std::string_view::npos);
}

std::optional<Source> refuse_format(const std::string& path, std::string_view bytes, Diagnostics& diagnostics) {
  const RefusedFormat* format = find_refused(bytes);
  if (format == nullptr) format = &kFictionBook;
  diagnostics.error(path, fmt::format("is {}, which Sotto does not read", format->name), std::string(format->way_out));
  return std::nullopt;
}

}  // namespace sotto::document
