#include "publish/read_along/epub_files.h"

#include <fmt/format.h>

#include "shared/hash.h"
#include "shared/text.h"

namespace sotto::read_along {

namespace {

/// For text and for attributes in double quotes.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += letter;
    }
  }
  return out;
}

std::string element(const char* name, const std::string& text, const std::string& attributes = {}) {
  if (text.empty()) return {};
  return fmt::format("    <{0}{2}>{1}</{0}>\n", name, escaped(text), attributes);
}

std::string page(const std::string& title, const std::string& language, const std::string& body,
                 const char* up = "../") {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"
      "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{0}\" "
      "xml:lang=\"{0}\">\n<head>\n<title>{1}</title>\n<link rel=\"stylesheet\" type=\"text/css\" "
      "href=\"{2}style.css\"/>\n</head>\n{3}</html>\n",
      escaped(language), escaped(title), up, body);
}

/// Words with spaces between them, neighbours that are emphasised in one element.
std::string marked_words(const std::vector<ReadText::Word>& words) {
  std::string out;
  bool inside = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (inside && !words[i].emphasised) out += "</em>";
    if (i > 0) out += ' ';
    if (!inside && words[i].emphasised) out += "<em>";
    inside = words[i].emphasised;
    out += escaped(words[i].text);
  }
  if (inside) out += "</em>";
  return out;
}

std::string sentence_xhtml(const ReadSentence& sentence, const publish::SpeakerNames& names) {
  const auto name = names.find(sentence.who);
  const std::string title = name == names.end() || sentence.who == document::kNarrator
                                ? std::string()
                                : fmt::format(" title=\"{}\"", escaped(name->second));
  std::string out = fmt::format("<span{} class=\"who-{}\"{}>",
                                sentence.id.empty() ? "" : fmt::format(" id=\"{}\"", sentence.id), sentence.who, title);
  for (std::size_t i = 0; i < sentence.text.size(); ++i) {
    const ReadText& part = sentence.text[i];
    if (i > 0) out += ' ';
    const std::string words = marked_words(part.words);
    out += part.id.empty() ? words : fmt::format("<span id=\"{}\">{}</span>", part.id, words);
  }
  return out + "</span>";
}

}  // namespace

std::string clock_value(std::int64_t ms) { return fmt::format("{}.{:03}s", ms / 1000, ms % 1000); }

std::string in_ascii_xml(std::string_view text) {
  const std::string plain = escaped(text);
  std::string out;
  for (std::size_t i = 0; i < plain.size();) {
    const CodePoint c = code_point_at(plain, i);
    out += c.value < 0x80 ? std::string(1, plain[i]) : fmt::format("&#{};", static_cast<std::uint32_t>(c.value));
    i = c.next;
  }
  return out;
}

std::string urn_of(const std::string& name) {
  const std::string hex = ContentHash().add("sotto book").add(name).hex();
  // Version 8, of one's own making (RFC 9562).
  return fmt::format("urn:uuid:{}-{}-8{}-8{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(13, 3),
                     hex.substr(17, 3), hex.substr(20, 12));
}

std::string mimetype() { return "application/epub+zip"; }

std::string container_xml() {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
         "  <rootfiles>\n    <rootfile full-path=\"EPUB/package.opf\" "
         "media-type=\"application/oebps-package+xml\"/>\n  </rootfiles>\n</container>\n";
}

std::string cover_name(const EpubBook& book) {
  return book.cover_media_type == "image/png" ? "cover.png" : "cover.jpg";
}

std::string package_opf(const EpubBook& book) {
  const encoding::BookTags& tags = book.tags;
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" xml:lang=\"{}\">\n"
      "  <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n",
      escaped(tags.language));
  out += element("dc:identifier", book.id, " id=\"id\"");
  if (!tags.isbn.empty()) out += element("dc:identifier", "urn:isbn:" + tags.isbn);
  out += element("dc:title", tags.title.empty() ? "Untitled" : tags.title);
  out += element("dc:language", tags.language);
  out += element("dc:creator", tags.author);
  out += element("dc:publisher", tags.publisher);
  out += element("dc:description", tags.description);
  out += element("dc:subject", tags.genre);
  out += element("dc:date", tags.year);
  if (!tags.series.empty()) {
    out += element("meta", tags.series, " property=\"belongs-to-collection\" id=\"series\"");
    out += element("meta", "series", " refines=\"#series\" property=\"collection-type\"");
    out += element("meta", tags.series_number, " refines=\"#series\" property=\"group-position\"");
  }
  // The same each time: what is made tells nothing of when.
  out += element("meta", "2000-01-01T00:00:00Z", " property=\"dcterms:modified\"");
  std::int64_t total = 0;
  for (std::size_t i = 0; i < book.chapters.size(); ++i) {
    const std::int64_t duration = book.chapters[i].duration;
    total += duration;
    if (duration == 0) continue;
    out += element("meta", clock_value(duration),
                   fmt::format(" property=\"media:duration\" refines=\"#overlay{}\"", i + 1));
  }
  out += element("meta", clock_value(total), " property=\"media:duration\"");
  out += element("meta", tags.narrators, " property=\"media:narrator\"");
  out += element("meta", "-epub-media-overlay-active", " property=\"media:active-class\"");
  out += "  </metadata>\n  <manifest>\n";
  const auto item = [&](const std::string& id, const std::string& href, const std::string& type,
                        const std::string& more = {}) {
    out += fmt::format("    <item id=\"{}\" href=\"{}\" media-type=\"{}\"{}/>\n", id, href, type, more);
  };
  const std::string html = "application/xhtml+xml";
  item("nav", "nav.xhtml", html, " properties=\"nav\"");
  item("style", "style.css", "text/css");
  if (!book.cover_media_type.empty()) {
    item("cover-image", cover_name(book), book.cover_media_type, " properties=\"cover-image\"");
    item("cover", "cover.xhtml", html);
  }
  for (std::size_t i = 0; i < book.chapters.size(); ++i) {
    const EpubChapter& chapter = book.chapters[i];
    const bool heard = chapter.duration > 0;
    item(fmt::format("chapter{}", i + 1), "text/" + chapter.stem + ".xhtml", html,
         heard ? fmt::format(" media-overlay=\"overlay{}\"", i + 1) : "");
    if (!heard) continue;
    item(fmt::format("overlay{}", i + 1), "overlay/" + chapter.stem + ".smil", "application/smil+xml");
    item(fmt::format("audio{}", i + 1), "audio/" + chapter.stem + ".m4a", "audio/mp4");
  }
  out += "  </manifest>\n  <spine>\n";
  if (!book.cover_media_type.empty()) out += "    <itemref idref=\"cover\"/>\n";
  for (std::size_t i = 0; i < book.chapters.size(); ++i) {
    out += fmt::format("    <itemref idref=\"chapter{}\"/>\n", i + 1);
  }
  return out + "  </spine>\n</package>\n";
}

std::string nav_xhtml(const EpubBook& book) {
  std::string list;
  for (const EpubChapter& chapter : book.chapters) {
    list += fmt::format("<li><a href=\"text/{}.xhtml\">{}</a></li>\n", chapter.stem,
                        escaped(chapter.title.empty() ? chapter.stem : chapter.title));
  }
  return page(book.tags.title, book.tags.language,
              fmt::format("<body>\n<nav epub:type=\"toc\" id=\"toc\">\n<h1>{}</h1>\n<ol>\n{}</ol>\n</nav>\n</body>\n",
                          escaped(book.tags.title), list),
              "");
}

std::string style_css() {
  return R"(/* What is being read aloud. */
.-epub-media-overlay-active { background-color: #ffe9a8; color: #1a1a1a; border-radius: 0.15em; }
@media (prefers-color-scheme: dark) {
  .-epub-media-overlay-active { background-color: #5c4a12; color: #fff6dc; }
}

body { margin: 0 5%; line-height: 1.45; text-align: justify; hyphens: auto; -webkit-hyphens: auto; }
h1 { margin: 3em 0 2em; font-size: 1.5em; font-weight: normal; text-align: center; hyphens: none; }
p { margin: 0; text-indent: 1.4em; widows: 2; orphans: 2; }
h1 + p, hr + p { text-indent: 0; }
hr { margin: 1.4em auto; width: 20%; border: 0; border-top: 1px solid; opacity: 0.4; }
nav ol { list-style: none; padding: 0; }
nav li { margin: 0.4em 0; }
.cover { margin: 0; text-align: center; text-indent: 0; }
.cover img { max-width: 100%; max-height: 100vh; }

/* Each speaker's words have a class: give one a colour with   .who-meg { color: #7a3b52; }   */
)";
}

std::string cover_xhtml(const EpubBook& book) {
  return page(book.tags.title, book.tags.language,
              fmt::format("<body epub:type=\"cover\">\n<p class=\"cover\"><img src=\"{}\" alt=\"{}\"/></p>\n</body>\n",
                          cover_name(book), escaped(book.tags.title)),
              "");
}

std::string chapter_xhtml(const ReadAlongChapter& chapter, const publish::SpeakerNames& names,
                          const std::string& language) {
  std::string body = "<body epub:type=\"bodymatter\">\n<section epub:type=\"chapter\">\n";
  const bool announced = !chapter.clips.empty() && chapter.clips.front().id == "title";
  if (!chapter.title.empty() || announced) {
    body += fmt::format("<h1{}>{}</h1>\n", announced ? " id=\"title\"" : "",
                        escaped(chapter.heading.empty() ? chapter.title : chapter.heading));
  }
  for (const ReadParagraph& paragraph : chapter.paragraphs) {
    if (paragraph.scene_before) body += "<hr/>\n";
    if (paragraph.sentences.empty()) continue;
    body += "<p>";
    for (std::size_t i = 0; i < paragraph.sentences.size(); ++i) {
      if (i > 0 && paragraph.sentences[i].space_before) body += ' ';
      body += sentence_xhtml(paragraph.sentences[i], names);
    }
    body += "</p>\n";
  }
  body += "</section>\n</body>\n";
  return page(chapter.title.empty() ? std::to_string(chapter.number) : chapter.title, language, body);
}

std::string overlay_smil(const ReadAlongChapter& chapter, const std::string& stem) {
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<smil xmlns=\"http://www.w3.org/ns/SMIL\" xmlns:epub=\"http://www.idpf.org/2007/ops\" version=\"3.0\">\n"
      "<body>\n<seq id=\"all\" epub:textref=\"../text/{0}.xhtml#{1}\" epub:type=\"chapter\">\n",
      stem, chapter.clips.empty() ? "" : chapter.clips.front().id);
  std::size_t number = 0;
  for (const ReadClip& clip : chapter.clips) {
    out += fmt::format(
        "<par id=\"p{}\"><text src=\"../text/{}.xhtml#{}\"/><audio src=\"../audio/{}.m4a\" clipBegin=\"{}\" "
        "clipEnd=\"{}\"/></par>\n",
        ++number, stem, clip.id, stem, clock_value(clip.begin), clock_value(clip.end));
  }
  return out + "</seq>\n</body>\n</smil>\n";
}

}  // namespace sotto::read_along
