#include "synthesis/user_engine/user_engine.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "shared/failure.h"
#include "shared/fields_json.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/text.h"
#include "synthesis/engine/cached_data.h"
#include "synthesis/user_engine/command_speaker.h"
#include "synthesis/user_engine/definitions.h"
#include "synthesis/user_engine/http_speaker.h"
#include "synthesis/user_engine/sentence_text.h"
#include "synthesis/user_engine/settings.h"
#include "synthesis/user_engine/speaker.h"

namespace sotto::user_engine {

namespace {

namespace fs = std::filesystem;

constexpr const char* kVersion = "user's engine 1";

/// What a worker gets.
struct Setup {
  Definitions definitions;
  std::string folder;
  static constexpr auto fields() {
    return std::tuple(field("definitions", &Setup::definitions), field("folder", &Setup::folder));
  }
};

/// Hashes of files, each read once.
class FileHashes {
 public:
  std::string of(const fs::path& file) {
    const std::scoped_lock lock(mutex_);
    const auto [found, first] = hashes_.try_emplace(file.string());
    if (first) found->second = ContentHash().add(read_file(file)).hex();
    return found->second;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::string> hashes_;
};

class UserFrontEnd final : public engine::FrontEnd {
 public:
  explicit UserFrontEnd(fs::path file) : file_(std::move(file)), definitions_(read_definitions(file_, mistakes_)) {}

  void check(const std::map<std::string, cast::VoiceProfile>& voices, Diagnostics& diagnostics) const override {
    diagnostics.append(mistakes_);
    std::vector<std::string> known;
    for (const auto& [name, definition] : definitions_) known.push_back(name);
    std::set<std::string> seen;
    for (const auto& [key, profile] : voices) {
      const std::string& voice = profile.name.empty() ? key : profile.name;
      const std::string& name = profile.engine.text("name");
      if (definitions_.contains(name) || mistakes_.has_errors() || !seen.insert(voice).second) continue;
      if (name.empty()) {
        diagnostics.error(voice, "its engine has no `name`",
                          "`engine: {id: user, name: ...}`, a name in your engines.yaml");
      } else {
        diagnostics.error(voice, fmt::format("your engines.yaml has no engine '{}'", printable(name)),
                          known.empty() ? fmt::format("describe it in {}", file_.string()) : suggest(name, known));
      }
    }
  }

  engine::EngineText text(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& /*profile*/,
                          const std::string& /*delivery*/) const override {
    return sentence_text(sentence);
  }

  std::string identity(const cast::EngineSettings& voice) const override {
    const auto found = definitions_.find(voice.text("name"));
    if (found == definitions_.end()) return kVersion;
    const Definition& definition = found->second;
    ContentHash hash;
    add_to_hash(hash, definition);
    // A model, and the settings that lie beside it.
    for (const std::string& argument : arguments_for(definition, voice, "/", "/", "")) {
      for (const fs::path& file : {fs::path(argument), fs::path(argument + ".json")}) {
        std::error_code none;
        if (file.is_absolute() && fs::is_regular_file(file, none)) hash.add(hashes_.of(file));
      }
    }
    return fmt::format("{}, {}", kVersion, hash.hex());
  }

  cast::EngineSettings for_worker(const cast::EngineSettings& voice) const override { return voice; }

  std::vector<fs::path> folders_in(const fs::path& cache) const override {
    return {engine::engine_data_in(cache) / "spoken"};
  }

  engine::WorkerData prepare(const fs::path& cache, bool /*compare_all*/) const override {
    return {write_json(Setup{definitions_, fs::absolute(folders_in(cache).front()).string()}).dump(), 0};
  }

  Seconds extra_time(std::size_t characters) const override {
    const Patience patience;
    return patience.limit(true, characters) * 2.0;  // it is asked twice
  }

 private:
  fs::path file_;
  Diagnostics mistakes_;
  Definitions definitions_;
  mutable FileHashes hashes_;
};

class UserSynthesizer final : public engine::Synthesizer {
 public:
  explicit UserSynthesizer(std::string setup) : written_(std::move(setup)) {}

  bool is_apart() const override { return true; }

  void start() override {
    try {
      read_json(nlohmann::json::parse(written_), setup_);
    } catch (const std::exception& wrong) {
      throw MachineFailure(fmt::format("the user's engines cannot be set up: {}", wrong.what()));
    }
  }

  std::string set_voice(const cast::EngineSettings& voice) override {
    const auto found = setup_.definitions.find(voice.text("name"));
    if (found == setup_.definitions.end()) return fmt::format("engines.yaml has no engine '{}'", voice.text("name"));
    speaker_ = make_speaker(found->second, voice, fs::path(setup_.folder) / std::to_string(::getpid()), Patience{});
    return {};
  }

  void speak(const std::string& text, engine::SharedSpeech& speech) override {
    try {
      const Said said = speaker_->say(text);
      if (said.rate > engine::SharedSpeech::kHighestRate) {
        return speech.refuse(fmt::format("its sound has {:.0f} samples a second, more than {:.0f}", said.rate.value,
                                         engine::SharedSpeech::kHighestRate.value));
      }
      speech.set_rate(said.rate);
      if (speech.add_samples(said.samples)) speech.complete();
      add_events(text, said, speech);
    } catch (const CannotSay& reason) {
      speech.refuse(reason.what());
    }
  }

 private:
  /// The words of the text stand between spaces.
  static void add_events(const std::string& text, const Said& said, engine::SharedSpeech& speech) {
    std::size_t begin = 0;
    CodePointOffsets offsets(text);
    for (const Seconds time : said.begins) {
      if (begin >= text.size()) return;
      const double frame = std::clamp(time.value * said.rate.value, 0.0, static_cast<double>(said.samples.size()));
      speech.add_event({static_cast<std::uint32_t>(offsets.at(begin)), static_cast<std::uint32_t>(frame)});
      begin = text.find(' ', begin);
      begin = begin == std::string::npos ? text.size() : begin + 1;
    }
  }

  std::string written_;
  Setup setup_;
  std::unique_ptr<Speaker> speaker_;
};

class UserEngine final : public engine::Engine {
 public:
  explicit UserEngine(const fs::path& user_folder) {
    if (!user_folder.empty()) file_ = user_folder / "engines.yaml";
  }
  const cast::EngineSchema& schema() const override { return user_engine::schema(); }
  std::string version() const override { return kVersion; }
  bool has_standard_voice() const override { return false; }
  bool tells_words() const override { return false; }
  std::unique_ptr<engine::FrontEnd> open(const std::vector<fs::path>& /*voice_folders*/) const override {
    return std::make_unique<UserFrontEnd>(file_);
  }
  std::unique_ptr<engine::Synthesizer> synthesizer(const std::string& setup) const override {
    return std::make_unique<UserSynthesizer>(setup);
  }

 private:
  fs::path file_;
};

}  // namespace

std::shared_ptr<const engine::Engine> make_engine(const fs::path& user_folder) {
  return std::make_shared<UserEngine>(user_folder);
}

}  // namespace sotto::user_engine
