#pragma once

/// YAML, read strictly. A document becomes a tree that keeps the place of every value; what a reader did not ask for
/// is an error with its line and the nearest right name. No anchors, aliases, tags or second documents: nothing
/// that people edit here needs them, and so no alias bomb exists. Duplicate keys, quotation marks that are never
/// closed, tabs, and depth over 32 are errors. The time is linear in the text.

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/diagnostics.h"

namespace sotto {

struct YamlLocation {
  std::size_t line = 0;    ///< 1-based
  std::size_t column = 0;  ///< 1-based, in bytes; messages count characters
};

/// One value of the tree.
struct YamlValue {
  enum class Kind { null, scalar, sequence, mapping };
  struct Entry;

  Kind kind = Kind::null;
  YamlLocation place;
  std::string scalar;
  bool quoted = false;  ///< written with quotes or as a block: always a string
  std::vector<YamlValue> items;
  std::vector<Entry> entries;

  const YamlValue* find(std::string_view key) const;
};

struct YamlValue::Entry {
  std::string key;
  YamlLocation key_place;
  YamlValue value;
};

/// A parsed document that can report errors at places in it.
class YamlFile {
 public:
  /// Parses; mistakes go to `diagnostics`. Returns nothing for text that is not valid YAML.
  static std::optional<YamlFile> parse(std::string file_name, std::string text, Diagnostics& diagnostics);

  const YamlValue& root() const { return root_; }
  const std::string& name() const { return name_; }
  Origin origin(YamlLocation place) const;
  void error(YamlLocation place, std::string message, std::string hint = {}) const;
  void warning(YamlLocation place, std::string message, std::string hint = {}) const;

 private:
  YamlFile(std::string name, std::string text, Diagnostics& diagnostics);
  std::string_view line(std::size_t number) const;
  bool is_never_closed(YamlLocation quote) const;
  void complain(Severity severity, YamlLocation place, std::string message, std::string hint) const;

  std::string name_;
  std::string text_;
  std::vector<std::size_t> line_begins_;
  YamlValue root_;
  Diagnostics* diagnostics_;
};

/// Reads one mapping key by key. Each getter names a key, what it may be and where it goes; a key that is absent leaves
/// the target as it was. `finish()` reports every key that nobody asked for. Getters return whether the key was present
/// and good.
class YamlMapping {
 public:
  /// `what` names the mapping in messages ("the voice profile"). A value that is no mapping is an error (null is
  /// empty).
  YamlMapping(const YamlFile& file, const YamlValue& value, std::string what);

  bool text(std::string_view key, std::string& target);
  bool flag(std::string_view key, bool& target);
  /// `unit` appears in messages: "must be between 80 and 450 (words a minute)".
  bool number(std::string_view key, double& target, double least, double most, std::string_view unit = {});
  bool whole(std::string_view key, int& target, int least, int most, std::string_view unit = {});
  bool choice(std::string_view key, std::string& target, const std::vector<std::string>& choices);
  bool texts(std::string_view key, std::vector<std::string>& target);
  /// The raw value, for nested mappings and sequences; null when absent.
  const YamlValue* value(std::string_view key);

  void finish();
  const YamlFile& file() const { return file_; }

 private:
  const YamlValue* scalar(std::string_view key, std::string_view expected);

  const YamlFile& file_;
  const YamlValue* value_ = nullptr;
  std::string what_;
  std::vector<std::string> asked_;
};

/// A string as a YAML scalar that reads back as the same string: plain where YAML allows, else double-quoted.
std::string yaml_scalar(std::string_view text);

}  // namespace sotto
