#include "annotate/document/cast_entries.h"

#include <fmt/format.h>

#include "shared/text.h"
#include "shared/yaml_splice.h"

namespace sotto::document {

namespace {

constexpr const char* kNewFile =
    "# Who speaks. What stands here is settled; what does not is found in the text. Two who are one person become one "
    "by\n"
    "#   merge: [Rat, Water Rat]\n";

std::string values_of(const Character& character) {
  std::string values;
  const auto add = [&](std::string_view key, const std::string& value) {
    values += fmt::format("{}{}: {}", values.empty() ? "" : ", ", key, value);
  };
  if (!character.aliases.empty()) {
    std::string list;
    for (const std::string& alias : character.aliases) list += (list.empty() ? "" : ", ") + yaml_flow_scalar(alias);
    add("aliases", "[" + list + "]");
  }
  if (character.gender != language::Gender::unknown)
    add("gender", character.gender == language::Gender::female ? "f" : "m");
  if (!character.age.empty()) add("age", character.age);
  if (!character.voice.empty()) add("voice", yaml_flow_scalar(character.voice));
  return "{" + values + "}";
}

std::string with_remark(std::string entry, const std::string& remark) {
  return remark.empty() ? entry : entry + "  # " + printable(fold_space(remark));
}

/// Entries as lines of a block.
std::string block_of(const std::vector<CastEntry>& entries, std::size_t column) {
  std::string block;
  for (const CastEntry& entry : entries) {
    block += std::string(column, ' ') + with_remark(write_cast_entry(entry.character), entry.remark) + "\n";
  }
  return block;
}

}  // namespace

std::string write_cast_entry(const Character& character) {
  return fmt::format("{}: {}", yaml_flow_scalar(character.name), values_of(character));
}

std::optional<std::string> add_cast_entries(const std::string& name, const std::string& text,
                                            const std::vector<CastEntry>& entries, Diagnostics& diagnostics) {
  constexpr std::size_t kIndent = 2;
  std::optional<YamlSplices> splices = YamlSplices::parse(name, text, diagnostics);
  if (!splices) return std::nullopt;
  if (splices->root().kind == YamlValue::Kind::null) {
    const std::string_view end = text.empty() || text.back() == '\n' ? "" : splices->line_end();
    const std::string block = (text.empty() ? std::string(kNewFile) : "") + "cast:\n" + block_of(entries, kIndent);
    return text + std::string(end) + with_line_ends(block, splices->line_end());
  }
  if (splices->root().kind != YamlValue::Kind::mapping) return std::nullopt;
  const YamlValue* cast = splices->root().find("cast");
  if (cast == nullptr) {
    splices->add_block(splices->root(), {}, "cast", block_of(entries, kIndent));
    return splices->text();
  }
  if (cast->kind == YamlValue::Kind::null) {  // `cast:` and nothing behind it
    splices->remove_key(splices->root(), "cast", YamlSplices::Comments::stay);
    return add_cast_entries(name, splices->text(), entries, diagnostics);
  }
  if (cast->kind != YamlValue::Kind::mapping) return std::nullopt;
  const bool flow = splices->yaml_of(*cast).starts_with('{');
  for (const CastEntry& entry : entries) {
    splices->add_key(*cast, yaml_flow_scalar(entry.character.name),
                     flow ? values_of(entry.character) : with_remark(values_of(entry.character), entry.remark));
  }
  return splices->text();
}

}  // namespace sotto::document
