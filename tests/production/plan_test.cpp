#include "production/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "annotate/normalization/normalize.h"
#include "annotate/script/script_yaml.h"
#include "production/make_chapter.h"
#include "production/planned.h"
#include "shared/text.h"
#include "support/folders.h"

namespace sotto::production {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using testing::SmallBook;

TEST(Plan, MakesNothing) {
  const SmallBook book;
  planned(book);
  EXPECT_FALSE(std::filesystem::exists(book.folder / "out"));
  EXPECT_FALSE(std::filesystem::exists(book.folder / "scripts"));
}

TEST(Plan, AJobHasItsPartOfTheTextWithPlacesInIt) {
  const SmallBook book("# One\n\n\u201cYes,\u201d said \u00c9mile.\n\n# Two\n\nHe *waited*.\n");
  const ProductionPlan plan = planned(book);
  ASSERT_EQ(plan.chapters.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    const ChapterJob job = chapter_job(plan, i, {});
    const script::ScriptChapter& script = plan.script.chapters[i];
    ASSERT_EQ(job.chapter().lines.size(), script.lines.size());
    for (std::size_t l = 0; l < script.lines.size(); ++l) {
      EXPECT_EQ(job.chapter().lines[l].span.of(job.text.text), script.lines[l].span.of(plan.manuscript.text));
    }
    EXPECT_EQ(job.chapter().heading.of(job.text.text), script.heading.of(plan.manuscript.text));
    EXPECT_EQ(job.text.begin.code_points,
              count_code_points(std::string_view(plan.manuscript.text).substr(0, job.text.begin.bytes)));
  }
  EXPECT_GT(chapter_job(plan, 1, {}).text.begin.bytes, chapter_job(plan, 1, {}).text.begin.code_points);
}

TEST(Plan, AJobHasTheVoicesAndLevelsOfItsSpeakersAlone) {
  const SmallBook book;
  const ProductionPlan plan = planned(book);
  const mix::VoiceLevels levels = {{{"narrator", ""}, {-20}}, {{"peter", "soft"}, {-25}}, {{"peter", "shout"}, {-9}}};
  const ChapterJob first = chapter_job(plan, 0, levels);
  EXPECT_TRUE(first.sound.voices.contains("peter"));
  EXPECT_TRUE(first.sound.levels.contains({"peter", "soft"}));
  EXPECT_FALSE(first.sound.levels.contains({"peter", "shout"})) << "nobody shouts";
  EXPECT_THAT(first.text.names, Contains(Pair("peter", "Peter")));
  const ChapterJob second = chapter_job(plan, 1, levels);
  EXPECT_FALSE(second.sound.voices.contains("peter"));
  EXPECT_FALSE(second.sound.levels.contains({"peter", "soft"}));
  EXPECT_TRUE(second.sound.levels.contains({"narrator", ""}));
}

TEST(Plan, AWordElsewhereLeavesAJobAlone) {
  const SmallBook book;
  const ChapterJob before = chapter_job(planned(book), 0, {});
  book.folder.write("b/1.md", std::string(testing::kSmallStory) + "It sang and sang.\n");
  EXPECT_EQ(chapter_job(planned(book), 0, {}), before);
}

/// The words that are said for a text by itself.
void add_words(const document::Manuscript& manuscript, const std::string& text, std::set<std::string>& words) {
  const auto add = [&](const std::vector<normalization::NormalizedSentence>& sentences) {
    for (const normalization::NormalizedSentence& sentence : sentences) {
      for (const normalization::NormalizedWord& word : sentence.words) words.insert(lower_case(word.text));
    }
  };
  const normalization::WrittenText written{text, *manuscript.language, {}, manuscript.markup};
  add(normalization::normalize_sentences(written, {0, text.size()}));
  add(normalization::normalize_heading(written, {0, text.size()}));
}

TEST(Plan, OfAnyStoryNoWordIsSpokenThatItsScriptDoesNotHave) {
  namespace fs = std::filesystem;
  const SmallBook home;
  std::size_t spoken = 0;
  for (const std::filesystem::path& folder : {testing::test_data() / "stories", testing::test_data() / "phenomena",
                                              testing::test_data() / "people", testing::source_folder() / "story"}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string extension = entry.path().extension().string();
      if (!entry.is_directory() && (extension == ".yaml" || entry.path().stem() == "README")) continue;
      Diagnostics diagnostics;
      const auto book = document::open_book(entry.path(), diagnostics);
      ASSERT_TRUE(book) << render(diagnostics);
      const auto plan = read_plan(read_settings(*book, home.workspace, diagnostics), home.workspace, diagnostics);
      ASSERT_TRUE(plan) << render(diagnostics);
      const synthesis::TakeRequester requester = requester_of(*plan);
      for (std::size_t i = 0; i < plan->chapters.size(); ++i) {
        // As a person reads it.
        const auto file =
            script::parse_script_chapter("s", script::write_script_chapter(plan->script.chapters[i]), diagnostics);
        ASSERT_TRUE(file);
        std::set<std::string> words;
        add_words(plan->manuscript, file->chapter.announcement(), words);
        for (const script::Line& line : file->chapter.lines) add_words(plan->manuscript, line.say, words);
        for (const synthesis::SentenceRequest& request : requests_of(chapter_job(*plan, i, {}), requester)) {
          for (const normalization::NormalizedWord& word : request.sentence.words) {
            EXPECT_TRUE(words.contains(lower_case(word.text))) << entry.path() << ": " << word.text;
            ++spoken;
          }
        }
      }
    }
  }
  EXPECT_GT(spoken, 8'000U);
}

TEST(Plan, AContinuousBedGoesOnInTheSceneThatWas) {
  const SmallBook book(testing::kSmallStory, "ambience: {continuous: true}\n");
  Diagnostics diagnostics;
  auto settings = read_settings(book.open(diagnostics), book.workspace, diagnostics);
  auto annotated = annotate_book(settings.book, book.workspace.scripts_of(settings.book), diagnostics);
  auto inputs = read_inputs(std::move(settings), std::move(*annotated), diagnostics);
  document::AmbienceChange change;
  change.place = document::ListeningPosition::outdoors;
  inputs.script.chapters[0].lines[1].ambience = change;
  const auto plan = production::plan(std::move(inputs), diagnostics).value();
  EXPECT_TRUE(plan.chapters[0].bed.fade_in);
  EXPECT_FALSE(plan.chapters[0].bed.fade_out);
  EXPECT_EQ(plan.chapters[0].bed.next, plan.chapters[1].bed.start);
  EXPECT_EQ(plan.chapters[0].bed.scene->place, document::ListeningPosition::indoors);
  EXPECT_EQ(plan.chapters[1].bed.scene->place, document::ListeningPosition::outdoors);
  EXPECT_FALSE(plan.chapters[1].bed.fade_in);
  EXPECT_TRUE(plan.chapters[1].bed.fade_out);
  EXPECT_FALSE(plan.chapters[1].bed.next.has_value());
}

TEST(Plan, WithoutAmbienceThereAreNoStems) {
  const SmallBook book(testing::kSmallStory, "stems: true\nambience: {bed: none}\n");
  EXPECT_FALSE(planned(book).stems);
  Diagnostics diagnostics;
  note_missing_stems(read_settings(book.open(diagnostics), book.workspace, diagnostics), diagnostics);
  EXPECT_THAT(render(diagnostics), HasSubstr("no stems are written"));
}

TEST(Plan, ABookInAnotherLanguageHasTheVoicesThatSpeakIt) {
  const SmallBook book("# Un\n\n— Tu viens, Meg ? dit Paul. Il a 12 ans.\n",
                       "language: fr\ncast: {Meg: {voice: meg}}\npronunciations: {Meg: \"mEg\"}\n");
  const ProductionPlan plan = planned(book);
  for (const auto& [who, profile] : plan.cast.voices) {
    EXPECT_EQ(profile.engine.text("voice"), "roa/fr") << who;
    EXPECT_EQ(profile.pronunciations.size(), 1U) << "those of the profile are of English sounds";
  }
  const auto spoken = normalization::normalize_sentences(plan.manuscript, plan.script.chapters[0].lines.back().span);
  EXPECT_EQ(normalization::spoken_text(spoken.back()), "Il a 12 ans.");
}

TEST(Plan, AWrongVoiceIsAnErrorAndNoPlan) {
  const SmallBook book(testing::kSmallStory, "cast: {Anna: {voice: nobody}}\n");
  Diagnostics diagnostics;
  EXPECT_FALSE(
      read_plan(read_settings(book.open(diagnostics), book.workspace, diagnostics), book.workspace, diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("nobody"));
}

}  // namespace
}  // namespace sotto::production
