#pragma once

/// One HTTP request (libcurl, loaded when it is first needed).

#include <optional>
#include <string>

#include "shared/units.h"

namespace sotto::user_engine {

struct HttpRequest {
  std::string url;
  std::string body;  ///< JSON; empty: the request is a GET
  std::string key;   ///< sent as a bearer token; empty: none
  Seconds limit{30};
};

struct HttpReply {
  int status = 0;  ///< 0: there was none
  std::string body;
  std::string type;                    ///< of its content, lower case
  std::optional<Seconds> retry_after;  ///< that the server asks for
  bool unreachable = false;            ///< nobody listens there
  std::string trouble;                 ///< why there is no status
};

/// Follows no redirect, asks no proxy, and takes no more than 64 MB. Throws MachineFailure when libcurl is missing.
HttpReply send(const HttpRequest& request);

}  // namespace sotto::user_engine
