#pragma once

/// What style sheets (CSS) say that is heard: what is italic, and what is not shown.

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace sotto::document {

/// What a rule says of an element; nothing where it says nothing.
struct Style {
  std::optional<bool> italic;
  std::optional<bool> hidden;
  bool operator==(const Style&) const = default;
};

/// The declarations of a `style` attribute, or between the braces of a rule.
Style read_declarations(std::string_view declarations);

/// The rules of style sheets whose selector is one element, by its name, its class or both ("i", ".ship", "span.ship").
/// Rules for elements within others are left out: what they mean depends on the whole page.
class StyleSheet {
 public:
  /// Adds the rules of a sheet; later ones outweigh earlier ones of the same kind.
  void add(std::string_view css);

  /// What the rules say of an element: those of its classes (separated by white space) outweigh those of its name.
  Style of(std::string_view element, std::string_view classes) const;

 private:
  std::map<std::string, Style, std::less<>> rules_;  ///< by selector, as written
};

}  // namespace sotto::document
