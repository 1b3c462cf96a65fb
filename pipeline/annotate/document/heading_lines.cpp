#include "annotate/document/heading_lines.h"

#include <cstddef>
#include <optional>

#include "annotate/document/headings.h"
#include "annotate/document/paragraphs.h"
#include "annotate/document/sources/line_blocks.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

constexpr std::size_t kLongestLine = 80;

/// A line as a heading that needs no blank line; lone numbers only alone in their line.
std::optional<Heading> line_heading(const language::Language& language, std::string_view line) {
  if (line.empty() || line.size() > kLongestLine) return std::nullopt;
  const char32_t first = code_point_at(line, 0).value;
  if (!is_upper(first) && !is_digit(first)) return std::nullopt;
  std::optional<Heading> heading = parse_heading(language, line);
  if (!heading || (heading->number == 0 && !heading->name.empty())) return std::nullopt;
  if (heading->numeral && !heading->name.empty()) return std::nullopt;
  return heading;
}

bool is_prose(std::string_view line) { return !looks_like_title(line) || line.size() > kLongestLine / 2; }

/// A heading inside of a block: its first line, and behind its last one.
struct HeadingLines {
  std::size_t begin = 0;
  std::size_t end = 0;
  int numeral = 0;        ///< a lone number
  bool contents = false;  ///< of a table of contents
};

class LineParter {
 public:
  LineParter(const language::Language& language, std::string_view text) : language_(language), text_(text) {}

  std::vector<HeadingLines> find(const Block& block) const {
    std::vector<HeadingLines> found;
    if (block.kind != Block::Kind::paragraph || text_.find('\n', block.span.begin) >= block.span.end) return found;
    const std::vector<Span> lines = lines_of(text_, block);
    const auto line = [&](std::size_t i) { return lines[i].of(text_); };
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool after_heading = !found.empty() && found.back().end == i;
      const std::optional<Heading> heading = line_heading(language_, line(i));
      if (!heading) continue;
      // The first chapter may begin right below the lines of a title page.
      const bool opens = heading->number == 1 && !heading->numeral && i > 0 && !is_prose(line(i - 1));
      if (i > 0 && !after_heading && !opens && !ends_sentence(line(i - 1))) continue;
      if (is_contents(language_, heading->kind) && heading->name.empty()) {
        found.push_back({i, i + 1, 0, true});
        continue;
      }
      const int numeral = heading->numeral ? heading->number : 0;
      if (i + 1 == lines.size()) {
        found.push_back({i, i + 1, numeral, false});
        continue;
      }
      const std::optional<Heading> next = line_heading(language_, line(i + 1));
      // Of several in a row, each is a line of a table of contents, but one in a deeper one.
      if (next && next->rank <= heading->rank) {
        while (i + 1 < lines.size() && line_heading(language_, line(i + 1))) ++i;
        continue;
      }
      const bool titled = !next && heading->name.empty() && i + 2 < lines.size() && !is_prose(line(i + 1)) &&
                          (is_all_capitals(line(i + 1)) || !ends_sentence(line(i + 1))) && is_prose(line(i + 2));
      if (!next && !titled && !is_prose(line(i + 1))) continue;
      found.push_back({i, i + (titled ? 2 : 1), numeral, false});
    }
    return found;
  }

  /// The block in pieces.
  void part(const Block& block, const std::vector<HeadingLines>& headings, std::vector<Block>& blocks) const {
    const std::vector<Span> lines = lines_of(text_, block);
    std::size_t done = 0;
    const auto piece = [&](std::size_t begin, std::size_t end) {
      if (begin == end) return;
      Block one = block;
      one.span = {lines[begin].begin, lines[end - 1].end};
      if (begin > 0) one.blank_lines_before = 1;
      blocks.push_back(one);
    };
    for (const HeadingLines& heading : headings) {
      piece(done, heading.begin);
      piece(heading.begin, heading.end);
      done = heading.end;
    }
    piece(done, lines.size());
  }

 private:
  const language::Language& language_;
  std::string_view text_;
};

}  // namespace

std::vector<Block> part_heading_lines(const language::Language& language, std::string_view text,
                                      const std::vector<Block>& blocks) {
  const LineParter parter(language, text);
  std::vector<std::vector<HeadingLines>> found(blocks.size());
  std::size_t worded = 0;
  int last = 0;  // of the numbers that count on
  std::size_t counted = 0;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    found[b] = parter.find(blocks[b]);
    std::erase_if(found[b], [&](const HeadingLines& heading) {
      if (heading.numeral == 0) return false;
      if (heading.numeral != last + 1) return true;
      last = heading.numeral;
      ++counted;
      return false;
    });
    for (const HeadingLines& heading : found[b]) {
      if (heading.numeral == 0 && !heading.contents) ++worded;
    }
    if (blocks[b].kind == Block::Kind::paragraph && found[b].empty() &&
        line_heading(language, blocks[b].span.of(text)).has_value())
      ++worded;
  }
  std::vector<Block> parted;
  parted.reserve(blocks.size());
  constexpr std::size_t kFewest = 2;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    std::erase_if(found[b], [&](const HeadingLines& heading) {
      return !heading.contents && (heading.numeral > 0 ? counted : worded) < kFewest;
    });
    if (found[b].empty()) {
      parted.push_back(blocks[b]);
    } else {
      parter.part(blocks[b], found[b], parted);
    }
  }
  return parted;
}

}  // namespace sotto::document
