/// What must hold for every story that can be found: story/ and tests/data/stories/.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "annotate/annotate.h"
#include "annotate/document/chapters.h"
#include "annotate/reannotate.h"
#include "annotate/script/script_folder.h"
#include "annotate/script/script_yaml.h"
#include "shared/files.h"
#include "shared/text.h"
#include "support/folders.h"
#include "support/temp_folder.h"

namespace sotto::annotate {
namespace {

namespace fs = std::filesystem;
using testing::TempFolder;

std::vector<fs::path> all_stories() {
  std::vector<fs::path> stories;
  for (const fs::path& folder : {testing::source_folder() / "story", testing::test_data() / "stories"}) {
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
      const std::string extension = entry->path().extension().string();
      if (entry->is_directory() || extension == ".txt" || extension == ".md") stories.push_back(entry->path());
    }
  }
  std::sort(stories.begin(), stories.end());
  return stories;
}

struct Opened {
  document::Book book;
  document::Manuscript manuscript;
  std::vector<document::Chapter> chapters;
};

class EveryStory : public ::testing::TestWithParam<fs::path> {
 protected:
  void SetUp() override {
    std::optional<document::Book> book = document::open_book(GetParam(), diagnostics_);
    ASSERT_TRUE(book) << render(diagnostics_);
    std::optional<document::Manuscript> manuscript =
        document::read_manuscript(book->files, language::default_language(), diagnostics_);
    ASSERT_TRUE(manuscript) << render(diagnostics_);
    opened_.chapters = document::find_chapters(*manuscript, book->title);
    opened_.book = std::move(*book);
    opened_.manuscript = std::move(*manuscript);
  }

  script::Script annotated(const Opened& opened, const std::vector<script::StoredChapter>& stored) {
    return reannotate(opened.manuscript, opened.chapters, opened.book.given(), stored, diagnostics_);
  }

  Diagnostics diagnostics_;
  Opened opened_;
};

/// Headings and lines, joined.
std::vector<std::string> words_of_script(const script::Script& script, std::string_view manuscript) {
  std::vector<std::string> words;
  const auto add = [&](std::string_view text) {
    for (std::string& word : words_of(text)) words.push_back(std::move(word));
  };
  for (const script::ScriptChapter& chapter : script.chapters) {
    add(chapter.heading.of(manuscript));
    for (const script::Line& line : chapter.lines) add(line.say);
  }
  return words;
}

TEST_P(EveryStory, LosesNoWordAndAddsNone) {
  const script::Script script = annotated(opened_, {});
  EXPECT_EQ(words_of_script(script, opened_.manuscript.text), words_of(opened_.manuscript.text));
}

TEST_P(EveryStory, ChaptersAndLinesAreInOrder) {
  const script::Script script = annotated(opened_, {});
  ASSERT_EQ(script.chapters.size(), opened_.chapters.size());
  std::size_t chapter_end = 0;
  for (std::size_t c = 0; c < script.chapters.size(); ++c) {
    EXPECT_EQ(opened_.chapters[c].span.begin, chapter_end);
    chapter_end = opened_.chapters[c].span.end;
    std::size_t last = std::max(opened_.chapters[c].span.begin, script.chapters[c].heading.end);
    for (const script::Line& line : script.chapters[c].lines) {
      EXPECT_GE(line.span.begin, last);
      EXPECT_GT(line.span.end, line.span.begin);
      EXPECT_LE(line.span.end, chapter_end);
      EXPECT_EQ(words_of(line.say), words_of(line.span.of(opened_.manuscript.text)));
      EXPECT_NE(script.character(line.who), nullptr) << line.who;
      last = line.span.end;
    }
  }
  EXPECT_EQ(chapter_end, opened_.manuscript.text.size());
}

TEST_P(EveryStory, ScriptsReadBackAndStayTheSame) {
  const TempFolder folder;
  const script::Script script = annotated(opened_, {});
  EXPECT_EQ(script::update_script_folder(folder.path(), script, {}, diagnostics_), script.chapters.size());
  const std::vector<script::StoredChapter> stored = script::read_script_folder(folder.path(), diagnostics_);
  ASSERT_EQ(stored.size(), script.chapters.size());
  for (std::size_t c = 0; c < stored.size(); ++c) {
    script::ScriptChapter expected = script.chapters[c];
    expected.heading = {};
    for (script::Line& line : expected.lines) {
      line.span = {};
      if (line.before == script::Boundary::paragraph) line.before = script::Boundary::none;
    }
    EXPECT_EQ(stored[c].chapter, expected) << stored[c].path;
  }
  const script::Script second = annotated(opened_, stored);
  EXPECT_EQ(second.chapters, script.chapters);
  EXPECT_EQ(script::update_script_folder(folder.path(), second, stored, diagnostics_), 0U);
}

/// The story with words put in, taken out and changed in paragraphs that hold none of the corrected lines.
Opened edited(const Opened& opened, const script::Script& script, std::mt19937& random) {
  std::string text;
  std::size_t at = 0;
  const std::string& old = opened.manuscript.text;
  for (std::size_t c = 0; c < opened.chapters.size(); ++c) {
    for (const document::Paragraph& paragraph : opened.chapters[c].paragraphs) {
      const bool corrected =
          std::any_of(script.chapters[c].lines.begin(), script.chapters[c].lines.end(),
                      [&](const script::Line& line) { return line.corrected() && paragraph.span.contains(line.span); });
      text += old.substr(at, paragraph.span.begin - at);
      at = paragraph.span.begin;
      if (corrected) continue;
      if (random() % 4 == 0) {
        text += "Somebody had put in a new sentence here. ";
      } else if (random() % 4 == 0) {
        at = paragraph.span.end;
        text += "Nothing of it was left.";
      }
    }
  }
  text += old.substr(at);
  Diagnostics diagnostics;
  Opened result{opened.book,
                document::decode_manuscript(opened.manuscript.files.front().path, text, diagnostics)
                    .value_or(document::Manuscript{}),
                {}};
  result.chapters = document::find_chapters(result.manuscript, opened.book.title);
  return result;
}

TEST_P(EveryStory, CorrectionsSurviveEditsElsewhere) {
  for (unsigned seed = 0; seed < 5; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const TempFolder folder;
    script::Script script = annotated(opened_, {});
    std::vector<std::pair<std::string, std::string>> corrections;
    for (script::ScriptChapter& chapter : script.chapters) {
      for (script::Line& line : chapter.lines) {
        if (!line.guess || words_of(line.say).size() < 4 || random() % 3 != 0) continue;
        line.who = script.cast[random() % script.cast.size()].id;
        line.how = "cold";
        corrections.emplace_back(line.who, line.say);
      }
    }
    {
      Diagnostics writing;
      script::update_script_folder(folder.path(), script, {}, writing);
    }
    const Opened changed = edited(opened_, script, random);
    Diagnostics diagnostics;
    const script::Script again =
        reannotate(changed.manuscript, changed.chapters, {script.cast, document::Others::nobody, {}},
                   script::read_script_folder(folder.path(), diagnostics), diagnostics);
    EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics);
    std::vector<std::pair<std::string, std::string>> kept;
    for (const script::ScriptChapter& chapter : again.chapters) {
      for (const script::Line& line : chapter.lines) {
        if (line.corrected()) kept.emplace_back(line.who, line.say);
      }
    }
    EXPECT_EQ(kept, corrections) << render(diagnostics);
    EXPECT_EQ(words_of_script(again, changed.manuscript.text), words_of(changed.manuscript.text));
  }
}

INSTANTIATE_TEST_SUITE_P(Stories, EveryStory, ::testing::ValuesIn(all_stories()), [](const auto& test) {
  std::string name = test.param.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace sotto::annotate
