#include "synthesis/engines.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cassert>
#include <set>
#include <utility>

#include "annotate/language/languages.h"
#include "shared/failure.h"
#include "synthesis/espeak_ng/espeak_ng.h"
#include "synthesis/flite/flite.h"
#include "synthesis/user_engine/user_engine.h"

namespace sotto::synthesis {

namespace {

std::set<std::string> engines_of(const Voices& voices) {
  std::set<std::string> ids;
  for (const auto& [name, voice] : voices) ids.insert(voice.engine.engine);
  return ids;
}

}  // namespace

Engines builtin_engines(const std::filesystem::path& user_folder) {
  return Engines({espeak_ng::make_engine(), flite::make_engine(), user_engine::make_engine(user_folder)});
}

Engines::Engines(std::vector<std::shared_ptr<const engine::Engine>> members) : members_(std::move(members)) {
  assert(!members_.empty());
}

const engine::Engine& Engines::named(std::string_view id) const {
  const auto found =
      std::find_if(members_.begin(), members_.end(), [&](const auto& member) { return member->schema().id == id; });
  if (found == members_.end()) throw MachineFailure(fmt::format("this program has no speech engine '{}'", id));
  return **found;
}

const engine::Engine* Engines::reference() const {
  for (const auto& member : members_) {
    if (member->reference_voice(language::Gender::unknown)) return member.get();
  }
  return nullptr;
}

cast::EngineSchemas Engines::schemas() const {
  cast::EngineSchemas schemas;
  for (const auto& member : members_) schemas.push_back(&member->schema());
  return schemas;
}

FrontEnds open_engines(const Engines& engines, const Voices& voices,
                       const std::vector<std::filesystem::path>& voice_folders) {
  FrontEnds front_ends;
  const auto open = [&](const engine::Engine& one) {
    const std::string id(one.schema().id);
    if (!front_ends.contains(id)) front_ends.emplace(id, one.open(voice_folders));
  };
  for (const std::string& id : engines_of(voices)) {
    const engine::Engine& one = engines.named(id);
    open(one);
    if (!one.tells_words() && engines.reference() != nullptr) open(*engines.reference());
  }
  return front_ends;
}

void check_engine_voices(const Engines& engines, const Voices& voices,
                         const std::vector<std::filesystem::path>& voice_folders, Diagnostics& diagnostics) {
  for (const auto& [id, front_end] : open_engines(engines, voices, voice_folders)) {
    Voices its;
    for (const auto& voice : voices) {
      if (voice.second.engine.engine == id) its.insert(voice);
    }
    if (!its.empty()) front_end->check(its, diagnostics);
  }
}

void speak_language(const Engines& engines, std::string_view language, Voices& voices, Diagnostics& diagnostics) {
  std::set<std::string> told;
  for (auto& [name, profile] : voices) {
    const engine::Engine& one = engines.named(profile.engine.engine);
    if (auto settings = one.in_language(profile.engine, language)) {
      profile.engine = std::move(*settings);
    } else if (told.insert(profile.engine.engine).second) {
      diagnostics.error(profile.name,
                        fmt::format("{} does not speak {}", one.schema().name, language::language_name(language)),
                        "choose voices of another engine: --voices");
    }
  }
}

std::string engine_versions(const Engines& engines, const Voices& voices) {
  std::vector<std::string> versions;
  for (const std::string& id : engines_of(voices)) versions.push_back(engines.named(id).version());
  return fmt::format("{}", fmt::join(versions, "; "));
}

std::vector<std::filesystem::path> engine_folders_in(const std::filesystem::path& cache, const FrontEnds& front_ends) {
  std::vector<std::filesystem::path> folders;
  for (const auto& [id, front_end] : front_ends) {
    for (std::filesystem::path& folder : front_end->folders_in(cache)) folders.push_back(std::move(folder));
  }
  return folders;
}

}  // namespace sotto::synthesis
