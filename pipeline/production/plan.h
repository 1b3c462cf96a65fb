#pragma once

/// What is made of a book and from what, before anything is made.
///
/// `produce`, `check`, `audition` and `watch`, a dry run and an explanation all read this one plan: they hold it
/// against what the cache and the out folder have (chapter_master.h), and make what is missing, or only report it.

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "annotate/document/book.h"
#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"
#include "cast/casting.h"
#include "mix/ambience_bed.h"
#include "mix/voice_levels.h"
#include "production/annotate_book.h"
#include "production/bed_recordings.h"
#include "production/chapter_job.h"
#include "production/workspace.h"
#include "publish/delivery_profile.h"
#include "shared/diagnostics.h"
#include "synthesis/engines.h"
#include "synthesis/take_requests.h"

namespace sotto::production {

/// What a book is made with besides its text.
struct ProductionSettings {
  document::Book book;                              ///< as it is delivered (publish::as_delivered)
  std::optional<publish::DeliveryProfile> profile;  ///< nothing where it is wrong
  bool stems = false;
  std::map<std::string, cast::VoiceProfile> voices;
  synthesis::Engines engines = synthesis::builtin_engines();
  std::vector<std::filesystem::path> voice_folders;  ///< of the profiles: engines find files of their own there
};

/// Reads profiles and voices; every mistake in them is reported.
ProductionSettings read_settings(const document::Book& as_written, const Workspace& workspace,
                                 Diagnostics& diagnostics);

/// All that is read of a book before it is planned.
struct ProductionInputs {
  document::Book book;
  publish::DeliveryProfile profile;
  bool stems = false;
  std::map<std::string, cast::VoiceProfile> voices;
  synthesis::Engines engines = synthesis::builtin_engines();
  std::vector<std::filesystem::path> voice_folders;
  document::Manuscript manuscript;
  script::Script script;           ///< of the chapters that are read aloud
  std::vector<BedFile> bed_files;  ///< every place of a recording; the beds of book and script have their contents
};

/// Puts the text to its settings, which have a profile, and finds the files of the beds. Nothing is written. Throws
/// MachineFailure.
ProductionInputs read_inputs(ProductionSettings settings, AnnotatedBook annotated, Diagnostics& diagnostics);

/// Where a chapter stands in its book.
struct ChapterPlan {
  Span text;           ///< its stretch of the manuscript
  TextPosition begin;  ///< where that begins
  mix::BedPosition bed = {};
};

struct ProductionPlan {
  document::Book book;
  publish::DeliveryProfile profile;
  bool stems = false;  ///< never where there is no ambience
  synthesis::Engines engines = synthesis::builtin_engines();
  std::vector<std::filesystem::path> voice_folders;
  document::Manuscript manuscript;
  script::Script script;
  cast::Cast cast;
  std::vector<BedFile> bed_files;
  std::vector<ChapterPlan> chapters;  ///< by the same index as those of the script
  VoiceIdentities identities;         ///< of all voices of the script, and of the narrator
};

/// Casts the voices and lays out the chapters. A pure function of what it is given, and of what the engines say of
/// themselves; nothing when that is wrong. Throws MachineFailure when an engine is missing.
std::optional<ProductionPlan> plan(ProductionInputs inputs, Diagnostics& diagnostics);

/// Has the voices speak the language of the book where it is not the profiles' own. An engine that does not speak it is
/// an error.
void speak_book_language(const ProductionInputs& inputs, cast::Cast& cast, Diagnostics& diagnostics);

/// The same with a cast that is settled.
ProductionPlan plan_with(ProductionInputs inputs, cast::Cast cast);

/// Leaves of a plan the chapter of this number, as it is in the whole; nothing, with an error, where there is none.
std::optional<ProductionPlan> chapter_alone(ProductionPlan plan, int number, Diagnostics& diagnostics);

/// Asks the engines of the plan for its chapters' takes.
synthesis::TakeRequester requester_of(const ProductionPlan& plan);

/// A chapter of the plan, with the levels of its voices.
ChapterJob chapter_job(const ProductionPlan& plan, std::size_t chapter, const mix::VoiceLevels& levels);

}  // namespace sotto::production
