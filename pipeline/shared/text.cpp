#include "shared/text.h"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace sotto {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Length that a lead byte announces; 0 for a byte that cannot lead.
std::size_t announced_length(unsigned char lead) {
  if (lead < 0x80U) return 1;
  if (lead >= 0xC2U && lead < 0xE0U) return 2;
  if (lead >= 0xE0U && lead < 0xF0U) return 3;
  if (lead >= 0xF0U && lead < 0xF5U) return 4;
  return 0;
}

bool is_word_character(char32_t c) {
  if (u_isalnum(static_cast<UChar32>(c)) != 0) return true;
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

std::vector<char32_t> folded_code_points(std::string_view text) {
  std::vector<char32_t> points;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    points.push_back(static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c.value), U_FOLD_CASE_DEFAULT)));
    i = c.next;
  }
  return points;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t offset) {
  const auto lead = static_cast<unsigned char>(text[offset]);
  const std::size_t length = announced_length(lead);
  if (length == 1) return {lead, offset + 1};
  if (length == 0 || offset + length > text.size()) return {kReplacement, offset + 1};
  char32_t value = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[offset + i])) return {kReplacement, offset + 1};
    value = (value << 6U) | (static_cast<unsigned char>(text[offset + i]) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value < 0xE000;
  if (overlong || surrogate || value > 0x10FFFF) return {kReplacement, offset + 1};
  return {value, offset + length};
}

CodePoint code_point_before(std::string_view text, std::size_t offset) {
  // Only one well-formed sequence can end here; without one, the last byte stands alone.
  for (std::size_t length = 2; length <= 4 && length <= offset; ++length) {
    const CodePoint c = code_point_at(text, offset - length);
    if (c.next == offset) return {c.value, offset - length};
  }
  return {code_point_at(text, offset - 1).value, offset - 1};
}

void append_utf8(std::string& text, char32_t c) {
  const auto byte = [&](char32_t value) { text.push_back(static_cast<char>(static_cast<unsigned char>(value))); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0U | (c >> 6U));
    byte(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    byte(0xE0U | (c >> 12U));
    byte(0x80U | ((c >> 6U) & 0x3FU));
    byte(0x80U | (c & 0x3FU));
  } else {
    byte(0xF0U | (c >> 18U));
    byte(0x80U | ((c >> 12U) & 0x3FU));
    byte(0x80U | ((c >> 6U) & 0x3FU));
    byte(0x80U | (c & 0x3FU));
  }
}

bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }
bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; }
bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; }
bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; }
bool is_space(char32_t c) { return c == 0xFEFF || u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }

bool has_word(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (is_letter(c.value) || is_digit(c.value)) return true;
    i = c.next;
  }
  return false;
}

std::string lower_case(std::string_view text) {
  std::string lowered;
  lowered.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    append_utf8(lowered, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value))));
    i = c.next;
  }
  return lowered;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) i = code_point_at(text, i).next;
  return count;
}

std::string fold_space(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  bool pending = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (is_space(c.value)) {
      pending = !folded.empty();
    } else {
      if (pending) folded.push_back(' ');
      pending = false;
      folded.append(text.substr(i, c.next - i));
    }
    i = c.next;
  }
  return folded;
}

std::string_view trim_space(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const CodePoint c = code_point_at(text, begin);
    if (!is_space(c.value)) break;
    begin = c.next;
  }
  std::size_t end = text.size();
  while (end > begin) {
    const CodePoint c = code_point_before(text, end);
    if (!is_space(c.value)) break;
    end = c.next;
  }
  return text.substr(begin, end - begin);
}

std::vector<Span> word_spans(std::string_view text) {
  std::vector<Span> words;
  bool in_word = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (is_word_character(c.value)) {
      if (!in_word) words.push_back({i, i});
      words.back().end = c.next;
      in_word = true;
    } else if (!in_word || (c.value != '\'' && c.value != 0x2019) || c.next >= text.size() ||
               !is_word_character(code_point_at(text, c.next).value)) {
      in_word = false;
    }
    i = c.next;
  }
  return words;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (const Span span : word_spans(text)) {
    std::string& word = words.emplace_back();
    for (std::size_t i = span.begin; i < span.end;) {
      const CodePoint c = code_point_at(text, i);
      const bool apostrophe = c.value == '\'' || c.value == 0x2019;
      append_utf8(word, apostrophe ? U'\'' : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value))));
      i = c.next;
    }
  }
  return words;
}

std::string slug(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  const icu::UnicodeString source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
  const icu::UnicodeString decomposed = U_SUCCESS(status) ? nfkd->normalize(source, status) : source;
  std::string text;
  decomposed.toUTF8String(text);
  std::string result;
  bool hyphen = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    i = c.next;
    const auto point = static_cast<UChar32>(c.value);
    if (u_isalnum(point) != 0) {
      if (hyphen && !result.empty()) result.push_back('-');
      hyphen = false;
      append_utf8(result, static_cast<char32_t>(u_tolower(point)));
    } else if (c.value != '\'' && c.value != 0x2019 && u_charType(point) != U_NON_SPACING_MARK) {
      hyphen = true;
    }
  }
  return result.empty() ? "x" : result;
}

std::string file_slug(std::string_view name) {
  constexpr std::size_t kLongest = 60;
  std::string file = slug(name);
  if (file.size() > kLongest) {
    std::size_t end = file.rfind('-', kLongest);
    if (end == std::string::npos || end == 0) {
      for (end = kLongest; is_continuation(file[end]);) --end;
    }
    file.resize(end);
  }
  const bool numbered =
      file.size() == 4 && (file.starts_with("com") || file.starts_with("lpt")) && file[3] >= '0' && file[3] <= '9';
  if (numbered || file == "con" || file == "prn" || file == "aux" || file == "nul") file += '-';
  return file;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const auto s = folded_code_points(a);
  const auto t = folded_code_points(b);
  const std::size_t width = t.size() + 1;
  std::vector<std::size_t> before(width);
  std::vector<std::size_t> last(width);
  std::vector<std::size_t> row(width);
  for (std::size_t j = 0; j < width; ++j) last[j] = j;
  for (std::size_t i = 1; i <= s.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j < width; ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (s[i - 1] == t[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && s[i - 1] == t[j - 2] && s[i - 2] == t[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[t.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  std::size_t best = std::max<std::size_t>(1, count_code_points(word) / 3);
  std::string found;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best || (distance == best && found.empty())) {
      best = distance;
      found = candidate;
    }
  }
  return found;
}

std::string suggest(std::string_view word, const std::vector<std::string>& known) {
  if (const std::string near = nearest(word, known); !near.empty()) return fmt::format("did you mean '{}'?", near);
  if (known.empty()) return {};
  constexpr std::size_t kShown = 12;
  std::string list;
  for (std::size_t i = 0; i < known.size() && i < kShown; ++i) list += (i == 0 ? "" : ", ") + known[i];
  return fmt::format("known: {}{}", list, known.size() > kShown ? ", ..." : "");
}

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string printable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    const auto type = u_charType(static_cast<UChar32>(c.value));
    // Format characters include the bidirectional overrides, which reorder what a reader sees.
    const bool control = (type == U_CONTROL_CHAR && c.value != '\n') || type == U_FORMAT_CHAR;
    if (c.value == '\t' || c.value == '\v') {
      shown.push_back(' ');
    } else {
      append_utf8(shown, control ? kReplacement : c.value);
    }
    i = c.next;
  }
  return shown;
}

std::size_t CodePointOffsets::at(std::size_t byte_offset) {
  if (byte_offset < byte_ / 2) byte_ = count_ = 0;
  while (byte_ > byte_offset) {
    byte_ = code_point_before(text_, byte_).next;
    --count_;
  }
  while (byte_ < byte_offset && byte_ < text_.size()) {
    byte_ = code_point_at(text_, byte_).next;
    ++count_;
  }
  return first_ + count_;
}

}  // namespace sotto
