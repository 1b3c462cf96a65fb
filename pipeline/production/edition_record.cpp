#include "production/edition_record.h"

#include <nlohmann/json.hpp>

#include "shared/checksummed_file.h"
#include "shared/fields_json.h"

namespace sotto::production {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

namespace {

/// Changes with the shape of the record: older ones are then as good as none.
constexpr int kVersion = 2;

}  // namespace

fs::path edition_records(const fs::path& records) { return records / "files"; }

std::optional<EditionRecord> read_edition_record(const fs::path& path) {
  const ChecksummedText sealed = read_checksummed(path);
  if (!sealed.text) return std::nullopt;
  try {
    const ordered_json json = ordered_json::parse(*sealed.text);
    if (json.at("version") != kVersion) return std::nullopt;
    EditionRecord record;
    record.key = json.at("key");
    record.file = {json.at("size"), json.at("modified_ns"), json.at("checksum")};
    record.masters = json.at("masters").get<std::map<std::string, std::string>>();
    record.encodings = json.at("encodings").get<std::vector<std::string>>();
    read_json(json.at("chapters"), record.chapters);
    return record;
  } catch (const ordered_json::exception&) {
    return std::nullopt;
  } catch (const WrongJson&) {
    return std::nullopt;
  }
}

void write_edition_record(const fs::path& path, const EditionRecord& record) {
  const ordered_json json = {{"version", kVersion},
                             {"key", record.key},
                             {"size", record.file.size},
                             {"modified_ns", record.file.modified_ns},
                             {"checksum", record.file.checksum},
                             {"masters", record.masters},
                             {"encodings", record.encodings},
                             {"chapters", write_json(record.chapters)}};
  write_checksummed(path, json.dump() + "\n");
}

}  // namespace sotto::production
