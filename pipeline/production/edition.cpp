#include "production/edition.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

#include "production/edition_record.h"
#include "shared/files.h"

namespace sotto::production {

namespace fs = std::filesystem;

namespace {

fs::path record_of(const EditionFolders& folders, const fs::path& file) {
  return edition_records(folders.records) / (file.filename().string() + ".json");
}

struct FileInspection {
  contents::MadeFile file;
  std::optional<EditionRecord> record;  ///< with the time of a file that was only touched
};

FileInspection inspect_file(const EditionFile& file, const EditionFolders& folders, bool verify) {
  FileInspection found;
  found.file.format = publish::name_of(file.format);
  found.file.path = file.path;
  found.file.first_chapter = file.first_chapter;
  found.record = read_edition_record(record_of(folders, file.path));
  std::error_code none;
  if (!fs::exists(file.path, none)) {
    found.file.fault = found.record ? "is missing" : "was not made";
  } else if (!found.record) {
    found.file.fault = "was not made by this book";
  } else if (found.record->key != file.key) {
    found.file.fault = "is out of date";
  } else if (!still_stands(file.path, found.record->file, verify)) {
    found.file.fault = "is not as it was made";
  }
  if (found.record) {
    found.file.bytes = found.record->file.size;
    found.file.chapters = found.record->chapters;
  }
  return found;
}

/// Puts one file together. What is damaged in the cache is encoded once more.
EditionRecord make(const EditionFile& file, const EditionSettings& settings, Progress& progress, const StopFlag& stop) {
  for (bool again = false;; again = true) {
    try {
      encode_missing(file.encodings, settings.jobs, progress, stop);
      file.write(file.path, stop);
      break;
    } catch (const encoding::DamagedPackets& damaged) {
      if (again) throw;
      progress.say(fmt::format("note: {}", damaged.what()));
      std::error_code none;
      for (const ChapterEncoding& encoding : file.encodings) {
        if (!encoding::is_intact(encoding.path)) fs::remove(encoding.path, none);
      }
    }
  }
  EditionRecord record;
  record.key = file.key;
  record.file = stamp_file(file.path, hash_file(file.path));
  record.masters = file.masters;
  for (const ChapterEncoding& encoding : file.encodings) {
    record.encodings.push_back(encoding.name);
    if (const auto sound = encoding::read_encoded_sound(encoding.path)) record.chapters.push_back(sound->measure);
  }
  return record;
}

}  // namespace

std::vector<contents::MadeFile> inspect_edition(const std::vector<EditionFile>& files, const EditionFolders& folders,
                                                bool verify) {
  std::vector<contents::MadeFile> found;
  for (const EditionFile& file : files) found.push_back(inspect_file(file, folders, verify).file);
  return found;
}

std::vector<contents::MadeFile> update_edition(const std::vector<EditionFile>& files, const EditionFolders& folders,
                                               const EditionSettings& settings, Progress& progress,
                                               const StopFlag& stop) {
  std::vector<FileInspection> inspected;
  std::vector<ChapterEncoding> needed;
  for (const EditionFile& file : files) {
    inspected.push_back(inspect_file(file, folders, settings.verify));
    if (inspected.back().file.fault.empty()) continue;
    needed.insert(needed.end(), file.encodings.begin(), file.encodings.end());
  }
  // Of all files together, so that no thread waits for another file's last chapter.
  encode_missing(needed, settings.jobs, progress, stop);
  std::vector<contents::MadeFile> made;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const EditionFile& file = files[i];
    FileInspection& found = inspected[i];
    const fs::path remembered = record_of(folders, file.path);
    if (found.file.fault.empty()) {
      if (found.record->file != read_edition_record(remembered)->file) write_edition_record(remembered, *found.record);
    } else {
      if (settings.explain) settings.explain(fmt::format("made {}: it {}", file.path.string(), found.file.fault));
      const EditionRecord record = make(file, settings, progress, stop);
      make_folder(remembered.parent_path());
      write_edition_record(remembered, record);
      found.file = {found.file.format, file.path, record.file.size, {}, record.chapters, file.first_chapter, true};
    }
    made.push_back(std::move(found.file));
  }
  return made;
}

std::vector<fs::path> remove_other_files(const std::vector<EditionFile>& files,
                                         const std::vector<FinishedMaster>& masters, const std::string& book,
                                         const EditionFolders& folders) {
  std::set<std::string> names;
  for (const EditionFile& file : files) names.insert(record_of(folders, file.path).filename().string());
  std::set<std::string> stems = {book};
  std::map<std::string, std::string> checksums;
  for (const FinishedMaster& master : masters) {
    stems.insert(master.path.stem().string());
    checksums.emplace(master.path.filename().string(), master.checksum);
  }
  std::vector<fs::path> others;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(edition_records(folders.records), none)) {
    if (!names.contains(entry.path().filename().string())) others.push_back(entry.path());
  }
  std::vector<fs::path> before;
  for (const fs::path& remembered : others) {
    const fs::path file = folders.out / remembered.stem();
    std::optional<EditionRecord> record = read_edition_record(remembered);
    const bool stands = record && still_stands(file, record->file);
    if (stands && stems.contains(file.stem().string())) {
      const auto is_changed = [&](const auto& master) {
        const auto now = checksums.find(master.first);
        return now != checksums.end() && now->second != master.second;
      };
      if (std::any_of(record->masters.begin(), record->masters.end(), is_changed)) before.push_back(file);
      continue;
    }
    if (stands) fs::remove(file, none);
    fs::remove(remembered, none);
  }
  std::sort(before.begin(), before.end());
  return before;
}

std::set<std::string> used_encodings(const fs::path& records) {
  std::set<std::string> used;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(edition_records(records), none)) {
    const auto record = read_edition_record(entry.path());
    if (record) used.insert(record->encodings.begin(), record->encodings.end());
  }
  return used;
}

}  // namespace sotto::production
