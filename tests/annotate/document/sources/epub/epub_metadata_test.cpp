#include "annotate/document/sources/epub/epub_metadata.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/archives.h"

namespace sotto::document {
namespace {

using ::testing::ElementsAre;

SourceMetadata metadata_of(const std::string& elements, const std::vector<EpubItem>& items = {}) {
  const std::string bytes =
      sotto::testing::zipped({{"b.opf", "<package><metadata>" + elements + "</metadata></package>"}});
  Diagnostics diagnostics;
  const auto archive = Archive::open("a.epub", bytes, diagnostics);
  auto file = read_xml_file(*archive, "b.opf", false, diagnostics);
  return read_epub_metadata(*file, items);
}

TEST(EpubMetadata, OfEpub2) {
  const SourceMetadata metadata = metadata_of(
      "<dc-metadata><dc:title>Rain &amp; Sun</dc:title><dc:creator opf:role='ill'>P. Painter</dc:creator><dc:creator "
      "opf:role='aut'>A. Writer</dc:creator><dc:date opf:event='conversion'>2010</dc:date><dc:date "
      "opf:event='publication'>1892</dc:date></dc-metadata><meta name='calibre:series' content='Rivers'/>"
      "<meta name='calibre:series_index' content='2.0'/><meta name='cover' content='c'/>",
      {{"x", "x.jpg", "image/jpeg", ""}, {"c", "i/c.png", "image/png", ""}});
  EXPECT_EQ(metadata.title, "Rain & Sun");
  EXPECT_THAT(metadata.authors, ElementsAre("A. Writer"));
  EXPECT_EQ(metadata.date, "1892");
  EXPECT_EQ(metadata.series, "Rivers");
  EXPECT_EQ(metadata.series_position, "2");
  EXPECT_EQ(metadata.cover, "i/c.png");
  EXPECT_EQ(metadata.cover_media_type, "image/png");
}

TEST(EpubMetadata, TheMainTitleOfSeveral) {
  EXPECT_EQ(metadata_of("<dc:title id='a'>Slice 7</dc:title><meta refines='#a' property='title-type'>edition</meta>"
                        "<dc:title id='b'>Georgia</dc:title><meta refines='#b' property='title-type'>main</meta>")
                .title,
            "Georgia");
}

TEST(EpubMetadata, ACollectionOfAnotherKindIsNoSeries) {
  EXPECT_EQ(metadata_of("<meta id='a' property='belongs-to-collection'>Classics</meta><meta refines='#a' "
                        "property='collection-type'>set</meta>")
                .series,
            "");
}

TEST(EpubMetadata, OfNothingIsNothing) { EXPECT_EQ(metadata_of(""), SourceMetadata{}); }

}  // namespace
}  // namespace sotto::document
