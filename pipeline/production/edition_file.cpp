#include "production/edition_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <utility>

#include "production/book_tags.h"
#include "production/library.h"
#include "production/make_chapter.h"
#include "publish/cover/cover.h"
#include "publish/encoding/join.h"
#include "publish/encoding/picture.h"
#include "publish/read_along/epub_book.h"
#include "publish/read_along/lpf.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/text.h"

namespace sotto::production {

namespace {

namespace fs = std::filesystem;
using publish::Format;

/// kbit/s of AAC: with the coder and the cutoff that are used, no difference is heard in speech over rain.
constexpr int kAacMono = 64;
constexpr int kAacStereo = 96;
/// kbit/s of Opus.
constexpr int kOpusMono = 48;
constexpr int kOpusStereo = 64;

/// What the makers of the files share.
class FileMaker : public std::enable_shared_from_this<FileMaker> {
 public:
  FileMaker(const ProductionPlan& plan, const std::vector<FinishedMaster>& masters, const EditionFolders& folders,
            Diagnostics& diagnostics)
      : plan_(plan),
        masters_(masters),
        folders_(folders),
        tags_(book_tags(plan)),
        given_(given_cover(plan.book, diagnostics)),
        requester_(requester_of(plan)),
        store_(folders.cache) {}

  /// One file with all chapters.
  EditionFile book(Format format, encoding::FileKind kind, const encoding::EncodeSettings& settings,
                   const std::string& extension) const {
    EditionFile file = begin(format, extension);
    file.encodings = chapter_encodings(plan_, masters_, settings, folders_.cache);
    const std::vector<encoding::EncodedChapter> chapters = sounds_of(file);
    file.key = key_of(file).hex();
    file.write = [self = shared_from_this(), chapters, kind](const fs::path& path, const StopFlag& stop) {
      encoding::write_book(chapters, kind, self->tags_, self->cover_of(chapters), path, stop);
    };
    return file;
  }

  EditionFile m4b() const {
    EditionFile file = book(Format::m4b, encoding::FileKind::m4b, aac(), ".m4b");
    file.shelve = [self = shared_from_this(), chapters = sounds_of(file), path = file.path](const fs::path& library) {
      return put_into_library({self->tags_, self->plan_.book.details.genres, encoding::marks_of(chapters), kMasterRate,
                               self->cover_of(chapters)},
                              path, library);
    };
    return file;
  }
  EditionFile mp3_book() const { return book(Format::mp3_book, encoding::FileKind::mp3, mp3(), ".mp3"); }
  EditionFile opus_book() const { return book(Format::opus_book, encoding::FileKind::ogg, opus(), ".opus"); }

  /// A file a chapter, beside its master.
  std::vector<EditionFile> chapters(Format format, encoding::FileKind kind, const encoding::EncodeSettings& settings,
                                    const char* extension) const {
    std::vector<EditionFile> files;
    const auto encodings = chapter_encodings(plan_, masters_, settings, folders_.cache);
    for (std::size_t i = 0; i < encodings.size(); ++i) {
      EditionFile& file = files.emplace_back(begin(format, ""));
      const script::ScriptChapter& chapter = plan_.script.chapters[i];
      file.path = fs::path(masters_[i].path).replace_extension(extension);
      file.encodings = {encodings[i]};
      file.first_chapter = i;
      file.key = key_of(file).add(chapter.number).hex();
      const encoding::EncodedChapter sound{encodings[i].path, chapter.title};
      file.write = [self = shared_from_this(), sound, kind, number = chapter.number](const fs::path& path,
                                                                                     const StopFlag& stop) {
        encoding::write_chapter(sound, kind, self->tags_, number, path, stop);
      };
    }
    return files;
  }
  std::vector<EditionFile> mp3_chapters() const {
    return chapters(Format::mp3, encoding::FileKind::mp3, mp3(), ".mp3");
  }
  std::vector<EditionFile> opus_chapters() const {
    return chapters(Format::opus, encoding::FileKind::ogg, opus(), ".opus");
  }

  /// The masters' samples, in one file or a file each.
  EditionFile flac(Format format, std::size_t first, std::size_t count, const fs::path& path) const {
    EditionFile file = begin(format, "");
    file.path = path;
    file.first_chapter = first;
    std::vector<fs::path> masters;
    std::vector<std::string> titles;
    ContentHash key = key_of(file);
    key.add(plan_.script.chapters[first].number);
    for (std::size_t i = first; i < first + count; ++i) {
      masters.push_back(masters_[i].path);
      titles.push_back(plan_.script.chapters[i].title);
      key.add(masters_[i].checksum).add(titles.back());
    }
    file.key = key.hex();
    const int number = format == Format::flac ? plan_.script.chapters[first].number : 0;
    file.write = [self = shared_from_this(), masters, titles, number](const fs::path& to, const StopFlag& stop) {
      // Nothing is encoded whose levels a cover could show.
      encoding::write_flac(masters, to, titles, self->tags_, self->cover_of({}), number, stop);
    };
    return file;
  }
  EditionFile flac_book() const {
    return flac(Format::flac_book, 0, masters_.size(), begin(Format::flac_book, ".flac").path);
  }
  std::vector<EditionFile> flac_chapters() const {
    std::vector<EditionFile> files;
    for (std::size_t i = 0; i < masters_.size(); ++i) {
      files.push_back(flac(Format::flac, i, 1, fs::path(masters_[i].path).replace_extension(".flac")));
    }
    return files;
  }

  EditionFile lpf() const {
    EditionFile file = begin(Format::lpf, ".lpf");
    file.encodings = chapter_encodings(plan_, masters_, aac(), folders_.cache);
    read_along::LpfBook book{tags_, urn(), {}, {}, sounds_of(file)};
    for (const script::ScriptChapter& chapter : plan_.script.chapters) book.stems.push_back(chapter.file_stem());
    ContentHash key = key_of(file);
    for (const std::string& stem : book.stems) key.add(stem);
    file.key = key.add(book.id).hex();
    file.write = [self = shared_from_this(), book](const fs::path& path, const StopFlag& stop) {
      read_along::LpfBook whole = book;
      whole.cover = self->cover_of(book.chapters);
      read_along::write_lpf(whole, path, stop);
    };
    return file;
  }

  EditionFile epub() const {
    EditionFile file = begin(Format::epub, ".epub");
    file.encodings = chapter_encodings(plan_, masters_, aac(), folders_.cache);
    read_along::ReadAlongBook book;
    book.tags = tags_;
    book.id = urn();
    book.names = publish::speaker_names(plan_.script);
    book.chapters = sounds_of(file);
    for (const script::ScriptChapter& chapter : plan_.script.chapters) book.stems.push_back(chapter.file_stem());
    book.text = [self = shared_from_this()](std::size_t chapter) { return self->text_of(chapter); };
    ContentHash key = key_of(file);
    key.add(read_along::kEpubVersion).add(book.id);
    for (const auto& [who, name] : book.names) key.add(who).add(name);
    for (std::size_t i = 0; i < book.stems.size(); ++i) {
      const read_along::ReadAlongChapter text = text_of(i);
      key.add(book.stems[i]).add(read_along::chapter_xhtml(text, book.names, tags_.language));
      key.add(read_along::overlay_smil(text, book.stems[i]));
    }
    key.add(read_along::style_css());
    file.key = key.hex();
    file.write = [self = shared_from_this(), book](const fs::path& path, const StopFlag& stop) {
      read_along::ReadAlongBook whole = book;
      whole.cover = self->cover_of(book.chapters);
      read_along::write_epub(whole, path, stop);
    };
    return file;
  }

 private:
  EditionFile begin(Format format, const std::string& extension) const {
    EditionFile file;
    file.format = format;
    file.path = folders_.out / (plan_.book.name + extension);
    return file;
  }

  std::vector<encoding::EncodedChapter> sounds_of(const EditionFile& file) const {
    std::vector<encoding::EncodedChapter> sounds;
    for (std::size_t i = 0; i < file.encodings.size(); ++i) {
      sounds.push_back({file.encodings[i].path, plan_.script.chapters[i].title});
    }
    return sounds;
  }

  /// What every file of the book is made from. A cover that is drawn follows from the sound.
  ContentHash key_of(const EditionFile& file) const {
    ContentHash key;
    key.add(encoding::kJoinVersion).add(encoding::library_version()).add(hash_of(tags_));
    key.add(given_ ? given_->bytes : std::string()).add(cover::kCoverVersion);
    for (std::size_t i = 0; i < file.encodings.size(); ++i) {
      key.add(file.encodings[i].name).add(plan_.script.chapters[file.first_chapter + i].title);
    }
    return key;
  }

  /// The book's own cover, or one over the picture of its sound.
  std::optional<encoding::Picture> cover_of(const std::vector<encoding::EncodedChapter>& chapters) const {
    if (given_) return given_;
    std::vector<encoding::EncodedSound> sounds;
    std::int64_t total = 0;
    for (const encoding::EncodedChapter& chapter : chapters) {
      auto sound = encoding::read_encoded_sound(chapter.packets);
      if (!sound) throw encoding::DamagedPackets(chapter.packets);
      total += sound->length;
      sounds.push_back(std::move(*sound));
    }
    // Each chapter takes as much of the picture as of the book.
    constexpr std::int64_t kParts = 1200;
    std::vector<int> levels;
    for (const encoding::EncodedSound& sound : sounds) {
      const std::int64_t parts = std::max<std::int64_t>(1, kParts * sound.length / std::max<std::int64_t>(1, total));
      for (std::int64_t i = 0; i < parts; ++i) {
        levels.push_back(sound.levels[static_cast<std::size_t>(i * encoding::kLevels / parts)]);
      }
    }
    const std::string number = tags_.series_number.empty() ? "" : " " + tags_.series_number;
    return encoding::picture_of(
        cover::draw_cover({tags_.title, tags_.author, tags_.series.empty() ? "" : tags_.series + number}, levels));
  }

  read_along::ReadAlongChapter text_of(std::size_t chapter) const {
    const ChapterJob job = chapter_job(plan_, chapter, {});
    const synthesis::SynthesizedChapter synthesized = synthesis::find_takes(requests_of(job, requester_), store_);
    return read_along::read_along_chapter(
        timeline_of(job, synthesized), synthesized, job.chapter(), {job.text.text, job.text.emphasis, job.text.markup},
        plan_.book.overlay_words ? read_along::Overlay::words : read_along::Overlay::sentences);
  }

  std::string urn() const {
    return read_along::urn_of(plan_.book.name + "\n" + plan_.book.title + "\n" + plan_.book.author);
  }

  encoding::EncodeSettings mp3() const {
    return {{encoding::Codec::mp3, plan_.profile.channels, kMasterRate, plan_.profile.bit_rate},
            plan_.profile.true_peak};
  }

  encoding::EncodeSettings opus() const {
    const int channels = plan_.profile.channels;
    return {{encoding::Codec::opus, channels, {48000}, channels == 1 ? kOpusMono : kOpusStereo},
            plan_.profile.true_peak};
  }

  encoding::EncodeSettings aac() const {
    const int channels = plan_.profile.channels;
    const int bit_rate = channels == 1 ? kAacMono : kAacStereo;
    return {{encoding::Codec::aac, channels, kMasterRate, bit_rate}, plan_.profile.true_peak};
  }

  const ProductionPlan& plan_;
  const std::vector<FinishedMaster> masters_;
  const EditionFolders folders_;
  encoding::BookTags tags_;
  std::optional<encoding::Picture> given_;  ///< the book's own cover
  synthesis::TakeRequester requester_;
  synthesis::TakeStore store_;
};

/// Whether it is a file a chapter.
bool is_chapter(Format format) { return format == Format::flac || format == Format::mp3 || format == Format::opus; }

}  // namespace

std::vector<EditionFile> edition_files(const ProductionPlan& plan, const std::vector<FinishedMaster>& masters,
                                       const EditionFolders& folders, Diagnostics& diagnostics) {
  std::vector<EditionFile> files;
  if (masters.empty()) return files;
  std::shared_ptr<FileMaker> maker;  // what writes a file keeps it
  for (const Format format : plan.profile.formats) {
    if (publish::is_master(format, plan.profile.format)) continue;
    if (!maker) maker = std::make_shared<FileMaker>(plan, masters, folders, diagnostics);
    const auto add = [&](std::vector<EditionFile> made) {
      std::move(made.begin(), made.end(), std::back_inserter(files));
    };
    switch (format) {
      case Format::wav:  // a master, or nothing is
      case Format::srt:  // beside each master
      case Format::lrc:
        break;
      case Format::flac:
        add(maker->flac_chapters());
        break;
      case Format::mp3:
        add(maker->mp3_chapters());
        break;
      case Format::opus:
        add(maker->opus_chapters());
        break;
      case Format::m4b:
        files.push_back(maker->m4b());
        break;
      case Format::epub:
        files.push_back(maker->epub());
        break;
      case Format::lpf:
        files.push_back(maker->lpf());
        break;
      case Format::mp3_book:
        files.push_back(maker->mp3_book());
        break;
      case Format::opus_book:
        files.push_back(maker->opus_book());
        break;
      case Format::flac_book:
        files.push_back(maker->flac_book());
        break;
    }
  }
  for (EditionFile& file : files) {
    for (std::size_t i = file.first_chapter; i < masters.size(); ++i) {
      file.masters.emplace(masters[i].path.filename().string(), masters[i].checksum);
      if (is_chapter(file.format)) break;
    }
  }
  return files;
}

}  // namespace sotto::production
