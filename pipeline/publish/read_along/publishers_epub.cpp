// What is heard is known by its place in the manuscript; the manuscript's anchors lead from there to a page and a byte
// of it. First all chapters are gone through, and what is heard of them is noted with its page: a chapter may have
// several pages, a page several chapters. Then each page gets its spans, and at last all spans, by chapter and time,
// their clips: each lasts until the next one begins, whatever page that is on.

#include "publish/read_along/publishers_epub.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>

#include "annotate/document/book.h"
#include "annotate/document/sources/epub/epub_package.h"
#include "annotate/document/sources/markup/xml_parser.h"
#include "publish/read_along/epub_files.h"
#include "publish/read_along/inserted_spans.h"
#include "publish/read_along/markup_tokens.h"
#include "publish/read_along/package_overlay.h"
#include "publish/read_along/zip_writer.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/text.h"

namespace sotto::read_along {

namespace {

namespace fs = std::filesystem;

/// What is highlighted at one time, with its place in a file: bytes as they are stored.
struct Passage {
  std::size_t chapter = 0;
  std::string who;
  std::size_t first = 0;  ///< where its first character begins
  std::size_t last = 0;   ///< where its last character begins
  std::int64_t begin = 0;
  std::vector<HeardWord> words;
};

/// A span of a page with its clip.
struct PageClip {
  std::size_t chapter = 0;
  std::int64_t frame = 0;
  ReadClip clip;
};

struct Page {
  std::string name;
  std::vector<Passage> passages;
  std::vector<PageClip> clips;
  std::string made;  ///< its bytes with the spans
};

class PublishersEpub {
 public:
  PublishersEpub(const PublishersBook& book, const StopFlag& stop)
      : book_(book), stop_(stop), bytes_(fs::is_directory(book.source) ? std::string() : read_file(book.source)) {
    Diagnostics told;
    archive_ = fs::is_directory(book.source) ? document::Archive::open_folder(book.source.string(), told)
                                             : document::Archive::open(book.source.string(), bytes_, told);
    if (archive_) package_ = document::read_epub_package(*archive_, told);
    if (!package_) throw MachineFailure(fmt::format("{} cannot be read any more", book.source.string()));
    folder_ = package_->file.substr(0, package_->file.rfind('/') + 1) + "read-aloud";
    const auto taken = [&](const std::string& name) { return name.starts_with(folder_); };
    while (std::any_of(archive_->names().begin(), archive_->names().end(), taken)) folder_ += 'x';
  }

  bool write(const fs::path& path) {
    for (std::size_t i = 0; i < book_.chapters.size(); ++i) {
      stop_.check();
      place_chapter(i);
    }
    for (Page& page : pages_) {
      if (!put_spans(page)) return false;
    }
    set_clips();
    write_archive(path);
    return true;
  }

 private:
  void place_chapter(std::size_t index) {
    const PublishersChapter chapter = book_.chapter(index);
    lengths_.push_back(chapter.length);
    for (const HeardSentence& sentence : chapter.heard) {
      if (!sentence.begin || sentence.span.empty()) continue;
      const bool title = sentence.line == synthesis::kTitle;
      const std::string& who = title ? kNarrator : chapter.speakers[sentence.line];
      if (book_.overlay == Overlay::words) {
        place_words(index, sentence, who);
      } else {
        place(index, sentence.span, who, *sentence.begin, sentence.words);
      }
    }
  }

  /// Each word that is heard begins a passage; what stands before the first is highlighted with it.
  void place_words(std::size_t chapter, const HeardSentence& sentence, const std::string& who) {
    std::map<std::size_t, std::int64_t> begins = {{sentence.span.begin, *sentence.begin}};
    bool first = true;
    for (const HeardWord& word : sentence.words) {
      if (!std::exchange(first, false))
        begins.emplace(word_begin(book_.text, word.place, sentence.span.begin), word.begin);
    }
    for (auto begin = begins.begin(); begin != begins.end(); ++begin) {
      const auto next = std::next(begin);
      const std::size_t end = next == begins.end() ? sentence.span.end : next->first;
      place(chapter, {begin->first, end}, who, begin->second, {{begin->first, begin->second}});
    }
  }

  /// Notes a passage with its page. Characters that stand in no file, as the comma between two cells of a table, have
  /// the place of a tag there, which insert_spans takes for none.
  void place(std::size_t chapter, Span span, const std::string& who, std::int64_t begin,
             const std::vector<HeardWord>& words) {
    const std::string_view shown = trim_space(span.of(book_.text));
    if (shown.empty()) return;
    const auto first = static_cast<std::size_t>(shown.data() - book_.text.data());
    const std::size_t last = code_point_before(book_.text, first + shown.size()).next;
    const document::SourceLocation from = book_.anchors.locate(book_.text, first);
    const document::SourceLocation to = book_.anchors.locate(book_.text, last);
    if (from.file != to.file) return;
    Passage passage{chapter, who, from.byte, to.byte, begin, {}};
    for (const HeardWord& word : words) {
      passage.words.push_back({book_.anchors.locate(book_.text, word.place).byte, word.begin});
    }
    const auto [page, added] = page_of_.try_emplace(std::string(from.file), pages_.size());
    if (added) pages_.push_back({std::string(from.file), {}, {}, {}});
    pages_[page->second].passages.push_back(std::move(passage));
  }

  std::string read(const std::string& name) const {
    Diagnostics told;
    std::optional<std::string> bytes = archive_->read(name, told);
    if (!bytes) throw MachineFailure(fmt::format("{} cannot be read any more", book_.source.string()));
    return std::move(*bytes);
  }

  document::DecodedText decoded(const std::string& name, const std::string& bytes) const {
    Diagnostics told;
    std::optional<document::DecodedText> text = document::decode_text(name, bytes, told);
    if (!text) throw MachineFailure(fmt::format("{} cannot be read any more", book_.source.string()));
    return std::move(*text);
  }

  bool put_spans(Page& page) {
    stop_.check();
    const std::string bytes = read(page.name);
    const document::DecodedText text = decoded(page.name, bytes);
    document::XmlFault fault;
    if (!document::parse_xml(text.text, fault) || !is_declared(text.text, markup_tokens(text.text))) return false;
    std::vector<PagePassage> passages;
    for (const Passage& passage : page.passages) {
      PagePassage& placed = passages.emplace_back();
      placed.place.begin = text_offset(text, passage.first);
      placed.place.end = std::max(placed.place.begin, character_end(text.text, text_offset(text, passage.last)));
      placed.class_name = "who-" + passage.who;
      placed.begin = passage.begin;
      for (const HeardWord& word : passage.words) placed.words.push_back({text_offset(text, word.place), word.begin});
    }
    const SpannedPage spanned = insert_spans(text.text, passages);
    page.made = edited(bytes, text, spanned.edits);
    for (const InsertedSpan& span : spanned.spans) {
      page.clips.push_back({page.passages[span.passage].chapter, span.begin, {span.id, 0, 0}});
    }
    page.passages = {};
    return true;
  }

  void set_clips() {
    std::vector<std::vector<PageClip*>> chapters(lengths_.size());
    for (Page& page : pages_) {
      for (PageClip& clip : page.clips) chapters[clip.chapter].push_back(&clip);
    }
    for (std::size_t i = 0; i < chapters.size(); ++i) {
      std::stable_sort(chapters[i].begin(), chapters[i].end(),
                       [](const PageClip* a, const PageClip* b) { return a->frame < b->frame; });
      std::vector<ReadClip> clips;
      for (const PageClip* clip : chapters[i]) clips.push_back({clip->clip.id, milliseconds(clip->frame), 0});
      close_clips(clips, milliseconds(lengths_[i]));
      for (std::size_t k = 0; k < clips.size(); ++k) chapters[i][k]->clip = std::move(clips[k]);
      heard_.push_back(!chapters[i].empty());
    }
  }

  std::string sound_name(std::size_t chapter) const { return fmt::format("{}/{}.m4a", folder_, book_.stems[chapter]); }

  std::string overlay(const Page& page, const std::string& name) const {
    const std::string text = in_ascii_xml(link_to(name, page.name));
    std::string out = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<smil xmlns=\"http://www.w3.org/ns/SMIL\" xmlns:epub=\"http://www.idpf.org/2007/ops\" version=\"3.0\">\n"
        "<body>\n<seq id=\"all\" epub:textref=\"{}#{}\">\n",
        text, page.clips.front().clip.id);  // without a fragment it is no valid EPUB
    std::size_t number = 0;
    for (const PageClip& clip : page.clips) {
      out += fmt::format(
          "<par id=\"p{}\"><text src=\"{}#{}\"/><audio src=\"{}\" clipBegin=\"{}\" clipEnd=\"{}\"/></par>\n", ++number,
          text, clip.clip.id, in_ascii_xml(link_to(name, sound_name(clip.chapter))), clock_value(clip.clip.begin),
          clock_value(clip.clip.end));
    }
    return out + "</seq>\n</body>\n</smil>\n";
  }

  void write_archive(const fs::path& path) {
    PackageOverlays overlays;
    std::map<std::string, std::string> changed;
    std::vector<std::pair<std::string, std::string>> smils;
    for (Page& page : pages_) {
      if (page.clips.empty()) continue;
      const std::string smil = fmt::format("{}/{:04}.smil", folder_, smils.size() + 1);
      std::int64_t duration = 0;
      for (const PageClip& clip : page.clips) duration += clip.clip.end - clip.clip.begin;
      overlays.pages.push_back({page.name, smil, duration});
      overlays.duration += duration;
      smils.emplace_back(smil, overlay(page, smil));
      changed.emplace(page.name, std::move(page.made));
    }
    for (std::size_t i = 0; i < heard_.size(); ++i) {
      if (heard_[i]) overlays.sounds.push_back(sound_name(i));
    }
    overlays.narrators = book_.tags.narrators;
    const std::string package = read(package_->file);
    const document::DecodedText text = decoded(package_->file, package);
    const PackageChanges changes = enter_overlays(text.text, package_->file, *archive_, overlays);
    changed.emplace(package_->file, edited(package, text, changes.edits));

    PendingFile pending(path);
    std::deque<PendingFile> sounds;  // that the archive reads when it is finished; none is kept
    ZipWriter zip(pending.path());
    // First and as it is, by which programs know the file's kind.
    zip.add("mimetype", mimetype(), Packing::stored);
    for (const std::string& name : archive_->names()) {
      if (name == "mimetype" || changes.removed.contains(name)) continue;
      if (const auto made = changed.find(name); made != changed.end()) {
        zip.add(name, std::move(made->second));
      } else {
        zip.copy(name, book_.source);
      }
    }
    for (auto& [name, smil] : smils) zip.add(name, std::move(smil));
    for (std::size_t i = 0; i < heard_.size(); ++i) {
      if (!heard_[i]) continue;
      stop_.check();
      const fs::path& sound = sounds.emplace_back(fs::path(path).concat("." + book_.stems[i] + ".m4a")).path();
      encoding::write_chapter(book_.chapters[i], encoding::FileKind::m4a, book_.tags, static_cast<int>(i + 1), sound,
                              stop_);
      zip.add_file(sound_name(i), sound);
    }
    zip.finish();
    pending.keep();
  }

  static inline const std::string kNarrator = document::kNarrator;

  const PublishersBook& book_;
  const StopFlag& stop_;
  const std::string bytes_;
  std::optional<document::Archive> archive_;
  std::optional<document::EpubPackage> package_;
  std::string folder_;  ///< of what is added
  std::deque<Page> pages_;
  std::map<std::string, std::size_t> page_of_;
  std::vector<std::int64_t> lengths_;  ///< of the chapters
  std::vector<bool> heard_;            ///< chapters that have a clip
};

}  // namespace

bool write_publishers_epub(const PublishersBook& book, const fs::path& path, const StopFlag& stop) {
  return PublishersEpub(book, stop).write(path);
}

}  // namespace sotto::read_along
