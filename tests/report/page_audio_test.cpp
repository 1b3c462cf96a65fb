#include "report/page_audio.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "report/written_sine.h"
#include "shared/sound_file.h"
#include "support/temp_folder.h"

namespace sotto::report {
namespace {

namespace fs = std::filesystem;

int digit_value(char digit) {
  int value = 0;
  while (value < 63 && page_digit(value) != digit) ++value;
  return value;
}

double mel(double hertz) { return 1127 * std::log1p(hertz / 700); }

TEST(PageAudio, AToneIsInItsBandAndTheFileIsSmallAndKept) {
  const testing::TempFolder folder;
  const fs::path master = write_sine(folder / "01-one.wav", 1000, 3);
  const StopFlag stop;
  const PageAudio sound = page_audio(master, folder.path(), stop);

  const fs::path mp3 = folder.path() / sound.file;
  SoundReader reader(mp3);
  EXPECT_NEAR(static_cast<double>(reader.frames()) / reader.rate().value, 3, 0.1);
  EXPECT_EQ(reader.channels(), 2);
  EXPECT_NEAR(static_cast<double>(fs::file_size(mp3)), 3 * 64000.0 / 8, 3000);

  ASSERT_EQ(sound.spectrogram.size(), static_cast<std::size_t>(sound.columns) * kSpectrogramBands);
  const double low = mel(kSpectrogramLow.value);
  const int expected = static_cast<int>((mel(1000) - low) / (mel(kSpectrogramHigh.value) - low) * kSpectrogramBands);
  // Not the last one: there the tone breaks off.
  for (int column = 0; column + 1 < sound.columns; ++column) {
    const std::string bands =
        sound.spectrogram.substr(static_cast<std::size_t>(column) * kSpectrogramBands, kSpectrogramBands);
    const auto loudest =
        std::max_element(bands.begin(), bands.end(), [](char a, char b) { return digit_value(a) < digit_value(b); });
    EXPECT_NEAR(static_cast<double>(loudest - bands.begin()), expected, 1) << "column " << column;
  }

  const auto written = fs::last_write_time(mp3);
  const PageAudio again = page_audio(master, folder.path(), stop);
  EXPECT_EQ(again.file, sound.file);
  EXPECT_EQ(again.spectrogram, sound.spectrogram);
  EXPECT_EQ(fs::last_write_time(mp3), written);
}

}  // namespace
}  // namespace sotto::report
