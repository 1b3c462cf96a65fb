#include "production/bed_recordings.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <vector>

#include "mix/bed_recording.h"
#include "shared/files.h"
#include "shared/text.h"

namespace sotto::production {

namespace {

namespace fs = std::filesystem;

bool lies_in(const fs::path& file, const fs::path& folder) {
  const fs::path relative = file.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

/// Finds files as a book names them.
class BedFileFinder {
 public:
  BedFileFinder(const document::Book& book, Diagnostics& diagnostics)
      : folder_(book.folder), outside_(book.ambience.outside), diagnostics_(diagnostics) {}

  /// Gives the bed its content, if it is a recording; nothing is added where something is wrong with its file.
  void find(document::Bed& bed, std::vector<BedFile>& files) {
    if (!bed.is_recording()) return;
    const fs::path source = find(bed.file, bed.at);
    if (source.empty()) return;
    bed.content = mix::recording_content(source);
    files.push_back({source, bed});
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
  Diagnostics& diagnostics_;
};

}  // namespace

std::vector<BedFile> find_bed_files(document::Book& book, script::Script& script, Diagnostics& diagnostics) {
  std::vector<BedFile> files;
  if (book.ambience.silent()) return files;
  BedFileFinder finder(book, diagnostics);
  finder.find(book.ambience.scene.bed, files);
  for (script::ScriptChapter& chapter : script.chapters) {
    for (script::Line& line : chapter.lines) {
      if (line.ambience && line.ambience->bed) finder.find(*line.ambience->bed, files);
    }
  }
  return files;
}

void prepare_bed_files(const std::vector<BedFile>& files, const fs::path& cache, const StopFlag& stop,
                       Diagnostics& diagnostics) {
  for (const BedFile& file : files) {
    const fs::path prepared = mix::prepared_recording(mix::recordings_in(cache), file.bed.content);
    std::error_code none;
    if (fs::exists(prepared, none)) continue;
    make_folder(prepared.parent_path());
    const std::string wrong = mix::prepare_recording(file.source, prepared, stop);
    if (wrong.empty()) continue;
    diagnostics.error_at(file.bed.at, fmt::format("'{}' cannot be a bed: {}", file.bed.file, wrong),
                         "a sound file of some seconds: WAV, FLAC, OGG or MP3, mono or stereo");
  }
}

}  // namespace sotto::production
