// The speech engine's data is damaged, or a profile asks for what the engine crashes over: the program says what to
// install, or which line is at fault, and never crashes itself.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "end_to_end/sotto.h"
#include "support/fake_dpkg.h"
#include "synthesis/espeak_ng/espeak.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;

constexpr auto kRecursive = fs::copy_options::recursive;

/// What an English voice reads of the engine's data, in `place`/espeak-ng-data.
fs::path copy_of_the_data(const fs::path& place) {
  const fs::path from = espeak_ng::installation().data;
  const fs::path to = place / "espeak-ng-data";
  fs::create_directories(to / "voices");
  for (const char* file : {"phontab", "phonindex", "phondata", "intonations", "en_dict"})
    fs::copy(from / file, to / file);
  fs::copy(from / "lang", to / "lang", kRecursive);
  fs::copy(from / "voices" / "!v", to / "voices" / "!v", kRecursive);
  return to;
}

enum class Damage { empty, half, zero, random, missing };

void damage(const fs::path& file, Damage how) {
  std::string bytes = read_file(file);
  std::mt19937 random(7);
  fs::remove(file);
  if (how == Damage::missing) return;
  if (how == Damage::empty) bytes.clear();
  if (how == Damage::half) bytes.resize(bytes.size() / 2);
  for (char& byte : bytes) {
    if (how == Damage::zero) byte = '\0';
    if (how == Damage::random) byte = static_cast<char>(random());
  }
  write_file(file, bytes);
}

Outcome with_data(const fs::path& data, const TempFolder& folder, const std::vector<std::string>& words) {
  return sotto(folder, words, {.in_child = [&] { ::setenv("ESPEAK_DATA_PATH", data.parent_path().c_str(), 1); }});
}

TEST(DamagedData, ThatTheTestSentenceDoesNotNeedIsFoundByItsPackage) {
  const TempFolder folder;
  const TempFolder programs;
  const fs::path data = copy_of_the_data(folder.path());
  damage(data / "en_dict", Damage::half);
  testing::write_fake_dpkg(programs, data.string(), "??5??????   " + (data / "en_dict").string() + "\n");
  const Outcome doctor = sotto(folder, {"doctor"}, {.in_child = [&] {
                                 ::setenv("ESPEAK_DATA_PATH", data.parent_path().c_str(), 1);
                                 ::setenv("PATH", (programs.path().string() + ":" + std::getenv("PATH")).c_str(), 1);
                               }});
  EXPECT_EQ(doctor.status, 3) << doctor.out;
  EXPECT_THAT(doctor.out, HasSubstr("LACKS " + (data / "en_dict").string() +
                                    " as it was installed: apt-get install --reinstall kettle-data:all lids"));
}

class DamagedEngine : public ::testing::TestWithParam<const char*> {};

TEST_P(DamagedEngine, IsToldWithWhatToInstall) {
  for (const Damage how : {Damage::empty, Damage::half, Damage::zero, Damage::random, Damage::missing}) {
    const TempFolder folder;
    folder.write("kettle.txt", "The kettle sang.\n");
    const fs::path data = copy_of_the_data(folder.path());
    if (how == Damage::empty) {
      EXPECT_EQ(with_data(data, folder, {"doctor"}).status, 0) << "the copy is as good as the engine's own";
    }
    damage(data / GetParam(), how);
    SCOPED_TRACE(::testing::Message() << GetParam() << ", damage " << static_cast<int>(how));
    // A half file may still hold all that this voice needs.
    const bool harmless = how == Damage::half;
    const Outcome doctor = with_data(data, folder, {"doctor"});
    if (!harmless) {
      EXPECT_EQ(doctor.status, 3) << doctor.out << doctor.err;
      EXPECT_THAT(doctor.out, HasSubstr("LACKS a speech engine that speaks"));
      EXPECT_THAT(doctor.out, HasSubstr("install"));
    }
    // All commands ask the engine in the same way: one of the damages stands for the others.
    std::vector<std::vector<std::string>> commands = {{"produce", "kettle.txt"}};
    if (how == Damage::random) commands.insert(commands.end(), {{"voices"}, {"audition", "narrator", "Hello."}});
    for (const std::vector<std::string>& words : commands) {
      const Outcome outcome = with_data(data, folder, words);
      EXPECT_THAT(outcome.status, AnyOf(3, harmless ? 0 : 3)) << words.front() << ": " << outcome.err;
      if (outcome.status == 3) {
        EXPECT_THAT(outcome.err, HasSubstr("apt-get install --reinstall espeak-ng-data")) << words.front();
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Of, DamagedEngine,
                         ::testing::Values("phontab", "phonindex", "phondata", "intonations", "en_dict"),
                         [](const auto& tested) { return std::string(tested.param); });

TEST(DamagedVoice, IsToldWithWhatToInstall) {
  for (const Damage how : {Damage::empty, Damage::zero, Damage::random}) {
    const TempFolder folder;
    const fs::path data = copy_of_the_data(folder.path());
    damage(data / "lang/gmw/en", how);
    const Outcome voices = with_data(data, folder, {"voices"});
    EXPECT_EQ(voices.status, 3) << static_cast<int>(how);
    EXPECT_THAT(voices.err, HasSubstr("apt-get install --reinstall espeak-ng-data"));
    EXPECT_EQ(with_data(data, folder, {"doctor"}).status, 3);
  }
}

TEST(LongPronunciation, IsToldWithItsPlace) {
  const TempFolder folder;
  folder.write("kettle/kettle.txt", "Giry laughed.\n");
  for (const std::size_t length : {800U, 100'000U}) {
    folder.write("kettle/book.yaml", "pronunciations:\n  Giry: " + std::string(length, 'a') + "\n");
    const Outcome outcome = sotto(folder, {"produce", "kettle"});
    EXPECT_EQ(outcome.status, 1) << length;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("kettle/book.yaml:2:"), HasSubstr("error: eSpeak NG crashed")));
    EXPECT_THAT(outcome.err, HasSubstr("over how 'Giry' is said"));
  }
}

}  // namespace
}  // namespace sotto::end_to_end
