#include "annotate/document/sources/markup/markup.h"

#include <algorithm>
#include <charconv>

#include "annotate/document/sources/markup/html_parser.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

constexpr std::string_view kSpace = " \t\r\n\f";

/// The declarations in brackets of "<!DOCTYPE html [ ... ]>"; empty where there are none.
std::string_view internal_subset(std::string_view content) {
  const std::size_t type = content.substr(0, 4096).find("<!DOCTYPE");
  if (type == kNotFound) return {};
  const std::size_t open = content.find_first_of("[>", type);
  if (open == kNotFound || content[open] != '[') return {};
  const std::size_t close = content.find("]>", open);
  return close == kNotFound ? content.substr(open) : content.substr(open, close - open);
}

std::optional<std::string> of_number(std::string_view number) {
  const bool hex = number.starts_with('x') || number.starts_with('X');
  if (hex) number.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value, hex ? 16 : 10);
  if (error != std::errc() || end != number.data() + number.size()) return std::nullopt;
  const bool surrogate = value >= 0xD800 && value < 0xE000;
  std::string text;
  append_utf8(text, value == 0 || surrogate || value > 0x10FFFF ? U'\uFFFD' : static_cast<char32_t>(value));
  return text;
}

}  // namespace

Entities::Entities(std::string_view content) {
  const std::string_view subset = internal_subset(content);
  constexpr std::string_view kDeclaration = "<!ENTITY";
  for (std::size_t at = subset.find(kDeclaration); at != kNotFound; at = subset.find(kDeclaration, at)) {
    at += kDeclaration.size();
    const std::size_t name = subset.find_first_not_of(kSpace, at);
    const std::size_t name_end = subset.find_first_of(kSpace, name);
    const std::size_t quote = subset.find_first_not_of(kSpace, name_end);
    // What lies in another file ("SYSTEM") is not read.
    if (quote == kNotFound || (subset[quote] != '"' && subset[quote] != '\'')) continue;
    const std::size_t end = subset.find(subset[quote], quote + 1);
    if (end == kNotFound) return;
    const std::string_view value = subset.substr(quote + 1, end - quote - 1);
    std::string meaning;
    for (std::size_t i = 0; i < value.size(); ++i) {
      const std::optional<std::string_view> inner = entity_at(value, i);
      if (!inner) {
        meaning += value[i];
        continue;
      }
      if (!inner->starts_with('#')) nested_ = true;
      if (const auto character = inner->starts_with('#') ? of_number(inner->substr(1)) : std::nullopt) {
        meaning += *character;
      }
      i += inner->size() + 1;
    }
    declared_.emplace(subset.substr(name, name_end - name), std::move(meaning));
    at = end;
  }
}

std::optional<std::string_view> Entities::meaning(std::string_view name) {
  if (const auto declared = declared_.find(name); declared != declared_.end()) {
    given_ += declared->second.size();
    return is_bomb() ? std::string_view() : std::string_view(declared->second);
  }
  auto known = known_.find(name);
  if (known == known_.end()) {
    constexpr std::size_t kMostKnown = 10'000;
    if (known_.size() > kMostKnown) known_.clear();
    known = known_.emplace(name, name.starts_with('#') ? of_number(name.substr(1)) : html_entity(name)).first;
  }
  if (!known->second) return std::nullopt;
  return *known->second;
}

std::string Entities::resolved(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t next = std::min(text.find('&', i), text.size());
    plain += text.substr(i, next - i);
    i = next;
    if (i == text.size()) break;
    const std::optional<std::string_view> name = entity_at(text, i);
    const std::optional<std::string_view> stands_for = name ? meaning(*name) : std::nullopt;
    plain += stands_for ? *stands_for : "&";
    i += stands_for ? name->size() + 2 : 1;
  }
  return plain;
}

std::optional<std::string_view> entity_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongestName = 40;
  if (text.substr(at, 1) != "&") return std::nullopt;
  const std::string_view rest = text.substr(at + 1, kLongestName);
  const std::size_t end = rest.find(';');
  if (end == kNotFound || end == 0) return std::nullopt;
  const std::string_view name = rest.substr(0, end);
  const bool is_name = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#' || c == '_' ||
           c == '-' || c == '.';
  });
  return is_name ? std::optional(name) : std::nullopt;
}

std::optional<std::string> MarkupTree::attribute(const MarkupNode& node, std::string_view name) {
  for (std::size_t i = node.first_attribute; i < node.first_attribute + node.attributes; ++i) {
    const bool same = name.front() == ':' ? attributes[i].name.ends_with(name) : attributes[i].name == name;
    if (same) return entities.resolved(attributes[i].value);
  }
  return std::nullopt;
}

std::string MarkupTree::words(std::string_view content, std::size_t node, std::string_view without) {
  std::string all;
  for (std::size_t i = node; i < nodes[node].end;) {
    if (i != node && !without.empty() && nodes[i].name == without) {
      i = nodes[i].end;
      continue;
    }
    const std::string_view text = nodes[i].place.of(content);
    if (nodes[i].is_text()) all += nodes[i].cdata ? std::string(text) : entities.resolved(text);
    if (nodes[i].name == "br") all += ' ';
    ++i;
  }
  return fold_space(all);
}

std::size_t MarkupTree::find(std::string_view name, std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end; ++i) {
    if (!nodes[i].is_text() && (name.empty() || nodes[i].name == name)) return i;
  }
  return end;
}

std::vector<std::size_t> MarkupTree::children(std::size_t node, std::string_view name) const {
  std::vector<std::size_t> found;
  for (std::size_t i = node + 1; i < nodes[node].end; i = nodes[i].end) {
    if (!nodes[i].is_text() && (name.empty() || nodes[i].name == name)) found.push_back(i);
  }
  return found;
}

bool has_token(std::string_view list, std::string_view token) {
  for (std::size_t at = list.find(token); at != kNotFound; at = list.find(token, at + 1)) {
    const bool begins = at == 0 || kSpace.find(list[at - 1]) != kNotFound;
    const std::size_t end = at + token.size();
    if (begins && (end == list.size() || kSpace.find(list[end]) != kNotFound)) return true;
  }
  return false;
}

}  // namespace sotto::document
