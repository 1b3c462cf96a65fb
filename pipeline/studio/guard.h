#pragma once

/// Who may ask the studio for anything. It changes a person's files, and every page that the person has open can send
/// requests to their own machine: so a request must name our address (a name that was made to lead here does not
/// pass), come from our own page, and carry the secret that only the address we print has.

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace sotto::studio {

/// A request as its first lines tell it. Names of headers are in lower case.
struct RequestHead {
  std::string method;
  std::string path;  ///< without what follows '?'
  std::map<std::string, std::string, std::less<>> headers;
  std::map<std::string, std::string, std::less<>> query;
  std::map<std::string, std::string, std::less<>> cookies;

  /// Empty where there is none.
  std::string_view header(std::string_view name) const;
};

struct GuardSettings {
  std::string host;    ///< "127.0.0.1:4711"
  std::string secret;  ///< of this run

  std::string origin() const { return "http://" + host; }
  /// Cookies are shared by all ports of a host: the name has ours.
  std::string cookie() const { return "sotto-" + host.substr(host.rfind(':') + 1); }
};

/// Why a request is refused.
struct Refusal {
  int status = 403;
  std::string why;
  bool operator==(const Refusal&) const = default;
};

/// Nothing where it may pass. The address that we print passes, at "/" and with `?token=`; it is answered with the
/// cookie.
std::optional<Refusal> refuse(const RequestHead& request, const GuardSettings& settings);

/// Whether it is the address that we print.
bool brings_token(const RequestHead& request, const GuardSettings& settings);

/// 128 random bits as 32 digits. Throws MachineFailure.
std::string new_secret();

}  // namespace sotto::studio
