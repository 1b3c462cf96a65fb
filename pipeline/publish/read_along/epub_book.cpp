#include "publish/read_along/epub_book.h"

#include <deque>
#include <utility>

#include "publish/read_along/zip_writer.h"
#include "shared/files.h"

namespace sotto::read_along {

namespace fs = std::filesystem;

void write_epub(const ReadAlongBook& book, const fs::path& path, const StopFlag& stop) {
  EpubBook epub;
  epub.tags = book.tags;
  epub.id = book.id;
  if (book.cover) epub.cover_media_type = book.cover->media_type;
  PendingFile pending(path);
  std::deque<PendingFile> sounds;  // that the archive reads when it is finished; none is kept
  ZipWriter zip(pending.path());
  // First and as it is, by which programs know the file's kind.
  zip.add("mimetype", mimetype(), Packing::stored);
  zip.add("META-INF/container.xml", container_xml());
  for (std::size_t i = 0; i < book.chapters.size(); ++i) {
    stop.check();
    const ReadAlongChapter text = book.text(i);
    const std::string& stem = book.stems[i];
    const std::int64_t duration = text.clips.empty() ? 0 : text.clips.back().end;
    epub.chapters.push_back({stem, text.title, duration});
    zip.add("EPUB/text/" + stem + ".xhtml", chapter_xhtml(text, book.names, book.tags.language));
    if (duration == 0) continue;
    zip.add("EPUB/overlay/" + stem + ".smil", overlay_smil(text, stem));
    const fs::path& sound = sounds.emplace_back(fs::path(path).concat("." + stem + ".m4a")).path();
    encoding::write_chapter(book.chapters[i], encoding::FileKind::m4a, book.tags, static_cast<int>(i + 1), sound, stop);
    zip.add_file("EPUB/audio/" + stem + ".m4a", sound);
  }
  zip.add("EPUB/package.opf", package_opf(epub));
  zip.add("EPUB/nav.xhtml", nav_xhtml(epub));
  zip.add("EPUB/style.css", style_css());
  if (book.cover) {
    zip.add("EPUB/" + cover_name(epub), book.cover->bytes, Packing::stored);
    zip.add("EPUB/cover.xhtml", cover_xhtml(epub));
  }
  zip.finish();
  pending.keep();
}

}  // namespace sotto::read_along
