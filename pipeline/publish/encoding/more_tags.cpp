#include "publish/encoding/more_tags.h"

#include <fmt/format.h>
#include <taglib/flacfile.h>
#include <taglib/flacpicture.h>
#include <taglib/id3v2tag.h>
#include <taglib/mpegfile.h>
#include <taglib/opusfile.h>
#include <taglib/tableofcontentsframe.h>
#include <taglib/xiphcomment.h>

#include <algorithm>

#include "publish/encoding/join.h"
#include "shared/failure.h"

namespace sotto::encoding {

namespace {

namespace fs = std::filesystem;

/// A table counts its entries in one byte: a book of more chapters has tables in its table.
constexpr std::size_t kMostInTable = 255;

TagLib::ByteVector chapter_id(std::size_t index) { return fmt::format("ch{}", index).c_str(); }

void add_to_mp3(const fs::path& path, std::size_t chapters) {
  if (chapters == 0) return;
  TagLib::MPEG::File file(path.c_str(), false);
  if (!file.isValid()) throw MachineFailure(fmt::format("cannot write the tags of {}", path.string()));
  TagLib::ID3v2::Tag& tag = *file.ID3v2Tag(true);
  const auto add_table = [&](const std::string& id, const TagLib::ByteVectorList& entries, bool top) {
    auto* const table = new TagLib::ID3v2::TableOfContentsFrame(id.c_str(), entries);  // the tag owns it
    table->setIsTopLevel(top);
    table->setIsOrdered(true);
    tag.addFrame(table);
  };
  TagLib::ByteVectorList top;
  for (std::size_t first = 0; first < chapters; first += kMostInTable) {
    TagLib::ByteVectorList entries;
    for (std::size_t i = first; i < std::min(chapters, first + kMostInTable); ++i) entries.append(chapter_id(i));
    if (chapters <= kMostInTable) {
      top = entries;
      break;
    }
    const std::string id = fmt::format("toc{}", first / kMostInTable + 1);
    add_table(id, entries, false);
    top.append(id.c_str());
  }
  add_table("toc", top, true);
  if (!file.save(TagLib::MPEG::File::ID3v2, TagLib::File::StripNone, TagLib::ID3v2::v4)) {
    throw MachineFailure(fmt::format("cannot write the tags of {}", path.string()));
  }
}

TagLib::String in_utf8(const std::string& text) { return {text, TagLib::String::UTF8}; }

/// What FLAC and Ogg call their tags.
void add_comments(TagLib::Ogg::XiphComment& comments, const BookTags& book, const FileDescription& description) {
  const auto add = [&](const std::string& name, const std::string& value) {
    if (!value.empty()) comments.addField(name, in_utf8(value), true);
  };
  add("TITLE", book.title);
  add("ALBUM", book.title);
  add("ARTIST", book.author);
  add("NARRATOR", book.narrators);
  add("COMPOSER", book.narrators);
  add("SERIES", book.series);
  add("SERIES-PART", book.series_number);
  add("SUBTITLE", book.subtitle);
  add("PUBLISHER", book.publisher);
  add("ISBN", book.isbn);
  add("LANGUAGE", book.language);
  add("DATE", book.year);
  add("GENRE", book.genre.empty() ? "Audiobook" : book.genre);
  add("DESCRIPTION", book.description);
  const double rate = description.form.settings.rate.value;
  for (std::size_t i = 0; i < description.chapters.size(); ++i) {
    const auto ms = static_cast<std::int64_t>(1000.0 * static_cast<double>(description.chapters[i].begin) / rate);
    add(fmt::format("CHAPTER{:03}", i + 1),
        fmt::format("{:02}:{:02}:{:02}.{:03}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60, ms % 1000));
    add(fmt::format("CHAPTER{:03}NAME", i + 1), description.chapters[i].title);
  }
}

TagLib::FLAC::Picture* cover_of(const Picture& picture) {
  auto* const cover = new TagLib::FLAC::Picture;  // the file owns it
  cover->setType(TagLib::FLAC::Picture::FrontCover);
  cover->setMimeType(picture.media_type);
  cover->setWidth(picture.width);
  cover->setHeight(picture.height);
  cover->setData({picture.bytes.data(), static_cast<unsigned>(picture.bytes.size())});
  return cover;
}

void add_to_flac(const fs::path& path, const BookTags& book, const FileDescription& description) {
  TagLib::FLAC::File file(path.c_str(), false);
  if (!file.isValid()) throw MachineFailure(fmt::format("cannot write the tags of {}", path.string()));
  add_comments(*file.xiphComment(true), book, description);
  if (description.cover) file.addPicture(cover_of(*description.cover));
  if (!file.save()) throw MachineFailure(fmt::format("cannot write the tags of {}", path.string()));
}

void add_to_opus(const fs::path& path, const BookTags& book, const FileDescription& description) {
  TagLib::Ogg::Opus::File file(path.c_str(), false);
  if (!file.isValid()) throw MachineFailure(fmt::format("cannot write the tags of {}", path.string()));
  add_comments(*file.tag(), book, description);
  if (description.cover) file.tag()->addPicture(cover_of(*description.cover));
  if (!file.save()) throw MachineFailure(fmt::format("cannot write the tags of {}", path.string()));
}

}  // namespace

void add_more_tags(const fs::path& path, FileKind kind, const BookTags& tags, const FileDescription& description) {
  if (kind == FileKind::mp3) add_to_mp3(path, description.chapters.size());
  if (kind == FileKind::ogg) add_to_opus(path, tags, description);
  if (kind == FileKind::flac) add_to_flac(path, tags, description);
}

}  // namespace sotto::encoding
