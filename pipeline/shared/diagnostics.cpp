#include "shared/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "shared/text.h"

namespace sotto {

namespace {

constexpr std::size_t kWindow = 160;  // code points of a source line that are shown

const char* name_of(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      break;
  }
  return "error";
}

/// The byte offset `count` code points after `from`, at most the text's end.
std::size_t forward(std::string_view text, std::size_t from, std::size_t count) {
  for (; count > 0 && from < text.size(); --count) from = code_point_at(text, from).next;
  return from;
}

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++errors_;
  all_.push_back(std::move(diagnostic));
}

void Diagnostics::error(std::string file, std::string message, std::string hint) {
  add({Severity::error, std::move(file), 0, 0, std::move(message), {}, std::move(hint)});
}

void Diagnostics::error_at(const Origin& origin, std::string message, std::string hint) {
  add({Severity::error, origin.file, origin.line, origin.column, std::move(message), origin.source_line,
       std::move(hint)});
}

void Diagnostics::warning(std::string file, std::string message, std::string hint) {
  add({Severity::warning, std::move(file), 0, 0, std::move(message), {}, std::move(hint)});
}

void Diagnostics::note(std::string file, std::string message, std::string hint) {
  add({Severity::note, std::move(file), 0, 0, std::move(message), {}, std::move(hint)});
}

void Diagnostics::append(const Diagnostics& other) {
  all_.insert(all_.end(), other.all_.begin(), other.all_.end());
  errors_ += other.errors_;
}

Diagnostic diagnostic_at(Severity severity, std::string file, std::string_view text, std::size_t offset,
                         std::string message, std::string hint) {
  offset = std::min(offset, text.size());
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const std::size_t line_end = std::min(text.find('\n', offset), text.size());
  Diagnostic diagnostic{severity, std::move(file), 0, 0, std::move(message), {}, std::move(hint)};
  diagnostic.line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  diagnostic.column = 1 + count_code_points(text.substr(line_begin, offset - line_begin));
  std::string_view line = text.substr(line_begin, line_end - line_begin);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  diagnostic.source_line = line;
  return diagnostic;
}

std::string render(const Diagnostic& d) {
  std::string out;
  if (!d.file.empty()) out += printable(d.file) + ":";
  if (d.line > 0) out += fmt::format("{}:", d.line);
  if (d.line > 0 && d.column > 0) out += fmt::format("{}:", d.column);
  if (!out.empty()) out += " ";
  out += fmt::format("{}: {}\n", name_of(d.severity), printable(d.message));
  if (d.line > 0 && d.column > 0 && !d.source_line.empty()) {
    // A long line is shown as a window with the place two thirds in.
    const std::size_t skipped = d.column > kWindow ? d.column - kWindow * 2 / 3 : 0;
    const std::size_t begin = forward(d.source_line, 0, skipped);
    const std::size_t end = forward(d.source_line, begin, kWindow);
    const char* head = begin > 0 ? "..." : "";
    out += fmt::format("  {}{}{}\n", head, printable(std::string_view(d.source_line).substr(begin, end - begin)),
                       end < d.source_line.size() ? "..." : "");
    out += fmt::format("  {}^\n", std::string(d.column - 1 - skipped + (begin > 0 ? 3 : 0), ' '));
  }
  if (!d.hint.empty()) out += fmt::format("  {}\n", printable(d.hint));
  return out;
}

std::string render(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.all()) out += render(diagnostic);
  return out;
}

}  // namespace sotto
