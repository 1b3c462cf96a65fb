#include "annotate/document/sources/epub/epub_package.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/archives.h"

namespace sotto::document {
namespace {

using ::testing::HasSubstr;

std::optional<EpubPackage> package_of(const std::string& opf, Diagnostics& diagnostics, bool container = true) {
  sotto::testing::Files files = {{"b/book.opf", opf}, {"b/t/a.xhtml", ""}, {"b/b.xhtml", ""}, {"b/toc.ncx", ""}};
  if (container) files.emplace_back("META-INF/container.xml", "<c><rootfile full-path='b/book.opf'/></c>");
  const std::string bytes = sotto::testing::zipped(files);
  const auto archive = Archive::open("a.epub", bytes, diagnostics);
  return read_epub_package(*archive, diagnostics);
}

const std::string kItems =
    "<item id='a' href='t/a.xhtml' media-type='application/xhtml+xml' properties='nav'/>"
    "<item id='b' href='b.xhtml' media-type='application/xhtml+xml'/>"
    "<item id='n' href='toc.ncx' media-type='application/x-dtbncx+xml'/>"
    "<item id='p' href='p.pdf' media-type='application/pdf' fallback='b'/>";

TEST(EpubPackage, ListsWhatIsRead) {
  Diagnostics diagnostics;
  const auto package = package_of("<o:package xmlns:o='x' version='3.0'>" + kItems +
                                      "<o:spine toc='n'><itemref idref='p'/><itemref idref='a'/></o:spine><guide>"
                                      "<reference type='Cover' href='b.xhtml#c'/></guide></o:package>",
                                  diagnostics);
  ASSERT_TRUE(package) << render(diagnostics);
  EXPECT_EQ(package->file, "b/book.opf");
  EXPECT_EQ(package->version, 3);
  ASSERT_EQ(package->spine.size(), 2U);
  EXPECT_EQ(package->items[package->spine[0]].file, "b/b.xhtml");
  EXPECT_EQ(package->items[package->spine[1]].file, "b/t/a.xhtml");
  EXPECT_EQ(package->navigation, "b/t/a.xhtml");
  EXPECT_EQ(package->ncx, "b/toc.ncx");
  ASSERT_EQ(package->guide.size(), 1U);
  EXPECT_EQ(package->guide[0].type, "cover");
  EXPECT_EQ(package->guide[0].link, (ArchiveLink{"b/b.xhtml", "c"}));
}

TEST(EpubPackage, APageThatComesTwiceIsReadOnce) {
  Diagnostics diagnostics;
  const auto package = package_of(
      "<package>" + kItems + "<spine><itemref idref='a'/><itemref idref='b'/><itemref idref='a'/></spine></package>",
      diagnostics);
  ASSERT_TRUE(package);
  EXPECT_EQ(package->spine, (std::vector<std::size_t>{0, 1}));
}

TEST(EpubPackage, IsFoundWithoutAContainer) {
  Diagnostics diagnostics;
  EXPECT_TRUE(package_of("<package>" + kItems + "<spine><itemref idref='a'/></spine></package>", diagnostics, false));
}

TEST(EpubPackage, AMissingPartIsAnError) {
  Diagnostics diagnostics;
  EXPECT_FALSE(package_of("<package>" + kItems + "<spine><itemref idref='z'/></spine></package>", diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("a.epub!b/book.opf: error: a part of the book is missing: 'z'"));
}

TEST(EpubPackage, FallbacksInACircleEnd) {
  Diagnostics diagnostics;
  EXPECT_FALSE(
      package_of("<package><item id='p' href='toc.ncx' media-type='x' fallback='q'/><item id='q' href='toc.ncx' "
                 "media-type='x' fallback='p'/><spine><itemref idref='p'/></spine></package>",
                 diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("is in the reading order, and is no page"));
}

}  // namespace
}  // namespace sotto::document
