#include "production/edition_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <utility>

#include "annotate/document/sources/epub/epub.h"
#include "production/book_tags.h"
#include "production/library.h"
#include "production/make_chapter.h"
#include "publish/cover/cover.h"
#include "publish/encoding/join.h"
#include "publish/encoding/picture.h"
#include "publish/encoding/sound_levels.h"
#include "publish/read_along/epub_book.h"
#include "publish/read_along/lpf.h"
#include "publish/read_along/publishers_epub.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/sound_file.h"
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
      // A chapter by itself has no cover.
      const auto cover = number == 0 ? self->cover_over(masters, stop) : std::nullopt;
      encoding::write_flac(masters, to, titles, self->tags_, cover, number, stop);
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
    const read_along::LpfBook book{tags_, urn(), {}, stems(), sounds_of(file)};
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
    // What a chapter shows, and when, follows from its job and its sound.
    ContentHash key = key_of(file);
    key.add(plan_.book.overlay_words);
    for (std::size_t i = 0; i < masters_.size(); ++i) {
      const ChapterJob job = chapter_job(plan_, i, {});
      key.add(hash_of(job.text)).add(hash_of(job.sound));
    }
    if (const auto source = publishers_source()) {
      file.write = publishers_epub(file, source->path);
      key.add(read_along::kPublishersEpubVersion).add(source->hash);
    } else {
      file.write = own_epub(file);
    }
    file.key = key.add(read_along::kEpubVersion).add(urn()).hex();
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

  /// How long a chapter is, in samples, and its levels.
  struct ChapterLevels {
    std::int64_t length = 0;
    std::vector<int> levels;
  };

  /// The book's own cover, or one over the picture of its sound.
  std::optional<encoding::Picture> cover_of(const std::vector<encoding::EncodedChapter>& chapters) const {
    if (given_) return given_;
    std::vector<ChapterLevels> sounds;
    for (const encoding::EncodedChapter& chapter : chapters) {
      auto sound = encoding::read_encoded_sound(chapter.packets);
      if (!sound) throw encoding::DamagedPackets(chapter.packets);
      sounds.push_back({sound->length, std::move(sound->levels)});
    }
    return drawn_cover(sounds);
  }

  /// The same where nothing is encoded whose levels are known.
  std::optional<encoding::Picture> cover_over(const std::vector<fs::path>& masters, const StopFlag& stop) const {
    if (given_) return given_;
    std::vector<ChapterLevels> sounds;
    for (const fs::path& master : masters) {
      sounds.push_back({SoundReader(master).frames(), encoding::levels_of(master, stop)});
    }
    return drawn_cover(sounds);
  }

  std::optional<encoding::Picture> drawn_cover(const std::vector<ChapterLevels>& sounds) const {
    std::int64_t total = 0;
    for (const ChapterLevels& sound : sounds) total += sound.length;
    // Each chapter takes as much of the picture as of the book.
    constexpr std::int64_t kParts = 1200;
    std::vector<int> levels;
    for (const ChapterLevels& sound : sounds) {
      const std::int64_t parts = std::max<std::int64_t>(1, kParts * sound.length / std::max<std::int64_t>(1, total));
      for (std::int64_t i = 0; i < parts; ++i) {
        levels.push_back(sound.levels[static_cast<std::size_t>(i * encoding::kLevels / parts)]);
      }
    }
    const std::string number = tags_.series_number.empty() ? "" : " " + tags_.series_number;
    return encoding::picture_of(
        cover::draw_cover({tags_.title, tags_.author, tags_.series.empty() ? "" : tags_.series + number}, levels));
  }

  using Writer = std::function<void(const fs::path& path, const StopFlag& stop)>;

  /// A read-along in pages of ours.
  Writer own_epub(const EditionFile& file) const {
    read_along::ReadAlongBook book;
    book.tags = tags_;
    book.id = urn();
    book.names = publish::speaker_names(plan_.script);
    book.chapters = sounds_of(file);
    book.stems = stems();
    book.text = [self = shared_from_this()](std::size_t chapter) { return self->text_of(chapter); };
    return [self = shared_from_this(), book](const fs::path& path, const StopFlag& stop) {
      read_along::ReadAlongBook whole = book;
      whole.cover = self->cover_of(book.chapters);
      read_along::write_epub(whole, path, stop);
    };
  }

  struct PublishersSource {
    fs::path path;
    std::string hash;
  };

  /// The EPUB 3 that the whole book was read from.
  std::optional<PublishersSource> publishers_source() const {
    if (plan_.manuscript.files.size() != 1) return std::nullopt;
    const fs::path path = plan_.manuscript.files.front().path;
    const auto hash = document::hash_of_epub3(path);
    return hash ? std::optional(PublishersSource{path, *hash}) : std::nullopt;
  }

  /// A read-along in the publisher's pages, or where they are no XML, in ours.
  Writer publishers_epub(const EditionFile& file, const fs::path& source) const {
    return [self = shared_from_this(), source, chapters = sounds_of(file), own = own_epub(file)](const fs::path& path,
                                                                                                 const StopFlag& stop) {
      const document::Manuscript& manuscript = self->plan_.manuscript;
      const bool written = read_along::write_publishers_epub(
          {source, manuscript.text, manuscript.files.front().anchors, self->tags_, self->overlay(), self->stems(),
           chapters, [&](std::size_t chapter) { return self->heard_of(chapter); }},
          path, stop);
      if (!written) own(path, stop);
    };
  }

  std::vector<std::string> stems() const {
    std::vector<std::string> stems;
    for (const script::ScriptChapter& chapter : plan_.script.chapters) stems.push_back(chapter.file_stem());
    return stems;
  }

  read_along::Overlay overlay() const {
    return plan_.book.overlay_words ? read_along::Overlay::words : read_along::Overlay::sentences;
  }

  synthesis::SynthesizedChapter takes_of(const ChapterJob& job) const {
    return synthesis::find_takes(requests_of(job, requester_), store_);
  }

  read_along::ReadAlongChapter text_of(std::size_t chapter) const {
    const ChapterJob job = chapter_job(plan_, chapter, {});
    const synthesis::SynthesizedChapter takes = takes_of(job);
    return read_along::read_along_chapter(timeline_of(job, takes), takes, job.chapter(),
                                          {job.text.text, job.text.emphasis, job.text.markup}, overlay());
  }

  read_along::PublishersChapter heard_of(std::size_t chapter) const {
    const ChapterJob job = chapter_job(plan_, chapter, {});
    const synthesis::SynthesizedChapter takes = takes_of(job);
    const mix::Timeline timeline = timeline_of(job, takes);
    read_along::PublishersChapter made;
    made.length = timeline.length;
    made.heard = read_along::heard_sentences(timeline, takes, job.chapter(), job.text.text);
    // From places in the chapter's stretch to those in the manuscript.
    const std::size_t begin = job.text.begin.bytes;
    for (read_along::HeardSentence& sentence : made.heard) {
      if (!sentence.span.empty()) sentence.span = {sentence.span.begin + begin, sentence.span.end + begin};
      for (read_along::HeardWord& word : sentence.words) word.place += begin;
    }
    for (const script::Line& line : job.chapter().lines) made.speakers.push_back(line.who);
    return made;
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
