#pragma once

/// What was made and how: all that the listening checks look at besides the masters' sound.

#include <filesystem>
#include <string>
#include <vector>

#include "annotate/document/book.h"
#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"
#include "cast/casting.h"
#include "mix/ambience_bed.h"
#include "mix/timeline.h"
#include "mix/voice_levels.h"
#include "publish/master.h"
#include "report/contents/rebuild_reason.h"
#include "synthesis/synthesize.h"
#include "synthesis/take_store.h"

namespace sotto::contents {

struct MadeChapter {
  std::filesystem::path master;
  publish::MasterMeasure measure;
  std::string checksum;                      ///< of the master's bytes; empty where they cannot be read
  bool made = false;                         ///< in this run
  std::vector<RebuildReason> outdated = {};  ///< what has changed since it was made
  mix::BedPosition bed = {};                 ///< where its bed lies in the ambience
};

/// A file that was made of the masters.
struct MadeFile {
  std::string format;
  std::filesystem::path path;
  std::int64_t bytes = 0;
  std::string fault = {};                        ///< as in FileReport
  std::vector<publish::MasterMeasure> chapters;  ///< of what is decoded, of its chapters in order
  std::size_t first_chapter = 0;                 ///< an index into the production's
  bool made = false;                             ///< in this run
};

/// One book as it was produced. Chapters have the same index everywhere.
struct MadeProduction {
  document::Book book;
  document::Manuscript manuscript;
  script::Script script;
  cast::Cast cast;
  synthesis::SynthesisResult performance;
  std::vector<mix::Timeline> timelines;
  mix::VoiceLevels levels;
  publish::DeliveryProfile profile;
  std::vector<MadeChapter> chapters;
  std::vector<MadeFile> files = {};
  std::string sotto_version;
  std::string engine_version;
  std::string command = {};  ///< that makes it again: "sotto produce story/the-mask"
  std::string written = {};  ///< when the newest master was: "2026-03-01 12:00:00 UTC"; empty: not looked at
};

}  // namespace sotto::contents
