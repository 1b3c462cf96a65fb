#include "annotate/document/sources/line_blocks.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <string>

#include "annotate/document/sources/gutenberg.h"
#include "shared/text.h"

namespace sotto::document {

std::vector<Span> lines_of(std::string_view text, Span stretch) {
  std::vector<Span> lines;
  const std::string_view content = stretch.of(text);
  lines.reserve(1 + static_cast<std::size_t>(std::count(content.begin(), content.end(), '\n')));
  std::size_t feed = stretch.begin;  // the first '\n' that is not behind us, once there is one
  for (std::size_t begin = stretch.begin; begin < stretch.end;) {
    if (feed <= begin) feed = stretch.begin + std::min(content.find('\n', begin - stretch.begin), content.size());
    const std::size_t end = std::min(Span{begin, feed}.of(text).find('\r'), feed - begin) + begin;
    lines.push_back({begin, end});
    const bool both = end < feed && end + 1 == feed && feed < stretch.end;
    begin = end + (both ? 2 : 1);
  }
  return lines;
}

Span trimmed(std::string_view text, Span line) {
  const std::string_view content = trim_space(line.of(text));
  if (content.empty()) return {line.begin, line.begin};
  const auto begin = static_cast<std::size_t>(content.data() - text.data());
  return {begin, begin + content.size()};
}

std::vector<Span> lines_of(std::string_view text, const Block& block) {
  std::vector<Span> lines = lines_of(text, block.span);
  for (Span& line : lines) line = trimmed(text, line);
  return lines;
}

namespace {

/// "oOo", "xXx": letters as an ornament, the same from both ends, small and large.
bool is_letter_ornament(std::string_view letters) {
  if (letters.size() < 3 || !std::equal(letters.begin(), letters.end(), letters.rbegin())) return false;
  const bool one_kind = letters.find_first_not_of("oO0") == std::string_view::npos ||
                        letters.find_first_not_of("xXoO") == std::string_view::npos;
  return one_kind && letters.find_first_not_of(letters.front()) != std::string_view::npos;
}

/// Signs of several sorts: "<>-<>", "[***]", "-~*~-", "~oOo~".
bool is_ornament(std::string_view line) {
  constexpr std::size_t kLongest = 60;
  constexpr std::u32string_view kPlain = U"-–—_=.·•:+[](){}|/\\^";  // of which none makes an ornament by itself
  constexpr char32_t kFirstPicture = 0x1F000;                       // smileys and the like may be all that is said
  if (line.size() > kLongest) return false;
  std::string letters;
  std::size_t signs = 0;
  std::size_t angles = 0;
  for (std::size_t i = 0; i < line.size();) {
    const CodePoint c = code_point_at(line, i);
    i = c.next;
    if (is_space(c.value) || kPlain.find(c.value) != std::u32string_view::npos) continue;
    if (c.value == U'<' || c.value == U'>') {
      ++angles;
    } else if (c.value == U'*' || c.value == U'#' || c.value == U'~') {
      ++signs;
    } else if (c.value < 0x80) {
      if (std::string_view("oO0xX").find(static_cast<char>(c.value)) == std::string_view::npos) return false;
      letters.push_back(static_cast<char>(c.value));
    } else {
      const auto type = u_charType(static_cast<UChar32>(c.value));
      const bool known = std::u32string_view(U"❦❧☙§†‡※‧⁂").find(c.value) != std::u32string_view::npos;
      if ((type != U_OTHER_SYMBOL && !known) || c.value >= kFirstPicture) return false;
      ++signs;
    }
  }
  constexpr std::size_t kFewestAngles = 3;
  if (!letters.empty()) return is_letter_ornament(letters);
  return signs > 0 || angles >= kFewestAngles;
}

}  // namespace

bool is_scene_break(std::string_view line) {
  constexpr std::size_t kLongest = 100;
  if (line.size() > kLongest) return false;
  if (is_ornament(line)) return true;
  char32_t mark = 0;
  std::size_t marks = 0;
  bool spaced = true;
  bool after_space = true;
  for (std::size_t i = 0; i < line.size();) {
    const CodePoint c = code_point_at(line, i);
    i = c.next;
    if (is_space(c.value) || c.value == U'\\') {
      after_space = true;
      continue;
    }
    if (mark != 0 && c.value != mark) return false;
    mark = c.value;
    spaced = spaced && after_space;
    after_space = false;
    ++marks;
  }
  constexpr std::u32string_view kAlone = U"*#~⁂❦❧☙✻✽❖◊§•·";
  constexpr std::u32string_view kThrice = U"-_=+–—";
  constexpr std::u32string_view kSpaced = U"oOxX.";
  if (kAlone.find(mark) != std::u32string_view::npos) return marks > 0;
  if (kThrice.find(mark) != std::u32string_view::npos) return marks >= 3;
  return kSpaced.find(mark) != std::u32string_view::npos && marks >= 3 && spaced;
}

void BlockBuilder::add(Span line, Block::Kind kind, int level, bool continues) {
  line = trimmed(text_, line);
  const std::string_view content = line.of(text_);
  if (content.empty()) {
    close();
    ++blank_lines_;
    return;
  }
  if (kind != Block::Kind::heading && kind != Block::Kind::code) {
    std::optional<Block::Kind> mark = gutenberg_mark(content);
    if (!mark && is_scene_break(content)) mark = Block::Kind::scene_break;
    if (mark) {
      close();
      open(line, *mark, 0);
      close();
      return;
    }
  }
  if (!continues) close();
  if (open_.span.empty()) {
    open(line, kind, level);
  } else {
    open_.span.end = line.end;
  }
}

std::vector<Block> BlockBuilder::finish() {
  close();
  blocks_.shrink_to_fit();
  return std::move(blocks_);
}

void BlockBuilder::open(Span line, Block::Kind kind, int level) {
  open_ = {kind, line, level, blank_lines_};
  blank_lines_ = 0;
}

void BlockBuilder::close() {
  if (!open_.span.empty()) blocks_.push_back(open_);
  open_ = {};
}

}  // namespace sotto::document
