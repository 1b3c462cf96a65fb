// The server as others than our page would talk to it: over a socket of our own.

#include "studio/http_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <array>
#include <chrono>
#include <thread>
#include <vector>

#include "shared/descriptor.h"
#include "shared/failure.h"
#include "support/temp_folder.h"

namespace sotto::studio {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

Descriptor connect_to(int port) {
  Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(::connect(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  const timeval patience{5, 0};
  ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  return socket;
}

bool send_all(const Descriptor& socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::send(socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

/// What comes until it ends, or has this in it.
std::string receive(const Descriptor& socket, std::string_view until = {}) {
  std::string text;
  std::array<char, 65536> block{};
  for (;;) {
    const ssize_t got = ::recv(socket.get(), block.data(), block.size(), 0);
    if (got <= 0) return text;
    text.append(block.data(), static_cast<std::size_t>(got));
    if (!until.empty() && text.find(until) != std::string::npos) return text;
  }
}

class HttpServerTest : public ::testing::Test {
 protected:
  HttpServerTest() : server(0), guard{fmt::format("127.0.0.1:{}", server.port()), "secret"} {
    folder.write("inside/song.wav", "0123456789");
    folder.write("outside.txt", "not yours");
    std::filesystem::create_symlink(folder / "outside.txt", folder / "inside/link");
    server.serve(guard, [this](const Request& request) {
      Answer answer;
      if (request.path == "/song") answer.file = folder / "inside/song.wav";
      if (request.path == "/link") answer.file = folder / "inside/link";
      if (request.path == "/events") answer.events = true;
      if (request.path == "/fails") throw MachineFailure("the \"disk\" is full");
      answer.body = request.method == "POST" ? request.body : request.path;
      return answer;
    });
  }

  std::string head(const std::string& first, const std::string& more = {}) const {
    return fmt::format("{} HTTP/1.1\r\nHost: {}\r\nCookie: {}={}\r\nConnection: close\r\n{}\r\n", first, guard.host,
                       guard.cookie(), guard.secret, more);
  }
  std::string ask(const std::string& request) const {
    const Descriptor socket = connect_to(server.port());
    send_all(socket, request);
    return receive(socket);
  }

  testing::TempFolder folder;
  HttpServer server;
  GuardSettings guard;
};

TEST_F(HttpServerTest, AnswersItsOwnPage) {
  const std::string answer = ask(head("GET /api"));
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(answer, HasSubstr("Content-Security-Policy: default-src 'self'"));
  EXPECT_THAT(answer, HasSubstr("frame-ancestors 'none'"));
  EXPECT_THAT(answer, HasSubstr("nosniff"));
  EXPECT_EQ(answer.find("Access-Control"), std::string::npos);
  EXPECT_THAT(ask(head("GET /fails")), HasSubstr(R"({"error":"the \"disk\" is full"})"));
}

TEST_F(HttpServerTest, TakesWhatOurPagePosts) {
  const std::string more = "Origin: " + guard.origin() + "\r\nContent-Type: application/json\r\nContent-Length: 7\r\n";
  EXPECT_THAT(ask(head("POST /api", more) + "{\"a\":1}"), HasSubstr("{\"a\":1}"));
}

TEST_F(HttpServerTest, RefusesAFormAndAForeignPage) {
  const std::string form = "Origin: null\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n";
  EXPECT_THAT(ask(head("POST /api", form) + "a=1"), StartsWith("HTTP/1.1 403"));
  EXPECT_THAT(ask("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"), StartsWith("HTTP/1.1 421"));
  EXPECT_THAT(ask("GET / HTTP/1.1\r\nHost: " + guard.host + "\r\nConnection: close\r\n\r\n"),
              StartsWith("HTTP/1.1 403"));
}

TEST_F(HttpServerTest, SendsRangesAsAsked) {
  const auto range = [&](const std::string& asked) { return ask(head("GET /song", "Range: " + asked + "\r\n")); };
  EXPECT_THAT(range("bytes=2-4"), ::testing::AllOf(StartsWith("HTTP/1.1 206"), HasSubstr("bytes 2-4/10"),
                                                   ::testing::EndsWith("\r\n\r\n234")));
  EXPECT_THAT(range("bytes=-3"), ::testing::EndsWith("\r\n\r\n789"));
  EXPECT_THAT(range("bytes=8-99"), HasSubstr("bytes 8-9/10"));
  EXPECT_THAT(range("bytes=10-"), ::testing::AllOf(StartsWith("HTTP/1.1 416"), HasSubstr("bytes */10")));
  EXPECT_THAT(range("bytes=0-1,4-5"), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(range("lines=1-2"), StartsWith("HTTP/1.1 200"));
}

TEST_F(HttpServerTest, FollowsNoLink) { EXPECT_THAT(ask(head("GET /link")), StartsWith("HTTP/1.1 404")); }

TEST_F(HttpServerTest, AHeaderThatNeverEndsIsCutOff) {
  const Descriptor socket = connect_to(server.port());
  send_all(socket, "GET / HTTP/1.1\r\nHost: " + guard.host + "\r\nX-Long: ");
  const std::string block(1 << 16, 'x');
  std::size_t sent = 0;
  constexpr std::size_t kAsked = 64UL << 20;
  while (sent < kAsked && send_all(socket, block)) sent += block.size();
  EXPECT_LT(sent, kAsked / 4);
  EXPECT_THAT(ask(head("GET /after")), HasSubstr("/after"));
}

TEST_F(HttpServerTest, TellsThoseWhoListen) {
  const Descriptor socket = connect_to(server.port());
  send_all(socket, head("GET /events"));
  EXPECT_THAT(receive(socket, "retry"), HasSubstr("text/event-stream"));
  for (int i = 0; i < 100 && server.streams() != 1; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  server.tell(R"({"type":"book"})");
  EXPECT_THAT(receive(socket, "book"), HasSubstr("data: {\"type\":\"book\"}\n\n"));
}

TEST_F(HttpServerTest, TwoHundredStreamsLeaveRoomForOthers) {
  std::vector<Descriptor> sockets;
  std::size_t refused = 0;
  for (int i = 0; i < 200; ++i) {
    sockets.push_back(connect_to(server.port()));
    send_all(sockets.back(), head("GET /events"));
    if (receive(sockets.back(), "\r\n\r\n").starts_with("HTTP/1.1 503")) ++refused;
  }
  EXPECT_EQ(refused, 200 - HttpServer::kMostStreams);
  EXPECT_THAT(ask(head("GET /after")), HasSubstr("/after"));
}

TEST_F(HttpServerTest, WhoeverNeverReadsIsDropped) {
  const Descriptor socket = connect_to(server.port());
  const int small = 4096;
  ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
  send_all(socket, head("GET /events"));
  receive(socket, "retry");
  const std::string much(100'000, 'x');
  for (int i = 0; i < 200 && server.streams() > 0; ++i) {
    server.tell(much);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  EXPECT_THAT(ask(head("GET /after")), HasSubstr("/after"));
}

TEST_F(HttpServerTest, APortThatIsTakenIsAnError) { EXPECT_THROW(HttpServer(server.port()), MachineFailure); }

TEST(HttpServer, AsksNobodyWhenItIsStopped) {
  HttpServer server(0);
  bool gone = false;
  server.serve(GuardSettings{fmt::format("127.0.0.1:{}", server.port()), "secret"}, [&](const Request&) {
    EXPECT_FALSE(gone);
    return Answer{};
  });
  const int port = server.port();
  server.stop();
  gone = true;
  const Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_NE(::connect(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  server.tell("{}");
  server.stop();
}

}  // namespace
}  // namespace sotto::studio
