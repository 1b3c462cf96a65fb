#pragma once

/// Turns yaml-cpp's syntax errors into messages that need no knowledge of YAML's grammar.

#include <string>
#include <string_view>

namespace sotto {

struct YamlMistake {
  std::string message;
  std::string hint;
  bool unclosed = false;  ///< a bracket is never closed: point at where it opens, not at the end of the text
};

/// `said`: the message of its exception.
YamlMistake yaml_mistake(std::string_view said);

}  // namespace sotto
