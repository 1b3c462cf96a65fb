// Voices and ways of speaking, as they are told apart by their sound.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "end_to_end/sotto.h"
#include "report/analysis/voice_features.h"
#include "report/checks/limits.h"
#include "support/folders.h"
#include "support/signals.h"
#include "synthesis/take_store.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kStory =
    "# The Ladder\n\n"
    "\"You have left the ladder standing in the yard all night,\" said Anna.\n\n"
    "\"I meant to come back for it before the rain began,\" said Peter.\n\n"
    "\"Somebody could have walked in by the upper window,\" said Anna.\n\n"
    "\"Nobody has wanted to come in here for eleven years,\" said Peter.\n\n"
    "\"All the same I should like to see it in the shed,\" said Anna.\n\n"
    "\"Then hold the door for me, and mind the paint,\" said Peter.\n\n"
    "\"There is a man asleep behind the barrels,\" whispered Anna.\n\n"
    "\"Get out of my shed, whoever you may be!\" shouted Peter.\n\n"
    "\"He has taken the ladder with him after all,\" said Anna.\n\n"
    "\"Let him have it. It had only seven rungs,\" said Peter.\n";

class Voices : public ::testing::Test {
 protected:
  void write_book(const std::string& annas, const std::string& peters) const {
    folder_.write("story/ladder/book.yaml",
                  "cast:\n  Anna: {gender: f, voice: " + annas + "}\n  Peter: {gender: m, voice: " + peters + "}\n");
  }
  /// A voice of the book's own: Sotto's, with a text put for another.
  void change_voice(const std::string& name, const std::string& text, const std::string& other) const {
    std::string profile = read_file(testing::source_folder() / "voices" / (name + ".yaml"));
    const auto at = profile.find(text);
    ASSERT_NE(at, std::string::npos) << text;
    profile.replace(at, text.size(), other);
    folder_.write("story/ladder/voices/" + name + ".yaml", profile);
  }
  /// The checks that fall short, each with the words of the first line that it names.
  std::vector<std::pair<std::string, std::string>> fallen() {
    EXPECT_EQ(sotto(folder_, {"-q", "produce", "ladder"}).status, 0);
    const Outcome outcome = sotto(folder_, {"-q", "check", "ladder"});
    report_ = json::parse(read_file(folder_ / "out/ladder/report/report.json"));
    std::vector<std::pair<std::string, std::string>> found;
    for (const json& check : report_["checks"]) {
      if (check["verdict"] != "failed") continue;
      const json& line = check["findings"][0]["line"];
      found.emplace_back(check["id"],
                         line.is_null() ? "" : report_["chapters"][0]["lines"][line.get<std::size_t>()]["text"]);
    }
    EXPECT_EQ(outcome.status, found.empty() ? 0 : 4) << outcome.out << outcome.err;
    return found;
  }
  /// Every other plain line of a speaker, or those between them.
  analysis::VoiceFeatures half_of(const std::string& who, std::size_t which) const {
    const synthesis::TakeStore store(folder_ / "out/.cache");
    analysis::VoiceFeatures print;
    std::size_t said = 0;
    for (const json& line : report_["chapters"][0]["lines"]) {
      if (line["who"] != who || !line["how"].get<std::string>().empty() || said++ % 2 != which) continue;
      for (const json& take : line["takes"])
        print.join(analysis::voice_features(store.load(take).value().samples, testing::kTakeRate));
    }
    return print;
  }
  void SetUp() override {
    folder_.write("story/ladder/01-ladder.md", kStory);
    write_book("meg", "erik");
  }

  TempFolder folder_;
  json report_;
};

TEST_F(Voices, TheLimitLiesBetweenOneVoiceAndTwo) {
  EXPECT_THAT(fallen(), IsEmpty());
  const double limit = checks::Limits{}.at("voices.apart");
  for (const char* who : {"anna", "peter"}) {
    EXPECT_LT(analysis::distance(half_of(who, 0), half_of(who, 1)).distance, limit) << who;
  }
  EXPECT_GT(analysis::distance(half_of("anna", 0), half_of("peter", 1)).distance, 3 * limit);
}

TEST_F(Voices, OneVoiceForTwoIsTold) {
  write_book("meg", "meg");
  EXPECT_THAT(fallen(), ElementsAre(std::pair("voices-apart", "")));
}

TEST_F(Voices, AWhisperThatIsVoicedIsTold) {
  change_voice("meg", "whisper: {variant: bright-whisper}", "whisper: {variant: bright}");
  EXPECT_THAT(fallen(), ElementsAre(std::pair("whispers", "There is a man asleep behind the barrels,")));
}

TEST_F(Voices, AShoutThatIsNoLouderIsTold) {
  change_voice("erik", "shout: {variant: dark-loud}", "shout: {variant: dark-loud, level: 0}");
  EXPECT_THAT(fallen(), ElementsAre(std::pair("shouts", "Get out of my shed, whoever you may be!")));
}

}  // namespace
}  // namespace sotto::end_to_end
