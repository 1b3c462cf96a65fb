#include "production/workspace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/small_book.h"

namespace sotto::production {
namespace {

using ::testing::HasSubstr;
using testing::SmallBook;

TEST(Workspace, RecordsMoveWithTheirOutFolderAndAreApartInASharedCache) {
  const SmallBook book;
  Diagnostics diagnostics;
  const document::Book opened = book.open(diagnostics);
  Workspace workspace = book.workspace;
  EXPECT_EQ(workspace.records_of(opened), workspace.out / ".cache/made/b");
  workspace.cache = book.folder / "shared";
  const auto first = workspace.records_of(opened);
  EXPECT_THAT(first.filename().string(), HasSubstr("b-"));
  workspace.out = book.folder / "other";
  EXPECT_NE(workspace.records_of(opened), first);
}

TEST(Workspace, EachEditionHasAFolderOfItsOwn) {
  const SmallBook book;
  Diagnostics diagnostics;
  const document::Book opened = book.open(diagnostics);
  Workspace workspace = book.workspace;
  const auto edition = [&](DeliveryOverride delivery) {
    workspace.delivery = std::move(delivery);
    return workspace.folder_of(opened).lexically_relative(workspace.out).string() + " " +
           workspace.records_of(opened).lexically_relative(workspace.cache_folder()).string();
  };
  EXPECT_EQ(edition({}), "b made/b");
  EXPECT_EQ(edition({.profile = "audiobook"}), "b made/b") << "the book's own";
  EXPECT_EQ(edition({.profile = "", .formats = {"m4b"}}), "b made/b");
  EXPECT_EQ(edition({.profile = "podcast"}), "b/podcast made/b/editions/podcast");
  EXPECT_EQ(edition({.profile = "", .dry = true}), "b/dry made/b/editions/dry");
  EXPECT_EQ(edition({.profile = "podcast", .dry = true}), "b/podcast-dry made/b/editions/podcast-dry");
  EXPECT_EQ(workspace.blessed_folder(opened), workspace.blessed / "b/podcast-dry");
  book.folder.write("b/profiles/report.yaml", "description: x\n");
  workspace.delivery = {.profile = "report"};
  EXPECT_FALSE(workspace.profile_of(opened, diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("an edition cannot be called 'report'"));
}

TEST(Workspace, AnEnsembleSpeaksInPlaceOfTheVoicesOfTheFolder) {
  const SmallBook book;
  Diagnostics diagnostics;
  const document::Book opened = book.open(diagnostics);
  Workspace workspace = book.workspace;
  workspace.user = book.folder / "user";
  book.folder.write("user/voices/anna.yaml", "");
  book.folder.write("user/voices/natural/anna.yaml", "");
  book.folder.write("b/voices/meg.yaml", "");
  book.folder.write("b/voices/natural/meg.yaml", "");
  EXPECT_THAT(workspace.ensembles(), ::testing::ElementsAre("espeak-ng", "flite", "natural"));
  const auto voices_in = [](const auto& root) { return root / "voices"; };
  EXPECT_THAT(
      workspace.voice_folders(&opened),
      ::testing::ElementsAre(voices_in(book.folder / "b"), voices_in(workspace.user), voices_in(workspace.home)));
  workspace.ensemble = "natural";
  EXPECT_THAT(workspace.voice_folders(&opened),
              ::testing::ElementsAre(voices_in(book.folder / "b") / "natural", voices_in(book.folder / "b"),
                                     voices_in(workspace.user) / "natural"));
  EXPECT_THAT(workspace.voice_folders(nullptr), ::testing::ElementsAre(voices_in(workspace.user) / "natural"));
}

TEST(Workspace, TheCommandLineChoosesTheProfileForOnce) {
  const SmallBook book;
  Diagnostics diagnostics;
  const document::Book opened = book.open(diagnostics);
  Workspace workspace = book.workspace;
  EXPECT_EQ(workspace.profile_of(opened, diagnostics)->name, "audiobook");
  workspace.delivery = {.profile = "acx-technical", .dry = true};
  const auto chosen = workspace.profile_of(opened, diagnostics);
  ASSERT_TRUE(chosen.has_value()) << render(diagnostics);
  EXPECT_EQ(chosen->name, "acx-technical");
  EXPECT_TRUE(chosen->dry);
  workspace.delivery.profile = "acx-technicl";
  EXPECT_FALSE(workspace.profile_of(opened, diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("did you mean 'acx-technical'?"));
}

TEST(ProfileOf, ItsFormatsAreTheCommandLinesOrTheBooksOrItsOwn) {
  SmallBook book;
  Diagnostics diagnostics;
  document::Book opened = book.open(diagnostics);
  const auto formats = [&] { return book.workspace.profile_of(opened, diagnostics)->formats; };
  using publish::Format;
  EXPECT_EQ(formats(), std::vector{Format::wav});
  opened.formats = {"m4b", "wav"};
  EXPECT_EQ(formats(), (std::vector{Format::wav, Format::m4b}));
  book.workspace.delivery.formats = {"flac"};
  EXPECT_EQ(formats(), std::vector{Format::flac});
  book.workspace.delivery.library = "library";
  EXPECT_EQ(formats(), (std::vector{Format::flac, Format::m4b})) << "a library is given an M4B";
  book.workspace.delivery.formats = {"flak"};
  EXPECT_FALSE(book.workspace.profile_of(opened, diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("--format: error: there is no format 'flak'"));
}

TEST(ProfileOf, AnotherProfilesEditionHasItsOwnFormats) {
  SmallBook book;
  Diagnostics diagnostics;
  document::Book opened = book.open(diagnostics);
  opened.formats = {"m4b"};
  const auto formats = [&] { return book.workspace.profile_of(opened, diagnostics)->formats; };
  using publish::Format;
  book.workspace.delivery.profile = "podcast";
  EXPECT_EQ(formats(), std::vector{Format::mp3_book});
  book.workspace.delivery.profile = "librivox";
  EXPECT_EQ(formats(), std::vector{Format::m4b}) << "it asks for no formats";
  book.workspace.delivery.profile = opened.profile;
  EXPECT_EQ(formats(), std::vector{Format::m4b});
  opened.profile = "podcast";
  book.workspace.delivery.profile = {};
  EXPECT_EQ(formats(), std::vector{Format::m4b});
}

TEST(ProfileOf, OfAnEpubAnM4bAndAReadAlongAreMadeWhereNothingIsSaid) {
  SmallBook book;
  Diagnostics diagnostics;
  document::Book opened = book.open(diagnostics);
  opened.files = {"novel.EPUB"};
  using publish::Format;
  EXPECT_EQ(book.workspace.profile_of(opened, diagnostics)->formats, (std::vector{Format::m4b, Format::epub}));
  opened.formats = {"wav"};
  EXPECT_EQ(book.workspace.profile_of(opened, diagnostics)->formats, std::vector{Format::wav});
  opened.formats.clear();
  opened.profile = "librivox";
  EXPECT_EQ(book.workspace.profile_of(opened, diagnostics)->formats, std::vector{Format::mp3});
}

TEST(FindBooks, ByPathOrByNameAndAllWhereNoneIsNamed) {
  const SmallBook book;
  book.folder.write("story/one.txt", "One.\n");
  book.folder.write("story/two.txt", "Two.\n");
  book.folder.write("story/.hidden", "");
  Diagnostics diagnostics;
  EXPECT_EQ(find_books({}, book.workspace, diagnostics).size(), 2U);
  EXPECT_EQ(find_books({book.path(), "two.txt"}, book.workspace, diagnostics).size(), 2U);
  EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics);
  find_books({"tow.txt"}, book.workspace, diagnostics);
  EXPECT_THAT(render(diagnostics), HasSubstr("did you mean 'two.txt'?"));
  find_books({"one.txt", "one.txt"}, book.workspace, diagnostics);
  EXPECT_THAT(render(diagnostics), HasSubstr("would both be made in"));
}

}  // namespace
}  // namespace sotto::production
