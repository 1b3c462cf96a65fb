#include "production/bed_recordings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "mix/bed_recording.h"
#include "shared/files.h"
#include "shared/sound_file.h"
#include "support/small_book.h"

namespace sotto::production {
namespace {

using ::testing::HasSubstr;

void write_sound(const std::filesystem::path& path, double seconds) {
  SoundWriter writer(path, {}, {});
  std::vector<std::int16_t> samples(static_cast<std::size_t>(seconds * 44100) * 2);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i] = static_cast<std::int16_t>(3000 * std::sin(0.05 * static_cast<double>(i / 2)));
  }
  writer.write(samples);
  writer.finish();
}

class Beds : public ::testing::Test {
 protected:
  std::vector<BedFile> find(const std::string& bed) {
    book.folder.write("b/book.yaml", "ambience: {bed: " + bed + "}\n");
    diagnostics = {};
    opened = book.open(diagnostics);
    script::Script script;
    return find_bed_files(opened, script, diagnostics);
  }
  testing::SmallBook book;
  document::Book opened;
  Diagnostics diagnostics;
  std::filesystem::path cache = book.folder / "cache";
};

TEST_F(Beds, AreNamedByWhatIsInTheirFiles) {
  write_sound(book.folder / "b/fire.wav", 5);
  std::filesystem::copy(book.folder / "b/fire.wav", book.folder / "b/same.wav");
  write_sound(book.folder / "b/wind.wav", 6);
  const auto fire = find("fire.wav");
  ASSERT_EQ(fire.size(), 1U);
  EXPECT_EQ(opened.ambience.scene.bed.content, fire[0].bed.content);
  EXPECT_EQ(opened.ambience.scene.bed.file, "fire.wav") << "what a person wrote stays";
  EXPECT_EQ(find("same.wav")[0].bed.content, fire[0].bed.content);
  EXPECT_NE(find("wind.wav")[0].bed.content, fire[0].bed.content);
  EXPECT_FALSE(std::filesystem::exists(cache)) << "finding prepares nothing";
  prepare_bed_files(fire, cache, {}, diagnostics);
  EXPECT_TRUE(std::filesystem::exists(mix::prepared_recording(mix::recordings_in(cache), fire[0].bed.content)));
}

TEST_F(Beds, RainAndNoneHaveNoFile) {
  EXPECT_TRUE(find("rain").empty());
  EXPECT_TRUE(find("none").empty());
  EXPECT_FALSE(diagnostics.has_errors());
}

TEST_F(Beds, WhatIsWrongIsToldWhereItIsNamed) {
  write_sound(book.folder / "b/fire.wav", 5);
  write_sound(book.folder / "outside.wav", 5);
  EXPECT_TRUE(find("fier.wav").empty());
  EXPECT_THAT(render(diagnostics), AllOf(HasSubstr("book.yaml:1:"), HasSubstr("did you mean 'fire.wav'?")));
  EXPECT_TRUE(find("../outside.wav").empty());
  EXPECT_THAT(render(diagnostics), HasSubstr("is outside the book's folder"));
  book.folder.write("b/text.wav", "no sound");
  prepare_bed_files(find("text.wav"), cache, {}, diagnostics);
  EXPECT_THAT(render(diagnostics), HasSubstr("'text.wav' cannot be a bed"));
}

}  // namespace
}  // namespace sotto::production
