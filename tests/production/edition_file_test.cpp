#include "production/edition_file.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "annotate/document/sources/archive.h"
#include "production/edition_book.h"
#include "publish/cover/cover.h"
#include "support/archives.h"
#include "support/command.h"

namespace sotto::production {
namespace {

using ::testing::HasSubstr;

using EditionFiles = EditionBook;

nlohmann::json probed(const std::filesystem::path& file) {
  const auto told = testing::run(
      {{"ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", "-show_chapters", file.string()}});
  EXPECT_EQ(told.status, 0) << told.err;
  return nlohmann::json::parse(told.out);
}

TEST_F(EditionFiles, OneFileOfEveryFormatHasTheChaptersAndACover) {
  const auto report = make({"m4b", "mp3-book", "opus-book", "flac-book"});
  ASSERT_TRUE(report) << render(diagnostics);
  EXPECT_TRUE(report->passed());
  double length = 0;
  for (const contents::ChapterReport& chapter : report->chapters) length += chapter.measure.duration.value;
  for (const char* name : {"b.m4b", "b.mp3", "b.opus", "b.flac"}) {
    const auto told = probed(out(name));
    ASSERT_EQ(told.at("chapters").size(), 2U) << name;
    EXPECT_EQ(told.at("chapters")[1].at("tags").at("title"), "The Tea") << name;
    EXPECT_NEAR(std::stod(told.at("format").at("duration").get<std::string>()), length, 0.06) << name;
    bool cover = false;
    for (const auto& stream : told.at("streams")) cover = cover || stream.at("codec_name") == "png";
    EXPECT_TRUE(cover) << name;
  }
}

TEST_F(EditionFiles, AFileAChapterHasItsNumberAndItsTitle) {
  const auto report = make({"wav", "flac", "mp3", "opus"});
  ASSERT_TRUE(report) << render(diagnostics);
  for (const char* extension : {".flac", ".mp3", ".opus"}) {
    const auto told = probed(out("02-the-tea" + std::string(extension)));
    const auto& format = told.at("format");
    const auto& tags = format.contains("tags") ? format.at("tags") : told.at("streams")[0].at("tags");
    const auto tag = [&](const char* lower, const char* upper) {
      return (tags.contains(lower) ? tags.at(lower) : tags.at(upper)).get<std::string>();
    };
    EXPECT_EQ(tag("title", "TITLE"), "The Tea") << extension;
    EXPECT_EQ(tag("album", "ALBUM"), "Kettles") << extension;
    EXPECT_EQ(tag("track", "TRACK"), "2") << extension;
    EXPECT_NEAR(std::stod(format.at("duration").get<std::string>()), report->chapters[1].measure.duration.value, 0.06);
  }
}

TEST_F(EditionFiles, ACoverThatIsDrawnShowsTheBooksSoundInEveryFormat) {
  ASSERT_TRUE(make({"m4b", "flac-book"})) << render(diagnostics);
  const std::string silent = cover::draw_cover({"Kettles", "", ""}, {});
  for (const char* name : {"b.m4b", "b.flac"}) {
    const auto picture = book.folder / "cover.png";
    const auto told = testing::run({{"ffmpeg", "-v", "error", "-y", "-i", out(name).string(), "-map", "0:v", "-c",
                                     "copy", "-f", "image2", picture.string()}});
    ASSERT_EQ(told.status, 0) << told.err;
    EXPECT_TRUE(read_file(picture).starts_with("\x89PNG")) << name;
    EXPECT_NE(read_file(picture), silent) << name;
  }
}

/// What epubcheck says of an EPUB, without the file's name.
std::string epubchecked(const std::filesystem::path& epub) {
  const auto told = testing::run({{"java", "-Xss64m", "-jar", "/usr/bin/epubcheck", epub.string()}});
  return std::regex_replace(told.err, std::regex("[A-Z]+\\([A-Z]+-[0-9]+\\): [^(]*"), "");
}

/// A book that is an EPUB 3.
class PublishersReadAlong : public EditionFiles {
 protected:
  PublishersReadAlong() {
    std::filesystem::remove_all(book.folder / "b");
    book.folder.write("b/book.yaml", "title: Kettles\n");
    testing::SmallEpub epub;
    epub.metadata =
        "<dc:identifier id='id'>urn:uuid:1</dc:identifier><dc:title>Kettles</dc:title><dc:language>en</dc:language>"
        "<meta property='dcterms:modified'>2020-01-01T00:00:00Z</meta>";
    epub.pages = {
        {"1.xhtml", testing::page("<h1>The Kettle</h1><p>\u201CIs it <i>boiling?\u201D asked</i> Anna. She "
                                  "did not look up.</p><p>\u201CNot yet,\u201D Peter said &#8212; softly.</p>")},
        {"2.xhtml", testing::page("<h1>The Tea</h1><p>He laughed. <b>The kettle</b> began to sing.</p>")}};
    epub.navigation = "<li><a href=\"1.xhtml\">The Kettle</a></li><li><a href=\"2.xhtml\">The Tea</a></li>";
    auto files = epub.files();
    for (auto& [name, bytes] : files) {
      const std::size_t package = bytes.find("<package ");
      if (package != std::string::npos) bytes.insert(package + 9, "unique-identifier=\"id\" ");
      const std::size_t spine = bytes.find(" toc=\"ncx\"");
      if (spine != std::string::npos) bytes.erase(spine, 10);
      const std::size_t container = bytes.find("<container>");
      if (container != std::string::npos)
        bytes.insert(container + 10, " version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"");
    }
    book.folder.write("b/novel.epub", testing::zipped(files));
  }
};

TEST_F(PublishersReadAlong, IsThePublishersBookWithItsSound) {
  for (const char* overlay : {"sentences", "words"}) {
    book.workspace.delivery.overlay = overlay;
    ASSERT_TRUE(make({"epub"})) << render(diagnostics);
    EXPECT_EQ(explained.empty(), false);
    EXPECT_EQ(epubchecked(out("b.epub")), epubchecked(book.folder / "b/novel.epub"));
    const auto page = document::read_inside(out("b.epub"), "OEBPS/1.xhtml").value();
    EXPECT_THAT(page, HasSubstr("class=\"who-anna\">"));
    EXPECT_EQ(std::regex_replace(page, std::regex("<span id=\"read-aloud-[^>]*>|</span>"), ""),
              document::read_inside(book.folder / "b/novel.epub", "OEBPS/1.xhtml").value());
    ASSERT_TRUE(make({"epub"}));
    EXPECT_THAT(explained, ::testing::IsEmpty());
  }
}

TEST_F(EditionFiles, AReadAlongIsValidByTheWordToo) {
  book.workspace.delivery.overlay = "words";
  ASSERT_TRUE(make({"epub"})) << render(diagnostics);
  const auto told = testing::run({{"java", "-Xss64m", "-jar", "/usr/bin/epubcheck", out("b.epub").string()}});
  EXPECT_EQ(told.status, 0) << told.out << told.err;
}

TEST_F(EditionFiles, ACoverThatIsNoPictureIsAWarning) {
  book.folder.write("b/book.yaml", "title: Kettles\ncover: cover.png\n");
  book.folder.write("b/cover.png", "no picture");
  ASSERT_TRUE(make({"m4b"}));
  EXPECT_THAT(render(diagnostics), HasSubstr("is no picture that a cover could be"));
}

TEST_F(EditionFiles, ALibraryGetsTheBook) {
  book.workspace.delivery.library = book.folder / "library";
  book.folder.write("b/book.yaml", "title: Kettles\nauthor: Ann\nyear: 1910\n");
  ASSERT_TRUE(make({})) << render(diagnostics);
  const auto author = book.folder / "library/Ann";
  ASSERT_TRUE(std::filesystem::exists(author));
  const auto folder = std::filesystem::directory_iterator(author)->path();
  EXPECT_THAT(folder.filename().string(), HasSubstr("1910 - Kettles {Narrator"));
  for (const char* name : {"Kettles.m4b", "cover.png", "metadata.json"}) {
    EXPECT_TRUE(std::filesystem::exists(folder / name)) << name;
  }
}

}  // namespace
}  // namespace sotto::production
