#include "annotate/document/sources/anchors.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

#include "shared/text.h"

namespace sotto::document {

namespace {

/// Line, column and code points behind `text`, which begins at the given ones.
template <typename Number>
void advance(std::string_view text, Number& line, Number& column, std::size_t& content) {
  content += count_code_points(text);
  const std::size_t last_end = text.rfind('\n');
  if (last_end != std::string_view::npos) {
    line += static_cast<Number>(std::count(text.begin(), text.end(), '\n'));
    column = 1;
    text.remove_prefix(last_end + 1);
  }
  column += static_cast<Number>(count_code_points(text));
}

/// The last offset, at most `limit` bytes on, at which a code point begins.
std::size_t cut_before(std::string_view text, std::size_t begin, std::size_t limit) {
  std::size_t end = begin + limit;
  while (end > begin + 1 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return end;
}

}  // namespace

AnchorMap::Run AnchorMap::run_at(std::string_view text, std::size_t offset) const {
  offset = std::min(offset, text.size());
  const auto after =
      std::upper_bound(runs_.begin(), runs_.end(), offset, [](std::size_t o, const Run& run) { return o < run.text; });
  Run run = after == runs_.begin() ? Run{} : *std::prev(after);
  const std::string_view stretch = text.substr(run.text, offset - run.text);
  run.text = offset;
  if (run.width == kOnePlace) return run;
  run.byte += run.width == kSameBytes ? stretch.size() : run.width * count_code_points(stretch);
  advance(stretch, run.line, run.column, run.content);
  return run;
}

void AnchorMap::push(Run run) {
  if (!runs_.empty() && runs_.back().text == run.text) runs_.pop_back();
  runs_.push_back(run);
}

SourceLocation AnchorMap::locate(std::string_view text, std::size_t offset) const {
  const Run run = run_at(text, offset);
  return {files_[run.file], run.byte, run.line, run.column};
}

std::size_t AnchorMap::content_offset(std::string_view text, std::size_t offset) const {
  return run_at(text, offset).content;
}

AnchorMap AnchorMap::edited(std::string_view text, const std::vector<TextEdit>& edits) const {
  AnchorMap map;
  map.files_ = files_;
  map.runs_.reserve(runs_.size() + 2 * edits.size());
  auto run = runs_.begin();
  std::size_t removed = 0;
  std::size_t added = 0;
  const auto copy_until = [&](std::size_t end) {
    for (; run != runs_.end() && run->text < end; ++run) {
      map.push(*run);
      map.runs_.back().text = run->text - removed + added;
    }
  };
  for (const TextEdit& edit : edits) {
    copy_until(edit.span.begin);
    Run replaced = run_at(text, edit.span.begin);
    replaced.text = edit.span.begin - removed + added;
    replaced.width = kOnePlace;
    if (map.runs_.empty() && replaced.text > 0) map.push({});
    map.push(replaced);
    removed += edit.span.size();
    added += edit.text.size();
    Run rest = run_at(text, edit.span.end);
    rest.text = edit.span.end - removed + added;
    map.push(rest);
    while (run != runs_.end() && run->text <= edit.span.end) ++run;
  }
  copy_until(text.size() + 1);
  return map;
}

void AnchorBuilder::begin_file(std::string name, std::string_view text, const std::vector<DecodedRun>& runs) {
  if (map_.runs_.empty()) {
    map_.files_.front() = std::move(name);
  } else {
    map_.files_.push_back(std::move(name));
  }
  content_ = text;
  decoded_ = &runs;
  at_ = {};
  marks_.clear();
}

void AnchorBuilder::walk_to(std::size_t content) {
  if (content < at_.at) {
    const auto after = std::upper_bound(marks_.begin(), marks_.end(), content,
                                        [](std::size_t offset, const Mark& mark) { return offset < mark.at; });
    at_ = after == marks_.begin() ? Mark{} : *std::prev(after);
  }
  if (at_.at == 0 && content >= kByteOrderMark.size() && content_.starts_with(kByteOrderMark)) {
    at_.at = kByteOrderMark.size();
    at_.content = 1;
  }
  while (at_.at < content) {
    const std::size_t step = std::min(content - at_.at, kMarkEvery);
    const std::size_t end = at_.at + step == content ? content : cut_before(content_, at_.at, step);
    advance(content_.substr(at_.at, end - at_.at), at_.line, at_.column, at_.content);
    at_.at = end;
    if (at_.at >= (marks_.empty() ? 0 : marks_.back().at) + kMarkEvery) marks_.push_back(at_);
  }
}

DecodedRun AnchorBuilder::decoded_at(std::size_t content) const {
  const auto after = std::upper_bound(decoded_->begin(), decoded_->end(), content,
                                      [](std::size_t offset, const DecodedRun& run) { return offset < run.text; });
  DecodedRun run = after == decoded_->begin() ? DecodedRun{} : *std::prev(after);
  const std::string_view before = content_.substr(run.text, content - run.text);
  run.byte += run.width == kSameBytes ? before.size() : run.width * count_code_points(before);
  run.text = content;
  return run;
}

void AnchorBuilder::add_run(std::size_t text_begin, std::uint32_t width, std::size_t content) {
  assert(map_.runs_.empty() ? text_begin == 0 : map_.runs_.back().text <= text_begin);
  walk_to(content);
  map_.push({text_begin, decoded_at(content).byte, width, static_cast<std::uint32_t>(map_.files_.size() - 1),
             static_cast<std::uint32_t>(at_.line), static_cast<std::uint32_t>(at_.column), at_.content});
}

void AnchorBuilder::add_copy(std::size_t text_begin, Span content) {
  if (content.begin == 0 && content.end >= kByteOrderMark.size() && content_.starts_with(kByteOrderMark)) {
    add_replacement(text_begin, 0);
    content.begin += kByteOrderMark.size();
    text_begin += kByteOrderMark.size();
  }
  while (content.begin < content.end) {
    const auto next = std::upper_bound(decoded_->begin(), decoded_->end(), content.begin,
                                       [](std::size_t offset, const DecodedRun& run) { return offset < run.text; });
    std::size_t end = next == decoded_->end() ? content.end : std::min(content.end, next->text);
    if (end - content.begin > AnchorMap::kLongestRun) end = cut_before(content_, content.begin, AnchorMap::kLongestRun);
    add_run(text_begin, decoded_at(content.begin).width, content.begin);
    text_begin += end - content.begin;
    content.begin = end;
  }
}

void AnchorBuilder::add_replacement(std::size_t text_begin, std::size_t content) {
  add_run(text_begin, AnchorMap::kOnePlace, content);
}

AnchorMap AnchorBuilder::finish() {
  map_.runs_.shrink_to_fit();
  return std::move(map_);
}

}  // namespace sotto::document
