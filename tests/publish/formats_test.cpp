#include "publish/formats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sotto::publish {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Formats, AreNamedAsTheyAreCalled) {
  for (int i = 0; i <= static_cast<int>(Format::lrc); ++i) {
    const auto format = static_cast<Format>(i);
    EXPECT_EQ(format_of(name_of(format)), format);
  }
  EXPECT_EQ(format_of("aiff"), std::nullopt);
}

TEST(Formats, AreEachMadeOnceInOneOrder) {
  Diagnostics diagnostics;
  EXPECT_THAT(read_formats({"epub", "WAV", "m4b", "epub"}, {}, diagnostics),
              ElementsAre(Format::wav, Format::m4b, Format::epub));
  EXPECT_TRUE(diagnostics.empty());
}

TEST(Formats, AnUnknownOneIsToldWithTheNearest) {
  Diagnostics diagnostics;
  read_formats({"m4a"}, {"book.yaml", 3, 10, "formats: [m4a]"}, diagnostics);
  EXPECT_THAT(render(diagnostics), HasSubstr("book.yaml:3:10: error: there is no format 'm4a'"));
  EXPECT_THAT(render(diagnostics), HasSubstr("did you mean 'm4b'?"));
}

}  // namespace
}  // namespace sotto::publish
