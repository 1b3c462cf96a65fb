#include "publish/read_along/package_overlay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/archives.h"

namespace sotto::read_along {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Package : public ::testing::Test {
 protected:
  /// The document with the overlays of `pages` and one sound.
  std::string entered(const std::string& package, const testing::Files& files, const std::vector<std::string>& pages) {
    bytes = testing::zipped(files);
    Diagnostics told;
    const auto archive = document::Archive::open("b.epub", bytes, told);
    PackageOverlays overlays;
    for (const std::string& page : pages) overlays.pages.push_back({page, "O/x/0001.smil", 1500});
    overlays.sounds = {"O/x/01.m4a"};
    overlays.duration = 1500;
    overlays.narrators = "Zo\xC3\xAB & Meg";
    const PackageChanges changes = enter_overlays(package, "O/b.opf", archive.value(), overlays);
    removed = changes.removed;
    return edited(package, {package, {}}, changes.edits);
  }
  std::string bytes;
  std::set<std::string> removed;
};

TEST_F(Package, GetsTheOverlaysAndNothingElse) {
  const std::string package =
      "<package><metadata>\n<dc:title>x</dc:title></metadata><manifest>"
      "<item href=\"a%20b.xhtml\" id=\"a\" media-type=\"application/xhtml+xml\" /></manifest></package>";
  EXPECT_EQ(entered(package, {{"O/b.opf", package}, {"O/a b.xhtml", ""}}, {"O/a b.xhtml"}),
            "<package><metadata>\n<dc:title>x</dc:title>"
            "<meta property=\"media:duration\" refines=\"#read-aloud-overlay-1\">1.500s</meta>\n"
            "<meta property=\"media:duration\">1.500s</meta>\n"
            "<meta property=\"media:narrator\">Zo&#235; &amp; Meg</meta>\n"
            "</metadata><manifest><item href=\"a%20b.xhtml\" id=\"a\" media-type=\"application/xhtml+xml\""
            " media-overlay=\"read-aloud-overlay-1\" />"
            "<item id=\"read-aloud-overlay-1\" href=\"x/0001.smil\" media-type=\"application/smil+xml\"/>\n"
            "<item id=\"read-aloud-sound-1\" href=\"x/01.m4a\" media-type=\"audio/mp4\"/>\n"
            "</manifest></package>");
  EXPECT_TRUE(removed.empty());
}

TEST_F(Package, HasItsOwnPrefixAndIds) {
  const std::string package =
      "<o:package><o:metadata></o:metadata><o:manifest><o:item id='read-aloud-1' href='a.xhtml' media-type='x'/>"
      "</o:manifest></o:package>";
  const std::string made = entered(package, {{"O/b.opf", package}, {"O/a.xhtml", ""}}, {"O/a.xhtml"});
  EXPECT_THAT(made, HasSubstr("<o:item id=\"read-aloud-xoverlay-1\""));
  EXPECT_THAT(made, HasSubstr("</o:meta>\n</o:metadata>"));
  EXPECT_THAT(made, HasSubstr("media-type='x' media-overlay=\"read-aloud-xoverlay-1\"/>"));
}

TEST_F(Package, LosesTheOverlaysThatItHad) {
  const std::string package =
      "<package><metadata>\n"
      "<meta property=\"media:duration\" refines=\"#s1\">1s</meta>\n"
      "<meta property=\"media:duration\">1s</meta>\n"
      "<meta property=\"media:narrator\">Old</meta>\n"
      "<meta property=\"media:active-class\">lit</meta>\n"
      "</metadata>\n<manifest>\n"
      "<item id=\"a\" media-overlay=\"s1\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>\n"
      "<item id=\"s1\" href=\"a.smil\" media-type=\"application/smil+xml\"/>\n"
      "<item id=\"m1\" href=\"s/a.mp3\" media-type=\"audio/mpeg\"/>\n"
      "<item id=\"m2\" href=\"s/song.mp3\" media-type=\"audio/mpeg\"/>\n"
      "</manifest></package>";
  const std::string smil = "<smil><audio src=\"s/a.mp3\"/><audio src=\"s/song.mp3\"/></smil>";
  const std::string made = entered(package,
                                   {{"O/b.opf", package},
                                    {"O/a.xhtml", "<audio src=\"s/song.mp3\"/>"},
                                    {"O/a.smil", smil},
                                    {"O/s/a.mp3", "x"},
                                    {"O/s/song.mp3", "x"}},
                                   {});
  EXPECT_EQ(removed, (std::set<std::string>{"O/a.smil", "O/s/a.mp3"}));
  EXPECT_THAT(made, Not(HasSubstr("s1")));
  EXPECT_THAT(made, Not(HasSubstr("Old")));
  EXPECT_THAT(made, Not(HasSubstr("m1")));
  EXPECT_THAT(made, HasSubstr("<metadata>\n<meta property=\"media:active-class\">lit</meta>\n<meta"));
  EXPECT_THAT(made,
              HasSubstr("<item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>\n<item id=\"m2\""));
}

TEST(Links, LeadFromFileToFile) {
  EXPECT_EQ(link_to("O/x/1.smil", "O/text/a b#.xhtml"), "../text/a%20b%23.xhtml");
  EXPECT_EQ(link_to("O/b.opf", "O/x/1.smil"), "x/1.smil");
  EXPECT_EQ(link_to("b.opf", "x/1.smil"), "x/1.smil");
  EXPECT_EQ(link_to("a/b/c", "d"), "../../d");
  EXPECT_EQ(link_to("ab/c", "ad/e"), "../ad/e");
}

}  // namespace
}  // namespace sotto::read_along
