#include "synthesis/user_engine/http_request.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <cstdlib>
#include <memory>
#include <string_view>

#include "shared/late_library.h"
#include "shared/text.h"

namespace sotto::user_engine {

namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20U;
constexpr long kConnectSeconds = 10;

struct Curl {
  LateLibrary library{"libcurl.so.4"};
  SOTTO_LATE(library, curl_easy_init);
  SOTTO_LATE(library, curl_easy_cleanup);
  SOTTO_LATE(library, curl_easy_perform);
  SOTTO_LATE(library, curl_easy_setopt);
  SOTTO_LATE(library, curl_easy_getinfo);
  SOTTO_LATE(library, curl_easy_strerror);
  SOTTO_LATE(library, curl_slist_append);
  SOTTO_LATE(library, curl_slist_free_all);
};

const Curl& curl() {
  static const Curl loaded;
  return loaded;
}

std::size_t take_bytes(char* bytes, std::size_t size, std::size_t count, void* reply) {
  std::string& body = static_cast<HttpReply*>(reply)->body;
  if (body.size() + size * count > kMostBytes) return 0;  // which ends the transfer
  body.append(bytes, size * count);
  return size * count;
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* reply) {
  auto& told = *static_cast<HttpReply*>(reply);
  const std::string line = lower_case(std::string_view(bytes, size * count));
  const auto value_of = [&](std::string_view name) -> std::optional<std::string> {
    if (!line.starts_with(name)) return std::nullopt;
    return std::string(trim_space(std::string_view(line).substr(name.size())));
  };
  if (const auto value = value_of("content-type:")) told.type = *value;
  if (const auto value = value_of("retry-after:");
      value && !value->empty() && value->find_first_not_of("0123456789") == std::string::npos) {
    told.retry_after = Seconds{std::strtod(value->c_str(), nullptr)};
  }
  return size * count;
}

}  // namespace

HttpReply send(const HttpRequest& request) {
  const Curl& library = curl();
  HttpReply reply;
  const std::unique_ptr<CURL, decltype(library.curl_easy_cleanup)> handle((library.curl_easy_init)(),
                                                                          library.curl_easy_cleanup);
  if (!handle) {
    reply.trouble = "libcurl does not start";
    return reply;
  }
  const auto set = [&](CURLoption option, auto value) { (library.curl_easy_setopt)(handle.get(), option, value); };
  curl_slist* list = (library.curl_slist_append)(nullptr, "Content-Type: application/json");
  if (!request.key.empty()) list = (library.curl_slist_append)(list, ("Authorization: Bearer " + request.key).c_str());
  list = (library.curl_slist_append)(list, "Expect:");
  const std::unique_ptr<curl_slist, decltype(library.curl_slist_free_all)> headers(list, library.curl_slist_free_all);
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.limit.value * 1000));
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_WRITEFUNCTION, &take_bytes);
  set(CURLOPT_WRITEDATA, static_cast<void*>(&reply));
  set(CURLOPT_HEADERFUNCTION, &take_header);
  set(CURLOPT_HEADERDATA, static_cast<void*>(&reply));
  if (!request.body.empty()) {
    set(CURLOPT_POSTFIELDS, request.body.c_str());
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  }
  const CURLcode code = (library.curl_easy_perform)(handle.get());
  long status = 0;
  (library.curl_easy_getinfo)(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  reply.status = static_cast<int>(status);
  if (code == CURLE_OK) return reply;
  reply.status = 0;
  reply.unreachable = code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST;
  reply.trouble = code == CURLE_WRITE_ERROR ? "it sends more than 64 MB" : (library.curl_easy_strerror)(code);
  return reply;
}

}  // namespace sotto::user_engine
