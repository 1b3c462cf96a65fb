#include "cli/completion.h"

#include <fmt/format.h>

#include <stdexcept>

namespace sotto::cli {

namespace {

/// In single quotes, as bash, zsh and fish read them.
std::string quoted(const std::string& text, bool fish = false) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += fish ? "\\'" : "'\\''";
    } else if (fish && c == '\\') {
      out += "\\\\";
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::vector<OptionReference> options_of(const CommandReference& program, const CommandReference& command) {
  std::vector<OptionReference> options = command.options;
  for (const OptionReference& option : program.options) {
    if (option.names.back() != "--help") options.push_back(option);
  }
  return options;
}

/// The words with which a command can go on: options' names, and the choices of its positionals.
std::vector<std::string> words_of(const std::vector<OptionReference>& options) {
  std::vector<std::string> words;
  for (const OptionReference& option : options) {
    const auto& more = option.positional ? option.choices : option.names;
    words.insert(words.end(), more.begin(), more.end());
  }
  return words;
}

std::string bash(const CommandReference& program) {
  std::vector<std::string> names;
  for (const CommandReference& command : program.commands) names.push_back(command.name);
  std::string script = fmt::format(
      "_{0}() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command='' each\n"
      "  for each in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
      "    case $each in {1}) command=$each; break ;; esac\n"
      "  done\n"
      "  local words='{2} {3}'\n"
      "  case $command in\n",
      program.name, fmt::join(names, "|"), fmt::join(names, " "), fmt::join(words_of(program.options), " "));
  for (const CommandReference& command : program.commands) {
    script +=
        fmt::format("    {}) words='{}' ;;\n", command.name, fmt::join(words_of(options_of(program, command)), " "));
  }
  script += "  esac\n  case $command:$before in\n";
  for (const CommandReference& command : program.commands) {
    for (const OptionReference& option : options_of(program, command)) {
      if (option.positional || option.value.empty()) continue;
      std::vector<std::string> patterns;
      for (const std::string& name : option.names) patterns.push_back(command.name + ":" + name);
      script += fmt::format("    {}) words='{}' ;;\n", fmt::join(patterns, "|"), fmt::join(option.choices, " "));
    }
  }
  script += fmt::format(
      "  esac\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
      "}}\n"
      "complete -o default -F _{0} {0}\n",
      program.name);
  return script;
}

std::string zsh(const CommandReference& program) {
  // Brackets and colons part what _arguments reads.
  const auto plain = [](const std::string& text) {
    std::string out;
    for (const char c : text) {
      if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
      out += c;
    }
    return out;
  };
  const auto spec = [&](const OptionReference& option) {
    std::string action = option.choices.empty() ? "_files" : fmt::format("({})", fmt::join(option.choices, " "));
    if (option.positional) {
      return quoted(fmt::format("{}:{}:{}", option.several ? "*" : "", plain(option.names.front()), action));
    }
    std::string all;
    for (const std::string& name : option.names) {
      const std::string value = option.value.empty() ? "" : fmt::format(":{}:{}", plain(option.value), action);
      all += (all.empty() ? "" : " ") + quoted(fmt::format("{}[{}]{}", name, plain(option.what), value));
    }
    return all;
  };
  std::string script =
      fmt::format("#compdef {0}\n\n_{0}() {{\n  local state line\n  local -a commands\n  commands=(\n", program.name);
  for (const CommandReference& command : program.commands) {
    script += "    " + quoted(plain(command.name) + ":" + plain(command.what)) + "\n";
  }
  script += "  )\n  _arguments -C \\\n";
  for (const OptionReference& option : program.options) script += "    " + spec(option) + " \\\n";
  script += "    '1:command:->command' '*::argument:->argument'\n";
  script += "  case $state in\n    command) _describe command commands ;;\n    argument)\n      case $line[1] in\n";
  for (const CommandReference& command : program.commands) {
    script += fmt::format("        {}) _arguments", command.name);
    for (const OptionReference& option : options_of(program, command)) script += " \\\n          " + spec(option);
    script += " ;;\n";
  }
  script += fmt::format("      esac ;;\n  esac\n}}\n\n_{0} \"$@\"\n", program.name);
  return script;
}

std::string fish(const CommandReference& program) {
  std::string script;
  const auto add = [&](const OptionReference& option, const std::string& condition) {
    const std::string start = fmt::format("complete -c {} -n {}", program.name, quoted(condition, true));
    if (option.positional) {
      if (!option.choices.empty()) {
        script += fmt::format("{} -f -a {}\n", start, quoted(fmt::format("{}", fmt::join(option.choices, " ")), true));
      }
      return;
    }
    script += start;
    for (const std::string& name : option.names) {
      script += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    if (!option.choices.empty()) {
      script += fmt::format(" -x -a {}", quoted(fmt::format("{}", fmt::join(option.choices, " ")), true));
    } else if (!option.value.empty()) {
      script += " -r";
    }
    script += " -d " + quoted(option.what, true) + "\n";
  };
  for (const CommandReference& command : program.commands) {
    script += fmt::format("complete -c {} -f -n __fish_use_subcommand -a {} -d {}\n", program.name, command.name,
                          quoted(command.what, true));
  }
  for (const OptionReference& option : program.options) add(option, "true");
  for (const CommandReference& command : program.commands) {
    for (const OptionReference& option : command.options) {
      if (option.names.back() != "--help") add(option, "__fish_seen_subcommand_from " + command.name);
    }
  }
  return script;
}

}  // namespace

std::string completion(const CommandReference& program, const std::string& shell) {
  if (shell == "bash") return bash(program);
  if (shell == "zsh") return zsh(program);
  if (shell == "fish") return fish(program);
  throw std::invalid_argument("completion: " + shell);
}

}  // namespace sotto::cli
