#include "annotate/document/sources/markup/left_out.h"

#include "shared/text.h"

namespace sotto::document {

namespace {

std::string_view name_of(Silent what) {
  switch (what) {
    case Silent::navigation:
      return "table of contents";
    case Silent::page_number:
      return "page break";
    case Silent::line_number:
      return "line number";
    case Silent::note_mark:
      return "note mark";
    case Silent::note:
      return "note";
    case Silent::hidden:
      return "hidden part";
    case Silent::picture:
      return "picture";
  }
  return {};
}

}  // namespace

std::size_t LeftOut::count(Silent what) const {
  const auto found = counts_.find(what);
  return found == counts_.end() ? 0 : found->second;
}

void LeftOut::tell(const std::string& path, Diagnostics& diagnostics) const {
  std::string all;
  for (const auto& [what, count] : counts_) {
    const bool tables = what == Silent::navigation && count > 1;
    all += (all.empty() ? "" : ", ") +
           (tables ? std::to_string(count) + " tables of contents" : counted(count, name_of(what)));
  }
  if (all.empty()) return;
  diagnostics.note(path, "not read: " + all,
                   count(Silent::note) > 0 ? "`notes: read` in the book's settings has the notes read" : "");
}

}  // namespace sotto::document
