#pragma once

/// What the command line takes, as a value: the manual page and the shells' completions are written from it.

#include <string>
#include <vector>

namespace sotto::cli {

struct OptionReference {
  std::vector<std::string> names;    ///< "-o", "--out"; of a positional, its one name: "BOOK"
  std::string value;                 ///< "TEXT", "INT", ...; empty: a flag
  std::string what;                  ///< one line
  std::string default_value;         ///< empty: none
  std::vector<std::string> choices;  ///< the values that it takes; empty: any
  bool positional = false;
  bool required = false;
  bool several = false;

  bool operator==(const OptionReference&) const = default;
};

struct CommandReference {
  std::string name;
  std::string what;
  std::vector<OptionReference> options;
  std::vector<CommandReference> commands;

  bool operator==(const CommandReference&) const = default;
};

}  // namespace sotto::cli
