#include "annotate/document/markdown.h"

#include <md4c.h>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "annotate/document/blanks.h"
#include "shared/span.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// The lines of a text, without their ends.
std::vector<Span> lines_of(std::string_view text) {
  std::vector<Span> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    lines.push_back({begin, end});
    begin = end + 1;
  }
  return lines;
}

bool consists_of(std::string_view text, std::string_view characters) {
  return text.find_first_not_of(characters) == kNone;
}

/// "---", keys and their values, "---": what some writers' programs keep at the head of a file.
void blank_yaml_header(std::string& text, std::size_t begin) {
  constexpr std::size_t kMostLines = 200;
  if (text.compare(begin, 3, "---") != 0) return;
  const std::vector<Span> lines = lines_of(std::string_view(text).substr(0, text.find("\n\n\n")));
  bool opened = false;
  bool keys = false;
  for (std::size_t i = 0; i < std::min(lines.size(), kMostLines); ++i) {
    const std::string_view line = trim_space(Span{std::max(lines[i].begin, begin), lines[i].end}.of(text));
    if (!opened) {
      if (line != "---") return;
      opened = true;
    } else if (line == "---" || line == "...") {
      if (keys) blank(text, {begin, lines[i].end});
      return;
    } else if (!line.empty() && line.front() != '#' && line.front() != '-') {
      const std::size_t colon = line.find(':');
      const bool nested = text[lines[i].begin] == ' ';
      if (!nested && (colon == kNone || line.substr(0, colon).find(' ') != kNone)) return;
      keys = true;
    }
  }
}

void blank_comments(std::string& text) {
  for (std::size_t at = text.find("<!--"); at != kNone; at = text.find("<!--", at + 1)) {
    const std::size_t end = text.find("-->", at);
    if (end == kNone) return;
    blank(text, {at, end + 3});
  }
}

/// What a parse tells: which bytes are text, and where entities stand.
struct Reading {
  std::string_view text;
  std::vector<bool> is_text;
  std::vector<Span> entities;
  std::vector<std::size_t> items;        ///< where the text of items of lists begins
  std::vector<std::size_t> loose_items;  ///< the same of those that blank lines set apart, marked with "-"
  std::vector<bool> loose_lists;
  std::vector<std::size_t>* item_begins = nullptr;  ///< which of the two
};

int take_text(MD_TEXTTYPE type, const char* begin, MD_SIZE size, void* user) {
  Reading& reading = *static_cast<Reading*>(user);
  const char* const first = reading.text.data();
  // Some texts, such as line ends, are not from the source.
  if (std::less<>()(begin, first) || !std::less<>()(begin, first + reading.text.size())) return 0;
  const Span span{static_cast<std::size_t>(begin - first), static_cast<std::size_t>(begin - first) + size};
  const char second = size > 1 ? begin[1] : ' ';
  // "<Meg>" is no tag that anybody meant.
  const bool tag = type == MD_TEXT_HTML && (is_lower(static_cast<unsigned char>(second)) || second == '/');
  if (tag) return 0;
  if (type == MD_TEXT_ENTITY) reading.entities.push_back(span);
  if (reading.item_begins != nullptr) std::exchange(reading.item_begins, nullptr)->push_back(span.begin);
  std::fill_n(reading.is_text.begin() + static_cast<std::ptrdiff_t>(span.begin), span.size(), true);
  return 0;
}

int enter_block(MD_BLOCKTYPE type, void* detail, void* user) {
  Reading& reading = *static_cast<Reading*>(user);
  if (type == MD_BLOCK_UL) {
    const auto& list = *static_cast<MD_BLOCK_UL_DETAIL*>(detail);
    reading.loose_lists.push_back(list.is_tight == 0 && list.mark == '-');
  } else if (type == MD_BLOCK_OL) {
    reading.loose_lists.push_back(false);
  } else if (type == MD_BLOCK_LI) {
    reading.item_begins = reading.loose_lists.back() ? &reading.loose_items : &reading.items;
  }
  return 0;
}

int leave_block(MD_BLOCKTYPE type, void* /*detail*/, void* user) {
  if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) static_cast<Reading*>(user)->loose_lists.pop_back();
  return 0;
}

void read_markdown(std::string_view text, Reading& reading) {
  reading.text = text;
  reading.is_text.assign(text.size(), false);
  const auto ignore = [](MD_SPANTYPE, void*, void*) { return 0; };
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_NOHTMLBLOCKS | MD_FLAG_STRIKETHROUGH;
  parser.enter_block = enter_block;
  parser.leave_block = leave_block;
  parser.enter_span = ignore;
  parser.leave_span = ignore;
  parser.text = take_text;
  const bool whole = text.size() <= std::numeric_limits<MD_SIZE>::max() &&
                     md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &reading) == 0;
  if (!whole) reading.is_text.assign(text.size(), true);
}

/// Of what is no text, marks what later decisions need.
void keep_marks(Reading& reading) {
  const std::string_view text = reading.text;
  const auto keep = [&](std::size_t begin, std::size_t end) {
    std::fill(reading.is_text.begin() + static_cast<std::ptrdiff_t>(begin),
              reading.is_text.begin() + static_cast<std::ptrdiff_t>(end), true);
  };
  for (const Span line : lines_of(text)) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t>", line.begin), line.end);
    const std::string_view words = Span{begin, line.end}.of(text);
    const bool mark_alone = !words.empty() && consists_of(words, "=-*_ \t");
    const bool heading = words.starts_with('#');
    const std::size_t figures = std::min(words.find_first_not_of("0123456789"), words.size());
    const bool number = figures > 0 && figures < words.size() && (words[figures] == '.' || words[figures] == ')');
    // A definition leads somewhere; "[Meg]: Yes." is a line of a play.
    const bool defines = words.starts_with('[') && words.find("]:") != kNone && words.find('/') == kNone;
    if (mark_alone || defines) {
      keep(begin, line.end);
    } else if (heading) {
      keep(begin, std::min(text.find_first_not_of('#', begin), line.end));
    } else if (number) {
      keep(begin, begin + figures + 1);
    }
  }
  for (std::size_t at = text.find_first_of("*_"); at != kNone; at = text.find_first_of("*_", at)) {
    const std::size_t end = std::min(text.find_first_not_of("*_", at), text.size());
    // Beside words they are emphasis; otherwise bullets, or part of an address.
    if ((at > 0 && reading.is_text[at - 1]) || (end < text.size() && reading.is_text[end])) keep(at, end);
    at = end;
  }
  for (const std::size_t item : reading.loose_items) {
    const std::size_t dash = text.substr(0, item).find_last_not_of(" \t");
    if (dash != kNone && text[dash] == '-') keep(dash, dash + 1);
  }
}

/// Where an item's text begins, the space after its mark is one that nobody writes.
void mark_item(std::string& text, std::size_t item) {
  const std::size_t space = item == 0 ? kNone : text.find_last_of(" \t\r\n", item - 1);
  if (space != kNone && (text[space] == ' ' || text[space] == '\t')) text[space] = kItem;
}

void resolve_entity(std::string& text, Span span) {
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
  if (entity == kEntities.end()) return;
  const bool inside_word = span.begin > 0 && span.end < text.size() &&
                           is_letter(code_point_before(text, span.begin).value) &&
                           is_letter(code_point_at(text, span.end).value);
  if (inside_word && entity->means == "'") return;  // spaces would cut the word
  const std::string spaces(span.size() - entity->means.size(), ' ');
  text.replace(span.begin, span.size(),
               entity->before ? spaces + std::string(entity->means) : std::string(entity->means) + spaces);
}

/// "| Meg | 19 |" becomes "  Meg , 19  "; the line of dashes below a table's head goes.
void blank_table_rows(std::string& text) {
  for (const Span line : lines_of(text)) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t", line.begin), line.end);
    const std::size_t last = text.find_last_not_of(" \t", line.end == 0 ? 0 : line.end - 1);
    if (begin == line.end || last <= begin || text[begin] != '|' || text[last] != '|') continue;
    if (consists_of(Span{begin, last}.of(text), "|-: \t")) {
      blank(text, line);
      continue;
    }
    std::replace(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(last),
                 '|', ',');
    text[begin] = text[last] = ' ';
  }
}

/// "[^1]", and the "[^1]:" before the note.
void blank_footnote_marks(std::string& text) {
  constexpr std::size_t kLongest = 40;
  for (std::size_t at = text.find("[^"); at != kNone; at = text.find("[^", at + 1)) {
    const std::size_t end = text.find_first_of("] \t\r\n", at);
    if (end == kNone || text[end] != ']' || end - at < 3 || end - at > kLongest) continue;
    const bool note = end + 1 < text.size() && text[end + 1] == ':';
    blank(text, {at, end + (note ? 2 : 1)});
  }
}

}  // namespace

void blank_markup(std::string& text) {
  const std::size_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  blank_yaml_header(text, begin);
  blank_comments(text);
  Reading reading;
  read_markdown(std::string_view(text).substr(begin), reading);
  keep_marks(reading);
  for (std::size_t at = 0; at < reading.is_text.size();) {
    std::size_t end = at;
    while (end < reading.is_text.size() && !reading.is_text[end]) ++end;
    blank(text, {begin + at, begin + end});
    at = end + 1;
  }
  for (const std::size_t item : reading.items) mark_item(text, begin + item);
  for (const Span entity : reading.entities) resolve_entity(text, {begin + entity.begin, begin + entity.end});
  blank_table_rows(text);
  blank_footnote_marks(text);
}

}  // namespace sotto::document
