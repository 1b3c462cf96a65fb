#pragma once

/// The page of a production, `index.html`: everything that the report knows, to look at and to listen to, in one file
/// that opens from disk without a network. Its sound lies beside it, in `audio/`, as small MP3s.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "report/contents/report.h"
#include "shared/progress.h"
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

/// The page. `sounds` are the chapters', by the same index; `before` and `after` are the sound files of the changes, by
/// the same index, empty where there is none.
std::string page_html(const contents::ProductionReport& report, const std::vector<PageAudio>& sounds,
                      const std::vector<std::string>& before, const std::vector<std::string>& after);

/// Writes an MP3 of a master into `folder`/audio, unless one of the same master is there, and looks at its spectrum.
/// Throws MachineFailure, Interrupted.
PageAudio page_audio(const std::filesystem::path& master, const std::filesystem::path& folder, const StopFlag& stop);

/// Writes takes, one after the other, as one MP3 into `folder`/audio, and returns its name relative to the page; empty
/// when there are none, or when one is not in the cache any more. Throws MachineFailure.
std::string page_takes(const std::vector<synthesis::TakeId>& ids, const synthesis::TakeStore& store,
                       const std::filesystem::path& folder);

/// Writes `index.html` and its sound into `folder`, `jobs` chapters at a time; sound that it does not use any more is
/// removed. Throws MachineFailure, Interrupted.
void write_page(const contents::ProductionReport& report, const synthesis::TakeStore& store,
                const std::filesystem::path& folder, int jobs, const StopFlag& stop);

}  // namespace sotto::report
