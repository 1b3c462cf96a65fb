#include "annotate/document/line_kinds.h"

#include <algorithm>
#include <cstddef>

#include "shared/text.h"

namespace sotto::document {

namespace {

/// The cells of a row, which tabs, bars or wide gaps part; 0: one of them is too long for a table's.
std::size_t cells_of(std::string_view line) {
  constexpr std::size_t kLongestCell = 36;
  std::size_t cells = 1;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool gap = line[i] == '\t' || line[i] == '|' || line.substr(i).starts_with("   ");
    if (!gap) continue;
    if (i - begin > kLongestCell) return 0;
    ++cells;
    begin = std::min(line.find_first_not_of(" \t|", i), line.size());
    i = begin;
  }
  return line.size() - begin > kLongestCell ? 0 : cells;
}

/// "Mom: where r u", "Age: 12": one word or two, a colon, and a few more.
bool is_named_line(std::string_view line) {
  constexpr std::size_t kLongestName = 24;
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos || colon == 0 || colon > kLongestName) return false;
  const std::string_view name = line.substr(0, colon);
  return std::count(name.begin(), name.end(), ' ') <= 1 && name.find_first_of(".,;!?\"“") == std::string_view::npos &&
         is_letter(code_point_at(name, 0).value);
}

/// Whether two spaces or more, or a tab, stand before the words of a line.
bool is_indented(std::string_view text, Span line) {
  const std::size_t words = line.begin + line.of(text).find_first_not_of(" \t");
  const std::size_t begin = text.rfind('\n', words) + 1;
  const std::string_view before = text.substr(begin, words - begin);
  return before.ends_with("  ") || before.ends_with('\t');
}

/// Short lines that begin with capitals and go on over their ends; two of them only where both are indented.
bool is_verse(std::string_view text, const std::vector<Span>& lines) {
  constexpr std::size_t kFewest = 3;
  constexpr std::size_t kLongest = 60;
  const auto indented = [&](Span line) { return is_indented(text, line); };
  if (lines.size() < kFewest && !std::all_of(lines.begin(), lines.end(), indented)) return false;
  std::size_t capitals = 0;
  std::size_t open_ends = 0;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i].of(text);
    longest = std::max(longest, line.size());
    std::size_t first = 0;
    while (first < line.size() && !is_letter(code_point_at(line, first).value)) first = code_point_at(line, first).next;
    if (first < line.size() && is_upper(code_point_at(line, first).value)) ++capitals;
    const char32_t last = line.empty() ? U'.' : code_point_before(line, line.size()).value;
    if (i + 1 < lines.size() && (is_letter(last) || last == U',' || last == U';' || last == U':')) ++open_ends;
  }
  if (longest > kLongest || longest == 0) return false;
  // Wrapped prose begins a line with a capital one time in seven.
  return capitals == lines.size() && open_ends * 2 >= lines.size() - 1;
}

}  // namespace

bool is_list_item(std::string_view line) {
  for (const std::string_view bullet : {"- ", "* ", "+ ", "• ", "‣ ", "◦ ", "– "}) {
    if (line.starts_with(bullet)) return true;
  }
  std::size_t at = line.starts_with('(') ? 1 : 0;
  const std::size_t begin = at;
  while (at < line.size() && line[at] >= '0' && line[at] <= '9') ++at;
  if (at == begin && at < line.size() && line[at] >= 'a' && line[at] <= 'z') ++at;
  constexpr std::size_t kMostFigures = 3;
  if (at == begin || at - begin > kMostFigures || at + 1 >= line.size()) return false;
  // A year, or the end of a sentence that a line end has parted, has no mark here.
  const bool mark = line[at] == ')' || (line[at] == '.' && line[begin] <= '9');
  return mark && line[at + 1] == ' ';
}

LineKind kind_of_lines(std::string_view text, const std::vector<Span>& lines) {
  if (lines.size() < 2) return LineKind::prose;
  std::size_t items = 0;
  std::size_t rows = 0;
  std::size_t named = 0;
  const std::size_t cells = cells_of(lines.front().of(text));
  for (const Span line : lines) {
    const std::string_view words = line.of(text);
    if (is_list_item(words)) ++items;
    if (cells > 1 && cells_of(words) == cells) ++rows;
    if (is_named_line(words)) ++named;
  }
  if (rows == lines.size() || named == lines.size()) return LineKind::rows;
  // Items may be wrapped; a dash that begins a wrapped line of prose stands alone.
  if (items >= 2 && (is_list_item(lines.front().of(text)) || lines.front().of(text).ends_with(':')))
    return LineKind::list;
  return is_verse(text, lines) ? LineKind::verse : LineKind::prose;
}

}  // namespace sotto::document
