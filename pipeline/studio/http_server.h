#pragma once

/// HTTP on the loopback interface: requests in, answers out, and one stream of events to each page that listens.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "studio/guard.h"

namespace sotto::studio {

struct Request : RequestHead {
  std::string body;
};

struct Answer {
  int status = 200;
  std::string type = "application/json";
  std::string body = {};
  std::filesystem::path file = {};  ///< sent instead of the body, or the range of it that is asked for
  bool events = false;              ///< the stream of events instead
  std::string location = {};        ///< of a 303
  std::string cookie = {};          ///< set, where there is one
  std::string download = {};        ///< the name under which a browser keeps it; empty: it shows it
  std::string policy = {};          ///< what the page may load (Content-Security-Policy); empty: its own server's alone
};

/// Called from several threads at once.
using Handler = std::function<Answer(const Request&)>;

/// A stretch of a file, both ends included.
struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  bool operator==(const ByteRange&) const = default;
};

/// What `Range:` asks for (RFC 9110, 14.2). Of several ranges and of what is no range of bytes nothing is understood,
/// and the whole is sent.
enum class RangeAsked { whole, part, beyond };
RangeAsked read_range(std::string_view header, std::uint64_t size, ByteRange& range);

class HttpServer {
 public:
  static constexpr std::size_t kMostHeader = 32 * 1024;          ///< bytes of a request before its body
  static constexpr std::size_t kMostBody = 4 * 1024 * 1024;      ///< of a request of the page's
  static constexpr std::size_t kMostBook = 128UL * 1024 * 1024;  ///< of a book (PUT)
  static constexpr unsigned kMostConnections = 256;
  static constexpr std::size_t kMostStreams = 32;         ///< of events
  static constexpr std::size_t kMostUnread = 256 * 1024;  ///< bytes of events that wait for a slow reader

  /// Listens on 127.0.0.1; port 0: one that is free. Throws MachineFailure, also when the port is taken.
  explicit HttpServer(int port);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  int port() const;
  /// Answers requests from here on. What the guard refuses never reaches the handler.
  void serve(GuardSettings guard, Handler handler);
  /// Waits for the requests that are being answered, and takes no more: from here on nothing calls the handler, and
  /// what it refers to may go. Done by the destructor at the latest.
  void stop();
  /// To every page that listens; `json` is one line. One that does not read is dropped.
  void tell(const std::string& json);
  std::size_t streams() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sotto::studio
