// The main job, from a story to masters: complete, the same bytes every time, measured by a tool that is not ours.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>
#include <regex>

#include "end_to_end/fixture.h"
#include "report/analysis/voice_features.h"
#include "report/checks/limits.h"
#include "support/folders.h"
#include "support/signals.h"
#include "synthesis/take_store.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<fs::path> masters_in(const fs::path& folder) {
  std::vector<fs::path> masters;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".wav") masters.push_back(entry.path());
  }
  std::sort(masters.begin(), masters.end());
  return masters;
}

/// The number after `label` in the summary that ffmpeg's ebur128 filter prints.
double measured(const std::string& summary, const std::string& label) {
  const std::regex pattern(label + R"(:\s+(-?[0-9.]+) )");
  std::smatch match;
  const auto from = summary.rfind("Summary:");
  const std::string tail = summary.substr(from == std::string::npos ? 0 : from);
  return std::regex_search(tail, match, pattern) ? std::stod(match[1]) : -999;
}

std::string without_guesses(const std::string& script) {
  return std::regex_replace(script, std::regex(R"(\n    guess: [^\n]*)"), "");
}

/// The first chapter stands for the book: CI listens to all of it (.ci/run).
TEST(Production, TheSampleBookMeasuresAsSaid) {
  ASSERT_FALSE(testing::find_program("ffmpeg").empty()) << "ffmpeg is one of the packages for tests";
  const fs::path folder = sample_chapter();
  const auto masters = masters_in(folder / "out/the-mask");
  ASSERT_EQ(masters.size(), 1U);
  for (const fs::path& master : masters) {
    const Outcome ffmpeg = testing::run(
        {{"ffmpeg", "-nostdin", "-hide_banner", "-i", master.string(), "-af", "ebur128=peak=true", "-f", "null", "-"}});
    EXPECT_THAT(ffmpeg.err, HasSubstr("pcm_s16le")) << master;
    EXPECT_THAT(ffmpeg.err, HasSubstr("44100 Hz, stereo")) << master;
    EXPECT_NEAR(measured(ffmpeg.err, "I"), -18.0, 0.5) << master;
    EXPECT_LE(measured(ffmpeg.err, "Peak"), -1.5) << master;
    EXPECT_GT(measured(ffmpeg.err, "Peak"), -12) << master;
  }
  const auto report = nlohmann::json::parse(read_file(folder / "out/the-mask/report/report.json"));
  EXPECT_EQ(report["passed"], true);
  for (const auto& check : report["checks"]) EXPECT_NE(check["verdict"], "failed") << check;
  // The measure of voices knows one speaker from another, and each by half of the plain lines.
  const synthesis::TakeStore store(folder / "out/.cache");
  std::map<std::string, std::array<analysis::VoiceFeatures, 2>> halves;
  std::size_t count = 0;
  for (const auto& chapter : report["chapters"]) {
    for (const auto& line : chapter["lines"]) {
      if (line["how"] != nlohmann::json("") || line["who"] == "narrator") continue;
      analysis::VoiceFeatures& half = halves[line["who"]].at(count++ % 2);
      for (const auto& take : line["takes"])
        half.join(analysis::voice_features(store.load(take).value().samples, testing::kTakeRate));
    }
  }
  const double limit = checks::Limits{}.at("voices.apart");
  for (const char* who : {"meg", "erik"}) {
    EXPECT_LT(analysis::distance(halves[who][0], halves[who][1]).distance, 0.75 * limit) << who;
  }
  EXPECT_GT(analysis::distance(halves["meg"][0], halves["erik"][1]).distance, 5 * limit);
}

TEST(Production, OneWorkerOrTwoGiveTheSameBytes) {
  const TempFolder one;
  const TempFolder two;
  for (const TempFolder* folder : {&one, &two}) folder->write("kettle.txt", kShortStory);
  ASSERT_EQ(sotto(one, {"produce", "kettle.txt", "-j", "1"}).status, 0);
  ASSERT_EQ(sotto(two, {"produce", "kettle.txt", "-j", "2"}).status, 0);
  const auto files = files_below(one / "out");
  EXPECT_GE(files.size(), 4U);  // master, captions, timings, report
  EXPECT_EQ(files, files_below(two / "out"));
  EXPECT_EQ(files_below(one / "scripts"), files_below(two / "scripts"));
}

TEST(Production, ASecondRunHasNothingToDo) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  ASSERT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
  std::map<std::string, fs::file_time_type> times;
  for (const auto& [name, bytes] : files_below(folder / "out"))
    times[name] = fs::last_write_time(folder / "out" / name);
  const Outcome again = sotto(folder, {"produce", "kettle.txt"});
  EXPECT_EQ(again.status, 0);
  EXPECT_THAT(again.err, HasSubstr("nothing was to do"));
  for (const auto& [name, time] : times) EXPECT_EQ(fs::last_write_time(folder / "out" / name), time) << name;
}

TEST(Production, ATouchedMasterStandsAndAnAlteredOneIsMadeAgain) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  ASSERT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
  const auto before = files_below(folder / "out");
  const fs::path master = masters_in(folder / "out/kettle").at(0);

  fs::last_write_time(master, fs::file_time_type::clock::now());
  EXPECT_THAT(sotto(folder, {"produce", "kettle.txt"}).err, HasSubstr("nothing was to do"));

  std::string bytes = read_file(master);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x40);
  write_file(master, bytes);
  EXPECT_EQ(sotto(folder, {"produce", "kettle.txt"}).err.find("nothing was to do"), std::string::npos);
  EXPECT_EQ(files_below(folder / "out"), before);
}

TEST(Production, AChangedWordMakesOnlyItsTakeAgain) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  ASSERT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
  const auto takes = [&] {
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder / "out/.cache/takes")) {
      count += entry.is_regular_file() ? 1 : 0;
    }
    return count;
  };
  const std::size_t before = takes();
  std::string changed = kShortStory;
  changed.replace(changed.find("an hour"), 7, "two hours");
  folder.write("kettle.txt", changed);
  ASSERT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
  EXPECT_EQ(takes(), before + 1);
}

TEST(Production, ACorrectionIsHeardAndKept) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  ASSERT_EQ(sotto(folder, {"annotate", "kettle.txt"}).status, 0);
  auto scripts = files_below(folder / "scripts/kettle");
  ASSERT_EQ(scripts.size(), 1U);
  auto [name, script] = *scripts.begin();
  // The last speech goes to Peter by hand.
  const auto say = script.find("You said that an hour ago");
  ASSERT_NE(say, std::string::npos);
  const auto who = script.rfind("who: ", say);
  script.replace(who, script.find('\n', who) - who, "who: peter");
  folder.write("scripts/kettle/" + name, script);

  ASSERT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
  // What the annotator thinks of the neighbours may change with what it learned; what stands in the script may not.
  EXPECT_EQ(without_guesses(read_file(folder / ("scripts/kettle/" + name))), without_guesses(script));
  const auto masters = masters_in(folder / "out/kettle");
  const auto timings = nlohmann::json::parse(read_file(fs::path(masters.at(0)).replace_extension(".json")));
  bool heard = false;
  for (const auto& line : timings["lines"]) {
    if (line["text"].get<std::string>().find("an hour ago") != std::string::npos) {
      EXPECT_EQ(line["who"], "peter");
      heard = true;
    }
  }
  EXPECT_TRUE(heard);
}

TEST(Production, AnnotatePrintsSpansInCodePoints) {
  const TempFolder folder;
  folder.write("q.txt", "É.\n\n“Où?” asked Anna.\n");
  const Outcome outcome = sotto(folder, {"annotate", "--format", "json", "q.txt"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const auto told = nlohmann::json::parse(outcome.out);
  ASSERT_EQ(told["spans"].size(), 1U);
  EXPECT_EQ(told["spans"][0]["start"], 4);
  EXPECT_EQ(told["spans"][0]["end"], 9);
  EXPECT_EQ(told["spans"][0]["speaker"], "Anna");
  EXPECT_EQ(told["cast"][0]["name"], "Anna");
  EXPECT_EQ(told["text_sha256"], "5834dc3a05fd12d45ad7c8eefe103a420f87a9ee913e6e359a7bba0d0ddf5398");
}

TEST(Production, EveryVoiceCanBeAuditioned) {
  const TempFolder folder;
  const Outcome outcome = sotto(folder, {"audition", "meg", "Good evening.", "--how", "whisper", "-f", "x.wav"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_GT(fs::file_size(folder / "x.wav"), 44100U);
  EXPECT_EQ(sotto(folder, {"audition", "mge"}).status, 1);
}

TEST(Production, CheckFindsAMasterThatIsTooQuiet) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  ASSERT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
  EXPECT_EQ(sotto(folder, {"check", "kettle.txt"}).status, 0);
  const fs::path master = masters_in(folder / "out/kettle").at(0);
  ASSERT_EQ(testing::run({{"ffmpeg", "-nostdin", "-y", "-i", master.string(), "-af", "volume=-6dB",
                           (folder / "quiet.wav").string()}})
                .status,
            0);
  fs::rename(folder / "quiet.wav", master);
  const Outcome outcome = sotto(folder, {"check", "kettle.txt"});
  EXPECT_EQ(outcome.status, 4);
  EXPECT_THAT(outcome.out, HasSubstr("-24.0 LUFS"));
}

TEST(Production, CheckSaysThatTheScriptHasChangedSinceItWasMade) {
  const TempFolder folder;
  const fs::path story = folder.write("kettle.txt", kShortStory);
  ASSERT_EQ(sotto(folder, {"produce", story.string()}).status, 0);
  ASSERT_EQ(sotto(folder, {"check", story.string()}).status, 0);
  ASSERT_TRUE(fs::exists(folder / "out/kettle/report/junit.xml"));
  folder.write("kettle.txt", std::regex_replace(kShortStory, std::regex("two minutes"), "four minutes"));
  const Outcome checked = sotto(folder, {"check", story.string()});
  EXPECT_EQ(checked.status, 1) << checked.out << checked.err;
  EXPECT_THAT(checked.err,
              HasSubstr("out/kettle/01-the-kettle.wav: error: this chapter is out of date: 1 of its 10 sentences"));
  EXPECT_THAT(checked.err, HasSubstr("sotto produce " + story.string()));
  for (const char* told : {"index.html", "junit.xml", "summary.md", "report.json"}) {
    EXPECT_FALSE(fs::exists(folder / "out/kettle/report" / told)) << told << " says that it passed";
  }
}

TEST(Production, ChaptersThatAreTheirTitleAlonePassTheChecks) {
  const TempFolder folder;
  const fs::path story =
      folder.write("bare.md", "# One\n\n# Two\n\nIt rained on the roof all night long.\n\n# Three\n");
  ASSERT_EQ(sotto(folder, {"produce", story.string()}).status, 0);
  EXPECT_EQ(masters_in(folder / "out/bare").size(), 3U);
  const Outcome checked = sotto(folder, {"check", story.string()});
  EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
}

TEST(Production, WhatIsNoPartOfTheBookIsNotHeard) {
  const TempFolder folder;
  const fs::path story = testing::test_data() / "stories/gutenberg.txt";
  const Outcome made = sotto(folder, {"produce", story.string()});
  ASSERT_EQ(made.status, 0) << made.err;
  EXPECT_THAT(made.err, HasSubstr("'Licence' is not read aloud"));
  const auto masters = masters_in(folder / "out/gutenberg");
  ASSERT_EQ(masters.size(), 2U);
  EXPECT_EQ(masters[0].filename(), "01-chapter-1-the-clock.wav");
  // Somebody wants to hear the licence.
  const fs::path licence = folder / "scripts/gutenberg/03-licence.yaml";
  write_file(licence, std::regex_replace(read_file(licence), std::regex("aloud: false\n"), ""));
  ASSERT_EQ(sotto(folder, {"produce", story.string()}).status, 0);
  EXPECT_EQ(masters_in(folder / "out/gutenberg").size(), 3U);
}

}  // namespace
}  // namespace sotto::end_to_end
