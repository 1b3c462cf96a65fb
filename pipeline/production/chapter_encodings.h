#pragma once

/// The chapters of a book as packets of one codec, kept in the cache: each is encoded again only when its sound has
/// changed.

#include <filesystem>
#include <string>
#include <vector>

#include "production/plan.h"
#include "publish/encoding/encode.h"
#include "shared/progress.h"

namespace sotto::production {

struct FinishedMaster;

struct ChapterEncoding {
  std::filesystem::path master;
  encoding::Surroundings around;
  encoding::EncodeSettings settings;
  std::string name;            ///< by which it is known: the hash of all that shapes it
  std::filesystem::path path;  ///< in the cache
};

/// `<cache>/encoded/ab/abcd...`
std::filesystem::path encoding_path(const std::filesystem::path& cache, const std::string& name);

/// What the chapters' encodings are; nothing is encoded. Throws MachineFailure.
std::vector<ChapterEncoding> chapter_encodings(const ProductionPlan& plan, const std::vector<FinishedMaster>& masters,
                                               const encoding::EncodeSettings& settings,
                                               const std::filesystem::path& cache);

/// Encodes what the cache lacks, the longest first, in so many threads. Returns how many there were. Throws
/// MachineFailure, Interrupted.
std::size_t encode_missing(const std::vector<ChapterEncoding>& encodings, int jobs, Progress& progress,
                           const StopFlag& stop);

}  // namespace sotto::production
