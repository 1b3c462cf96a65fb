#include "synthesis/user_engine/connection.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "shared/failure.h"
#include "shared/system_error.h"
#include "shared/text.h"

namespace sotto::user_engine {

namespace {

constexpr std::size_t kLongestLine = std::size_t{1} << 20U;

/// Waits until one of the events is there; false when it does not come in time.
bool wait_for(int socket, short events, Deadline deadline) {
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    if (left <= 0) return false;
    pollfd one{socket, events, 0};
    const int ready = ::poll(&one, 1, static_cast<int>(std::min<std::int64_t>(left + 1, 1'000'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

class TcpConnection final : public Connection {
 public:
  explicit TcpConnection(int socket) : socket_(socket) {}
  ~TcpConnection() override { ::close(socket_); }
  TcpConnection(const TcpConnection&) = delete;
  TcpConnection& operator=(const TcpConnection&) = delete;

  bool write(std::string_view bytes, Deadline deadline) override {
    while (!bytes.empty()) {
      const ssize_t put = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (put >= 0) {
        bytes.remove_prefix(static_cast<std::size_t>(put));
      } else if (errno == EAGAIN) {
        if (!wait_for(socket_, POLLOUT, deadline)) return false;
      } else if (errno != EINTR) {
        return false;
      }
    }
    return true;
  }

  std::optional<std::string> read_line(Deadline deadline) override {
    for (;;) {
      if (const std::size_t end = arrived_.find('\n'); end != std::string::npos) {
        std::string line = arrived_.substr(0, end);
        arrived_.erase(0, end + 1);
        return line;
      }
      if (arrived_.size() > kLongestLine || !receive(deadline)) return std::nullopt;
    }
  }

  std::optional<std::string> read_bytes(std::size_t count, Deadline deadline) override {
    while (arrived_.size() < count) {
      if (!receive(deadline)) return std::nullopt;
    }
    std::string bytes = arrived_.substr(0, count);
    arrived_.erase(0, count);
    return bytes;
  }

 private:
  bool receive(Deadline deadline) {
    if (!wait_for(socket_, POLLIN, deadline)) return false;
    std::array<char, 65536> block{};
    const ssize_t got = ::recv(socket_, block.data(), block.size(), MSG_DONTWAIT);
    if (got < 0) return errno == EAGAIN || errno == EINTR;
    arrived_.append(block.data(), static_cast<std::size_t>(got));
    return got > 0;
  }

  int socket_;
  std::string arrived_;
};

class ProgramConnection final : public Connection {
 public:
  ProgramConnection(const std::vector<std::string>& arguments, const std::filesystem::path& folder)
      : program_(arguments, folder) {}
  bool write(std::string_view bytes, Deadline deadline) override { return program_.write(bytes, deadline); }
  std::optional<std::string> read_line(Deadline deadline) override { return program_.read_line(deadline); }
  std::optional<std::string> read_bytes(std::size_t count, Deadline deadline) override {
    return program_.read_bytes(count, deadline);
  }
  std::string last_words() override { return program_.last_words(); }

 private:
  Program program_;
};

}  // namespace

std::unique_ptr<Connection> connect_to(const std::string& host, const std::string& port, Deadline deadline) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int unknown = ::getaddrinfo(host.c_str(), port.c_str(), &wanted, &found);
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses(found, &::freeaddrinfo);
  std::string reason = unknown != 0 ? ::gai_strerror(unknown) : "";
  for (const addrinfo* one = addresses.get(); unknown == 0 && one != nullptr; one = one->ai_next) {
    const int socket = ::socket(one->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0) continue;
    int error = ::connect(socket, one->ai_addr, one->ai_addrlen) == 0 ? 0 : errno;
    if (error == EINPROGRESS) {
      socklen_t size = sizeof error;
      error = ETIMEDOUT;
      if (wait_for(socket, POLLOUT, deadline)) ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
    }
    if (error == 0) return std::make_unique<TcpConnection>(socket);
    reason = system_reason(error);
    ::close(socket);
  }
  throw MachineFailure(
      fmt::format("nobody answers at {}:{} ({}); start the server, or correct its address in engines.yaml",
                  printable(host), printable(port), reason));
}

std::unique_ptr<Connection> connect_to_program(const std::vector<std::string>& arguments,
                                               const std::filesystem::path& folder) {
  return std::make_unique<ProgramConnection>(arguments, folder);
}

}  // namespace sotto::user_engine
