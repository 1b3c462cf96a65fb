#pragma once

/// Why chapters are made, in words for a person.

#include <cstddef>
#include <string>
#include <vector>

#include "annotate/document/manuscript.h"
#include "production/chapter_job.h"
#include "production/chapter_master.h"
#include "synthesis/synthesize.h"

namespace sotto::production {

enum class Tense { was_made, would_be_made };

/// In a line each, why sentences of a chapter were spoken and its master made, or would be. `places` are those of the
/// manuscript.
std::vector<std::string> explain(const ChapterJob& job, const synthesis::SynthesizedChapter& synthesized,
                                 const mix::Timeline& timeline, const ChapterMaster& master,
                                 const document::SourceLocations& places, Tense tense);

}  // namespace sotto::production
