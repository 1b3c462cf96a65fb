#include "cli/studio_command.h"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "shared/console.h"
#include "studio/api.h"
#include "studio/http_server.h"
#include "studio/studio.h"

namespace sotto::cli {

namespace {

/// Has the desktop open an address; a machine without one has nothing to say to that.
void open_in_browser(const std::string& address) {
  if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) return;
  std::string program = "xdg-open";
  std::string argument = address;
  std::array<char*, 3> words{program.data(), argument.data(), nullptr};
  pid_t process = 0;
  if (posix_spawnp(&process, words[0], nullptr, nullptr, words.data(), environ) != 0) return;
  while (::waitpid(process, nullptr, 0) < 0 && errno == EINTR) continue;
}

}  // namespace

int studio_command(const StudioOptions& options, const Session& session) {
  Diagnostics diagnostics;
  const production::Workspace& place = session.workspace;
  const std::vector<std::string> names = options.book.empty() ? std::vector<std::string>{} : std::vector{options.book};
  const std::vector<document::Book> books = production::find_books(names, place, diagnostics);
  if (show(diagnostics, session.verbosity) || books.empty()) return kInputWrong;
  if (books.size() > 1) {
    print_message("sotto: which book? there are {}; for example: sotto studio {}\n", books.size(), books.front().name);
    return kUsage;
  }
  studio::HttpServer server(options.port, place.cache_folder() / "dropped");
  studio::Studio studio(books.front(), place, [&](const std::string& json) { server.tell(json); });
  const studio::GuardSettings guard{fmt::format("127.0.0.1:{}", server.port()), studio::new_secret()};
  server.serve(guard, [&](const studio::Request& request) {
    if (!studio::brings_token(request, guard)) return studio::answer(studio, request);
    // The key becomes a cookie, and leaves the address.
    studio::Answer enter;
    enter.status = 303;
    enter.location = "/";
    enter.cookie = fmt::format("{}={}; HttpOnly; SameSite=Strict; Path=/", guard.cookie(), guard.secret);
    return enter;
  });
  const std::string address = fmt::format("{}/?token={}", guard.origin(), guard.secret);
  print_result("{}\n", address);
  if (session.verbosity != Verbosity::quiet) print_message("the studio is open, until Ctrl-C\n");
  if (!options.no_open) open_in_browser(address);
  while (!session.stop.is_set()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  return kDone;
}

}  // namespace sotto::cli
