#include "production/build_record.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "shared/checksummed_file.h"
#include "shared/files.h"

namespace sotto::production {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Changes with the shape of the record: older ones are then as good as none.
constexpr int kRecordVersion = 5;

/// Size and time of a file; negative size when there is none.
std::pair<std::int64_t, std::int64_t> size_and_time(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {-1, 0};
  return {status.st_size, std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

json to_json(const FileStamp& stamp) { return {stamp.size, stamp.modified_ns, stamp.checksum}; }

FileStamp stamp_from(const json& j) { return {j.at(0), j.at(1), j.at(2)}; }

json to_json(const BuildRecord& r) {
  const publish::MasterMeasure& m = r.measure;
  json stems = json::array();
  for (const FileStamp& stem : r.stems) stems.push_back(to_json(stem));
  return {{"version", kRecordVersion},
          {"parts", r.parts},
          {"voices", r.voices},
          {"takes", r.takes},
          {"master", to_json(r.master)},
          {"stems", std::move(stems)},
          {"measure",
           {m.duration.value, m.loudness.value, m.loudness_range.value, m.true_peak.value, m.gain.value,
            m.limited.value, m.limited_share, m.levels.rms.value, m.levels.floor.value, m.levels.head.value,
            m.levels.tail.value, m.bit_rate}}};
}

BuildRecord record_from(const json& j) {
  BuildRecord r;
  j.at("parts").get_to(r.parts);
  j.at("voices").get_to(r.voices);
  j.at("takes").get_to(r.takes);
  r.master = stamp_from(j.at("master"));
  for (const json& stem : j.at("stems")) r.stems.push_back(stamp_from(stem));
  const json& m = j.at("measure");
  r.measure = {{m.at(0)}, {m.at(1)}, {m.at(2)}, {m.at(3)}, {m.at(4)}, {m.at(5)}, m.at(6)};
  r.measure.levels = {{m.at(7)}, {m.at(8)}, {m.at(9)}, {m.at(10)}};
  r.measure.bit_rate = m.at(11);
  return r;
}

}  // namespace

FileStamp stamp_file(const fs::path& path, std::string hash) {
  const auto [size, modified] = size_and_time(path);
  return {size, modified, std::move(hash)};
}

bool still_stands(const fs::path& path, FileStamp& stamp, bool read_it) {
  const auto [size, modified] = size_and_time(path);
  if (size < 0 || size != stamp.size) return false;
  if (modified == stamp.modified_ns && !read_it) return true;
  if (hash_file(path) != stamp.checksum) return false;
  stamp.modified_ns = modified;
  return true;
}

StoredBuildRecord read_build_record(const fs::path& path) {
  const ChecksummedText sealed = read_checksummed(path);
  if (!sealed.text) return {std::nullopt, sealed.damaged()};
  try {
    const json j = json::parse(*sealed.text);
    if (j.at("version") != kRecordVersion) return {};
    return {record_from(j), false};
  } catch (const json::exception&) {
    return {std::nullopt, true};
  }
}

void write_build_record(const fs::path& path, const BuildRecord& record) {
  write_checksummed(path, to_json(record).dump() + "\n");
}

std::vector<std::string> differences(const BuildRecord& before, const BuildRecord& now) {
  std::vector<std::string> found;
  for (const auto& [part, hash] : now.parts) {
    const auto old = before.parts.find(part);
    // Pauses move with the takes; by themselves they are a change only where the takes are the same.
    if (part == "pauses" && before.takes != now.takes) continue;
    if (old == before.parts.end() || old->second != hash) found.push_back(fmt::format("the {} changed", part));
  }
  for (const auto& [voice, hash] : now.voices) {
    const auto old = before.voices.find(voice);
    if (old == before.voices.end()) {
      found.push_back(fmt::format("{} speaks here now", voice));
    } else if (old->second != hash) {
      found.push_back(fmt::format("the voice of {} changed", voice));
    }
  }
  if (before.takes == now.takes) return found;
  const std::set<synthesis::TakeId> old_takes(before.takes.begin(), before.takes.end());
  const std::set<synthesis::TakeId> new_takes(now.takes.begin(), now.takes.end());
  std::size_t added = 0;
  std::size_t gone = 0;
  for (const synthesis::TakeId& take : new_takes) added += old_takes.contains(take) ? 0 : 1;
  for (const synthesis::TakeId& take : old_takes) gone += new_takes.contains(take) ? 0 : 1;
  const auto sentences = [](std::size_t count) {
    return fmt::format("{} {}", count, count == 1 ? "sentence" : "sentences");
  };
  if (added > 0)
    found.push_back(fmt::format("{} {} new or said otherwise", sentences(added), added == 1 ? "is" : "are"));
  if (added == 0 && gone > 0) found.push_back(fmt::format("{} {} gone", sentences(gone), gone == 1 ? "is" : "are"));
  if (added == 0 && gone == 0) found.emplace_back("its sentences stand in another order");
  return found;
}

}  // namespace sotto::production
