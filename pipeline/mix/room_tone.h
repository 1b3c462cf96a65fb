#pragma once

/// What is left in a room when nobody speaks: under voices without a bed, pauses of digital silence sound as if the
/// player had stopped.

#include <cstdint>
#include <span>

#include "shared/units.h"

namespace sotto::mix {

/// Of each channel, RMS, under speech of kSpeechLoudness; ACX wants no more than -60 in the master.
inline constexpr Decibels kRoomTone{-70};

/// Fills the frames of the chapter from `first` (>= 0) on: a pure function of them, at kMasterRate.
void room_tone(std::int64_t first, std::span<float> left, std::span<float> right);

}  // namespace sotto::mix
