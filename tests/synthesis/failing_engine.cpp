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
#include "synthesis/engine_worker.h"

namespace sotto::testing {

namespace {

constexpr const char* kArgument = "--failing-engine-worker";

/// True the first time that it is asked about a file.
bool first_time(const std::string& path) {
  if (std::filesystem::exists(path)) return false;
  const std::ofstream made(path);
  return true;
}

class FailingEngine : public synthesis::SpeechEngine {
 public:
  explicit FailingEngine(std::string data) : data_(std::move(data)) {}

  void start() override {
    if (data_ == "missing") throw MachineFailure("no engine data");
    if (data_ == "deadly") std::abort();
  }

  std::string set_voice(const cast::EngineVoice& voice) override {
    if (voice.voice == "deadly") std::abort();
    while (voice.voice == "frozen") ::pause();
    pitch_ = voice.pitch;
    return voice.voice == "nobody" ? "no such voice" : "";
  }

  void speak(const std::string& text, synthesis::SharedSpeech& speech) override {
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
  void misbehave(const std::string& word, synthesis::SharedSpeech& speech) const {
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

}  // namespace

std::vector<std::string> failing_worker_command() { return {"/proc/self/exe", kArgument}; }

std::optional<int> failing_worker_main(int argc, const char* const* argv) {
  if (argc < 2 || std::string_view(argv[1]) != kArgument) return std::nullopt;
  return synthesis::run_worker([](const std::string& data) { return std::make_unique<FailingEngine>(data); });
}

}  // namespace sotto::testing
