#pragma once

/// Encoded sound as a file of packets: what is kept of a chapter, from which files of any container are put together
/// without encoding again.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "publish/encoding/codec.h"
#include "publish/measure.h"
#include "shared/failure.h"
#include "shared/fields.h"
#include "shared/files.h"
#include "shared/hash.h"

namespace sotto::encoding {

/// What such a file holds.
///
/// A decoder gives out a packet's sound only with the help of the packet before it. So the first packet holds what
/// prepares the decoder for the first frame, the second the first frame, and so on: there is one packet more than
/// frames. When chapters are joined, the last packet of each but the last is replaced by the first of the next.
struct EncodedSound {
  StreamForm form;
  std::int64_t packets = 0;
  std::int64_t bytes = 0;   ///< of all packets
  std::int64_t length = 0;  ///< samples of a channel that are the chapter's; the rest of the last frame is silence
  publish::MasterMeasure measure;  ///< of what is decoded
  std::vector<int> levels;         ///< of what is decoded (SoundLevels)
  std::string hash;                ///< of the packets
  bool operator==(const EncodedSound&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("form", &EncodedSound::form), field("packets", &EncodedSound::packets),
                      field("bytes", &EncodedSound::bytes), field("length", &EncodedSound::length),
                      field("measure", &EncodedSound::measure), field("levels", &EncodedSound::levels),
                      field("hash", &EncodedSound::hash));
  }
};

/// A file of packets is damaged: not as it was written.
class DamagedPackets : public MachineFailure {
 public:
  explicit DamagedPackets(const std::filesystem::path& path);
};

class PacketWriter {
 public:
  /// Throws MachineFailure, like everything here.
  explicit PacketWriter(const std::filesystem::path& path);
  void write(std::string_view packet);
  /// Completes the file, which appears under its name. What is known only now is filled in: counts and hash.
  EncodedSound finish(EncodedSound sound);

 private:
  std::filesystem::path path_;
  PendingFile pending_;
  std::ofstream file_;
  ContentHash hash_;
  std::int64_t packets_ = 0;
  std::int64_t bytes_ = 0;
};

/// Whether all of a file of packets is as it was written.
bool is_intact(const std::filesystem::path& path);

/// What a file of packets holds; nothing when there is none, or its end is not as it was written.
std::optional<EncodedSound> read_encoded_sound(const std::filesystem::path& path);

class PacketReader {
 public:
  /// Throws DamagedPackets, like everything here.
  explicit PacketReader(const std::filesystem::path& path);
  const EncodedSound& sound() const { return sound_; }
  /// The next packet, valid until the next call; nothing after the last, once the file's hash was found right.
  std::optional<std::string_view> next();

 private:
  std::filesystem::path path_;
  EncodedSound sound_;
  std::ifstream file_;
  ContentHash hash_;
  std::int64_t read_ = 0;
  std::string packet_;
};

}  // namespace sotto::encoding
