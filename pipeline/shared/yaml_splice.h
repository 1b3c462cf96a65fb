#pragma once

/// Changes of a YAML text at the place. Everything else stays as it was written, to the byte: comments, order, blank
/// lines, quotation marks, line ends, a byte order mark. So a person's file is still the person's after the program
/// has changed a value in it.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/diagnostics.h"
#include "shared/strict_yaml.h"
#include "shared/yaml_layout.h"

namespace sotto {

/// A text and the changes to be made of it. All refer to the text as it is and are made together by `text()`:
/// values of `root()` are the handles. No part may be changed twice, nor changed within what is removed or replaced.
class YamlSplices {
 public:
  /// What becomes of the comments of a part that is removed.
  enum class Comments {
    stay,  ///< on lines of their own, where the part was
    go,    ///< with it
  };

  /// Nothing is returned when the text is no YAML (reported), or is written in a way that cannot be changed at the
  /// place (not reported): with `? keys`, tags, or `|+`.
  static std::optional<YamlSplices> parse(std::string name, std::string text, Diagnostics& diagnostics);

  const YamlValue& root() const { return file_->root(); }

  /// Makes a value a text, in the quotation marks that it has where the text allows it.
  void set(const YamlValue& value, std::string_view text);

  /// A value as it is written.
  std::string_view yaml_of(const YamlValue& value) const;

  /// Puts YAML in a value's place: `3`, `false`, `{place: indoors}`, or what `yaml_of` gave there.
  void set_yaml(const YamlValue& value, std::string_view yaml);

  /// Adds a key to a mapping, after the key `after` or else at the end. `yaml` is its value, on one line (as
  /// `yaml_scalar` writes it).
  void add_key(const YamlValue& mapping, std::string_view key, std::string_view yaml, std::string_view after = {});

  /// Adds a key whose value is a block: `block` are whole lines, indented more than the mapping.
  void add_block(const YamlValue& mapping, std::string_view comment, std::string_view key, std::string_view block);

  void remove_key(const YamlValue& mapping, std::string_view key, Comments comments);

  /// Removes a key of a block mapping, with all that stands above it and in it; these comments are left in its place.
  void replace_key_by_comments(const YamlValue& mapping, std::string_view key,
                               const std::vector<std::string>& comments);

  /// A text as `add_key` takes it for this mapping.
  std::string scalar_for(const YamlValue& mapping, std::string_view text) const;

  /// Inserts whole lines, one or more items with their dashes and comments as `item_text` gives them, before the item
  /// `index` of a sequence; after the last when there is none. They are indented by `item_indent`. The sequence is in
  /// block style, or empty.
  void insert_items(const YamlValue& sequence, std::size_t index, std::string_view lines);

  void remove_item(const YamlValue& sequence, std::size_t index, Comments comments);

  /// An item's lines, with the comments and blank lines above it.
  std::string_view item_text(const YamlValue& sequence, std::size_t index) const;

  /// The spaces before a sequence's dashes; 2 for one that has none.
  std::size_t item_indent(const YamlValue& sequence) const;

  /// All comments of the text, each with its '#'.
  std::vector<std::string> comments() const;
  /// Those of an item: above it, beside it and in it.
  std::vector<std::string> comments_of_item(const YamlValue& sequence, std::size_t index) const;
  std::vector<std::string> comments_of_key(const YamlValue& mapping, std::string_view key) const;

  /// "\n" or "\r\n": what ends the first line.
  std::string_view line_end() const { return line_end_; }

  bool changed() const { return !edits_.empty(); }

  /// The text with all changes made.
  std::string text() const;

 private:
  struct Edit {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
    std::size_t column = 0;  ///< of lines that are inserted
  };

  YamlSplices(std::shared_ptr<const YamlFile> file, std::string text, bool marked, YamlLayout layout);

  const YamlNode& node(const YamlValue& value) const { return layout_.nodes.at(&value); }
  void replace(std::size_t begin, std::size_t end, std::string text);
  void insert_lines(std::size_t place, std::size_t column, std::string_view lines);
  void remove_block_part(const YamlNode& collection, std::size_t index, Comments comments);
  std::vector<std::string> comments_of(const YamlPart& part) const;
  const YamlPart* part_of(const YamlValue& mapping, std::string_view key) const;
  void remove_flow_part(const YamlNode& collection, std::size_t index);
  std::string as_lines(const std::vector<YamlComment>& comments, std::size_t column) const;

  std::shared_ptr<const YamlFile> file_;
  std::string text_;  ///< without the byte order mark
  bool marked_;       ///< it had one
  YamlLayout layout_;
  std::string_view line_end_;
  std::vector<Edit> edits_;
};

/// As `yaml_scalar`, for between brackets and braces, where commas and brackets end what is plain.
std::string yaml_flow_scalar(std::string_view text);

/// Lines with another indentation: `from` spaces become `to`. Lines of less are left.
std::string reindented(std::string_view lines, std::size_t from, std::size_t to);

/// Lines with other line ends.
std::string with_line_ends(std::string_view lines, std::string_view line_end);

}  // namespace sotto
