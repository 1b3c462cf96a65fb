#include "production/preview.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "production/produce.h"
#include "shared/files.h"
#include "support/small_book.h"

namespace sotto::production {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::SmallBook;

std::vector<std::string> previewed(const SmallBook& book, bool verify = false) {
  Diagnostics diagnostics;
  const auto lines = preview(book.open(diagnostics), book.workspace, verify, {}, diagnostics);
  EXPECT_TRUE(lines.has_value()) << render(diagnostics);
  return lines.value_or(std::vector<std::string>{"nothing"});
}

TEST(Preview, SaysWhatProduceWouldMakeAndMakesNothing) {
  const SmallBook book;
  EXPECT_THAT(previewed(book),
              ElementsAre(HasSubstr("would speak 7 sentences of chapter 1"),
                          HasSubstr("01-the-kettle.wav: 7 of its sentences are to be spoken"),
                          HasSubstr(" sentences of chapter 2"), HasSubstr("of its sentences are to be spoken")));
  EXPECT_FALSE(std::filesystem::exists(book.folder / "out"));
  EXPECT_FALSE(std::filesystem::exists(book.folder / "scripts"));
}

TEST(Preview, IsEmptyAfterAProductionAndTellsEachChangeAfterwards) {
  const SmallBook book;
  Diagnostics diagnostics;
  const auto progress = silent_progress();
  ASSERT_TRUE(produce(book.open(diagnostics), book.workspace, *progress, {}, diagnostics));
  EXPECT_THAT(previewed(book), IsEmpty());
  EXPECT_THAT(previewed(book, true), IsEmpty());
  const auto master = book.folder / "out/b/02-the-tea.wav";
  const std::string bytes = read_file(master);
  std::filesystem::remove(master);
  EXPECT_THAT(previewed(book), ElementsAre(HasSubstr("would make " + master.string() + ": its file is missing")));
  write_file(master, bytes);
  book.folder.write("b/book.yaml", "title: Pots\nambience: {level: -18}\n");
  const auto both = HasSubstr(": the ambience changed; the title, author or number changed");
  EXPECT_THAT(previewed(book), ElementsAre(both, both));
}

}  // namespace
}  // namespace sotto::production
