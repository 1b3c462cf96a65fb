// The tree says what comes next, so that the lexer need not decide it: it only finds where a scalar ends, which the
// parser does not tell. In block style, a plain scalar goes on in each line that is indented more than what it belongs
// to, up to the first comment; a block scalar (| or >) as long as lines are indented like its first; quoted scalars and
// flow collections have an end of their own. Whatever does not begin where the parser's mark says is given up.

#include "shared/yaml_layout.h"

#include <algorithm>
#include <utility>

namespace sotto {

namespace {

/// What the lexer does not know.
struct Unknown {};

/// Whether there is a carriage return that ends no line: the parser takes it for a letter, editors for a line's end.
bool has_lone_return(std::string_view text) {
  for (std::size_t i = text.find('\r'); i < text.size(); i = text.find('\r', i + 1)) {
    if (i + 1 == text.size() || text[i + 1] != '\n') return true;
  }
  return false;
}

/// The column of what is indented more than nothing: a document's root.
constexpr long kOutside = -1;

class Walker {
 public:
  Walker(std::string_view text, YamlLayout& layout) : text_(text), layout_(layout) {
    for (std::size_t i = 0; i < text.size(); i = line_end(i)) lines_.push_back(i);
  }

  void walk(const YamlValue& root) {
    if (root.kind == YamlValue::Kind::null) {
      layout_.nodes[&root] = {text_.size(), text_.size(), 0, false, {}};
      return;
    }
    const std::size_t begin = offset_of(root.place);
    value(root, begin, kOutside, std::min(behind_directives(begin), begin), false);
  }

 private:
  char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\n'; }
  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

  /// After the '\n' of the line.
  std::size_t line_end(std::size_t i) const {
    const std::size_t end = text_.find('\n', i);
    return end == std::string_view::npos ? text_.size() : end + 1;
  }
  std::size_t line_begin(std::size_t i) const {
    if (i == 0) return 0;
    const std::size_t before = text_.rfind('\n', i - 1);
    return before == std::string_view::npos ? 0 : before + 1;
  }
  std::size_t column(std::size_t i) const { return i - line_begin(i); }

  std::size_t offset_of(YamlLocation place) const {
    if (place.line < 1 || place.line > lines_.size() || place.column < 1) throw Unknown{};
    return lines_[place.line - 1] + place.column - 1;
  }

  /// Whether a word for nothing stands there.
  bool is_null_word(std::size_t i) const {
    for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
      const char after = at(i + word.size());
      if (text_.substr(i, word.size()) == word && (is_blank(after) || after == ',' || after == ']' || after == '}')) {
        return true;
      }
    }
    return false;
  }

  bool is_comment(std::size_t i) const { return at(i) == '#' && (i == 0 || is_blank(text_[i - 1])); }

  /// The next character that is neither white space nor in a comment.
  std::size_t next_token(std::size_t i) const {
    while (i < text_.size()) {
      if (is_comment(i)) {
        i = line_end(i);
      } else if (is_blank(text_[i])) {
        ++i;
      } else {
        break;
      }
    }
    return i;
  }

  /// After the lines before a document's root that are `%...` or `---`.
  std::size_t behind_directives(std::size_t root) const {
    std::size_t behind = 0;
    for (const std::size_t line : lines_) {
      if (line < root && (text_[line] == '%' || text_.substr(line, 3) == "---")) behind = line_end(line);
    }
    return behind;
  }

  /// Without the white space at the end.
  std::size_t trimmed(std::size_t begin, std::size_t end) const {
    while (end > begin && is_blank(text_[end - 1])) --end;
    return end;
  }

  std::size_t quoted_end(std::size_t i) const {
    const char mark = text_[i++];
    for (; i < text_.size(); ++i) {
      if (mark == '"' && text_[i] == '\\') {
        ++i;
      } else if (text_[i] == mark) {
        if (mark == '"' || at(i + 1) != mark) return i + 1;
        ++i;
      }
    }
    throw Unknown{};
  }

  /// Where a comment or the line's end ends what is plain.
  std::size_t plain_line_end(std::size_t begin) const {
    std::size_t i = begin;
    while (i < text_.size() && text_[i] != '\n' && !(i > begin && is_comment(i))) ++i;
    return trimmed(begin, i);
  }

  std::size_t plain_end(std::size_t begin, long parent) const {
    std::size_t end = plain_line_end(begin);
    for (std::size_t line = line_end(begin); line < text_.size(); line = line_end(line)) {
      if (const std::size_t stop = next_blankless(end); stop < line_begin(line) && at(stop) == '#') break;
      const std::size_t first = text_.find_first_not_of(" \t\r", line);
      if (first == std::string_view::npos) break;
      if (text_[first] == '\n') continue;
      const std::size_t indent = text_.find_first_not_of(' ', line) - line;
      if (static_cast<long>(indent) <= parent || text_[first] == '#') break;
      if (indent == 0 && (text_.substr(line, 3) == "---" || text_.substr(line, 3) == "...")) break;
      end = plain_line_end(first);
    }
    return end;
  }

  std::size_t next_blankless(std::size_t i) const {
    while (i < text_.size() && (text_[i] == ' ' || text_[i] == '\t' || text_[i] == '\r')) ++i;
    return i;
  }

  std::size_t block_scalar_end(std::size_t begin, long parent) const {
    const std::size_t header_end = line_end(begin);
    const std::string_view header = text_.substr(begin, plain_line_end(begin) - begin);
    // Which blank lines are its own, and which stand between it and the next, is not to be seen.
    if (header.find('+') != std::string_view::npos) throw Unknown{};
    std::optional<std::size_t> indent;
    if (const std::size_t digit = header.find_first_of("123456789"); digit != std::string_view::npos) {
      indent = static_cast<std::size_t>(std::max(parent, 0L)) + static_cast<std::size_t>(header[digit] - '0');
    }
    std::size_t end = begin + header.size();
    for (std::size_t line = header_end; line < text_.size(); line = line_end(line)) {
      const std::size_t first = std::min(text_.find_first_not_of(' ', line), text_.size());
      const bool empty = first == text_.size() || text_[first] == '\n' || text_.substr(first, 2) == "\r\n";
      const std::size_t spaces = first - line;
      if (empty && !(indent && spaces > *indent)) continue;
      if (!indent) {
        if (static_cast<long>(spaces) <= parent) break;
        indent = spaces;
      }
      if (spaces < *indent) break;
      end = trimmed_break(line_end(line));
    }
    return end;
  }

  /// Before the line break.
  std::size_t trimmed_break(std::size_t end) const {
    if (end > 0 && text_[end - 1] == '\n') --end;
    if (end > 0 && text_[end - 1] == '\r') --end;
    return end;
  }

  std::size_t flow_plain_end(std::size_t begin) const {
    std::size_t i = begin;
    for (; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == ',' || c == '[' || c == ']' || c == '{' || c == '}') break;
      if (c == ':' && (is_blank(at(i + 1)) || std::string_view(",[]{}").find(at(i + 1)) != std::string_view::npos)) {
        break;
      }
      if (i > begin && is_comment(i)) break;
    }
    return trimmed(begin, i);
  }

  std::size_t scalar_end(std::size_t begin, long parent, bool flow) const {
    const char first = at(begin);
    if (first == '"' || first == '\'') return quoted_end(begin);
    if (first == '!') throw Unknown{};
    if (flow) return flow_plain_end(begin);
    if (first == '|' || first == '>') return block_scalar_end(begin, parent);
    return plain_end(begin, parent);
  }

  /// After a key: behind its colon.
  std::size_t behind_key(std::size_t key, bool flow) const {
    std::size_t end = key;
    if (at(key) == '"' || at(key) == '\'') {
      end = quoted_end(key);
    } else if (flow) {
      end = flow_plain_end(key);
    } else {
      // The parser lets a key stand without a colon: one in a comment behind it is none.
      while (end < text_.size() && text_[end] != '\n' && !(text_[end] == ':' && is_blank(at(end + 1))) &&
             !is_comment(end)) {
        ++end;
      }
    }
    end = next_blankless(end);
    if (at(end) != ':') throw Unknown{};
    return end + 1;
  }

  /// Lays out a value that begins at `begin` (its first character) within what is indented by `parent`; comments above
  /// its first part begin at `lead`. Returns its end.
  std::size_t value(const YamlValue& value, std::size_t begin, long parent, std::size_t lead, bool flow) {
    if (begin != offset_of(value.place)) throw Unknown{};
    std::size_t end = begin;
    switch (value.kind) {
      case YamlValue::Kind::null:
      case YamlValue::Kind::scalar:
        end = scalar_end(begin, parent, flow);
        layout_.nodes[&value] = {begin, end, 0, flow, {}};
        break;
      case YamlValue::Kind::sequence:
        end = at(begin) == '[' ? flow_parts(value, value.items.size(), begin) : block_sequence(value, begin, lead);
        break;
      case YamlValue::Kind::mapping:
        end = at(begin) == '{' || (flow && !value.entries.empty()) ? flow_parts(value, value.entries.size(), begin)
                                                                   : block_mapping(value, begin, lead);
        break;
    }
    return end;
  }

  /// What stands behind a dash or a colon, at `behind`.
  std::size_t child(const YamlValue& child, std::size_t behind, std::size_t column, bool flow) {
    const std::size_t begin = next_token(behind);
    const bool same_line =
        begin < text_.size() && text_.substr(behind, begin - behind).find('\n') == std::string_view::npos;
    if (child.kind == YamlValue::Kind::null) {
      const bool written = is_null_word(begin) && (flow || same_line || this->column(begin) > column);
      const std::size_t end = written ? scalar_end(begin, static_cast<long>(column), flow) : behind;
      layout_.nodes[&child] = {written ? begin : behind, end, 0, flow, {}};
      return end;
    }
    return value(child, begin, static_cast<long>(column), same_line ? begin : line_end(behind), flow);
  }

  /// The part's end in block style: its line's, and those of the comments below that are indented more than it.
  std::size_t part_end(std::size_t end, std::size_t column) const {
    std::size_t stop = line_end(end);
    while (stop < text_.size()) {
      const std::size_t first = text_.find_first_not_of(' ', stop);
      if (first == std::string_view::npos || text_[first] != '#' || first - stop <= column) break;
      stop = line_end(stop);
    }
    return stop;
  }

  std::size_t block_sequence(const YamlValue& sequence, std::size_t begin, std::size_t lead) {
    YamlNode node{begin, begin, column(begin), false, {}};
    std::size_t dash = begin;
    for (const YamlValue& item : sequence.items) {
      if (at(dash) != '-' || !is_blank(at(dash + 1)) || column(dash) != node.column) throw Unknown{};
      node.end = child(item, dash + 1, node.column, false);
      const std::size_t end = part_end(node.end, node.column);
      node.parts.push_back({lead, node.parts.empty() && lead == begin ? dash : line_begin(dash), dash, end});
      lead = end;
      dash = next_token(end);
    }
    const std::size_t end = node.end;
    layout_.nodes[&sequence] = std::move(node);
    return end;
  }

  std::size_t block_mapping(const YamlValue& mapping, std::size_t begin, std::size_t lead) {
    YamlNode node{begin, begin, column(begin), false, {}};
    std::size_t key = begin;
    for (const YamlValue::Entry& entry : mapping.entries) {
      if (key != offset_of(entry.key_place) || column(key) != node.column) throw Unknown{};
      node.end = child(entry.value, behind_key(key, false), node.column, false);
      const std::size_t end = part_end(node.end, node.column);
      node.parts.push_back({lead, node.parts.empty() && lead == begin ? key : line_begin(key), key, end});
      lead = end;
      key = next_token(end);
    }
    const std::size_t end = node.end;
    layout_.nodes[&mapping] = std::move(node);
    return end;
  }

  std::size_t flow_parts(const YamlValue& collection, std::size_t count, std::size_t begin) {
    const bool mapping = collection.kind == YamlValue::Kind::mapping;
    const char closing = mapping ? '}' : ']';
    if (at(begin) != (mapping ? '{' : '[')) throw Unknown{};  // `[a: b]`
    YamlNode node{begin, begin, 0, true, {}};
    std::size_t i = begin + 1;
    for (std::size_t n = 0; n < count; ++n) {
      const std::size_t token = next_token(i);
      std::size_t end = token;
      if (mapping) {
        const YamlValue::Entry& entry = collection.entries[n];
        if (token != offset_of(entry.key_place)) throw Unknown{};
        end = child(entry.value, behind_key(token, true), 0, true);
      } else {
        end = value(collection.items[n], token, 0, token, true);
      }
      node.parts.push_back({i, token, token, end});
      i = next_token(end);
      if (at(i) == ',') {
        ++i;
      } else if (at(i) != closing) {
        throw Unknown{};
      }
    }
    i = next_token(i);
    if (at(i) != closing) throw Unknown{};
    node.end = i + 1;
    const std::size_t end = node.end;
    layout_.nodes[&collection] = std::move(node);
    return end;
  }

  std::string_view text_;
  YamlLayout& layout_;
  std::vector<std::size_t> lines_;
};

}  // namespace

std::optional<YamlLayout> lay_out(std::string_view text, const YamlValue& root) {
  if (has_lone_return(text)) return std::nullopt;
  YamlLayout layout;
  try {
    Walker(text, layout).walk(root);
  } catch (const Unknown&) {
    return std::nullopt;
  }
  for (const auto& [value, node] : layout.nodes) {
    if (value->kind == YamlValue::Kind::scalar) layout.scalars.emplace_back(node.begin, node.end);
  }
  std::sort(layout.scalars.begin(), layout.scalars.end());
  return layout;
}

std::vector<YamlComment> comments_within(std::string_view text, const YamlLayout& layout, std::size_t begin,
                                         std::size_t end) {
  if (text.substr(begin, end - begin).find('#') == std::string_view::npos) return {};
  std::vector<YamlComment> comments;
  auto scalar = std::lower_bound(layout.scalars.begin(), layout.scalars.end(), std::pair(begin, std::size_t{0}));
  for (std::size_t i = begin; i < end;) {
    if (scalar != layout.scalars.end() && scalar->second <= end && i >= scalar->first) {
      i = std::max(i, scalar->second);
      ++scalar;
      continue;
    }
    const bool opens = text[i] == '#' && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '\t' || text[i - 1] == '\n');
    if (!opens) {
      ++i;
      continue;
    }
    std::size_t stop = std::min(text.find('\n', i), end);
    const std::size_t next = stop;
    while (stop > i && (text[stop - 1] == '\r' || text[stop - 1] == ' ')) --stop;
    comments.push_back({i, text.substr(i, stop - i)});
    i = next;
  }
  return comments;
}

}  // namespace sotto
