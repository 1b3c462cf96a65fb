#include "annotate/document/sources/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "shared/files.h"
#include "support/archives.h"
#include "support/temp_folder.h"

namespace sotto::document {
namespace {

using sotto::testing::zipped;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Archive, GivesItsFilesByTheirNames) {
  Diagnostics diagnostics;
  const std::string bytes = zipped({{"b/One.txt", "1"}, {"a.txt", std::string("\0x", 2)}, {"c/", ""}});
  const auto archive = Archive::open("a.zip", bytes, diagnostics);
  ASSERT_TRUE(archive);
  EXPECT_THAT(archive->names(), ElementsAre("b/One.txt", "a.txt"));
  EXPECT_EQ(archive->read("a.txt", diagnostics), std::string("\0x", 2));
  EXPECT_EQ(archive->find("B/one.TXT"), "b/One.txt");
  EXPECT_EQ(archive->find("one.txt"), std::nullopt);
  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_FALSE(archive->read("b/one.txt", diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("a.zip: error: there is no file 'b/one.txt' in it"));
}

TEST(Archive, NamesThatWindowsMadeHaveSlashes) {
  Diagnostics diagnostics;
  const std::string bytes = zipped({{"text\\one.txt", "1"}, {"empty\\", ""}});
  const auto archive = Archive::open("a.zip", bytes, diagnostics);
  ASSERT_TRUE(archive) << render(diagnostics);
  EXPECT_THAT(archive->names(), ElementsAre("text/one.txt"));
  EXPECT_EQ(archive->read("text/one.txt", diagnostics), "1");
  const std::string outside = zipped({{"..\\one.txt", "1"}});
  EXPECT_FALSE(Archive::open("a.zip", outside, diagnostics));
  const std::string twice = zipped({{"a\\b", "1"}, {"a/b", "2"}});
  EXPECT_FALSE(Archive::open("a.zip", twice, diagnostics));
}

TEST(Archive, ANameInTwoCasesIsNotGuessed) {
  Diagnostics diagnostics;
  const std::string bytes = zipped({{"a.txt", "1"}, {"A.txt", "2"}});
  const auto archive = Archive::open("a.zip", bytes, diagnostics);
  ASSERT_TRUE(archive);
  EXPECT_EQ(archive->find("A.txt"), "A.txt");
  EXPECT_EQ(archive->find("A.TXT"), std::nullopt);
}

TEST(Archive, ReadsNoMoreThanIsAskedFor) {
  Diagnostics diagnostics;
  const std::string bytes = zipped({{"a.txt", "12345"}});
  const auto archive = Archive::open("a.zip", bytes, diagnostics);
  EXPECT_EQ(archive->read("a.txt", diagnostics, 5), "12345");
  EXPECT_FALSE(archive->read("a.txt", diagnostics, 4));
  EXPECT_THAT(render(diagnostics), HasSubstr("a.zip!a.txt: error: unpacks to more than"));
}

TEST(Archive, OfAFolderKeepsToTheFolder) {
  const sotto::testing::TempFolder folder;
  std::filesystem::create_directories(folder.path() / "book/text");
  write_file(folder.path() / "secret.txt", "secret");
  write_file(folder.path() / "book/text/a.txt", "1");
  std::filesystem::create_symlink("../secret.txt", folder.path() / "book/b.txt");
  Diagnostics diagnostics;
  const auto archive = Archive::open_folder((folder.path() / "book").string(), diagnostics);
  ASSERT_TRUE(archive);
  EXPECT_THAT(archive->names(), ElementsAre("text/a.txt"));
  EXPECT_EQ(archive->read("text/a.txt", diagnostics), "1");
  EXPECT_FALSE(archive->read("b.txt", diagnostics));
  EXPECT_FALSE(archive->read("../secret.txt", diagnostics));
}

struct LinkCase {
  const char* from;
  const char* href;
  const char* leads_to;  ///< "file#fragment"; null: out of the archive
};

TEST(Archive, LinksAreResolved) {
  const LinkCase cases[] = {
      {"OEBPS/a/b.xhtml", "c.xhtml", "OEBPS/a/c.xhtml#"},
      {"OEBPS/a/b.xhtml", "../c.xhtml#x", "OEBPS/c.xhtml#x"},
      {"OEBPS/b.xhtml", "#x%20y", "OEBPS/b.xhtml#x y"},
      {"b.xhtml", "./d/./c%2Bd.xhtml?q#x", "d/c+d.xhtml#x"},
      {"b.xhtml", " a:b/c.xhtml", nullptr},
      {"b.xhtml", "a/b:c.xhtml", "a/b:c.xhtml#"},
      {"b.xhtml", "../c.xhtml", nullptr},
      {"a/b.xhtml", "..%2f../c.xhtml", nullptr},
      {"b.xhtml", "/etc/passwd", nullptr},
      {"b.xhtml", "..\\c.xhtml", nullptr},
      {"a/b.xhtml", "Text\\c.xhtml", "a/Text/c.xhtml#"},
      {"a/b.xhtml", "\\\\server\\c.xhtml", nullptr},
      {"a/b.xhtml", "C:\\c.xhtml", nullptr},
      {"b.xhtml", "https://example.org/a", nullptr},
      {"b.xhtml", "100%.xhtml", "100%.xhtml#"},
  };
  for (const LinkCase& one : cases) {
    const auto link = resolve_link(one.from, one.href);
    EXPECT_EQ(link ? link->file + "#" + link->fragment : "out", one.leads_to == nullptr ? "out" : one.leads_to)
        << one.href;
  }
}

}  // namespace
}  // namespace sotto::document
