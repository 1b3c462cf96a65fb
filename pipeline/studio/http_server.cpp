// libmicrohttpd does the protocol: threads of its own, limits on what a connection may use, a time limit for whoever
// does not go on. A stream of events is a connection that is suspended while there is nothing to tell, so that it costs
// no thread.

#include "studio/http_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <list>
#include <mutex>
#include <thread>
#include <utility>

#include "shared/failure.h"
#include "shared/files.h"
#include "shared/system_error.h"
#include "shared/text.h"
#include "studio/json_answer.h"

namespace sotto::studio {

namespace fs = std::filesystem;

namespace {

constexpr unsigned kThreads = 4;
constexpr unsigned kPatience = 30;  ///< seconds without a byte either way
constexpr auto kHeartbeat = std::chrono::seconds(15);

/// A page that listens.
struct EventStream {
  MHD_Connection* connection = nullptr;
  std::mutex mutex;
  std::string unread;
  bool suspended = false;
  bool dropped = false;
};

/// A request that is coming in.
struct Incoming {
  Request request;
  std::optional<Refusal> refusal;
  std::size_t size = 0;
};

MHD_Result keep_pair(void* map, MHD_ValueKind /*kind*/, const char* key, const char* value) {
  auto& pairs = *static_cast<std::map<std::string, std::string, std::less<>>*>(map);
  pairs[key] = value != nullptr ? value : "";
  return MHD_YES;
}

MHD_Result keep_header(void* map, MHD_ValueKind /*kind*/, const char* key, const char* value) {
  auto& headers = *static_cast<std::map<std::string, std::string, std::less<>>*>(map);
  // A header that comes twice is none of a browser's.
  const auto [entry, first] = headers.try_emplace(lower_case(key), value != nullptr ? value : "");
  if (!first) entry->second += std::string(", ") + (value != nullptr ? value : "");
  return MHD_YES;
}

std::unique_ptr<Incoming> begin(MHD_Connection* connection, const char* url, const char* method) {
  auto incoming = std::make_unique<Incoming>();
  Request& request = incoming->request;
  request.method = method;
  request.path = url;
  MHD_get_connection_values(connection, MHD_HEADER_KIND, keep_header, &request.headers);
  MHD_get_connection_values(connection, MHD_COOKIE_KIND, keep_pair, &request.cookies);
  MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, keep_pair, &request.query);
  return incoming;
}

MHD_Response* response_of(std::string_view body) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): it is copied
  return MHD_create_response_from_buffer(body.size(), const_cast<char*>(body.data()), MHD_RESPMEM_MUST_COPY);
}

MHD_Response* response_of_file(const fs::path& path, std::string_view range_header, int& status) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  struct stat found {};
  if (file < 0 || ::fstat(file, &found) != 0 || !S_ISREG(found.st_mode)) {
    if (file >= 0) ::close(file);
    status = 404;
    return response_of(refused(404, "there is no such file").body);
  }
  const auto size = static_cast<std::uint64_t>(found.st_size);
  ByteRange range{0, size == 0 ? 0 : size - 1};
  const RangeAsked asked = read_range(range_header, size, range);
  if (asked == RangeAsked::beyond) {
    ::close(file);
    status = 416;
    MHD_Response* response = response_of("");
    MHD_add_response_header(response, "Content-Range", fmt::format("bytes */{}", size).c_str());
    return response;
  }
  const std::uint64_t length = size == 0 ? 0 : range.last - range.first + 1;
  MHD_Response* response = MHD_create_response_from_fd_at_offset64(length, file, range.first);
  MHD_add_response_header(response, "Accept-Ranges", "bytes");
  if (asked == RangeAsked::part) {
    status = 206;
    const std::string told = fmt::format("bytes {}-{}/{}", range.first, range.last, size);
    MHD_add_response_header(response, "Content-Range", told.c_str());
  }
  return response;
}

/// What the next bytes of a stream are; it is suspended where there are none.
ssize_t read_events(void* closure, std::uint64_t /*position*/, char* buffer, std::size_t most) {
  EventStream& stream = **static_cast<std::shared_ptr<EventStream>*>(closure);
  const std::scoped_lock lock(stream.mutex);
  if (stream.dropped) return MHD_CONTENT_READER_END_WITH_ERROR;
  if (stream.unread.empty()) {
    stream.suspended = true;
    MHD_suspend_connection(stream.connection);
    return 0;
  }
  const std::size_t size = std::min(most, stream.unread.size());
  std::memcpy(buffer, stream.unread.data(), size);
  stream.unread.erase(0, size);
  return static_cast<ssize_t>(size);
}

void wake(EventStream& stream) {
  if (!stream.suspended) return;
  stream.suspended = false;
  MHD_resume_connection(stream.connection);
}

}  // namespace

RangeAsked read_range(std::string_view header, std::uint64_t size, ByteRange& range) {
  constexpr std::string_view kUnit = "bytes=";
  if (!header.starts_with(kUnit) || header.find(',') != std::string_view::npos) return RangeAsked::whole;
  header.remove_prefix(kUnit.size());
  const std::size_t dash = header.find('-');
  if (dash == std::string_view::npos) return RangeAsked::whole;
  const auto whole = [](std::string_view text, std::uint64_t& value) {
    const auto [stop, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    return status == std::errc() && stop == text.data() + text.size();
  };
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  const std::string_view from = header.substr(0, dash);
  const std::string_view to = header.substr(dash + 1);
  if (from.empty()) {  // the last so many
    if (!whole(to, last)) return RangeAsked::whole;
    if (last == 0 || size == 0) return RangeAsked::beyond;
    range = {size - std::min(last, size), size - 1};
    return RangeAsked::part;
  }
  if (!whole(from, first) || (!to.empty() && !whole(to, last))) return RangeAsked::whole;
  if (!to.empty() && last < first) return RangeAsked::whole;
  if (first >= size) return RangeAsked::beyond;
  range = {first, to.empty() ? size - 1 : std::min(last, size - 1)};
  return RangeAsked::part;
}

struct HttpServer::Impl {
  int socket = -1;
  int port = 0;
  MHD_Daemon* daemon = nullptr;
  GuardSettings guard;
  Handler handler;
  mutable std::mutex mutex;
  std::list<std::shared_ptr<EventStream>> streams;
  std::atomic<bool> ending{false};
  std::thread heart;

  static void end_stream(void* closure) {
    auto* held = static_cast<std::pair<Impl*, std::shared_ptr<EventStream>>*>(closure);
    const std::scoped_lock lock(held->first->mutex);
    held->first->streams.remove(held->second);
    delete held;  // NOLINT(cppcoreguidelines-owning-memory): libmicrohttpd held it
  }

  static ssize_t read_stream(void* closure, std::uint64_t position, char* buffer, std::size_t most) {
    auto* held = static_cast<std::pair<Impl*, std::shared_ptr<EventStream>>*>(closure);
    return read_events(&held->second, position, buffer, most);
  }

  MHD_Response* open_stream(MHD_Connection* connection, int& status) {
    auto stream = std::make_shared<EventStream>();
    stream->connection = connection;
    stream->unread = "retry: 1000\n\n";
    {
      const std::scoped_lock lock(mutex);
      if (ending || streams.size() >= kMostStreams) {
        status = 503;
        return response_of(refused(503, "too many pages listen").body);
      }
      streams.push_back(stream);
    }
    constexpr std::size_t kBlock = 4096;
    // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): given back to end_stream
    auto* held = new std::pair<Impl*, std::shared_ptr<EventStream>>(this, std::move(stream));
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, kBlock, read_stream, held, end_stream);
  }

  MHD_Result send(MHD_Connection* connection, const Request& request, const Answer& answer) {
    int status = answer.status;
    MHD_Response* response = answer.events         ? open_stream(connection, status)
                             : answer.file.empty() ? response_of(answer.body)
                                                   : response_of_file(answer.file, request.header("range"), status);
    if (response == nullptr) return MHD_NO;
    const auto add = [&](const char* name, const std::string& value) {
      MHD_add_response_header(response, name, value.c_str());
    };
    add("Content-Type", status >= 400 ? "application/json" : answer.events ? "text/event-stream" : answer.type);
    add("Cache-Control", "no-store");
    add("X-Content-Type-Options", "nosniff");
    add("Referrer-Policy", "no-referrer");
    add("Cross-Origin-Resource-Policy", "same-origin");
    add("Cross-Origin-Opener-Policy", "same-origin");
    add("Content-Security-Policy",
        (answer.policy.empty() ? "default-src 'self'; img-src 'self' data:; media-src 'self' blob:" : answer.policy) +
            std::string("; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"));
    if (!answer.location.empty()) add("Location", answer.location);
    if (!answer.cookie.empty()) add("Set-Cookie", answer.cookie);
    if (!answer.download.empty())
      add("Content-Disposition", "attachment; filename=\"" + printable(answer.download) + "\"");
    const MHD_Result queued = MHD_queue_response(connection, static_cast<unsigned>(status), response);
    MHD_destroy_response(response);
    return queued;
  }

  MHD_Result refuse_with(MHD_Connection* connection, const Request& request, const Refusal& refusal) {
    return send(connection, request, refused(refusal.status, refusal.why));
  }

  MHD_Result receive(MHD_Connection* connection, const char* url, const char* method, const char* data,
                     std::size_t* size, void** state) {
    auto* incoming = static_cast<Incoming*>(*state);
    if (incoming == nullptr) {
      auto fresh = begin(connection, url, method);
      fresh->refusal = refuse(fresh->request, guard);
      // Refused before the body comes: it is not read.
      if (fresh->refusal && *size == 0 && fresh->request.header("content-length").empty()) {
        return refuse_with(connection, fresh->request, *fresh->refusal);
      }
      *state = fresh.release();
      return MHD_YES;
    }
    if (*size > 0) {
      keep_body(*incoming, {data, *size});
      *size = 0;
      return MHD_YES;
    }
    if (incoming->refusal) return refuse_with(connection, incoming->request, *incoming->refusal);
    Answer answer;
    try {
      answer = handler(incoming->request);
    } catch (const std::exception& failure) {
      answer = refused(500, failure.what());
    }
    return send(connection, incoming->request, answer);
  }

  void keep_body(Incoming& incoming, std::string_view bytes) {
    incoming.size += bytes.size();
    if (incoming.size > (incoming.request.method == "PUT" ? kMostBook : kMostBody))
      incoming.refusal = Refusal{413, "that is too large"};
    if (incoming.refusal) return;
    incoming.request.body += bytes;
  }

  static MHD_Result handle(void* self, MHD_Connection* connection, const char* url, const char* method,
                           const char* /*version*/, const char* data, std::size_t* size, void** state) {
    try {
      return static_cast<Impl*>(self)->receive(connection, url, method, data, size, state);
    } catch (const std::exception&) {
      return MHD_NO;  // the connection is closed
    }
  }

  static void completed(void* /*self*/, MHD_Connection* /*connection*/, void** state,
                        MHD_RequestTerminationCode /*how*/) {
    delete static_cast<Incoming*>(*state);  // NOLINT(cppcoreguidelines-owning-memory): libmicrohttpd held it
    *state = nullptr;
  }

  void tell(std::string_view bytes) {
    const std::scoped_lock lock(mutex);
    for (const auto& stream : streams) {
      const std::scoped_lock its(stream->mutex);
      if (stream->unread.size() + bytes.size() > kMostUnread) {
        stream->dropped = true;
        stream->unread.clear();
      } else if (!stream->dropped) {
        stream->unread += bytes;
      }
      wake(*stream);
    }
  }
};

HttpServer::HttpServer(int port) : impl_(std::make_unique<Impl>()) {
  // Our own socket: a second server on the same port is an error, and not a silent share of the requests.
  impl_->socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  ::setsockopt(impl_->socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  if (impl_->socket < 0 || ::bind(impl_->socket, any, length) != 0 || ::listen(impl_->socket, SOMAXCONN) != 0 ||
      ::getsockname(impl_->socket, any, &length) != 0) {
    const std::string reason = system_reason(errno);
    if (impl_->socket >= 0) ::close(impl_->socket);
    throw MachineFailure(fmt::format("cannot listen on 127.0.0.1:{}: {}; another one: --port 0", port, reason));
  }
  impl_->port = ntohs(address.sin_port);
}

HttpServer::~HttpServer() {
  stop();
  if (impl_->socket >= 0) ::close(impl_->socket);
}

void HttpServer::stop() {
  impl_->ending = true;
  if (impl_->heart.joinable()) impl_->heart.join();
  MHD_Daemon* daemon = std::exchange(impl_->daemon, nullptr);
  if (daemon == nullptr) return;
  {
    const std::scoped_lock lock(impl_->mutex);
    for (const auto& stream : impl_->streams) {
      const std::scoped_lock its(stream->mutex);
      stream->dropped = true;
      wake(*stream);
    }
  }
  MHD_stop_daemon(daemon);
  impl_->socket = -1;  // closed with it
}

int HttpServer::port() const { return impl_->port; }

void HttpServer::serve(GuardSettings guard, Handler handler) {
  impl_->guard = std::move(guard);
  impl_->handler = std::move(handler);
  impl_->daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC, 0, nullptr,
                                   nullptr, &Impl::handle, impl_.get(), MHD_OPTION_LISTEN_SOCKET, impl_->socket,
                                   MHD_OPTION_THREAD_POOL_SIZE, kThreads, MHD_OPTION_CONNECTION_LIMIT, kMostConnections,
                                   MHD_OPTION_CONNECTION_MEMORY_LIMIT, kMostHeader, MHD_OPTION_CONNECTION_TIMEOUT,
                                   kPatience, MHD_OPTION_NOTIFY_COMPLETED, &Impl::completed, nullptr, MHD_OPTION_END);
  if (impl_->daemon == nullptr) throw MachineFailure("the server of the studio cannot be started");
  impl_->heart = std::thread([impl = impl_.get()] {
    auto next = std::chrono::steady_clock::now() + kHeartbeat;
    while (!impl->ending) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      if (std::chrono::steady_clock::now() < next) continue;
      next += kHeartbeat;
      // A reader that is gone is only noticed when something is sent.
      impl->tell(": still here\n\n");
    }
  });
}

void HttpServer::tell(const std::string& json) { impl_->tell("data: " + json + "\n\n"); }

std::size_t HttpServer::streams() const {
  const std::scoped_lock lock(impl_->mutex);
  return impl_->streams.size();
}

}  // namespace sotto::studio
