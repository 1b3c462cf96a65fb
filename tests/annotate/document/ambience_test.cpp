#include "annotate/document/ambience.h"

#include <gtest/gtest.h>

namespace sotto::document {
namespace {

TEST(AmbienceChange, AnOpenedWindowIsHeardWhereNothingElseIsSaid) {
  AmbienceChange open;
  open.place = ListeningPosition::open_door;
  EXPECT_GT(natural_level(changed(AmbienceScene{}, open)).value, natural_level(AmbienceScene{}).value + 1);
}

TEST(AmbienceChange, ANameWithQuotationMarksAndCommasReadsBackAsTheSame) {
  AmbienceChange change;
  change.bed = bed_named("the \"old\", wet [roof].ogg", {});
  change.at = "said \"no\", and left";
  Diagnostics diagnostics;
  const auto file = YamlFile::parse("x.yaml", "ambience: " + write_change(change) + "\n", diagnostics);
  ASSERT_TRUE(file) << render(diagnostics);
  const AmbienceChange read = read_change(*file, *file->root().find("ambience"));
  ASSERT_TRUE(read.bed);
  EXPECT_EQ(name_of(*read.bed), name_of(*change.bed));
  EXPECT_EQ(read.at, change.at);
}

}  // namespace
}  // namespace sotto::document
