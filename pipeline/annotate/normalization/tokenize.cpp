#include "annotate/normalization/tokenize.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>

#include "annotate/document/manuscript.h"
#include "shared/text.h"

namespace sotto::normalization {

namespace {

bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }

bool is_mark(char32_t c) {
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

/// ½, Ⅳ, ²: numbers that are no digits.
bool is_other_number(char32_t c) {
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_OTHER_NUMBER || type == U_LETTER_NUMBER;
}

bool is_word_character(char32_t c) { return is_letter(c) || is_digit(c) || is_mark(c) || is_other_number(c); }
bool is_vulgar_fraction(char32_t c) { return (c >= 0xBC && c <= 0xBE) || (c >= 0x2150 && c <= 0x215E); }
bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC; }
bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool is_long_dash(char32_t c) { return c == 0x2014 || c == 0x2015 || c == 0x2E3A || c == 0x2E3B; }
/// What stands between the digits of a number, or before its currency.
bool is_narrow_space(char32_t c) { return c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009; }
bool is_currency(char32_t c) { return c == '$' || c == 0xA3 || c == 0x20AC || c == 0xA5; }
bool is_readable_sign(char32_t c) {
  constexpr std::array<char32_t, 13> kSigns{'#', '%', '&', '+', '=', '@', 0xA7, 0xB0, 0xB1, 0xD7, 0xF7, 0x2030, 0x2116};
  return std::find(kSigns.begin(), kSigns.end(), c) != kSigns.end();
}

bool is_only_marks(std::string_view word) {
  for (std::size_t i = 0; i < word.size();) {
    const CodePoint c = code_point_at(word, i);
    if (!is_mark(c.value)) return false;
    i = c.next;
  }
  return true;
}

Pause stronger(Pause a, Pause b) { return std::max(a, b); }

/// One walk over a sentence.
class Reader {
 public:
  Reader(const language::Language& language, std::string_view text, Span sentence, bool markup)
      : language_(language), text_(text.substr(0, sentence.end)), at_(sentence.begin), begin_(at_), markup_(markup) {}

  std::vector<WrittenToken> read();

 private:
  char32_t peek(std::size_t offset) const { return offset < text_.size() ? code_point_at(text_, offset).value : 0; }
  std::size_t after(std::size_t offset) const { return code_point_at(text_, offset).next; }
  char32_t before(std::size_t offset) const { return offset > begin_ ? code_point_before(text_, offset).value : ' '; }

  /// "'tis", "'cause": the apostrophe in front belongs to the word.
  bool is_elision(std::string_view word) const { return language_.words("spoken-elisions").contains(lower_case(word)); }

  std::optional<std::size_t> address_end() const;
  std::optional<std::size_t> number_start() const;
  std::size_t number_end(std::size_t digits) const;
  std::size_t word_end() const;
  void add(WrittenToken::Kind kind, Span span, std::string_view prefix = {});
  bool phonemes();
  bool link_target();
  void punctuation();
  void dash(std::size_t end, Pause pause);
  void pause(Pause pause);

  const language::Language& language_;
  std::string_view text_;
  std::size_t at_;
  std::size_t begin_;
  bool markup_;
  bool space_ = true;
  std::vector<WrittenToken> pieces_;
};

std::vector<WrittenToken> Reader::read() {
  using Kind = WrittenToken::Kind;
  while (at_ < text_.size()) {
    const char32_t c = peek(at_);
    if (is_space(c)) {
      space_ = true;
      at_ = after(at_);
    } else if ((markup_ && phonemes()) || link_target()) {
      continue;
    } else if (const auto address = address_end()) {
      add(Kind::address, {at_, *address});
    } else if (const auto digits = number_start()) {
      const bool elided = is_apostrophe(before(at_)) && *digits == at_;
      add(Kind::number, {at_, number_end(*digits)}, elided ? "'" : "");
    } else if (is_word_character(c)) {
      const std::size_t end = word_end();
      if (is_only_marks(text_.substr(at_, end - at_))) {  // what is left of an emoji
        at_ = end;
        continue;
      }
      const bool elided = is_apostrophe(before(at_)) && is_elision(text_.substr(at_, end - at_));
      add(is_vulgar_fraction(c) ? Kind::number : Kind::word, {at_, end}, elided ? "'" : "");
    } else if (is_readable_sign(c)) {
      add(Kind::sign, {at_, after(at_)});
    } else {
      punctuation();
    }
  }
  return std::move(pieces_);
}

/// "https://example.org/a", "www.example.org", "meg@opera.fr": up to the white space, without punctuation at the end.
std::optional<std::size_t> Reader::address_end() const {
  if (!space_) return std::nullopt;
  std::size_t end = at_;
  std::size_t last = at_;
  bool host = text_.substr(at_, 4) == "www.";
  std::size_t at_sign = 0;
  while (end < text_.size() && !is_space(peek(end))) {
    const char32_t c = peek(end);
    if (c == ':' && text_.substr(end, 3) == "://" && end > at_) host = true;
    if (c == '@' && end > at_) at_sign = end;
    if (c == '.' && at_sign != 0 && is_letter(peek(end + 1))) host = true;
    // The first character must be one of the address itself.
    if (end == at_ && !is_word_character(c)) return std::nullopt;
    if (c == '[' || c == ']' || c == '<' || c == '>') break;
    end = after(end);
    if (is_word_character(c) || c == '/') last = end;
  }
  if (!host) return std::nullopt;
  return last;
}

/// Where the digits of a number that starts here begin: after its sign, its currency, or its decimal point.
std::optional<std::size_t> Reader::number_start() const {
  std::size_t i = at_;
  const char32_t left = before(at_);
  const bool free = !is_word_character(left) && !is_hyphen(left);
  const char32_t sign = peek(i);
  if (free && (sign == '-' || sign == '+' || sign == 0x2212) && i + 1 < text_.size()) i = after(i);
  if (is_currency(peek(i))) i = after(i);
  if (free && peek(i) == '.' && left != '.' && i + 1 < text_.size() && is_ascii_digit(peek(i + 1))) ++i;
  if (!is_ascii_digit(peek(i))) return std::nullopt;
  return i;
}

std::size_t Reader::number_end(std::size_t digits) const {
  std::size_t i = digits;
  bool slashes_only = true;
  const auto digits_from = [&](std::size_t from) {
    std::size_t count = 0;
    while (is_ascii_digit(peek(from + count)) && count < 4) ++count;
    return count;
  };
  // "50 €": the currency after a space, if no other number follows it.
  const auto currency_end = [&](std::size_t from) {
    const std::size_t sign = is_narrow_space(peek(from)) ? after(from) : from;
    return is_currency(peek(sign)) && !is_ascii_digit(peek(after(sign))) ? after(sign) : from;
  };
  while (i < text_.size()) {
    const char32_t c = peek(i);
    const std::size_t next = after(i);
    const std::size_t following = next < text_.size() ? digits_from(next) : 0;
    // "1 000": in threes; a plain space only before noughts, since two numbers may stand side by side.
    const bool thousands = i - digits <= 3 || !slashes_only;
    const bool spaced =
        is_narrow_space(c) && following == 3 && thousands && (c != ' ' || text_.substr(next, 3) == "000");
    const bool continental = c == ',' && following == 2 && currency_end(next + 2) != next + 2;
    const bool goes_on = is_ascii_digit(c) || (c == '.' && following > 0) || (c == ',' && following == 3) || spaced ||
                         continental || (c == ':' && following == 2) || (c == '/' && slashes_only && following > 0);
    if (!goes_on) break;
    if (!is_ascii_digit(c) && c != '/') slashes_only = false;
    i = next;
  }
  if (i < text_.size() && peek(i) == 0x2044 && is_ascii_digit(peek(after(i)))) {  // a fraction slash
    i = after(i);
    while (is_ascii_digit(peek(i))) ++i;
  }
  while (i < text_.size() && is_word_character(peek(i))) i = after(i);
  if (is_apostrophe(peek(i)) && peek(after(i)) == 's' && !is_word_character(peek(after(i) + 1))) i = after(i) + 1;
  if (peek(i) == 0xB0) {
    i = after(i);
    if ((peek(i) == 'C' || peek(i) == 'F') && !is_word_character(peek(i + 1))) ++i;
  } else if (peek(i) == '%' || peek(i) == 0x2030 || peek(i) == 0xA2 || is_currency(peek(i))) {
    i = after(i);
  } else {
    i = currency_end(i);
  }
  return i;
}

/// Letters, marks and digits, with apostrophes and single hyphens between them, and the full stops of "U.S.A".
std::size_t Reader::word_end() const {
  std::size_t i = at_;
  std::size_t letters = 0;  // since the last full stop
  bool dotted = true;       // so far single letters with full stops between
  while (i < text_.size()) {
    const char32_t c = peek(i);
    if (is_word_character(c)) {
      if (is_vulgar_fraction(c) && i != at_) break;
      dotted = dotted && is_letter(c) && letters == 0;
      ++letters;
      i = after(i);
      if (is_vulgar_fraction(c)) break;
      continue;
    }
    if (i + 1 >= text_.size()) break;
    const std::size_t next = after(i);
    const char32_t following = peek(next);
    const bool apostrophe = is_apostrophe(c) && c != 0x2018 && is_word_character(following);
    const bool hyphen = is_hyphen(c) && is_letter(following) && !is_ascii_digit(before(i));
    const bool degree =
        c == '.' && language_.table("dotted-words").find(text_.substr(at_, after(next) - at_)) != nullptr;
    if (c == '.' && dotted && is_letter(following) && !is_word_character(peek(after(next)))) {
      letters = 0;
    } else if (apostrophe || hyphen || degree) {
      dotted = false;
    } else if (c != 0xAD) {  // a soft hyphen is invisible
      break;
    }
    i = next;
  }
  return i;
}

void Reader::add(WrittenToken::Kind kind, Span span, std::string_view prefix) {
  WrittenToken piece;
  piece.kind = kind;
  piece.span = span;
  piece.space_before = space_;
  piece.text = prefix;
  for (std::size_t i = span.begin; i < span.end;) {
    const CodePoint c = code_point_at(text_, i);
    if (is_apostrophe(c.value)) {
      piece.text += '\'';
    } else if (c.value != 0xAD) {
      append_utf8(piece.text, c.value);
    }
    i = c.next;
  }
  pieces_.push_back(std::move(piece));
  at_ = span.end;
  space_ = false;
}

/// `Giry[[ZIr'i:]]`: how the word before is said, or a word that is written in no other way.
bool Reader::phonemes() {
  const std::string_view found = document::phonemes_at(text_, at_);
  if (found.empty()) return false;
  const std::size_t end = at_ + found.size() + 4;
  if (pieces_.empty() || pieces_.back().span.end != at_) add(WrittenToken::Kind::word, {at_, end});
  pieces_.back().phonemes = found;
  at_ = end;
  return true;
}

/// `[a link](https://example.org)`: where it leads is not said.
bool Reader::link_target() {
  if (peek(at_) != '(' || before(at_) != ']') return false;
  std::size_t end = at_ + 1;
  while (end < text_.size() && !is_space(peek(end)) && peek(end) != ')') end = after(end);
  const std::string_view target = text_.substr(at_ + 1, end - at_ - 1);
  if (peek(end) != ')' || target.find_first_of(":/#.") == std::string_view::npos) return false;
  add(WrittenToken::Kind::address, {at_ + 1, end});
  pieces_.back().text.clear();
  at_ = end + 1;
  return true;
}

void Reader::pause(Pause pause) {
  if (!pieces_.empty()) pieces_.back().pause = stronger(pieces_.back().pause, pause);
}

void Reader::dash(std::size_t end, Pause strength) {
  pause(strength);
  at_ = end;
  space_ = true;
}

void Reader::punctuation() {
  const char32_t c = peek(at_);
  const std::size_t next = after(at_);
  const bool after_piece = !pieces_.empty() && pieces_.back().span.end == at_;
  const char32_t following = peek(next);
  if (is_long_dash(c)) return dash(next, Pause::dash);
  if (c == 0x2013 || is_hyphen(c) || c == 0x2212) {
    const bool between_digits = after_piece && is_ascii_digit(before(at_)) && is_ascii_digit(following);
    if (after_piece && is_word_character(following) && (c != 0x2013 || between_digits)) {
      pieces_.back().joined = true;
      at_ = next;
      return;
    }
    std::size_t end = next;
    while (is_hyphen(peek(end))) end = after(end);
    // A single hyphen that touches a word on one side only ("pre- and post-war") is no pause.
    const bool pauses = c == 0x2013 || end - at_ > 1 || (space_ && (end >= text_.size() || is_space(peek(end))));
    return dash(end, pauses ? Pause::dash : Pause::none);
  }
  at_ = next;
  switch (c) {
    case 0x2026:
      return pause(Pause::ellipsis);
    case '.':
      if (pieces_.empty()) return;
      // A second full stop, with or without white space between (". . ."), makes an ellipsis.
      if (pieces_.back().full_stop) return pause(Pause::ellipsis);
      if (after_piece || pieces_.back().pause < Pause::stop) pieces_.back().full_stop = true;
      return;
    case ',':
      return pause(Pause::comma);
    case ';':
      return pause(Pause::semicolon);
    case ':':
      return pause(Pause::colon);
    case '!':
    case 0xA1:
      if (c == '!') pause(Pause::exclamation);
      return;
    case '?':
      return pause(Pause::question);
    case '(':
    case '[':
      if (!after_piece) pause(Pause::comma);
      return;
    case ')':
    case ']':
      return pause(Pause::comma);
    default:
      // A slash, a quotation mark, an emphasis mark, an emoji: nothing is said for it.
      return;
  }
}

}  // namespace

std::string pause_mark(Pause pause, bool last) {
  switch (pause) {
    case Pause::none:
      return {};
    case Pause::comma:
      return ",";
    case Pause::dash:
      // Speech that breaks off must not fall as at a full stop: the comma's level tone does it.
      return last ? "," : ";";
    case Pause::semicolon:
      return ";";
    case Pause::colon:
      return ":";
    case Pause::stop:
      return ".";
    case Pause::ellipsis:
      return "...";
    case Pause::exclamation:
      return "!";
    case Pause::question:
      return "?";
  }
  return {};
}

std::vector<WrittenToken> tokenize_written(const language::Language& language, std::string_view text, Span sentence,
                                           const std::vector<Span>& emphases, bool markup) {
  std::vector<WrittenToken> pieces = Reader(language, text, sentence, markup).read();
  // The first emphasis that ends behind the sentence's start; they do not overlap but in odd texts, where any will do.
  auto emphasis =
      std::partition_point(emphases.begin(), emphases.end(), [&](Span span) { return span.end <= sentence.begin; });
  for (WrittenToken& piece : pieces) {
    while (emphasis != emphases.end() && emphasis->end <= piece.span.begin) ++emphasis;
    piece.emphasis = emphasis != emphases.end() && emphasis->begin <= piece.span.begin;
  }
  return pieces;
}

}  // namespace sotto::normalization
