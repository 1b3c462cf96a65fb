// Profiles build on one another, so a folder of them is a small graph. First every file is parsed, then each is
// resolved: its base before itself, and once only, however many build on it. What a file says is laid over a copy of
// what its base says. A name is looked for in the folders in order, except that a profile which names itself as its
// base means the one that it hides in a later folder. A chain that comes back to a profile still being resolved is a
// cycle: it is reported where it closes and goes on without that base, so that the other mistakes of its files are
// found too.

#include "cast/voice_folder.h"

#include <algorithm>
#include <deque>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cast/profile_reader.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/text.h"

namespace sotto::cast {
namespace {

namespace fs = std::filesystem;

struct ProfileFile {
  std::size_t folder = 0;  ///< which of the folders
  std::string name;
  Diagnostics diagnostics;  ///< of this file, so that they stay together
  std::optional<YamlFile> yaml;
  ProfileHeader header;
  enum class State { waiting, resolving, done } state = State::waiting;
  VoiceProfile profile;
};

void parse(const fs::path& path, ProfileFile& file) {
  const std::string shown = path.string();
  if (const std::string proper = slug(file.name); proper != file.name) {
    file.diagnostics.error(shown, fmt::format("'{}' cannot be the name of a voice", file.name),
                           fmt::format("rename the file to {}.yaml", proper));
  }
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    file.diagnostics.error(shown, "this is a folder, not a voice profile");
    return;
  }
  std::string text;
  try {
    text = read_file(path);
  } catch (const MachineFailure& failure) {
    file.diagnostics.error(shown, failure.what(), "make the file readable, or move it away");
    return;
  }
  file.yaml = YamlFile::parse(shown, std::move(text), file.diagnostics);
  if (file.yaml) file.header = read_profile_header(*file.yaml);
}

/// The files of a folder in order of their names.
std::vector<fs::path> profile_paths(const fs::path& folder, Diagnostics& diagnostics) {
  std::vector<fs::path> paths;
  std::error_code problem;
  fs::directory_iterator entry(folder, problem);
  if (problem) {
    if (problem != std::errc::no_such_file_or_directory) {
      diagnostics.error(folder.string(), fmt::format("the folder of voices cannot be read: {}", problem.message()));
    }
    return paths;
  }
  for (; !problem && entry != fs::directory_iterator(); entry.increment(problem)) {
    const fs::path& path = entry->path();
    if (path.filename().string().front() == '.') continue;
    if (path.extension() == ".yaml") paths.push_back(path);
    if (path.extension() == ".yml") {
      diagnostics.warning(path.string(), "this file is not read: voice profiles end in .yaml",
                          fmt::format("rename it to {}.yaml", path.stem().string()));
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

class Resolver {
 public:
  Resolver(std::deque<ProfileFile>& files, const EngineSchemas& engines) : files_(files), engines_(engines) {}

  void resolve(ProfileFile& file) {
    if (file.state != ProfileFile::State::waiting) return;
    file.state = ProfileFile::State::resolving;
    chain_.push_back(&file);
    if (ProfileFile* base = base_of(file)) {
      resolve(*base);
      file.profile = base->profile;
      file.profile.description.clear();
    }
    if (file.yaml) read_profile(*file.yaml, engines_, file.profile);
    if (!file.yaml && file.profile.engine.all.empty()) file.profile.engine = engines_.front()->standard_settings();
    file.profile.name = file.name;
    chain_.pop_back();
    file.state = ProfileFile::State::done;
  }

 private:
  ProfileFile* base_of(ProfileFile& file) {
    const std::string& wanted = file.header.base;
    if (wanted.empty()) return nullptr;
    const bool own_name = wanted == file.name;
    const auto found = std::find_if(files_.begin(), files_.end(), [&](const ProfileFile& other) {
      return other.name == wanted && (!own_name || other.folder > file.folder);
    });
    if (found == files_.end()) {
      if (own_name) {
        complain(file, fmt::format("a voice cannot be its own base ({0} -> {0})", wanted),
                 "only a profile that hides one of the same name in a later folder can");
      } else {
        std::vector<std::string> names;
        for (const ProfileFile& other : files_) {
          if (&other != &file) names.push_back(other.name);
        }
        complain(file, fmt::format("there is no voice '{}' to build on", wanted), suggest(wanted, names));
      }
      return nullptr;
    }
    if (found->state == ProfileFile::State::resolving) {
      std::vector<std::string> names;
      for (auto link = std::find(chain_.begin(), chain_.end(), &*found); link != chain_.end(); ++link) {
        names.push_back((*link)->name);
      }
      names.push_back(wanted);
      complain(file, fmt::format("`base` goes round in a circle: {}", fmt::join(names, " -> ")),
               "one of them must stand alone");
      return nullptr;
    }
    return &*found;
  }

  static void complain(const ProfileFile& file, std::string message, std::string hint) {
    file.yaml->error(file.header.base_place, std::move(message), std::move(hint));
  }

  std::deque<ProfileFile>& files_;
  const EngineSchemas& engines_;
  std::vector<const ProfileFile*> chain_;  ///< the profiles being resolved, each the base of the one before it
};

}  // namespace

std::map<std::string, VoiceProfile> read_voices(const std::vector<fs::path>& folders, const EngineSchemas& engines,
                                                Diagnostics& diagnostics) {
  std::deque<ProfileFile> files;  // a file's YAML points at its diagnostics: they must not move
  for (std::size_t folder = 0; folder < folders.size(); ++folder) {
    for (const fs::path& path : profile_paths(folders[folder], diagnostics)) {
      ProfileFile& file = files.emplace_back();
      file.folder = folder;
      file.name = path.stem().string();
      parse(path, file);
    }
  }
  Resolver resolver(files, engines);
  for (ProfileFile& file : files) resolver.resolve(file);

  std::map<std::string, VoiceProfile> voices;
  std::set<std::string> hidden;  // abstract ones hide later ones of their name, too
  for (ProfileFile& file : files) {
    diagnostics.append(file.diagnostics);
    if (!hidden.insert(file.name).second || file.header.abstract) continue;
    voices.emplace(file.name, std::move(file.profile));
  }
  return voices;
}

}  // namespace sotto::cast
