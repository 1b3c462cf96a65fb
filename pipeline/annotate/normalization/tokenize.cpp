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
/// An apostrophe, and what stands for one: typographic, a modifier letter, an accent or a prime by itself.
bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == '`' || c == 0xB4 || c == 0x2032;
}
/// Feet and minutes, inches.
bool is_prime(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2032; }
bool is_double_prime(char32_t c) { return c == '"' || c == 0x2033 || c == 0x201D; }
bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool is_long_dash(char32_t c) { return c == 0x2014 || c == 0x2015 || c == 0x2E3A || c == 0x2E3B; }
/// What stands between the digits of a number, or before its currency.
bool is_narrow_space(char32_t c) { return c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009; }
bool is_currency(char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL && c != 0xA2; }
/// What asks how other characters look, or makes one of several (an emoji's variation, a keycap): nothing of a text.
bool is_invisible(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
         u_charType(static_cast<UChar32>(c)) == U_ENCLOSING_MARK;
}
/// ⅷ and Ⅷ in letters; empty for anything else.
std::string_view numeral_letters(char32_t c) {
  constexpr std::array<std::string_view, 16> kNumerals{"I",  "II", "III", "IV",  "V", "VI", "VII", "VIII",
                                                       "IX", "X",  "XI",  "XII", "L", "C",  "D",   "M"};
  constexpr char32_t kFirst = 0x2160;
  return c >= kFirst && c < kFirst + kNumerals.size() ? kNumerals.at(c - kFirst) : std::string_view();
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
  std::size_t after(std::size_t offset) const {
    return offset < text_.size() ? code_point_at(text_, offset).next : offset;
  }
  char32_t before(std::size_t offset) const { return offset > begin_ ? code_point_before(text_, offset).value : ' '; }

  /// "'tis", "'cause": the apostrophe in front belongs to the word.
  bool is_elision(std::string_view word) const { return language_.words("spoken-elisions").contains(lower_case(word)); }

  std::optional<std::size_t> address_end() const;
  std::optional<std::size_t> number_start() const;
  std::size_t number_end(std::size_t digits) const;
  std::size_t measure_end(std::size_t digits_end) const;
  bool are_inches(std::size_t mark) const;
  bool opens_single_quotation(Span span) const;
  bool is_readable_sign() const;
  std::optional<std::size_t> named_currency_end(std::size_t offset) const;
  std::optional<std::size_t> unit_end() const;
  std::optional<std::size_t> file_end() const;
  bool is_minus() const;
  bool emoticon();
  void silent(std::size_t end);
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
  bool equation_ = text_.substr(begin_).find('=') != std::string_view::npos;
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
    } else if ((markup_ && phonemes()) || link_target() || emoticon()) {
      continue;
    } else if (is_invisible(c)) {
      at_ = after(at_);
    } else if (const auto address = address_end()) {
      add(Kind::address, {at_, *address});
    } else if (const auto digits = number_start()) {
      const bool elided = is_apostrophe(before(at_)) && *digits == at_;
      add(Kind::number, {at_, number_end(*digits)}, elided ? "'" : "");
    } else if (is_word_character(c) && unit_end()) {
      add(Kind::word, {at_, *unit_end()});
    } else if (is_word_character(c)) {
      const std::size_t end = word_end();
      if (is_only_marks(text_.substr(at_, end - at_))) {  // what is left of an emoji
        at_ = end;
        continue;
      }
      const bool elided = is_apostrophe(before(at_)) && is_elision(text_.substr(at_, end - at_));
      add(is_vulgar_fraction(c) ? Kind::number : Kind::word, {at_, end}, elided ? "'" : "");
    } else if (is_readable_sign() || is_minus()) {
      add(Kind::sign, {at_, after(at_)});
      if (pieces_.back().text == "-") pieces_.back().text = "−";
    } else {
      punctuation();
    }
  }
  return std::move(pieces_);
}

/// A sign that some table of the language has.
bool Reader::is_readable_sign() const {
  const char32_t c = peek(at_);
  if (c == '%' || c == '#' || c == '@' || c == 0x2116 || c == 0xA7) return true;
  if (c == '-' || c == 0x2212) return false;
  // Without white space on both sides they are brackets.
  if ((c == '<' || c == '>') && !(space_ && is_space(peek(after(at_))))) return false;
  const std::string_view sign = text_.substr(at_, after(at_) - at_);
  return language_.table("sign-readings").find(sign) != nullptr || language_.table("signs-alone").find(sign) != nullptr;
}

/// "5 − 3", and "5 - 3 = 2": white space on both sides, and a number on each.
bool Reader::is_minus() const {
  const char32_t c = peek(at_);
  if (c != 0x2212 && !(c == '-' && equation_)) return false;
  const std::size_t next = after(at_);
  return space_ && !pieces_.empty() && pieces_.back().kind == WrittenToken::Kind::number && is_space(peek(next)) &&
         is_ascii_digit(peek(after(next)));
}

/// ":-)" with white space round it.
bool Reader::emoticon() {
  if (!space_ || is_letter(peek(at_)) || is_digit(peek(at_))) return false;
  constexpr std::size_t kLongest = 4;
  std::size_t end = at_;
  while (end < text_.size() && end - at_ <= kLongest && !is_space(peek(end))) end = after(end);
  if (!language_.words("emoticons").contains(lower_case(text_.substr(at_, end - at_)))) return false;
  silent(end);
  return true;
}

/// The end of a currency's letters at an offset ("US$", "EUR"), with the white space behind them, right before digits.
std::optional<std::size_t> Reader::named_currency_end(std::size_t offset) const {
  const char32_t first = peek(offset);
  if (first < 'A' || first > 'Z' || is_word_character(before(offset))) return std::nullopt;
  for (const language::Table::Row& row : language_.table("currencies")) {
    if (!text_.substr(offset).starts_with(row[0])) continue;
    std::size_t end = offset + row[0].size();
    if (peek(end) == '.') ++end;
    if (is_narrow_space(peek(end))) end = after(end);
    if (is_ascii_digit(peek(end))) return end;
  }
  return std::nullopt;
}

/// Behind a number, a unit that is no plain word: "km/h", "sq. ft".
std::optional<std::size_t> Reader::unit_end() const {
  if (pieces_.empty() || pieces_.back().kind != WrittenToken::Kind::number) return std::nullopt;
  for (const language::Table::Row& row : language_.table("units")) {
    const std::size_t end = at_ + row[0].size();
    if (row[0].find('/') != std::string_view::npos && text_.substr(at_).starts_with(row[0]) &&
        !is_word_character(peek(end)))
      return end;
  }
  return std::nullopt;
}

/// "notes.txt", "example.co.uk": a full stop between small letters, and an ending of files or addresses.
std::optional<std::size_t> Reader::file_end() const {
  if (is_word_character(before(at_)) || !is_word_character(peek(at_))) return std::nullopt;
  constexpr std::size_t kLongest = 100;
  std::size_t end = at_;
  std::size_t ending = 0;
  for (; end < text_.size(); end = after(end)) {
    if (end - at_ > kLongest) return std::nullopt;
    const char32_t c = peek(end);
    const bool inside = end > at_ && is_word_character(peek(after(end)));
    if (is_word_character(c) || ((is_hyphen(c) || c == '_') && inside)) continue;
    if (c != '.' || !inside) break;
    ending = after(end);
  }
  if (ending == 0 || !language_.words("file-endings").contains(text_.substr(ending, end - ending))) return std::nullopt;
  return end;
}

/// "https://example.org/a", "www.example.org", "meg@opera.fr": up to the white space, without punctuation at the end.
std::optional<std::size_t> Reader::address_end() const {
  if (const auto file = file_end()) return file;
  constexpr std::u32string_view kOpening = U"(<[\"\u201C\u2018'";
  if (!space_ && kOpening.find(before(at_)) == std::u32string_view::npos) return std::nullopt;
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
  if (is_currency(peek(i))) {
    i = after(i);
  } else if (const auto named = named_currency_end(i)) {
    i = *named;
  }
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
    if (is_currency(peek(sign))) return is_ascii_digit(peek(after(sign))) ? from : after(sign);
    constexpr std::size_t kCode = 3;  // letters of "USD"
    const std::string_view code = text_.substr(std::min(sign, text_.size()), kCode);
    const bool coded = !code.empty() && code.front() >= 'A' && code.front() <= 'Z' && code.size() == kCode &&
                       !is_word_character(peek(sign + kCode)) && code.back() != '$' &&
                       language_.table("currencies").find(code) != nullptr;
    return coded ? sign + kCode : from;
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
                         continental || (c == ':' && following > 0) || (c == '/' && slashes_only && following > 0);
    if (!goes_on) break;
    if (!is_ascii_digit(c) && c != '/') slashes_only = false;
    i = next;
  }
  if (i < text_.size() && peek(i) == 0x2044 && is_ascii_digit(peek(after(i)))) {  // a fraction slash
    i = after(i);
    while (is_ascii_digit(peek(i))) ++i;
  }
  const std::size_t measure = measure_end(i);
  if (measure != i) return measure;
  const std::size_t letters = i;
  while (i < text_.size() && (is_word_character(peek(i)) || is_invisible(peek(i)))) i = after(i);
  if (peek(i) == '/' && i > letters) {  // "60km/h"
    std::size_t end = after(i);
    while (end < text_.size() && is_word_character(peek(end))) end = after(end);
    if (language_.table("units").find(text_.substr(letters, end - letters)) != nullptr) return end;
  }
  if (is_apostrophe(peek(i)) && peek(after(i)) == 's' && !is_word_character(peek(after(i) + 1))) i = after(i) + 1;
  if (peek(i) == '%' || peek(i) == 0x2030 || peek(i) == 0xA2 || is_currency(peek(i))) {
    i = after(i);
  } else {
    i = currency_end(i);
  }
  return i;
}

/// Behind the digits of a number: feet and inches (6'2", 6"), degrees with their scale, minutes or point of the compass
/// (20 °C, 51°30′, 45°N). Where none follow, the digits' end.
std::size_t Reader::measure_end(std::size_t digits_end) const {
  const auto short_number = [&](std::size_t from) {
    std::size_t end = from;
    while (end < from + 2 && is_ascii_digit(peek(end))) ++end;
    return is_ascii_digit(peek(end)) ? from : end;
  };
  std::size_t i = digits_end;
  const std::size_t degree = is_narrow_space(peek(i)) && peek(after(i)) == 0xB0 ? after(i) : i;
  if (peek(degree) == 0xB0) {
    i = after(degree);
    const std::size_t minutes = short_number(i);
    if (minutes != i && is_prime(peek(minutes))) return after(minutes);
    constexpr std::string_view kLetters = "CFNSEW";
    const char32_t letter = peek(i);
    const bool scale =
        letter < 0x80 && letter != 0 && kLetters.find(static_cast<char>(letter)) != std::string_view::npos;
    if (scale && !is_word_character(peek(i + 1)) && (i == after(digits_end) || letter == 'C' || letter == 'F'))
      return i + 1;
    return i;
  }
  if (is_prime(peek(i))) {
    const std::size_t feet = after(i);
    const std::size_t inches = short_number(feet);
    if (inches != feet && !is_word_character(peek(inches))) {
      return is_double_prime(peek(inches)) ? after(inches) : inches;
    }
    // "10' high"; a quotation that ends with a number ends like that, too.
    const bool opened = opens_single_quotation({begin_, i});
    const bool measure = peek(i) == 0x2032 || (peek(i) == '\'' && !opened && peek(feet) == ' ');
    return measure ? feet : digits_end;
  }
  if (!is_double_prime(peek(i)) || peek(i) == 0x201D) return digits_end;
  // In a quotation that these marks opened, the mark closes it.
  constexpr std::size_t kParagraph = 2000;
  const std::size_t blank_line = text_.substr(0, i).rfind("\n\n");
  const std::size_t begin =
      std::max(blank_line == std::string_view::npos ? 0 : blank_line, i - std::min(i, kParagraph));
  std::size_t marks = 0;
  for (std::size_t at = begin; at < i; ++at) {
    if (text_[at] == '"' && !(is_ascii_digit(before(at)) && are_inches(at))) ++marks;
  }
  const bool opened = marks % 2 == 1;
  return peek(i) == '"' && opened && !are_inches(i) ? digits_end : after(i);
}

/// Whether a straight mark behind a figure inside a quotation means inches ("6'2" tall", "34" round the waist"): the
/// sentence goes on in small letters, and without the figures' marks its marks are whole.
bool Reader::are_inches(std::size_t mark) const {
  if (peek(after(mark)) != ' ' || !is_lower(peek(after(mark) + 1))) return false;
  std::size_t others = 0;
  for (std::size_t at = begin_; at < text_.size(); ++at) {
    if (text_[at] == '"' && !is_ascii_digit(before(at))) ++others;
  }
  return others % 2 == 0;
}

/// A single mark that no word or figure stands before.
bool Reader::opens_single_quotation(Span span) const {
  for (std::size_t at = span.begin; at < span.end; ++at) {
    if (text_[at] == '\'' && !is_word_character(before(at))) return true;
  }
  return false;
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
    // An opening mark is one only before an ending ("it‘s"), not between two words ("said‘Yes").
    const bool ending = c != 0x2018 || !is_word_character(peek(after(next)));
    const bool apostrophe = is_apostrophe(c) && ending && is_word_character(following);
    const bool hyphen = is_hyphen(c) && is_letter(following) && !is_ascii_digit(before(i));
    const bool degree =
        c == '.' && language_.table("dotted-words").find(text_.substr(at_, after(next) - at_)) != nullptr;
    if (c == '.' && dotted && is_letter(following) && !is_word_character(peek(after(next)))) {
      letters = 0;
    } else if (apostrophe || hyphen || degree) {
      dotted = false;
    } else if (!is_invisible(c)) {
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
    } else if (is_double_prime(c.value)) {
      piece.text += '"';
    } else if (const std::string_view numeral = numeral_letters(c.value); !numeral.empty()) {
      piece.text += numeral;
    } else if (!is_invisible(c.value)) {
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

/// A piece of which nothing is said.
void Reader::silent(std::size_t end) {
  add(WrittenToken::Kind::address, {at_, end});
  pieces_.back().text.clear();
}

/// `[a link](https://example.org)`: where it leads is not said.
bool Reader::link_target() {
  if (peek(at_) != '(' || before(at_) != ']') return false;
  std::size_t end = at_ + 1;
  while (end < text_.size() && !is_space(peek(end)) && peek(end) != ')') end = after(end);
  const std::string_view target = text_.substr(at_ + 1, end - at_ - 1);
  if (peek(end) != ')' || target.find_first_of(":/#.") == std::string_view::npos) return false;
  // The bracket's pause parts the link from what follows; at the end nothing does.
  const bool last = trim_space(text_.substr(after(end))).empty();
  if (last && !pieces_.empty() && pieces_.back().pause == Pause::comma) pieces_.back().pause = Pause::none;
  ++at_;
  silent(end);
  ++at_;
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
    const bool between_digits =
        after_piece && pieces_.back().kind == WrittenToken::Kind::number && (is_ascii_digit(following));
    if (after_piece && c == 0x2013 && is_letter(following)) {
      const std::string last = lower_case(pieces_.back().text);
      pieces_.back().ranges =
          language_.words("weekdays").contains(last) || language_.table("months").find(last) != nullptr;
      if (pieces_.back().ranges) {
        at_ = next;
        return;
      }
    }
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
  std::size_t at = sentence.begin;
  bool aside = false;
  for (WrittenToken& piece : pieces) {
    for (; at < piece.span.begin; ++at) aside = text[at] == '(' || (aside && text[at] != ')');
    piece.aside = aside;
  }
  return pieces;
}

}  // namespace sotto::normalization
