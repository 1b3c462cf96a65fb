#include "annotate/language/model_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "shared/failure.h"

namespace sotto::language {
namespace {

using ::testing::HasSubstr;

std::string message_of(const auto& act) {
  try {
    act();
  } catch (const MachineFailure& failure) {
    return failure.what();
  }
  return "nothing was thrown";
}

TEST(ModelFile, StepsOverCommentsBlankLinesAndIndents) {
  ModelFile file("x.model", "# what it is\n\nforest 1\n  # more\n   a line  \nlast", "forest 1");
  EXPECT_EQ(file.line(), "a line  ");
  file.next();
  EXPECT_EQ(file.line(), "last");
  EXPECT_FALSE(file.done());
  file.next();
  EXPECT_TRUE(file.done());
}

TEST(ModelFile, AFileOfAnotherFormatOrVersionIsRefused) {
  EXPECT_THAT(message_of([] { ModelFile("x.model", "# head\nforest 2\n", "forest 1"); }),
              AllOf(HasSubstr("x.model:2: "), HasSubstr("\"forest 1\" is expected")));
  EXPECT_THAT(message_of([] { ModelFile("x.model", "", "forest 1"); }), HasSubstr("x.model: the file ends"));
}

TEST(ModelFile, ExpectedLinesAreSteppedOver) {
  ModelFile file("x.model", "forest 1\nfeature a\nfeature b\n", "forest 1");
  file.expect("feature a");
  EXPECT_THAT(message_of([&] { file.expect("feature c"); }),
              AllOf(HasSubstr("x.model:3: \"feature b\""), HasSubstr("\"feature c\" is expected")));
}

TEST(ModelFile, NumbersAreWhole) {
  const ModelFile file("x.model", "forest 1\nline\n", "forest 1");
  EXPECT_EQ(file.number("0.1"), 0.1F);
  EXPECT_EQ(file.number("-2.66995e-05"), -2.66995e-05F);
  for (const char* no_number : {"", "one", "1.5x", " 1", "0x"}) {
    EXPECT_THAT(message_of([&] { file.number(no_number); }), HasSubstr("is no number")) << no_number;
  }
}

}  // namespace
}  // namespace sotto::language
