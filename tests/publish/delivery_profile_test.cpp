#include "publish/delivery_profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "shared/files.h"
#include "support/folders.h"
#include "support/temp_folder.h"

namespace sotto::publish {
namespace {

using ::testing::HasSubstr;

const std::filesystem::path kShipped = testing::source_folder() / "profiles";

/// What is said of a profile with this text.
std::string complaints(const std::string& text) {
  const testing::TempFolder folder;
  folder.write("mine.yaml", text);
  Diagnostics diagnostics;
  read_profiles({folder.path()}, diagnostics);
  std::string told;
  for (const Diagnostic& diagnostic : diagnostics.all()) told += render(diagnostic);
  return told;
}

TEST(DeliveryProfiles, ShippedOnesAreAsTheirPublishersAsk) {
  Diagnostics diagnostics;
  const auto profiles = read_profiles({kShipped}, diagnostics);
  ASSERT_TRUE(diagnostics.all().empty());
  std::set<std::string> names;
  for (const auto& [name, profile] : profiles) {
    names.insert(name);
    EXPECT_FALSE(profile.description.empty()) << name;
    EXPECT_FALSE(profile.sources.empty()) << name;
  }
  EXPECT_EQ(names, (std::set<std::string>{"acx-technical", "audiobook", "broadcast", "librivox", "podcast"}));

  const DeliveryProfile& acx = profiles.at("acx-technical");
  EXPECT_EQ(acx.rms, (AllowedLevel{{-23}, {-18}}));
  EXPECT_EQ(acx.true_peak.value, -3);
  EXPECT_EQ(acx.noise_floor->value, -60);
  EXPECT_EQ(acx.head, (AllowedTime{{0.5}, {1}}));
  EXPECT_EQ(acx.tail, (AllowedTime{{1}, {5}}));
  EXPECT_EQ(acx.longest->value, 7200);
  EXPECT_TRUE(acx.dry);
  EXPECT_EQ(acx.bit_rate, 192);

  DeliveryProfile audiobook = profiles.at("audiobook");
  audiobook.description.clear();
  audiobook.sources.clear();
  EXPECT_EQ(audiobook, DeliveryProfile{});
}

TEST(DeliveryProfiles, MistakesAreTold) {
  const std::pair<const char*, const char*> cases[] = {
      {"loudnes: -16", "did you mean 'loudness'?"},
      {"loudness: -3", "must be between -40 and -5"},
      {"rms: -20", "'rms'"},
      {"rms: {least: -18, most: -23}", "leaves no room"},
      {"rms: {least: -60}", "must be between -40 and -5"},
      {"format: mp3", "MP3 needs a bit rate"},
      {"format: mp3\nbit_rate: 100", "no constant 100 kbit/s"},
      {"format: mp3\nbit_rate: 48", "between 64 and 320"},
      {"bit_rate: 128", "only MP3 has a bit rate"},
      {"format: opus", "format"},
      {"channels: 3", "must be between 1 and 2"},
      {"head: {least: 2, most: 1}", "leaves no room"},
      {"head: {lest: 2}", "did you mean 'least'?"},
      {"tail: 3", "'tail'"},
      {"dry: perhaps", "dry"},
  };
  for (const auto& [text, told] : cases) EXPECT_THAT(complaints(text), HasSubstr(told)) << text;
  EXPECT_EQ(complaints("format: mp3\nbit_rate: 64\nchannels: 1"), "");
}

TEST(DeliveryProfiles, AnEarlierFolderWins) {
  const testing::TempFolder folder;
  folder.write("audiobook.yaml", "loudness: -20");
  Diagnostics diagnostics;
  const auto profiles = read_profiles({folder.path(), kShipped, folder.path() / "none"}, diagnostics);
  EXPECT_EQ(profiles.at("audiobook").loudness.value, -20);
  EXPECT_EQ(profiles.at("podcast").loudness.value, -16);
  EXPECT_FALSE(choose_profile(profiles, "audiobok", {"book.yaml", 3, 1, "profile: audiobok"}, diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_THAT(render(diagnostics.all().front()), HasSubstr("audiobook"));
}

// The loudness, unless that would leave the RMS range: a chapter that is pauses for the most part has less of it.
TEST(DeliveryProfiles, TheLoudnessGivesWayToTheRmsRange) {
  DeliveryProfile profile;
  profile.loudness = Lufs{-20};
  MasterMeasure measure;
  measure.loudness = Lufs{-21};
  measure.levels.rms = Decibels{-30};
  EXPECT_NEAR(missing_level(profile, measure).value, 1, 1e-9);
  profile.rms = AllowedLevel{{-23}, {-18}};
  EXPECT_NEAR(missing_level(profile, measure).value, 7.2, 1e-9);
  measure.levels.rms = Decibels{-21};
  EXPECT_NEAR(missing_level(profile, measure).value, 1, 1e-9);
  measure.levels.rms = Decibels{-18};
  EXPECT_NEAR(missing_level(profile, measure).value, -0.2, 1e-9);
}

TEST(DeliveryProfiles, TheBookIsMadeToFit) {
  DeliveryProfile profile;
  document::Book book;
  book.pauses.head = {3};
  book.pauses.tail = {0};
  EXPECT_EQ(as_delivered(book, profile).pauses, book.pauses);
  EXPECT_FALSE(as_delivered(book, profile).ambience.silent());
  profile.head = AllowedTime{{0.5}, {1}};
  profile.tail = AllowedTime{{1}, {5}};
  profile.dry = true;
  const document::Book made = as_delivered(book, profile);
  EXPECT_DOUBLE_EQ(made.pauses.head.value, 0.9);
  EXPECT_DOUBLE_EQ(made.pauses.tail.value, 1.1);
  EXPECT_TRUE(made.ambience.silent());
}

// The schema tells editors what the reader takes; nothing but this keeps the two together.
TEST(DeliveryProfiles, TheSchemaIsTheReaders) {
  const auto schema = nlohmann::json::parse(read_file(kShipped / "profile.schema.json"));
  const auto& properties = schema.at("properties");
  int ranges = 0;
  for (const auto& [key, rules] : properties.items()) {
    EXPECT_THAT(complaints(key + "x: 1"), HasSubstr("no key")) << key;
    if (!rules.contains("minimum")) continue;
    const double least = rules.at("minimum");
    const double most = rules.at("maximum");
    for (const double good : {least, most}) EXPECT_EQ(complaints(key + ": " + nlohmann::json(good).dump()), "") << key;
    for (const double bad : {least - 1, most + 1}) {
      EXPECT_NE(complaints(key + ": " + nlohmann::json(bad).dump()), "") << key;
    }
    ++ranges;
  }
  EXPECT_EQ(ranges, 6);
  for (const auto& rate : properties.at("bit_rate").at("enum")) {
    EXPECT_EQ(complaints("format: mp3\nbit_rate: " + rate.dump()), "");
  }
  for (const std::string format : properties.at("format").at("enum")) {
    EXPECT_EQ(complaints("format: " + format + (format == "mp3" ? "\nbit_rate: 64" : "")), "") << format;
  }
}

TEST(DeliveryProfile, ItsMastersAreWhatTheFormatsAreMadeOf) {
  const auto masters = [](Container format, std::vector<Format> asked) {
    DeliveryProfile profile;
    profile.format = format;
    profile.bit_rate = format == Container::mp3 ? 192 : 0;
    return with_formats(profile, asked).format;
  };
  EXPECT_EQ(masters(Container::wav, {}), Container::wav);
  EXPECT_EQ(masters(Container::mp3, {}), Container::mp3);
  EXPECT_EQ(masters(Container::wav, {Format::mp3}), Container::mp3);
  EXPECT_EQ(masters(Container::wav, {Format::flac, Format::m4b}), Container::flac);
  EXPECT_EQ(masters(Container::flac, {Format::wav, Format::flac}), Container::wav);
  EXPECT_EQ(masters(Container::mp3, {Format::mp3, Format::m4b}), Container::wav) << "no encoding of an encoding";
  EXPECT_EQ(masters(Container::flac, {Format::epub}), Container::flac);
}

TEST(DeliveryProfile, SaysWhatIsMade) {
  EXPECT_EQ(with_formats({}, {}).formats, std::vector{Format::wav});
  DeliveryProfile profile;
  profile.formats = {Format::wav, Format::m4b};
  EXPECT_EQ(with_formats(profile, {}).formats, profile.formats);
  EXPECT_EQ(with_formats(profile, {Format::epub}).formats, std::vector{Format::epub});
  EXPECT_EQ(with_formats({}, {Format::srt}).formats, (std::vector{Format::wav, Format::srt}));
  EXPECT_EQ(with_formats({}, {Format::mp3}).master_bit_rate(), 128);
}

}  // namespace
}  // namespace sotto::publish
