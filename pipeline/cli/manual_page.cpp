#include "cli/manual_page.h"

#include <fmt/format.h>

namespace sotto::cli {

namespace {

/// Text as roff takes it: a hyphen that can be copied, and no line that begins with a control character.
std::string roff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      if ((out.empty() || out.back() == '\n') && (c == '.' || c == '\'')) out += "\\&";
      out += c;
    }
  }
  return out;
}

void add_option(std::string& page, const OptionReference& option) {
  std::string names;
  for (const std::string& name : option.names) names += (names.empty() ? "" : ", ") + name;
  page += fmt::format(".TP\n\\f{}{}\\fR", option.positional ? "I" : "B", roff(names));
  if (!option.positional && !option.value.empty()) page += fmt::format(" \\fI{}\\fR", roff(option.value));
  page += "\n";
  page += roff(option.what);
  if (!option.choices.empty()) page += roff(fmt::format(" ({})", fmt::join(option.choices, ", ")));
  if (!option.default_value.empty()) page += roff(fmt::format(" [{}]", option.default_value));
  page += "\n";
}

std::string synopsis(const CommandReference& command) {
  std::string words = fmt::format("\\fBsotto {}\\fR", roff(command.name));
  for (const OptionReference& option : command.options) {
    if (!option.positional) continue;
    const std::string name = roff(option.names.front()) + (option.several ? "..." : "");
    words += option.required ? fmt::format(" \\fI{}\\fR", name) : fmt::format(" [\\fI{}\\fR]", name);
  }
  return words;
}

}  // namespace

std::string manual_page(const CommandReference& program, const std::string& version) {
  std::string page = fmt::format(".TH SOTTO 1 \"\" \"Sotto {}\" \"User Commands\"\n", roff(version));
  page += fmt::format(".SH NAME\n{} \\- {}\n", roff(program.name), roff(program.what));
  page += ".SH SYNOPSIS\n";
  for (const CommandReference& command : program.commands) page += synopsis(command) + "\n.br\n";
  page += ".SH OPTIONS\nThese go with every command.\n";
  for (const OptionReference& option : program.options) add_option(page, option);
  page += ".SH COMMANDS\n";
  for (const CommandReference& command : program.commands) {
    page += fmt::format(".SS \"{}\"\n{}\n", roff(command.name), roff(command.what));
    for (const OptionReference& option : command.options) {
      if (option.names.back() != "--help") add_option(page, option);
    }
  }
  page +=
      ".SH \"EXIT STATUS\"\n"
      ".TP\n.B 0\ndone\n"
      ".TP\n.B 1\nthe input is wrong; messages say where\n"
      ".TP\n.B 2\nthe command line is wrong\n"
      ".TP\n.B 3\nthe machine failed: a full disk, a missing engine\n"
      ".TP\n.B 4\ndone, but a listening check falls short\n"
      ".TP\n.B 130\nstopped by Ctrl\\-C; what is done is kept\n"
      ".SH FILES\n"
      ".TP\n.I ~/.config/sotto/voices, ~/.config/sotto/profiles\nthe user's own voices and delivery profiles "
      "($XDG_CONFIG_HOME/sotto, where that is set)\n"
      ".TP\n.I out, scripts\nwhat is made, and the reading scripts, in the folder where Sotto is run\n";
  return page;
}

}  // namespace sotto::cli
