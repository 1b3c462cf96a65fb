#pragma once

/// The sound of a production's page: small MP3s beside it, and the spectrograms that it draws.

#include <filesystem>
#include <string>
#include <vector>

#include "shared/progress.h"
#include "shared/units.h"
#include "synthesis/take_store.h"

namespace sotto::report {

/// How a chapter sounds and looks on the page.
struct PageAudio {
  std::string file;         ///< relative to the page
  int columns = 0;          ///< of the spectrogram, from the chapter's begin to its end
  std::string spectrogram;  ///< column by column, `kSpectrogramBands` digits (see `page_digit`) each, low to high
};

/// Bands of the spectrogram, even steps on the mel scale from kSpectrogramLow to kSpectrogramHigh.
inline constexpr int kSpectrogramBands = 48;
inline constexpr Hertz kSpectrogramLow{60};
inline constexpr Hertz kSpectrogramHigh{10000};

/// 0..63 as one character of A-Z a-z 0-9 - _; what lies outside is moved to the nearest end.
char page_digit(int value);

/// Writes an MP3 of a master into `folder`/audio, unless one of the same master is there, and looks at its spectrum.
/// Throws MachineFailure, Interrupted.
PageAudio page_audio(const std::filesystem::path& master, const std::filesystem::path& folder, const StopFlag& stop);

/// Writes takes, one after the other, as one MP3 into `folder`/audio, and returns its name relative to the page; empty
/// when there are none, or when one is not in the cache any more. Throws MachineFailure.
std::string page_takes(const std::vector<synthesis::TakeId>& ids, const synthesis::TakeStore& store,
                       const std::filesystem::path& folder);

}  // namespace sotto::report
