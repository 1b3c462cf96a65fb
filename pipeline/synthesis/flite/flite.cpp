#include "synthesis/flite/flite.h"

#include <fmt/format.h>

#include <set>
#include <string>

#include "shared/text.h"
#include "synthesis/engine/ipa_phonemes.h"
#include "synthesis/flite/arpabet.h"
#include "synthesis/flite/sentence_text.h"
#include "synthesis/flite/settings.h"
#include "synthesis/flite/synthesizer.h"

namespace sotto::flite {

namespace {

namespace fs = std::filesystem;

std::string engine_version() {
  return fmt::format("flite {}, library {}", installation().version, installation().library);
}

/// Each once: several voices may share a book's pronunciations.
void check_pronunciations(const cast::VoiceProfile& profile, std::set<std::string>& seen, Diagnostics& diagnostics) {
  for (const auto& [word, said] : profile.pronunciations) {
    if (said.ipa || arpabet_of(said.phonemes)) continue;
    const Origin& at = said.at;
    if (!seen.insert(fmt::format("{}:{}:{} {}", at.file, at.line, at.column, word)).second) continue;
    diagnostics.add(
        {Severity::warning, at.file, at.line, at.column,
         fmt::format("flite has no sounds for '{}': it reads '{}' as it is written", printable(said.phonemes), word),
         at.source_line, "flite knows the phonemes of English only"});
  }
}

class FliteFrontEnd final : public engine::FrontEnd {
 public:
  void check(const std::map<std::string, cast::VoiceProfile>& voices, Diagnostics& diagnostics) const override {
    std::set<std::string> named;
    std::set<std::string> seen;
    for (const auto& [key, profile] : voices) {
      check_pronunciations(profile, seen, diagnostics);
      const std::string& name = profile.name.empty() ? key : profile.name;
      const Speaker& speaker = *speaker_named(profile.engine.text("voice"));
      if (speaker.pitched || profile.engine.number("pitch") == 1 || !named.insert(name).second) continue;
      diagnostics.warning(name, fmt::format("flite's '{}' has one pitch only: `pitch` changes nothing", speaker.name),
                          "`formants` moves the pitch of this one along");
    }
  }

  engine::EngineText text(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& profile,
                          const std::string& delivery) const override {
    return sentence_text(sentence, profile, delivery);
  }

  std::string identity(const cast::EngineSettings& voice) const override {
    const std::string& name = voice.text("voice");
    for (std::size_t i = 0; i < kSpeakers.size(); ++i) {
      if (kSpeakers[i].name == name) return fmt::format("{}, voice {}", engine_version(), installation().speakers[i]);
    }
    return engine_version();
  }

  cast::EngineSettings for_worker(const cast::EngineSettings& voice) const override { return voice; }
  std::vector<fs::path> folders_in(const fs::path& /*cache*/) const override { return {}; }
  engine::WorkerData prepare(const fs::path& /*cache*/, bool /*compare_all*/) const override { return {}; }
};

class Flite final : public engine::Engine {
 public:
  const cast::EngineSchema& schema() const override { return flite::schema(); }
  std::string version() const override { return engine_version(); }
  std::optional<cast::EngineSettings> in_language(const cast::EngineSettings& /*voice*/,
                                                  std::string_view /*language*/) const override {
    return std::nullopt;  // its voices are English
  }
  std::unique_ptr<engine::FrontEnd> open(const std::vector<fs::path>& /*voice_folders*/) const override {
    return std::make_unique<FliteFrontEnd>();
  }
  std::unique_ptr<engine::Synthesizer> synthesizer(const std::string& /*setup*/) const override {
    return std::make_unique<FliteSynthesizer>();
  }
};

}  // namespace

std::shared_ptr<const engine::Engine> make_engine() { return std::make_shared<Flite>(); }

}  // namespace sotto::flite
