#pragma once

/// A production of two chapters, in copies of which faults are planted.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "end_to_end/fixture.h"
#include "end_to_end/sotto.h"
#include "shared/audio.h"
#include "shared/sound_file.h"

namespace sotto::end_to_end {

inline constexpr const char* kFirst =
    "# The Ferry\n\n"
    "The last boat of the evening had come in an hour before, and the two of them stood on the empty quay.\n\n"
    "\"There will not be another one before the morning,\" said Anna, and she pulled her collar up.\n\n"
    "\"Then we shall have to wait for the morning,\" said Peter. \"It is not so very far away.\"\n\n"
    "\"You always say that nothing is very far away,\" said Anna.\n\n"
    "\"Nothing is, when somebody is with you,\" said Peter.\n\n"
    "She laughed at that, and the rain went on falling into the harbour.\n";
inline constexpr const char* kSecond =
    "# The Morning\n\n"
    "It was light when they heard the engine of the boat, and the gulls were quarrelling over the nets.\n\n"
    "\"You were right about the morning,\" said Anna. \"It came after all.\"\n\n"
    "\"I am right about most things of that kind,\" said Peter, and he picked up both of the bags.\n\n"
    "\"Give me mine, I can very well carry it,\" said Anna.\n\n"
    "The boat took them over, and nobody spoke until they had reached the other side.\n";
inline constexpr const char* kBook = "cast:\n  Anna: {gender: f, voice: meg}\n  Peter: {gender: m, voice: erik}\n";

/// Checks a book, and returns the ids of the checks that fall short, in the order of the report.
inline std::vector<std::string> failed_checks(const TempFolder& folder, const std::string& book) {
  const Outcome outcome = sotto(folder, {"check", book});
  const auto report = nlohmann::json::parse(read_file(folder / ("out/" + book + "/report/report.json")));
  std::vector<std::string> ids;
  for (const nlohmann::json& check : report["checks"]) {
    if (check["verdict"] == "failed") ids.push_back(check["id"]);
  }
  EXPECT_EQ(outcome.status, ids.empty() ? 0 : 4) << outcome.out << outcome.err;
  return ids;
}

/// The messages of what a check of a report found.
inline std::vector<std::string> findings_of(const nlohmann::json& report, const std::string& id) {
  std::vector<std::string> messages;
  for (const nlohmann::json& check : report["checks"]) {
    if (check["id"] != id) continue;
    for (const nlohmann::json& finding : check["findings"]) messages.push_back(finding["message"]);
  }
  return messages;
}

/// A file of one channel has it in both.
struct Pcm {
  std::vector<float> left;
  std::vector<float> right;
};

inline Pcm read_pcm(const std::filesystem::path& path) {
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
inline void write_pcm(const std::filesystem::path& path, const Pcm& pcm, int bit_rate = 128) {
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

  /// The good production in a profile.
  static std::filesystem::path good(const std::string& profile) {
    return fixture("ferry-" + profile, [&](const TempFolder& folder) {
      write_story(folder, "ferry", kBook + ("profile: " + profile + "\nambience: {place: open-door}\n"));
      const Outcome made = sotto(folder, {"produce", "ferry"});
      EXPECT_EQ(made.status, 0) << made.err;
      const Outcome checked = sotto(folder, {"check", "ferry"});
      EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
    });
  }
  void SetUp() override {
    copy_fixture(good(profile_), folder_);
    report_ = read_report();
  }

  static void write_story(const TempFolder& folder, const std::string& name, const std::string& book) {
    folder.write("story/" + name + "/01-ferry.md", kFirst);
    folder.write("story/" + name + "/02-morning.md", kSecond);
    folder.write("story/" + name + "/book.yaml", book);
  }

  nlohmann::json read_report() const {
    return nlohmann::json::parse(read_file(folder_ / "out/ferry/report/report.json"));
  }
  std::filesystem::path master(int chapter) const {
    return (folder_ / (chapter == 1 ? "out/ferry/01-the-ferry" : "out/ferry/02-the-morning"))
        .concat(profile_ == "librivox" ? ".mp3" : ".wav");
  }

  /// The index of the line of a chapter that holds some words.
  std::size_t line_with(int chapter, const std::string& words) const {
    const nlohmann::json& lines = report_["chapters"][static_cast<std::size_t>(chapter - 1)]["lines"];
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i]["text"].get<std::string>().find(words) != std::string::npos) return i;
    }
    ADD_FAILURE() << "no line has '" << words << "'";
    return 0;
  }
  const nlohmann::json& line(int chapter, std::size_t index) const {
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

  /// Lays the voices and the ambience of a chapter together anew, each frame of the ambience with its gain.
  void change_bed(int chapter, const std::function<std::vector<float>(const Pcm& voices)>& gains) const {
    ASSERT_EQ(sotto(folder_, {"produce", "--stems", "ferry"}).status, 0);
    const auto stem = [&](const char* name) {
      return read_pcm(std::filesystem::path(master(chapter)).replace_extension(name));
    };
    const Pcm voices = stem("voices.wav");
    const Pcm bed = stem("ambience.wav");
    const std::vector<float> gain = gains(voices);
    change_master(chapter, [&](Pcm& pcm) {
      for (std::size_t i = 0; i < pcm.left.size(); ++i) {
        pcm.left[i] = voices.left[i] + gain[i] * bed.left[i];
        pcm.right[i] = voices.right[i] + gain[i] * bed.right[i];
      }
    });
  }

  /// The ids of the checks that fall short now.
  std::vector<std::string> fallen() {
    const Outcome outcome = sotto(folder_, {"check", "ferry"});
    found_ = read_report();
    std::vector<std::string> ids;
    for (const nlohmann::json& check : found_["checks"]) {
      if (check["verdict"] == "failed") ids.push_back(check["id"]);
    }
    EXPECT_EQ(outcome.status, ids.empty() ? 0 : 4) << outcome.out << outcome.err;
    if (ids.size() != 1) ADD_FAILURE() << outcome.out;
    return ids;
  }

  /// Where a check found what fails: chapter and line.
  std::vector<std::pair<int, std::size_t>> places(const std::string& id) const {
    std::vector<std::pair<int, std::size_t>> all;
    for (const nlohmann::json& check : found_["checks"]) {
      if (check["id"] != id) continue;
      for (const nlohmann::json& finding : check["findings"]) {
        if (finding["fails"] != true) continue;
        all.emplace_back(finding["chapter"], finding["line"].is_null() ? 999 : finding["line"].get<std::size_t>());
      }
    }
    return all;
  }

  std::string profile_;
  TempFolder folder_;
  nlohmann::json report_;
  nlohmann::json found_;
};

/// The same, in an MP3 without ambience.
class FaultsInMp3 : public Faults {
 protected:
  FaultsInMp3() : Faults("librivox") {}
};

using Place = std::pair<int, std::size_t>;

}  // namespace sotto::end_to_end
