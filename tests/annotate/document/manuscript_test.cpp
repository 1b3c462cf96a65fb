#include "annotate/document/manuscript.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "shared/text.h"
#include "support/temp_folder.h"

namespace sotto::document {
namespace {

using namespace std::string_literals;
using ::testing::HasSubstr;
using testing::TempFolder;

struct Decoding {
  std::string what;
  std::string bytes;
  std::string text;    ///< expected
  std::string remark;  ///< a part of the only diagnostic; empty: none
};

class Decodings : public ::testing::TestWithParam<Decoding> {};

TEST_P(Decodings, GiveUtf8) {
  Diagnostics diagnostics;
  const auto manuscript = decode_manuscript("story.txt", GetParam().bytes, diagnostics);
  ASSERT_TRUE(manuscript) << render(diagnostics);
  EXPECT_EQ(manuscript->text, GetParam().text);
  if (GetParam().remark.empty()) {
    EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
  } else {
    ASSERT_EQ(diagnostics.all().size(), 1U) << render(diagnostics);
    EXPECT_THAT(diagnostics.all().front().message, HasSubstr(GetParam().remark));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, Decodings,
    ::testing::Values(
        Decoding{"ascii", "It rained.\n", "It rained.\n", ""}, Decoding{"utf8", "Zoë “said”", "Zoë “said”", ""},
        Decoding{"byte order mark and CRLF stay", "\xEF\xBB\xBFOne\r\nTwo\r\n", "\xEF\xBB\xBFOne\r\nTwo\r\n", ""},
        Decoding{"latin1", "Zo\xEB and Ren\xE9 sat at the caf\xE9.", "Zoë and René sat at the café.", "Latin-1"},
        Decoding{"windows1252", "\x93No,\x94 said Zo\xEB \x97 once.", "“No,” said Zoë — once.", "Windows-1252"},
        Decoding{"utf16 little end", "\xFF\xFEH\0i\0\xEB\0"s, "Hië", "UTF-16"},
        Decoding{"utf16 big end", "\xFE\xFF\0H\0i"s, "Hi", "UTF-16"},
        Decoding{"one broken byte", "“Yes,” he said\xE9 “no.”", "“Yes,” he said\uFFFD “no.”", "not UTF-8"},
        Decoding{"U+FFFD is no broken byte", "So\uFFFD so", "So\uFFFD so", ""},
        Decoding{"a last DOS end-of-file mark", "The end.\x1A", "The end.\x1A", ""}),
    [](const auto& test) {
      std::string name;
      for (const char c : test.param.what) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) name += c;
      }
      return name;
    });

struct Refusal {
  std::string what;
  std::string bytes;
  std::string message;
};

class Refusals : public ::testing::TestWithParam<Refusal> {};

TEST_P(Refusals, SayWhyAndWhatToDo) {
  Diagnostics diagnostics;
  EXPECT_FALSE(decode_manuscript("story.txt", GetParam().bytes, diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  const Diagnostic& diagnostic = diagnostics.all().front();
  EXPECT_EQ(diagnostic.severity, Severity::error);
  EXPECT_EQ(diagnostic.file, "story.txt");
  EXPECT_THAT(diagnostic.message, HasSubstr(GetParam().message));
  EXPECT_NE(diagnostic.hint, "");
}

INSTANTIATE_TEST_SUITE_P(Table, Refusals,
                         ::testing::Values(Refusal{"Empty", "", "empty"}, Refusal{"Blank", " \n\r\n\t\n", "no word"},
                                           Refusal{"Marks", "* * *\n", "no word"},
                                           Refusal{"Nul", "It\0rained"s, "byte 3 is NUL"},
                                           Refusal{"WideWithoutMark", "H\0i\0 \0t\0h\0e\0r\0e\0"s, "NUL"},
                                           Refusal{"Png", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x01\0"s, "no text"},
                                           Refusal{"Controls", "ab\x01\x02\x03\x04yz", "control characters"},
                                           Refusal{"Cyrillic", "\xCF\xF0\xE8\xE2\xE5\xF2 \xEC\xE8\xF0", "encoding"}),
                         [](const auto& test) { return test.param.what; });

TEST(Manuscript, SaysWhereABrokenByteIs) {
  Diagnostics diagnostics;
  ASSERT_TRUE(decode_manuscript("story.txt", "“One,”\n“two” an\xFF end.", diagnostics));
  EXPECT_EQ(diagnostics.all().front().line, 2U);
  EXPECT_EQ(diagnostics.all().front().column, 9U);
}

TEST(Manuscript, ReadsFilesOneAfterTheOther) {
  const TempFolder folder;
  const std::vector<std::filesystem::path> paths{folder.write("1.md", "One"), folder.write("2.txt", "Two\n"),
                                                 folder.write("3.MD", "Three")};
  Diagnostics diagnostics;
  const auto manuscript = read_manuscript(paths, language::default_language(), diagnostics);
  ASSERT_TRUE(manuscript);
  EXPECT_EQ(manuscript->text, "One\nTwo\nThree");
  ASSERT_EQ(manuscript->files.size(), 3U);
  EXPECT_EQ(manuscript->files[0].span.of(manuscript->text), "One");
  EXPECT_EQ(manuscript->files[1].span.of(manuscript->text), "Two\n");
  EXPECT_EQ(manuscript->files[2].span.of(manuscript->text), "Three");
  EXPECT_EQ(manuscript->files[0].line_ends, LineEnds::rarely_separate);
  EXPECT_EQ(manuscript->files[1].line_ends, LineEnds::may_separate);
  EXPECT_EQ(manuscript->files[2].line_ends, LineEnds::rarely_separate);
  EXPECT_EQ(&manuscript->file_of(0), &manuscript->files.front());
  EXPECT_EQ(&manuscript->file_of(4), &manuscript->files[1]);
  EXPECT_EQ(&manuscript->file_of(manuscript->text.size()), &manuscript->files[2]);
}

TEST(Manuscript, PlacesRemarksInTheirFile) {
  const TempFolder folder;
  Diagnostics diagnostics;
  const auto manuscript =
      read_manuscript({folder.write("1.txt", "First.\n"), folder.write("2.txt", "\xEF\xBB\xBFIt ëver\nrained.\n")},
                      language::default_language(), diagnostics);
  ASSERT_TRUE(manuscript);
  const Diagnostic word = manuscript->diagnostic(Severity::warning, manuscript->text.find("ver"), "odd", "mend it");
  EXPECT_EQ(word.file, (folder / "2.txt").string());
  EXPECT_EQ(word.line, 1U);
  EXPECT_EQ(word.column, 5U);
  EXPECT_EQ(word.source_line, "It ëver");
  const Diagnostic second = manuscript->diagnostic(Severity::warning, manuscript->text.find("rained"), "odd");
  EXPECT_EQ(second.line, 2U);
  EXPECT_EQ(second.column, 1U);
}

TEST(Manuscript, ReportsEveryBadFileAtOnce) {
  const TempFolder folder;
  std::filesystem::create_directory(folder / "chapters");
  Diagnostics diagnostics;
  EXPECT_FALSE(read_manuscript(
      {folder / "nosuch.txt", folder / "chapters", folder.write("empty.txt", ""), folder.write("good.txt", "Good.")},
      language::default_language(), diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 3U);
  EXPECT_THAT(diagnostics.all()[0].message, HasSubstr("no such file"));
  EXPECT_THAT(diagnostics.all()[1].message, HasSubstr("folder"));
  EXPECT_THAT(diagnostics.all()[2].message, HasSubstr("empty"));
  for (const Diagnostic& diagnostic : diagnostics.all()) EXPECT_NE(diagnostic.hint, "") << diagnostic.message;
}

TEST(Manuscript, ReportsAFileWithoutPermission) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TempFolder folder;
  const std::filesystem::path path = folder.write("secret.txt", "Secret.");
  std::filesystem::permissions(path, std::filesystem::perms::none);
  Diagnostics diagnostics;
  EXPECT_FALSE(read_manuscript({path}, language::default_language(), diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_THAT(diagnostics.all().front().hint, HasSubstr("permissions"));
}

TEST(Manuscript, KeepsOneLineOfFiveMegabytes) {
  std::string line;
  while (line.size() < 5'000'000) line += "\"It rains,\" said Zo\xC3\xAB, and it rained. ";
  Diagnostics diagnostics;
  const auto manuscript = decode_manuscript("long.txt", line, diagnostics);
  ASSERT_TRUE(manuscript);
  EXPECT_EQ(manuscript->text, line);
}

}  // namespace
}  // namespace sotto::document
