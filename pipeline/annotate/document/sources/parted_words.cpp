#include "annotate/document/sources/parted_words.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "shared/text.h"

namespace sotto::document {

namespace {

bool is_letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_letter(code_point_at(text, at).value);
}

std::size_t end_of_letters(std::string_view text, std::size_t at) {
  while (is_letter_at(text, at)) at = code_point_at(text, at).next;
  return at;
}

std::size_t begin_of_letters(std::string_view text, std::size_t at) {
  while (at > 0 && is_letter(code_point_before(text, at).value)) at = code_point_before(text, at).next;
  return at;
}

/// A word that goes on in the next line.
struct LineEnd {
  Span first;
  Span second;
  std::size_t hyphen = 0;
  bool sure = false;  ///< the mark is no hyphen, but one of parted words
};

/// The parted word whose hyphen stands at a place, or nothing.
std::optional<LineEnd> line_end_at(std::string_view text, std::size_t hyphen, std::size_t length, bool sure) {
  std::size_t at = text.find_first_not_of(" \t\r", hyphen + length);
  if (at == kNotFound || text[at] != '\n') return std::nullopt;
  at = text.find_first_not_of(" \t", at + 1);
  if (at == kNotFound || !is_letter_at(text, at)) return std::nullopt;
  const LineEnd end{{begin_of_letters(text, hyphen), hyphen}, {at, end_of_letters(text, at)}, hyphen, sure};
  if (end.first.empty() || !is_lower(code_point_at(text, at).value)) return std::nullopt;
  return end;
}

std::vector<LineEnd> find_line_ends(std::string_view text) {
  std::vector<LineEnd> found;
  for (std::size_t at = text.find('-'); at != kNotFound; at = text.find('-', at + 1)) {
    if (const auto end = line_end_at(text, at, 1, false)) found.push_back(*end);
  }
  for (const std::string_view mark : {"\u00AC", "\u2010"}) {
    for (std::size_t at = text.find(mark); at != kNotFound; at = text.find(mark, at + 1)) {
      if (const auto end = line_end_at(text, at, mark.size(), true)) found.push_back(*end);
    }
  }
  std::sort(found.begin(), found.end(), [](const LineEnd& a, const LineEnd& b) { return a.hyphen < b.hyphen; });
  return found;
}

/// A large letter that a paragraph begins with, and the rest of its word.
struct DropCap {
  std::size_t letter = 0;
  Span rest;
};

/// The drop cap of the paragraph that begins at a place.
std::optional<DropCap> drop_cap_at(std::string_view text, std::size_t at) {
  if (at < text.size() && (text[at] == '"' || text[at] == '\'')) ++at;
  if (text.substr(at).starts_with("“") || text.substr(at).starts_with("‘")) at += std::string_view("“").size();
  if (at >= text.size() || !is_upper(code_point_at(text, at).value)) return std::nullopt;
  const std::size_t gap = code_point_at(text, at).next;
  const std::size_t rest = text.find_first_not_of(" \t\r\n", gap);
  if (rest == gap || rest == kNotFound || !is_letter_at(text, rest)) return std::nullopt;
  const std::string_view space = text.substr(gap, rest - gap);
  const auto lines = std::count(space.begin(), space.end(), '\n');
  if (lines > 0 && !is_lower(code_point_at(text, rest).value)) return std::nullopt;
  return DropCap{at, {rest, end_of_letters(text, rest)}};
}

std::vector<DropCap> find_drop_caps(std::string_view text) {
  std::vector<DropCap> found;
  bool blank_above = true;
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t end = std::min(text.find('\n', line), text.size());
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r\f", line), end);
    if (begin < end && blank_above) {
      if (const auto cap = drop_cap_at(text, begin)) found.push_back(*cap);
    }
    blank_above = begin == end;
    line = end + 1;
  }
  return found;
}

}  // namespace

PartedWords::PartedWords(const language::Language& language, std::string_view text)
    : spellings_(language.words("spellings")) {
  bool after_hyphen = false;
  bool parted = false;  // by the line end before it
  std::string before;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (!is_letter(c.value)) {
      after_hyphen = c.value == U'-' && !before.empty() && !after_hyphen;
      if (!after_hyphen) before.clear();
      at = c.next;
      continue;
    }
    const std::size_t end = end_of_letters(text, at);
    std::string word = lower_case(text.substr(at, end - at));
    if (after_hyphen) hyphenated_.insert(before + '-' + word);
    const bool ends_line =
        end + 1 < text.size() && text[end] == '-' && (text[end + 1] == '\n' || text[end + 1] == '\r');
    if (!ends_line && !parted) words_.insert(word);
    parted = ends_line;
    before = std::move(word);
    after_hyphen = false;
    at = end;
  }
}

bool PartedWords::joins(const std::string& first, const std::string& second) const {
  if (hyphenated_.contains(first + '-' + second)) return false;
  if (is_known(first + second)) return true;
  return !is_known(first) || !is_known(second);
}

std::vector<TextEdit> parted_word_edits(const language::Language& language, std::string_view text) {
  const language::WordList& spellings = language.words("spellings");
  const language::WordList& alone = language.words("one-letter-words");
  const language::WordList& clitics = language.words("clitics");
  const auto letter_of = [&](const DropCap& cap) {
    return lower_case(text.substr(cap.letter, code_point_at(text, cap.letter).next - cap.letter));
  };
  const auto rest_of = [&](const DropCap& cap) { return lower_case(cap.rest.of(text)); };
  const auto join_cap = [&](const DropCap& cap) {
    return TextEdit{{code_point_at(text, cap.letter).next, cap.rest.begin}, {}};
  };
  const std::vector<LineEnd> ends = find_line_ends(text);
  std::vector<DropCap> caps = find_drop_caps(text);
  std::vector<TextEdit> edits;
  // "I went", "I didn't", "A fico", and "I m" in a text that has lost its apostrophes: the letter may be a word.
  std::erase_if(caps, [&](const DropCap& cap) {
    if (!alone.contains(letter_of(cap))) return false;
    const std::string rest = rest_of(cap);
    const std::string_view behind = text.substr(cap.rest.end);
    if (!spellings.contains(rest) && !alone.contains(rest) && !clitics.contains(rest) && !behind.starts_with('\'') &&
        !behind.starts_with("’") && spellings.contains(letter_of(cap) + rest))
      edits.push_back(join_cap(cap));
    return true;
  });
  if (!ends.empty() || !caps.empty()) {
    const PartedWords words(language, text);
    for (const LineEnd& end : ends) {
      const std::string first = lower_case(end.first.of(text));
      const std::string second = lower_case(end.second.of(text));
      // "mother-in-/law"
      const bool compound = end.first.begin > 0 && text[end.first.begin - 1] == '-';
      const bool joins = end.sure || (!compound && words.joins(first, second));
      edits.push_back({{joins ? end.hyphen : end.first.end, end.second.begin}, joins ? "" : "-"});
    }
    for (const DropCap& cap : caps) {
      const std::string rest = rest_of(cap);
      const bool small = is_lower(code_point_at(text, cap.rest.begin).value);
      const bool is_word = spellings.contains(rest) || alone.contains(rest);
      if (words.is_known(letter_of(cap) + rest) || (small && !is_word)) edits.push_back(join_cap(cap));
    }
  }
  std::sort(edits.begin(), edits.end(),
            [](const TextEdit& a, const TextEdit& b) { return a.span.begin < b.span.begin; });
  return edits;
}

}  // namespace sotto::document
