#include "annotate/document/headings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <utility>

#include "annotate/language/number_words.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

constexpr int kChapterRank = 5;
constexpr int kHighestRoman = 399;  ///< beyond, a numeral is rather a word ("MIX") or a year
constexpr int kNumeralRank = 7;
constexpr std::size_t kLongestHeading = 300;  ///< bytes; the longest real one among twenty novels has 190
constexpr std::size_t kLongestTitle = 90;

/// A number at the start of a text, and what follows it.
struct Number {
  int value = 0;  ///< 0 for "last"
  std::string_view rest;
  bool figures = false;  ///< digits or a Roman numeral
};

bool belongs_to_word(char32_t c) { return is_letter(c) || is_digit(c); }

std::string_view word_at_start(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && belongs_to_word(code_point_at(text, end).value)) end = code_point_at(text, end).next;
  return text.substr(0, end);
}

std::string_view after_spaces(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  return text;
}

/// A number that is one word: "three", "thirtieth".
struct NumberWord {
  int value = 0;
  bool ordinal = false;
};

std::optional<NumberWord> number_word(const language::Language& language, const std::string& lower) {
  const language::Table& words = language.table("number-words");
  const language::Table::Row* const row = words.find(lower);
  if (row == nullptr) return std::nullopt;
  return NumberWord{std::stoi(std::string((*row)[1])), (*row)[2] == "ordinal"};
}

/// "Twenty-one", "the Thirty Second", "Three".
std::optional<Number> number_in_words(const language::Language& language, std::string_view text) {
  std::string_view word = word_at_start(text);
  if (language.words("definite-articles").contains(lower_case(word))) {
    text = after_spaces(text.substr(word.size()));
    word = word_at_start(text);
  }
  const std::optional<NumberWord> first = number_word(language, lower_case(word));
  if (!first) return std::nullopt;
  const std::string_view rest = text.substr(word.size());
  constexpr int kTen = 10;
  const bool ten = first->value >= 2 * kTen && !first->ordinal;
  if (ten && !rest.empty() && (rest.front() == '-' || rest.front() == ' ')) {
    const std::string_view second = word_at_start(rest.substr(1));
    const std::optional<NumberWord> unit = number_word(language, lower_case(second));
    if (unit && unit->value > 0 && unit->value < kTen) {
      return Number{first->value + unit->value, rest.substr(1 + second.size())};
    }
  }
  return Number{first->value, rest};
}

std::optional<Number> number_in_figures(const language::Language& language, std::string_view text, bool small_roman) {
  const std::string_view word = word_at_start(text);
  if (word.empty()) return std::nullopt;
  const std::string_view rest = text.substr(word.size());
  std::size_t digits = 0;
  int value = 0;
  while (digits < word.size() && digits < 4 && std::isdigit(static_cast<unsigned char>(word[digits])) != 0) {
    value = value * 10 + (word[digits++] - '0');
  }
  if (digits > 0 && digits <= 3) {
    const std::string suffix = lower_case(word.substr(digits));
    const language::WordList& suffixes = language.words("ordinal-suffixes");
    if (!suffix.empty() && !suffixes.contains(suffix)) return std::nullopt;
    return Number{value, rest, true};
  }
  std::string roman(word);
  if (small_roman && word == lower_case(word)) {
    for (char& c : roman) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  const std::optional<int> worth = language::roman_value(roman);
  if (!worth || *worth > kHighestRoman) return std::nullopt;
  return Number{*worth, rest, true};
}

/// What stands between a number and a name (". ", ": ", " - "); `found` says whether there was more than a space.
std::string_view skip_separator(std::string_view text, bool& found) {
  found = false;
  for (;;) {
    text = after_spaces(text);
    if (text.empty()) return text;
    if (text.front() == '.' || text.front() == ':' || text.front() == '-' || text.front() == ')' ||
        text.front() == ']' || text.front() == '|') {
      text.remove_prefix(1);
      found = true;
      continue;
    }
    const CodePoint c = code_point_at(text, 0);
    if (c.value != U'–' && c.value != U'—' && c.value != U'―' && c.value != U'·') return text;
    text.remove_prefix(c.next);
    found = true;
  }
}

/// What follows the number, taken as the heading's name; nothing when it is no name.
std::optional<std::string> name_after(const language::Language& language, std::string_view rest) {
  bool separated = false;
  const std::string_view name = skip_separator(rest, separated);
  if (name.empty()) return std::string();
  if (!separated && rest.front() != ' ') return std::nullopt;
  if (!separated) {
    if (!looks_like_title(name)) return std::nullopt;
    return title_case(language, name);
  }
  const CodePoint first = code_point_at(name, 0);
  if (is_lower(first.value) || name.back() == ',' || name.back() == ';') return std::nullopt;
  return title_case(language,
                    name.back() == '.' && name.find('.') == name.size() - 1 ? name.substr(0, name.size() - 1) : name);
}

std::string capitalised(std::string_view word) {
  std::string text(word);
  if (!text.empty()) text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

bool starts_with_capital(std::string_view text) { return !text.empty() && is_upper(code_point_at(text, 0).value); }

/// A heading that carries a number.
struct Kind {
  int rank = 0;
  std::string name;  ///< as a title writes it
  bool number_may_be_first = false;
};

std::optional<Kind> numbered_kind(const language::Language& language, std::string_view word) {
  const language::Table& kinds = language.table("numbered-headings");
  const language::Table::Row* const row = kinds.find(lower_case(word));
  if (row == nullptr) return std::nullopt;
  return Kind{std::stoi(std::string((*row)[1])), std::string((*row)[2]), (*row)[3] == "either"};
}

/// "Chapter IV. The Mask"
std::optional<Heading> parse_numbered(const language::Language& language, std::string_view line) {
  const std::string_view word = word_at_start(line);
  const std::optional<Kind> kind = numbered_kind(language, word);
  if (!kind) return std::nullopt;
  std::string_view rest = line.substr(word.size());
  if (!rest.empty() && rest.front() == '.') rest.remove_prefix(1);
  rest = after_spaces(rest);
  std::optional<Number> number = number_in_figures(language, rest, true);
  if (!number) number = number_in_words(language, rest);
  if (!number) return std::nullopt;
  // "chapter i": in small letters it is only one where nothing else stands there.
  const bool alone = number->rest.empty() && kind->rank == kChapterRank &&
                     !language.words("headings-inside-chapters").contains(lower_case(word));
  if (!starts_with_capital(word) && !alone) return std::nullopt;
  std::optional<std::string> name = name_after(language, number->rest);
  if (!name) return std::nullopt;
  return Heading{kind->rank, kind->name, number->value, std::move(*name), false};
}

/// "The First Part"
std::optional<Heading> parse_ordinal_first(const language::Language& language, std::string_view line) {
  const std::optional<Number> number = number_in_words(language, line);
  if (!number || !starts_with_capital(line)) return std::nullopt;
  const std::string_view rest = after_spaces(number->rest);
  const std::string_view word = word_at_start(rest);
  const std::optional<Kind> kind = numbered_kind(language, word);
  if (!kind || !starts_with_capital(word) || !kind->number_may_be_first) return std::nullopt;
  std::optional<std::string> name = name_after(language, rest.substr(word.size()));
  if (!name) return std::nullopt;
  return Heading{kind->rank, kind->name, number->value, std::move(*name), false};
}

/// "Epilogue: Ten Years Later", "THE PREFACE"
std::optional<Heading> parse_unnumbered(const language::Language& language, std::string_view line) {
  if (!starts_with_capital(line)) return std::nullopt;
  const std::string lower = lower_case(line);
  std::string_view rest = lower;
  const std::size_t space = rest.find(' ');
  if (space != std::string_view::npos && language.words("definite-articles").contains(rest.substr(0, space)))
    rest.remove_prefix(space + 1);
  const std::size_t skipped = lower.size() - rest.size();
  const language::Table& unnumbered = language.table("unnumbered-headings");
  for (const language::Table::Row& row : unnumbered) {
    const std::string_view word = row[0];
    if (rest.substr(0, word.size()) != word) continue;
    // The letters of keywords have as many bytes in capitals.
    const std::string_view after = line.substr(std::min(line.size(), skipped + word.size()));
    if (!after.empty() && belongs_to_word(code_point_at(after, 0).value)) continue;
    bool separated = false;
    const std::string_view name = skip_separator(after, separated);
    if (!name.empty() && (!separated || !looks_like_title(name))) return std::nullopt;
    std::string kind = capitalised(word);
    const std::string_view letter = line.substr(skipped, code_point_at(line, skipped).next - skipped);
    if (is_upper(code_point_at(letter, 0).value)) kind.replace(0, code_point_at(word, 0).next, letter);
    return Heading{kChapterRank, title_case(language, kind), 0, title_case(language, name), false};
  }
  return std::nullopt;
}

/// Whether a title stands in quotation marks, or has them and no small letter. One of other words could be a speech.
bool is_quoted_title(std::string_view name) {
  constexpr std::u32string_view kMarks = U"\"'“”‘’«»";
  const auto is_mark = [&](char32_t c) { return kMarks.find(c) != std::u32string_view::npos; };
  if (!is_mark(code_point_at(name, 0).value)) return false;
  const std::string_view inner = name.substr(code_point_at(name, 0).next);
  if (is_all_capitals(name)) return looks_like_title(inner);
  const bool ends = !inner.empty() && is_mark(code_point_before(inner, inner.size()).value);
  const bool speaks = inner.find_first_of(",!?") != std::string_view::npos;
  return ends && !speaks && looks_like_title(inner.substr(0, code_point_before(inner, inner.size()).next));
}

/// "Seven", "Seven: The Quay"; not "Seven.", which somebody may say who counts.
std::optional<Number> lone_number_in_words(const language::Language& language, std::string_view line) {
  if (!starts_with_capital(line)) return std::nullopt;
  const std::optional<NumberWord> first = number_word(language, lower_case(word_at_start(line)));
  if (!first || first->ordinal) return std::nullopt;
  std::optional<Number> number = number_in_words(language, line);
  if (number->rest.starts_with('-') && !number->rest.starts_with("--")) return std::nullopt;  // "One-Eyed Jack"
  bool separated = false;
  const std::string_view name = skip_separator(number->rest, separated);
  return name.empty() == separated ? std::nullopt : number;
}

/// "08The Long Night": figures with a nought before them, and a title that has lost the space between.
std::optional<Heading> parse_glued_numeral(const language::Language& language, std::string_view line) {
  constexpr std::size_t kMostFigures = 3;
  const std::size_t figures = std::min(line.find_first_not_of("0123456789"), line.size());
  if (figures < 2 || figures > kMostFigures || line.front() != '0') return std::nullopt;
  const std::string_view name = line.substr(figures);
  const int value = std::stoi(std::string(line.substr(0, figures)));
  if (value == 0 || !starts_with_capital(name) || !looks_like_title(name)) return std::nullopt;
  return Heading{kNumeralRank, "", value, title_case(language, name), true, false};
}

/// "IV", "12.", "II. The Mask", "Two: The Mask"
std::optional<Heading> parse_numeral(const language::Language& language, std::string_view line) {
  std::optional<Number> number = number_in_figures(language, line, false);
  const bool spelled = !number;
  if (spelled) number = lone_number_in_words(language, line);
  if (!number || number->value == 0) return std::nullopt;
  bool separated = false;
  const std::string_view name = skip_separator(number->rest, separated);
  if (!name.empty() && !separated && !is_all_capitals(name)) return std::nullopt;
  if (!name.empty() && !looks_like_title(name) && !(separated && is_quoted_title(name))) return std::nullopt;
  return Heading{kNumeralRank, "", number->value, title_case(language, name), true, spelled};
}

}  // namespace

std::string Heading::title(const language::Language& language) const {
  std::string label = kind;
  if (number > 0) {
    label = kind.empty() ? fmt::format("{}", number) : fmt::format("{} {}", kind, number);
  } else if (kind == chapter_title(language, "numbered")) {
    label = chapter_title(language, "last");
  }
  if (label.empty()) return name;
  if (name.empty()) return kind.empty() ? fmt::format("{} {}", chapter_title(language, "numbered"), label) : label;
  return label + ": " + name;
}

std::string_view chapter_title(const language::Language& language, std::string_view of) {
  const language::Table& titles = language.table("chapter-titles");
  return (*titles.find(of))[1];
}

bool is_contents(const language::Language& language, std::string_view title) {
  const language::Table& headings = language.table("contents-headings");
  return headings.find(lower_case(title)) != nullptr;
}

bool belongs_to_chapter(const language::Language& language, const Heading& heading) {
  return language.words("headings-inside-chapters").contains(lower_case(heading.kind));
}

bool is_credit(const language::Language& language, std::string_view text) {
  constexpr std::size_t kLongestOpening = 60;
  const std::string lower = fold_space(lower_case(text.substr(0, std::min(text.size(), kLongestOpening))));
  const language::Table& openings = language.table("transcribers-credits");
  return std::any_of(openings.begin(), openings.end(),
                     [&](const language::Table::Row& row) { return lower.starts_with(row[0]); });
}

std::optional<std::string_view> author_in(const language::Language& language, std::string_view line) {
  const language::WordList& openings = language.words("author-line");
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !openings.contains(lower_case(line.substr(0, space)))) return std::nullopt;
  const std::string_view author = line.substr(space + 1);
  return looks_like_title(author) ? std::optional(author) : std::nullopt;
}

std::optional<Heading> parse_heading(const language::Language& language, std::string_view line) {
  if (line.size() > kLongestHeading) return std::nullopt;
  const std::string text = bare_title(line);
  if (text.empty()) return std::nullopt;
  if (std::optional<Heading> heading = parse_numbered(language, text)) return heading;
  if (std::optional<Heading> heading = parse_ordinal_first(language, text)) return heading;
  if (std::optional<Heading> heading = parse_unnumbered(language, text)) return heading;
  if (std::optional<Heading> heading = parse_glued_numeral(language, text)) return heading;
  return parse_numeral(language, text);
}

bool looks_like_title(std::string_view text) {
  if (text.empty() || text.size() > kLongestTitle) return false;
  const CodePoint first = code_point_at(text, 0);
  if (!is_upper(first.value) && !is_digit(first.value)) return false;
  const bool capitals = is_all_capitals(text);
  if (text.back() == ',' || text.back() == ';' || text.back() == ':' || (text.back() == '.' && !capitals)) return false;
  bool in_word = false;
  std::size_t length = 0;
  bool small = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (is_letter(c.value) || (in_word && (c.value == U'\'' || c.value == U'’'))) {
      if (!in_word) {
        in_word = true;
        length = 0;
        small = is_lower(c.value);
      }
      // Four letters and more are no article or preposition.
      if (++length > 4 && small) return false;
    } else if (c.value != U'-') {
      in_word = false;
    }
    i = c.next;
  }
  return true;
}

bool is_all_capitals(std::string_view text) {
  std::size_t capitals = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (is_lower(c.value)) return false;
    if (is_upper(c.value)) ++capitals;
    i = c.next;
  }
  return capitals >= 2;
}

std::string title_case(const language::Language& language, std::string_view text) {
  if (!is_all_capitals(text)) return std::string(text);
  const language::WordList& small_words = language.words("title-small-words");
  constexpr int kNoNumeral = kHighestRoman + 1;
  std::string result;
  bool first = true;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    const bool after_digit = i > 0 && is_digit(code_point_before(text, i).value);
    if (!is_letter(c.value) || after_digit) {
      // After a full stop or a colon the next word is a first word again.
      if (c.value == U'.' || c.value == U':') first = true;
      // "16TH": the letters of an ordinal stay small.
      std::size_t end = c.next;
      while (after_digit && end < text.size() && is_letter(code_point_at(text, end).value)) {
        end = code_point_at(text, end).next;
      }
      result += after_digit ? lower_case(text.substr(i, end - i)) : std::string(text.substr(i, end - i));
      i = end;
      continue;
    }
    std::size_t end = c.next;
    while (end < text.size()) {
      const CodePoint next = code_point_at(text, end);
      if (!is_letter(next.value) && next.value != U'\'' && next.value != U'’') break;
      end = next.next;
    }
    const std::string_view word = text.substr(i, end - i);
    const std::string lower = lower_case(word);
    const bool numeral = word.size() > 1 && language::roman_value(word).value_or(kNoNumeral) <= kHighestRoman;
    constexpr std::size_t kHalfOfDay = 3;  // "A.M"
    const std::string dotted = lower_case(text.substr(i, kHalfOfDay));
    if (language.table("halves-of-day").find(dotted) != nullptr) {
      result += dotted;
      end = i + dotted.size();
    } else if (numeral) {
      result += word;
    } else if (!first && small_words.contains(lower)) {
      result += lower;
    } else {
      result.append(text.substr(i, c.next - i));
      result += lower_case(text.substr(c.next, end - c.next));
    }
    first = false;
    i = end;
  }
  return result;
}

std::string bare_title(std::string_view text) {
  const std::string folded = fold_space(text);
  const auto in_word = [](char c) { return c != ' ' && c != '*' && c != '_'; };
  std::string bare;  // from its end
  bare.reserve(folded.size());
  for (std::size_t i = folded.size(); i-- > 0;) {
    // "snake_case" keeps its mark, "*Marks*" does not.
    const bool inside = i > 0 && in_word(folded[i - 1]) && !bare.empty() && in_word(bare.back());
    const bool emphasis = folded[i] == '*' || (folded[i] == '_' && !inside);
    if (!emphasis) bare.push_back(folded[i]);
  }
  std::reverse(bare.begin(), bare.end());
  constexpr std::string_view kMarks = "#[]= ";
  bare.erase(std::min(bare.find_last_not_of(kMarks) + 1, bare.size()));
  return bare.erase(0, std::min(bare.find_first_not_of(kMarks), bare.size()));
}

}  // namespace sotto::document
