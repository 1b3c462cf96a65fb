#pragma once

/// Answers in JSON.

#include <nlohmann/json.hpp>
#include <string>

#include "studio/http_server.h"

namespace sotto::studio {

/// Bytes that are no UTF-8 are replaced: a name may hold any.
inline Answer json_answer(const nlohmann::json& told, int status = 200) {
  Answer answer;
  answer.status = status;
  answer.body = told.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return answer;
}

/// What was asked for is not done; `why` is shown to a person.
inline Answer refused(int status, const std::string& why) { return json_answer({{"error", why}}, status); }

}  // namespace sotto::studio
