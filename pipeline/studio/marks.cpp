#include "studio/marks.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "shared/files.h"

namespace sotto::studio {

using nlohmann::json;

Marks::Marks(std::filesystem::path file) : file_(std::move(file)) {
  const json stored = json::parse(try_read_file(file_).value_or("[]"), nullptr, false);
  if (!stored.is_array()) return;
  try {
    for (const json& one : stored) marks_.push_back({one.at("chapter"), one.at("line"), one.at("say")});
  } catch (const json::exception&) {
    // What can be read of a damaged file is kept.
  }
}

std::set<std::size_t> Marks::in_locked(const script::ScriptChapter& chapter) const {
  std::set<std::size_t> lines;
  if (chapter.lines.empty()) return lines;
  for (const LineRef& mark : marks_) {
    if (mark.chapter != chapter.number) continue;
    lines.insert(find_line(chapter, mark).value_or(std::min(mark.line, chapter.lines.size() - 1)));
  }
  return lines;
}

std::set<std::size_t> Marks::in(const script::ScriptChapter& chapter) const {
  const std::scoped_lock lock(mutex_);
  return in_locked(chapter);
}

void Marks::set(const script::ScriptChapter& chapter, const std::set<std::size_t>& lines, bool on) {
  const std::scoped_lock lock(mutex_);
  std::set<std::size_t> marked = in_locked(chapter);
  for (const std::size_t line : lines) {
    if (on && line < chapter.lines.size()) marked.insert(line);
    if (!on) marked.erase(line);
  }
  std::erase_if(marks_, [&](const LineRef& mark) { return mark.chapter == chapter.number; });
  for (const std::size_t line : marked) marks_.push_back({chapter.number, line, chapter.lines[line].say});
  json stored = json::array();
  for (const LineRef& mark : marks_) {
    stored.push_back({{"chapter", mark.chapter}, {"line", mark.line}, {"say", mark.say}});
  }
  make_folder(file_.parent_path());
  write_file(file_, stored.dump(1, ' ', false, json::error_handler_t::replace) + "\n");
}

}  // namespace sotto::studio
