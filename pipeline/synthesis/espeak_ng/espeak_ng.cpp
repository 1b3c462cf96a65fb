#include "synthesis/espeak_ng/espeak_ng.h"

#include <fmt/format.h>

#include "synthesis/engine/cached_data.h"
#include "synthesis/espeak_ng/data_copy.h"
#include "synthesis/espeak_ng/espeak.h"
#include "synthesis/espeak_ng/sentence_text.h"
#include "synthesis/espeak_ng/settings.h"
#include "synthesis/espeak_ng/voice_check.h"

namespace sotto::espeak_ng {

namespace {

namespace fs = std::filesystem;

/// The system's data is read once.
const std::string& data_version() {
  static const std::string version = data_fingerprint(installation().data).substr(0, 16);
  return version;
}

std::string engine_version() { return fmt::format("eSpeak NG {}, data {}", installation().version, data_version()); }

class EspeakFrontEnd final : public engine::FrontEnd {
 public:
  explicit EspeakFrontEnd(const std::vector<fs::path>& voice_folders) : variants_(variant_folders(voice_folders)) {}

  void check(const std::map<std::string, cast::VoiceProfile>& voices, Diagnostics& diagnostics) const override {
    check_voices(voices, variants_, diagnostics);
  }

  engine::EngineText text(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& profile,
                          const std::string& delivery) const override {
    return sentence_text(sentence, profile, delivery);
  }

  std::string identity(const cast::EngineSettings& voice) const override {
    return engine_version() + variants_.fingerprint(voice.text("variant"));
  }

  cast::EngineSettings for_worker(const cast::EngineSettings& voice) const override {
    cast::EngineSettings told = voice;
    told.set("variant", variants_.engine_name(voice.text("variant")));
    return told;
  }

  std::vector<fs::path> folders_in(const fs::path& cache) const override {
    return {engine::engine_data_in(cache) / data_version()};
  }

  engine::WorkerData prepare(const fs::path& cache, bool compare_all) const override {
    if (variants_.empty()) return {};
    const fs::path copy = folders_in(cache).front();
    const std::size_t mended = copy_engine_data(installation().data, variants_, copy, compare_all);
    return {fs::absolute(copy).string(), mended};
  }

 private:
  OwnVariants variants_;
};

class EspeakNg final : public engine::Engine {
 public:
  const cast::EngineSchema& schema() const override { return espeak_ng::schema(); }
  std::string version() const override { return engine_version(); }
  fs::path data_folder() const override { return installation().data; }
  std::optional<cast::EngineSettings> in_language(const cast::EngineSettings& voice,
                                                  std::string_view language) const override {
    const std::string identifier = voice_for(voice.text("voice"), language);
    if (identifier.empty()) return std::nullopt;
    cast::EngineSettings settings = voice;
    settings.set("voice", identifier);
    return settings;
  }
  /// The engine's own variants: a copy of its data is not needed for them.
  std::optional<cast::EngineSettings> reference_voice(language::Gender gender) const override {
    cast::EngineSettings voice = espeak_ng::schema().standard_settings();
    voice.set("variant", std::string(gender == language::Gender::female ? "f3" : "m3"));
    return voice;
  }
  std::unique_ptr<engine::FrontEnd> open(const std::vector<fs::path>& voice_folders) const override {
    return std::make_unique<EspeakFrontEnd>(voice_folders);
  }
  std::unique_ptr<engine::Synthesizer> synthesizer(const std::string& setup) const override {
    return std::make_unique<Espeak>(setup);
  }
};

}  // namespace

std::shared_ptr<const engine::Engine> make_engine() { return std::make_shared<EspeakNg>(); }

std::vector<fs::path> variant_folders(const std::vector<fs::path>& voice_folders) {
  std::vector<fs::path> folders;
  folders.reserve(voice_folders.size());
  for (const fs::path& folder : voice_folders) folders.push_back(folder / "variants");
  return folders;
}

}  // namespace sotto::espeak_ng
