#include "synthesis/failing_engine.h"

#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string_view>

#include "shared/failure.h"
#include "shared/text.h"
#include "synthesis/engine_worker.h"

namespace sotto::synthesis {

namespace {

constexpr const char* kArgument = "--failing-engine-worker";

/// True the first time that it is asked about a file.
bool first_time(const std::string& path) {
  if (std::filesystem::exists(path)) return false;
  const std::ofstream made(path);
  return true;
}

class FailingSynthesizer final : public engine::Synthesizer {
 public:
  explicit FailingSynthesizer(std::string data) : data_(std::move(data)) {}

  void start() override {
    if (data_ == "missing") throw MachineFailure("no engine data");
    if (data_ == "deadly") std::abort();
  }

  std::string set_voice(const cast::EngineSettings& settings) override {
    const std::string& voice = settings.text("voice");
    if (voice == "deadly") std::abort();
    while (voice == "frozen") ::pause();
    pitch_ = settings.whole("pitch");
    return voice == "nobody" ? "no such voice" : "";
  }

  void speak(const std::string& text, engine::SharedSpeech& speech) override {
    speech.set_rate({22050});
    std::istringstream words(text);
    std::size_t position = 0;
    for (std::string word; words >> word; position += word.size() + 1) {
      misbehave(word, speech);
      if (word == "refuse") return;
      speech.add_event({static_cast<std::uint32_t>(position), static_cast<std::uint32_t>(speech.samples().size())});
      std::array<std::int16_t, 1000> wave{};
      for (std::size_t i = 0; i < wave.size(); ++i) {
        wave[i] = static_cast<std::int16_t>(i % 100 < 50 ? 100 * pitch_ : -static_cast<int>(100 * word.size()));
      }
      speech.add_samples(wave);
    }
    speech.complete();
  }

 private:
  void misbehave(const std::string& word, engine::SharedSpeech& speech) const {
    const std::string path = word.substr(word.find(':') + 1);
    if (word == "crash" || (word.starts_with("once:") && first_time(path))) std::abort();
    if (word == "kill" || (word.starts_with("kill:") && first_time(path))) ::kill(0, SIGKILL);
    while (word == "hang") ::pause();
    const std::array<std::int16_t, 65536> noise{};
    while (word == "endless" && speech.add_samples(noise)) continue;
  }

  std::string data_;
  int pitch_ = 0;
};

class FailingFrontEnd final : public engine::FrontEnd {
 public:
  void check(const Voices& /*voices*/, Diagnostics& /*diagnostics*/) const override {}
  engine::EngineText text(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& /*profile*/,
                          const std::string& /*delivery*/) const override {
    return words_in_a_row(sentence);
  }
  std::string identity(const cast::EngineSettings& /*voice*/) const override { return "Failing 1"; }
  cast::EngineSettings for_worker(const cast::EngineSettings& voice) const override { return voice; }
  std::vector<std::filesystem::path> folders_in(const std::filesystem::path& /*cache*/) const override { return {}; }
  engine::WorkerData prepare(const std::filesystem::path& /*cache*/, bool /*compare_all*/) const override { return {}; }
};

class FailingEngine final : public engine::Engine {
 public:
  const cast::EngineSchema& schema() const override {
    static const cast::EngineSchema schema = {
        .id = "failing",
        .name = "Failing",
        .settings = {{.key = "voice", .standard = "any"}, {.key = "pitch", .standard = 50, .least = 0, .most = 99}}};
    return schema;
  }
  std::string version() const override { return "Failing 1"; }
  std::unique_ptr<engine::FrontEnd> open(const std::vector<std::filesystem::path>& /*voice_folders*/) const override {
    return std::make_unique<FailingFrontEnd>();
  }
  std::unique_ptr<engine::Synthesizer> synthesizer(const std::string& setup) const override {
    return std::make_unique<FailingSynthesizer>(setup);
  }
};

}  // namespace

Engines failing_engines() { return Engines({std::make_shared<FailingEngine>()}); }

engine::EngineText words_in_a_row(const normalization::NormalizedSentence& sentence) {
  engine::EngineText text;
  for (const normalization::NormalizedWord& word : sentence.words) {
    if (!text.text.empty()) text.text += ' ';
    const std::size_t begin = count_code_points(text.text);
    text.text += word.text;
    text.words.push_back({begin, count_code_points(text.text)});
  }
  return text;
}

std::vector<std::string> failing_worker_command() { return {"/proc/self/exe", kArgument}; }

std::optional<int> failing_worker_main(int argc, const char* const* argv) {
  if (argc < 2 || std::string_view(argv[1]) != kArgument) return std::nullopt;
  return run_worker(failing_engines());
}

}  // namespace sotto::synthesis
