#include "production/library.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::production {
namespace {

encoding::BookTags tags() {
  encoding::BookTags tags;
  tags.title = "The Mask: a {night}";
  tags.author = "A. C. Doyle Jr.";
  tags.narrators = "Narrator, Meg";
  tags.series = "AC/DC";
  tags.series_number = "3";
  tags.year = "1892";
  return tags;
}

TEST(Library, FoldersAreWhatTheScannerReads) {
  EXPECT_EQ(library_folder(tags()), "A. C. Doyle Jr/AC-DC/Vol 3 - 1892 - The Mask- a -night- {Narrator, Meg}");
  encoding::BookTags bare;
  bare.title = "..";
  EXPECT_EQ(library_folder(bare), "Unknown Author/Untitled");
}

TEST(Library, MetadataSaysAllThatIsKnown) {
  LibraryBook book{tags(), {"Gothic"}, {{0, 44'100, "One"}, {44'100, 66'150, "Two"}}, {44100}, {}};
  const auto json = nlohmann::json::parse(library_metadata(book));
  EXPECT_EQ(json.at("title"), "The Mask: a {night}");
  EXPECT_EQ(json.at("narrators"), (nlohmann::json{"Narrator", "Meg"}));
  EXPECT_EQ(json.at("series"), (nlohmann::json{"AC/DC #3"}));
  EXPECT_EQ(json.at("publishedYear"), "1892");
  EXPECT_EQ(json.at("subtitle"), nullptr);
  EXPECT_EQ(json.at("chapters")[1], (nlohmann::json{{"id", 1}, {"start", 1.0}, {"end", 1.5}, {"title", "Two"}}));
}

TEST(Library, AFileIsCopiedOnlyWhenItIsAnother) {
  const testing::TempFolder folder;
  const auto file = folder.write("b.m4b", "sound");
  const LibraryBook book{tags(), {}, {}, {44100}, {}};
  const auto shelf = put_into_library(book, file, folder / "library");
  const auto copy = shelf / "The Mask- a -night-.m4b";
  EXPECT_EQ(read_file(copy), "sound");
  EXPECT_TRUE(std::filesystem::exists(shelf / "metadata.json"));
  const auto written = std::filesystem::last_write_time(copy);
  put_into_library(book, file, folder / "library");
  EXPECT_EQ(std::filesystem::last_write_time(copy), written);
  folder.write("b.m4b", "another");
  put_into_library(book, file, folder / "library");
  EXPECT_EQ(read_file(copy), "another");
}

}  // namespace
}  // namespace sotto::production
