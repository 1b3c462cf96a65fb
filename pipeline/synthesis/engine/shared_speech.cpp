#include "synthesis/engine/shared_speech.h"

#include <sys/mman.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <new>

#include <fmt/format.h>

#include "shared/failure.h"
#include "shared/system_error.h"

namespace sotto::engine {

namespace {

constexpr std::size_t kLongestReason = 4096;

}  // namespace

struct SharedSpeech::Layout {
  double rate;
  std::size_t frames;
  std::size_t events;
  bool full;
  bool complete;
  std::size_t reason_length;
  char reason[kLongestReason];
  EngineEvent event[kMostEvents];
  std::int16_t sample[kMostFrames];
};

namespace {

/// Above this, the pages of a sentence are given back to the system: most sentences need less than half a megabyte.
constexpr std::size_t kKeptFrames = std::size_t{4} << 20U;

}  // namespace

SharedSpeech::SharedSpeech() {
  void* memory =
      ::mmap(nullptr, sizeof(Layout), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) {
    throw MachineFailure("no memory to speak into: " + system_reason(errno));
  }
  layout_ = ::new (memory) Layout;  // fresh pages are zero: an empty sentence
}

SharedSpeech::~SharedSpeech() { ::munmap(layout_, sizeof(Layout)); }

void SharedSpeech::clear() {
  if (layout_->frames > kKeptFrames) ::madvise(layout_, sizeof(Layout), MADV_REMOVE);
  layout_->rate = 0;
  layout_->frames = 0;
  layout_->events = 0;
  layout_->full = false;
  layout_->complete = false;
  layout_->reason_length = 0;
}

void SharedSpeech::set_rate(Hertz rate) {
  assert(rate.value > 0 && rate <= kHighestRate);
  layout_->rate = rate.value;
}

bool SharedSpeech::add_samples(std::span<const std::int16_t> samples) {
  assert(layout_->rate > 0);
  const auto most = static_cast<std::size_t>(layout_->rate * kLongest.value);
  if (samples.size() > most - layout_->frames) {
    layout_->full = true;
    return false;
  }
  std::memcpy(layout_->sample + layout_->frames, samples.data(), samples.size_bytes());
  layout_->frames += samples.size();
  return true;
}

bool SharedSpeech::add_event(EngineEvent event) {
  if (layout_->events == kMostEvents) {
    layout_->full = true;
    return false;
  }
  layout_->event[layout_->events++] = event;
  return true;
}

void SharedSpeech::complete() {
  assert(layout_->rate > 0);
  layout_->complete = true;
}

void SharedSpeech::refuse(std::string_view reason) {
  layout_->reason_length = std::min(reason.size(), kLongestReason);
  std::memcpy(layout_->reason, reason.data(), layout_->reason_length);
}

std::string_view SharedSpeech::refusal() const { return {layout_->reason, layout_->reason_length}; }

Hertz SharedSpeech::rate() const { return {layout_->rate}; }

bool SharedSpeech::is_complete() const { return layout_->complete; }

bool SharedSpeech::is_full() const { return layout_->full; }

std::span<std::int16_t> SharedSpeech::samples() { return {layout_->sample, layout_->frames}; }

std::span<const EngineEvent> SharedSpeech::events() const { return {layout_->event, layout_->events}; }

}  // namespace sotto::engine
