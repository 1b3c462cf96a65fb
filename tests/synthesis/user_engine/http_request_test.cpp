#include "synthesis/user_engine/http_request.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "synthesis/user_engine/stand_in_server.h"

namespace sotto::user_engine {
namespace {

TEST(HttpRequest, AsksNoProxyAndFollowsNoRedirect) {
  const StandInServer server;
  ::setenv("http_proxy", "http://127.0.0.1:1", 1);
  const HttpReply reply = send({server.url() + "/v1/audio/speech", R"({"model": "redirect", "input": "a"})", "", {20}});
  ::unsetenv("http_proxy");
  EXPECT_EQ(reply.status, 302);
  const HttpReply busy = send({server.url(), R"({"model": "too-many", "input": "a"})", "", {20}});
  EXPECT_EQ(busy.status, 429);
  EXPECT_EQ(busy.retry_after.value_or(Seconds{9}).value, 0);
  EXPECT_EQ(busy.type, "application/json");
}

TEST(HttpRequest, OtherProtocolsAreRefused) {
  const HttpReply reply = send({"file:///etc/hostname", "", "", {5}});
  EXPECT_EQ(reply.status, 0);
  EXPECT_EQ(reply.body, "");
  EXPECT_NE(reply.trouble, "");
}

TEST(HttpRequest, TellsThatNobodyListens) {
  const HttpReply reply = send({"http://127.0.0.1:1/", "{}", "", {5}});
  EXPECT_TRUE(reply.unreachable);
  EXPECT_NE(reply.trouble, "");
}

}  // namespace
}  // namespace sotto::user_engine
