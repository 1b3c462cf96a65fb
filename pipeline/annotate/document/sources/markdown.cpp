#include "annotate/document/sources/markdown.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "annotate/document/sources/blanks.h"
#include "annotate/document/sources/front_matter.h"
#include "annotate/document/sources/gutenberg.h"
#include "annotate/document/sources/line_blocks.h"
#include "annotate/document/sources/markdown_parse.h"
#include "annotate/document/sources/text_file.h"
#include "shared/text.h"

// What md4c says is no text becomes white space, but for the marks that are read later on. So every character of the
// text keeps its offset in the file. The lines that hold text of one of md4c's blocks become a block; what is left of
// other lines is an item without text ("1."), or a line of a play that looks like the definition of a link.

namespace sotto::document {

namespace {

bool consists_of(std::string_view text, std::string_view characters) {
  return text.find_first_not_of(characters) == kNotFound;
}

void blank_comments(std::string& text) {
  for (std::size_t at = text.find("<!--"); at != kNotFound; at = text.find("<!--", at + 1)) {
    const std::size_t end = text.find("-->", at);
    if (end == kNotFound) return;
    blank(text, {at, end + 3});
  }
}

/// Lines of nothing but "~~~", where no other line has more behind them: scene breaks to those who write stories, but
/// to Markdown the beginnings and ends of code.
std::vector<Span> find_tilde_breaks(std::string_view text, const std::vector<Span>& lines) {
  std::vector<Span> breaks;
  for (const Span line : lines) {
    const Span content = trimmed(text, line);
    if (!content.of(text).starts_with("~~~")) continue;
    if (!consists_of(content.of(text), "~")) return {};
    breaks.push_back(content);
  }
  return breaks;
}

/// Of what is no text, the marks that are read later on become text.
void keep_marks(std::string_view text, const std::vector<Span>& lines, MarkdownParse& parse) {
  const auto keep = [&](std::size_t begin, std::size_t end) {
    std::fill(parse.is_text.begin() + static_cast<std::ptrdiff_t>(begin),
              parse.is_text.begin() + static_cast<std::ptrdiff_t>(end), true);
  };
  for (const Span line : lines) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t>", line.begin), line.end);
    const std::string_view words = Span{begin, line.end}.of(text);
    const bool mark_alone = !words.empty() && consists_of(words, "=-*_ \t");
    const bool heading = words.starts_with('#');
    const std::size_t figures = std::min(words.find_first_not_of("0123456789"), words.size());
    const bool number = figures > 0 && figures < words.size() && (words[figures] == '.' || words[figures] == ')');
    // A definition leads somewhere; "[Meg]: Yes." is a line of a play.
    const bool defines = words.starts_with('[') && words.find("]:") != kNotFound && words.find('/') == kNotFound;
    if (mark_alone || defines) {
      keep(begin, line.end);
    } else if (heading) {
      keep(begin, std::min(text.find_first_not_of('#', begin), line.end));
    } else if (number) {
      keep(begin, begin + figures + 1);
    }
  }
  for (std::size_t at = text.find_first_of("*_"); at != kNotFound; at = text.find_first_of("*_", at)) {
    const std::size_t end = std::min(text.find_first_not_of("*_", at), text.size());
    // Beside words they are emphasis; otherwise bullets, or part of an address.
    if ((at > 0 && parse.is_text[at - 1]) || (end < text.size() && parse.is_text[end])) keep(at, end);
    at = end;
  }
  for (const std::size_t item : parse.loose_items) {
    const std::size_t dash = text.substr(0, item).find_last_not_of(" \t");
    if (dash != kNotFound && text[dash] == '-') keep(dash, dash + 1);
  }
}

void blank_marks(std::string& text, std::size_t begin, const std::vector<bool>& is_text) {
  for (std::size_t at = begin; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && !is_text[end]) ++end;
    blank(text, {at, end});
    at = end + 1;
  }
}

/// Puts the characters that an entity means in its place, and spaces around them. Returns whether it is one of those
/// that stories have.
bool resolve_entity(std::string& text, Span span) {
  struct Entity {
    std::string_view written;
    std::string_view means;
    bool before = false;  ///< its spaces stand before it: it opens
  };
  constexpr std::array<Entity, 14> kEntities{{{"&amp;", "&"},
                                              {"&lt;", "<", true},
                                              {"&gt;", ">"},
                                              {"&quot;", "\""},
                                              {"&apos;", "'"},
                                              {"&#39;", "'"},
                                              {"&nbsp;", " "},
                                              {"&mdash;", "--"},
                                              {"&ndash;", "-"},
                                              {"&hellip;", "..."},
                                              {"&ldquo;", "\"", true},
                                              {"&rdquo;", "\""},
                                              {"&lsquo;", "'", true},
                                              {"&rsquo;", "'"}}};
  const auto* const entity =
      std::find_if(kEntities.begin(), kEntities.end(), [&](const Entity& e) { return e.written == span.of(text); });
  if (entity == kEntities.end()) return false;
  const bool inside_word = span.begin > 0 && span.end < text.size() &&
                           is_letter(code_point_before(text, span.begin).value) &&
                           is_letter(code_point_at(text, span.end).value);
  if (inside_word && entity->means == "'") return false;  // spaces would cut the word
  const std::string spaces(span.size() - entity->means.size(), ' ');
  text.replace(span.begin, span.size(),
               entity->before ? spaces + std::string(entity->means) : std::string(entity->means) + spaces);
  return true;
}

/// "| Meg | 19 |" becomes "  Meg , 19  "; the line of dashes below a table's head goes. Returns whether it is a row.
bool blank_table_marks(std::string& text, Span line) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t", line.begin), line.end);
  const std::size_t last = text.find_last_not_of(" \t", line.end == 0 ? 0 : line.end - 1);
  if (begin == line.end || last <= begin || text[begin] != '|' || text[last] != '|') return false;
  if (consists_of(Span{begin, last}.of(text), "|-: \t")) {
    blank(text, line);
    return true;
  }
  std::replace(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(last), '|',
               ',');
  text[begin] = text[last] = ' ';
  return true;
}

/// "[^1]", and the "[^1]:" before the note.
void blank_footnote_marks(std::string& text) {
  constexpr std::size_t kLongest = 40;
  for (std::size_t at = text.find("[^"); at != kNotFound; at = text.find("[^", at + 1)) {
    const std::size_t end = text.find_first_of("] \t\r\n", at);
    if (end == kNotFound || text[end] != ']' || end - at < 3 || end - at > kLongest) continue;
    const bool note = end + 1 < text.size() && text[end + 1] == ':';
    blank(text, {at, end + (note ? 2 : 1)});
  }
}

/// Whether a paragraph with a rule below it is a heading: it is short, no mark of a scene break, and the rule has three
/// marks at least, for "--" is what a writer of dialogue puts there.
bool is_underlined_heading(std::string_view words, std::string_view rule) {
  constexpr std::size_t kLongestTitle = 160;
  const auto marks = std::count_if(rule.begin(), rule.end(), [](char c) { return c == '=' || c == '-'; });
  return words.size() <= kLongestTitle && !is_scene_break(words) && marks >= 3;
}

/// The rule below an underlined heading becomes part of it. Marks without a title ("#" alone) are no heading.
void settle_headings(std::string_view text, const std::vector<Span>& lines, std::vector<MarkdownLeaf>& leaves) {
  for (MarkdownLeaf& leaf : leaves) {
    if (leaf.kind != Block::Kind::heading) continue;
    const std::string_view words = trim_space(Span{lines[leaf.first_line].begin, lines[leaf.last_line].end}.of(text));
    if (leaf.underlined && leaf.last_line + 1 < lines.size() &&
        is_underlined_heading(words, lines[leaf.last_line + 1].of(text))) {
      ++leaf.last_line;
    } else if (leaf.underlined || consists_of(words, "#=- \t\r\n")) {
      leaf.kind = Block::Kind::paragraph;
      leaf.level = 0;
    }
  }
}

std::vector<Block> find_blocks(std::string_view text, const std::vector<Span>& lines, const std::vector<bool>& rows,
                               const std::vector<MarkdownLeaf>& leaves) {
  // What no leaf has.
  static constexpr MarkdownLeaf kParagraph{};
  static constexpr MarkdownLeaf kEmptyItem{Block::Kind::list_item};
  const auto without_leaf = [&](Span line) {
    const std::string_view words = trim_space(line.of(text));
    const bool bullet = words.size() == 1 && consists_of(words, "-*+");
    const bool number = words.size() > 1 && consists_of(words.substr(0, words.size() - 1), "0123456789") &&
                        consists_of(words.substr(words.size() - 1), ".)");
    return bullet || number ? &kEmptyItem : &kParagraph;
  };
  BlockBuilder blocks(text);
  const MarkdownLeaf* before = &kParagraph;
  std::size_t next = 0;  // the first leaf that may hold the line
  for (std::size_t i = 0; i < lines.size(); ++i) {
    while (next < leaves.size() && leaves[next].last_line < i) ++next;
    const MarkdownLeaf* leaf =
        next < leaves.size() && leaves[next].first_line <= i ? &leaves[next] : without_leaf(lines[i]);
    const bool both_paragraphs = leaf->kind == Block::Kind::paragraph && before->kind == Block::Kind::paragraph;
    blocks.add(lines[i], rows[i] ? Block::Kind::table : leaf->kind, leaf->level, leaf == before || both_paragraphs);
    before = leaf;
  }
  return blocks.finish();
}

}  // namespace

std::optional<Source> read_markdown(const std::string& path, std::string_view bytes, const ReadingOptions& options,
                                    Diagnostics& diagnostics) {
  std::optional<TextFile> file = read_text_file(path, bytes, options, false, diagnostics);
  if (!file) return std::nullopt;
  std::string& text = file->text;
  const std::size_t begin = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  Source source;
  if (const std::optional<Span> front_matter = find_front_matter(text, begin)) {
    source.metadata = front_matter_metadata(front_matter->of(text));
    blank(text, *front_matter);
  }
  if (source.metadata.title.empty()) {
    SourceMetadata metadata = gutenberg_metadata(text);
    if (metadata.authors.empty()) metadata.authors = std::move(source.metadata.authors);
    source.metadata = std::move(metadata);
  }
  blank_comments(text);

  const std::vector<Span> lines = lines_of(text, {begin, text.size()});
  const std::vector<Span> breaks = find_tilde_breaks(text, lines);
  const auto write_breaks = [&](char mark) {
    for (const Span line : breaks) text.replace(line.begin, line.size(), line.size(), mark);
  };
  write_breaks('*');  // which is a scene break to Markdown, too
  std::optional<MarkdownParse> parse = parse_markdown(text, lines);
  if (!parse) parse = MarkdownParse{std::vector<bool>(text.size(), true), {}, {}, {}};
  keep_marks(text, lines, *parse);
  write_breaks('~');
  blank_marks(text, begin, parse->is_text);
  std::vector<TextEdit> entities;  // as long as what was there
  for (const Span entity : parse->entities) {
    if (resolve_entity(text, entity)) entities.push_back({entity, std::string(entity.of(text))});
  }
  std::vector<bool> rows(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) rows[i] = blank_table_marks(text, lines[i]);
  blank_footnote_marks(text);

  settle_headings(text, lines, parse->leaves);
  source.blocks = find_blocks(text, lines, rows, parse->leaves);
  source.anchors = file->anchors.edited(text, entities);
  source.line_ends = LineEnds::rarely_separate;
  source.content_sha256 = std::move(file->content_sha256);
  source.text = std::move(text);
  return source;
}

}  // namespace sotto::document
