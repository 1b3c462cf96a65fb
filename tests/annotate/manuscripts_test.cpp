/// Manuscripts as they come: see tests/data/manuscripts/README.md.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/annotate.h"
#include "shared/files.h"
#include "shared/text.h"
#include "support/folders.h"

namespace sotto::annotate {
namespace {

namespace fs = std::filesystem;

struct Case {
  std::string what;
  std::string file;  ///< what its extension says of the text
  std::string text;
  std::string expected;
};

/// "=== What it is [a.md]", the text, "-->", what is expected.
std::vector<Case> cases() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(testing::test_data() / "manuscripts")) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Case> all;
  for (const fs::path& path : paths) {
    const std::string content = read_file(path);
    for (std::size_t at = content.find("=== "); at != std::string::npos;) {
      const std::size_t next = content.find("\n=== ", at);
      const std::string piece = content.substr(at, next == std::string::npos ? next : next + 1 - at);
      const std::size_t line = piece.find('\n');
      const std::size_t arrow = piece.find("\n-->\n");
      Case one{piece.substr(4, line - 4), "story.txt", piece.substr(line + 1, arrow - line), piece.substr(arrow + 5)};
      if (const std::size_t bracket = one.what.find(" ["); bracket != std::string::npos) {
        one.file = one.what.substr(bracket + 2, one.what.size() - bracket - 3);
        one.what.resize(bracket);
      }
      while (one.expected.ends_with("\n\n")) one.expected.pop_back();
      one.what = path.stem().string() + " " + one.what;
      all.push_back(std::move(one));
      at = next == std::string::npos ? next : next + 1;
    }
  }
  return all;
}

/// A line a chapter: its title, in round brackets where it is no part of the story, and its lines.
std::string dump(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                 const script::Script& script) {
  std::string out;
  for (std::size_t c = 0; c < script.chapters.size(); ++c) {
    const script::ScriptChapter& chapter = script.chapters[c];
    out += chapters[c].matter ? "(" + chapter.title + ")" : chapter.title;
    if (!chapter.heading.empty()) out += fmt::format(" <{}>", fold_space(chapter.heading.of(manuscript.text)));
    out += ':';
    for (std::size_t i = 0; i < chapter.lines.size(); ++i) {
      const script::Line& line = chapter.lines[i];
      out += i == 0                                       ? " "
             : line.before == script::Boundary::scene     ? " | * "
             : line.before == script::Boundary::paragraph ? " | "
                                                          : " / ";
      if (line.who != document::kNarrator) out += line.who + ": ";
      out += line.say;
    }
    out += '\n';
  }
  return out;
}

class Manuscripts : public ::testing::TestWithParam<Case> {};

TEST_P(Manuscripts, AreReadAsTheyAreMeant) {
  const Case& one = GetParam();
  Diagnostics diagnostics;
  std::optional<document::Manuscript> manuscript = document::decode_manuscript(one.file, one.text, diagnostics);
  ASSERT_TRUE(manuscript) << render(diagnostics);
  manuscript->directions = one.file.find("silent") == std::string::npos;
  const std::vector<document::Chapter> chapters = document::find_chapters(*manuscript, "The Book");
  const script::Script script = annotate(*manuscript, chapters, {}, {}, diagnostics);
  std::string got = dump(*manuscript, chapters, script);
  for (const Diagnostic& told : diagnostics.all()) {
    if (told.severity != Severity::error && one.expected.find("! ") != std::string::npos)
      got += "! " + told.message + '\n';
  }
  EXPECT_EQ(got, one.expected) << one.what;
}

INSTANTIATE_TEST_SUITE_P(Pieces, Manuscripts, ::testing::ValuesIn(cases()), [](const auto& test) {
  std::string name;
  for (const std::string& word : words_of(test.param.what)) {
    for (const char c : word) {
      if (std::isalnum(static_cast<unsigned char>(c)) != 0) name += c;
    }
    name += '_';
  }
  return fmt::format("{}{}", name, test.index);
});

}  // namespace
}  // namespace sotto::annotate
