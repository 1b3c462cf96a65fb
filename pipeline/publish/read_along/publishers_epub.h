#pragma once

/// A read-along of a publisher's EPUB 3: its files byte for byte, but for a `<span>` round each sentence that is heard
/// and, in the package document, the entries of the overlays. Overlays that it had are replaced.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/sources/anchors.h"
#include "publish/encoding/join.h"
#include "publish/read_along/heard_sentences.h"
#include "publish/read_along/read_along_chapter.h"
#include "shared/progress.h"

namespace sotto::read_along {

/// What is heard in a chapter. Places are offsets into the manuscript.
struct PublishersChapter {
  std::vector<HeardSentence> heard;
  std::vector<std::string> speakers;  ///< of its lines, their ids
  std::int64_t length = 0;            ///< frames at kMasterRate
};

struct PublishersBook {
  std::filesystem::path source;        ///< the EPUB, or the folder that it was unpacked to
  std::string_view text;               ///< the manuscript that was read from it
  const document::AnchorMap& anchors;  ///< from there to the places in its files
  encoding::BookTags tags;
  Overlay overlay = Overlay::sentences;
  std::vector<std::string> stems;                         ///< of the chapters' sound files
  std::vector<encoding::EncodedChapter> chapters;         ///< their sound
  std::function<PublishersChapter(std::size_t)> chapter;  ///< called when it is written
};

/// False, and nothing is written, where a page of what is heard is no XML: reading systems show such pages in part or
/// not at all. Throws DamagedPackets, MachineFailure, Interrupted.
bool write_publishers_epub(const PublishersBook& book, const std::filesystem::path& path, const StopFlag& stop);

inline constexpr int kPublishersEpubVersion = 1;

}  // namespace sotto::read_along
