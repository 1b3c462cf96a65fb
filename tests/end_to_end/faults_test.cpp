// Faults are planted, one at a time, in an otherwise good production. Each must make exactly its own check fall short,
// at its place; and the production without any must pass all of them.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "end_to_end/planted_faults.h"
#include "mix/rain.h"
#include "shared/text.h"
#include "support/folders.h"
#include "synthesis/take_store.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// How a book is delivered: what its book.yaml says.
struct Edition {
  const char* name;
  const char* book;
};

class Checks : public ::testing::TestWithParam<Edition> {};
INSTANTIATE_TEST_SUITE_P(
    Delivered, Checks,
    ::testing::Values(Edition{"audiobook", "profile: audiobook\n"}, Edition{"podcast", "profile: podcast\n"},
                      Edition{"broadcast", "profile: broadcast\n"}, Edition{"acx", "profile: acx-technical\n"},
                      Edition{"librivox", "profile: librivox\n"}, Edition{"flac", "profile: mono-flac\n"},
                      Edition{"dry", "ambience: {bed: none}\n"}),
    [](const auto& edition) { return edition.param.name; });

/// Produces three stories with a book.yaml, or the two short ones of them.
void make_edition(const TempFolder& folder, const std::string& book, bool all = true) {
  const fs::path stories = testing::test_data() / "stories";
  for (const std::string name : {"the-lighthouse-keeper", "dialogue-dashes", "guillemets"}) {
    if (!all && name == "the-lighthouse-keeper") continue;
    folder.write("story/" + name + "/story.txt", read_file(stories / (name + ".txt")));
    folder.write("story/" + name + "/book.yaml", book);
  }
  const Outcome outcome = sotto(folder, {"produce", "-j", "2"});
  EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
}

TEST_P(Checks, CryNoWolf) {
  // What is spoken is the same in all editions.
  const fs::path spoken = fixture("three-stories", [](const TempFolder& made) { make_edition(made, ""); });
  const TempFolder folder;
  fs::create_directories(folder / "out");
  fs::copy(spoken / "out/.cache", folder / "out/.cache", fs::copy_options::recursive);
  folder.write("profiles/mono-flac.yaml", "loudness: -19\nformat: flac\nchannels: 1\n");
  // The long one in WAV and in MP3; what is short is the sooner found fault with.
  const std::string edition = GetParam().name;
  make_edition(folder, GetParam().book, edition == "audiobook" || edition == "podcast");
  const Outcome outcome = sotto(folder, {"check", "-j", "2"});
  EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
}

/// The shortest books that there are: the less there is to measure, the sooner a check errs. With SOTTO_WIDE_TESTS=1 in
/// the environment all of tests/data, an hour of sound: what is rare in one of them is not rare in all.
TEST(ChecksOfManyBooks, CryNoWolf) {
  constexpr std::size_t kFewWords = 62;
  const bool wide = std::getenv("SOTTO_WIDE_TESTS") != nullptr;
  const TempFolder folder;
  std::size_t books = 0;
  for (const char* kind : {"stories", "phenomena"}) {
    for (const auto& entry : fs::directory_iterator(testing::test_data() / kind)) {
      const fs::path& path = entry.path();
      if (path.filename() == "README.md" || (path.extension() != ".txt" && path.extension() != ".md")) continue;
      const std::string text = read_file(path);
      if (!wide && words_of(text).size() > kFewWords) continue;
      ++books;
      folder.write(
          fmt::format("story/{}-{}/story{}", kind, entry.path().stem().string() + path.extension().string().substr(1),
                      path.extension().string()),
          text);
    }
  }
  ASSERT_GE(books, 10U);
  for (const char* command : {"produce", "check"}) {
    const Outcome outcome = sotto(folder, {"-q", "-j", "2", command});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    std::istringstream lines(outcome.out);
    for (std::string line; std::getline(lines, line);) EXPECT_EQ(line.find("FALLS"), std::string::npos) << line;
  }
}

/// A whisper is soft by intent: what the rain falls on must not make it a fault, and more of it must.
TEST(ChecksOfWhispers, CryNoWolfInAnyRain) {
  const TempFolder folder;
  const auto write_book = [&](const std::string& name, const std::string& rain) {
    folder.write("story/" + name + "/story.txt",
                 "The Bell\n\n\"You are late,\" said Clara.\n\n\"The ferry was late,\" Jonas answered. "
                 "\"I only sat in it.\"\n\nShe opened the window.\n\n"
                 "\"Listen,\" she whispered. \"There is the bell again.\"\n\n\"I hear nothing,\" he said.\n");
    folder.write("story/" + name + "/book.yaml", "ambience: {" + rain + "}\n");
  };
  for (const char* surface : {"window", "roof", "street", "leaves"}) {
    for (const int seed : {1, 5}) {
      write_book(fmt::format("{}-{}", surface, seed), fmt::format("surface: {}, seed: {}", surface, seed));
    }
  }
  for (const char* command : {"produce", "check"}) {
    const Outcome outcome = sotto(folder, {"-q", "-j", "2", command});
    EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
  }
  write_book("loud", "surface: roof, level: -10");
  ASSERT_EQ(sotto(folder, {"-q", "produce", "loud"}).status, 0);
  const Outcome loud = sotto(folder, {"-q", "check", "loud"});
  EXPECT_EQ(loud.status, 4);
  EXPECT_THAT(loud.out, HasSubstr("FALLS Speech stands above the bed"));
}

TEST_F(Faults, ADroppedLine) {
  const std::size_t dropped = line_with(1, "Nothing is, when somebody");
  change_master(1, [&](Pcm& pcm) {
    for (auto* channel : {&pcm.left, &pcm.right}) {
      channel->erase(channel->begin() + static_cast<std::ptrdiff_t>(frame_of(1, dropped, "begin_s")),
                     channel->begin() + static_cast<std::ptrdiff_t>(frame_of(1, dropped + 1, "begin_s")));
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("lines-in-place"));
  EXPECT_THAT(places("lines-in-place"), ElementsAre(Place(1, dropped)));
}

TEST_F(FaultsInMp3, ADroppedLine) {
  const std::size_t dropped = line_with(1, "Nothing is, when somebody");
  change_master(1, [&](Pcm& pcm) {
    for (auto* channel : {&pcm.left, &pcm.right}) {
      channel->erase(channel->begin() + static_cast<std::ptrdiff_t>(frame_of(1, dropped, "begin_s")),
                     channel->begin() + static_cast<std::ptrdiff_t>(frame_of(1, dropped + 1, "begin_s")));
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("lines-in-place"));
  EXPECT_THAT(places("lines-in-place"), ElementsAre(Place(1, dropped)));
}

TEST_F(Faults, ALineThatIsHeardTwice) {
  const std::size_t twice = line_with(1, "You always say");
  change_master(1, [&](Pcm& pcm) {
    for (auto* channel : {&pcm.left, &pcm.right}) {
      const auto at = [&](std::size_t line) {
        return channel->begin() + static_cast<std::ptrdiff_t>(frame_of(1, line, "begin_s"));
      };
      const std::vector<float> line(at(twice), at(twice + 1));
      channel->insert(at(twice + 1), line.begin(), line.end());
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("lines-in-place"));
  EXPECT_THAT(places("lines-in-place"), ElementsAre(Place(1, twice)));
}

TEST_F(Faults, AFileThatEndsTooEarly) {
  const std::size_t first = line_with(1, "You always say");
  change_master(1, [&](Pcm& pcm) {
    for (auto* channel : {&pcm.left, &pcm.right}) channel->resize(frame_of(1, first, "begin_s"));
  });
  EXPECT_THAT(fallen(), ElementsAre("lines-in-place"));
  EXPECT_THAT(places("lines-in-place"), ElementsAre(Place(1, first)));
  EXPECT_THAT(found_.dump(), HasSubstr("the master ends here"));
}

/// The narrator says the same again and again: what was dropped is not what is heard elsewhere.
TEST(FaultsOfRepeatedWords, ADroppedOneIsNotHeard) {
  const TempFolder folder;
  folder.write("story/door/story.txt",
               "The Door\n\nThe house was quiet, and the clock in the hall had stopped.\n\n"
               "\"Open it,\" he said. \"It will not bite you, whatever they say.\"\n\n"
               "\"Not yet,\" he said. \"Wait until the lamp is lit.\"\n\n\"Now then,\" he said. \"Go on.\"\n\n"
               "Nobody went on. The rain fell on the step, and the door stayed as it was.\n");
  ASSERT_EQ(sotto(folder, {"-q", "produce", "door"}).status, 0);
  ASSERT_EQ(sotto(folder, {"-q", "check", "door"}).status, 0);
  const fs::path report = folder / "out/door/report/report.json";
  const fs::path master = folder / "out/door/01-the-door.wav";
  const json lines = json::parse(read_file(report))["chapters"][0]["lines"];
  const Pcm good = read_pcm(master);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i]["text"] != "he said.") continue;
    Pcm pcm = good;
    for (auto* channel : {&pcm.left, &pcm.right}) {
      const auto at = [&](std::size_t line) {
        return channel->begin() + frames({lines[line]["begin_s"].get<double>()}, kMasterRate);
      };
      channel->erase(at(i), at(i + 1));
    }
    write_pcm(master, pcm);
    EXPECT_EQ(sotto(folder, {"-q", "check", "door"}).status, 4);
    std::vector<std::string> told;
    const json now = json::parse(read_file(report));
    for (const json& check : now["checks"]) {
      for (const json& finding : check["findings"]) {
        if (finding["fails"] == true) {
          told.push_back(fmt::format("{} {}: {}", check["id"].get<std::string>(), finding["line"].get<std::size_t>(),
                                     finding["message"].get<std::string>()));
        }
      }
    }
    EXPECT_THAT(told, ElementsAre(fmt::format("lines-in-place {}: is not heard in the master", i)));
  }
}

TEST_F(Faults, TwoLinesSwapped) {
  const std::string good = read_file(master(1));
  const auto at = [&](const char* words) { return line_with(1, words); };
  // With lines between them; beside one another; a long one and a short one, so that what lies between has moved, too.
  const std::pair<std::size_t, std::size_t> pairs[] = {
      {at("There will not be another"), at("Then we shall have to")},
      {at("Then we shall have to"), at("Then we shall have to") + 1},
      {at("The last boat of the evening"), at("Then we shall have to") + 1}};
  for (const auto& [a, b] : pairs) {
    write_file(master(1), good);
    const std::size_t first = a;
    const std::size_t second = b;
    change_master(1, [&](Pcm& pcm) {
      for (auto* channel : {&pcm.left, &pcm.right}) {
        const auto at_line = [&](std::size_t index, const char* key) {
          return channel->begin() + static_cast<std::ptrdiff_t>(frame_of(1, index, key));
        };
        std::vector<float> swapped(at_line(second, "begin_s"), at_line(second, "end_s"));
        swapped.insert(swapped.end(), at_line(first, "end_s"), at_line(second, "begin_s"));
        swapped.insert(swapped.end(), at_line(first, "begin_s"), at_line(first, "end_s"));
        std::copy(swapped.begin(), swapped.end(), at_line(first, "begin_s"));
      }
    });
    EXPECT_THAT(fallen(), ElementsAre("lines-in-place"));
    EXPECT_THAT(places("lines-in-place"), ElementsAre(Place(1, first), Place(1, second)));
  }
}

TEST_F(Faults, ATakeTruncatedBy100Milliseconds) {
  const std::size_t cut = line_with(2, "I am right about most");
  const synthesis::TakeStore store(folder_ / "out/.cache");
  const synthesis::TakeId id = line(2, cut)["takes"].back();
  synthesis::Take take = store.load(id).value();
  take.samples.resize(take.samples.size() - 2205);
  for (synthesis::WordTiming& word : take.words) {
    word.end = std::min(word.end, static_cast<std::uint32_t>(take.samples.size()));
    word.begin = std::min(word.begin, word.end);
  }
  store.save(id, {take.rate, take.samples, take.words});
  ASSERT_EQ(sotto(folder_, {"produce", "ferry"}).status, 0);
  EXPECT_THAT(fallen(), ElementsAre("cut-off"));
  EXPECT_THAT(places("cut-off"), ElementsAre(Place(2, cut)));
}

TEST_F(Faults, ATakeTruncatedBy100MillisecondsAtItsBegin) {
  const std::size_t cut = line_with(1, "Then we shall have to wait");
  const synthesis::TakeStore store(folder_ / "out/.cache");
  const synthesis::TakeId id = line(1, cut)["takes"].front();
  synthesis::Take take = store.load(id).value();
  take.samples.erase(take.samples.begin(), take.samples.begin() + 2205);
  for (synthesis::WordTiming& word : take.words) {
    word.begin = std::max(word.begin, 2205U) - 2205U;
    word.end = std::max(word.end, 2205U) - 2205U;
  }
  store.save(id, {take.rate, take.samples, take.words});
  ASSERT_EQ(sotto(folder_, {"produce", "ferry"}).status, 0);
  EXPECT_THAT(fallen(), ElementsAre("cut-off"));
  EXPECT_THAT(places("cut-off"), ElementsAre(Place(1, cut)));
}

TEST_F(Faults, AClick) {
  const std::size_t clicked = line_with(2, "You were right about");
  change_master(2, [&](Pcm& pcm) { pcm.left[frame_of(2, clicked, "begin_s") + 20000] += 0.35F; });
  EXPECT_THAT(fallen(), ElementsAre("clicks"));
  EXPECT_THAT(places("clicks"), ElementsAre(Place(2, clicked)));
}

TEST_F(FaultsInMp3, AClick) {
  const std::size_t clicked = line_with(2, "You were right about");
  change_master(2, [&](Pcm& pcm) { pcm.left[frame_of(2, clicked, "begin_s") + 20000] += 0.35F; });
  EXPECT_THAT(fallen(), ElementsAre("clicks"));
  EXPECT_THAT(places("clicks"), ElementsAre(Place(2, clicked)));
}

TEST_F(Faults, Clipping) {
  const std::size_t clipped = line_with(2, "I am right about most");
  change_master(2, [&](Pcm& pcm) {
    for (auto* channel : {&pcm.left, &pcm.right}) {
      const auto from = channel->begin() + static_cast<std::ptrdiff_t>(frame_of(2, clipped, "begin_s"));
      const auto to = channel->begin() + static_cast<std::ptrdiff_t>(frame_of(2, clipped, "end_s"));
      const float most = *std::max_element(from, to);
      std::transform(from, to, from, [&](float x) { return std::clamp(x, -0.35F * most, 0.35F * most); });
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("clipping"));
  for (const Place& place : places("clipping")) EXPECT_EQ(place, Place(2, clipped));
}

TEST_F(Faults, AGapOfThreeSeconds) {
  const std::size_t after = line_with(1, "You always say");
  change_master(1, [&](Pcm& pcm) {
    for (auto* channel : {&pcm.left, &pcm.right}) {
      channel->insert(channel->begin() + static_cast<std::ptrdiff_t>(frame_of(1, after, "begin_s") - 4000),
                      std::size_t{3} * 44100, 0.0F);
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("pauses"));
  EXPECT_THAT(places("pauses"), ElementsAre(Place(1, after)));
}

TEST_F(Faults, ThePageShowsWhatTheMasterHas) {
  const std::size_t after = line_with(1, "You always say");
  const std::size_t gap = frame_of(1, after, "begin_s") - 4000;
  change_master(1, [&](Pcm& pcm) {
    for (auto* channel : {&pcm.left, &pcm.right}) {
      channel->insert(channel->begin() + static_cast<std::ptrdiff_t>(gap), std::size_t{3} * 44100, 0.0F);
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("pauses"));
  const json& was = report_["chapters"][0]["lines"];
  const json& is = found_["chapters"][0]["lines"];
  for (std::size_t i = 0; i < was.size(); ++i) {
    const double later = i < after ? 0 : 3;
    EXPECT_NEAR(is[i]["begin_s"].get<double>() - was[i]["begin_s"].get<double>(), later, 0.002) << i;
    EXPECT_NEAR(is[i]["end_s"].get<double>() - was[i]["end_s"].get<double>(), later, 0.002) << i;
    for (std::size_t w = 0; w < was[i]["words"].size(); ++w) {
      EXPECT_NEAR(is[i]["words"][w]["begin_s"].get<double>() - was[i]["words"][w]["begin_s"].get<double>(), later,
                  0.002);
    }
  }
  // The picture of the voices has nothing in the gap, and goes on after it as it was.
  const json& before = report_["chapters"][0]["speech_peaks"];
  const json& now = found_["chapters"][0]["speech_peaks"];
  const auto steps = [&](double time) { return static_cast<std::size_t>(time / before["step_s"].get<double>()); };
  const std::size_t begin = steps(static_cast<double>(gap) / 44100);
  for (std::size_t i = begin + 1; i < begin + steps(3); ++i) EXPECT_EQ(now["values"][i], 0) << i;
  ASSERT_EQ(now["values"].size(), before["values"].size() + steps(3));
  for (std::size_t i = begin + steps(1); i < before["values"].size(); ++i) {
    EXPECT_NEAR(now["values"][i + steps(3)].get<double>(), before["values"][i].get<double>(), 0.01) << i;
  }
}

TEST_F(Faults, AGapOfThreeSecondsWithinALine) {
  const std::size_t torn = line_with(1, "You always say");
  for (const double at : {0.06, 0.3, 0.9}) {
    const Pcm good = read_pcm(master(1));
    change_master(1, [&](Pcm& pcm) {
      const std::size_t begin = frame_of(1, torn, "begin_s");
      const auto into = static_cast<std::size_t>(at * static_cast<double>(frame_of(1, torn, "end_s") - begin));
      for (auto* channel : {&pcm.left, &pcm.right}) {
        channel->insert(channel->begin() + static_cast<std::ptrdiff_t>(begin + into), std::size_t{3} * 44100, 0.0F);
      }
    });
    EXPECT_THAT(fallen(), ElementsAre("pauses"));
    // What is torn is heard before the gap or after it: the larger part counts.
    EXPECT_THAT(places("pauses"), ElementsAre(::testing::AnyOf(Place(1, torn), Place(1, torn + 1))));
    write_pcm(master(1), good);
  }
}

TEST_F(FaultsInMp3, SilenceThatIsTooLong) {
  const std::size_t after = line_with(1, "You always say");
  change_master(1, [&](Pcm& pcm) {
    for (auto* channel : {&pcm.left, &pcm.right}) {
      channel->insert(channel->begin() + static_cast<std::ptrdiff_t>(frame_of(1, after, "begin_s") - 4000),
                      std::size_t{3} * 44100, 0.0F);
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("pauses"));
  EXPECT_THAT(places("pauses"), ElementsAre(Place(1, after)));
}

TEST_F(FaultsInMp3, AnotherBitRate) {
  write_pcm(master(2), read_pcm(master(2)), 160);
  EXPECT_THAT(fallen(), ElementsAre("delivery"));
  EXPECT_THAT(places("delivery"), ElementsAre(Place(2, 999)));
}

TEST_F(Faults, AHoleInALine) {
  const std::size_t holed = line_with(1, "You always say");
  change_master(1, [&](Pcm& pcm) {
    const std::size_t from = frame_of(1, holed, "begin_s") + 44100;
    for (auto* channel : {&pcm.left, &pcm.right}) {
      std::fill_n(channel->begin() + static_cast<std::ptrdiff_t>(from), 13000, 0.0F);
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("dropouts"));
  EXPECT_THAT(places("dropouts"), ElementsAre(Place(1, holed)));
}

TEST_F(FaultsInMp3, AHoleInALine) {
  const std::size_t holed = line_with(1, "You always say");
  change_master(1, [&](Pcm& pcm) {
    const std::size_t from = frame_of(1, holed, "begin_s") + 44100;
    for (auto* channel : {&pcm.left, &pcm.right}) {
      std::fill_n(channel->begin() + static_cast<std::ptrdiff_t>(from), 13000, 0.0F);
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("dropouts"));
  EXPECT_THAT(places("dropouts"), ElementsAre(Place(1, holed)));
}

TEST_F(Faults, ALineInAnotherSpeakersVoice) {
  const std::size_t wrong = line_with(2, "Give me mine");
  write_story(folder_, "other", "cast:\n  Anna: {gender: f, voice: erik}\n  Peter: {gender: m, voice: meg}\n");
  ASSERT_EQ(sotto(folder_, {"produce", "other"}).status, 0);
  const json other = json::parse(read_file(folder_ / "out/other/report/report.json"));
  const synthesis::TakeStore store(folder_ / "out/.cache");
  const auto& ours = line(2, wrong)["takes"];
  const auto& theirs = other["chapters"][1]["lines"][wrong]["takes"];
  ASSERT_EQ(ours.size(), theirs.size());
  for (std::size_t i = 0; i < ours.size(); ++i) {
    const synthesis::Take take = store.load(theirs[i]).value();
    store.save(ours[i], {take.rate, take.samples, take.words});
  }
  ASSERT_EQ(sotto(folder_, {"produce", "ferry"}).status, 0);
  EXPECT_THAT(fallen(), ElementsAre("own-voice"));
  EXPECT_THAT(places("own-voice"), ElementsAre(Place(2, wrong)));
}

TEST_F(Faults, RainTenDecibelsTooLoud) {
  write_story(folder_, "loud", std::string(kBook) + "ambience: {place: open-door, level: -10}\n");
  ASSERT_EQ(sotto(folder_, {"produce", "loud"}).status, 0);
  fs::copy_file(folder_ / "out/loud/01-the-ferry.wav", master(1), fs::copy_options::overwrite_existing);
  EXPECT_THAT(fallen(), ElementsAre("speech-over-bed"));
  for (const Place& place : places("speech-over-bed")) EXPECT_EQ(place.first, 1);
}

TEST_F(Faults, RainThatIsLost) {
  write_story(folder_, "lost", std::string(kBook) + "ambience: {place: open-door, level: -34}\n");
  ASSERT_EQ(sotto(folder_, {"produce", "lost"}).status, 0);
  fs::copy_file(folder_ / "out/lost/01-the-ferry.wav", master(1), fs::copy_options::overwrite_existing);
  EXPECT_THAT(fallen(), ElementsAre("bed-heard"));
  EXPECT_THAT(places("bed-heard"), ElementsAre(Place(1, 999)));
}

TEST_F(Faults, ALineThatIsTooSoft) {
  const std::string good = read_file(master(1));
  for (const char* words : {"You always say", "Then we shall have to", "said Peter."}) {
    for (const float gain : {0.126F, 0.5F}) {
      write_file(master(1), good);
      const std::size_t soft = line_with(1, words);
      change_master(1, [&](Pcm& pcm) {
        for (auto* channel : {&pcm.left, &pcm.right}) {
          for (std::size_t i = frame_of(1, soft, "begin_s"); i < frame_of(1, soft, "end_s"); ++i) (*channel)[i] *= gain;
        }
      });
      EXPECT_THAT(fallen(), ElementsAre("line-levels"));
      for (const Place& place : places("line-levels")) EXPECT_EQ(place, Place(1, soft));
    }
  }
}

/// Where the peaks leave room for it.
class FaultsInBroadcast : public Faults {
 protected:
  FaultsInBroadcast() : Faults("broadcast") {}
};

TEST_F(FaultsInBroadcast, ALineThatIsTooLoud) {
  const std::size_t loud = line_with(1, "You always say");
  change_master(1, [&](Pcm& pcm) {
    for (auto* channel : {&pcm.left, &pcm.right}) {
      for (std::size_t i = frame_of(1, loud, "begin_s"); i < frame_of(1, loud, "end_s"); ++i) (*channel)[i] *= 1.7F;
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("line-levels"));
  for (const Place& place : places("line-levels")) EXPECT_EQ(place, Place(1, loud));
}

TEST_F(Faults, ABedThatSwellsForTwoSeconds) {
  const std::size_t before = line_with(1, "She laughed") - 1;
  for (const float gain : {8.0F, 0.2F}) {
    change_bed(1, [&](const Pcm& voices) {
      std::vector<float> gains(voices.left.size(), 1);
      std::fill_n(gains.begin() + static_cast<std::ptrdiff_t>(frame_of(1, before, "end_s")) - 44100, 88200, gain);
      return gains;
    });
    EXPECT_THAT(fallen(), ElementsAre("bed-level"));
    EXPECT_THAT(places("bed-level"), ElementsAre(Place(1, before)));
  }
}

TEST_F(Faults, ABedThatPumps) {
  // 8 dB down with the voice, and up again in 50 ms.
  change_bed(1, [](const Pcm& voices) {
    const float release = std::exp(-1.0F / (0.05F * 44100));
    float follower = 0;
    std::vector<float> gains;
    for (std::size_t i = 0; i < voices.left.size(); ++i) {
      follower = std::max(std::fabs(voices.left[i]), follower * release);
      gains.push_back(std::pow(10.0F, -8.0F / 20 * std::min(follower / 0.05F, 1.0F)));
    }
    return gains;
  });
  EXPECT_THAT(fallen(), ElementsAre("pumping"));
  EXPECT_THAT(places("pumping"), ElementsAre(Place(1, 999)));
}

TEST_F(Faults, ASeamInTheBed) {
  write_story(folder_, "dry", std::string(kBook) + "ambience: {bed: none}\n");
  ASSERT_EQ(sotto(folder_, {"produce", "dry"}).status, 0);
  Pcm pcm = read_pcm(folder_ / "out/dry/01-the-ferry.wav");
  // A recording of four seconds, again and again.
  constexpr std::size_t kLoop = std::size_t{4} * 44100;
  std::vector<float> left(kLoop);
  std::vector<float> right(kLoop);
  mix::Rain(9).render(0, left, right);
  for (std::size_t i = 0; i < pcm.left.size(); ++i) {
    pcm.left[i] += 0.1F * left[i % kLoop];
    pcm.right[i] += 0.1F * right[i % kLoop];
  }
  write_pcm(master(1), pcm);
  EXPECT_THAT(fallen(), ElementsAre("bed-repeats"));
}

TEST_F(Faults, AHoleInTheBed) {
  const std::size_t after = line_with(1, "She laughed");
  change_master(1, [&](Pcm& pcm) {
    for (auto* channel : {&pcm.left, &pcm.right}) {
      std::fill_n(channel->begin() + static_cast<std::ptrdiff_t>(frame_of(1, after, "begin_s") - 13000), 11000, 0.0F);
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("bed-gaps"));
}

TEST_F(Faults, OneChannelSilent) {
  change_master(1, [](Pcm& pcm) { std::fill(pcm.right.begin(), pcm.right.end(), 0.0F); });
  EXPECT_THAT(fallen(), ElementsAre("channels"));
  EXPECT_THAT(places("channels"), ElementsAre(Place(1, 999)));
}

TEST_F(Faults, AChannelThatIsMissingForAWhile) {
  const std::size_t first = line_with(1, "Then we shall have to");
  change_master(1, [&](Pcm& pcm) {
    std::fill(pcm.right.begin() + static_cast<std::ptrdiff_t>(frame_of(1, first, "begin_s")),
              pcm.right.begin() + static_cast<std::ptrdiff_t>(frame_of(1, first + 2, "end_s")), 0.0F);
  });
  EXPECT_THAT(fallen(), ElementsAre("channels"));
  EXPECT_THAT(places("channels"), ElementsAre(Place(1, first), Place(1, first + 1), Place(1, first + 2)));
}

TEST_F(Faults, TwoChannelsThatAreOne) {
  change_master(1, [&](Pcm& pcm) {
    for (std::size_t i = 0; i < pcm.left.size(); ++i) {
      pcm.left[i] = pcm.right[i] = (pcm.left[i] + pcm.right[i]) / 2;
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("channels"));
  EXPECT_THAT(places("channels"), ElementsAre(Place(1, 999)));
}

TEST_F(Faults, AChapterThatIsTurnedUpAndCutAtTheTop) {
  change_master(1, [](Pcm& pcm) {
    for (auto* channel : {&pcm.left, &pcm.right}) {
      for (float& x : *channel) x *= 1.26F;
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("loudness"));
  EXPECT_THAT(places("loudness"), ElementsAre(Place(1, 999)));
}

TEST_F(Faults, AnOffsetOfTheWholeFile) {
  change_master(2, [](Pcm& pcm) {
    for (auto* channel : {&pcm.left, &pcm.right}) {
      for (float& x : *channel) x += 0.006F;
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("dc"));
  EXPECT_THAT(places("dc"), ElementsAre(Place(2, 999)));
}

TEST_F(Faults, AnOffsetOfAFewSeconds) {
  const std::size_t first = line_with(1, "You always say");
  change_master(1, [&](Pcm& pcm) {
    const auto from = static_cast<std::size_t>(frame_of(1, first, "begin_s"));
    for (std::size_t i = 0; i < 6 * 44100; ++i) {
      const float slope = std::min({1.0F, static_cast<float>(i) / 4410, static_cast<float>(6 * 44100 - i) / 4410});
      pcm.left[from + i] += 0.006F * slope;
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("dc"));
  ASSERT_EQ(places("dc").size(), 1U);
  EXPECT_EQ(places("dc").front().first, 1);
  EXPECT_NEAR(static_cast<double>(places("dc").front().second), static_cast<double>(first), 2);
}

TEST_F(Faults, Hum) {
  for (const double level : {0.004, 0.02}) {
    change_master(1, [&](Pcm& pcm) {
      for (std::size_t i = 0; i < pcm.left.size(); ++i) {
        const auto hum = static_cast<float>(level * std::sin(2 * 3.14159265 * 50 * static_cast<double>(i) / 44100));
        pcm.left[i] += hum;
        pcm.right[i] += hum;
      }
    });
    EXPECT_THAT(fallen(), ElementsAre("hum"));
  }
}

TEST_F(Faults, AVoiceInAPause) {
  const std::size_t before = line_with(1, "She laughed");
  const std::size_t spoken = line_with(1, "You always say");
  change_master(1, [&](Pcm& pcm) {
    const std::size_t from = frame_of(1, spoken, "begin_s") + 30000;
    const std::size_t to = frame_of(1, before, "end_s") + 40000;
    for (auto* channel : {&pcm.left, &pcm.right}) {
      for (std::size_t i = 0; i < 20000; ++i) (*channel)[to + i] += 0.3F * (*channel)[from + i];
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("stray-voices"));
  EXPECT_THAT(places("stray-voices"), ::testing::Contains(Place(1, before)));
}

TEST_F(Faults, AReportIsAboutWhatWasMadeLast) {
  const fs::path page = folder_ / "out/ferry/report/index.html";
  EXPECT_EQ(report_["listened"], true);
  EXPECT_NE(report_["made"]["written"], "");
  // Nothing is to do: what was found by listening stays.
  const Outcome again = sotto(folder_, {"produce", "ferry"});
  EXPECT_EQ(read_report(), report_);
  EXPECT_THAT(again.err, HasSubstr("out/ferry/report/index.html"));
  // Something is: what was found is about another production.
  folder_.write("story/ferry/02-morning.md", std::string(kSecond) + "\nIt was Sunday.\n");
  const Outcome changed = sotto(folder_, {"produce", "ferry"});
  EXPECT_FALSE(fs::exists(page));
  EXPECT_THAT(changed.err, HasSubstr("./run check ferry"));
  const json quick = read_report();
  EXPECT_EQ(quick["listened"], false);
  EXPECT_NE(quick["made"]["production"], report_["made"]["production"]);
  ASSERT_EQ(sotto(folder_, {"check", "ferry"}).status, 0);
  EXPECT_TRUE(fs::exists(page));
  EXPECT_EQ(read_report()["made"]["production"], quick["made"]["production"]);
}

TEST_F(Faults, ChangesAreToldAgainstWhatWasBlessed) {
  ASSERT_EQ(sotto(folder_, {"check", "--bless", "ferry"}).status, 0);
  ASSERT_EQ(sotto(folder_, {"check", "ferry"}).status, 0);
  EXPECT_THAT(read_report()["changes"], IsEmpty());
  std::string changed = kSecond;
  changed.replace(changed.find("both of the bags"), 16, "the smaller of the bags");
  folder_.write("story/ferry/02-morning.md", changed);
  ASSERT_EQ(sotto(folder_, {"produce", "ferry"}).status, 0);
  ASSERT_EQ(sotto(folder_, {"check", "ferry"}).status, 0);
  const json report = read_report();
  ASSERT_EQ(report["changes"].size(), 1U);
  const json& change = report["changes"][0];
  EXPECT_THAT(change["was"].get<std::string>(), HasSubstr("both of the bags"));
  EXPECT_THAT(change["text"].get<std::string>(), HasSubstr("the smaller of the bags"));
  EXPECT_EQ(change["what"][0], "says other words");
  // Both takes can be heard, as long as the old one is in the cache.
  const auto sounds = [&] {
    const std::string page = read_file(folder_ / "out/ferry/report/index.html");
    const json shown =
        json::parse(page.substr(page.find("{\"book\""), page.find("</script>") - page.find("{\"book\"")));
    return shown["changes"][0];
  };
  for (const char* key : {"before", "after"}) {
    EXPECT_TRUE(fs::is_regular_file(folder_ / "out/ferry/report" / sounds()[key].get<std::string>())) << key;
  }
  EXPECT_EQ(sounds()["lost"], false);
  fs::remove(synthesis::TakeStore(folder_ / "out/.cache").path(change["before"].back().get<std::string>()));
  fs::remove(folder_ / "out/ferry/report" / sounds()["before"].get<std::string>());
  ASSERT_EQ(sotto(folder_, {"check", "ferry"}).status, 0);
  EXPECT_EQ(sounds()["before"], "");
  EXPECT_EQ(sounds()["lost"], true);
  // A book that is held to what was blessed falls short, until that is blessed.
  folder_.write("story/ferry/limits.yaml", "regression: {changed: 0}\n");
  EXPECT_EQ(sotto(folder_, {"check", "ferry"}).status, 4);
  EXPECT_EQ(sotto(folder_, {"check", "--bless", "ferry"}).status, 0);
  EXPECT_EQ(sotto(folder_, {"check", "ferry"}).status, 0);
}

}  // namespace
}  // namespace sotto::end_to_end
