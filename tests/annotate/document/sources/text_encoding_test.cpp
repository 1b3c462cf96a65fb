#include "annotate/document/sources/text_encoding.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "shared/text.h"

namespace sotto::document {
namespace {

using namespace std::string_literals;

struct Case {
  std::string what;
  std::string bytes;
  std::string text;
  std::vector<DecodedRun> runs;
};

class Encodings : public ::testing::TestWithParam<Case> {};

TEST_P(Encodings, SayWhereEachCharacterStood) {
  Diagnostics diagnostics;
  const auto decoded = decode_text("story.txt", GetParam().bytes, diagnostics);
  ASSERT_TRUE(decoded) << render(diagnostics);
  EXPECT_EQ(decoded->text, GetParam().text);
  EXPECT_EQ(decoded->runs, GetParam().runs);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Encodings,
    ::testing::Values(Case{"Utf8", "Zoë\r\n", "Zoë\r\n", {}}, Case{"Mark", "\xEF\xBB\xBFZoë", "\xEF\xBB\xBFZoë", {}},
                      Case{"Windows1252", "\x93No,\x94 said Zo\xEB.", "“No,” said Zoë.", {{0, 0, 1}}},
                      Case{"Latin1", "Zo\xEB and Ren\xE9.", "Zoë and René.", {{0, 0, 1}}},
                      Case{"Utf16", "\xFF\xFEH\0\x3D\xD8\x00\xDE!\0"s, "H😀!", {{0, 2, 2}, {1, 4, 4}, {5, 8, 2}}},
                      Case{"Utf32", "\xFF\xFE\0\0H\0\0\0\x00\xF6\x01\0"s, "H😀", {{0, 4, 4}}},
                      Case{"BrokenBytes",
                           "“Yes,” \xE9\xE9 “no.”",
                           "“Yes,” \uFFFD\uFFFD “no.”",
                           {{0, 0, kSameBytes}, {11, 11, 1}, {17, 13, kSameBytes}}}),
    [](const auto& test) { return test.param.what; });

TEST(Encoding, RunsOfManyCharactersAreShort) {
  std::string bytes = "\x93No,\x94 said Zo\xEB. ";
  while (bytes.size() < 100'000) bytes += "It rained on. ";
  Diagnostics diagnostics;
  const auto decoded = decode_text("story.txt", bytes, diagnostics);
  ASSERT_TRUE(decoded);
  ASSERT_GT(decoded->runs.size(), 10U);
  for (const DecodedRun& run : decoded->runs) {
    EXPECT_EQ(run.byte, count_code_points(std::string_view(decoded->text).substr(0, run.text)));
  }
}

}  // namespace
}  // namespace sotto::document
