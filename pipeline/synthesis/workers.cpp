// One thread, one loop: poll the sockets of all workers, send what they have room for, take in their answers. Each
// worker has up to two sentences, so that it never waits for the main process; they are handed out as answers come in,
// so that all workers end at the same time. Only these are held here.

#include "synthesis/workers.h"

#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <deque>
#include <memory>
#include <thread>
#include <unordered_map>
#include <utility>

#include "shared/failure.h"
#include "shared/system_error.h"
#include "synthesis/engine_worker.h"

namespace sotto::synthesis {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kSentencesAhead = 2;
constexpr int kPollMilliseconds = 100;                   ///< how late Ctrl-C may be noticed
constexpr int kAttempts = 2;                             ///< of a sentence whose worker dies
constexpr int kMostFailedStarts = 3;                     ///< in a row, before the machine is given up
constexpr auto kGrace = std::chrono::milliseconds(300);  ///< to end the sentence in hand when the socket closes

/// What posix_spawn is told, freed with its scope.
struct SpawnAttributes {
  SpawnAttributes() {
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_init(&actions);
  }
  ~SpawnAttributes() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;
  posix_spawnattr_t attributes{};
  posix_spawn_file_actions_t actions{};
};

/// Starts the command in a process group of its own, so that Ctrl-C reaches the main process only and the whole tower
/// can be killed at once; with one end of a socket as its descriptor 3.
pid_t spawn(const std::vector<std::string>& command, int socket) {
  SpawnAttributes spawn;
  posix_spawn_file_actions_adddup2(&spawn.actions, socket, kWorkerSocket);
  posix_spawnattr_setflags(&spawn.attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&spawn.attributes, &none);
  std::vector<std::string> arguments = command;
  std::vector<char*> pointers;
  pointers.reserve(arguments.size() + 1);
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  // Symbols are bound at the start: bound at their first call, they would be so again in every sentence's process.
  std::string bind_now = "LD_BIND_NOW=1";
  std::vector<char*> environment{bind_now.data()};
  for (char** variable = environ; *variable != nullptr; ++variable) environment.push_back(*variable);
  environment.push_back(nullptr);
  pid_t process = 0;
  const int error =
      posix_spawn(&process, pointers[0], &spawn.actions, &spawn.attributes, pointers.data(), environment.data());
  if (error != 0) throw MachineFailure(fmt::format("cannot start a worker for the speech engine (error {})", error));
  return process;
}

/// One worker process and the socket to it.
class Worker {
 public:
  explicit Worker(const WorkersSettings& settings) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
      throw MachineFailure("cannot make a socket for a worker: " + system_reason(errno));
    }
    socket_ = ends[0];
    try {
      process_ = spawn(settings.command, ends[1]);
    } catch (...) {
      ::close(ends[0]);
      ::close(ends[1]);
      throw;
    }
    ::close(ends[1]);
    outgoing_ = framed(encode(settings.setup));
  }
  ~Worker() { end(); }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  int socket() const { return socket_; }
  bool wants_to_send() const { return !outgoing_.empty(); }
  bool ready() const { return ready_; }
  const std::deque<std::uint64_t>& in_hand() const { return in_hand_; }

  void give(std::uint64_t number, const TakeRequest& request, Seconds patience) {
    if (in_hand_.empty()) heard_ = Clock::now();
    outgoing_ += framed(encode(WorkerTask{number, request}));
    in_hand_.push_back(number);
    patience_.push_back(patience);
  }

  /// False when the worker is gone.
  bool send() {
    while (!outgoing_.empty()) {
      const ssize_t put = ::send(socket_, outgoing_.data(), outgoing_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (put < 0) return errno == EAGAIN || errno == EINTR;
      outgoing_.erase(0, static_cast<std::size_t>(put));
    }
    return true;
  }

  /// False when the worker is gone.
  bool receive() {
    std::array<char, 65536> bytes{};
    const ssize_t got = ::recv(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (got < 0) return errno == EAGAIN || errno == EINTR;
    arrived_.append(bytes.data(), static_cast<std::size_t>(got));
    return got > 0;
  }

  std::optional<WorkerAnswer> next_answer() {
    const auto message = take_message(arrived_);
    if (!message) return std::nullopt;
    heard_ = Clock::now();
    WorkerAnswer answer = decode_answer(*message);
    if (answer.kind == AnswerKind::ready) ready_ = true;
    if (answer.kind == AnswerKind::made || answer.kind == AnswerKind::not_made) {
      const auto found = std::find(in_hand_.begin(), in_hand_.end(), answer.number);
      if (found == in_hand_.end()) throw MachineFailure("a worker of the speech engine answers what it was not asked");
      patience_.erase(patience_.begin() + (found - in_hand_.begin()));
      in_hand_.erase(found);
    }
    return answer;
  }

  /// For a time in which nobody listened, it is not held to have been silent.
  void excuse(Clock::duration time) { heard_ += time; }

  /// Whether it has said nothing for longer than its sentence may take.
  bool is_stuck() const {
    if (in_hand_.empty()) return false;
    return std::chrono::duration<double>(Clock::now() - heard_).count() > patience_.front().value;
  }

  /// No more sentences: it ends when the one in hand is done.
  void close_socket() {
    if (socket_ >= 0) ::shutdown(socket_, SHUT_RDWR);
  }

  /// Ends the worker and all its children, if need be by force.
  void end() {
    close_socket();
    const auto deadline = Clock::now() + kGrace;
    while (process_ > 0 && !reaped() && Clock::now() < deadline)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    kill();
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  }

  void kill() {
    if (process_ <= 0) return;
    ::kill(-process_, SIGKILL);
    while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) continue;
    process_ = 0;
  }

 private:
  bool reaped() {
    if (::waitpid(process_, nullptr, WNOHANG) != process_) return false;
    ::kill(-process_, SIGKILL);  // a voice process that outlived a killed worker
    process_ = 0;
    return true;
  }

  pid_t process_ = 0;
  int socket_ = -1;
  bool ready_ = false;
  std::string outgoing_;
  std::string arrived_;
  std::deque<std::uint64_t> in_hand_;
  std::deque<Seconds> patience_;  ///< for each in hand
  Clock::time_point heard_ = Clock::now();
};

/// All workers and the sentences that they have.
class Dispatcher {
 public:
  Dispatcher(const NextRequest& next, const WorkersSettings& settings, const RequestDone& done)
      : next_(next),
        settings_(settings),
        done_(done),
        workers_(static_cast<std::size_t>(std::max(settings.count, 1))) {}
  ~Dispatcher() {
    // All are told before one is waited for.
    for (const auto& worker : workers_) {
      if (worker) worker->close_socket();
    }
  }
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  void run(const StopFlag& stop) {
    for (;;) {
      stop.check();
      hand_out();
      if (tasks_.empty()) return;
      std::vector<pollfd> sockets;
      for (const auto& worker : workers_) {
        const auto events = static_cast<short>(POLLIN | (worker && worker->wants_to_send() ? POLLOUT : 0));
        sockets.push_back({worker ? worker->socket() : -1, events, 0});
      }
      if (::poll(sockets.data(), sockets.size(), kPollMilliseconds) < 0 && errno != EINTR) {
        throw MachineFailure("cannot wait for the speech engine: " + system_reason(errno));
      }
      for (std::size_t i = 0; i < workers_.size(); ++i) {
        if (workers_[i] && !attend(*workers_[i], sockets[i].revents)) replace(workers_[i]);
      }
    }
  }

 private:
  struct Task {
    TakeRequest request;
    int attempts = 0;
  };

  /// One to each worker before anybody has two.
  void hand_out() {
    for (std::size_t most = 1; most <= kSentencesAhead; ++most) {
      for (auto& worker : workers_) {
        if (worker && worker->in_hand().size() >= most) continue;
        const auto number = next_task();
        if (!number) return;
        if (!worker) worker = std::make_unique<Worker>(settings_);
        const TakeRequest& request = tasks_.at(*number).request;
        const Seconds limit = time_limit(settings_.setup.time_limit_base, request.text.size());
        worker->give(*number, request, (limit + request.extra_time) * 2.0 + settings_.patience);
      }
    }
  }

  std::optional<std::uint64_t> next_task() {
    if (!again_.empty()) {
      const std::uint64_t number = again_.front();
      again_.pop_front();
      return number;
    }
    std::optional<TakeRequest> request = next_();
    if (!request) return std::nullopt;
    tasks_.emplace(++asked_, Task{std::move(*request)});
    return asked_;
  }

  /// False when the worker is gone, or stuck.
  bool attend(Worker& worker, short events) {
    bool alive = true;
    if ((events & POLLOUT) != 0) alive = worker.send();
    if ((events & (POLLIN | POLLHUP | POLLERR)) != 0) alive = worker.receive() && alive;
    while (const auto answer = worker.next_answer()) handle(*answer);
    return alive && !worker.is_stuck();
  }

  void handle(const WorkerAnswer& answer) {
    switch (answer.kind) {
      case AnswerKind::ready:
        failed_starts_ = 0;
        break;
      case AnswerKind::made:
        finish(answer.number, {answer.info, {}});
        break;
      case AnswerKind::not_made:
        finish(answer.number, {std::nullopt, answer.message});
        break;
      case AnswerKind::machine_failure:
        throw MachineFailure(answer.message);
    }
  }

  void finish(std::uint64_t number, const TakeOutcome& outcome) {
    const auto task = tasks_.extract(number);
    const Clock::time_point before = Clock::now();
    done_(task.mapped().request, outcome);
    // While it took its time, nobody listened to the workers.
    for (const auto& worker : workers_) {
      if (worker) worker->excuse(Clock::now() - before);
    }
  }

  /// The first sentence in hand is what the worker died of; the others wait for their turn again.
  void replace(std::unique_ptr<Worker>& worker) {
    worker->kill();
    if (!worker->ready() && ++failed_starts_ == kMostFailedStarts) {
      throw MachineFailure("the workers of the speech engine end before they begin; try 'sotto doctor'");
    }
    const std::deque<std::uint64_t> in_hand = worker->in_hand();
    for (auto number = in_hand.rbegin(); number != in_hand.rend(); ++number) {
      const bool blamed = worker->ready() && *number == in_hand.front();
      if (blamed && ++tasks_.at(*number).attempts == kAttempts) {
        finish(*number, {std::nullopt, "the speech engine's process died of it, twice"});
      } else {
        again_.push_front(*number);
      }
    }
    worker.reset();  // another one is started when there is something for it
  }

  const NextRequest& next_;
  const WorkersSettings& settings_;
  const RequestDone& done_;
  std::vector<std::unique_ptr<Worker>> workers_;   ///< null: not started
  std::unordered_map<std::uint64_t, Task> tasks_;  ///< that workers have, or that wait for another attempt
  std::deque<std::uint64_t> again_;
  std::uint64_t asked_ = 0;
  int failed_starts_ = 0;
};

}  // namespace

void make_takes(const NextRequest& next, const WorkersSettings& settings, const StopFlag& stop,
                const RequestDone& done) {
  Dispatcher(next, settings, done).run(stop);
}

}  // namespace sotto::synthesis
