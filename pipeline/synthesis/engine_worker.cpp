// A speech engine may keep state between sentences, so that the same sentence after another one gives other samples. It
// cannot be reset, but a process can be copied. So a worker is a tower of three processes:
//
//   worker     starts the engines, and then only waits; its copies of them stay as new
//   voice      forked from the worker for a voice of an engine; sets it, and serves tasks until one asks for another
//   sentence   forked from the voice process for each sentence; speaks into shared memory and exits
//
// Each sentence thus meets the engine in a state that depends on its voice alone: the same samples come out whatever
// was said before, and by whom. And what crashes or hangs the engine costs a sentence process.
//
// The voice process serves the socket to the main process itself. A task for another voice it hands on to its successor
// through a small file in memory.
//
// An engine that is a process of its own, or a server, has no sentence process: the voice process talks to it.
//
// When the main process ends, so does the tower: each process asks to be killed with its parent, and the socket closes.

#include "synthesis/engine_worker.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "shared/failure.h"
#include "shared/system_error.h"
#include "synthesis/breath.h"
#include "synthesis/engine/child_process.h"
#include "synthesis/messages.h"
#include "synthesis/shape_take.h"
#include "synthesis/take_store.h"
#include "synthesis/word_times.h"

namespace sotto::synthesis {

namespace {

/// How a voice process ends to ask for a successor.
constexpr int kOtherVoice = 10;

/// The engine needs about 0.1 ms for a character; a hundred times that is a hang.
constexpr double kSecondsPerCharacter = 0.01;

/// How often a sentence that crashes or hangs the engine is tried.
constexpr int kAttempts = 2;

sigset_t child_signal() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGCHLD);
  return signals;
}

/// The end of a child is waited for, not signalled.
void block_child_signal() {
  const sigset_t signals = child_signal();
  ::sigprocmask(SIG_BLOCK, &signals, nullptr);
}

/// Waits for a child; nothing when it has not ended after `limit`: then it is killed.
std::optional<int> wait_for(pid_t child, Seconds limit) {
  using Clock = std::chrono::steady_clock;
  const auto deadline =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(limit.value));
  const sigset_t signals = child_signal();
  int status = 0;
  for (;;) {
    if (::waitpid(child, &status, WNOHANG) == child) return status;
    const auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(deadline - Clock::now()).count();
    if (left <= 0) break;
    const timespec time{left / 1'000'000'000, left % 1'000'000'000};
    ::sigtimedwait(&signals, nullptr, &time);
  }
  ::kill(child, SIGKILL);
  ::waitpid(child, &status, 0);
  return std::nullopt;
}

/// A task on its way from one voice process to the next.
class HandOver {
 public:
  HandOver() : file_(::memfd_create("task", MFD_CLOEXEC)) {
    if (file_ < 0) throw MachineFailure("no memory for a worker of the speech engine: " + system_reason(errno));
  }
  ~HandOver() { ::close(file_); }
  HandOver(const HandOver&) = delete;
  HandOver& operator=(const HandOver&) = delete;

  bool put(const std::string& message) {
    return ::pwrite(file_, message.data(), message.size(), 0) == static_cast<ssize_t>(message.size());
  }
  std::optional<std::string> take() {
    const off_t size = ::lseek(file_, 0, SEEK_END);
    if (size <= 0) return std::nullopt;
    std::string message(static_cast<std::size_t>(size), '\0');
    if (::pread(file_, message.data(), message.size(), 0) != size || ::ftruncate(file_, 0) != 0) return std::nullopt;
    return message;
  }

 private:
  int file_;
};

/// Engine id -> the engine, started.
using Synthesizers = std::map<std::string, std::unique_ptr<engine::Synthesizer>>;

/// The voice process.
class VoiceServer {
 public:
  VoiceServer(const Synthesizers& engines, const WorkerSetup& setup, engine::SharedSpeech& speech,
              engine::SharedSpeech& reference, HandOver& hand_over)
      : engines_(engines),
        setup_(setup),
        store_(setup.cache_folder),
        speech_(speech),
        reference_(reference),
        hand_over_(hand_over) {}

  /// Serves until the socket closes or another voice is asked for; returns the exit status.
  int serve() {
    std::optional<cast::EngineSettings> voice;
    std::string trouble;
    auto message = hand_over_.take();
    if (!message) message = receive_message(kWorkerSocket);
    for (; message; message = receive_message(kWorkerSocket)) {
      const WorkerTask task = decode_task(*message);
      if (!voice) {
        voice = task.request.voice;
        try {
          trouble = set_voice(*voice);
        } catch (const MachineFailure& failure) {
          send_message(kWorkerSocket, encode(machine_failure(failure.what())));
          return EXIT_FAILURE;
        }
      }
      if (task.request.voice != *voice) return hand_over_.put(*message) ? kOtherVoice : EXIT_FAILURE;
      WorkerAnswer answer = trouble.empty() ? make(task) : not_made(trouble);
      answer.number = task.number;
      if (!send_message(kWorkerSocket, encode(answer))) break;
    }
    return EXIT_SUCCESS;
  }

 private:
  /// Returns what is wrong with the voice, or nothing.
  std::string set_voice(const cast::EngineSettings& voice) {
    const auto found = engines_.find(voice.engine);
    if (found == engines_.end()) return fmt::format("this program has no speech engine '{}'", voice.engine);
    engine_ = found->second.get();
    return engine_->set_voice(voice);
  }

  static WorkerAnswer machine_failure(std::string why) { return {AnswerKind::machine_failure, 0, {}, std::move(why)}; }

  static WorkerAnswer not_made(std::string reason) { return {AnswerKind::not_made, 0, {}, std::move(reason)}; }

  WorkerAnswer make(const WorkerTask& task) {
    try {
      const TakeRequest& request = task.request;
      std::string reason =
          engine_->is_apart() ? speak_apart(request.text) : speak(*engine_, nullptr, request.text, speech_);
      for (int attempt = 1; attempt < kAttempts && !reason.empty() && !engine_->is_apart(); ++attempt) {
        reason = speak(*engine_, nullptr, request.text, speech_);
      }
      if (!reason.empty()) return not_made(std::move(reason));
      const std::vector<engine::EngineEvent> events = word_events(request);
      std::vector<std::int16_t> breathing;
      TakeView take =
          with_breaths(shape_take(speech_.rate(), speech_.samples(), events, request.words), request.breath, breathing);
      store_.save(task.request.id, take);
      const auto frames = static_cast<std::uint32_t>(take.samples.size());
      return {AnswerKind::made, 0, {take.rate, frames, std::move(take.words)}, {}};
    } catch (const MachineFailure& failure) {
      return machine_failure(failure.what());
    } catch (const std::bad_alloc&) {
      return machine_failure(
          "a worker of the speech engine has no memory left; close other programs, or use fewer workers: --jobs");
    }
  }

  /// What the engine told, or what the reference tells in its place: nothing where that cannot be said.
  std::vector<engine::EngineEvent> word_events(const TakeRequest& request) {
    const auto told = speech_.events();
    const Reference& reference = request.reference;
    if (!told.empty() || reference.text.empty()) return {told.begin(), told.end()};
    const auto found = engines_.find(reference.voice.engine);
    if (found == engines_.end()) return {};
    if (!speak(*found->second, &reference.voice, reference.text, reference_).empty()) return {};
    return events_by_reference(speech_, request.words, reference_, reference.words);
  }

  /// Has an engine say a text that is in a process of its own. Returns what went wrong, or nothing.
  std::string speak_apart(const std::string& text) {
    speech_.clear();
    engine_->speak(text, speech_);
    return outcome_of(speech_);
  }

  static std::string outcome_of(const engine::SharedSpeech& speech) {
    if (speech.is_full()) return "the speech engine does not come to an end (over an hour of sound)";
    if (speech.is_complete()) return {};
    return speech.refusal().empty() ? "the speech engine refuses the text" : std::string(speech.refusal());
  }

  /// Says a text in a child, with another voice than the one that is set, or null. Returns what went wrong, or nothing.
  std::string speak(engine::Synthesizer& synthesizer, const cast::EngineSettings* voice, const std::string& text,
                    engine::SharedSpeech& speech) const {
    speech.clear();
    const pid_t parent = ::getpid();
    const pid_t child = engine::fork_or_fail();
    if (child == 0) speak_and_exit(synthesizer, voice, text, speech, parent);
    const Seconds limit = time_limit(setup_.time_limit_base, text.size());
    const auto status = wait_for(child, limit);
    if (!status) return fmt::format("the speech engine hung (no end after {:.1f} s)", limit.value);
    if (WIFSIGNALED(*status)) return fmt::format("the speech engine crashed (signal {})", WTERMSIG(*status));
    if (!speech.is_full() && WEXITSTATUS(*status) != EXIT_SUCCESS)
      return fmt::format("the speech engine gave up (status {})", WEXITSTATUS(*status));
    return outcome_of(speech);
  }

  /// The sentence process: an exception ends it like any other crash.
  [[noreturn]] static void speak_and_exit(engine::Synthesizer& synthesizer, const cast::EngineSettings* voice,
                                          const std::string& text, engine::SharedSpeech& speech,
                                          pid_t parent) noexcept {
    if (engine::die_with_parent(parent) && (voice == nullptr || synthesizer.set_voice(*voice).empty())) {
      synthesizer.speak(text, speech);
    }
    ::_exit(EXIT_SUCCESS);
  }

  const Synthesizers& engines_;
  engine::Synthesizer* engine_ = nullptr;  ///< of the voice
  const WorkerSetup& setup_;
  TakeStore store_;
  engine::SharedSpeech& speech_;
  engine::SharedSpeech& reference_;
  HandOver& hand_over_;
};

/// The voice process: an exception ends it like any other crash.
[[noreturn]] void serve_and_exit(VoiceServer server, pid_t parent) noexcept {
  ::_exit(engine::die_with_parent(parent) ? server.serve() : EXIT_FAILURE);
}

/// The worker, once its engines are started.
int keep_voice_processes(const Synthesizers& engines, const WorkerSetup& setup) {
  engine::SharedSpeech speech;
  engine::SharedSpeech reference;
  HandOver hand_over;
  for (;;) {
    const pid_t parent = ::getpid();
    const pid_t child = engine::fork_or_fail();
    if (child == 0) serve_and_exit({engines, setup, speech, reference, hand_over}, parent);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == kOtherVoice) continue;
    return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
  }
}

}  // namespace

Seconds time_limit(Seconds base, std::size_t characters) {
  return base + Seconds{kSecondsPerCharacter} * static_cast<double>(characters);
}

int run_worker(const Engines& engines) {
  engine::quieten_signals();
  block_child_signal();
  const auto first = receive_message(kWorkerSocket);
  if (!first) return EXIT_FAILURE;
  const WorkerSetup setup = decode_setup(*first);
  if (!engine::die_with_parent(static_cast<pid_t>(setup.parent))) return EXIT_FAILURE;
  try {
    Synthesizers started;
    for (const EngineSetup& wanted : setup.engines) {
      auto synthesizer = engines.named(wanted.engine).synthesizer(wanted.setup);
      synthesizer->start();
      started.emplace(wanted.engine, std::move(synthesizer));
    }
    send_message(kWorkerSocket, encode(WorkerAnswer{}));
    return keep_voice_processes(started, setup);
  } catch (const MachineFailure& failure) {
    send_message(kWorkerSocket, encode(WorkerAnswer{AnswerKind::machine_failure, 0, {}, failure.what()}));
    return EXIT_FAILURE;
  }
}

std::optional<int> engine_worker_main(int argc, const char* const* argv) {
  if (argc < 2 || std::string_view(argv[1]) != kEngineWorkerArgument) return std::nullopt;
  return run_worker(builtin_engines());
}

}  // namespace sotto::synthesis
