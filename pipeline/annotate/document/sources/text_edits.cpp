#include "annotate/document/sources/text_edits.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "shared/text.h"

namespace sotto::document {

namespace {

/// Where the places of a text are after edits.
class EditedOffsets {
 public:
  explicit EditedOffsets(const std::vector<TextEdit>& edits) : edits_(edits) {
    std::size_t removed = 0;
    std::size_t added = 0;
    for (const TextEdit& edit : edits) {
      removed += edit.span.size();
      added += edit.text.size();
      behind_.push_back(edit.span.end - removed + added);
    }
  }

  /// A place inside of what was replaced is where that begins.
  std::size_t at(std::size_t offset) const {
    const auto after = std::upper_bound(edits_.begin(), edits_.end(), offset,
                                        [](std::size_t o, const TextEdit& edit) { return o < edit.span.begin; });
    if (after == edits_.begin()) return offset;
    const TextEdit& edit = *std::prev(after);
    const std::size_t behind = behind_[static_cast<std::size_t>(std::prev(after) - edits_.begin())];
    return offset < edit.span.end ? behind - edit.text.size() : behind + (offset - edit.span.end);
  }

  Span of(Span span) const { return {at(span.begin), std::max(at(span.begin), at(span.end))}; }

 private:
  const std::vector<TextEdit>& edits_;
  std::vector<std::size_t> behind_;  ///< where each edit ends now
};

}  // namespace

void edit_text(std::string& text, AnchorMap& anchors, const std::vector<TextEdit>& edits) {
  if (edits.empty()) return;
  anchors = anchors.edited(text, edits);
  std::string edited;
  edited.reserve(text.size());
  std::size_t at = 0;
  for (const TextEdit& edit : edits) {
    edited.append(text, at, edit.span.begin - at).append(edit.text);
    at = edit.span.end;
  }
  edited.append(text, at);
  text = std::move(edited);
}

void edit_source(Source& source, const std::vector<TextEdit>& edits) {
  if (edits.empty()) return;
  const EditedOffsets offsets(edits);
  edit_text(source.text, source.anchors, edits);
  for (Block& block : source.blocks) {
    const std::string_view content = offsets.of(block.span).of(source.text);
    const std::string_view seen = trim_space(content);
    const auto begin =
        seen.empty() ? offsets.at(block.span.begin) : static_cast<std::size_t>(seen.data() - source.text.data());
    block.span = {begin, begin + seen.size()};
  }
  std::erase_if(source.blocks, [](const Block& block) { return block.span.empty(); });
  for (Span& span : source.emphasis) span = offsets.of(span);
  std::erase_if(source.emphasis, [](Span span) { return span.empty(); });
  for (SaidSpan& one : source.said) one.span = offsets.of(one.span);
  for (SourceChapter& chapter : source.chapters) {
    chapter.heading = offsets.of(chapter.heading);
    chapter.span = offsets.of(chapter.span);
  }
}

}  // namespace sotto::document
