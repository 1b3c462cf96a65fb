#pragma once

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "shared/files.h"
#include "studio/api.h"
#include "support/small_book.h"

namespace sotto::studio {

/// A studio of the small book, which has been read.
class OpenStudio {
 public:
  OpenStudio() { wait(); }

  nlohmann::json get(const std::string& path, std::map<std::string, std::string, std::less<>> query = {}) {
    Request request;
    request.method = "GET";
    request.path = path;
    request.query = std::move(query);
    return told(answer(studio, request));
  }
  nlohmann::json post(const std::string& path, const nlohmann::json& body) {
    Request request;
    request.method = "POST";
    request.path = path;
    request.body = body.dump();
    return told(answer(studio, request));
  }
  void wait() {
    for (int i = 0; i < 500 && (studio.is_reading() || !studio.reading()); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
  std::string script(const std::string& name) const { return read_file(book.workspace.scripts / "b" / name); }

  testing::SmallBook book;
  Diagnostics told_of_book;
  int status = 0;  ///< of the last answer
  Studio studio{book.open(told_of_book), book.workspace, [](const std::string&) {}};

 private:
  nlohmann::json told(const Answer& answered) {
    status = answered.status;
    return nlohmann::json::parse(answered.body, nullptr, false);
  }
};

}  // namespace sotto::studio
