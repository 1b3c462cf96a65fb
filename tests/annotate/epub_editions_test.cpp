/// An EPUB from its archive to its script, and a new edition of it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/reannotate.h"
#include "annotate/script/script_folder.h"
#include "shared/text.h"
#include "support/archives.h"
#include "support/temp_folder.h"

namespace sotto::annotate {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Edition {
  document::Manuscript manuscript;
  std::vector<document::Chapter> chapters;
};

Edition opened(const sotto::testing::SmallEpub& book) {
  Diagnostics diagnostics;
  Edition edition;
  edition.manuscript = document::decode_manuscript("novel.epub", book.bytes(), diagnostics).value();
  edition.chapters = document::find_chapters(edition.manuscript, "The Quay");
  return edition;
}

sotto::testing::SmallEpub first_edition() {
  sotto::testing::SmallEpub book{
      {{"one.xhtml",
        sotto::testing::page("<h2>Rain</h2><p>“It is late,” said <b>Meg</b>.</p><p>“I know,” said Erik.</p>")},
       {"two.xhtml", sotto::testing::page("<h2>Sun</h2><p>“Good morning,” said Meg&#160;Giry.</p>")}}};
  book.navigation = "<li><a href='one.xhtml'>Rain</a></li><li><a href='two.xhtml'>Sun</a></li>";
  return book;
}

TEST(EpubEditions, EveryWordOfAnEpubIsInItsScript) {
  Diagnostics diagnostics;
  const Edition edition = opened(first_edition());
  const script::Script script = reannotate(edition.manuscript, edition.chapters, {}, {}, diagnostics);
  std::string said;
  for (const script::ScriptChapter& chapter : script.chapters) {
    said += std::string(chapter.heading.of(edition.manuscript.text)) + "\n";
    for (const script::Line& line : chapter.lines) said += line.say + "\n";
  }
  EXPECT_EQ(words_of(said), words_of(edition.manuscript.text));
  EXPECT_EQ(words_of(said).size(), 16U);
}

TEST(EpubEditions, CorrectionsSurviveANewEditionOfAnEpub) {
  Diagnostics diagnostics;
  const sotto::testing::TempFolder folder;
  const Edition first = opened(first_edition());
  script::Script script = reannotate(first.manuscript, first.chapters, {}, {}, diagnostics);
  for (script::ScriptChapter& chapter : script.chapters) {
    for (script::Line& line : chapter.lines) {
      if (line.say.starts_with("I know")) {
        line.who = "meg";
        line.how = "soft";
      }
    }
  }
  script::update_script_folder(folder.path(), script, {}, diagnostics);
  const auto stored = script::read_script_folder(folder.path(), diagnostics);

  // Other files, other markup, a chapter in front of it, all in one page.
  sotto::testing::SmallEpub second{
      {{"all.xhtml",
        sotto::testing::page(
            "<section id='p'><h1>Before</h1><p>It had rained all day.</p></section><section id='a'><h1>Rain"
            "</h1><div>“It is late,”\n   said Meg.</div><div>“I <em>know</em>,” said Erik.</div></section>"
            "<section id='b'><h1>Sun</h1><div>“Good morning,” said Meg Giry.</div></section>")}}};
  second.navigation =
      "<li><a href='all.xhtml#p'>Before</a></li><li><a href='all.xhtml#a'>Rain</a></li><li><a "
      "href='all.xhtml#b'>Sun</a></li>";
  const Edition next = opened(second);
  const script::Script again = reannotate(next.manuscript, next.chapters, {}, stored, diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics);
  EXPECT_THAT(render(diagnostics), Not(HasSubstr("unplaced")));
  ASSERT_EQ(again.chapters.size(), 3U);
  bool found = false;
  for (const script::Line& line : again.chapters[1].lines) {
    if (!line.say.starts_with("I know")) continue;
    found = true;
    EXPECT_EQ(line.who, "meg");
    EXPECT_EQ(line.how, "soft");
    EXPECT_EQ(next.manuscript.place(line.span.begin).file, "novel.epub!OEBPS/all.xhtml");
  }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace sotto::annotate
