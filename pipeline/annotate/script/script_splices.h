#pragma once

/// New texts for the files of a script: the stored texts, changed only where a value changed. Lines are inserted, moved
/// and removed with the comments that belong to them; no comment is lost.

#include <string>
#include <vector>

#include "annotate/script/chapter_matching.h"
#include "annotate/script/script.h"
#include "annotate/script/script_yaml.h"

namespace sotto::script {

/// The text of each chapter's file. A chapter that continues no stored one is written anew. Comments of lines that went
/// to another chapter go there with them; those of lines that are gone stay where they were, or where most of their
/// chapter went.
std::vector<std::string> splice_script(const std::vector<ScriptChapter>& chapters,
                                       const std::vector<StoredChapter>& stored, const ChapterMatches& matches);

}  // namespace sotto::script
