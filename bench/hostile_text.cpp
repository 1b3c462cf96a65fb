/// Writes one of the hostile texts of tests/growth, or lists their names and files:
///
///     hostile_text [NAME BYTES]      to standard output

#include <fmt/core.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "growth/hostile_texts.h"

int main(int count, char** arguments) {
  const bool listed = count == 1;
  for (const sotto::growth::HostileText& text : sotto::growth::hostile_texts()) {
    if (listed) {
      fmt::print("{}\t{}\n", text.name, text.file);
    } else if (count == 3 && text.name == arguments[1]) {
      const std::string made = text.make(std::strtoul(arguments[2], nullptr, 10));
      return std::fwrite(made.data(), 1, made.size(), stdout) == made.size() ? 0 : 3;
    }
  }
  return listed ? 0 : 2;
}
