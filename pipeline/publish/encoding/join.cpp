#include "publish/encoding/join.h"

#include <unicode/locid.h>

#include <cmath>
#include <utility>

#include "publish/encoding/more_tags.h"
#include "publish/encoding/mpeg4.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/sound_file.h"

namespace sotto::encoding {

namespace {

namespace fs = std::filesystem;

using Tags = std::vector<std::pair<std::string, std::string>>;

bool is_mpeg4(FileKind kind) { return kind == FileKind::m4b || kind == FileKind::m4a; }

Tags tags_of(const BookTags& book, FileKind kind) {
  Tags tags = {{"title", book.title},
               {"album", book.title},
               {"artist", book.author},
               {"album_artist", book.author},
               {"composer", book.narrators},  // where players look for who reads
               {"date", book.year},
               {"genre", book.genre.empty() ? "Audiobook" : book.genre},
               {"description", book.description},
               {"comment", book.description}};
  if (is_mpeg4(kind)) {
    tags.insert(tags.end(), {{"synopsis", book.description},
                             {"show", book.series},
                             {"episode_id", book.series_number},
                             {"media_type", "2"},
                             {"gapless_playback", "1"},
                             {"NARRATOR", book.narrators},
                             {"SERIES", book.series},
                             {"SERIES-PART", book.series_number},
                             {"SUBTITLE", book.subtitle},
                             {"PUBLISHER", book.publisher},
                             {"ISBN", book.isbn},
                             {"LANGUAGE", book.language}});
  }
  return tags;
}

/// "eng" of "en-gb".
std::string three_letters(const std::string& language) { return icu::Locale(language.c_str()).getISO3Language(); }

/// Counts the packets of a chapter: all, or all but the last, which the next chapter's first one replaces.
void count_packets(const EncodedSound& sound, bool last, FileDescription& description) {
  description.packets += last ? sound.packets : sound.packets - 1;
  description.bytes += sound.bytes;
}

/// Writes them.
template <typename Writer>
void write_packets(PacketReader& reader, bool last, Writer& writer, const StopFlag& stop) {
  const EncodedSound& sound = reader.sound();
  const std::int64_t count = last ? sound.packets : sound.packets - 1;
  // The first packet's sound comes before the chapter's first sample; what the last one has over is cut off.
  const std::int64_t over = (sound.packets - 1) * sound.form.frame - sound.length;
  std::int64_t index = 0;
  while (const auto packet = reader.next()) {
    constexpr std::int64_t kOften = 1024;
    if (index % kOften == 0) stop.check();
    if (index < count) writer.write(*packet, last && index + 1 == count ? sound.form.frame - over : sound.form.frame);
    ++index;
  }
}

/// Writes a file, its packets by `write_all`.
template <typename WriteAll>
void write_file(const fs::path& path, const FileDescription& description, const WriteAll& write_all) {
  const auto write = [&](auto&& writer) {
    write_all(writer);
    writer.finish();
  };
  if (is_mpeg4(description.kind)) {
    write(Mpeg4Writer(path, description));
  } else {
    write(ContainerWriter(path, description));
  }
}

}  // namespace

std::vector<ChapterMark> marks_of(const std::vector<EncodedChapter>& chapters) {
  std::vector<ChapterMark> marks;
  std::int64_t at = 0;
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    const EncodedSound sound = PacketReader(chapters[i].packets).sound();
    // All but the last in whole frames.
    const bool last = i + 1 == chapters.size();
    const std::int64_t length = last ? sound.length : (sound.packets - 1) * sound.form.frame;
    marks.push_back({at, at + length, chapters[i].title});
    at += length;
  }
  return marks;
}

std::vector<ChapterMark> write_book(const std::vector<EncodedChapter>& chapters, FileKind kind, const BookTags& tags,
                                    const std::optional<Picture>& cover, const fs::path& path, const StopFlag& stop) {
  FileDescription description;
  description.kind = kind;
  description.form = PacketReader(chapters.at(0).packets).sound().form;
  if (kind != FileKind::ogg) description.tags = tags_of(tags, kind);
  description.language = three_letters(tags.language);
  const std::vector<ChapterMark> marks = marks_of(chapters);
  if (kind != FileKind::ogg) description.chapters = marks;
  description.cover = cover;
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    const EncodedSound sound = PacketReader(chapters[i].packets).sound();
    if (sound.form != description.form) throw DamagedPackets(chapters[i].packets);
    count_packets(sound, i + 1 == chapters.size(), description);
  }
  PendingFile pending(path);
  write_file(pending.path(), description, [&](auto& writer) {
    for (std::size_t i = 0; i < chapters.size(); ++i) {
      PacketReader reader(chapters[i].packets);
      write_packets(reader, i + 1 == chapters.size(), writer, stop);
    }
  });
  description.chapters = marks;
  add_more_tags(pending.path(), kind, tags, description);
  pending.keep();
  return marks;
}

void write_chapter(const EncodedChapter& chapter, FileKind kind, const BookTags& tags, int number, const fs::path& path,
                   const StopFlag& stop) {
  PacketReader reader(chapter.packets);
  FileDescription description;
  description.kind = kind;
  description.form = reader.sound().form;
  description.language = three_letters(tags.language);
  description.tags = {{"title", chapter.title},         {"album", tags.title},        {"artist", tags.author},
                      {"album_artist", tags.author},    {"composer", tags.narrators}, {"date", tags.year},
                      {"track", std::to_string(number)}};
  count_packets(reader.sound(), true, description);
  PendingFile pending(path);
  write_file(pending.path(), description, [&](auto& writer) { write_packets(reader, true, writer, stop); });
  pending.keep();
}

void write_flac(const std::vector<fs::path>& masters, const fs::path& path, const std::vector<std::string>& titles,
                const BookTags& tags, const std::optional<Picture>& cover, int number, const StopFlag& stop) {
  PendingFile pending(path);
  FileDescription description;
  description.cover = cover;
  std::int64_t at = 0;
  std::optional<SoundWriter> writer;
  std::vector<float> block;
  std::vector<std::int16_t> words;
  for (std::size_t i = 0; i < masters.size(); ++i) {
    SoundReader reader(masters[i]);
    const auto channels = static_cast<std::size_t>(reader.channels());
    if (!writer) {
      description.form.settings.rate = reader.rate();
      const AudioTags alone{titles[i], tags.title, tags.author, {}, number};
      writer.emplace(pending.path(), SoundFormat{Container::flac, reader.channels(), reader.rate(), 0},
                     number > 0 ? alone : AudioTags{});
    }
    description.chapters.push_back({at, at + reader.frames(), titles[i]});
    at += reader.frames();
    constexpr std::size_t kBlock = 8192;
    block.resize(kBlock * channels);
    for (std::size_t count = kBlock; count == kBlock;) {
      stop.check();
      count = reader.read(block);
      words.clear();
      // 16 bits are exact as floats.
      for (std::size_t k = 0; k < count * channels; ++k) {
        words.push_back(static_cast<std::int16_t>(std::lround(block[k] * 32768.0F)));
      }
      writer->write(std::span<const std::int16_t>(words));
    }
  }
  writer->finish();
  if (number == 0) add_more_tags(pending.path(), FileKind::flac, tags, description);
  pending.keep();
}

}  // namespace sotto::encoding
