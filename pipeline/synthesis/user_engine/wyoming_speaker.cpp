#include "synthesis/user_engine/wyoming_speaker.h"

#include <fmt/format.h>

#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "shared/failure.h"
#include "shared/files.h"
#include "shared/text.h"
#include "synthesis/user_engine/command_speaker.h"
#include "synthesis/user_engine/connection.h"

namespace sotto::user_engine {

namespace {

using nlohmann::json;

constexpr std::size_t kMostBytes = std::size_t{64} << 20U;
constexpr std::string_view kScheme = "tcp://";

struct Event {
  std::string type;
  json data;
  std::string payload;
};

Event receive(Connection& connection, Deadline deadline) {
  const auto line = connection.read_line(deadline);
  if (!line) throw NoAnswer("it does not answer");
  const json header = json::parse(*line, nullptr, false);
  if (!header.is_object() || !header.contains("type")) throw NoAnswer("it answers what is no event");
  Event event{header["type"].get<std::string>(), header.value("data", json::object()), {}};
  const auto block = [&](const char* length) {
    const auto count = header.value(length, json(0)).is_number_unsigned() ? header.value(length, std::size_t{0}) : 0;
    if (count > kMostBytes) throw NoAnswer("it sends more than 64 MB");
    auto bytes = connection.read_bytes(count, deadline);
    if (!bytes) throw NoAnswer("its answer is cut");
    return std::move(*bytes);
  };
  if (const std::string data = block("data_length"); !data.empty()) event.data.update(json::parse(data));
  event.payload = block("payload_length");
  return event;
}

class WyomingSpeaker final : public Speaker {
 public:
  WyomingSpeaker(Definition definition, cast::EngineSettings voice, std::filesystem::path folder, Patience patience)
      : definition_(std::move(definition)),
        voice_(std::move(voice)),
        folder_(std::filesystem::absolute(std::move(folder))),
        patience_(patience) {
    make_folder(folder_);
  }

  Said say(const std::string& text) override {
    for (int attempt = 1;; ++attempt) {
      std::string why;
      try {
        Said said = ask(text);
        failures_ = 0;
        is_first_ = false;
        return said;
      } catch (const NoAnswer& no_answer) {
        why = no_answer.what();
      } catch (const json::exception&) {
        why = "its answer is not of the form that it should have";
      }
      if (const std::string words = connection_ ? connection_->last_words() : ""; !words.empty()) {
        why += "; its last words:\n" + words;
      }
      connection_.reset();
      if (attempt == kAttempts) fail(why);
    }
  }

 private:
  [[noreturn]] void fail(const std::string& what) {
    const std::string& who = definition_.url.empty() ? definition_.run.front() : definition_.url;
    const std::string why = fmt::format("the engine {} fails: {}", printable(who), what);
    if (++failures_ < kMostFailures) throw CannotSay(why);
    throw MachineFailure(fmt::format("{} ({} sentences in a row)", why, failures_));
  }

  void connect(Deadline deadline) {
    if (!definition_.run.empty()) {
      connection_ = connect_to_program(arguments_for(definition_, voice_, folder_, {}, {}), folder_);
      return;
    }
    const std::string address = definition_.url.substr(kScheme.size());
    const std::size_t colon = address.rfind(':');
    connection_ = connect_to(address.substr(0, colon), address.substr(colon + 1), deadline);
  }

  Said ask(const std::string& text) {
    const Deadline deadline = deadline_after(patience_.limit(is_first_, text.size()));
    if (!connection_) connect(deadline);
    json data = {{"text", text}};
    if (!voice_.text("voice").empty()) data["voice"]["name"] = voice_.text("voice");
    if (!voice_.text("speaker").empty()) data["voice"]["speaker"] = voice_.text("speaker");
    const json request = {{"type", "synthesize"}, {"data", data}};
    if (!connection_->write(request.dump(-1, ' ', false, json::error_handler_t::replace) + "\n", deadline)) {
      throw NoAnswer("it does not read what it is told");
    }
    return hear(deadline);
  }

  Said hear(Deadline deadline) {
    Said said;
    std::string sound;
    for (;;) {
      const Event event = receive(*connection_, deadline);
      if (event.type == "error") fail(printable(event.data.value("text", "an error without a reason")));
      if (event.type == "audio-start") {
        said.rate = Hertz{event.data.at("rate").get<double>()};
        if (event.data.at("width") != 2 || event.data.at("channels") != 1 || said.rate.value < 4000) {
          throw NoAnswer("its sound is not mono of 16 bits");
        }
      }
      if (event.type == "audio-chunk") sound += event.payload;
      if (sound.size() > kMostBytes) throw NoAnswer("it sends more than 64 MB");
      if (event.type == "audio-stop") break;
    }
    if (sound.empty() || said.rate.value == 0) throw NoAnswer("it sends no sound");
    said.samples.resize(sound.size() / sizeof(std::int16_t));
    std::memcpy(said.samples.data(), sound.data(), said.samples.size() * sizeof(std::int16_t));
    return said;
  }

  Definition definition_;
  cast::EngineSettings voice_;
  std::filesystem::path folder_;
  Patience patience_;
  std::unique_ptr<Connection> connection_;
  int failures_ = 0;
  bool is_first_ = true;
};

}  // namespace

std::unique_ptr<Speaker> make_wyoming_speaker(const Definition& definition, const cast::EngineSettings& voice,
                                              const std::filesystem::path& folder, const Patience& patience) {
  return std::make_unique<WyomingSpeaker>(definition, voice, folder, patience);
}

}  // namespace sotto::user_engine
