#pragma once

/// A connection to a server over TCP, or to a program over its standard input and output.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "synthesis/user_engine/program.h"

namespace sotto::user_engine {

class Connection {
 public:
  virtual ~Connection() = default;
  /// False when the other side is gone, or does not read.
  virtual bool write(std::string_view bytes, Deadline deadline) = 0;
  /// These give nothing when it does not come in time.
  virtual std::optional<std::string> read_line(Deadline deadline) = 0;
  virtual std::optional<std::string> read_bytes(std::size_t count, Deadline deadline) = 0;
  /// What is known of why it ended; may be empty.
  virtual std::string last_words() { return {}; }
};

/// Throws MachineFailure when nobody listens there.
std::unique_ptr<Connection> connect_to(const std::string& host, const std::string& port, Deadline deadline);
/// Throws MachineFailure when there is no such program.
std::unique_ptr<Connection> connect_to_program(const std::vector<std::string>& arguments,
                                               const std::filesystem::path& folder);

}  // namespace sotto::user_engine
