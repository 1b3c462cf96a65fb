#pragma once

/// An engine of the user's while it runs, or is connected to.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "cast/engine_settings.h"
#include "shared/units.h"
#include "synthesis/user_engine/definitions.h"

namespace sotto::user_engine {

/// One sentence as it was said.
struct Said {
  Hertz rate;
  std::vector<std::int16_t> samples;
  std::vector<Seconds> begins;  ///< of each word that stands between spaces; empty: not told
};

/// It cannot say this sentence; another one it may.
struct CannotSay : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// An answer that did not come, or was none: it is worth another attempt.
struct NoAnswer : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A sentence that gets no answer is asked for so often.
inline constexpr int kAttempts = 2;
/// So many sentences in a row that fail, and the engine is given up.
inline constexpr int kMostFailures = 5;

/// How long is waited for a sentence.
struct Patience {
  Seconds first{180};        ///< for the first one: a model is loaded
  Seconds base{30};          ///< for each
  double per_character = 1;  ///< and so many seconds more
  Seconds limit(bool is_first, std::size_t characters) const {
    return (is_first ? first : base) + Seconds{per_character * static_cast<double>(characters)};
  }
};

class Speaker {
 public:
  virtual ~Speaker() = default;
  /// A text of one line. Throws CannotSay, and MachineFailure where nothing can be said at all.
  virtual Said say(const std::string& text) = 0;
};

/// `folder` is for the files of one process.
std::unique_ptr<Speaker> make_speaker(const Definition& definition, const cast::EngineSettings& voice,
                                      const std::filesystem::path& folder, const Patience& patience);

}  // namespace sotto::user_engine
