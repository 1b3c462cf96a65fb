#include "production/edition_file.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "production/edition_book.h"
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
