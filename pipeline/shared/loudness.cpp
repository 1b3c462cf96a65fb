#include "shared/loudness.h"

#include <ebur128.h>
#include <fmt/format.h>

#include <cassert>
#include <cmath>

#include "shared/failure.h"

namespace sotto {

namespace {

struct Releaser {
  void operator()(ebur128_state* state) const { ebur128_destroy(&state); }
};

}  // namespace

struct LoudnessMeter::State {
  std::unique_ptr<ebur128_state, Releaser> meter;
  std::size_t channels = 1;
};

LoudnessMeter::LoudnessMeter(int channels, Hertz rate) : state_(std::make_unique<State>()) {
  assert(channels == 1 || channels == 2);
  state_->channels = static_cast<std::size_t>(channels);
  state_->meter.reset(ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(rate.value),
                                   static_cast<int>(EBUR128_MODE_I) | static_cast<int>(EBUR128_MODE_LRA)));
  if (!state_->meter) throw MachineFailure(fmt::format("cannot measure loudness at {} Hz", rate.value));
}

LoudnessMeter::~LoudnessMeter() = default;
LoudnessMeter::LoudnessMeter(LoudnessMeter&&) noexcept = default;
LoudnessMeter& LoudnessMeter::operator=(LoudnessMeter&&) noexcept = default;

void LoudnessMeter::add(std::span<const float> samples) {
  assert(samples.size() % state_->channels == 0);
  if (ebur128_add_frames_float(state_->meter.get(), samples.data(), samples.size() / state_->channels) !=
      EBUR128_SUCCESS) {
    throw MachineFailure("cannot measure loudness: out of memory");
  }
}

std::optional<Lufs> LoudnessMeter::integrated() const {
  double loudness = 0;
  if (ebur128_loudness_global(state_->meter.get(), &loudness) != EBUR128_SUCCESS || !std::isfinite(loudness)) {
    return std::nullopt;
  }
  return Lufs{loudness};
}

Decibels LoudnessMeter::range() const {
  double range = 0;
  if (ebur128_loudness_range(state_->meter.get(), &range) != EBUR128_SUCCESS || !std::isfinite(range)) return {0};
  return {range};
}

}  // namespace sotto
