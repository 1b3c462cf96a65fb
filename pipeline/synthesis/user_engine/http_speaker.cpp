#include "synthesis/user_engine/http_speaker.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>
#include <utility>

#include "shared/failure.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/text.h"
#include "synthesis/engine/wav_reader.h"
#include "synthesis/user_engine/http_request.h"

namespace sotto::user_engine {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr double kLongestWait = 30;

/// Held while a server is asked: in all processes that share the folder.
class Turn {
 public:
  explicit Turn(const fs::path& file) : file_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    while (file_ >= 0 && ::flock(file_, LOCK_EX) != 0 && errno == EINTR) continue;
  }
  ~Turn() {
    if (file_ >= 0) ::close(file_);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  int file_;
};

std::optional<std::string> decode_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    if (c == '=' || c == '\n' || c == '\r') continue;
    const auto value = std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/").find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes += static_cast<char>(bits >> static_cast<unsigned>(held) & 0xFFU);
    }
  }
  return bytes;
}

Said sound_of(std::string_view bytes) {
  if (bytes.empty()) throw NoAnswer("it sends no sound");
  try {
    engine::WavSound sound = engine::read_wav(bytes);
    if (sound.samples.empty()) throw NoAnswer("it sends no sound");
    return {sound.rate, std::move(sound.samples), {}};
  } catch (const engine::BadWav& bad) {
    throw NoAnswer(fmt::format("of the sound it sends, {}", bad.what()));
  }
}

/// What a server says of a mistake: the message in its JSON, or the begin of its text; never the key, which some quote.
std::string words_of(const HttpReply& reply, const std::string& key) {
  const json told = json::parse(reply.body, nullptr, false);
  const auto text_in = [](const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); };
  std::string words = reply.body;
  if (told.is_object() && told.contains("detail")) words = text_in(told["detail"]);
  if (told.is_object() && told.contains("error")) {
    const json& error = told["error"];
    words = error.is_object() && error.contains("message") ? text_in(error["message"]) : text_in(error);
  }
  for (std::size_t at = words.find(key); !key.empty() && at != std::string::npos; at = words.find(key)) {
    words.replace(at, key.size(), "(the key)");
  }
  return printable(fold_space(words.substr(0, 300)));
}

class HttpSpeaker final : public Speaker {
 public:
  HttpSpeaker(Definition definition, cast::EngineSettings voice, const fs::path& folder, Patience patience)
      : definition_(std::move(definition)),
        voice_(std::move(voice)),
        turn_file_(folder.parent_path() / (ContentHash().add(definition_.url).hex() + ".turn")),
        patience_(patience) {
    make_folder(turn_file_.parent_path());
    if (definition_.key.empty()) return;
    const char* key = std::getenv(definition_.key.c_str());  // NOLINT(concurrency-mt-unsafe)
    if (key == nullptr || *key == '\0') {
      throw MachineFailure(
          fmt::format("the environment variable {} with the key for {} is not set", definition_.key, definition_.url));
    }
    key_ = key;
  }

  Said say(const std::string& text) override {
    const Turn turn(turn_file_);
    for (int attempt = 1;; ++attempt) {
      try {
        Said said = ask(text);
        failures_ = 0;
        is_first_ = false;
        return said;
      } catch (const NoAnswer& no_answer) {
        if (attempt < kAttempts) continue;
        fail(fmt::format("the server {} fails: {}", definition_.url, no_answer.what()));
      } catch (const json::exception&) {
        if (attempt < kAttempts) continue;
        fail(fmt::format("the server {} fails: its answer is not of the form that it should have", definition_.url));
      }
    }
  }

 private:
  [[noreturn]] void fail(const std::string& why) {
    if (++failures_ < kMostFailures) throw CannotSay(why);
    throw MachineFailure(fmt::format("{} ({} sentences in a row)", why, failures_));
  }

  std::string body(const std::string& text) const {
    json request = {{"model", definition_.model.empty() ? "tts-1" : definition_.model},
                    {"input", text},
                    {"voice", voice_.text("voice")},
                    {"response_format", "wav"},
                    {"speed", voice_.number("speed")},
                    {"stream", false}};
    for (const ExtraMember& member : definition_.extra) request[member.key] = json::parse(member.value);
    return request.dump(-1, ' ', false, json::error_handler_t::replace);
  }

  /// Waits while the server is busy, as long as the sentence may take.
  Said ask(const std::string& text) {
    const Seconds limit = patience_.limit(is_first_, text.size());
    const auto begin = Clock::now();
    const auto left = [&] { return limit.value - std::chrono::duration<double>(Clock::now() - begin).count(); };
    const char* path = definition_.captioned ? "/dev/captioned_speech" : "/v1/audio/speech";
    for (double wait = 1;; wait = std::min(2 * wait, kLongestWait)) {
      const HttpReply reply = send({definition_.url + path, body(text), key_, {std::max(left(), 1.0)}});
      if (reply.unreachable) {
        throw MachineFailure(
            fmt::format("nobody answers at {} ({}); start the server, or correct its address in engines.yaml",
                        definition_.url, reply.trouble));
      }
      if (reply.status == 0) throw NoAnswer(reply.trouble);
      if (reply.status == 429 || reply.status == 503) {
        const double asked = reply.retry_after ? std::min(reply.retry_after->value, kLongestWait) : wait;
        if (asked > left()) throw NoAnswer("it is busy all the time");
        std::this_thread::sleep_for(std::chrono::duration<double>(asked));
        continue;
      }
      if (reply.status >= 500) throw NoAnswer(fmt::format("status {}: {}", reply.status, words_of(reply, key_)));
      if (reply.status == 401 || reply.status == 403) {
        throw MachineFailure(fmt::format("the server {} refuses the key (status {}): {}", definition_.url, reply.status,
                                         words_of(reply, key_)));
      }
      if (reply.status != 200) {
        fail(
            fmt::format("the server {} refuses (status {}): {}", definition_.url, reply.status, words_of(reply, key_)));
      }
      return definition_.captioned ? captioned(reply, text) : sound_of(reply.body);
    }
  }

  /// {"audio": base64, "timestamps": [{"word", "start_time", "end_time"}, ...]}, where marks count as words. Times that
  /// are not those of our words are not used.
  static Said captioned(const HttpReply& reply, const std::string& text) {
    const json told = json::parse(reply.body, nullptr, false);
    if (!told.is_object() || !told.contains("audio") || !told["audio"].is_string())
      throw NoAnswer("its answer holds no sound");
    const auto bytes = decode_base64(told["audio"].get_ref<const std::string&>());
    if (!bytes) throw NoAnswer("its sound is no base64");
    Said said = sound_of(*bytes);
    const auto words = told.find("timestamps");
    if (words == told.end() || !words->is_array()) return said;
    for (const json& word : *words) {
      if (!word.is_object() || !word.contains("word") || !word["word"].is_string())
        return {said.rate, std::move(said.samples), {}};
      if (!has_word(word["word"].get_ref<const std::string&>())) continue;
      const double start = word.value("start_time", -1.0);
      if (start < 0 || (!said.begins.empty() && start < said.begins.back().value))
        return {said.rate, std::move(said.samples), {}};
      said.begins.push_back({start});
    }
    const auto spaces = static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
    if (said.begins.size() != spaces + 1) said.begins.clear();
    return said;
  }

  Definition definition_;
  cast::EngineSettings voice_;
  fs::path turn_file_;
  Patience patience_;
  std::string key_;
  int failures_ = 0;
  bool is_first_ = true;
};

}  // namespace

std::unique_ptr<Speaker> make_http_speaker(const Definition& definition, const cast::EngineSettings& voice,
                                           const fs::path& folder, const Patience& patience) {
  return std::make_unique<HttpSpeaker>(definition, voice, folder, patience);
}

}  // namespace sotto::user_engine
