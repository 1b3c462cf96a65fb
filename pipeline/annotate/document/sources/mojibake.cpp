#include "annotate/document/sources/mojibake.h"

#include <cstddef>
#include <optional>
#include <string>

#include "shared/text.h"

namespace sotto::document {

namespace {

/// What Windows-1252 has from 0x80 to 0x9F; a hole in it is read as the control character of its number.
constexpr std::u32string_view kUpperControls = U"€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

/// The byte that Windows-1252 reads as this character.
std::optional<unsigned char> byte_of(char32_t c) {
  constexpr unsigned kFirst = 0x80;
  if (c < kFirst || (c >= kFirst + kUpperControls.size() && c <= 0xFF)) return static_cast<unsigned char>(c);
  const std::size_t found = kUpperControls.find(c);
  if (found == std::u32string_view::npos) return std::nullopt;
  return static_cast<unsigned char>(kFirst + found);
}

/// The bytes of one character of UTF-8 that were read one by one, from a place on.
struct Misread {
  std::size_t end = 0;
  std::string character;
};

/// Whether two bytes begin a character that texts have: a Western letter or sign, punctuation, a ligature, a picture.
/// Others are letters that happen to stand before quotation marks and dashes ("café”—").
bool may_begin(unsigned char first, unsigned char second) {
  switch (first) {
    case 0xC2:
    case 0xC3:
    case 0xC5:
      return true;
    case 0xE2:  // U+2000 to U+213F
      return second <= 0x84;
    case 0xEF:  // the byte order mark, ligatures
      return second == 0xBB || second == 0xAC;
    case 0xF0:
      return second == 0x9F;
    default:
      return false;
  }
}

std::optional<Misread> misread_at(std::string_view text, std::size_t at) {
  const CodePoint first = code_point_at(text, at);
  if (first.value < 0xC2 || first.value > 0xF4) return std::nullopt;
  const std::size_t length = first.value < 0xE0 ? 2 : first.value < 0xF0 ? 3 : 4;
  Misread misread{first.next, std::string(1, static_cast<char>(first.value))};
  while (misread.character.size() < length && misread.end < text.size()) {
    const CodePoint next = code_point_at(text, misread.end);
    const std::optional<unsigned char> byte = byte_of(next.value);
    if (!byte || (*byte & 0xC0U) != 0x80U) return std::nullopt;
    if (misread.character.size() == 1 && !may_begin(static_cast<unsigned char>(first.value), *byte))
      return std::nullopt;
    misread.character.push_back(static_cast<char>(*byte));
    misread.end = next.next;
  }
  if (misread.character.size() < length) return std::nullopt;
  if (code_point_at(misread.character, 0).next != length) return std::nullopt;
  return misread;
}

}  // namespace

std::vector<TextEdit> mojibake_edits(std::string_view text) {
  constexpr std::string_view kLostQuote = "â€";
  constexpr std::size_t kSure = 2;
  std::vector<TextEdit> edits;
  std::size_t sure = 0;
  // Every leading byte, "Â" to "ô", is written as 0xC3 and another one; control characters of Windows-1252's places, as
  // 0xC2 and another one.
  for (std::size_t at = text.find_first_of("\xC2\xC3"), next = 0; at != std::string_view::npos;
       at = text.find_first_of("\xC2\xC3", next)) {
    next = at + 1;
    const CodePoint c = code_point_at(text, at);
    if (std::optional<Misread> misread = misread_at(text, at)) {
      // Three characters that fit together by chance are not to be expected.
      sure += misread->character.size() > 2 ? kSure : 1;
      next = misread->end;
      edits.push_back({{at, misread->end}, std::move(misread->character)});
    } else if (text.substr(at).starts_with(kLostQuote)) {
      // The third character of a closing quotation mark has no sign in Windows-1252, and is often lost.
      next = at + kLostQuote.size();
      edits.push_back({{at, next}, "”"});
    } else if (c.value >= 0x80 && c.value < 0xA0) {
      const char32_t meant = kUpperControls[c.value - 0x80];
      if (meant == c.value) continue;
      std::string character;
      append_utf8(character, meant);
      edits.push_back({{at, c.next}, std::move(character)});
      sure += c.value == 0x85 ? 0 : kSure;  // one that also ends lines
    }
  }
  if (sure < kSure) edits.clear();
  return edits;
}

}  // namespace sotto::document
