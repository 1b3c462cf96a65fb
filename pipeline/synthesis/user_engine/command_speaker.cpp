// One process, one sentence in flight. After an answer that did not come, or was none, the process is in nobody knows
// which state: it is ended, and the next sentence starts another one.

#include "synthesis/user_engine/command_speaker.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "shared/failure.h"
#include "shared/files.h"
#include "shared/text.h"
#include "synthesis/engine/wav_reader.h"
#include "synthesis/user_engine/program.h"

namespace sotto::user_engine {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// For what a program that ends has yet to say.
constexpr Seconds kLastWords{0.2};

/// A file of sound, which is removed.
Said take_file(const fs::path& path) {
  const std::optional<std::string> bytes = try_read_file(path);
  std::error_code none;
  fs::remove(path, none);
  if (!bytes) throw NoAnswer(fmt::format("it made no file {}", printable(path.string())));
  try {
    engine::WavSound sound = engine::read_wav(*bytes);
    return {sound.rate, std::move(sound.samples), {}};
  } catch (const engine::BadWav& bad) {
    throw NoAnswer(fmt::format("of the sound it made, {}", bad.what()));
  }
}

/// The answer in the protocol `sotto`.
json parse_answer(const std::string& line) {
  json answer = json::parse(line, nullptr, false);
  if (!answer.is_object())
    throw NoAnswer(fmt::format("it answers '{}', which is no JSON object", printable(line.substr(0, 200))));
  return answer;
}

class CommandSpeaker final : public Speaker {
 public:
  CommandSpeaker(Definition definition, cast::EngineSettings voice, fs::path folder, Patience patience)
      : definition_(std::move(definition)),
        voice_(std::move(voice)),
        folder_(fs::absolute(std::move(folder))),
        patience_(patience) {
    make_folder(folder_);
  }

  Said say(const std::string& text) override {
    for (int attempt = 1;; ++attempt) {
      try {
        Said said = definition_.protocol == kWav ? say_alone(text) : say_in_turn(text);
        failures_ = 0;
        return said;
      } catch (const NoAnswer& no_answer) {
        const std::string why = explain(no_answer.what());
        program_.reset();
        if (attempt < kAttempts) continue;
        fail(why);
      }
    }
  }

 private:
  [[noreturn]] void fail(const std::string& why) {
    if (++failures_ < kMostFailures) throw CannotSay(why);
    throw MachineFailure(fmt::format("{} ({} sentences in a row)", why, failures_));
  }

  /// With how the program ended and what it said last.
  std::string explain(const std::string& what) {
    std::string why = fmt::format("the program '{}' fails: {}", printable(definition_.run.front()), what);
    if (!program_) return why;
    program_->read_all(deadline_after(kLastWords));
    if (const std::string end = program_->end(); !end.empty()) why += ", and " + end;
    if (const std::string words = program_->last_words(); !words.empty()) why += "; its last words:\n" + words;
    return why;
  }

  Deadline deadline(const std::string& text) const { return deadline_after(patience_.limit(is_first_, text.size())); }

  Said say_in_turn(const std::string& text) {
    const Deadline limit = deadline(text);
    if (!program_) {
      program_ = std::make_unique<Program>(arguments_for(definition_, voice_, folder_, {}, {}), folder_);
      if (definition_.protocol == kSotto) hear_ready(limit);
    }
    const fs::path out = folder_ / fmt::format("{}.wav", ++number_);
    if (!program_->write(request(text, out) + "\n", limit)) throw NoAnswer("it does not read what it is told");
    Said said = answer(out, limit);
    is_first_ = false;
    return said;
  }

  void hear_ready(Deadline limit) {
    const auto line = program_->read_line(limit);
    if (!line) throw NoAnswer("it does not say that it is ready");
    if (!parse_answer(*line).contains("ready")) throw NoAnswer("its first line does not say that it is ready");
  }

  std::string request(const std::string& text, const fs::path& out) const {
    if (definition_.protocol == kPiperDir) return text;
    json line = {{"text", text}};
    const std::string& speaker = voice_.text("speaker");
    if (definition_.protocol == kPiperJson) {
      line["output_file"] = out.string();
      const auto number = json::parse(speaker, nullptr, false);
      if (number.is_number_unsigned()) {
        line["speaker_id"] = number;
      } else if (!speaker.empty()) {
        line["speaker"] = speaker;
      }
    } else {
      line["id"] = number_;
      line["voice"] = voice_.text("voice");
      line["speaker"] = speaker;
      line["speed"] = voice_.number("speed");
      line["out"] = out.string();
    }
    return line.dump(-1, ' ', false, json::error_handler_t::replace);
  }

  Said answer(const fs::path& out, Deadline limit) {
    if (definition_.protocol == kPiperDir) {
      const auto path = program_->read_error_line("Wrote ", limit);
      if (!path) throw NoAnswer("it does not tell in time which file it wrote");
      return take_file(folder_ / std::string(trim_space(*path)));
    }
    const auto line = program_->read_line(limit);
    if (!line) throw NoAnswer("it does not answer");
    if (definition_.protocol == kPiperJson) return take_file(out);
    const json told = parse_answer(*line);
    if (told.value("id", json()) != json(number_)) throw NoAnswer("it answers what it was not asked");
    if (told.value("ok", json()) != json(true)) {
      const auto error = told.find("error");
      fail(fmt::format(
          "the program '{}' cannot say this: {}", printable(definition_.run.front()),
          error != told.end() && error->is_string() ? printable(error->get<std::string>()) : "no reason given"));
    }
    Said said = take_file(out);
    if (const auto words = told.find("words"); words != told.end()) said.begins = begins_of(*words);
    return said;
  }

  /// [[index, begin, end], ...] in seconds. Words that are left out begin with the one after them.
  static std::vector<Seconds> begins_of(const json& words) {
    std::vector<Seconds> begins;
    if (!words.is_array()) throw NoAnswer("its 'words' are no list");
    for (const json& word : words) {
      if (!word.is_array() || word.size() < 2 || !word[0].is_number_unsigned() || !word[1].is_number()) {
        throw NoAnswer("its 'words' are no [index, begin, end]");
      }
      const auto index = word[0].get<std::size_t>();
      if (index < begins.size() || index > 10'000) throw NoAnswer("its 'words' are not in order");
      begins.resize(index + 1, Seconds{word[1].get<double>()});
    }
    return begins;
  }

  Said say_alone(const std::string& text) {
    const Deadline limit = deadline(text);
    const fs::path out = folder_ / fmt::format("{}.wav", ++number_);
    program_ = std::make_unique<Program>(arguments_for(definition_, voice_, folder_, out.string(), text), folder_);
    program_->write(text + "\n", limit);
    program_->close_input();
    const auto output = program_->read_all(limit);
    if (!output) throw NoAnswer("it does not end in time");
    if (program_->end() != "ended with status 0") throw NoAnswer("it made no sound");
    is_first_ = false;
    std::error_code none;
    if (fs::exists(out, none)) return take_file(out);
    try {
      engine::WavSound sound = engine::read_wav(*output);
      return {sound.rate, std::move(sound.samples), {}};
    } catch (const engine::BadWav& bad) {
      throw NoAnswer(fmt::format("of what it wrote, {}", bad.what()));
    }
  }

  Definition definition_;
  cast::EngineSettings voice_;
  fs::path folder_;
  Patience patience_;
  std::unique_ptr<Program> program_;
  std::uint64_t number_ = 0;
  int failures_ = 0;
  bool is_first_ = true;
};

}  // namespace

std::vector<std::string> arguments_for(const Definition& definition, const cast::EngineSettings& voice,
                                       const fs::path& folder, const std::string& out, const std::string& text) {
  const double speed = voice.number("speed");
  const std::pair<std::string_view, std::string> meanings[] = {{"{voice}", voice.text("voice")},
                                                               {"{speaker}", voice.text("speaker")},
                                                               {"{speed}", fmt::format("{:.3f}", speed)},
                                                               {"{length_scale}", fmt::format("{:.3f}", 1 / speed)},
                                                               {"{folder}", folder.string()},
                                                               {"{out}", out},
                                                               {"{text}", text}};
  std::vector<std::string> arguments;
  for (const std::string& written : definition.run) {
    std::string& argument = arguments.emplace_back();
    for (std::size_t at = 0; at < written.size();) {
      const std::string_view rest = std::string_view(written).substr(at);
      const auto* const meaning = std::find_if(std::begin(meanings), std::end(meanings),
                                               [&](const auto& one) { return rest.starts_with(one.first); });
      if (meaning == std::end(meanings)) {
        argument += written[at++];
      } else {
        argument += meaning->second;
        at += meaning->first.size();
      }
    }
  }
  return arguments;
}

std::unique_ptr<Speaker> make_command_speaker(const Definition& definition, const cast::EngineSettings& voice,
                                              const fs::path& folder, const Patience& patience) {
  return std::make_unique<CommandSpeaker>(definition, voice, folder, patience);
}

}  // namespace sotto::user_engine
