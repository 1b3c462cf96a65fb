// A tree is built from yaml-cpp's events rather than from its own nodes: the events tell anchors, aliases and the place
// of each value, and a tree of ours is small and quick where yaml-cpp's is neither.

#include "shared/strict_yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>
// Not included by yaml.h:
#include <yaml-cpp/eventhandler.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <sstream>
#include <unordered_set>

#include "shared/text.h"
#include "shared/yaml_mistakes.h"

namespace sotto {

namespace {

constexpr std::size_t kDeepest = 32;
/// Of the keys that a mapping does not know, so many are reported.
constexpr std::size_t kMostUnknown = 20;

YamlLocation place_of(const YAML::Mark& mark) {
  if (mark.is_null()) return {};
  return {static_cast<std::size_t>(mark.line) + 1, static_cast<std::size_t>(mark.column) + 1};
}

/// What stops the parsing of a document that is YAML, but more than we allow.
struct Refused {
  YamlLocation place;
  std::string message;
  std::string hint;
};

class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(YamlValue& root) : root_(&root) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    leaf(mark, anchor, {}, YamlValue::Kind::null, {});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{place_of(mark), "aliases (*name) are not allowed here", "write the value out"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    leaf(mark, anchor, tag, YamlValue::Kind::scalar, value);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, YamlValue::Kind::sequence, style);
  }
  void OnSequenceEnd() override { stack_.pop_back(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, YamlValue::Kind::mapping, style);
  }
  void OnMapEnd() override { stack_.pop_back(); }

  /// Of the scalars in quotation marks: the last one.
  std::optional<YamlLocation> last_quoted() const { return last_quoted_; }

  /// The innermost bracket that is open.
  std::optional<YamlLocation> open_bracket() const {
    for (auto level = stack_.rbegin(); level != stack_.rend(); ++level) {
      if (level->in_brackets) return level->value->place;
    }
    return std::nullopt;
  }

 private:
  struct Level {
    YamlValue* value;
    bool in_brackets;
    bool key_read = false;  ///< of a mapping: its last entry waits for a value
    std::unordered_set<std::string> keys = {};
  };

  static void refuse_extras(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0) throw Refused{place_of(mark), "anchors (&name) are not allowed here", "write the value out"};
    if (!tag.empty() && tag != "?" && tag != "!") {
      throw Refused{place_of(mark), fmt::format("tags ({}) are not allowed here", tag), "remove the tag"};
    }
  }

  /// Where the next value goes.
  YamlValue& slot() {
    if (stack_.empty()) return *root_;
    Level& top = stack_.back();
    if (top.value->kind == YamlValue::Kind::sequence) return top.value->items.emplace_back();
    top.key_read = false;
    return top.value->entries.back().value;
  }

  bool expects_key() const {
    return !stack_.empty() && stack_.back().value->kind == YamlValue::Kind::mapping && !stack_.back().key_read;
  }

  void leaf(const YAML::Mark& mark, YAML::anchor_t anchor, const std::string& tag, YamlValue::Kind kind,
            const std::string& text) {
    refuse_extras(mark, tag, anchor);
    if (tag == "!") last_quoted_ = place_of(mark);
    if (expects_key()) {
      Level& mapping = stack_.back();
      if (!mapping.keys.insert(text).second) {
        throw Refused{place_of(mark), fmt::format("the key '{}' stands here twice", text), "keep one of the two"};
      }
      mapping.value->entries.push_back({text, place_of(mark), {}});
      mapping.key_read = true;
      return;
    }
    YamlValue& value = slot();
    value.kind = kind;
    value.place = place_of(mark);
    value.scalar = text;
    value.quoted = tag == "!";
    if (kind == YamlValue::Kind::scalar && !value.quoted && (text.empty() || text == "~" || text == "null")) {
      value.kind = YamlValue::Kind::null;
    }
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlValue::Kind kind,
            YAML::EmitterStyle::value style) {
    refuse_extras(mark, tag, anchor);
    if (stack_.size() >= kDeepest) throw Refused{place_of(mark), "nested too deeply", "at most 32 levels"};
    if (expects_key()) throw Refused{place_of(mark), "a key must be a plain word", {}};
    YamlValue& value = slot();
    value.kind = kind;
    value.place = place_of(mark);
    stack_.push_back({&value, style == YAML::EmitterStyle::Flow});
  }

  YamlValue* root_;
  std::vector<Level> stack_;
  std::optional<YamlLocation> last_quoted_;
};

const char* name_of(YamlValue::Kind kind) {
  switch (kind) {
    case YamlValue::Kind::null:
      return "nothing";
    case YamlValue::Kind::scalar:
      return "a single value";
    case YamlValue::Kind::sequence:
      return "a list";
    case YamlValue::Kind::mapping:
      break;
  }
  return "a mapping";
}

/// In code points, from 1; 0 for the whole line.
std::size_t column_in(std::string_view line, YamlLocation place) {
  return place.column > 0 ? 1 + count_code_points(line.substr(0, place.column - 1)) : 0;
}

std::string shown(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return std::string(line);
}

std::string range_text(double least, double most, std::string_view unit) {
  return fmt::format("between {} and {}{}{}{}", least, most, unit.empty() ? "" : " (", unit, unit.empty() ? "" : ")");
}

}  // namespace

const YamlValue* YamlValue::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

YamlFile::YamlFile(std::string name, std::string text, Diagnostics& diagnostics)
    : name_(std::move(name)), text_(std::move(text)), diagnostics_(&diagnostics) {
  if (text_.starts_with("\xEF\xBB\xBF")) text_.erase(0, 3);
  for (std::size_t i = 0; i < text_.size(); i = std::min(text_.find('\n', i), text_.size() - 1) + 1) {
    line_begins_.push_back(i);
  }
}

std::string_view YamlFile::line(std::size_t number) const {
  if (number < 1 || number > line_begins_.size()) return {};
  const std::size_t begin = line_begins_[number - 1];
  const std::size_t last = text_.size() - (text_.ends_with('\n') ? 1 : 0);
  const std::size_t end = number < line_begins_.size() ? line_begins_[number] - 1 : last;
  return std::string_view(text_).substr(begin, end - begin);
}

/// yaml-cpp takes the end of the file for the end of a quotation.
bool YamlFile::is_never_closed(YamlLocation quote) const {
  if (quote.column < 1 || quote.column > line(quote.line).size()) return false;
  const std::size_t begin = line_begins_[quote.line - 1] + quote.column - 1;
  const char mark = text_[begin];
  if (mark != '"' && mark != '\'') return false;  // a block
  for (std::size_t i = begin + 1; i < text_.size(); ++i) {
    if (mark == '"' && text_[i] == '\\') {
      ++i;
    } else if (text_[i] == mark) {
      if (mark == '"' || i + 1 == text_.size() || text_[i + 1] != mark) return false;
      ++i;  // '' is one within
    }
  }
  return true;
}

std::optional<YamlFile> YamlFile::parse(std::string file_name, std::string text, Diagnostics& diagnostics) {
  YamlFile file(std::move(file_name), std::move(text), diagnostics);
  // yaml-cpp takes some tabs in indentation for spaces; then a file means another thing than it shows.
  for (std::size_t number = 1; number <= file.line_begins_.size(); ++number) {
    const std::string_view line = file.line(number);
    const std::size_t first = line.find_first_not_of(' ');
    if (first != std::string_view::npos && line[first] == '\t') {
      file.error({number, first + 1}, "a tab cannot indent YAML", "use spaces");
      return std::nullopt;
    }
  }
  if (file.text_.find('\0') != std::string::npos) {
    diagnostics.error(file.name_, "this is no text: it holds a NUL byte", "YAML files are UTF-8 text");
    return std::nullopt;
  }
  TreeBuilder builder(file.root_);
  try {
    std::istringstream stream(file.text_);
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    if (const auto quote = builder.last_quoted(); quote && file.is_never_closed(*quote)) {
      file.error(*quote, "the quotation mark that opens here is never closed", "close it, or take it away");
      return std::nullopt;
    }
    YamlValue second;
    TreeBuilder rest(second);
    if (parser.HandleNextDocument(rest)) file.error(second.place, "only one document is allowed in a file");
    return file;
  } catch (const Refused& refused) {
    file.error(refused.place, refused.message, refused.hint);
  } catch (const YAML::Exception& problem) {
    YamlMistake mistake = yaml_mistake(problem.msg);
    const YamlLocation place = place_of(problem.mark);
    file.error(mistake.unclosed ? builder.open_bracket().value_or(place) : place, std::move(mistake.message),
               std::move(mistake.hint));
  }
  return std::nullopt;
}

Origin YamlFile::origin(YamlLocation place) const {
  // Thousands of values may stand on one line, and each keeps its origin: of a long line, without column and text.
  constexpr std::size_t kLongest = 2000;
  const std::string_view source = line(place.line);
  if (source.size() > kLongest) return {name_, place.line, 0, {}};
  return {name_, place.line, column_in(source, place), shown(source)};
}

void YamlFile::complain(Severity severity, YamlLocation place, std::string message, std::string hint) const {
  diagnostics_->add(severity, message, [&]() -> Diagnostic {
    const std::string_view source = line(place.line);
    return {severity, name_, place.line, column_in(source, place), message, shown(source), std::move(hint)};
  });
}

void YamlFile::error(YamlLocation place, std::string message, std::string hint) const {
  complain(Severity::error, place, std::move(message), std::move(hint));
}

void YamlFile::warning(YamlLocation place, std::string message, std::string hint) const {
  complain(Severity::warning, place, std::move(message), std::move(hint));
}

YamlMapping::YamlMapping(const YamlFile& file, const YamlValue& value, std::string what)
    : file_(file), what_(std::move(what)) {
  if (value.kind == YamlValue::Kind::mapping) {
    value_ = &value;
  } else if (value.kind != YamlValue::Kind::null) {
    file.error(value.place, fmt::format("{} must be a mapping (key: value), not {}", what_, name_of(value.kind)));
  }
}

const YamlValue* YamlMapping::value(std::string_view key) {
  asked_.emplace_back(key);
  return value_ == nullptr ? nullptr : value_->find(key);
}

const YamlValue* YamlMapping::scalar(std::string_view key, std::string_view expected) {
  const YamlValue* found = value(key);
  if (found == nullptr) return nullptr;
  if (found->kind == YamlValue::Kind::scalar) return found;
  file_.error(found->place, fmt::format("'{}' must be {}, not {}", key, expected, name_of(found->kind)));
  return nullptr;
}

bool YamlMapping::text(std::string_view key, std::string& target) {
  const YamlValue* found = scalar(key, "a text");
  if (found == nullptr) return false;
  target = found->scalar;
  return true;
}

bool YamlMapping::flag(std::string_view key, bool& target) {
  const YamlValue* found = scalar(key, "true or false");
  if (found == nullptr) return false;
  if (found->scalar != "true" && found->scalar != "false") {
    file_.error(found->place, fmt::format("'{}' must be true or false, not '{}'", key, found->scalar));
    return false;
  }
  target = found->scalar == "true";
  return true;
}

bool YamlMapping::number(std::string_view key, double& target, double least, double most, std::string_view unit) {
  const YamlValue* found = scalar(key, "a number");
  if (found == nullptr) return false;
  const std::string& text = found->scalar;
  const char* begin = text.data() + (text.front() == '+' ? 1 : 0);
  const char* end = text.data() + text.size();
  double read = 0;
  const auto [stop, status] = std::from_chars(begin, end, read);
  if (found->quoted || status != std::errc() || stop != end || !std::isfinite(read)) {
    file_.error(found->place, fmt::format("'{}' must be a number, not '{}'", key, text), range_text(least, most, unit));
    return false;
  }
  if (read < least || read > most) {
    file_.error(found->place, fmt::format("'{}' is {}, but must be {}", key, text, range_text(least, most, unit)));
    return false;
  }
  target = read;
  return true;
}

bool YamlMapping::whole(std::string_view key, int& target, int least, int most, std::string_view unit) {
  double read = 0;
  if (!number(key, read, least, most, unit)) return false;
  if (read != std::floor(read)) {
    file_.error(value_->find(key)->place, fmt::format("'{}' must be a whole number, not {}", key, read));
    return false;
  }
  target = static_cast<int>(read);
  return true;
}

bool YamlMapping::choice(std::string_view key, std::string& target, const std::vector<std::string>& choices) {
  const YamlValue* found = scalar(key, "a word");
  if (found == nullptr) return false;
  if (std::find(choices.begin(), choices.end(), found->scalar) == choices.end()) {
    file_.error(found->place, fmt::format("'{}' cannot be '{}'", key, found->scalar), suggest(found->scalar, choices));
    return false;
  }
  target = found->scalar;
  return true;
}

bool YamlMapping::texts(std::string_view key, std::vector<std::string>& target) {
  const YamlValue* found = value(key);
  if (found == nullptr) return false;
  if (found->kind != YamlValue::Kind::sequence) {
    file_.error(found->place, fmt::format("'{}' must be a list ([a, b]), not {}", key, name_of(found->kind)));
    return false;
  }
  std::vector<std::string> read;
  for (const YamlValue& item : found->items) {
    if (item.kind != YamlValue::Kind::scalar) {
      file_.error(item.place, fmt::format("'{}' is a list of texts, but this is {}", key, name_of(item.kind)));
      return false;
    }
    read.push_back(item.scalar);
  }
  target = std::move(read);
  return true;
}

void YamlMapping::finish() {
  if (value_ == nullptr) return;
  std::size_t unknown = 0;
  for (const YamlValue::Entry& entry : value_->entries) {
    if (std::find(asked_.begin(), asked_.end(), entry.key) != asked_.end()) continue;
    if (++unknown > kMostUnknown) return;
    file_.error(entry.key_place, fmt::format("{} has no key '{}'", what_, entry.key), suggest(entry.key, asked_));
  }
}

std::string yaml_scalar(std::string_view text) {
  const auto plain = [&] {
    if (text.empty() || text.size() > 100'000) return false;
    if (text.front() == ' ' || text.back() == ' ') return false;
    if (std::string_view("-?:,[]{}#&*!|>'\"%@`~.+0123456789").find(text.front()) != std::string_view::npos)
      return false;
    if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos) return false;
    if (text.back() == ':') return false;
    for (std::size_t i = 0; i < text.size();) {
      const CodePoint c = code_point_at(text, i);
      if (c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0) || c.value == 0x2028 || c.value == 0x2029 ||
          c.value == 0xFEFF || c.value == 0xFFFD) {
        return false;
      }
      i = c.next;
    }
    static const std::vector<std::string> words = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"};
    return std::find(words.begin(), words.end(), lower_case(text)) == words.end();
  };
  if (plain()) return std::string(text);
  std::string quoted = "\"";
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (c.value == '"' || c.value == '\\') {
      quoted.push_back('\\');
      append_utf8(quoted, c.value);
    } else if (c.value == '\n') {
      quoted += "\\n";
    } else if (c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0)) {
      quoted += fmt::format("\\x{:02x}", static_cast<unsigned>(c.value));
    } else if (c.value == 0x2028 || c.value == 0x2029 || c.value == 0xFEFF) {
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c.value));
    } else {
      append_utf8(quoted, c.value);
    }
    i = c.next;
  }
  quoted.push_back('"');
  return quoted;
}

}  // namespace sotto
