// What a take is named by.

#include "synthesis/take.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "support/engine_voices.h"
#include "synthesis/engines.h"

namespace sotto::synthesis {
namespace {

normalization::NormalizedSentence sentence(const std::string& last) {
  return {{0, 100}, {{{0, 1}, "Rain", "", false}, {{0, 1}, "fell", last, false}}};
}

/// A front end whose engine and text are those of another one, and whose version is the test's.
class Versioned final : public engine::FrontEnd {
 public:
  explicit Versioned(std::string version) : version_(std::move(version)) {}
  void check(const Voices& voices, Diagnostics& diagnostics) const override { own_->check(voices, diagnostics); }
  engine::EngineText text(const normalization::NormalizedSentence& said, const cast::VoiceProfile& profile,
                          const std::string& delivery) const override {
    return own_->text(said, profile, delivery);
  }
  std::string identity(const cast::EngineSettings& /*voice*/) const override { return version_; }
  cast::EngineSettings for_worker(const cast::EngineSettings& voice) const override {
    return testing::with(voice, {{"volume", 1}});
  }
  std::vector<std::filesystem::path> folders_in(const std::filesystem::path& /*cache*/) const override { return {}; }
  engine::WorkerData prepare(const std::filesystem::path& /*cache*/, bool /*compare_all*/) const override { return {}; }

 private:
  std::unique_ptr<engine::FrontEnd> own_ = builtin_engines().members().front()->open({});
  std::string version_;
};

TakeRequest request(const normalization::NormalizedSentence& said, const cast::VoiceProfile& profile,
                    const std::string& how = {}, const std::string& version = "1") {
  return request_take(said, profile, how, espeak_ng::schema(), Versioned(version));
}

cast::VoiceProfile plain_voice() {
  cast::VoiceProfile profile;
  profile.engine = testing::espeak_voice();
  profile.deliveries["soft"] = {testing::espeak_change({{"variant", "whisper"}})};
  return profile;
}

TEST(RequestTake, AsksTheEngineInItsOwnWay) {
  normalization::NormalizedSentence said = sentence(".");
  said.span = {70, 80};
  const TakeRequest asked = request(said, plain_voice(), "soft");
  EXPECT_EQ(asked.text, "Rain fell.");
  EXPECT_EQ(asked.words, (std::vector<Span>{{0, 4}, {5, 9}}));
  EXPECT_EQ(asked.place, 70U);
  EXPECT_EQ(asked.voice, testing::espeak_voice({{"variant", "whisper"}, {"volume", 1}})) << "as the worker is told";
}

TEST(RequestTake, TheNameTellsEverythingThatShapesTheTake) {
  const normalization::NormalizedSentence said = sentence(".");
  const cast::VoiceProfile profile = plain_voice();
  const TakeId plain = request(said, profile).id;
  EXPECT_EQ(plain.size(), 32U);
  EXPECT_EQ(request(said, profile).id, plain);
  EXPECT_EQ(request(said, profile, "unknown").id, plain);
  std::vector<TakeId> all = {plain, request(said, profile, "soft").id, request(said, profile, "", "2").id,
                             request(sentence("!"), profile).id};
  for (const cast::EngineSetting& setting : profile.engine.all) {
    cast::VoiceProfile changed = profile;
    const int* whole = std::get_if<int>(&setting.value);
    changed.engine.set(setting.key, whole != nullptr ? cast::SettingValue(*whole + 1) : cast::SettingValue("f3"));
    all.push_back(request(said, changed).id);
  }
  EXPECT_EQ(all.size(), 4U + 7U);
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::unique(all.begin(), all.end()), all.end());

  // What the mixer does, and where the sentence stands, is no business of the take.
  cast::VoiceProfile mixed = profile;
  mixed.pan = 0.5;
  mixed.level = Decibels{3};
  normalization::NormalizedSentence elsewhere = said;
  elsewhere.span = {500, 600};
  EXPECT_EQ(request(elsewhere, mixed).id, plain);
}

TEST(RequestTake, NamesStayFromOneVersionOfTheProgramToTheNext) {
  // A cache that holds years of work is found again: this name is what the program gave from its first version on.
  EXPECT_EQ(request(sentence("."), plain_voice(), "", "eSpeak NG 1.51, data 0123456789abcdef").id,
            "216d47e53908ba1d03a8c190fb8a7dec");
}

}  // namespace
}  // namespace sotto::synthesis
