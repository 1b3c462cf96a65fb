#include "annotate/manuscript/structure.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <iterator>
#include <optional>
#include <utility>

#include "annotate/manuscript/headings.h"
#include "annotate/manuscript/text_blocks.h"
#include "shared/text.h"

// How chapters are found
//
// A file's text is cut into blocks (text_blocks.h). Some blocks are headings beyond doubt (Markdown's); others are only
// worded like one (headings.h), and become headings if they stand alone and, for lone numerals, count on from the one
// before.
//
// A heading should have a body. One without is
//   - merged into the next heading, when that is of a deeper rank ("Part Two", "Chapter I");
//   - an entry of a table of contents, when it is one of a run and only worded like a heading: then it is a paragraph
//   of
//     what stands before;
//   - otherwise a chapter of its own, whose title is announced and nothing more.
// A heading that comes again later, right after such a run, belongs to the run as its last entry.
//
// What precedes the first heading is a chapter, "Opening", unless it is only a title and a name: then it is part of the
// first heading. Project Gutenberg's header and licence are chapters of their own, "About This Text" and "Licence", so
// that no word is lost and nothing of them is taken for the story, nor read aloud unless somebody wants it; what looks
// like a heading in them is none.

namespace sotto {

namespace {

using Kind = TextBlock::Kind;

/// A title page of up to so many words is read with the first heading.
constexpr std::size_t kFewWords = 30;

bool has_more_words(std::string_view text, std::size_t most) {
  std::size_t words = 0;
  bool in_word = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    const bool letter = is_letter(c.value) || is_digit(c.value);
    if (letter && !in_word && ++words > most) return true;
    in_word = letter;
    i = c.next;
  }
  return false;
}

/// Whether the words end as a sentence does, and most of them begin with a small letter, as in no title.
bool is_sentence(std::string_view words) {
  if (words.empty() || std::string_view(".!?").find(words.back()) == std::string_view::npos) return false;
  int small = 0;
  int capital = 0;
  for (std::size_t i = 0, begin = 0; i < words.size(); begin = i) {
    i = words.find(' ', begin);
    i = i == std::string_view::npos ? words.size() : i + 1;
    const char32_t first = code_point_at(words, begin).value;
    if (is_lower(first)) ++small;
    if (is_upper(first)) ++capital;
  }
  return small > capital && small >= 3;
}

/// One block with what was made of it. A heading may reach over several blocks: the later ones are `absorbed`.
struct Part {
  enum class Role { body, heading, absorbed, matter_before, matter_after };
  TextBlock block;
  Role role = Role::body;
  Heading heading;          ///< where role is heading
  std::size_t last = 0;     ///< index of the last block of the heading
  bool book_title = false;  ///< the whole book's, in Markdown
};

using Parts = std::vector<Part>;

bool is_heading(const Part& part) { return part.role == Part::Role::heading; }

/// The words of a block's lines, joined; setext underlines left out.
std::string block_words(std::string_view text, const TextBlock& block) {
  std::string words;
  for (const Span line : block.lines) {
    const std::string_view content = line.of(text);
    if (content.find_first_not_of("=-") == std::string_view::npos) continue;
    if (!words.empty()) words += ' ';
    words += content;
  }
  return words;
}

/// A text block as a heading: its first line is worded like one, what follows in it is the title. "PART ONE" and
/// "CHAPTER I" may share a block.
std::optional<Heading> block_heading(std::string_view text, const TextBlock& block) {
  constexpr std::size_t kMostLines = 5;
  constexpr std::size_t kLongestTitle = 160;
  if (block.lines.size() > kMostLines) return std::nullopt;
  std::optional<Heading> heading = parse_heading(block.lines.front().of(text));
  if (block.lines.size() == 1) return heading;
  // A long title that goes on in the next lines: all of it together reads as one heading.
  if (!heading) heading = parse_heading(block_words(text, block));
  if (!heading) return std::nullopt;
  std::size_t numerals = 0;
  for (std::size_t i = 1; i < block.lines.size(); ++i) {
    const std::optional<Heading> next = parse_heading(block.lines[i].of(text));
    if (!next) continue;
    // "CHAPTER I" with the title "I GO TO STYLES" below; with a second one it is a table of contents.
    if (next->numeral && heading->name.empty() && !heading->numeral && ++numerals == 1) continue;
    // A deeper heading right below; anything else is a table of contents.
    if (next->rank <= heading->rank || next->numeral || !next->name.empty() || i + 1 < block.lines.size()) {
      return std::nullopt;
    }
    return Heading{next->rank, "", 0, heading->title() + ". " + next->title(), false};
  }
  std::string rest;
  for (std::size_t i = 1; i < block.lines.size(); ++i) rest += ' ' + std::string(block.lines[i].of(text));
  rest = bare_title(rest);
  if (heading->name.empty()) {
    if (!looks_like_title(rest) && !(rest.size() < kLongestTitle && is_all_capitals(rest))) return std::nullopt;
    heading->name = title_case(rest);
    return heading;
  }
  return heading->numeral ? std::nullopt : parse_heading(block_words(text, block));
}

/// Lone numerals are headings where they count on: I, II, III; or at the head of a file.
void keep_counting_numerals(Parts& parts) {
  int last = 0;
  std::vector<std::size_t> counted;
  bool first_block = true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Part& part = parts[i];
    if (is_heading(part) && part.heading.numeral && part.block.kind == Kind::text) {
      const bool counts_on = part.heading.number == last + 1 || part.heading.number == 1;
      if (counts_on || first_block) {
        last = part.heading.number;
        if (!first_block) counted.push_back(i);
      } else {
        part.role = Part::Role::body;
      }
    }
    first_block = false;
  }
  // A single "I" in the middle of a story is a word.
  if (counted.size() == 1 && last == 1) parts[counted.front()].role = Part::Role::body;
}

/// Marks what Project Gutenberg put round the book.
void mark_gutenberg(Parts& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].block.kind == Kind::gutenberg_start) {
      for (std::size_t k = 0; k <= i; ++k) parts[k].role = Part::Role::matter_before;
    } else if (parts[i].block.kind == Kind::gutenberg_end) {
      for (std::size_t k = i; k < parts.size(); ++k) parts[k].role = Part::Role::matter_after;
      return;
    }
  }
}

/// In Markdown, a first heading of the highest level with at least two of a deeper one is the book's title.
void mark_book_title(Parts& parts) {
  Part* first = nullptr;
  std::size_t deeper = 0;
  for (Part& part : parts) {
    if (!is_heading(part) || part.block.kind != Kind::marked_heading) continue;
    if (first == nullptr) {
      first = &part;
    } else if (part.heading.rank <= first->heading.rank) {
      return;
    } else {
      ++deeper;
    }
  }
  if (first != nullptr && deeper >= 2 && first->heading.kind.empty()) first->book_title = true;
}

/// The block after a bare "CHAPTER I" that may be its title: one or two short lines with a body below.
bool may_be_title(std::string_view text, const Parts& parts, std::size_t i) {
  if (i + 1 >= parts.size() || parts[i].role != Part::Role::body || parts[i].block.kind != Kind::text) return false;
  if (parts[i + 1].role != Part::Role::body || parts[i].block.lines.size() > 2) return false;
  const std::string title = bare_title(block_words(text, parts[i].block));
  // A title in quotation marks could be a speech; one in capitals, set apart by two blank lines, is none.
  const bool set_apart = parts[i + 1].block.blank_lines_before >= 2 && is_all_capitals(title);
  const std::size_t begin = set_apart ? std::min(title.find_first_not_of("\"'"), title.size()) : 0;
  return looks_like_title(std::string_view(title).substr(begin));
}

/// Titles that stand below their heading after a blank line. Capitals are believed at once; others when most bare
/// headings of the file have one.
void absorb_titles(std::string_view text, Parts& parts) {
  std::size_t bare = 0;
  std::size_t followed = 0;
  const auto is_bare = [&](std::size_t i) {
    return is_heading(parts[i]) && parts[i].heading.name.empty() && parts[i].block.kind == Kind::text &&
           (parts[i].heading.numeral || parts[i].heading.number > 0);
  };
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (!is_bare(i)) continue;
    ++bare;
    if (may_be_title(text, parts, i + 1)) ++followed;
  }
  const bool usual = followed * 2 >= bare;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (!is_bare(i) || !may_be_title(text, parts, i + 1)) continue;
    const std::string title = bare_title(block_words(text, parts[i + 1].block));
    if (!usual && !is_all_capitals(title)) continue;
    parts[i].heading.name = title_case(title);
    parts[i].last = i + 1;
    parts[i + 1].role = Part::Role::absorbed;
  }
}

bool same_heading(const Heading& a, const Heading& b) {
  return a.kind == b.kind && a.number == b.number && (a.name.empty() || b.name.empty() || a.name == b.name);
}

/// A volume's or part's title page ("VOL. II.", "London: Printed for T. Egerton") belongs to its heading, as does what
/// little stands below a book's title.
void absorb_title_pages(std::string_view text, Parts& parts) {
  constexpr int kPartRank = 3;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!is_heading(parts[i])) continue;
    const bool part_title = parts[i].block.kind == Kind::text && parts[i].heading.rank <= kPartRank;
    if (!part_title && !parts[i].book_title) continue;
    const std::size_t body = parts[i].last + 1;
    std::size_t next = body;
    while (next < parts.size() && parts[next].role == Part::Role::body) ++next;
    if (next == body || next == parts.size() || !is_heading(parts[next])) continue;
    if (parts[next].heading.rank <= parts[i].heading.rank) continue;
    if (has_more_words(Span{parts[body].block.span.begin, parts[next - 1].block.span.end}.of(text), kFewWords))
      continue;
    for (std::size_t k = body; k < next; ++k) parts[k].role = Part::Role::absorbed;
    parts[i].last = next - 1;
  }
}

/// A text without headings may still begin with its title, alone or with a line for the author.
void find_lone_title(std::string_view text, Parts& parts) {
  if (std::any_of(parts.begin(), parts.end(), is_heading)) return;
  const auto first = std::find_if(parts.begin(), parts.end(), [](const Part& p) { return p.role == Part::Role::body; });
  const auto i = static_cast<std::size_t>(first - parts.begin());
  if (!may_be_title(text, parts, i)) return;
  const std::string title = bare_title(first->block.lines.front().of(text));
  if (!looks_like_title(title)) return;
  first->role = Part::Role::heading;
  first->heading = Heading{0, "", 0, title_case(title), false};
  if (i + 2 >= parts.size() || parts[i + 1].block.lines.size() != 1) return;
  const std::string_view below = parts[i + 1].block.span.of(text);
  if (lower_case(below.substr(0, 3)) == "by " && looks_like_title(below.substr(3))) {
    parts[i + 1].role = Part::Role::absorbed;
    first->last = i + 1;
  }
}

/// What becomes of headings without a body: those of a table of contents become body, those above a deeper one are
/// merged into it, others stay.
void settle_empty_headings(Parts& parts) {
  std::vector<std::size_t> headings;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_heading(parts[i])) headings.push_back(i);
  }
  if (headings.empty()) return;
  enum class Fate { stays, merges, listed, alone };
  std::vector<Fate> fates(headings.size(), Fate::stays);
  for (std::size_t h = headings.size(); h-- > 0;) {
    const Part& part = parts[headings[h]];
    const std::size_t body = part.last + 1;
    const bool last = h + 1 == headings.size();
    const bool has_body =
        body < parts.size() && parts[body].role == Part::Role::body && (last || body < headings[h + 1]);
    if (has_body) continue;
    const bool next_is_deeper = !last && part.heading.rank < parts[headings[h + 1]].heading.rank;
    if (next_is_deeper && fates[h + 1] != Fate::listed) {
      fates[h] = Fate::merges;
    } else {
      fates[h] = part.block.kind == Kind::marked_heading ? Fate::alone : Fate::listed;
    }
  }
  for (std::size_t h = 1; h < headings.size(); ++h) {
    if (fates[h - 1] != Fate::listed || fates[h] != Fate::stays) continue;
    const bool again =
        std::any_of(headings.begin() + static_cast<std::ptrdiff_t>(h) + 1, headings.end(),
                    [&](std::size_t i) { return same_heading(parts[i].heading, parts[headings[h]].heading); });
    if (again) fates[h] = Fate::listed;
  }
  for (std::size_t h = 0; h < headings.size(); ++h) {
    if (fates[h] != Fate::listed) continue;
    const bool before_list = h + 1 < headings.size() && fates[h + 1] == Fate::listed;
    // What says that it is the table keeps its place above it.
    if (before_list && lower_case(parts[headings[h]].heading.kind).find("contents") != std::string::npos) continue;
    const bool in_run = (h > 0 && fates[h - 1] == Fate::listed) || before_list;
    if (!in_run) continue;
    for (std::size_t i = headings[h]; i <= parts[headings[h]].last; ++i) parts[i].role = Part::Role::body;
  }
  // Merge forwards: a heading above a deeper one hands its title to it.
  for (std::size_t h = 0; h < headings.size(); ++h) {
    const std::size_t i = headings[h];
    std::size_t next = parts[i].last + 1;
    for (; fates[h] == Fate::merges && next < parts.size() && is_heading(parts[next]); ++h) {
      Part& deeper = parts[next];
      const std::string own = deeper.heading.title();
      deeper.role = Part::Role::absorbed;
      if (parts[i].book_title) {
        parts[i].heading = deeper.heading;
        parts[i].book_title = false;
      } else {
        parts[i].heading = Heading{parts[i].heading.rank, "", 0, parts[i].heading.title() + ". " + own, false};
      }
      parts[i].last = deeper.last;
      next = deeper.last + 1;
    }
  }
}

Parts find_parts(std::string_view text, const SourceFile& file) {
  Parts parts;
  std::vector<TextBlock> blocks = find_blocks(text, file.span, file.markdown);
  // Where there is nothing to break, "o o o" are words.
  const auto is_break = [](const TextBlock& block) { return block.kind == Kind::scene_break; };
  if (std::all_of(blocks.begin(), blocks.end(), is_break)) {
    for (TextBlock& block : blocks) block.kind = Kind::text;
  }
  for (TextBlock& block : blocks) {
    Part part;
    part.last = parts.size();
    std::optional<Heading> heading;
    if (block.kind == Kind::marked_heading) {
      const std::string words = bare_title(block_words(text, block));
      heading = parse_heading(words);
      if (!heading) heading = Heading{0, "", 0, title_case(words), false};
      // Marked headings stand above all others, by level.
      heading->rank = block.level - 10;
    } else if (block.kind == Kind::text) {
      heading = block_heading(text, block);
    }
    if (heading) {
      part.role = Part::Role::heading;
      part.heading = std::move(*heading);
    }
    part.block = std::move(block);
    parts.push_back(std::move(part));
  }
  mark_gutenberg(parts);
  keep_counting_numerals(parts);
  mark_book_title(parts);
  absorb_titles(text, parts);
  absorb_title_pages(text, parts);
  settle_empty_headings(parts);
  find_lone_title(text, parts);
  return parts;
}

/// "03-the-nursery.md" -> "The Nursery"; "7.txt" -> nothing.
std::string title_from_file_name(const std::string& path) {
  std::string stem = std::filesystem::path(path).stem().string();
  std::replace_if(
      stem.begin(), stem.end(), [](char c) { return c == '-' || c == '_' || c == '.'; }, ' ');
  const std::size_t begin = stem.find_first_not_of("0123456789 ");
  if (begin == std::string::npos) return {};
  std::string title = fold_space(std::string_view(stem).substr(begin));
  bool at_start = true;
  for (char& c : title) {
    if (at_start && std::islower(static_cast<unsigned char>(c)) != 0) {
      c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    at_start = c == ' ';
  }
  return title;
}

/// Puts the parts of one file together into chapters.
class ChapterBuilder {
 public:
  ChapterBuilder(std::string_view text, const Parts& parts, ParagraphStyle style)
      : text_(text), parts_(parts), style_(style) {}

  std::vector<Chapter> build(const std::string& title_without_headings) {
    const auto first_heading = std::find_if(parts_.begin(), parts_.end(), is_heading);
    bool opened = false;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const Part& part = parts_[i];
      if (part.role == Part::Role::matter_before || part.role == Part::Role::matter_after) {
        const char* title = part.role == Part::Role::matter_before ? "About This Text" : "Licence";
        if (i == 0 || parts_[i - 1].role != part.role) open(title, {});
        chapters_.back().matter = true;
        add_body(part.block);
        opened = false;
      } else if (is_heading(part)) {
        if (swallowed_.empty()) {
          open(part.heading.title(), {part.block.span.begin, parts_[part.last].block.span.end});
        } else {
          open(part.heading.title(), {swallowed_.begin, parts_[part.last].block.span.end});
          swallowed_ = {};
        }
        opened = true;
        i = part.last;
      } else {
        if (!opened) {
          if (part.block.kind == Kind::scene_break) continue;
          const bool titles = first_heading != parts_.end();
          if (titles && is_title_page(i)) {
            i = swallow(i);
            continue;
          }
          open(titles ? "Opening" : title_without_headings, {});
          opened = true;
        }
        add_body(part.block);
      }
    }
    return std::move(chapters_);
  }

 private:
  void open(std::string title, Span heading) {
    chapters_.push_back({0, std::move(title), heading, {}, {}, false});
    scene_ = false;
  }

  /// Whether the body from part `i` to the next heading is only a few words, and none of them tells anything.
  bool is_title_page(std::size_t i) const {
    const std::size_t end = next_heading(i);
    if (end == parts_.size() || !is_heading(parts_[end])) return false;
    const std::string_view words = Span{parts_[i].block.span.begin, parts_[end - 1].block.span.end}.of(text_);
    const auto quotes = [&](std::string_view mark) { return words.find(mark) != std::string_view::npos; };
    if (quotes("\"") || quotes("“") || quotes("«") || quotes("»") || quotes("„")) return false;
    const auto tells = [&](const Part& part) { return is_sentence(block_words(text_, part.block)); };
    const auto at = [&](std::size_t part) { return parts_.begin() + static_cast<std::ptrdiff_t>(part); };
    return !has_more_words(words, kFewWords) && std::none_of(at(i), at(end), tells);
  }

  std::size_t next_heading(std::size_t i) const {
    while (i < parts_.size() && parts_[i].role == Part::Role::body) ++i;
    return i;
  }

  /// Makes the body from part `i` on part of the next heading; returns its last part.
  std::size_t swallow(std::size_t i) {
    const std::size_t end = next_heading(i);
    swallowed_ = {parts_[i].block.span.begin, parts_[end - 1].block.span.end};
    return end - 1;
  }

  void add_body(const TextBlock& block) {
    if (block.kind == Kind::scene_break) {
      scene_ = true;
      return;
    }
    std::vector<Paragraph>& paragraphs = chapters_.back().paragraphs;
    for (const Span span : split_block(text_, block, style_)) {
      paragraphs.push_back({span, scene_ && !paragraphs.empty()});
      scene_ = false;
    }
  }

  std::string_view text_;
  const Parts& parts_;
  ParagraphStyle style_;
  std::vector<Chapter> chapters_;
  Span swallowed_;
  bool scene_ = false;
};

}  // namespace

std::vector<Chapter> find_chapters(const Manuscript& manuscript, std::string_view book_title) {
  const std::string_view text = manuscript.text;
  std::vector<Chapter> chapters;
  for (const SourceFile& file : manuscript.files) {
    const Parts parts = find_parts(text, file);
    std::vector<TextBlock> body;
    for (const Part& part : parts) {
      if (part.role == Part::Role::body) body.push_back(part.block);
    }
    const ParagraphStyle style = paragraph_style(text, body, file.markdown);
    std::string fallback(book_title);
    if (manuscript.files.size() > 1) fallback = title_from_file_name(file.path);
    if (fallback.empty()) fallback = fmt::format("Chapter {}", chapters.size() + 1);
    std::vector<Chapter> found = ChapterBuilder(text, parts, style).build(fallback);
    // A file's chapters follow each other without a gap; the first begins with the file, the last ends with it.
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto begin_of = [&](const Chapter& c) {
        return c.heading.empty() ? c.paragraphs.front().span.begin : c.heading.begin;
      };
      found[i].span.begin = i == 0 ? file.span.begin : begin_of(found[i]);
      found[i].span.end = i + 1 == found.size() ? file.span.end : begin_of(found[i + 1]);
    }
    std::move(found.begin(), found.end(), std::back_inserter(chapters));
  }
  int number = 0;
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    const std::string title = lower_case(chapters[i].title);
    if ((title == "contents" || title == "table of contents") && i + 1 < chapters.size()) chapters[i].matter = true;
    // A number and a title name a chapter.
    const auto named_so = [&](const Chapter& c) { return c.number == 0 && c.title == chapters[i].title; };
    const auto here = chapters.begin() + static_cast<std::ptrdiff_t>(i);
    if (number > 0 || !chapters[i].matter || std::any_of(chapters.begin(), here, named_so)) ++number;
    chapters[i].number = number;
    if (i > 0) chapters[i].span.begin = chapters[i - 1].span.end;
  }
  if (!chapters.empty()) chapters.back().span.end = text.size();
  return chapters;
}

}  // namespace sotto
