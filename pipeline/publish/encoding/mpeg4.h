#pragma once

/// Writes AAC into the files that audiobook players open (M4B, M4A): ISO base media file format (ISO/IEC 14496-12, -14)
/// with QuickTime's chapters and iTunes' tags.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "publish/encoding/container.h"
#include "shared/streamed_file.h"

namespace sotto::encoding {

/// The head of a file (the box "moov") stands before the sound. The number of packets is known from the start, so room
/// is left for the head, and it is written when all packets have come. Until then four bytes are kept of each packet,
/// its size; libavformat keeps 70 (110 MB for ten hours of sound). Files of over 4 GB and over 27 hours
/// have numbers of 64 bits where 32 are too few. The layout, box for box, is libavformat's ("ipod", bit exact), which
/// players know. Chapters are a text track, and, if there are at most 255 of them, also Nero's list.
class Mpeg4Writer {
 public:
  /// `description.packets` and `.bytes` must be set. Throws MachineFailure, like everything here.
  Mpeg4Writer(const std::filesystem::path& path, FileDescription description);

  /// As ContainerWriter::write.
  void write(std::string_view packet, std::int64_t length);
  /// Completes the file.
  void finish();

 private:
  std::int64_t sound_begin() const;
  void put(std::string_view bytes);
  void flush();

  std::filesystem::path path_;
  FileDescription what_;
  StreamedFile file_;
  bool wide_ = false;                 ///< places in the file have 64 bits
  std::int64_t head_size_ = 0;        ///< with the sizes of the packets
  std::int64_t place_ = 0;            ///< in the file, of what is put next
  std::string block_;                 ///< that is not written yet
  std::vector<std::uint32_t> sizes_;  ///< of the packets
  std::vector<std::int64_t> chunks_;  ///< where each of them begins
  std::int64_t last_length_ = 0;      ///< samples of the last packet
};

}  // namespace sotto::encoding
