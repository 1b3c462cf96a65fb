#include "production/bed_recordings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <system_error>
#include <vector>

#include "mix/bed_recording.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/text.h"

namespace sotto::production {

namespace {

namespace fs = std::filesystem;

bool lies_in(const fs::path& file, const fs::path& folder) {
  const fs::path relative = file.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

class Recordings {
 public:
  Recordings(const document::Book& book, fs::path cache, bool dry_run, std::set<std::string>& uses,
             const StopFlag& stop, Diagnostics& diagnostics)
      : folder_(book.folder),
        outside_(book.ambience.outside),
        cache_(std::move(cache)),
        dry_run_(dry_run),
        uses_(uses),
        stop_(stop),
        diagnostics_(diagnostics) {}

  /// The prepared file; empty when there is something wrong, which is told once for each place.
  std::string prepared(const std::string& written, const Origin& at) {
    const fs::path source = find(written, at);
    if (source.empty()) return {};
    ContentHash hash;
    hash.add(mix::kRecordingVersion).add(hash_file(source));
    const std::string name = "beds/" + hash.hex() + ".wav";
    const fs::path file = cache_ / name;
    std::error_code none;
    if (!dry_run_ && !fs::exists(file, none)) {
      make_folder(file.parent_path());
      const std::string wrong = mix::prepare_recording(source, file, stop_);
      if (!wrong.empty()) {
        diagnostics_.error_at(at, fmt::format("'{}' cannot be a bed: {}", written, wrong),
                              "a sound file of some seconds: WAV, FLAC, OGG or MP3, mono or stereo");
        return {};
      }
    }
    uses_.insert(name);
    return file.string();
  }

 private:
  fs::path find(const std::string& written, const Origin& at) {
    std::error_code failure;
    fs::path source = fs::canonical(folder_ / written, failure);
    if (!outside_ &&
        (fs::path(written).is_absolute() || leads_out(written) || (!failure && !lies_in(source, home())))) {
      diagnostics_.error_at(at, fmt::format("'{}' is outside the book's folder", written),
                            "copy it there, or say `outside: true` beside `bed:` in book.yaml");
      return {};
    }
    if (failure) {
      diagnostics_.error_at(at, fmt::format("there is no sound file '{}'", written), suggest(written, sounds()));
      return {};
    }
    if (!fs::is_regular_file(source, failure) || fs::file_size(source, failure) == 0) {
      diagnostics_.error_at(at, fmt::format("'{}' cannot be a bed: it is {}", written,
                                            fs::is_directory(source, failure) ? "a folder" : "empty"));
      return {};
    }
    return source;
  }

  fs::path home() const {
    std::error_code none;
    return fs::canonical(folder_, none);
  }

  static bool leads_out(const std::string& written) {
    const fs::path path = fs::path(written).lexically_normal();
    return !path.empty() && *path.begin() == "..";
  }

  /// The sound files beside the book, by their extensions.
  std::vector<std::string> sounds() const {
    std::vector<std::string> names;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder_, none)) {
      const std::string extension = lower_case(entry.path().extension().string());
      if (extension == ".wav" || extension == ".flac" || extension == ".ogg" || extension == ".mp3") {
        names.push_back(entry.path().filename().string());
      }
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  fs::path folder_;
  bool outside_;
  fs::path cache_;
  bool dry_run_;
  std::set<std::string>& uses_;
  const StopFlag& stop_;
  Diagnostics& diagnostics_;
};

}  // namespace

void use_recordings(document::Book& book, script::Script& script, const fs::path& cache, bool dry_run,
                    std::set<std::string>& uses, const StopFlag& stop, Diagnostics& diagnostics) {
  if (book.ambience.bed == "none") return;
  Recordings recordings(book, cache, dry_run, uses, stop, diagnostics);
  std::string& bed = book.ambience.scene.recording;
  if (!bed.empty()) bed = recordings.prepared(bed, book.ambience.bed_at);
  for (script::ScriptChapter& chapter : script.chapters) {
    for (script::Line& line : chapter.lines) {
      if (!line.ambience || !line.ambience->bed || *line.ambience->bed == "rain") continue;
      line.ambience->bed = recordings.prepared(*line.ambience->bed, line.ambience->bed_at);
    }
  }
}

}  // namespace sotto::production
