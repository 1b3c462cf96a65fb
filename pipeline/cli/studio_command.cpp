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
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "shared/console.h"
#include "studio/api.h"
#include "studio/http_server.h"
#include "studio/json_answer.h"
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

/// Every book below the stories, and the one that is open.
studio::Answer books_of(const production::Workspace& place, const document::Book& open) {
  Diagnostics unreadable;
  nlohmann::json books = nlohmann::json::array();
  bool listed = false;
  const auto add = [&](const document::Book& book, bool is_open) {
    books.push_back({{"name", book.name}, {"title", book.title.empty() ? book.name : book.title}, {"open", is_open}});
  };
  for (const document::Book& book : production::find_books({}, place, unreadable)) {
    const bool is_open = book.path == open.path;
    listed |= is_open;
    add(book, is_open);
  }
  if (!listed) add(open, true);
  return studio::json_answer(books);
}

using OpenBook = std::function<std::shared_ptr<studio::Studio>(const document::Book&)>;

/// Another book, by the name that `books_of` told, is the one that is open from here on.
studio::Answer open_other(const studio::Request& request, const production::Workspace& place,
                          std::shared_ptr<studio::Studio>& studio, const OpenBook& open) {
  const nlohmann::json body = nlohmann::json::parse(request.body, nullptr, false);
  Diagnostics unreadable;
  for (const document::Book& book : production::find_books({}, place, unreadable)) {
    if (!body.is_object() || !body.contains("name") || body["name"] != book.name) continue;
    studio = open(book);
    return studio::json_answer({{"name", book.name}});
  }
  return studio::refused(404, "there is no such book");
}

/// A book that was dropped is the one that is open from here on.
studio::Answer open_new(const studio::Request& request, const production::Workspace& place,
                        std::shared_ptr<studio::Studio>& studio, const OpenBook& open) {
  const auto found = request.query.find("name");
  const std::string name = found == request.query.end() ? "" : found->second;
  std::string why;
  std::optional<document::Book> book;
  if (request.query.contains("folder")) {
    const nlohmann::json files = nlohmann::json::parse(request.body, nullptr, false);
    std::map<std::string, std::string> texts;
    for (const auto& [file, text] : files.items()) {
      if (text.is_string()) texts[file] = text;
    }
    book = studio::add_folder(name, texts, place, why);
  } else {
    book = studio::add_book(name, request.body, place, why);
  }
  if (!book) return studio::refused(422, why);
  studio = open(*book);
  return studio::json_answer({{"name", book->name}});
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
  // However this ends: the server asks nobody any more when what it asks goes.
  const std::unique_ptr<studio::HttpServer, void (*)(studio::HttpServer*)> stopped(
      &server, [](studio::HttpServer* one) { one->stop(); });
  server.serve(guard, [&](const studio::Request& request) {
    if (!studio::brings_token(request, guard)) {
      std::unique_lock lock(mutex);
      const bool is_new = request.method == "PUT" && request.path == "/api/new";
      if (is_new || (request.method == "POST" && request.path == "/api/open")) {
        if (studio->maker().is_making()) {
          return studio::refused(409, "the open book is being made: wait for it, or stop it in Produce");
        }
        return is_new ? open_new(request, place, studio, open) : open_other(request, place, studio, open);
      }
      const std::shared_ptr<studio::Studio> now = studio;
      lock.unlock();
      // Many books take a while to look into; nobody waits for that.
      if (request.method == "GET" && request.path == "/api/books") return books_of(place, now->book());
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
