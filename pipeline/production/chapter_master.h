#pragma once

/// Masters of the chapters of a book, each made only when something that shapes it has changed.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "annotate/document/book.h"
#include "cast/casting.h"
#include "mix/chapter_mix.h"
#include "mix/timeline.h"
#include "production/build_record.h"
#include "production/production_progress.h"
#include "publish/master.h"
#include "shared/progress.h"
#include "synthesis/take_store.h"

namespace sotto::production {

struct ChapterMaster {
  std::filesystem::path path;  ///< `<folder>/NN-title.wav`, or as the profile has it
  publish::MasterMeasure measure;
  std::string checksum;              ///< of its bytes; empty in a dry run that would make it
  bool made = false;                 ///< in this run, or it would be
  std::vector<std::string> reasons;  ///< why it is made, for a person
  std::vector<std::size_t> changed;  ///< cues of the timeline whose take the last master did not have
};

struct MasterSettings {
  std::filesystem::path folder;   ///< where the masters go
  std::filesystem::path records;  ///< the folder that remembers what each master was made from
  publish::DeliveryProfile profile;
  mix::VoiceLevels levels = {};  ///< of every speaker in every delivery
  bool stems = false;            ///< beside each master, its voices and its ambience; without ambience there are none
  int jobs = 1;
  bool verify = false;   ///< reads what is there, whatever the times of its files say
  bool dry_run = false;  ///< only finds out what would be made, and why
};

/// Where a chapter's master goes.
std::filesystem::path master_path(const std::filesystem::path& folder, const script::ScriptChapter& chapter,
                                  const publish::DeliveryProfile& profile);

/// One master for each chapter of the script. A master whose file still is what the record says, made from the same
/// takes, voices, ambience and profile, is left alone. What is given must outlive this.
class ChapterMasters {
 public:
  /// Throws MachineFailure.
  ChapterMasters(const document::Book& book, const script::Script& script, const cast::Cast& cast,
                 const synthesis::TakeStore& store, MasterSettings settings, const StopFlag& stop);

  /// A chapter's place in the book.
  struct Place {
    std::size_t chapter = 0;
    mix::BedPosition bed = {};
  };
  /// The place of the next chapter; all of them are asked for, in order.
  Place next(const mix::Timeline& timeline);

  /// Makes the master, if there is reason to. Safe to call from several threads. `progress` hears of seconds of sound.
  /// Throws MachineFailure, Interrupted.
  ChapterMaster make(const Place& place, const mix::Timeline& timeline, ProductionProgress& progress) const;

  /// What is known of a master without looking at its sound.
  struct Known {
    std::vector<std::string> outdated;              ///< what has changed since it was made, for a person
    std::optional<publish::MasterMeasure> measure;  ///< as it was made; nothing where the file is not that one any more
  };
  Known known(const Place& place, const mix::Timeline& timeline) const;

  /// Removes the masters, with what lies beside them, and the records of chapters that are no more.
  void remove_others() const;

 private:
  std::filesystem::path path_of(const script::ScriptChapter& chapter) const;
  mix::MixSettings mix_of(const Place& place) const;
  BuildRecord record_now(const Place& place, const mix::Timeline& timeline) const;
  std::filesystem::path record_path(const std::filesystem::path& master) const;

  const document::Book& book_;
  const script::Script& script_;
  const cast::Cast& cast_;
  const synthesis::TakeStore& store_;
  MasterSettings settings_;
  const StopFlag& stop_;
  bool stems_;
  bool steady_bed_;  ///< a bed that goes on is as loud in every chapter
  std::size_t next_ = 0;
  document::AmbienceScene scene_;  ///< where a bed that goes on has ended
};

}  // namespace sotto::production
