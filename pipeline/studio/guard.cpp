#include "studio/guard.h"

#include <fmt/format.h>
#include <sys/random.h>

#include <array>
#include <cerrno>

#include "shared/failure.h"
#include "shared/system_error.h"

namespace sotto::studio {

namespace {

std::string_view pair_in(const std::map<std::string, std::string, std::less<>>& map, std::string_view name) {
  const auto found = map.find(name);
  return found == map.end() ? std::string_view{} : std::string_view(found->second);
}

/// Takes as long for a wrong secret as for the right one.
bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned>(a[i]) ^ static_cast<unsigned>(b[i]);
  return difference == 0;
}

}  // namespace

std::string_view RequestHead::header(std::string_view name) const { return pair_in(headers, name); }

bool brings_token(const RequestHead& request, const GuardSettings& settings) {
  return request.method == "GET" && request.path == "/" &&
         same_secret(pair_in(request.query, "token"), settings.secret);
}

std::optional<Refusal> refuse(const RequestHead& request, const GuardSettings& settings) {
  if (request.header("host") != settings.host) return Refusal{421, "this is another host"};
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return Refusal{403, "another site asks"};
  const bool reads = request.method == "GET" || request.method == "HEAD";
  const bool known = reads || request.method == "POST" || request.method == "PUT";
  if (!known) return Refusal{405, "there is no such method"};
  const std::string_view origin = request.header("origin");
  if (reads ? !origin.empty() && origin != settings.origin() : origin != settings.origin()) {
    return Refusal{403, "another site asks"};
  }
  if (request.method == "POST" && request.header("content-type") != "application/json") {
    return Refusal{415, "only application/json is taken"};
  }
  if (brings_token(request, settings)) return std::nullopt;
  if (!same_secret(pair_in(request.cookies, settings.cookie()), settings.secret)) {
    return Refusal{403, "open the address that sotto studio printed: it has the key"};
  }
  return std::nullopt;
}

std::string new_secret() {
  std::array<unsigned char, 16> bits{};
  if (::getrandom(bits.data(), bits.size(), 0) != static_cast<ssize_t>(bits.size())) {
    throw MachineFailure("there are no random numbers: " + system_reason(errno));
  }
  std::string text;
  for (const unsigned char byte : bits) text += fmt::format("{:02x}", byte);
  return text;
}

}  // namespace sotto::studio
