#include "studio/settings_edits.h"

#include <fmt/format.h>

#include <algorithm>

#include "annotate/document/cast_entries.h"
#include "shared/text.h"
#include "shared/yaml_splice.h"

namespace sotto::studio {

namespace {

constexpr const char* kByHand = "the settings are written in a way that cannot be changed here; change them by hand";
using Lists = std::vector<std::vector<std::string>>;

std::optional<YamlSplices> splices_of(const std::string& text, std::string& why) {
  Diagnostics wrong;
  auto splices = YamlSplices::parse("book.yaml", text, wrong);
  if (!splices) why = wrong.has_errors() ? wrong.all().front().message : kByHand;
  return splices;
}

/// Settings that are nothing yet, or mere comments, with a first key.
std::string with_first_key(const std::string& text, const std::string& key) {
  return text + (text.empty() || text.ends_with('\n') ? "" : "\n") + key + "\n";
}

const YamlValue::Entry* entry_of(const YamlValue* cast, const document::Character& person) {
  if (cast == nullptr || cast->kind != YamlValue::Kind::mapping) return nullptr;
  std::vector<std::string> names = {person.name};
  names.insert(names.end(), person.aliases.begin(), person.aliases.end());
  const auto is_theirs = [&](const YamlValue::Entry& entry) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return slug(name) == slug(entry.key); });
  };
  const auto found = std::find_if(cast->entries.begin(), cast->entries.end(), is_theirs);
  return found == cast->entries.end() ? nullptr : &*found;
}

Lists lists_in(const YamlValue* merge) {
  Lists lists;
  if (merge == nullptr || merge->kind != YamlValue::Kind::sequence || merge->items.empty()) return lists;
  const bool several = merge->items.front().kind == YamlValue::Kind::sequence;
  const auto add = [&](const YamlValue& list) {
    auto& names = lists.emplace_back();
    for (const YamlValue& name : list.items) names.push_back(name.scalar);
  };
  if (several) {
    for (const YamlValue& list : merge->items) add(list);
  } else {
    add(*merge);
  }
  return lists;
}

std::string flow_of(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + yaml_flow_scalar(name);
  return "[" + text + "]";
}

std::string flow_of(const Lists& lists) {
  if (lists.size() == 1) return flow_of(lists.front());
  std::string text;
  for (const auto& list : lists) text += (text.empty() ? "" : ", ") + flow_of(list);
  return "[" + text + "]";
}

bool same_name(const std::string& a, const std::string& b) {
  return lower_case(fold_space(a)) == lower_case(fold_space(b));
}

std::optional<std::string> with_lists(const std::string& text, const Lists& lists, std::string& why) {
  auto splices = splices_of(text, why);
  if (!splices) return std::nullopt;
  const YamlValue& root = splices->root();
  if (root.kind == YamlValue::Kind::null) return with_first_key(text, "merge: " + flow_of(lists));
  if (root.find("merge") == nullptr) {
    splices->add_key(root, "merge", flow_of(lists));
    return splices->text();
  }
  const std::string_view written = splices->yaml_of(*root.find("merge"));
  if (!written.starts_with('[')) {  // a block of lines: what stands above it stays
    splices->remove_key(root, "merge", YamlSplices::Comments::stay);
    return lists.empty() ? splices->text() : with_lists(splices->text(), lists, why);
  }
  if (lists.empty()) {
    splices->remove_key(root, "merge", YamlSplices::Comments::stay);
  } else {
    splices->set_yaml(*root.find("merge"), flow_of(lists));
  }
  return splices->text();
}

}  // namespace

std::optional<std::string> add_person(const std::string& text, const document::Character& person, std::string& why) {
  Diagnostics wrong;
  auto after = document::add_cast_entries("book.yaml", text, {{person, {}}}, wrong);
  if (!after) why = wrong.has_errors() ? wrong.all().front().message : kByHand;
  return after;
}

std::optional<std::string> edit_person(const std::string& text, const document::Character& person,
                                       const PersonEdit& edit, std::string& why) {
  auto splices = splices_of(text, why);
  if (!splices) return std::nullopt;
  const YamlValue::Entry* entry = entry_of(splices->root().find("cast"), person);
  if (entry == nullptr) {
    document::Character fresh;
    fresh.name = person.name;
    auto added = add_person(text, fresh, why);
    if (!added) return std::nullopt;
    auto again = splices_of(*added, why);
    if (!again) return std::nullopt;
    if (entry_of(again->root().find("cast"), person) == nullptr) {
      why = kByHand;
      return std::nullopt;
    }
    return edit_person(*added, person, edit, why);
  }
  if (entry->value.kind != YamlValue::Kind::mapping) {
    why = kByHand;
    return std::nullopt;
  }
  const auto set = [&](std::string_view key, const std::optional<std::string>& value) {
    if (!value) return;
    const YamlValue* old = entry->value.find(key);
    if (value->empty()) {
      if (old != nullptr) splices->remove_key(entry->value, key, YamlSplices::Comments::stay);
    } else if (old != nullptr) {
      splices->set(*old, *value);
    } else {
      splices->add_key(entry->value, key, splices->scalar_for(entry->value, *value));
    }
  };
  set("name", edit.name);
  set("gender", edit.gender);
  set("age", edit.age);
  set("voice", edit.voice);
  return splices->text();
}

std::optional<std::string> merge_names(const std::string& text, const std::vector<std::string>& names,
                                       std::string& why) {
  const auto splices = splices_of(text, why);
  if (!splices) return std::nullopt;
  std::vector<std::string> all = names;
  Lists lists;
  for (auto& list : lists_in(splices->root().find("merge"))) {
    const bool theirs = std::any_of(list.begin(), list.end(), [&](const std::string& name) {
      return std::any_of(names.begin(), names.end(), [&](const std::string& one) { return same_name(one, name); });
    });
    if (theirs) {
      all.insert(all.end(), list.begin(), list.end());
    } else {
      lists.push_back(std::move(list));
    }
  }
  auto& one = lists.emplace_back();
  for (std::string& name : all) {
    if (std::none_of(one.begin(), one.end(), [&](const std::string& known) { return same_name(known, name); })) {
      one.push_back(std::move(name));
    }
  }
  return with_lists(text, lists, why);
}

std::optional<std::string> part_name(const std::string& text, const std::string& name, std::string& why) {
  const auto splices = splices_of(text, why);
  if (!splices) return std::nullopt;
  Lists lists = lists_in(splices->root().find("merge"));
  for (auto& list : lists) std::erase_if(list, [&](const std::string& one) { return same_name(one, name); });
  std::erase_if(lists, [](const auto& list) { return list.size() < 2; });
  return with_lists(text, lists, why);
}

std::optional<std::string> pronounce(const std::string& text, const std::string& word, const std::string& phonemes,
                                     std::string& why) {
  auto splices = splices_of(text, why);
  if (!splices) return std::nullopt;
  const YamlValue& root = splices->root();
  const std::string entry = "{" + yaml_flow_scalar(word) + ": " + yaml_flow_scalar(phonemes) + "}";
  if (root.kind == YamlValue::Kind::null) {
    return phonemes.empty() ? text : with_first_key(text, "pronunciations: " + entry);
  }
  const YamlValue* words = root.find("pronunciations");
  if (words == nullptr || words->kind != YamlValue::Kind::mapping) {
    if (words != nullptr) {
      why = kByHand;
      return std::nullopt;
    }
    if (phonemes.empty()) return text;
    splices->add_key(root, "pronunciations", entry);
  } else if (const YamlValue* said = words->find(word)) {
    if (phonemes.empty()) {
      splices->remove_key(*words, word, YamlSplices::Comments::stay);
    } else {
      splices->set(*said, phonemes);
    }
  } else if (!phonemes.empty()) {
    splices->add_key(*words, yaml_flow_scalar(word), splices->scalar_for(*words, phonemes));
  }
  return splices->text();
}

}  // namespace sotto::studio
