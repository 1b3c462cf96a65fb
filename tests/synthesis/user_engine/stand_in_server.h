#pragma once

/// The stand-in for speech servers, on loopback, as long as this lives.

#include <string>

#include "support/folders.h"
#include "support/temp_folder.h"
#include "synthesis/user_engine/program.h"

namespace sotto::user_engine {

class StandInServer {
 public:
  StandInServer()
      : program_({"python3", (testing::test_data() / "engines/stand_in_server.py").string(), log()}, folder_.path()),
        port_(program_.read_line(deadline_after(Seconds{60})).value_or("0")) {}

  std::string url() const { return "http://127.0.0.1:" + port_; }
  /// One request a line, as JSON.
  std::string log() const { return (folder_ / "requests").string(); }

 private:
  testing::TempFolder folder_;
  Program program_;
  std::string port_;
};

}  // namespace sotto::user_engine
