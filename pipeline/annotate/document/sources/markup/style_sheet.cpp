#include "annotate/document/sources/markup/style_sheet.h"

#include <algorithm>

#include "shared/text.h"

namespace sotto::document {

namespace {

void join(Style& style, const Style& later) {
  if (later.italic) style.italic = later.italic;
  if (later.hidden) style.hidden = later.hidden;
}

/// The sheet without its comments.
std::string without_comments(std::string_view css) {
  std::string plain;
  for (std::size_t at = 0; at < css.size();) {
    const std::size_t comment = std::min(css.find("/*", at), css.size());
    plain += css.substr(at, comment - at);
    const std::size_t end = css.find("*/", std::min(comment + 2, css.size()));
    at = end == kNotFound ? css.size() : end + 2;
  }
  return plain;
}

/// Whether a selector is an element's name, a class of its own or both.
bool is_simple(std::string_view selector) {
  return !selector.empty() && selector.find_first_of(" \t\r\n>+~:[]#*\"'()&@") == kNotFound &&
         std::count(selector.begin(), selector.end(), '.') <= 1;
}

}  // namespace

Style read_declarations(std::string_view declarations) {
  Style style;
  for (std::size_t begin = 0; begin < declarations.size();) {
    const std::size_t end = std::min(declarations.find(';', begin), declarations.size());
    const std::string_view one = declarations.substr(begin, end - begin);
    begin = end + 1;
    const std::size_t colon = one.find(':');
    if (colon == kNotFound) continue;
    const std::string property = lower_case(trim_space(one.substr(0, colon)));
    std::string value = lower_case(trim_space(one.substr(colon + 1)));
    value = std::string(trim_space(value.substr(0, value.find('!'))));
    if (property == "font-style") style.italic = value == "italic" || value.starts_with("oblique");
    if (property == "display") style.hidden = value == "none";
    if (property == "visibility" && value == "hidden") style.hidden = true;
  }
  return style;
}

void StyleSheet::add(std::string_view css) {
  const std::string plain = without_comments(css);
  const std::string_view text = plain;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t brace = text.find_first_of("{;", at);
    if (brace == kNotFound) return;
    const std::string_view selectors = trim_space(text.substr(at, brace - at));
    if (text[brace] == ';') {  // "@charset ...;"
      at = brace + 1;
      continue;
    }
    // A rule that holds others ("@media") is left out as a whole.
    int depth = 1;
    std::size_t end = brace + 1;
    for (; end < text.size() && depth > 0; ++end) depth += text[end] == '{' ? 1 : text[end] == '}' ? -1 : 0;
    at = end;
    if (selectors.starts_with('@')) continue;
    const Style style = read_declarations(text.substr(brace + 1, end - brace - (depth == 0 ? 2 : 1)));
    if (style == Style{}) continue;
    for (std::size_t begin = 0; begin <= selectors.size();) {
      const std::size_t comma = std::min(selectors.find(',', begin), selectors.size());
      const std::string_view selector = trim_space(selectors.substr(begin, comma - begin));
      begin = comma + 1;
      if (is_simple(selector)) join(rules_[std::string(selector)], style);
    }
  }
}

Style StyleSheet::of(std::string_view element, std::string_view classes) const {
  Style style;
  if (rules_.empty()) return style;
  const auto apply = [&](std::string_view selector) {
    if (const auto rule = rules_.find(selector); rule != rules_.end()) join(style, rule->second);
  };
  apply(element);
  for (std::size_t begin = 0; begin < classes.size();) {
    const std::size_t end = std::min(classes.find_first_of(" \t\r\n", begin), classes.size());
    if (end > begin) {
      const std::string name = "." + std::string(classes.substr(begin, end - begin));
      apply(name);
      apply(std::string(element) + name);
    }
    begin = end + 1;
  }
  return style;
}

}  // namespace sotto::document
