#include "annotate/document/sources/epub/epub_contents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/archives.h"

namespace sotto::document {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> entries_of(const sotto::testing::Files& files, const EpubPackage& package, std::string& told) {
  const std::string bytes = sotto::testing::zipped(files);
  Diagnostics diagnostics;
  const auto archive = Archive::open("a.epub", bytes, diagnostics);
  std::vector<std::string> shown;
  for (const ContentsEntry& entry : read_epub_contents(*archive, package, diagnostics).entries) {
    shown.push_back(std::string(entry.depth, '-') + entry.title + ">" +
                    (entry.link      ? entry.link->file + "#" + entry.link->fragment
                     : entry.outside ? "out"
                                     : ""));
  }
  told = render(diagnostics);
  return shown;
}

TEST(EpubContents, OfANavigationDocument) {
  EpubPackage package;
  package.navigation = "t/nav.xhtml";
  std::string told;
  EXPECT_THAT(
      entries_of({{"t/nav.xhtml",
                   "<html><nav epub:type='page-list'><ol><li><a href='x'>1</a></li></ol></nav><nav epub:type='toc'>"
                   "<ol><li><span>Part  One</span><ol><li><a href='a.xhtml#i'>The <i>Rain</i></a></li><li><p><a "
                   "href='../b.xhtml'>Sun</a></p></li></ol></li><li><a href='../../c'>Out</a></li></ol></nav></html>"}},
                 package, told),
      ElementsAre("Part One>", "-The Rain>t/a.xhtml#i", "-Sun>b.xhtml#", "Out>out"));
}

TEST(EpubContents, OfAnNcx) {
  EpubPackage package;
  package.navigation = "nav.xhtml";  // without an entry
  package.ncx = "toc.ncx";
  std::string told;
  EXPECT_THAT(entries_of({{"nav.xhtml", "<nav/>"},
                          {"toc.ncx",
                           "<x:ncx><x:navMap><x:navPoint><x:navLabel><x:text>One</x:text></x:navLabel><x:content "
                           "src='a.xhtml'/><x:navPoint><x:navLabel><x:text>Two</x:text></x:navLabel><x:content "
                           "src='a.xhtml#b'/></x:navPoint></x:navPoint></x:navMap></x:ncx>"}},
                         package, told),
              ElementsAre("One>a.xhtml#", "-Two>a.xhtml#b"));
}

TEST(EpubContents, ThatCannotBeReadAreAWarning) {
  EpubPackage package;
  package.ncx = "toc.ncx";
  std::string told;
  EXPECT_THAT(entries_of({{"a", ""}}, package, told), ElementsAre());
  EXPECT_THAT(told, HasSubstr("warning: there is no file 'toc.ncx'"));
}

}  // namespace
}  // namespace sotto::document
