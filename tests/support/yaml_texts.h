#pragma once

/// Random YAML texts as people write them, and random changes of them with everything checked: the wanted tree, no
/// comment lost, the same bytes when undone. For tests and for the fuzzer.

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "shared/yaml_splice.h"

namespace sotto::testing {

/// A number below `count`.
using Pick = std::function<std::size_t(std::size_t count)>;

/// Makes texts: block and flow style, every kind of scalar, comments everywhere, LF or CRLF, with and without a byte
/// order mark and a last line end.
class YamlTexts {
 public:
  explicit YamlTexts(Pick pick) : pick_(std::move(pick)) {}

  std::string make() {
    comments_ = 0;
    std::string text;
    comment_lines(text, 0);
    collection(text, 0, 0, false);
    comment_lines(text, 0);
    // A block scalar at the very end would be another without its line end.
    const bool block = text.find('|') != std::string::npos;
    if (pick_(4) == 0 && text.ends_with('\n') && !block) text.pop_back();
    if (pick_(3) == 0) text = with_line_ends(text, "\r\n");
    if (pick_(4) == 0) text.insert(0, "\xEF\xBB\xBF");
    return text;
  }

 private:
  bool chance(std::size_t of) { return pick_(of) == 0; }

  std::string comment() { return "# c" + std::to_string(comments_++); }

  void comment_lines(std::string& text, std::size_t indent) {
    for (std::size_t i = pick_(6) == 0 ? 1 + pick_(2) : 0; i > 0; --i) {
      const bool apart = chance(3);
      if (apart) text += "\n";
      // A comment that is indented more belongs to what stands right above it.
      text += std::string(!chance(3) ? indent : apart ? pick_(indent + 1) : pick_(8), ' ') + comment() + "\n";
    }
    if (chance(8)) text += "\n";
  }

  std::string word() {
    static const std::vector<std::string> words = {
        "meg",  "Erik",   "it's", "a#b",  "x:y", "0.97",  "don't \"go\"", "déjà", "“Yes,”", "7",
        "- no", "🎭 mask", "true", "a, b", "",    " lead", "# no one",     "[x",   "a: b"};
    return words[pick_(words.size())];
  }

  std::string scalar(bool flow, std::size_t indent) {
    const std::string inner(indent + 1 + pick_(3), ' ');
    switch (pick_(flow ? 5 : 9)) {
      case 0:
        return "'" + quoted_single(word()) + "'";
      case 1:
        return yaml_scalar("\"" + word());
      case 2:
        return "\"one\\\n" + inner + "two # not a comment\\\"\"";
      case 3:
        return "~";
      case 4:
        return "plain";
      case 5:
        return "plain\n" + inner + "goes on\n\n" + inner + "and on";
      case 6:
        return "|\n" + inner + "one\n" + inner + "  # two\n" + inner + "three";
      case 7:
        return ">-\n" + inner + "folded # words\n\n" + inner + "# and more";
      default:
        return "|\n" + inner + "clipped";
    }
  }

  static std::string quoted_single(std::string text) {
    for (std::size_t i = 0; (i = text.find('\'', i)) != std::string::npos; i += 2) text.insert(i, 1, '\'');
    return text;
  }

  std::string flow(std::size_t depth, std::size_t indent) {
    if (depth > 1 || chance(3)) return scalar(true, indent);
    const bool mapping = chance(2);
    std::string text(mapping ? "{" : "[");
    for (std::size_t i = 0, count = pick_(4); i < count; ++i) {
      if (i > 0) text += chance(3) ? "," : ", ";
      if (chance(8)) text += " " + comment() + "\n" + std::string(indent + 1, ' ');
      if (mapping) text += "k" + std::to_string(i) + ": ";
      text += flow(depth + 1, indent);
    }
    if (chance(8)) text += " ";
    return text + (mapping ? "}" : "]");
  }

  void line_rest(std::string& text, bool was_block) {
    if (!was_block && chance(5)) text += std::string(1 + pick_(3), ' ') + comment();
    text += "\n";
  }

  /// The value after "key:" or "-", up to its line's end.
  void value(std::string& text, std::size_t indent, std::size_t depth, bool behind_dash) {
    const std::size_t kind = pick_(6);
    if (depth < 3 && kind < 2) {
      const std::size_t inner = indent + 1 + pick_(3);
      if (behind_dash && chance(2)) {
        const std::size_t spaces = 1 + pick_(3);
        text.append(spaces, ' ');
        return collection(text, indent + 1 + spaces, depth + 1, true);
      }
      if (chance(5)) text += " " + comment();
      text += "\n";
      comment_lines(text, inner);
      return collection(text, inner, depth + 1, false);
    }
    if (kind == 2) {
      line_rest(text, false);
      return;
    }
    const std::string written = kind == 3 ? flow(0, indent) : scalar(false, indent);
    text += " " + written;
    const bool block = written.front() == '|' || written.front() == '>';
    line_rest(text, block);
  }

  void collection(std::string& text, std::size_t indent, std::size_t depth, bool behind_dash) {
    const bool mapping = chance(2);
    for (std::size_t i = 0, count = 1 + pick_(3); i < count; ++i) {
      if (i > 0) comment_lines(text, indent);
      if (i > 0 || !behind_dash) text += std::string(indent, ' ');
      const std::string number = std::to_string(i);
      text += !mapping ? "-" : chance(6) ? "\"q: " + number + "\":" : "k" + number + ":";
      value(text, indent, depth, !mapping);
    }
  }

  Pick pick_;
  std::size_t comments_ = 0;
};

inline std::string random_yaml(std::mt19937& random) {
  return YamlTexts([&](std::size_t count) { return random() % count; }).make();
}

/// A value of a tree by the indices that lead to it.
using YamlPath = std::vector<std::size_t>;

inline const YamlValue& value_at(const YamlValue& root, const YamlPath& path) {
  const YamlValue* value = &root;
  for (const std::size_t index : path) {
    value = value->kind == YamlValue::Kind::sequence ? &value->items[index] : &value->entries[index].value;
  }
  return *value;
}

inline YamlValue& value_at(YamlValue& root, const YamlPath& path) {
  return const_cast<YamlValue&>(value_at(std::as_const(root), path));
}

inline void all_paths(const YamlValue& value, YamlPath& path, std::vector<YamlPath>& paths) {
  paths.push_back(path);
  const std::size_t count = value.kind == YamlValue::Kind::sequence ? value.items.size() : value.entries.size();
  for (std::size_t i = 0; i < count; ++i) {
    path.push_back(i);
    all_paths(value_at(value, {i}), path, paths);
    path.pop_back();
  }
}

/// Whether two trees mean the same; how they are written does not count.
inline bool same_tree(const YamlValue& a, const YamlValue& b) {
  using Kind = YamlValue::Kind;
  const auto empty = [](const YamlValue& v) { return v.kind == Kind::null; };
  if (a.kind != b.kind) return empty(a) && empty(b);
  if (a.kind == Kind::null) return true;
  if (a.scalar != b.scalar || a.items.size() != b.items.size() || a.entries.size() != b.entries.size()) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!same_tree(a.items[i], b.items[i])) return false;
  }
  for (std::size_t i = 0; i < a.entries.size(); ++i) {
    if (a.entries[i].key != b.entries[i].key || !same_tree(a.entries[i].value, b.entries[i].value)) return false;
  }
  return true;
}

/// Makes one random change of a text and undoes it. Returns what went wrong, if anything did; counts `edits`, and makes
/// the changed text the new one.
inline std::optional<std::string> edit_and_undo_once(std::string& text, const Pick& pick, std::size_t& edits) {
  using Kind = YamlValue::Kind;
  using Comments = YamlSplices::Comments;
  static const std::vector<std::string> words = {"meg",        "12",    "it's \"so\"", "a, b", "",
                                                 "two\nlines", "é # x", "x: y",        "- a"};
  Diagnostics diagnostics;
  std::optional<YamlSplices> splices = YamlSplices::parse("x.yaml", text, diagnostics);
  if (!splices) return std::nullopt;
  if (splices->text() != text) return "unchanged, it is not the same";
  std::vector<YamlPath> paths;
  YamlPath none;
  all_paths(splices->root(), none, paths);
  const YamlPath path = paths[pick(paths.size())];
  const YamlValue& value = value_at(splices->root(), path);
  YamlValue wanted = splices->root();
  YamlValue& model = value_at(wanted, path);
  const std::string written(splices->yaml_of(value));
  const bool flow = written.starts_with('[') || written.starts_with('{');
  bool keeps_comments = true;
  // How it is undone; nothing where it cannot be to the byte.
  std::function<void(YamlSplices&, const YamlValue&)> undo;

  if (value.kind == Kind::scalar || value.kind == Kind::null) {
    if (path.empty()) return std::nullopt;
    const std::string word = words[pick(words.size())];
    keeps_comments = true;
    splices->set(value, word);
    model = {};
    model.kind = Kind::scalar;
    model.scalar = word;
    if (!written.empty()) undo = [=](YamlSplices& s, const YamlValue& v) { s.set_yaml(v, written); };
  } else if (value.kind == Kind::mapping && value.find("added") == nullptr && pick(2) == 0) {
    const std::size_t after = value.entries.empty() ? 0 : pick(value.entries.size());
    splices->add_key(value, "added", "\"x y\"", value.entries.empty() ? "" : value.entries[after].key);
    YamlValue::Entry entry;
    entry.key = "added";
    entry.value.kind = Kind::scalar;
    entry.value.scalar = "x y";
    model.entries.insert(model.entries.begin() + static_cast<std::ptrdiff_t>(value.entries.empty() ? 0 : after + 1),
                         entry);
    undo = [](YamlSplices& s, const YamlValue& v) { s.remove_key(v, "added", Comments::go); };
  } else if (value.kind == Kind::mapping) {
    if (value.entries.size() < 2) return std::nullopt;
    const std::size_t index = pick(value.entries.size());
    const bool stay = pick(2) == 0;
    splices->remove_key(value, value.entries[index].key, stay ? Comments::stay : Comments::go);
    keeps_comments = stay && !flow;
    model.entries.erase(model.entries.begin() + static_cast<std::ptrdiff_t>(index));
  } else {
    if (flow) return std::nullopt;
    const std::size_t index = pick(value.items.size());
    const auto at = model.items.begin() + static_cast<std::ptrdiff_t>(index);
    const std::size_t action = pick(3);
    if (action == 0) {
      splices->insert_items(value, index, std::string(splices->item_indent(value), ' ') + "- added\n");
      YamlValue item;
      item.kind = Kind::scalar;
      item.scalar = "added";
      model.items.insert(at, item);
      if (index > 0) undo = [=](YamlSplices& s, const YamlValue& v) { s.remove_item(v, index, Comments::go); };
    } else if (value.items.size() < 2 || index == 0) {
      return std::nullopt;
    } else if (action == 1) {
      const bool stay = pick(2) == 0;
      keeps_comments = stay;
      const std::string item(splices->item_text(value, index));
      splices->remove_item(value, index, stay ? Comments::stay : Comments::go);
      model.items.erase(at);
      if (!stay && item.ends_with('\n')) {
        undo = [=](YamlSplices& s, const YamlValue& v) { s.insert_items(v, index, item); };
      }
    } else {
      // The item changes places with the one before.
      if (!splices->item_text(value, index).ends_with('\n') || index < 2) return std::nullopt;
      splices->insert_items(value, index - 1, splices->item_text(value, index));
      splices->remove_item(value, index, Comments::go);
      std::iter_swap(at, at - 1);
      const std::string item(splices->item_text(value, index));
      undo = [=](YamlSplices& s, const YamlValue& v) {
        s.insert_items(v, index + 1, s.item_text(v, index - 1));
        s.remove_item(v, index - 1, Comments::go);
      };
    }
  }
  const std::string edited = splices->text();
  std::optional<YamlSplices> again = YamlSplices::parse("x.yaml", edited, diagnostics);
  if (!again) return "what was edited is no YAML: " + render(diagnostics) + edited;
  if (!same_tree(again->root(), wanted))
    return "what was edited is another tree:\n" + edited + "\n--- before:\n" + text;
  if (keeps_comments) {
    std::vector<std::string> before = splices->comments();
    std::vector<std::string> after = again->comments();
    std::sort(before.begin(), before.end());
    std::sort(after.begin(), after.end());
    if (before != after) return "a comment was lost:\n" + edited;
  }
  ++edits;
  if (undo) {
    undo(*again, value_at(again->root(), path));
    std::string undone = again->text();
    // A last line that had no end has one now.
    if (!text.ends_with('\n') && undone.ends_with("\n"))
      undone.resize(undone.size() - (undone.ends_with("\r\n") ? 2 : 1));
    if (undone != text) return "undone, it is not the same:\n" + edited + "\n--- undone:\n" + undone;
  }
  text = edited;
  return std::nullopt;
}

/// Several changes, one after the other.
inline std::optional<std::string> edit_and_undo(std::string text, const Pick& pick, std::size_t& edits) {
  constexpr int kTries = 8;
  for (int i = 0; i < kTries; ++i) {
    if (auto problem = edit_and_undo_once(text, pick, edits)) return problem;
  }
  return std::nullopt;
}

}  // namespace sotto::testing
