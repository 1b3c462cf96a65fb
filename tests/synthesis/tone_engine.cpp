#include "synthesis/tone_engine.h"

#include <cmath>
#include <cstdint>
#include <numbers>
#include <sstream>
#include <string_view>

#include "synthesis/engine_worker.h"
#include "synthesis/failing_engine.h"

namespace sotto::synthesis {

namespace {

constexpr const char* kArgument = "--tone-engine-worker";
constexpr double kLevel = 8000;
/// Of the time of a word, so much sounds.
constexpr double kSounding = 0.8;
constexpr std::size_t kPadding = 1000;  ///< frames of silence round a sentence, as engines make them

std::optional<cast::SettingMistake> shape_mistake(const std::string& shape) {
  if (shape == "sine" || shape == "square") return std::nullopt;
  return cast::SettingMistake{"a tone has no shape '" + shape + "'", "sine or square"};
}

const cast::EngineSchema& tone_schema() {
  using Change = cast::SettingSpec::Change;
  static const cast::EngineSchema schema = {
      .id = "tone",
      .name = "Tone",
      .settings = {{.key = "note",
                    .standard = 200.0,
                    .least = 50,
                    .most = 2000,
                    .unit = "Hz",
                    .change = Change::plus,
                    .change_least = -500,
                    .change_most = 500,
                    .change_unit = "Hz added"},
                   {.key = "rate",
                    .standard = 120,
                    .least = 30,
                    .most = 600,
                    .unit = "words a minute",
                    .change = Change::times,
                    .change_least = 0.5,
                    .change_most = 2,
                    .change_unit = "times the voice's rate"},
                   {.key = "shape", .standard = "sine", .change = Change::instead, .mistake = shape_mistake},
                   {.key = "times", .standard = "all"}}};
  return schema;
}

class ToneSynthesizer final : public engine::Synthesizer {
 public:
  explicit ToneSynthesizer(std::string setup) : setup_(std::move(setup)) {}

  void start() override {}

  std::string set_voice(const cast::EngineSettings& voice) override {
    voice_ = voice;
    return setup_ == "in tune" ? "" : "the tone engine was not set up";
  }

  void speak(const std::string& text, engine::SharedSpeech& speech) override {
    speech.set_rate(kToneRate);
    const std::vector<std::int16_t> silence(kPadding);
    speech.add_samples(silence);
    const auto length = static_cast<std::size_t>(kToneRate.value * 60 / voice_.whole("rate"));
    const double step = 2 * std::numbers::pi * voice_.number("note") / kToneRate.value;
    std::istringstream words(text);
    std::uint32_t position = 0;
    for (std::string word; words >> word; position += static_cast<std::uint32_t>(word.size()) + 1) {
      if (voice_.text("times") == "all") {
        speech.add_event({position, static_cast<std::uint32_t>(speech.samples().size())});
      }
      std::vector<std::int16_t> sound(length);
      for (std::size_t i = 0; i < static_cast<std::size_t>(kSounding * static_cast<double>(length)); ++i) {
        const double wave = std::sin(step * static_cast<double>(i));
        sound[i] = static_cast<std::int16_t>(kLevel * (voice_.text("shape") == "sine" ? wave : std::copysign(1, wave)));
      }
      speech.add_samples(sound);
    }
    speech.add_samples(silence);
    speech.complete();
  }

 private:
  std::string setup_;
  cast::EngineSettings voice_;
};

class ToneFrontEnd final : public engine::FrontEnd {
 public:
  void check(const Voices& voices, Diagnostics& diagnostics) const override {
    for (const auto& [name, voice] : voices) {
      if (voice.engine.number("note") > 1000) diagnostics.warning(name, "this voice hurts");
    }
  }
  engine::EngineText text(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& /*profile*/,
                          const std::string& /*delivery*/) const override {
    return words_in_a_row(sentence);
  }
  std::string identity(const cast::EngineSettings& /*voice*/) const override { return "Tone 7"; }
  cast::EngineSettings for_worker(const cast::EngineSettings& voice) const override { return voice; }
  std::vector<std::filesystem::path> folders_in(const std::filesystem::path& cache) const override {
    return {cache / "tone-forks"};
  }
  engine::WorkerData prepare(const std::filesystem::path& /*cache*/, bool /*compare_all*/) const override {
    return {"in tune", 0};
  }
};

class ToneEngine final : public engine::Engine {
 public:
  const cast::EngineSchema& schema() const override { return tone_schema(); }
  std::string version() const override { return "Tone 7"; }
  std::unique_ptr<engine::FrontEnd> open(const std::vector<std::filesystem::path>& /*voice_folders*/) const override {
    return std::make_unique<ToneFrontEnd>();
  }
  std::unique_ptr<engine::Synthesizer> synthesizer(const std::string& setup) const override {
    return std::make_unique<ToneSynthesizer>(setup);
  }
};

}  // namespace

std::shared_ptr<const engine::Engine> tone_engine() { return std::make_shared<ToneEngine>(); }

Engines engines_with_tone() {
  auto members = builtin_engines().members();
  members.push_back(tone_engine());
  return Engines(std::move(members));
}

std::vector<std::string> tone_worker_command() { return {"/proc/self/exe", kArgument}; }

std::optional<int> tone_worker_main(int argc, const char* const* argv) {
  if (argc < 2 || std::string_view(argv[1]) != kArgument) return std::nullopt;
  return run_worker(engines_with_tone());
}

}  // namespace sotto::synthesis
