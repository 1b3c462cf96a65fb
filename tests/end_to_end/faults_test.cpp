// Faults are planted, one at a time, in an otherwise good production. Each must make exactly its own check fall short,
// at its place; and the production without any must pass all of them.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "end_to_end/sotto.h"
#include "mix/rain.h"
#include "publish/limiter.h"
#include "shared/audio.h"
#include "shared/sound_file.h"
#include "synthesis/take_store.h"

namespace sotto::testing {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kFirst =
    "# The Ferry\n\n"
    "The last boat of the evening had come in an hour before, and the two of them stood on the empty quay.\n\n"
    "\"There will not be another one before the morning,\" said Anna, and she pulled her collar up.\n\n"
    "\"Then we shall have to wait for the morning,\" said Peter. \"It is not so very far away.\"\n\n"
    "\"You always say that nothing is very far away,\" said Anna.\n\n"
    "\"Nothing is, when somebody is with you,\" said Peter.\n\n"
    "She laughed at that, and the rain went on falling into the harbour.\n";
constexpr const char* kSecond =
    "# The Morning\n\n"
    "It was light when they heard the engine of the boat, and the gulls were quarrelling over the nets.\n\n"
    "\"You were right about the morning,\" said Anna. \"It came after all.\"\n\n"
    "\"I am right about most things of that kind,\" said Peter, and he picked up both of the bags.\n\n"
    "\"Give me mine, I can very well carry it,\" said Anna.\n\n"
    "The boat took them over, and nobody spoke until they had reached the other side.\n";
constexpr const char* kBook = "cast:\n  Anna: {gender: f, voice: meg}\n  Peter: {gender: m, voice: erik}\n";

/// A file of one channel has it in both.
struct Pcm {
  std::vector<float> left;
  std::vector<float> right;
};

Pcm read_pcm(const fs::path& path) {
  SoundReader file(path);
  const auto channels = static_cast<std::size_t>(file.channels());
  std::vector<float> samples(static_cast<std::size_t>(file.frames()) * channels);
  samples.resize(file.read(samples) * channels);
  Pcm pcm;
  for (std::size_t i = 0; i < samples.size(); i += channels) {
    pcm.left.push_back(samples[i]);
    pcm.right.push_back(samples[i + channels - 1]);
  }
  return pcm;
}

/// As what stands there: an MP3 is one of the profile "librivox".
void write_pcm(const fs::path& path, const Pcm& pcm, int bit_rate = 128) {
  const bool mp3 = path.extension() == ".mp3";
  SoundWriter file(path, mp3 ? SoundFormat{Container::mp3, 1, kMasterRate, bit_rate} : SoundFormat{}, {});
  std::vector<std::int16_t> words;
  for (std::size_t i = 0; i < pcm.left.size(); ++i) {
    for (const float x : {pcm.left[i], pcm.right[i]}) {
      words.push_back(static_cast<std::int16_t>(std::lround(std::clamp(x * 32768.0F, -32768.0F, 32767.0F))));
    }
    if (mp3) words.pop_back();
  }
  file.write(words);
  file.finish();
}

/// What a fault is planted in: a copy of the production.
class Faults : public ::testing::Test {
 protected:
  explicit Faults(std::string profile = "audiobook") : profile_(std::move(profile)) {}

  /// Made once for all faults of a profile.
  static const TempFolder& good(const std::string& profile) {
    static std::map<std::string, TempFolder> all;
    if (const auto there = all.find(profile); there != all.end()) return there->second;
    const TempFolder& folder = all[profile];
    write_story(folder, "ferry", kBook + ("profile: " + profile + "\n"));
    const Outcome made = sotto(folder, {"produce", "ferry"});
    EXPECT_EQ(made.status, 0) << made.err;
    const Outcome checked = sotto(folder, {"check", "ferry"});
    EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
    return folder;
  }
  void SetUp() override {
    fs::copy(good(profile_).path(), folder_.path(), fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    report_ = read_report();
  }

  static void write_story(const TempFolder& folder, const std::string& name, const std::string& book) {
    folder.write("story/" + name + "/01-ferry.md", kFirst);
    folder.write("story/" + name + "/02-morning.md", kSecond);
    folder.write("story/" + name + "/book.yaml", book);
  }

  json read_report() const { return json::parse(read_file(folder_ / "out/ferry/report/report.json")); }
  fs::path master(int chapter) const {
    return (folder_ / (chapter == 1 ? "out/ferry/01-the-ferry" : "out/ferry/02-the-morning"))
        .concat(profile_ == "librivox" ? ".mp3" : ".wav");
  }

  /// The index of the line of a chapter that holds some words.
  std::size_t line_with(int chapter, const std::string& words) const {
    const json& lines = report_["chapters"][static_cast<std::size_t>(chapter - 1)]["lines"];
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i]["text"].get<std::string>().find(words) != std::string::npos) return i;
    }
    ADD_FAILURE() << "no line has '" << words << "'";
    return 0;
  }
  const json& line(int chapter, std::size_t index) const {
    return report_["chapters"][static_cast<std::size_t>(chapter - 1)]["lines"][index];
  }
  std::size_t frame_of(int chapter, std::size_t index, const char* key) const {
    return static_cast<std::size_t>(frames({line(chapter, index)[key].get<double>()}, kMasterRate));
  }

  void change_master(int chapter, const std::function<void(Pcm&)>& change) const {
    Pcm pcm = read_pcm(master(chapter));
    change(pcm);
    write_pcm(master(chapter), pcm);
  }

  /// The ids of the checks that fall short now.
  std::vector<std::string> fallen() {
    const Outcome outcome = sotto(folder_, {"check", "ferry"});
    found_ = read_report();
    std::vector<std::string> ids;
    for (const json& check : found_["checks"]) {
      if (check["verdict"] == "failed") ids.push_back(check["id"]);
    }
    EXPECT_EQ(outcome.status, ids.empty() ? 0 : 4) << outcome.out << outcome.err;
    if (ids.size() != 1) ADD_FAILURE() << outcome.out;
    return ids;
  }

  /// Where a check found what fails: chapter and line.
  std::vector<std::pair<int, std::size_t>> places(const std::string& id) const {
    std::vector<std::pair<int, std::size_t>> all;
    for (const json& check : found_["checks"]) {
      if (check["id"] != id) continue;
      for (const json& finding : check["findings"]) {
        if (finding["fails"] != true) continue;
        all.emplace_back(finding["chapter"], finding["line"].is_null() ? 999 : finding["line"].get<std::size_t>());
      }
    }
    return all;
  }

  std::string profile_;
  TempFolder folder_;
  json report_;
  json found_;
};

/// The same, in an MP3 without ambience.
class FaultsInMp3 : public Faults {
 protected:
  FaultsInMp3() : Faults("librivox") {}
};

using Place = std::pair<int, std::size_t>;

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

TEST_P(Checks, CryNoWolf) {
  // What is spoken is the same in all editions.
  static const TempFolder cache;
  const TempFolder folder;
  const fs::path stories = fs::path(SOTTO_TEST_DATA) / "stories";
  for (const std::string name : {"the-lighthouse-keeper", "dialogue-dashes", "guillemets"}) {
    folder.write("story/" + name + "/story.txt", read_file(stories / (name + ".txt")));
    folder.write("story/" + name + "/book.yaml", GetParam().book);
  }
  folder.write("profiles/mono-flac.yaml", "loudness: -19\nformat: flac\nchannels: 1\n");
  const std::vector<std::string> where = {"-j", "2", "--cache", cache.path().string()};
  for (const char* command : {"produce", "check"}) {
    std::vector<std::string> words = {command};
    words.insert(words.end(), where.begin(), where.end());
    const Outcome outcome = sotto(folder, words);
    EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
  }
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

TEST_F(Faults, TwoLinesSwapped) {
  const std::size_t a = line_with(1, "There will not be another");
  const std::size_t b = line_with(1, "Then we shall have to");
  change_master(1, [&](Pcm& pcm) {
    for (auto* channel : {&pcm.left, &pcm.right}) {
      const auto at = [&](std::size_t index, const char* key) {
        return channel->begin() + static_cast<std::ptrdiff_t>(frame_of(1, index, key));
      };
      std::vector<float> swapped(at(b, "begin_s"), at(b, "end_s"));
      swapped.insert(swapped.end(), at(a, "end_s"), at(b, "begin_s"));
      swapped.insert(swapped.end(), at(a, "begin_s"), at(a, "end_s"));
      std::copy(swapped.begin(), swapped.end(), at(a, "begin_s"));
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("lines-in-place"));
  EXPECT_THAT(places("lines-in-place"), ElementsAre(Place(1, a), Place(1, b)));
}

TEST_F(Faults, ATakeTruncatedBy100Milliseconds) {
  const std::size_t cut = line_with(2, "I am right about most");
  const TakeStore store(folder_ / "out/.cache");
  const TakeId id = line(2, cut)["takes"].back();
  Take take = store.load(id).value();
  take.samples.resize(take.samples.size() - 2205);
  for (WordTiming& word : take.words) {
    word.end = std::min(word.end, static_cast<std::uint32_t>(take.samples.size()));
    word.begin = std::min(word.begin, word.end);
  }
  store.save(id, {take.samples, take.words});
  ASSERT_EQ(sotto(folder_, {"produce", "ferry"}).status, 0);
  EXPECT_THAT(fallen(), ElementsAre("cut-off"));
  EXPECT_THAT(places("cut-off"), ElementsAre(Place(2, cut)));
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
  const TakeStore store(folder_ / "out/.cache");
  const auto& ours = line(2, wrong)["takes"];
  const auto& theirs = other["chapters"][1]["lines"][wrong]["takes"];
  ASSERT_EQ(ours.size(), theirs.size());
  for (std::size_t i = 0; i < ours.size(); ++i) {
    const Take take = store.load(theirs[i]).value();
    store.save(ours[i], {take.samples, take.words});
  }
  ASSERT_EQ(sotto(folder_, {"produce", "ferry"}).status, 0);
  EXPECT_THAT(fallen(), ElementsAre("own-voice"));
  EXPECT_THAT(places("own-voice"), ElementsAre(Place(2, wrong)));
}

TEST_F(Faults, RainTenDecibelsTooLoud) {
  write_story(folder_, "loud", std::string(kBook) + "ambience: {level: -10}\n");
  ASSERT_EQ(sotto(folder_, {"produce", "loud"}).status, 0);
  fs::copy_file(folder_ / "out/loud/01-the-ferry.wav", master(1), fs::copy_options::overwrite_existing);
  EXPECT_THAT(fallen(), ElementsAre("speech-over-bed"));
  for (const Place& place : places("speech-over-bed")) EXPECT_EQ(place.first, 1);
}

TEST_F(Faults, RainThatIsLost) {
  write_story(folder_, "lost", std::string(kBook) + "ambience: {level: -34}\n");
  ASSERT_EQ(sotto(folder_, {"produce", "lost"}).status, 0);
  fs::copy_file(folder_ / "out/lost/01-the-ferry.wav", master(1), fs::copy_options::overwrite_existing);
  EXPECT_THAT(fallen(), ElementsAre("bed-heard"));
  EXPECT_THAT(places("bed-heard"), ElementsAre(Place(1, 999)));
}

TEST_F(Faults, ASeamInTheBed) {
  write_story(folder_, "dry", std::string(kBook) + "ambience: {bed: none}\n");
  ASSERT_EQ(sotto(folder_, {"produce", "dry"}).status, 0);
  Pcm pcm = read_pcm(folder_ / "out/dry/01-the-ferry.wav");
  // A recording of four seconds, again and again.
  constexpr std::size_t kLoop = std::size_t{4} * 44100;
  std::vector<float> left(kLoop);
  std::vector<float> right(kLoop);
  Rain(9).render(0, left, right);
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

TEST_F(Faults, OneChapterTwoDecibelsLouder) {
  change_master(2, [](Pcm& pcm) {
    Limiter limiter(static_cast<float>(amplitude({-1.65})), kMasterRate);
    std::vector<float> louder;
    for (std::size_t i = 0; i < pcm.left.size(); ++i) {
      louder.push_back(pcm.left[i] * static_cast<float>(amplitude({2.6})));
      louder.push_back(pcm.right[i] * static_cast<float>(amplitude({2.6})));
    }
    std::vector<float> limited;
    limiter.process(louder, limited);
    limiter.finish(limited);
    for (std::size_t i = 0; i < pcm.left.size(); ++i) {
      pcm.left[i] = limited[2 * i];
      pcm.right[i] = limited[2 * i + 1];
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("loudness"));
  EXPECT_THAT(places("loudness"), ElementsAre(Place(2, 999)));
}

TEST_F(Faults, OneChannelSilent) {
  change_master(1, [](Pcm& pcm) { std::fill(pcm.right.begin(), pcm.right.end(), 0.0F); });
  EXPECT_THAT(fallen(), ElementsAre("channels"));
  EXPECT_THAT(places("channels"), ElementsAre(Place(1, 999)));
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

TEST_F(Faults, Hum) {
  change_master(1, [](Pcm& pcm) {
    for (std::size_t i = 0; i < pcm.left.size(); ++i) {
      const auto hum = static_cast<float>(0.004 * std::sin(2 * 3.14159265 * 50 * static_cast<double>(i) / 44100));
      pcm.left[i] += hum;
      pcm.right[i] += hum;
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("hum"));
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
  fs::remove(TakeStore(folder_ / "out/.cache").path(change["before"].back().get<std::string>()));
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
}  // namespace sotto::testing
