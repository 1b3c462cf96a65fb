#pragma once

/// What the listening checks hold a production to. Each check declares its limits: their names, their units, and what
/// values they may have. The values themselves, with the reason for each, stand in `checks/limits.yaml` and nowhere
/// else; that file is part of the program. A book may have a `limits.yaml` of its own that changes some of them.

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/diagnostics.h"
#include "shared/strict_yaml.h"

namespace sotto::checks {

/// A limit as a check declares it.
struct LimitSpec {
  std::string name;  ///< its group and its key in the file: "signal.dropout"
  double least = 0;  ///< what may be written
  double most = 1;
  std::string unit = {};  ///< in messages: "dB"; empty: a bare number
  bool operator==(const LimitSpec&) const = default;
};

/// The value of every limit.
class Limits {
 public:
  /// Those of `checks/limits.yaml` for the checks of the program.
  Limits();
  /// Limits without values: `read` has to give each of them one.
  explicit Limits(const std::vector<LimitSpec>& specs);

  /// A limit by its name, in its unit. That there is one is the caller's duty: throws std::logic_error.
  double at(std::string_view name) const;
  void set(std::string_view name, double value);

  /// Lays what a file says over the limits. Strict: a limit that no check declares is an error, and one out of its
  /// range. The list `checks` of `checks/limits.yaml` may stand in a copy of it, and says nothing there.
  void read(const YamlFile& file);
  /// Names of limits that no file has given a value.
  std::vector<std::string> missing() const;

  bool operator==(const Limits&) const = default;

 private:
  struct Limit {
    LimitSpec spec;
    double value = 0;
    bool known = false;
    bool operator==(const Limit&) const = default;
  };
  std::map<std::string, Limit, std::less<>> limits_;
};

/// Lays a file over the limits; what is wrong with it is a diagnostic.
void read_limits(const std::filesystem::path& path, Limits& limits, Diagnostics& diagnostics);

/// The limits for a book: the built-in ones, with `chosen` laid over them, or where that is empty the `limits.yaml` in
/// the folder of the book if there is one.
Limits limits_for(const std::filesystem::path& book_folder, const std::filesystem::path& chosen,
                  Diagnostics& diagnostics);

}  // namespace sotto::checks
