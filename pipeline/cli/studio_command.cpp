#include "cli/studio_command.h"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "shared/console.h"
#include "studio/api.h"
#include "studio/http_server.h"
#include "studio/new_book.h"
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

/// A book that was dropped is the one that is open from here on.
studio::Answer open_new(const studio::Request& request, const production::Workspace& place,
                        std::shared_ptr<studio::Studio>& studio,
                        const std::function<std::shared_ptr<studio::Studio>(const document::Book&)>& open) {
  const auto name = request.query.find("name");
  std::string why;
  const auto book = studio::add_book(name == request.query.end() ? "" : name->second, request.body, place, why);
  studio::Answer answer;
  if (book) {
    studio = open(*book);
    answer.body = nlohmann::json{{"name", book->name}}.dump();
  } else {
    answer.status = 422;
    answer.body = nlohmann::json{{"error", why}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
  return answer;
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
  studio::HttpServer server(options.port);
  const auto open = [&](const document::Book& book) {
    return std::make_shared<studio::Studio>(book, place, [&](const std::string& json) { server.tell(json); });
  };
  std::mutex mutex;
  std::shared_ptr<studio::Studio> studio = open(books.front());
  const studio::GuardSettings guard{fmt::format("127.0.0.1:{}", server.port()), studio::new_secret()};
  server.serve(guard, [&](const studio::Request& request) {
    if (!studio::brings_token(request, guard)) {
      std::unique_lock lock(mutex);
      if (request.method == "PUT" && request.path == "/api/new") return open_new(request, place, studio, open);
      const std::shared_ptr<studio::Studio> now = studio;
      lock.unlock();
      return studio::answer(*now, request);
    }
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
