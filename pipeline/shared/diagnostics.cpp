#include "shared/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "shared/text.h"

namespace sotto {

namespace {

constexpr std::size_t kWindow = 160;  // code points of a source line that are shown
/// Stands where a line was cut.
constexpr std::string_view kCut = "...";

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

/// Its severity and its words, without what stands in single quotes and the digits of numbers.
std::string kind_of(Severity severity, std::string_view message) {
  std::string kind = name_of(severity);
  for (std::size_t at = 0; at < message.size(); ++at) {
    const char c = message[at];
    // An apostrophe within a word quotes nothing.
    const bool opens = c == '\'' && (at == 0 || message[at - 1] == ' ' || message[at - 1] == '(');
    const std::size_t end = opens ? message.find('\'', at + 1) : std::string_view::npos;
    if (end != std::string_view::npos) at = end;
    if (c < '0' || c > '9') kind += c;
  }
  return kind;
}

/// Of a long line what is near the place stays: a window with the place two thirds in.
void cut_source_line(Diagnostic& d) {
  if (d.source_line.size() <= kWindow) return;
  if (d.caret > 0 && count_code_points(d.source_line) <= kWindow + 2 * kCut.size()) return;  // it was cut before
  const std::size_t column = d.caret > 0 ? d.caret : d.column;
  const std::size_t skipped = column > kWindow ? column - kWindow * 2 / 3 : 0;
  const std::size_t begin = forward(d.source_line, 0, skipped);
  const std::size_t end = forward(d.source_line, begin, kWindow);
  const std::string head(begin > 0 ? kCut : "");
  const std::string tail(end < d.source_line.size() ? kCut : "");
  d.caret = column - skipped + head.size();
  d.source_line = head + d.source_line.substr(begin, end - begin) + tail;
}

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
  add(diagnostic.severity, diagnostic.message, [&] { return std::move(diagnostic); });
}

void Diagnostics::add(Severity severity, const std::string& message, const std::function<Diagnostic()>& make) {
  if (severity == Severity::error) ++errors_;
  if (++kinds_[kind_of(severity, message)] > kMostOfAKind) return;
  all_.push_back(make());
  cut_source_line(all_.back());
}

std::size_t Diagnostics::count_like(const Diagnostic& diagnostic) const {
  const auto found = kinds_.find(kind_of(diagnostic.severity, diagnostic.message));
  return found == kinds_.end() ? 0 : found->second;
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
  std::map<std::string, std::size_t> dropped = other.kinds_;
  for (const Diagnostic& diagnostic : other.all_) {
    const std::string kind = kind_of(diagnostic.severity, diagnostic.message);
    if (kinds_[kind] >= kMostOfAKind) continue;
    all_.push_back(diagnostic);
    ++kinds_[kind];
    --dropped[kind];
  }
  for (const auto& [kind, count] : dropped) kinds_[kind] += count;
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
    Diagnostic shown = d;
    cut_source_line(shown);
    out += fmt::format("  {}\n", printable(shown.source_line));
    out += fmt::format("  {}^\n", std::string((shown.caret > 0 ? shown.caret : shown.column) - 1, ' '));
  }
  if (!d.hint.empty()) out += fmt::format("  {}\n", printable(d.hint));
  return out;
}

std::string render(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.all()) out += render(diagnostic);
  return out;
}

std::string render(const Diagnostics& diagnostics, const Brevity& brevity) {
  struct Kind {
    std::size_t left_out = 0;  ///< not kept
    std::size_t distinct = 0;
    std::size_t shown = 0;
  };
  std::map<std::string, Kind> kinds;
  std::unordered_set<std::string> seen;
  struct Remark {
    std::string text;
    std::size_t most = 0;
    Kind* kind = nullptr;
  };
  std::vector<Remark> remarks;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity < brevity.least) continue;
    const auto [found, is_new] = kinds.try_emplace(kind_of(diagnostic.severity, diagnostic.message));
    Kind& kind = found->second;
    if (is_new) {
      const std::size_t count = diagnostics.count_like(diagnostic);
      kind.left_out = count - std::min(count, Diagnostics::kMostOfAKind);
    }
    std::string text = render(diagnostic);
    if (!seen.insert(text).second) continue;
    ++kind.distinct;
    const std::size_t most = diagnostic.severity == Severity::error ? brevity.errors : brevity.remarks;
    remarks.push_back({std::move(text), most, &kind});
  }
  std::string out;
  for (const auto& [text, most, kind] : remarks) {
    if (kind->shown == most) continue;
    out += text;
    ++kind->shown;
    if (kind->shown < most && kind->shown < kind->distinct) continue;
    const std::size_t more = kind->distinct + kind->left_out - kind->shown;
    if (more == 0) continue;
    const bool shown_otherwise = kind->shown < kind->distinct && !brevity.rest.empty();
    out += fmt::format("  ... and {} more like it{}\n", more, shown_otherwise ? " (" + brevity.rest + ")" : "");
  }
  return out;
}

}  // namespace sotto
