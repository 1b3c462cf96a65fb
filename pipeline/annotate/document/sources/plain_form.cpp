#include "annotate/document/sources/plain_form.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string>

#include "shared/text.h"

namespace sotto::document {

namespace {

struct CodeRange {
  char32_t first = 0;
  char32_t last = 0;
};

template <std::size_t kSize>
bool within(const std::array<CodeRange, kSize>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](const CodeRange& range) { return c >= range.first && c <= range.last; });
}

/// Letters and figures whose compatibility mapping changes nothing but their form.
constexpr std::array<CodeRange, 12> kForms{{{0x02B0, 0x02B8},      // raised letters
                                            {0x02E0, 0x02E3},      // and more of them
                                            {0x1D2C, 0x1D61},      // and more of them
                                            {0x2071, 0x2071},      // raised i
                                            {0x207F, 0x207F},      // raised n
                                            {0x2090, 0x209C},      // lowered letters
                                            {0x2160, 0x217F},      // Roman numerals
                                            {0xFB00, 0xFB06},      // Latin ligatures
                                            {0xFF10, 0xFF19},      // wide figures
                                            {0xFF21, 0xFF3A},      // wide capitals
                                            {0xFF41, 0xFF5A},      // wide small letters
                                            {0x1D400, 0x1D7FF}}};  // bold, italic, script ... letters and figures

constexpr std::array<CodeRange, 9> kUnseen{{{0x00, 0x08},
                                            {0x0E, 0x1F},
                                            {0x7F, 0x9F},
                                            {0x00AD, 0x00AD},
                                            {0x200B, 0x200B},
                                            {0x200E, 0x200F},
                                            {0x202A, 0x202E},
                                            {0x2060, 0x2069},
                                            {0xFFFE, 0xFFFF}}};

/// U+0085 ends a line, and U+001A a file.
bool is_unseen(char32_t c) { return c != 0x85 && c != 0x1A && (within(kUnseen, c) || c == 0xFEFF); }

bool is_joiner(char32_t c) { return c == 0x200C || c == 0x200D; }

/// Joiners mean something in Arabic and Indic words, and between pictures.
bool is_latin_letter(char32_t c) { return c < 0x250 && is_letter(c); }

std::string compatibility_form(const icu::Normalizer2& nfkc, char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  std::string form;
  nfkc.normalize(icu::UnicodeString(static_cast<UChar32>(c)), status).toUTF8String(form);
  return form;
}

}  // namespace

std::vector<TextEdit> plain_form_edits(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfkc = icu::Normalizer2::getNFKCInstance(status);
  std::vector<TextEdit> edits;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte < 0x7F) {
      ++at;
      continue;
    }
    const CodePoint c = code_point_at(text, at);
    const bool joins = is_joiner(c.value) && at > 0 && c.next < text.size() &&
                       is_latin_letter(code_point_before(text, at).value) &&
                       is_latin_letter(code_point_at(text, c.next).value);
    if (joins || (is_unseen(c.value) && at > 0)) {
      edits.push_back({{at, c.next}, {}});
    } else if (c.value > 0x2AF && U_SUCCESS(status) && within(kForms, c.value)) {
      edits.push_back({{at, c.next}, compatibility_form(*nfkc, c.value)});
    }
    at = c.next;
  }
  return edits;
}

}  // namespace sotto::document
