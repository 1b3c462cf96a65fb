#include "annotate/document/sources/source_chapters.h"
#include "annotate/language/languages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace sotto::document {
namespace {

using ::testing::ElementsAre;

/// A source of one page a letter; a heading is written "# ".
struct Text {
  Source source;
  ContentsPlaces places;

  explicit Text(const std::vector<std::pair<std::string, std::vector<std::string>>>& pages) {
    for (const auto& [file, blocks] : pages) {
      ContentsPage page{file, {source.text.size(), 0}, {}, false};
      for (const std::string& block : blocks) {
        if (!source.text.empty()) source.text += "\n\n";
        const bool heading = block.starts_with("# ");
        const std::size_t begin = source.text.size();
        source.text += heading ? block.substr(2) : block;
        source.blocks.push_back(
            {heading ? Block::Kind::heading : Block::Kind::paragraph, {begin, source.text.size()}, heading ? 1 : 0, 1});
        page.ids.emplace(block, begin);
      }
      page.span.end = source.text.size();
      places.pages.push_back(std::move(page));
    }
  }

  std::vector<std::string> chapters(const std::vector<ContentsEntry>& contents) {
    Diagnostics diagnostics;
    std::vector<std::string> shown;
    for (const SourceChapter& chapter :
         chapters_by_contents(language::default_language(), source, "book", contents, places, diagnostics)) {
      std::string text(chapter.span.of(source.text));
      for (std::size_t at = text.find("\n\n"); at != std::string::npos; at = text.find("\n\n"))
        text.replace(at, 2, "/");
      shown.push_back((chapter.matter ? "(" : "") + chapter.title + (chapter.matter ? ")" : "") + ": " + text);
    }
    return shown;
  }
};

const std::string kStory =
    "It rained on the quay, and it rained on the old town, and nobody who was out in it was of the "
    "opinion that it would ever stop, as long as they lived there, or anywhere else.";

ContentsEntry to(const std::string& title, const std::string& file, const std::string& id = "", std::size_t depth = 0) {
  return {title, ArchiveLink{file, id}, depth, false};
}

TEST(SourceChapters, BeginWhereTheContentsSay) {
  Text text({{"a", {"# One", kStory, "# Two", "It is two."}}, {"b", {"Still two."}}, {"c", {"Three."}}});
  EXPECT_THAT(text.chapters({to("One", "a"), to("Two", "a", "# Two"), to("Three", "c")}),
              ElementsAre("One: One/" + kStory, "Two: Two/It is two./Still two.", "Three: Three."));
}

TEST(SourceChapters, FollowTheTextWhereTheContentsAreInAnotherOrder) {
  Text text({{"a", {"It is one."}}, {"b", {"It is two."}}});
  EXPECT_THAT(text.chapters({to("Two", "b"), to("One", "a")}), ElementsAre("One: It is one.", "Two: It is two."));
}

TEST(SourceChapters, TakeInTheHeadingAboveTheirPlace) {
  Text text({{"a", {"It is one.", "# The Two", "It is two."}}});
  EXPECT_THAT(text.chapters({to("One", "a"), to("THE TWO", "a", "It is two.")}),
              ElementsAre("One: It is one.", "THE TWO: The Two/It is two."));
}

TEST(SourceChapters, AnOpeningThatIsNotInTheContentsIsOne) {
  Text text({{"a", {kStory}}, {"b", {"It is two."}}});
  EXPECT_THAT(text.chapters({to("Two", "b")}), ElementsAre("Opening: " + kStory, "Two: It is two."));
}

TEST(SourceChapters, TitlePagesAreMatter) {
  Text text({{"a", {"# The Quay", "A. Writer"}},
             {"b", {"# Half Title"}},
             {"c", {"It is two."}},
             {"d", {"# Index", "Quay, 3"}}});
  EXPECT_THAT(text.chapters({to("The Quay", "b"), to("Two", "c"), to("Index", "d")}),
              ElementsAre("(The Quay): The Quay/A. Writer", "(The Quay): Half Title", "Two: It is two.",
                          "(Index): Index/Quay, 3"));
}

TEST(SourceChapters, TheBooksOwnTitleIsNoPart) {
  Text text({{"a", {"# The Quay"}}, {"b", {"# One", "It is one."}}});
  text.source.metadata.title = "The Quay";
  EXPECT_THAT(text.chapters({to("The Quay", "a"), to("One", "b", "", 1)}), ElementsAre("One: The Quay/One/It is one."));
}

TEST(SourceChapters, WithoutAPlaceInTheTextThereAreNone) {
  Text text({{"a", {"It is one.", "It is two."}}, {"b", {"Three."}}});
  EXPECT_THAT(text.chapters({}), ElementsAre());
  EXPECT_THAT(text.chapters({to("Two", "c")}), ElementsAre());
}

}  // namespace
}  // namespace sotto::document
