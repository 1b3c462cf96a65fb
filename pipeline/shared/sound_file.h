#pragma once

/// Reading and writing sound files (WAV, FLAC, MP3) with libsndfile.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "shared/fields.h"
#include "shared/units.h"

namespace sotto {

/// Tags that players show. Empty ones are not written.
struct AudioTags {
  std::string title;
  std::string album;
  std::string artist;
  std::string comment;
  int track = 0;
  bool operator==(const AudioTags&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("title", &AudioTags::title), field("album", &AudioTags::album),
                      field("artist", &AudioTags::artist), field("comment", &AudioTags::comment),
                      field("track", &AudioTags::track));
  }
};

enum class Container {
  wav,
  flac,
  mp3,
  float_wav,  ///< 32 bit floats; internal, never delivered
};

/// The format of a file to write.
struct SoundFormat {
  Container container = Container::wav;
  int channels = 2;
  Hertz rate{44100};
  int bit_rate = 0;  ///< kbit/s, constant; of MP3 alone: MPEG-1's from 32 kHz on, MPEG-2's below
};

/// The format of a file that is read, in words for messages.
struct SoundForm {
  std::string container;  ///< "WAV", "FLAC", "MP3", or as libsndfile names it
  std::string samples;    ///< "16 bit", "32 bit float"; empty where the container has no samples of its own: MP3
  int channels = 0;
  Hertz rate{0};
  bool operator==(const SoundForm&) const = default;
};
/// "WAV, 16 bit, 44.1 kHz, 2 channels"
std::string in_words(const SoundForm& form);

/// Writes WAV or FLAC, 16 bit (WAV of floats for our own use), or MP3 of constant bit rate. Over 4 GB a WAV becomes
/// RF64 (EBU Tech 3306). The bytes depend on what is written alone: no date in them. An MP3 has silence before and
/// after the sound (LAME's delay and padding, 1105 samples before). From 64 kbit/s on its Xing tag tells how much, and
/// decoders that know it, libsndfile and those of browsers among them, leave it out.
class SoundWriter {
 public:
  /// Throws MachineFailure, like everything here.
  SoundWriter(const std::filesystem::path& path, const SoundFormat& format, const AudioTags& tags);
  ~SoundWriter();
  SoundWriter(SoundWriter&&) noexcept;
  SoundWriter& operator=(SoundWriter&&) noexcept;

  /// Interleaved, whole frames.
  void write(std::span<const std::int16_t> samples);
  /// The same for MP3, whose encoder needs no quantising.
  void write(std::span<const float> samples);
  /// Completes the header and closes. Without it the file is not valid. Returns what `hash_file` says of it.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Reads a sound file that libsndfile knows, as floats.
class SoundReader {
 public:
  /// Throws MachineFailure, like everything here.
  explicit SoundReader(const std::filesystem::path& path);
  ~SoundReader();
  SoundReader(SoundReader&&) noexcept;
  SoundReader& operator=(SoundReader&&) noexcept;

  int channels() const;
  Hertz rate() const;
  SoundForm form() const;
  /// Whether a WAV is shorter than its head says: copied or written in part. (`frames()` counts what is there; that of
  /// other formats shows when they are read.)
  bool cut_short() const;
  /// Fills `out` (interleaved, whole frames) and returns the number of frames; fewer than asked only at the end.
  std::size_t read(std::span<float> out);
  std::int64_t frames() const;
  /// Goes on reading from a frame, 0 to `frames()`.
  void seek(std::int64_t frame);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sotto
