#pragma once

/// The memory through which a child process hands back what an engine spoke.

#include <cstdint>
#include <span>
#include <string_view>

#include "shared/units.h"

namespace sotto::engine {

/// The engine begins a word.
struct EngineEvent {
  std::uint32_t position = 0;  ///< of the word in the text, in code points from 0
  std::uint32_t frame = 0;     ///< from the first sample of the untrimmed sound
  bool operator==(const EngineEvent&) const = default;
};

/// The raw speech of one sentence, in memory that a process shares with the children it forks: a child fills it and
/// exits, the parent reads it. Only the pages that were written to take up memory.
class SharedSpeech {
 public:
  /// An hour of sound, far above any sentence: what is longer is a fault of the engine.
  static constexpr Seconds kLongest{3600};
  static constexpr Hertz kHighestRate{48000};
  static constexpr std::size_t kMostFrames = std::size_t{48000} * 3600;
  static constexpr std::size_t kMostEvents = 65536;

  /// Throws MachineFailure.
  SharedSpeech();
  ~SharedSpeech();
  SharedSpeech(const SharedSpeech&) = delete;
  SharedSpeech& operator=(const SharedSpeech&) = delete;

  /// Forgets the last sentence.
  void clear();

  /// The rate of the samples that are added then, in whole Hz up to kHighestRate.
  void set_rate(Hertz rate);

  /// Both return false, and note it, when there is no room left.
  bool add_samples(std::span<const std::int16_t> samples);
  bool add_event(EngineEvent event);
  /// The sentence is spoken to its end; until then whatever is here is the work of a child that died.
  void complete();
  /// The sentence cannot be said; of a long reason the begin is kept.
  void refuse(std::string_view reason);

  Hertz rate() const;
  bool is_complete() const;
  bool is_full() const;
  /// Empty: none was given.
  std::string_view refusal() const;
  std::span<std::int16_t> samples();
  std::span<const EngineEvent> events() const;

 private:
  struct Layout;
  Layout* layout_;
};

}  // namespace sotto::engine
