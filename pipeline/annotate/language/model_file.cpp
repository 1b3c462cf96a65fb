#include "annotate/language/model_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <system_error>

#include "shared/failure.h"

namespace sotto::language {

ModelFile::ModelFile(std::string_view name, std::string_view text, std::string_view format) : name_(name), rest_(text) {
  next();
  expect(format);
}

void ModelFile::next() {
  line_ = {};
  while (!rest_.empty()) {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++number_;
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (line.empty() || line.front() == '#') continue;
    line_ = line;
    return;
  }
}

void ModelFile::expect(std::string_view line) {
  if (line_ != line) fail(fmt::format("\"{}\" is expected", line));
  next();
}

float ModelFile::number(std::string_view text) const {
  float value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) fail(fmt::format("\"{}\" is no number", text));
  return value;
}

void ModelFile::fail(std::string_view what) const {
  throw MachineFailure(done() ? fmt::format("{}: the file ends where {}", name_, what)
                              : fmt::format("{}:{}: \"{}\": {}; the model and the program do not belong together",
                                            name_, number_, line_, what));
}

}  // namespace sotto::language
