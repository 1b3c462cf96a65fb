#pragma once

/// Scripts and who speaks in them, as the pages get them.

#include <nlohmann/json_fwd.hpp>

#include "annotate/script/script.h"
#include "studio/studio.h"

namespace sotto::studio {

/// Less sure than this wants a look: the limit of the listening check.
inline constexpr double kUnsureBelow = 0.8;

/// Whether the annotator is not sure, and nobody has decided.
bool is_unsure(const script::Line& line);

/// Number, title, and how many lines are like what.
nlohmann::json summary_json(const script::ScriptChapter& chapter);
/// All of its lines. `reading` (may be null) knows who else may say a line.
nlohmann::json chapter_json(const script::ScriptChapter& chapter, const BookReading* reading,
                            const std::set<std::size_t>& marked = {});
/// The chapter's stretch of the manuscript in pieces, each with the line that it is, or null: it is in none.
nlohmann::json source_json(const script::ScriptChapter& chapter, const BookReading& reading);
/// Who speaks: those with most lines first, the narrator before them.
nlohmann::json people_json(Studio& studio);

}  // namespace sotto::studio
