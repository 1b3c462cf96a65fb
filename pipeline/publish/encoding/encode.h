#pragma once

/// Encodes a chapter's master to packets, with the sound before and after it, so that chapters that were encoded
/// separately, in any order, can be joined.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "publish/encoding/codec.h"
#include "publish/encoding/packets.h"
#include "shared/progress.h"
#include "shared/units.h"

namespace sotto::encoding {

/// What is played right before and right after a chapter, interleaved, in the master's form; empty: silence.
struct Surroundings {
  std::vector<float> before;
  std::vector<float> after;
  bool goes_on = false;  ///< the sound continues after its end: its last frame must not be filled up with silence
  bool operator==(const Surroundings&) const = default;
};

/// Frames of a codec that are encoded before a chapter and dropped, so that the encoder is where it would be in the
/// middle of the book (measured at joints in rain: 0 frames are 18 dB too loud, 4 are 1.2 dB, 8 are not heard), and
/// after it, for its look ahead.
inline constexpr std::size_t kFramesBefore = 8;
inline constexpr std::size_t kFramesAfter = 2;

/// Samples of a master, at kMasterRate, that make a frame of the codec: Opus' 960 at 48 kHz are 882 at 44.1. Throws
/// MachineFailure.
std::size_t frame_of(const CodecSettings& settings);

/// The last, and the first, `frames` frames of a master; silence where it is shorter. Throws MachineFailure.
std::vector<float> end_of(const std::filesystem::path& master, std::size_t frames);
std::vector<float> beginning_of(const std::filesystem::path& master, std::size_t frames);

struct EncodeSettings {
  CodecSettings codec;
  Decibels true_peak{-1};  ///< dBTP, at most, of the decoded sound: where it is more, the sound is limited first
};

/// Writes the packets to `path`, which appears only when whole, and measures what they decode to. Throws
/// MachineFailure, Interrupted. `progress` advances by one for each second of sound.
EncodedSound encode_chapter(const std::filesystem::path& master, const Surroundings& around,
                            const EncodeSettings& settings, const std::filesystem::path& path, Progress& progress,
                            const StopFlag& stop);

/// The name of what `encode_chapter` makes of a master with that checksum: the same for the same bytes.
std::string encoding_name(const std::string& checksum, const Surroundings& around, const EncodeSettings& settings);

}  // namespace sotto::encoding
