#pragma once

/// What yaml-cpp says of text that is no YAML, in words for people who never heard of tokens.

#include <string>
#include <string_view>

namespace sotto {

struct YamlMistake {
  std::string message;
  std::string hint;
  bool unclosed = false;  ///< a bracket: where it opens tells more than where the text ended
};

/// `said`: the message of its exception.
YamlMistake yaml_mistake(std::string_view said);

}  // namespace sotto
