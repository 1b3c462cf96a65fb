#pragma once

/// Sound files: the master, and the scratch file between the two passes that make it.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "shared/units.h"

namespace sotto {

/// What players show. Empty ones are left out.
struct Tags {
  std::string title;
  std::string album;
  std::string artist;
  std::string comment;
  int track = 0;
};

/// Writes WAV, 16 bit; over 4 GB the file becomes RF64 (EBU Tech 3306). The bytes depend on what is written alone: no
/// date, no name of a program.
class WavWriter {
 public:
  /// Throws MachineFailure, like everything here.
  WavWriter(const std::filesystem::path& path, int channels, Hertz rate, const Tags& tags);
  ~WavWriter();
  WavWriter(WavWriter&&) noexcept;
  WavWriter& operator=(WavWriter&&) noexcept;

  /// Interleaved, whole frames.
  void write(std::span<const std::int16_t> samples);
  /// Completes the header and closes. Without it the file is not valid.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A file of floats without a name: it is gone when this object is, and when the process is, however it ends.
class ScratchSound {
 public:
  /// In `folder`, where there must be room for the whole sound. Throws MachineFailure, like everything here.
  explicit ScratchSound(const std::filesystem::path& folder);
  ~ScratchSound();
  ScratchSound(const ScratchSound&) = delete;
  ScratchSound& operator=(const ScratchSound&) = delete;

  void write(std::span<const float> samples);
  /// Reading starts at the first sample.
  void rewind();
  /// Fills `out` and returns how many samples there were; fewer than asked only at the end.
  std::size_t read(std::span<float> out);

 private:
  std::filesystem::path folder_;
  int file_;
};

}  // namespace sotto
