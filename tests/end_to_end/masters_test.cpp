// Faults of the files as a whole: masters that cannot be listened to, and channels that were exchanged or inverted.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "end_to_end/planted_faults.h"
#include "publish/limiter.h"
#include "support/folders.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Place kFirstChapter{1, 999};
constexpr Place kSecondChapter{2, 999};

class Masters : public Faults {
 protected:
  const json& check(const std::string& id) const {
    const json& checks = found_["checks"];
    return *std::find_if(checks.begin(), checks.end(), [&](const json& c) { return c["id"] == id; });
  }
  /// What a check says of its first place.
  std::string message(const std::string& id) const { return check(id)["findings"].at(0)["message"]; }
  void write_as(const SoundFormat& format) const {
    const Pcm pcm = read_pcm(master(2));
    SoundWriter file(master(2), format, {});
    std::vector<float> samples;
    for (std::size_t i = 0; i < pcm.left.size(); ++i) {
      samples.push_back(pcm.left[i]);
      for (int c = 1; c < format.channels; ++c) samples.push_back(pcm.right[i]);
    }
    file.write(samples);
    file.finish();
  }
};

TEST_F(Masters, ThatAreNotTheFilesThatTheProfileAsksFor) {
  const std::string good = read_file(master(2));
  const std::pair<SoundFormat, const char*> others[] = {
      {{Container::wav, 1}, "WAV, 16 bit, 44.1 kHz, 1 channel"},
      {{Container::wav, 6}, "WAV, 16 bit, 44.1 kHz, 6 channels"},
      {{Container::wav, 2, {48000}}, "WAV, 16 bit, 48 kHz, 2 channels"},
      {{Container::float_wav, 2}, "WAV, 32 bit float, 44.1 kHz, 2 channels"},
      {{Container::flac, 2}, "FLAC, 16 bit, 44.1 kHz, 2 channels"}};
  for (const auto& [format, told] : others) {
    write_as(format);
    EXPECT_THAT(fallen(), ElementsAre("delivery")) << told;
    EXPECT_THAT(places("delivery"), ElementsAre(kSecondChapter));
    EXPECT_EQ(message("delivery"), told + std::string(", not WAV, 16 bit, 44.1 kHz, 2 channels"));
    EXPECT_NE(found_["chapters"][1]["unheard"], "");
    write_file(master(2), good);
  }
}

TEST_F(Masters, ThatCannotBeReadAreAFaultOfTheirChapterAlone) {
  const std::string good = read_file(master(1));
  const std::pair<std::string, const char*> others[] = {
      {"", "cannot read"}, {"not a sound\n", "cannot read"}, {good.substr(0, good.size() / 2), "cut short"}};
  for (const auto& [bytes, told] : others) {
    write_file(master(1), bytes);
    EXPECT_THAT(fallen(), ElementsAre("masters"));
    EXPECT_THAT(places("masters"), ElementsAre(kFirstChapter));
    EXPECT_THAT(message("masters"), HasSubstr(told));
    EXPECT_EQ(found_["chapters"][0]["loudness_lufs"], nullptr);
    // The other chapter was listened to, and the page is about this.
    EXPECT_FALSE(found_["chapters"][1]["lines"][0]["level_lufs"].is_null());
    EXPECT_THAT(read_file(folder_ / "out/ferry/report/index.html"), HasSubstr(message("masters")));
  }
  fs::remove(master(1));
  EXPECT_THAT(fallen(), ElementsAre("masters"));
  EXPECT_EQ(message("masters"), "it is not made");
  // Of nothing, nothing is said to be good.
  write_file(master(1), "");
  write_file(master(2), "");
  EXPECT_THAT(fallen(), ElementsAre("masters"));
  EXPECT_THAT(places("masters"), ElementsAre(kFirstChapter, kSecondChapter));
  for (const char* id : {"clipping", "lines-in-place", "loudness", "true-peak", "intelligibility", "own-voice"}) {
    EXPECT_EQ(check(id)["verdict"], "skipped") << id;
  }
}

class MastersInMp3 : public FaultsInMp3 {};

TEST_F(MastersInMp3, CutShort) {
  const std::string good = read_file(master(1));
  write_file(master(1), good.substr(0, good.size() / 2));
  EXPECT_THAT(fallen(), ElementsAre("masters"));
  EXPECT_THAT(places("masters"), ElementsAre(kFirstChapter));
}

TEST_F(Masters, OfAnotherChapterUnderThisName) {
  fs::copy_file(master(1), master(2), fs::copy_options::overwrite_existing);
  EXPECT_THAT(fallen(), ElementsAre("masters"));
  EXPECT_THAT(places("masters"), ElementsAre(kSecondChapter));
  EXPECT_THAT(message("masters"), HasSubstr("takes are not heard in it"));
}

TEST_F(Masters, AreOutOfDateWhenWhatTheyAreMadeOfHasChanged) {
  const std::string narrator = read_file(testing::source_folder() / "voices/narrator.yaml");
  const std::string book = read_file(folder_ / "story/ferry/book.yaml");
  const auto rain = [&](const std::string& key) { return book.substr(0, book.rfind('}')) + ", " + key + "}\n"; };
  struct Change {
    const char* file;
    std::string text;
    const char* told;
  };
  const Change changes[] = {
      {"story/ferry/book.yaml", rain("level: -24"), "the ambience changed"},
      {"story/ferry/book.yaml", rain("seed: 4"), "the ambience changed"},
      {"story/ferry/book.yaml", book + "pauses: {paragraph: 1.1}\n", "the pauses changed"},
      {"story/ferry/book.yaml", book + "title: Over\n", "the title, author or number changed"},
      {"story/ferry/voices/narrator.yaml", narrator + "\npan: 0.3\n", ""},
      {"profiles/audiobook.yaml", "loudness: -18\ntrue_peak: -2\n", "the delivery profile changed"}};
  for (const auto& [file, text, told] : changes) {
    const auto before = try_read_file(folder_ / file);
    std::string changed = text;
    if (std::string(told).empty()) {
      const auto at = changed.find("\npan: 0 ");
      ASSERT_NE(at, std::string::npos);
      changed.erase(at, changed.find('\n', at + 1) - at);
    }
    folder_.write(file, changed);
    EXPECT_THAT(fallen(), ElementsAre("masters")) << file;
    EXPECT_THAT(places("masters"), ElementsAre(kFirstChapter, kSecondChapter));
    EXPECT_THAT(message("masters"), HasSubstr(*told == '\0' ? "the voice of narrator changed" : told));
    EXPECT_THAT(check("masters")["hint"].get<std::string>(), HasSubstr("sotto produce story/ferry"));
    if (before) {
      folder_.write(file, *before);
    } else {
      fs::remove(folder_ / file);
    }
  }
  // In one chapter only; made again, it passes.
  const fs::path script = folder_ / "scripts/ferry/02-the-morning.yaml";
  std::string lines = read_file(script);
  lines.insert(lines.find("lines:\n") + 7, "  - ambience: {gusts: 0.9}\n");
  write_file(script, lines);
  EXPECT_THAT(fallen(), ElementsAre("masters"));
  EXPECT_THAT(places("masters"), ElementsAre(kSecondChapter));
  ASSERT_EQ(sotto(folder_, {"produce", "ferry"}).status, 0);
  EXPECT_EQ(sotto(folder_, {"check", "ferry"}).status, 0);
  // What nobody knows the origin of is not taken for up to date.
  fs::remove_all(folder_ / "out/.cache/made");
  EXPECT_THAT(fallen(), ElementsAre("masters"));
}

TEST_F(Masters, ThatFallShortAreNotBlessed) {
  write_file(master(1), "");
  const Outcome outcome = sotto(folder_, {"check", "--bless", "ferry"});
  EXPECT_EQ(outcome.status, 4);
  EXPECT_THAT(outcome.err, HasSubstr("nothing is blessed"));
  EXPECT_FALSE(fs::exists(folder_ / "tests/golden/ferry"));
}

TEST_F(Masters, WithInvertedPolarity) {
  change_master(1, [](Pcm& pcm) {
    for (auto* channel : {&pcm.left, &pcm.right}) {
      for (float& x : *channel) x = -x;
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("phase"));
  EXPECT_THAT(places("phase"), ElementsAre(kFirstChapter));
  EXPECT_EQ(message("phase"), "the polarity is inverted");
}

TEST_F(MastersInMp3, WithInvertedPolarity) {
  change_master(1, [](Pcm& pcm) {
    for (float& x : pcm.left) x = -x;
    pcm.right = pcm.left;
  });
  EXPECT_THAT(fallen(), ElementsAre("phase"));
  EXPECT_THAT(places("phase"), ElementsAre(kFirstChapter));
}

TEST_F(Masters, WithOneChannelInverted) {
  change_master(2, [](Pcm& pcm) {
    for (float& x : pcm.right) x = -x;
  });
  EXPECT_THAT(fallen(), ElementsAre("phase"));
  EXPECT_THAT(places("phase"), ElementsAre(kSecondChapter));
  EXPECT_EQ(message("phase"), "the polarity of the right channel is inverted");
}

TEST_F(Masters, WithOneLineInverted) {
  const std::size_t inverted = line_with(1, "Nothing is, when somebody");
  change_master(1, [&](Pcm& pcm) {
    for (auto* channel : {&pcm.left, &pcm.right}) {
      for (std::size_t i = frame_of(1, inverted, "begin_s") - 500; i < frame_of(1, inverted, "end_s") + 4000; ++i) {
        (*channel)[i] = -(*channel)[i];
      }
    }
  });
  EXPECT_THAT(fallen(), ElementsAre("phase"));
  EXPECT_THAT(places("phase"), ElementsAre(Place(1, inverted)));
}

TEST_F(Masters, WithLeftAndRightExchanged) {
  for (const int chapter : {1, 2}) {
    change_master(chapter, [](Pcm& pcm) { std::swap(pcm.left, pcm.right); });
  }
  EXPECT_THAT(fallen(), ElementsAre("channels"));
  EXPECT_THAT(places("channels"), ElementsAre(kFirstChapter, kSecondChapter));
  EXPECT_EQ(message("channels"), "left and right are swapped");
}

TEST_F(Masters, TwoLoudnessUnitsApart) {
  change_master(2, [](Pcm& pcm) {
    publish::Limiter limiter(static_cast<float>(amplitude({-1.65})), kMasterRate);
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
  EXPECT_THAT(places("loudness"), ElementsAre(kSecondChapter));
  // That it is louder than the other one follows from it, and is told with its value.
  const json& between = check("chapter-to-chapter");
  const double louder =
      found_["chapters"][1]["loudness_lufs"].get<double>() - found_["chapters"][0]["loudness_lufs"].get<double>();
  EXPECT_GT(louder, 1.5);
  EXPECT_NEAR(between["number"].get<double>(), louder, 0.011);
  EXPECT_EQ(between["verdict"], "noted");
  EXPECT_EQ(between["findings"][0]["chapter"], 2);
}

}  // namespace
}  // namespace sotto::end_to_end
