#pragma once

/// Encoded chapters -> one file with its chapters, tags and cover; and one chapter -> a file of its own.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "publish/encoding/container.h"
#include "publish/encoding/packets.h"
#include "publish/encoding/picture.h"
#include "shared/progress.h"

namespace sotto::encoding {

/// What players and libraries show of a book.
struct BookTags {
  std::string title;
  std::string subtitle;
  std::string author;
  std::string narrators;  ///< "Anna, Ben"
  std::string series;
  std::string series_number;
  std::string year;
  std::string description;
  std::string language;  ///< "en-gb"
  std::string publisher;
  std::string isbn;
  std::string genre;
  bool operator==(const BookTags&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("title", &BookTags::title), field("subtitle", &BookTags::subtitle),
                      field("author", &BookTags::author), field("narrators", &BookTags::narrators),
                      field("series", &BookTags::series), field("series_number", &BookTags::series_number),
                      field("year", &BookTags::year), field("description", &BookTags::description),
                      field("language", &BookTags::language), field("publisher", &BookTags::publisher),
                      field("isbn", &BookTags::isbn), field("genre", &BookTags::genre));
  }
};

struct EncodedChapter {
  std::filesystem::path packets;
  std::string title;
};

/// Where the chapters begin and end in a file of all of them. Throws DamagedPackets.
std::vector<ChapterMark> marks_of(const std::vector<EncodedChapter>& chapters);

/// Writes all chapters, in order, into one file. Its length is that of the chapters, each rounded up to whole frames of
/// the codec but the last. Returns where each begins and ends. Throws DamagedPackets, MachineFailure, Interrupted.
std::vector<ChapterMark> write_book(const std::vector<EncodedChapter>& chapters, FileKind kind, const BookTags& tags,
                                    const std::optional<Picture>& cover, const std::filesystem::path& path,
                                    const StopFlag& stop);

/// Writes one chapter: a file of exactly its length.
void write_chapter(const EncodedChapter& chapter, FileKind kind, const BookTags& tags, int number,
                   const std::filesystem::path& path, const StopFlag& stop);

/// Writes masters of 16 bits, sample for sample, into one FLAC: with their chapters, or, with a `number`, as the
/// chapter of that number. Throws MachineFailure, Interrupted.
void write_flac(const std::vector<std::filesystem::path>& masters, const std::filesystem::path& path,
                const std::vector<std::string>& titles, const BookTags& tags, const std::optional<Picture>& cover,
                int number, const StopFlag& stop);

inline constexpr int kJoinVersion = 2;

}  // namespace sotto::encoding
