#include "publish/read_along/epub_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sotto::read_along {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

ReadAlongChapter some_chapter() {
  ReadAlongChapter chapter;
  chapter.number = 1;
  chapter.title = "Night & <Day>";
  ReadSentence sentence{"meg", "s1", {{{{"Go", false}, {"very", true}, {"far", true}, {"&c.", false}}, ""}}, false};
  chapter.paragraphs = {{false, {sentence}}, {true, {{"narrator", "", {{{{"Now.", false}}, ""}}, true}}}};
  chapter.clips = {{"title", 0, 1500}, {"s1", 1500, 61'002}};
  return chapter;
}

TEST(EpubFiles, AChapterShowsWhoSpeaksAndWhatIsEmphasised) {
  const std::string page = chapter_xhtml(some_chapter(), {{"meg", "Meg \"M\""}, {"narrator", "N"}}, "en-gb");
  EXPECT_THAT(page, HasSubstr("<h1 id=\"title\">Night &amp; &lt;Day&gt;</h1>"));
  EXPECT_THAT(page, HasSubstr("<p><span id=\"s1\" class=\"who-meg\" title=\"Meg &quot;M&quot;\">Go <em>very far</em> "
                              "&amp;c.</span></p>"));
  EXPECT_THAT(page, HasSubstr("<hr/>\n<p><span class=\"who-narrator\">Now.</span></p>"));
  EXPECT_THAT(page, HasSubstr("lang=\"en-gb\""));
}

TEST(EpubFiles, AnOverlayHasAClipForEachSentence) {
  const std::string smil = overlay_smil(some_chapter(), "01-night");
  EXPECT_THAT(smil, HasSubstr("<par id=\"p2\"><text src=\"../text/01-night.xhtml#s1\"/><audio "
                              "src=\"../audio/01-night.m4a\" clipBegin=\"1.500s\" clipEnd=\"61.002s\"/></par>"));
}

TEST(EpubFiles, ThePackageCountsWhatItsChaptersLast) {
  EpubBook book;
  book.tags.title = "T";
  book.tags.language = "en-gb";
  book.tags.series = "S";
  book.tags.series_number = "2";
  book.id = urn_of("x");
  book.chapters = {{"01", "One", 1001}, {"02", "Two", 0}, {"03", "Three", 60'000}};
  const std::string opf = package_opf(book);
  EXPECT_THAT(opf, HasSubstr("<meta property=\"media:duration\" refines=\"#overlay1\">1.001s</meta>"));
  EXPECT_THAT(opf, HasSubstr("<meta property=\"media:duration\">61.001s</meta>"));
  EXPECT_THAT(opf, HasSubstr("<meta refines=\"#series\" property=\"group-position\">2</meta>"));
  EXPECT_THAT(opf, HasSubstr("<itemref idref=\"chapter2\"/>"));
  EXPECT_THAT(opf, Not(HasSubstr("overlay2")));
  EXPECT_THAT(opf, Not(HasSubstr("cover")));
}

TEST(EpubFiles, ABooksNameIsAUuidOfItsOwn) {
  EXPECT_EQ(urn_of("a"), urn_of("a"));
  EXPECT_NE(urn_of("a"), urn_of("b"));
  EXPECT_THAT(urn_of("a"),
              ::testing::MatchesRegex("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}"));
}

}  // namespace
}  // namespace sotto::read_along
