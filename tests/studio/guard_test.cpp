#include "studio/guard.h"

#include <gtest/gtest.h>

namespace sotto::studio {
namespace {

const GuardSettings kOurs{"127.0.0.1:4711", "0123456789abcdef0123456789abcdef"};

/// A request of our own page.
RequestHead own(const std::string& method = "GET") {
  RequestHead request{method, "/api/book", {{"host", kOurs.host}}, {}, {{"sotto-4711", kOurs.secret}}};
  if (method == "GET") return request;
  request.headers["origin"] = kOurs.origin();
  request.headers["content-type"] = "application/json";
  return request;
}

int status_of(const RequestHead& request) {
  const auto refusal = refuse(request, kOurs);
  return refusal ? refusal->status : 200;
}

TEST(Guard, OurOwnPageMayReadAndChange) {
  EXPECT_EQ(status_of(own()), 200);
  EXPECT_EQ(status_of(own("POST")), 200);
}

TEST(Guard, RefusesEveryOtherSite) {
  const auto with = [](const std::string& method, const std::string& header, const std::string& value) {
    RequestHead request = own(method);
    request.headers[header] = value;
    return status_of(request);
  };
  EXPECT_EQ(with("GET", "host", "evil.example:4711"), 421);  // DNS rebinding
  EXPECT_EQ(with("GET", "host", "127.0.0.1:4712"), 421);
  EXPECT_EQ(with("GET", "host", ""), 421);
  EXPECT_EQ(with("GET", "sec-fetch-site", "cross-site"), 403);
  EXPECT_EQ(with("GET", "sec-fetch-site", "same-site"), 403);
  EXPECT_EQ(with("GET", "sec-fetch-site", "same-origin"), 200);
  EXPECT_EQ(with("GET", "origin", "null"), 403);
  EXPECT_EQ(with("POST", "origin", "http://evil.example"), 403);
  EXPECT_EQ(with("POST", "origin", "null"), 403);
  EXPECT_EQ(with("POST", "content-type", "text/plain"), 415);  // what a form can send
  EXPECT_EQ(with("POST", "content-type", "application/x-www-form-urlencoded"), 415);
  RequestHead without = own("POST");
  without.headers.erase("origin");
  EXPECT_EQ(status_of(without), 403);
  EXPECT_EQ(status_of(own("DELETE")), 405);
}

TEST(Guard, NeedsTheSecret) {
  RequestHead request = own();
  request.cookies.clear();
  EXPECT_EQ(status_of(request), 403);
  request.cookies["sotto-4711"] = "0123456789abcdef0123456789abcdee";
  EXPECT_EQ(status_of(request), 403);
  request.cookies = {{"sotto-4712", kOurs.secret}};
  EXPECT_EQ(status_of(request), 403);
}

TEST(Guard, TheAddressThatIsPrintedPassesOnce) {
  RequestHead request{"GET", "/", {{"host", kOurs.host}}, {{"token", kOurs.secret}}, {}};
  EXPECT_EQ(status_of(request), 200);
  EXPECT_TRUE(brings_token(request, kOurs));
  request.path = "/api/book";
  EXPECT_EQ(status_of(request), 403);
  request.path = "/";
  request.query["token"] = "wrong";
  EXPECT_EQ(status_of(request), 403);
}

TEST(Guard, SecretsAreLongAndDiffer) {
  EXPECT_EQ(new_secret().size(), 32U);
  EXPECT_NE(new_secret(), new_secret());
}

}  // namespace
}  // namespace sotto::studio
