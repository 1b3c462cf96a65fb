#pragma once

/// Speaks single lines at once: the takes, tone and level of a production, by workers that stay warm.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "cast/voice.h"
#include "production/plan.h"
#include "shared/progress.h"
#include "synthesis/take_store.h"
#include "synthesis/workers.h"

namespace sotto::studio {

/// A line to be heard. The delivery is the voice's own where it has it.
struct SpokenLine {
  cast::VoiceProfile voice;
  std::string how;
  std::string say;
  bool even = false;  ///< at the loudness of all others, to compare voices; else as loud as in the book
};

/// Safe to use from several threads.
class VoiceDesk {
 public:
  VoiceDesk(std::filesystem::path cache, const production::ProductionSettings& settings, int workers);
  ~VoiceDesk();
  VoiceDesk(const VoiceDesk&) = delete;
  VoiceDesk& operator=(const VoiceDesk&) = delete;

  /// The line as a WAV file's bytes; empty where there is nothing to say. Throws MachineFailure, also where the engine
  /// cannot say it.
  std::string speak(SpokenLine line, const document::Manuscript& manuscript);

  /// Starts the workers, so that the first line does not wait for them.
  void warm_up();

 private:
  void work();
  /// Waits for all of them.
  void make(const synthesis::ChapterRequests& requests);

  synthesis::TakeStore store_;
  production::ProductionSettings settings_;
  int workers_;
  synthesis::FrontEnds front_ends_;
  StopFlag stop_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<synthesis::TakeRequest> waiting_;
  std::size_t in_hand_ = 0;
  std::map<synthesis::TakeId, std::string> outcomes_;  ///< of what somebody waits for: why it is not made; empty: it is
  bool ended_ = false;
  std::string failure_;  ///< of the workers
  std::thread thread_;
  std::atomic<unsigned> rendered_{0};
  std::mutex clips_mutex_;
  std::map<std::string, std::string> clips_;  ///< heard lately
};

}  // namespace sotto::studio
