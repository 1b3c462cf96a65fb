#include "production/chapter_job.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "production/planned.h"
#include "shared/failure.h"
#include "shared/fields_json.h"

namespace sotto::production {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Fills values with whatever their types can hold.
class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}

  template <typename T>
  void roll(T& value) {
    if constexpr (Fielded<T>) {
      for_each_field<T>([&]<typename F>(const F& field) {
        if constexpr (F::written) roll(value.*field.member);
      });
    } else if constexpr (Quantity<T>) {
      roll(value.value);
    } else if constexpr (Variant<T>) {
      const auto which = random_() % 3;
      which == 0   ? roll(value.template emplace<0>())
      : which == 1 ? roll(value.template emplace<1>())
                   : roll(value.template emplace<2>());
    } else if constexpr (std::is_enum_v<T>) {
      value = static_cast<T>(random_() % 3);
    } else if constexpr (std::is_same_v<T, bool>) {
      value = random_() % 2 == 0;
    } else if constexpr (std::is_integral_v<T>) {
      value = static_cast<T>(random_());
    } else if constexpr (std::is_floating_point_v<T>) {
      value =
          std::ldexp(static_cast<double>(static_cast<std::int64_t>(random_())), static_cast<int>(random_() % 99) - 90);
    } else if constexpr (std::is_same_v<T, std::string>) {
      value.clear();
      constexpr std::array<const char*, 6> kPieces = {"a", "\u00e9\u20ac", "\"\\", "\n\t\x01", "<b>", "\U0001F600"};
      for (auto n = random_() % 5; n > 0; --n) value += kPieces.at(random_() % kPieces.size());
    } else if constexpr (requires { typename T::mapped_type; }) {
      for (auto n = random_() % 3; n > 0; --n) {
        typename T::key_type key;
        roll(key);
        roll(value[key]);
      }
    } else if constexpr (requires { value.first; }) {
      roll(value.first);
      roll(value.second);
    } else if constexpr (requires { value.emplace_back(); }) {
      for (auto n = random_() % 4; n > 0; --n) roll(value.emplace_back());
    } else if (random_() % 2 == 0) {
      std::remove_cvref_t<decltype(*value)> there{};
      roll(there);
      value = std::move(there);
    }
  }

 private:
  std::mt19937_64 random_;
};

TEST(ChapterJob, AnyJobReadsBackAsItself) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    ChapterJob job;
    Dice(seed).roll(job);
    job.sotto = SOTTO_VERSION;
    const std::string text = write_chapter_job(job);
    const ChapterJob read = read_chapter_job(text);
    EXPECT_THAT(different_fields(read, job), IsEmpty()) << "seed " << seed;
    EXPECT_EQ(write_chapter_job(read), text) << "seed " << seed;
    EXPECT_EQ(hash_of(read), hash_of(job)) << "seed " << seed;
  }
}

TEST(ChapterJob, OfABookReadsBackAsItself) {
  const testing::SmallBook book;
  const ProductionPlan plan = planned(book);
  const mix::VoiceLevels levels = {{{"narrator", ""}, {-21.123456789}}, {{"anna", ""}, {-19}}};
  for (std::size_t i = 0; i < plan.chapters.size(); ++i) {
    const ChapterJob job = chapter_job(plan, i, levels);
    EXPECT_EQ(read_chapter_job(write_chapter_job(job)), job);
  }
}

TEST(ChapterJob, SaysWhatIsWrongWithWhatIsNone) {
  const testing::SmallBook book;
  const std::string good = write_chapter_job(chapter_job(planned(book), 0, {}));
  const auto why = [&](const std::string& from, const std::string& to) -> std::string {
    std::string bad = good;
    bad.replace(bad.find(from), from.size(), to);
    try {
      read_chapter_job(bad);
    } catch (const MachineFailure& failure) {
      return failure.what();
    }
    return "";
  };
  EXPECT_EQ(why("\"head\": 0.75", "\"head\": 0.76"), "");
  EXPECT_THAT(why("\"head\": 0.75", "\"head\": null"), HasSubstr("sound.pauses.head is no number"));
  EXPECT_THAT(why("\"seed\"", "\"sied\""), HasSubstr("sound.ambience.seed is missing"));
  EXPECT_THAT(why("{", "["), HasSubstr("this is no chapter job"));
  EXPECT_THAT(why("\"sotto\": \"", "\"sotto\": \"9."), HasSubstr("is of Sotto 9."));
}

TEST(ChapterJob, NamesTheBedsThatItNeeds) {
  ChapterJob job;
  job.text.script.number = 3;
  job.text.script.title = "The Mask";
  EXPECT_EQ(job.master_name(), "03-the-mask.wav");
  EXPECT_THAT(job.bed_contents(), IsEmpty());
  document::AmbienceChange change;
  change.bed = document::Bed{document::Bed::Kind::recording, {}, {}, "fire"};
  job.text.script.lines.resize(2);
  job.text.script.lines[1].ambience = change;
  job.sound.bed.scene = document::AmbienceScene{};
  job.sound.bed.scene->bed = {document::Bed::Kind::recording, {}, {}, "wind"};
  EXPECT_THAT(job.bed_contents(), ElementsAre("fire", "wind"));
  job.sound.ambience.scene.bed = {document::Bed::Kind::none};
  EXPECT_THAT(job.bed_contents(), IsEmpty()) << "nothing lies under a silent book";
}

}  // namespace
}  // namespace sotto::production
