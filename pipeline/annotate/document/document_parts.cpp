#include "annotate/document/document_parts.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "annotate/document/contents_page.h"
#include "annotate/document/heading_lines.h"
#include "annotate/document/letter_headings.h"
#include "annotate/document/sources/line_blocks.h"
#include "annotate/document/speaker_labels.h"
#include "shared/text.h"

// A block that the format marks as a heading is one. Others may be by their words (headings.h): then they must stand
// alone, and a lone numeral must count on from the one before.
//
// A heading should have a body. One without is
//   - merged into the next heading, if that has a deeper rank ("Part Two", "Chapter I");
//   - an entry of a table of contents, if it is one of several in a row that are headings by their words: then it is a
//     paragraph of the chapter before;
//   - otherwise a chapter without text, whose title is announced.
// A heading right after such a row that is repeated later is the last entry of the table of contents.

namespace sotto::document {

namespace {

using Kind = Block::Kind;

/// A text block as a heading: its first line is worded like one, what follows in it is the title. "PART ONE" and
/// "CHAPTER I" may share a block.
std::optional<Heading> block_heading(const language::Language& language, std::string_view text, const Block& block) {
  constexpr std::size_t kMostLines = 5;
  constexpr std::size_t kLongestTitle = 160;
  const std::vector<Span> lines = lines_of(text, block);
  if (lines.size() > kMostLines) return std::nullopt;
  std::optional<Heading> heading = parse_heading(language, lines.front().of(text));
  if (lines.size() == 1) return heading;
  // A long title that goes on in the next lines: all of it together reads as one heading.
  if (!heading) heading = parse_heading(language, block_words(text, block));
  if (!heading) return std::nullopt;
  std::size_t numerals = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::optional<Heading> next = parse_heading(language, lines[i].of(text));
    if (!next) continue;
    // "CHAPTER I" with the title "I GO TO STYLES" below; with a second one it is a table of contents.
    if (next->numeral && heading->name.empty() && !heading->numeral && ++numerals == 1) continue;
    // A deeper heading right below; anything else is a table of contents.
    if (next->rank <= heading->rank || next->numeral || !next->name.empty() || i + 1 < lines.size()) {
      return std::nullopt;
    }
    return Heading{next->rank, "", 0, heading->title(language) + ". " + next->title(language), false};
  }
  std::string rest;
  for (std::size_t i = 1; i < lines.size(); ++i) rest += ' ' + std::string(lines[i].of(text));
  rest = bare_title(rest);
  if (heading->name.empty()) {
    if (!looks_like_title(rest) && !(rest.size() < kLongestTitle && is_all_capitals(rest))) return std::nullopt;
    heading->name = title_case(language, rest);
    return heading;
  }
  return heading->numeral ? std::nullopt : parse_heading(language, block_words(text, block));
}

/// A block that its format marks as a heading. These stand above all others, by level.
Heading marked_heading(const language::Language& language, std::string_view text, const Block& block) {
  const std::string words = bare_title(block_words(text, block));
  std::optional<Heading> worded = parse_heading(language, words);
  if (worded && worded->spelled) worded.reset();  // the author's title
  Heading heading = worded.value_or(Heading{0, "", 0, title_case(language, words), false});
  heading.rank = block.level - 10;
  return heading;
}

/// Whether a block of text has no other directly above or below it, as the items of a list have.
bool stands_alone(const Parts& parts, std::size_t i) {
  const auto below = [&](std::size_t k) {
    return parts[k].block.is_text() && parts[k - 1].block.is_text() && parts[k].block.blank_lines_before == 0;
  };
  return parts[i].block.is_text() && !(i > 0 && below(i)) && !(i + 1 < parts.size() && below(i + 1));
}

/// Whether a block may be a heading by its words, although its format does not mark it as one. "1. The Hill" is an item
/// of a list to Markdown, and may be a heading where it stands alone.
bool may_be_worded_as_heading(const Parts& parts, std::size_t i) {
  const Kind kind = parts[i].block.kind;
  if (kind == Kind::paragraph) return true;
  return (kind == Kind::list_item || kind == Kind::quote) && stands_alone(parts, i);
}

/// Lone numerals are headings if they count on (I, II, III), or at the beginning of a file.
void keep_counting_numerals(Parts& parts) {
  int last = 0;
  std::vector<std::size_t> counted;
  Part* opening = nullptr;  // a word at the beginning, which may be the title
  bool first_block = true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Part& part = parts[i];
    if (part.is_heading() && part.heading.numeral && part.block.is_text()) {
      // One with a title may follow another that is not told from prose.
      constexpr int kMostMissed = 2;
      const bool titled = !part.heading.name.empty() && last > 0 && part.heading.number > last &&
                          part.heading.number <= last + 1 + kMostMissed;
      const bool counts_on = part.heading.number == last + 1 || part.heading.number == 1 || titled;
      if (counts_on || first_block) {
        last = part.heading.number;
        if (!first_block) counted.push_back(i);
        if (first_block && part.heading.spelled) opening = &part;
      } else {
        part.role = Part::PartRole::body;
      }
    }
    first_block = false;
  }
  if (opening != nullptr && counted.empty()) opening->role = Part::PartRole::body;
  // A single "I" in the middle of a story is a word.
  if (counted.size() == 1 && last == 1) parts[counted.front()].role = Part::PartRole::body;
}

/// Takes letters and the like for parts of the chapters that they stand in, where there are any.
void join_letters(const language::Language& language, Parts& parts) {
  constexpr int kChapterRank = 5;
  bool in_chapter = false;
  for (Part& part : parts) {
    if (!part.is_heading() || part.heading.rank < kChapterRank) {
      if (part.is_heading()) in_chapter = false;  // a part or volume begins
      continue;
    }
    if (belongs_to_chapter(language, part.heading)) {
      if (in_chapter && part.block.is_text()) part.role = Part::PartRole::body;
    } else {
      in_chapter = in_chapter || part.heading.number > 0;
    }
  }
}

/// The titles that a table of contents names, as title_key() has them.
using ListedTitles = std::set<std::string>;

/// Finds the table of contents by its heading. Its lines are no headings; what stands alone later on and has one of its
/// titles is one.
ListedTitles read_contents(const language::Language& language, std::string_view text, Parts& parts) {
  using Role = Part::PartRole;
  ListedTitles listed;
  const auto page = std::find_if(parts.begin(), parts.end(), [&](const Part& part) {
    return part.is_heading() && (is_contents(language, part.heading.kind) || is_contents(language, part.heading.name));
  });
  if (page == parts.end()) return listed;
  const auto key_of = [&](const Part& part) { return title_key(block_words(text, part.block)); };
  const auto is_list = [&](const Part& part) {
    if (!part.block.is_text()) return false;
    const std::vector<Span> lines = lines_of(text, part.block);
    return std::all_of(lines.begin(), lines.end(),
                       [&](Span line) { return listed_title(language, line.of(text)).has_value(); });
  };
  std::set<std::string> seen;
  std::vector<int> numbers;
  auto end = page + 1;
  for (; end != parts.end(); ++end) {
    const bool usual = end->role == Role::body || end->role == Role::heading;
    if (!usual || !is_list(*end) || seen.contains(key_of(*end))) break;
    if (end->is_heading()) {
      // One with text below it is that of a chapter; so is one whose number comes again.
      const bool again = numbers.size() > 1 && end->heading.number == numbers.front();
      if (again || end->block.kind == Kind::heading || (end + 1 != parts.end() && !is_list(end[1]))) break;
    }
    std::set<std::string> own;
    for (const Span line : lines_of(text, end->block)) {
      const std::optional<ListedTitle> title = listed_title(language, line.of(text));
      if (!title->name.empty()) own.insert(title_key(title->name));
      if (title->number > 0) numbers.push_back(title->number);
      seen.insert(title_key(line.of(text)));
    }
    // The first title comes again, in other type or without its number, above the first chapter.
    if (own.size() == 1 && listed.contains(*own.begin())) break;
    listed.merge(own);
  }
  if (listed.empty()) return listed;
  for (auto part = page + 1; part != end; ++part) part->role = Role::body;
  ListedTitles left = listed;
  for (auto part = end; part != parts.end(); ++part) {
    const auto i = static_cast<std::size_t>(part - parts.begin());
    if (part->is_heading()) left.erase(title_key(part->heading.name));
    if (part->role != Role::body || !stands_alone(parts, i)) continue;
    const bool below_bare =
        parts[i - 1].is_heading() && parts[i - 1].heading.name.empty() && parts[i - 1].heading.number > 0;
    const std::string words = bare_title(block_words(text, part->block));
    if (below_bare || part + 1 == parts.end() || lines_of(text, part->block).size() > 2) continue;
    if (left.erase(title_key(words)) == 0) continue;
    constexpr int kChapterRank = 5;
    part->role = Role::heading;
    part->heading = Heading{kChapterRank, "", 0, title_case(language, words), false};
  }
  return listed;
}

/// Who made the file is no part of the book that begins below.
void mark_credits(const language::Language& language, std::string_view text, Parts& parts) {
  for (Part& part : parts) {
    if (part.role == Part::PartRole::matter_before) continue;
    if (part.is_heading() || !is_credit(language, part.block.span.of(text))) return;
    part.role = Part::PartRole::matter_before;
  }
}

/// Marks what Project Gutenberg puts before and after the book.
void mark_gutenberg(Parts& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].block.kind == Kind::gutenberg_start) {
      for (std::size_t k = 0; k <= i; ++k) parts[k].role = Part::PartRole::matter_before;
    } else if (parts[i].block.kind == Kind::gutenberg_end) {
      for (std::size_t k = i; k < parts.size(); ++k) parts[k].role = Part::PartRole::matter_after;
      return;
    }
  }
}

/// A first marked heading of the highest level with at least two of a deeper one is the book's title.
void mark_book_title(Parts& parts) {
  Part* first = nullptr;
  std::size_t deeper = 0;
  for (Part& part : parts) {
    if (!part.is_heading() || part.block.kind != Kind::heading) continue;
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
  if (i + 1 >= parts.size() || parts[i].role != Part::PartRole::body || !stands_alone(parts, i)) return false;
  if (parts[i + 1].role != Part::PartRole::body || lines_of(text, parts[i].block).size() > 2) return false;
  const std::string title = bare_title(block_words(text, parts[i].block));
  // A title in quotation marks could be a speech; one in capitals, set apart by two blank lines, is none.
  const bool set_apart = parts[i + 1].block.blank_lines_before >= 2 && is_all_capitals(title);
  const std::size_t begin = set_apart ? std::min(title.find_first_not_of("\"'"), title.size()) : 0;
  return looks_like_title(std::string_view(title).substr(begin));
}

/// Adds titles that stand below their heading after a blank line: those in capitals always, others if most headings
/// without a title in the file are followed by one, or where the contents name them.
void absorb_titles(const language::Language& language, std::string_view text, const ListedTitles& listed,
                   Parts& parts) {
  std::size_t bare = 0;
  std::size_t followed = 0;
  const auto is_bare = [&](std::size_t i) {
    return parts[i].is_heading() && parts[i].heading.name.empty() && parts[i].block.is_text() &&
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
    if (!usual && !is_all_capitals(title) && !listed.contains(title_key(title))) continue;
    parts[i].heading.name = title_case(language, title);
    parts[i].last = i + 1;
    parts[i + 1].role = Part::PartRole::absorbed;
  }
}

bool same_heading(const Heading& a, const Heading& b) {
  return a.kind == b.kind && a.number == b.number && (a.name.empty() || b.name.empty() || a.name == b.name);
}

/// Adds to the heading of a volume or part its title page ("VOL. II.", "London: Printed for T. Egerton"), and to a
/// book's title the few words below it.
void absorb_title_pages(std::string_view text, Parts& parts) {
  constexpr int kPartRank = 3;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].is_heading()) continue;
    const bool part_title = parts[i].block.is_text() && parts[i].heading.rank <= kPartRank;
    if (!part_title && !parts[i].book_title) continue;
    const std::size_t body = parts[i].last + 1;
    std::size_t next = body;
    while (next < parts.size() && parts[next].role == Part::PartRole::body) ++next;
    if (next == body || next == parts.size() || !parts[next].is_heading()) continue;
    if (parts[next].heading.rank <= parts[i].heading.rank) continue;
    if (!fits_title_page(Span{parts[body].block.span.begin, parts[next - 1].block.span.end}.of(text))) continue;
    for (std::size_t k = body; k < next; ++k) parts[k].role = Part::PartRole::absorbed;
    parts[i].last = next - 1;
  }
}

/// The chapters of a book whose titles have neither number nor contents: lines of capitals, or titles that more blank
/// lines set apart than paragraphs, each with text below it, from the book's first page on.
void find_bare_titles(const language::Language& language, std::string_view text, Parts& parts) {
  constexpr std::size_t kFewest = 3;
  constexpr std::size_t kShortest = 1500;  // bytes below a title; inscriptions and the lines of a title page have less
  constexpr std::size_t kUsual = 5000;     // bytes of most chapters
  constexpr std::size_t kSetApart = 3;     // blank lines
  std::vector<Block> blocks;
  for (const Part& part : parts) {
    if (part.is_heading() && (part.heading.number > 0 || part.block.kind == Kind::heading)) return;
    blocks.push_back(part.block);
  }
  const SpeakerLabels labels(language, text, blocks);
  const auto is_title = [&](std::size_t i, bool capitals) {
    const Part& part = parts[i];
    if (part.role != Part::PartRole::body || !stands_alone(parts, i) || lines_of(text, part.block).size() > 2)
      return false;
    const std::string words = bare_title(block_words(text, part.block));
    if (words.find_first_of("\"“”?") != std::string::npos || labels.of(part.block.span)) return false;
    const bool sentence = words.find(". ") != std::string::npos;
    return capitals ? is_all_capitals(words)
                    : part.block.blank_lines_before >= kSetApart && !sentence && looks_like_title(words);
  };
  for (const bool capitals : {true, false}) {
    std::vector<std::size_t> titles;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (is_title(i, capitals)) titles.push_back(i);
    }
    const auto length_below = [&](std::size_t k) {
      const std::size_t end = k + 1 < titles.size() ? parts[titles[k + 1]].block.span.begin : text.size();
      return end - parts[titles[k]].block.span.end;
    };
    std::vector<std::size_t> chapters;
    std::size_t usual = 0;
    for (std::size_t k = 0; k < titles.size(); ++k) {
      if (length_below(k) < kShortest) continue;
      chapters.push_back(titles[k]);
      if (length_below(k) >= kUsual) ++usual;
    }
    if (chapters.size() < kFewest || usual * 2 < chapters.size()) continue;
    const Span before{parts.front().block.span.begin, parts[chapters.front()].block.span.begin};
    constexpr std::size_t kLongestPage = 600;  // bytes before the first chapter
    if (before.size() > kLongestPage) continue;
    constexpr int kChapterRank = 5;
    for (const std::size_t i : chapters) {
      parts[i].role = Part::PartRole::heading;
      parts[i].heading =
          Heading{kChapterRank, "", 0, title_case(language, bare_title(block_words(text, parts[i].block))), false};
    }
    return;
  }
}

/// Finds the title at the beginning of a text without headings, and a line with the author below it.
void find_lone_title(const language::Language& language, std::string_view text, Parts& parts) {
  if (std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.is_heading(); })) return;
  const auto first =
      std::find_if(parts.begin(), parts.end(), [](const Part& p) { return p.role == Part::PartRole::body; });
  const auto i = static_cast<std::size_t>(first - parts.begin());
  if (!may_be_title(text, parts, i)) return;
  const std::string title = bare_title(lines_of(text, first->block).front().of(text));
  if (!looks_like_title(title)) return;
  std::vector<Block> blocks;
  for (const Part& part : parts) blocks.push_back(part.block);
  if (SpeakerLabels(language, text, blocks).of(first->block.span)) return;  // the first speech of a play
  first->role = Part::PartRole::heading;
  first->heading = Heading{0, "", 0, title_case(language, title), false};
  if (i + 2 >= parts.size() || lines_of(text, parts[i + 1].block).size() != 1) return;
  const std::string_view below = parts[i + 1].block.span.of(text);
  if (author_in(language, below)) {
    parts[i + 1].role = Part::PartRole::absorbed;
    first->last = i + 1;
  }
}

/// Headings without a body: those of a table of contents become body, those above a deeper one are merged into it,
/// others stay.
void resolve_empty_headings(const language::Language& language, Parts& parts) {
  std::vector<std::size_t> headings;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].is_heading()) headings.push_back(i);
  }
  if (headings.empty()) return;
  enum class Fate { stays, merges, listed, alone };
  std::vector<Fate> fates(headings.size(), Fate::stays);
  for (std::size_t h = headings.size(); h-- > 0;) {
    const Part& part = parts[headings[h]];
    const std::size_t body = part.last + 1;
    const bool last = h + 1 == headings.size();
    const bool has_body =
        body < parts.size() && parts[body].role == Part::PartRole::body && (last || body < headings[h + 1]);
    if (has_body) continue;
    const bool next_is_deeper = !last && part.heading.rank < parts[headings[h + 1]].heading.rank;
    if (next_is_deeper && fates[h + 1] != Fate::listed) {
      fates[h] = Fate::merges;
    } else {
      fates[h] = part.block.kind == Kind::heading ? Fate::alone : Fate::listed;
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
    // The heading "Contents" itself stays a heading.
    if (before_list && is_contents(language, parts[headings[h]].heading.kind)) continue;
    const bool in_run = (h > 0 && fates[h - 1] == Fate::listed) || before_list;
    if (!in_run) continue;
    const bool first = h == 0 || (parts[headings[h - 1]].role == Part::PartRole::contents);
    const bool before_all =
        first && std::none_of(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(headings[h]),
                              [](const Part& part) { return part.is_heading(); });
    for (std::size_t i = headings[h]; i <= parts[headings[h]].last; ++i)
      parts[i].role = before_all ? Part::PartRole::contents : Part::PartRole::body;
  }
  // Merge forwards: a heading above a deeper one adds its title to that one's.
  for (std::size_t h = 0; h < headings.size(); ++h) {
    const std::size_t i = headings[h];
    std::size_t next = parts[i].last + 1;
    for (; fates[h] == Fate::merges && next < parts.size() && parts[next].is_heading(); ++h) {
      Part& deeper = parts[next];
      const std::string own = deeper.heading.title(language);
      deeper.role = Part::PartRole::absorbed;
      if (parts[i].book_title) {
        parts[i].heading = deeper.heading;
        parts[i].book_title = false;
      } else {
        parts[i].heading = Heading{parts[i].heading.rank, "", 0, parts[i].heading.title(language) + ". " + own, false};
      }
      parts[i].last = deeper.last;
      next = deeper.last + 1;
    }
  }
}

}  // namespace

Parts find_parts(const language::Language& language, std::string_view text, const std::vector<Block>& blocks) {
  Parts parts;
  for (const Block& block : part_heading_lines(language, text, blocks)) {
    parts.push_back({block, Part::PartRole::body, {}, parts.size(), false});
  }
  // Where there is nothing to break, "o o o" are words.
  const auto is_break = [](const Part& part) { return part.block.kind == Kind::scene_break; };
  if (std::all_of(parts.begin(), parts.end(), is_break)) {
    for (Part& part : parts) part.block.kind = Kind::paragraph;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::optional<Heading> heading;
    if (parts[i].block.kind == Kind::heading) {
      heading = marked_heading(language, text, parts[i].block);
    } else if (may_be_worded_as_heading(parts, i)) {
      heading = block_heading(language, text, parts[i].block);
    }
    if (!heading) continue;
    parts[i].role = Part::PartRole::heading;
    parts[i].heading = std::move(*heading);
  }
  mark_gutenberg(parts);
  keep_counting_numerals(parts);
  join_letters(language, parts);
  mark_credits(language, text, parts);
  const ListedTitles listed = read_contents(language, text, parts);
  mark_book_title(parts);
  absorb_titles(language, text, listed, parts);
  absorb_title_pages(text, parts);
  resolve_empty_headings(language, parts);
  find_letters(language, text, parts);
  find_bare_titles(language, text, parts);
  find_lone_title(language, text, parts);
  return parts;
}

std::string block_words(std::string_view text, const Block& block) {
  std::string words;
  for (const Span line : lines_of(text, block)) {
    const std::string_view content = line.of(text);
    if (content.find_first_not_of("=-") == std::string_view::npos) continue;
    if (!words.empty()) words += ' ';
    words += content;
  }
  return words;
}

bool fits_title_page(std::string_view text) {
  constexpr std::size_t kMostWords = 30;
  std::size_t words = 0;
  bool in_word = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    const bool letter = is_letter(c.value) || is_digit(c.value);
    if (letter && !in_word && ++words > kMostWords) return false;
    in_word = letter;
    i = c.next;
  }
  return true;
}

}  // namespace sotto::document
