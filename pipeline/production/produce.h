#pragma once

/// The whole flow: story -> annotate -> script -> synthesis -> mix -> publish -> report.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "annotate/document/book.h"
#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"
#include "cast/casting.h"
#include "cast/voice.h"
#include "mix/voice_levels.h"
#include "production/annotate_book.h"
#include "publish/delivery_profile.h"
#include "report/contents/report.h"
#include "shared/diagnostics.h"
#include "shared/progress.h"
#include "synthesis/synthesize.h"

namespace sotto::production {

/// What the command line says of how a book is delivered, for once, over what the book says.
struct DeliveryOverride {
  std::string profile;  ///< a delivery profile; empty: the book's own
  bool dry = false;     ///< without ambience
  bool stems = false;   ///< voices and ambience apart, too
};

/// Where things are and how much of the machine may be used.
struct Workspace {
  std::filesystem::path stories = "story";
  std::filesystem::path scripts = "scripts";
  std::filesystem::path blessed = "tests/golden";  ///< how the last productions that a person was content with measured
  std::filesystem::path out = "out";
  std::filesystem::path cache;  ///< default: `.cache` in `out`
  std::filesystem::path home;   ///< Sotto's own folder, for its voices
  DeliveryOverride delivery;
  synthesis::Engines engines = synthesis::builtin_engines();
  int jobs = 1;

  std::filesystem::path cache_folder() const { return cache.empty() ? out / ".cache" : cache; }
  std::filesystem::path folder_of(const document::Book& book) const { return out / book.name; }
  /// Where the cache remembers what the book's masters were made from.
  std::filesystem::path records_of(const document::Book& book) const;
  std::filesystem::path report_folder(const document::Book& book) const { return folder_of(book) / "report"; }
  /// Profiles beside the book come first, then those of the working folder, then Sotto's own.
  std::vector<std::filesystem::path> voice_folders(const document::Book* book) const;
  /// The same for delivery profiles.
  std::vector<std::filesystem::path> profile_folders(const document::Book& book) const;
  /// The profile by which the book is delivered, dry where the command line says so; nothing when it is wrong, or
  /// there is none.
  std::optional<publish::DeliveryProfile> profile_of(const document::Book& book, Diagnostics& diagnostics) const;
};

/// The books that the user names, as paths, or by their names under `stories`; all of `stories` when none is named.
std::vector<document::Book> find_books(const std::vector<std::string>& names, const Workspace& workplace,
                                       Diagnostics& diagnostics);

/// A chapter whose takes are there, and whose mix is not.
struct ChapterToMix {
  const document::Book& book;
  const script::ScriptChapter& chapter;
  const synthesis::SynthesizedChapter& performed;
  const cast::Cast& cast;
  const mix::VoiceLevels& levels;
  const synthesis::TakeStore& store;
};

struct ProduceOptions {
  bool dry_run = false;  ///< makes nothing, writes nothing
  bool verify = false;   ///< reads the cache and the masters, whatever the times of their files say
  /// Hears why each thing is made, or would be, a line for each.
  std::function<void(const std::string&)> explain = {};
  /// Called for each chapter, in order, when it is spoken and before it is mixed.
  std::function<void(const ChapterToMix&)> performed = {};
};

/// Makes the book's chapters in `out/<book>/`, and checks what can be told without listening to them. Nothing is
/// returned when the input is wrong. The folder is locked meanwhile. Throws MachineFailure (FolderBusy when another
/// process makes the same book), Interrupted.
std::optional<contents::ProductionReport> produce(const document::Book& book, const Workspace& workplace,
                                                  Progress& progress, const StopFlag& stop, Diagnostics& diagnostics,
                                                  const ProduceOptions& options = {});

}  // namespace sotto::production
