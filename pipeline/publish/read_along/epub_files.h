#pragma once

/// The files of an EPUB 3 of ours, as text: package, contents, style, a page and its media overlay for each chapter
/// (W3C EPUB 3.3 and its media overlays; EPUB 3.2 and older readers take it as well).

#include <cstdint>
#include <string>
#include <vector>

#include "publish/captions.h"
#include "publish/encoding/join.h"
#include "publish/read_along/read_along_chapter.h"

namespace sotto::read_along {

/// What the package says of one chapter.
struct EpubChapter {
  std::string stem;  ///< of its files: "01-the-mask"
  std::string title;
  std::int64_t duration = 0;  ///< of its clips, in milliseconds; 0: it has none
};

struct EpubBook {
  encoding::BookTags tags;
  std::string id;                ///< "urn:uuid:..."
  std::string cover_media_type;  ///< empty: there is no cover
  std::vector<EpubChapter> chapters;
};

/// Milliseconds as a clock value: "12.345s".
std::string clock_value(std::int64_t ms);

/// For text and for attributes in double quotes, in ASCII.
std::string in_ascii_xml(std::string_view text);

/// Deterministic, in the form of a UUID, for what names a book.
std::string urn_of(const std::string& name);

std::string mimetype();
std::string container_xml();
std::string package_opf(const EpubBook& book);
std::string nav_xhtml(const EpubBook& book);
std::string style_css();
std::string cover_xhtml(const EpubBook& book);
/// "cover.png"
std::string cover_name(const EpubBook& book);
/// Each speaker's text has a class "who-<id>", and the speaker's name as title.
std::string chapter_xhtml(const ReadAlongChapter& chapter, const publish::SpeakerNames& names,
                          const std::string& language);
std::string overlay_smil(const ReadAlongChapter& chapter, const std::string& stem);

}  // namespace sotto::read_along
