#include "shared/yaml_splice.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <tuple>
#include <utility>

#include "shared/text.h"

namespace sotto {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// What `yaml_scalar` left plain, in double quotation marks.
std::string double_quoted(std::string_view plain) {
  std::string quoted = "\"";
  for (const char c : plain) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

/// In single quotation marks, where nothing needs an escape.
std::optional<std::string> single_quoted(std::string_view text) {
  std::string quoted = "'";
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0) || c.value == 0x2028 || c.value == 0x2029 ||
        c.value == 0xFEFF || c.value == 0xFFFD) {
      return std::nullopt;
    }
    if (c.value == '\'') quoted += '\'';
    append_utf8(quoted, c.value);
    i = c.next;
  }
  return quoted + '\'';
}

}  // namespace

YamlSplices::YamlSplices(std::shared_ptr<const YamlFile> file, std::string text, bool marked, YamlLayout layout)
    : file_(std::move(file)), text_(std::move(text)), marked_(marked), layout_(std::move(layout)) {
  const std::size_t end = text_.find('\n');
  line_end_ = end != std::string::npos && end > 0 && text_[end - 1] == '\r' ? "\r\n" : "\n";
}

std::optional<YamlSplices> YamlSplices::parse(std::string name, std::string text, Diagnostics& diagnostics) {
  std::optional<YamlFile> parsed = YamlFile::parse(std::move(name), text, diagnostics);
  if (!parsed) return std::nullopt;
  const bool marked = text.starts_with(kByteOrderMark);
  if (marked) text.erase(0, kByteOrderMark.size());
  const auto file = std::make_shared<const YamlFile>(std::move(*parsed));
  std::optional<YamlLayout> layout = lay_out(text, file->root());
  if (!layout) return std::nullopt;
  return YamlSplices(file, std::move(text), marked, std::move(*layout));
}

void YamlSplices::replace(std::size_t begin, std::size_t end, std::string text) {
  edits_.push_back({begin, end, std::move(text)});
}

/// Whole lines, before or after which the text may lack a line end: at its own.
void YamlSplices::insert_lines(std::size_t place, std::size_t column, std::string_view lines) {
  std::string text = with_line_ends(lines, line_end_);
  if (place > 0 && text_[place - 1] != '\n') {
    // After a last line that has no end, and so the new last line has none.
    text.insert(0, line_end_);
    if (text.ends_with(line_end_)) text.resize(text.size() - line_end_.size());
  }
  edits_.push_back({place, place, std::move(text), column});
}

std::string_view YamlSplices::yaml_of(const YamlValue& value) const {
  const YamlNode& at = node(value);
  return std::string_view(text_).substr(at.begin, at.end - at.begin);
}

void YamlSplices::set_yaml(const YamlValue& value, std::string_view yaml) {
  const YamlNode& at = node(value);
  const bool touches = at.begin == at.end && at.begin > 0 && text_[at.begin - 1] != ' ';
  replace(at.begin, at.end, (touches ? " " : "") + std::string(yaml));
}

void YamlSplices::set(const YamlValue& value, std::string_view text) {
  const YamlNode& at = node(value);
  const char mark = at.begin < at.end ? text_[at.begin] : ' ';
  if (mark == '\'') {
    if (const auto quoted = single_quoted(text)) return set_yaml(value, *quoted);
  }
  std::string scalar = at.flow ? yaml_flow_scalar(text) : yaml_scalar(text);
  if (mark == '"' && scalar.front() != '"') scalar = double_quoted(scalar);
  set_yaml(value, scalar);
}

void YamlSplices::add_key(const YamlValue& mapping, std::string_view key, std::string_view yaml,
                          std::string_view after) {
  const YamlNode& at = node(mapping);
  const std::string entry = fmt::format("{}: {}", key, yaml);
  std::size_t place = at.parts.size();
  for (std::size_t i = 0; i < mapping.entries.size(); ++i) {
    if (mapping.entries[i].key == after) place = i + 1;
  }
  if (at.flow) {
    if (at.parts.empty()) return replace(at.begin + 1, at.begin + 1, entry);
    // A value that is not written leaves no space behind its colon, but needs none.
    const std::size_t end = at.parts[place - 1].end;
    return replace(end, end, ", " + entry);
  }
  const std::size_t end = at.parts.empty() ? at.begin : at.parts[place - 1].end;
  insert_lines(end, at.column, std::string(at.column, ' ') + entry + "\n");
}

void YamlSplices::add_block(const YamlValue& mapping, std::string_view comment, std::string_view key,
                            std::string_view block) {
  const YamlNode& at = node(mapping);
  const std::string indent(at.column, ' ');
  insert_lines(at.parts.empty() ? at.begin : at.parts.back().end, at.column,
               fmt::format("{}{}{}{}:\n{}", comment.empty() ? "" : indent + std::string(comment),
                           comment.empty() ? "" : "\n", indent, key, block));
}

std::string YamlSplices::as_lines(const std::vector<YamlComment>& comments, std::size_t column) const {
  std::string lines;
  for (const YamlComment& comment : comments) {
    lines += std::string(column, ' ') + std::string(comment.text) + std::string(line_end_);
  }
  return lines;
}

void YamlSplices::remove_block_part(const YamlNode& collection, std::size_t index, Comments comments) {
  const YamlPart& part = collection.parts[index];
  std::string left;
  if (comments == Comments::stay) {
    left = as_lines(comments_within(text_, layout_, part.begin, part.end), collection.column);
  }
  const bool behind_dash = part.begin == part.token && (part.begin > 0 && text_[part.begin - 1] != '\n');
  if (!behind_dash) {
    replace(comments == Comments::stay ? part.begin : part.lead, part.end, std::move(left));
    return;
  }
  assert(index + 1 < collection.parts.size() && "an item keeps one key");
  // The next key comes up to the dash; what stands between them goes down.
  const YamlPart& next = collection.parts[index + 1];
  if (comments == Comments::stay) {
    const std::size_t line = text_.rfind('\n', part.begin);
    const std::size_t begin = line == std::string::npos ? 0 : line + 1;
    const std::size_t column = text_.find_first_not_of(' ', begin) - begin;
    const std::string above = as_lines(comments_within(text_, layout_, part.begin, next.token), column);
    if (!above.empty()) replace(begin, begin, above);
  }
  replace(part.begin, next.token, {});
}

void YamlSplices::remove_flow_part(const YamlNode& collection, std::size_t index) {
  const std::vector<YamlPart>& parts = collection.parts;
  if (index > 0) {
    replace(parts[index - 1].end, parts[index].end, {});
  } else {
    replace(parts[0].begin, parts.size() > 1 ? parts[1].begin : parts[0].end, {});
  }
}

void YamlSplices::remove_key(const YamlValue& mapping, std::string_view key, Comments comments) {
  const YamlNode& at = node(mapping);
  for (std::size_t i = 0; i < mapping.entries.size(); ++i) {
    if (mapping.entries[i].key != key) continue;
    if (at.flow) return remove_flow_part(at, i);
    return remove_block_part(at, i, comments);
  }
}

void YamlSplices::replace_key_by_comments(const YamlValue& mapping, std::string_view key,
                                          const std::vector<std::string>& comments) {
  const YamlPart* part = part_of(mapping, key);
  if (part == nullptr) return;
  std::string lines;
  for (const std::string& comment : comments) {
    lines += std::string(node(mapping).column, ' ') + comment + std::string(line_end_);
  }
  replace(part->lead, part->end, std::move(lines));
}

std::string YamlSplices::scalar_for(const YamlValue& mapping, std::string_view text) const {
  return node(mapping).flow ? yaml_flow_scalar(text) : yaml_scalar(text);
}

void YamlSplices::insert_items(const YamlValue& sequence, std::size_t index, std::string_view lines) {
  const YamlNode& at = node(sequence);
  if (!at.parts.empty()) {
    assert(!at.flow);
    const std::size_t place = index < at.parts.size() ? at.parts[index].lead : at.parts.back().end;
    const bool behind_dash = index == 0 && place == at.parts[0].token && place > 0 && text_[place - 1] != '\n';
    if (!behind_dash) return insert_lines(place, at.column, lines);
    const std::string indent(at.column, ' ');
    if (lines.starts_with(indent)) lines.remove_prefix(indent.size());
    return replace(place, place, with_line_ends(lines, line_end_) + indent);
  }
  // `lines: []`, or nothing at all: the items come on the lines below.
  std::size_t end = text_.find('\n', at.end);
  end = end == std::string::npos ? text_.size() : end + 1;
  std::size_t begin = at.begin;
  while (begin > 0 && text_[begin - 1] == ' ') --begin;
  if (begin < at.end) replace(begin, at.end, {});
  insert_lines(end, item_indent(sequence), lines);
}

void YamlSplices::remove_item(const YamlValue& sequence, std::size_t index, Comments comments) {
  const YamlNode& at = node(sequence);
  if (at.flow) return remove_flow_part(at, index);
  remove_block_part(at, index, comments);
}

std::string_view YamlSplices::item_text(const YamlValue& sequence, std::size_t index) const {
  const YamlPart& part = node(sequence).parts[index];
  return std::string_view(text_).substr(part.lead, part.end - part.lead);
}

std::size_t YamlSplices::item_indent(const YamlValue& sequence) const {
  const YamlNode& at = node(sequence);
  return at.parts.empty() || at.flow ? 2 : at.column;
}

std::vector<std::string> YamlSplices::comments() const {
  std::vector<std::string> all;
  for (const YamlComment& comment : comments_within(text_, layout_, 0, text_.size())) all.emplace_back(comment.text);
  return all;
}

std::vector<std::string> YamlSplices::comments_of(const YamlPart& part) const {
  std::vector<std::string> all;
  for (const YamlComment& comment : comments_within(text_, layout_, part.lead, part.end)) {
    all.emplace_back(comment.text);
  }
  return all;
}

std::vector<std::string> YamlSplices::comments_of_item(const YamlValue& sequence, std::size_t index) const {
  return comments_of(node(sequence).parts[index]);
}

std::vector<std::string> YamlSplices::comments_of_key(const YamlValue& mapping, std::string_view key) const {
  const YamlPart* part = part_of(mapping, key);
  return part != nullptr ? comments_of(*part) : std::vector<std::string>();
}

const YamlPart* YamlSplices::part_of(const YamlValue& mapping, std::string_view key) const {
  for (std::size_t i = 0; i < mapping.entries.size(); ++i) {
    if (mapping.entries[i].key == key) return &node(mapping).parts[i];
  }
  return nullptr;
}

std::string YamlSplices::text() const {
  std::vector<const Edit*> order;
  order.reserve(edits_.size());
  for (const Edit& edit : edits_) order.push_back(&edit);
  // What is inserted where something is removed stands before it; of what is inserted at one place, the inner first: a
  // key of an item before the next item; and then in the order they were told.
  std::stable_sort(order.begin(), order.end(), [](const Edit* a, const Edit* b) {
    return std::tuple(a->begin, a->end, b->column) < std::tuple(b->begin, b->end, a->column);
  });
  std::string result(marked_ ? kByteOrderMark : std::string_view());
  std::size_t done = 0;
  for (const Edit* edit : order) {
    assert(edit->begin >= done && "no part is changed twice");
    result.append(text_, done, edit->begin - done);
    result += edit->text;
    done = edit->end;
  }
  return result.append(text_, done);
}

std::string yaml_flow_scalar(std::string_view text) {
  std::string scalar = yaml_scalar(text);
  if (scalar.front() == '"' || scalar.find_first_of(",[]{}") == std::string::npos) return scalar;
  return double_quoted(scalar);
}

std::string reindented(std::string_view lines, std::size_t from, std::size_t to) {
  if (from == to) return std::string(lines);
  std::string result;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size() - 1) + 1;
    const std::string_view line = lines.substr(0, end);
    const std::size_t spaces = std::min(line.find_first_not_of(' '), line.size());
    if (spaces >= from) {
      result.append(to, ' ');
      result += line.substr(from);
    } else {
      result += line;
    }
    lines.remove_prefix(end);
  }
  return result;
}

std::string with_line_ends(std::string_view lines, std::string_view line_end) {
  std::string result;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i] == '\r' && i + 1 < lines.size() && lines[i + 1] == '\n') continue;
    if (lines[i] == '\n') {
      result += line_end;
    } else {
      result += lines[i];
    }
  }
  return result;
}

}  // namespace sotto
