#pragma once

/// What a file of an edition was made from, remembered so that it is made again only when that has changed.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "production/build_record.h"
#include "publish/measure.h"

namespace sotto::production {

struct EditionRecord {
  std::string key;  ///< EditionFile::key
  FileStamp file;
  std::map<std::string, std::string> masters;    ///< name and checksum of the masters that it was made from
  std::vector<std::string> encodings;            ///< names of what it was put together from
  std::vector<publish::MasterMeasure> chapters;  ///< of what is decoded
};

/// As `<cache>/made/<book>/files/<name of the file>.json`, checksummed.
std::filesystem::path edition_records(const std::filesystem::path& records);
std::optional<EditionRecord> read_edition_record(const std::filesystem::path& path);
/// Throws MachineFailure.
void write_edition_record(const std::filesystem::path& path, const EditionRecord& record);

}  // namespace sotto::production
