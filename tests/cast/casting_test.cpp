#include "cast/casting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <utility>

#include "support/temp_folder.h"
#include "voices_of.h"

namespace sotto::cast {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Voices = std::map<std::string, VoiceProfile>;

/// Profiles by kind: "f", "m old", "" (for either).
Voices voices(const std::map<std::string, std::string>& kinds) {
  Voices all;
  for (const auto& [name, kind] : kinds) {
    VoiceProfile profile;
    profile.name = name;
    if (!kind.empty()) profile.gender = kind[0] == 'f' ? language::Gender::female : language::Gender::male;
    if (kind.size() > 2) profile.age = kind.substr(2);
    all.emplace(name, profile);
  }
  return all;
}

const Voices& ensemble() {
  static const Voices all = voices({{"narrator", "m"},
                                    {"meg", "f young"},
                                    {"erik", "m"},
                                    {"alto", "f"},
                                    {"mezzo", "f"},
                                    {"tenor", "m young"},
                                    {"bass", "m"},
                                    {"old-man", "m old"},
                                    {"old-woman", "f old"},
                                    {"boy", "m child"},
                                    {"girl", "f child"},
                                    {"voice", ""}});
  return all;
}

/// A chapter for each text; a character is a line of whom it stands for, '/' a scene break.
struct Story {
  std::vector<std::string> chapters;
  std::map<char, document::Character> who;
};

document::Character someone(const std::string& id, language::Gender gender = language::Gender::unknown) {
  return {id, id, {}, gender, {}, {}, false};
}

script::Script script_of(const Story& story) {
  script::Script script;
  script.cast.push_back(someone(document::kNarrator));
  for (const auto& [letter, character] : story.who) script.cast.push_back(character);
  for (const std::string& text : story.chapters) {
    script::ScriptChapter& chapter = script.chapters.emplace_back();
    script::Boundary before = script::Boundary::none;
    for (const char letter : text) {
      if (letter == '/') {
        before = script::Boundary::scene;
        continue;
      }
      script::Line& line = chapter.lines.emplace_back();
      line.who = letter == '.' ? document::kNarrator : story.who.at(letter).id;
      line.before = std::exchange(before, script::Boundary::none);
    }
  }
  return script;
}

/// Who got which profile, without a remark.
std::map<std::string, std::string> cast_of(const Story& story, const Voices& all = ensemble(),
                                           const document::Book& book = {}) {
  Diagnostics diagnostics;
  const Cast cast = cast_voices(script_of(story), book, all, diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  std::map<std::string, std::string> names;
  for (const auto& [id, profile] : cast.voices) {
    names[id] = profile.name;
    EXPECT_NE(cast.reasons.at(id), "") << id;
  }
  return names;
}

using Names = std::map<std::string, std::string>;

TEST(Casting, TheNarratorIsCastAlsoWhereNobodySpeaks) {
  EXPECT_EQ(cast_of({{}, {}}), (Names{{"narrator", "narrator"}}));
  EXPECT_EQ(cast_of({{"..."}, {}}), (Names{{"narrator", "narrator"}}));
}

TEST(Casting, CharactersCalledAsAProfileGetIt) {
  const Story story = {{".a.b.a"}, {{'a', someone("erik", language::Gender::male)}, {'b', someone("meg")}}};
  EXPECT_EQ(cast_of(story), (Names{{"narrator", "narrator"}, {"erik", "erik"}, {"meg", "meg"}}));
}

TEST(Casting, ANameAloneDoesNotChangeAGender) {
  const Story story = {{"a"}, {{'a', someone("tenor", language::Gender::female)}}};
  EXPECT_EQ(cast_of(story).at("tenor"), "alto");
}

TEST(Casting, TheBookHasTheLastWord) {
  document::Book book;
  book.cast = {someone("anna", language::Gender::female), someone("narrator")};
  book.cast[0].voice = "bass";
  book.cast[1].voice = "alto";
  const Story story = {{".a.b"}, {{'a', someone("anna")}, {'b', someone("bea", language::Gender::female)}}};
  const Names names = cast_of(story, ensemble(), book);
  EXPECT_EQ(names.at("anna"), "bass");
  EXPECT_EQ(names.at("narrator"), "alto");
  EXPECT_EQ(names.at("bea"), "meg") << "the narrator's voice is not for characters";
}

TEST(Casting, ABookWithOneVoiceHasTheNarrators) {
  document::Book book;
  book.one_voice = true;
  book.cast = {someone("anna", language::Gender::female)};
  book.cast[0].voice = "nobody";
  const Story story = {{".a.b"}, {{'a', someone("anna")}, {'b', someone("erik", language::Gender::male)}}};
  EXPECT_EQ(cast_of(story, ensemble(), book),
            (Names{{"narrator", "narrator"}, {"anna", "narrator"}, {"erik", "narrator"}}));
  book.cast.push_back(someone("narrator"));
  book.cast[1].voice = "alto";
  EXPECT_EQ(cast_of(story, ensemble(), book), (Names{{"narrator", "alto"}, {"anna", "alto"}, {"erik", "alto"}}));
}

TEST(Casting, ANarratorWhoIsSomebodyHasAVoiceOfThatSex) {
  script::Script script = script_of({{".a."}, {{'a', someone("anna", language::Gender::female)}}});
  const auto narrators = [&](language::Gender gender) {
    script.cast[0].gender = gender;
    Diagnostics diagnostics;
    return cast_voices(script, {}, ensemble(), diagnostics).voice_of(document::kNarrator);
  };
  EXPECT_EQ(narrators(language::Gender::unknown).name, "narrator");
  EXPECT_EQ(narrators(language::Gender::male).name, "narrator");
  EXPECT_EQ(narrators(language::Gender::female).gender, language::Gender::female);
}

TEST(Casting, ThoseWithMostLinesChooseFirst) {
  const Voices two = voices({{"narrator", "m"}, {"ann", "f"}, {"zoe", "f old"}});
  const Story story = {
      {"abbb"}, {{'a', someone("ada", language::Gender::female)}, {'b', someone("bea", language::Gender::female)}}};
  EXPECT_EQ(cast_of(story, two), (Names{{"narrator", "narrator"}, {"bea", "ann"}, {"ada", "zoe"}}));
}

TEST(Casting, OneCorrectedLineMovesNoOther) {
  // Four of one gender with nearly as many lines; each line of the first scene is given to each of the others.
  Story story;
  for (char letter = 'a'; letter < 'e'; ++letter) {
    story.who.emplace(letter, someone(std::string(1, letter), language::Gender::male));
  }
  const std::string first = "abacadbcbdcd";
  std::string rest;
  for (int i = 0; i < 8; ++i) rest += "abcd";
  story.chapters = {first, rest};
  const Names before = cast_of(story);
  for (std::size_t i = 0; i < first.size(); ++i) {
    for (char letter = 'a'; letter < 'e'; ++letter) {
      story.chapters.front() = first;
      story.chapters.front()[i] = letter;
      EXPECT_EQ(cast_of(story), before) << story.chapters.front();
    }
  }
}

TEST(Casting, AgesFollowTheName) {
  const Story story = {{"abcdefg"},
                       {{'a', someone("the-old-woman", language::Gender::female)},
                        {'b', someone("old-tom", language::Gender::male)},
                        {'c', someone("the-little-girl", language::Gender::female)},
                        {'d', someone("cabin-boy", language::Gender::male)},
                        {'e', someone("young-man", language::Gender::male)},
                        {'f', someone("captain", language::Gender::male)},
                        {'g', someone("grandmother", language::Gender::female)}}};
  const Names names = cast_of(story);
  EXPECT_EQ(names.at("old-tom"), "old-man");
  EXPECT_EQ(names.at("the-little-girl"), "girl");
  EXPECT_EQ(names.at("cabin-boy"), "boy");
  EXPECT_EQ(names.at("young-man"), "tenor");
  EXPECT_EQ(names.at("captain"), "bass");
  EXPECT_NE(names.at("grandmother") == "old-woman", names.at("the-old-woman") == "old-woman")
      << "one of two who share a scene";
}

TEST(Casting, AgesFollowTheTextMoreThanTheName) {
  document::Character tom = someone("tom", language::Gender::male);
  tom.age = "child";
  document::Character kid = someone("old-nick", language::Gender::male);
  kid.age = "young";
  const Names names = cast_of({{".a.b"}, {{'a', tom}, {'b', kid}}});
  EXPECT_EQ(names.at("tom"), "boy");
  EXPECT_EQ(names.at("old-nick"), "tenor");
}

TEST(Casting, SharedScenesWantDifferentVoices) {
  // a and b meet, b and c meet, a and c never do: with two voices, a and c may share one, and b has the other.
  const Voices two = voices({{"narrator", "m"}, {"x", "m"}, {"y", "m"}});
  const Story story = {{"aabb/bbbccc"},
                       {{'a', someone("a", language::Gender::male)},
                        {'b', someone("b", language::Gender::male)},
                        {'c', someone("c", language::Gender::male)}}};
  const Names names = cast_of(story, two);
  EXPECT_EQ(names.at("a"), names.at("c"));
  EXPECT_NE(names.at("a"), names.at("b"));
}

TEST(Casting, AChapterEndsAScene) {
  const Voices two = voices({{"narrator", "m"}, {"x", "m"}, {"y", "m"}});
  const Story story = {{"aabb", "bbbccc"},
                       {{'a', someone("a", language::Gender::male)},
                        {'b', someone("b", language::Gender::male)},
                        {'c', someone("c", language::Gender::male)}}};
  const Names names = cast_of(story, two);
  EXPECT_EQ(names.at("a"), names.at("c"));
  EXPECT_NE(names.at("a"), names.at("b"));
}

TEST(Casting, StrangersGetDifferentVoicesToo) {
  const Story story = {
      {"aa/bb"}, {{'a', someone("ada", language::Gender::female)}, {'b', someone("bea", language::Gender::female)}}};
  const Names names = cast_of(story);
  EXPECT_NE(names.at("ada"), names.at("bea"));
}

TEST(Casting, ManyOfOneGenderShareBeforeTheyTakeTheNarratorsVoice) {
  Story story;
  std::string scene;
  for (char letter = 'a'; letter < 'k'; ++letter) {
    story.who.emplace(letter, someone(std::string(1, letter), language::Gender::male));
    scene += letter;
  }
  story.chapters = {scene};
  std::map<std::string, int> used;
  for (const auto& [id, voice] : cast_of(story)) ++used[voice];
  EXPECT_EQ(used.at("narrator"), 1);
  EXPECT_EQ(used.count("boy"), 0U);
  EXPECT_EQ(used.count("girl"), 0U);
  for (const auto& [voice, speakers] : used) EXPECT_LE(speakers, 2) << voice;
}

TEST(Casting, TheNarratorsVoiceIsTheLastResort) {
  const Story story = {{"a"}, {{'a', someone("a", language::Gender::male)}}};
  EXPECT_EQ(cast_of(story, voices({{"narrator", "m"}})).at("a"), "narrator");
  EXPECT_EQ(cast_of(story, voices({{"narrator", "m"}, {"meg", "f"}})).at("a"), "meg");
}

TEST(Casting, WithoutANarratorsProfileTheNarratorChoosesFirst) {
  const Story story = {{"aaa."}, {{'a', someone("a")}}};
  const Names names = cast_of(story, voices({{"x", "m"}, {"y", "f"}}));
  EXPECT_EQ(names.at("narrator"), "x");
  EXPECT_EQ(names.at("a"), "y");
}

TEST(Casting, UnknownGendersGetTheNeutralVoiceThenABalance) {
  const Story alone = {{"a"}, {{'a', someone("a")}}};
  EXPECT_EQ(cast_of(alone).at("a"), "voice");

  const Story together = {
      {"abcde"},
      {{'a', someone("a")}, {'b', someone("b")}, {'c', someone("c")}, {'d', someone("d")}, {'e', someone("e")}}};
  std::map<language::Gender, int> genders;
  std::set<std::string> used;
  for (const auto& [id, voice] : cast_of(together)) {
    if (id == document::kNarrator) continue;
    ++genders[ensemble().at(voice).gender];
    EXPECT_TRUE(used.insert(voice).second) << voice;
  }
  EXPECT_EQ(genders[language::Gender::unknown], 1);
  EXPECT_EQ(genders[language::Gender::female], 2);
  EXPECT_EQ(genders[language::Gender::male], 2);
}

TEST(Casting, PronunciationsOfTheVoiceWinOverTheBooks) {
  Voices all = voices({{"narrator", "m"}, {"meg", "f"}});
  all.at("meg").pronunciations = {{"Giry", "mine"}};
  document::Book book;
  book.pronunciations = {{"Giry", "the-books"}, {"Erik", "e"}};
  Diagnostics diagnostics;
  const Cast cast = cast_voices(script_of({{"a"}, {{'a', someone("meg")}}}), book, all, diagnostics);
  EXPECT_EQ(cast.voice_of("meg").pronunciations,
            (std::map<std::string, Pronunciation>{{"Giry", "mine"}, {"Erik", "e"}}));
  EXPECT_EQ(cast.voice_of(document::kNarrator).pronunciations, book.pronunciations);
}

TEST(Casting, AVoiceThatDoesNotExistIsToldAtItsPlaceInTheBook) {
  const testing::TempFolder folder;
  folder.write("book.yaml", "title: T\ncast:\n  Meg Giry:\n    gender: f\n    voice: alot\n");
  document::Book book;
  book.name = "the-mask";
  book.settings = folder / "book.yaml";
  book.cast = {someone("meg-giry", language::Gender::female)};
  book.cast[0].name = "Meg Giry";
  book.cast[0].voice = "alot";
  Diagnostics diagnostics;
  const Cast cast = cast_voices(script_of({{"a"}, {{'a', book.cast[0]}}}), book, ensemble(), diagnostics);
  EXPECT_THAT(remarks(diagnostics),
              ElementsAre("book:5:12: there is no voice 'alot' for Meg Giry [did you mean 'alto'?]"));
  EXPECT_TRUE(cast.voices.count("meg-giry")) << "also then everyone has a voice";
}

TEST(Casting, AVoiceThatDoesNotExistIsToldWithoutABookFileToo) {
  document::Book book;
  book.name = "a-story";
  book.cast = {someone("narrator")};
  book.cast[0].voice = "narator";
  Diagnostics diagnostics;
  cast_voices(script_of({{"."}, {}}), book, ensemble(), diagnostics);
  EXPECT_THAT(remarks(diagnostics),
              ElementsAre("a-story:0:0: there is no voice 'narator' for narrator [did you mean 'narrator'?]"));
}

TEST(Casting, NoVoicesAtAllIsAnError) {
  Diagnostics diagnostics;
  const Cast cast = cast_voices(script_of({{"."}, {}}), {}, {}, diagnostics);
  EXPECT_TRUE(diagnostics.has_errors());
  EXPECT_THAT(cast.voices, IsEmpty());
}

/// The speakers of each scene.
std::vector<std::set<char>> scenes_of(const std::string& text) {
  std::vector<std::set<char>> scenes(1);
  for (const char letter : text) {
    if (letter == '/') {
      scenes.emplace_back();
    } else if (letter != '.') {
      scenes.back().insert(letter);
    }
  }
  return scenes;
}

TEST(Casting, EveryoneIsCastAndNobodyNeedlesslyMeetsTheirOwnVoice) {
  // Random stories: everyone has a voice, the same one each time, never the narrator's; and as there are four grown-up
  // voices of each gender, no two who share a scene share one while there are no more women and men than that.
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    Story story;
    int women = 0;
    for (char letter = 'a'; letter < 'i'; ++letter) {
      const language::Gender gender = random() % 2 == 0 ? language::Gender::female : language::Gender::male;
      women += gender == language::Gender::female ? 1 : 0;
      story.who.emplace(letter, someone(std::string(1, letter), gender));
    }
    std::string text;
    for (int line = 0; line < 60; ++line) text += ".abcdefgh/"[random() % 10];
    story.chapters = {text};
    const Names names = cast_of(story);
    EXPECT_EQ(names, cast_of(story));
    for (const std::set<char>& scene : scenes_of(text)) {
      std::set<std::string> used;
      for (const char letter : scene) {
        const std::string& voice = names.at(std::string(1, letter));
        EXPECT_NE(voice, "narrator");
        const bool is_new = used.insert(voice).second;
        if (women == 4) {
          EXPECT_TRUE(is_new) << voice << " twice in a scene of " << text;
        }
      }
    }
  }
}

}  // namespace
}  // namespace sotto::cast
