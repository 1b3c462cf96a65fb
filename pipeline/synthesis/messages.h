#pragma once

/// What the main process and its worker processes say to each other, over a stream socket: messages with a length
/// before each. Both are the same program, so the bytes are as they lie in memory.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/fields.h"
#include "shared/units.h"
#include "synthesis/take.h"
#include "synthesis/take_store.h"

namespace sotto::synthesis {

/// An engine that a worker is to start.
struct EngineSetup {
  std::string engine;  ///< its id
  std::string setup;   ///< for Engine::synthesizer
  bool operator==(const EngineSetup&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("engine", &EngineSetup::engine), field("setup", &EngineSetup::setup));
  }
};

/// The first message to a worker.
struct WorkerSetup {
  std::int64_t parent = 0;   ///< process id: the worker does not outlive it
  std::string cache_folder;  ///< absolute
  std::vector<EngineSetup> engines;
  Seconds time_limit_base;  ///< for one sentence
  bool operator==(const WorkerSetup&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("parent", &WorkerSetup::parent), field("cache_folder", &WorkerSetup::cache_folder),
                      field("engines", &WorkerSetup::engines), field("time_limit_base", &WorkerSetup::time_limit_base));
  }
};

/// A sentence to make.
struct WorkerTask {
  std::uint64_t number = 0;  ///< the main process's own
  TakeRequest request;
  static constexpr auto fields() {
    return std::tuple(field("number", &WorkerTask::number), field("request", &WorkerTask::request));
  }
};

enum class AnswerKind : std::uint8_t {
  ready,            ///< the engine is started
  made,             ///< the take is in the store
  not_made,         ///< the engine cannot say this sentence
  machine_failure,  ///< no engine, no memory, a full disk: nothing more will come
};

struct WorkerAnswer {
  AnswerKind kind = AnswerKind::ready;
  std::uint64_t number = 0;
  TakeInfo info;        ///< of what was made
  std::string message;  ///< why it was not
  bool operator==(const WorkerAnswer&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("kind", &WorkerAnswer::kind), field("number", &WorkerAnswer::number),
                      field("info", &WorkerAnswer::info), field("message", &WorkerAnswer::message));
  }
};
/// The bytes of a message, which the functions below read back.
std::string encode(const WorkerSetup& setup);
std::string encode(const WorkerTask& task);
std::string encode(const WorkerAnswer& answer);
WorkerSetup decode_setup(std::string_view message);
WorkerTask decode_task(std::string_view message);
WorkerAnswer decode_answer(std::string_view message);

/// The message with its length before it.
std::string framed(std::string_view message);

/// Takes the first whole message off the front of what arrived, or nothing while it is incomplete.
std::optional<std::string> take_message(std::string& arrived);

/// For a worker, which has nothing else to do: waits until the message is sent, or has arrived. False, or nothing, when
/// the other side is gone.
bool send_message(int socket, std::string_view message);
std::optional<std::string> receive_message(int socket);

}  // namespace sotto::synthesis
