#pragma once

/// Puts packets into files that players open: MP3 and Ogg Opus, with libavformat; M4B and M4A: mpeg4.h.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "publish/encoding/codec.h"
#include "publish/encoding/picture.h"

namespace sotto::encoding {

enum class FileKind {
  m4b,  ///< MPEG-4 for audiobooks; AAC
  m4a,  ///< MPEG-4 audio; AAC
  mp3,
  ogg,   ///< Ogg Opus
  flac,  ///< that libsndfile writes (write_flac)
};

/// A chapter of a file; samples from the file's first one.
struct ChapterMark {
  std::int64_t begin = 0;
  std::int64_t end = 0;
  std::string title;
  bool operator==(const ChapterMark&) const = default;
};

/// All of a file but its sound.
struct FileDescription {
  FileKind kind = FileKind::m4b;
  StreamForm form;
  std::vector<std::pair<std::string, std::string>> tags;  ///< libavformat's names of them
  std::string language;                                   ///< of three letters (ISO 639-2); may be empty
  std::vector<ChapterMark> chapters;
  std::optional<Picture> cover;
  std::int64_t packets = 0;  ///< how many come
  std::int64_t bytes = 0;    ///< of all of them, at most
};

/// No dates and no versions: the same bytes for the same packets.
class ContainerWriter {
 public:
  /// Throws MachineFailure, like everything here.
  ContainerWriter(const std::filesystem::path& path, const FileDescription& description);
  ~ContainerWriter();
  ContainerWriter(const ContainerWriter&) = delete;
  ContainerWriter& operator=(const ContainerWriter&) = delete;

  /// The next packet. The first of a stream only prepares the decoder: its samples are not played. `length`: samples of
  /// a channel that are played of it; fewer than a frame at the end.
  void write(std::string_view packet, std::int64_t length);
  /// Completes the file.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sotto::encoding
