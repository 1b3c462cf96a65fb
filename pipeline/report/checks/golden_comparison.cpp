// Lines are matched by what they say (line_matching.h). What is matched is compared value by value, with steps below
// which nobody would hear a difference.

#include "report/checks/golden_comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <system_error>
#include <utility>

#include "report/checks/golden_file.h"
#include "report/checks/line_matching.h"

namespace sotto::checks {

namespace {

namespace fs = std::filesystem;

constexpr double kLengthStep = 0.05;   ///< s
constexpr double kPauseStep = 0.05;    ///< s
constexpr double kLevelStep = 0.5;     ///< dB
constexpr double kWindowStep = 3;      ///< dB, of a single half second
constexpr double kPitchStep = 0.5;     ///< semitones
constexpr double kCentroidStep = 0.1;  ///< share

/// What a listener might notice of a line that was and a line that is.
std::vector<std::string> differences(const GoldenLine& was, const GoldenLine& is) {
  std::vector<std::string> what;
  const auto add = [&](double by, double step, const char* more, const char* less, const char* unit, int decimals) {
    if (std::fabs(by) >= step)
      what.push_back(fmt::format("{:.{}f} {} {}", std::fabs(by), decimals, unit, by > 0 ? more : less));
  };
  if (was.say != is.say) what.emplace_back("says other words");
  if (was.who != is.who) what.push_back(fmt::format("{} speaks instead of {}", is.who, was.who));
  if (was.how != is.how) what.push_back(fmt::format("{} instead of {}", is.how, was.how));
  add(is.length - was.length, kLengthStep, "longer", "shorter", "s", 2);
  if (was.level && is.level) add(*is.level - *was.level, kLevelStep, "louder", "softer", "dB", 1);
  if (was.pitch && is.pitch) add(12 * std::log2(*is.pitch / *was.pitch), kPitchStep, "higher", "lower", "semitones", 1);
  if (was.pitch.has_value() != is.pitch.has_value()) what.emplace_back(is.pitch ? "voiced now" : "voiceless now");
  if (was.centroid && is.centroid && *was.centroid > 0) {
    const double share = *is.centroid / *was.centroid - 1;
    add(share * 100, kCentroidStep * 100, "brighter", "darker", "%", 0);
  }
  // The windows lie on the chapter's time: of a line that begins elsewhere they hold other sounds.
  constexpr double kSameBegin = 0.015;
  if (what.empty() && was.levels.size() == is.levels.size() && std::fabs(is.begin - was.begin) < kSameBegin) {
    for (std::size_t i = 0; i < is.levels.size(); ++i) {
      if (std::fabs(is.levels[i] - was.levels[i]) < kWindowStep) continue;
      what.push_back(fmt::format("level after {:.1f} s is {:.0f} instead of {:.0f} LUFS",
                                 kGoldenWindow.value * static_cast<double>(i), is.levels[i], was.levels[i]));
      break;
    }
  }
  if (what.empty() && was.takes != is.takes) what.emplace_back("other takes that measure the same");
  return what;
}

void compare_chapter(const contents::ChapterReport& chapter, const std::vector<GoldenLine>& was,
                     std::vector<contents::ChangeReport>& changes) {
  std::vector<GoldenLine> is;
  for (const contents::LineReport& line : chapter.lines) is.push_back(golden_line(line, chapter));
  const auto texts = [](const std::vector<GoldenLine>& lines) {
    std::vector<std::string> all(lines.size());
    std::transform(lines.begin(), lines.end(), all.begin(), [](const GoldenLine& line) { return line.say; });
    return all;
  };
  std::optional<double> pause_off = 0.0;  ///< how much later the line before ends; unknown after one that has no match
  for (const auto& [before, now] : match_lines(texts(was), texts(is))) {
    if (!now || !before) pause_off.reset();
    if (!now) {
      changes.push_back({chapter.number, std::nullopt, {}, was[*before].say, {"is no more"}, was[*before].takes, {}});
      continue;
    }
    if (!before) {
      changes.push_back({chapter.number, *now, is[*now].say, {}, {"is new"}, {}, is[*now].takes});
      continue;
    }
    const GoldenLine& old_line = was[*before];
    const GoldenLine& new_line = is[*now];
    auto what = differences(old_line, new_line);
    // A line that begins later because the one before it is longer has not changed; its pause has, if anything.
    const double off = new_line.begin - old_line.begin;
    const double more_pause = off - pause_off.value_or(off);
    if (std::fabs(more_pause) >= kPauseStep && new_line.length > 0) {
      what.push_back(
          fmt::format("{:.2f} s {} pause before it", std::fabs(more_pause), more_pause > 0 ? "more" : "less"));
    }
    pause_off = new_line.begin + new_line.length - old_line.begin - old_line.length;
    if (!what.empty()) {
      changes.push_back({chapter.number, *now, new_line.say, old_line.say == new_line.say ? "" : old_line.say,
                         std::move(what), old_line.takes, new_line.takes});
    }
  }
}

}  // namespace

GoldenComparison compare_with_golden(const contents::ProductionReport& report, const fs::path& folder,
                                     Diagnostics& diagnostics) {
  GoldenComparison comparison;
  std::error_code none;
  if (!fs::is_directory(folder, none)) return comparison;
  comparison.folder = folder.string();
  const std::string edition = golden_edition(folder);
  if (!edition.empty() && edition != report.edition) {
    comparison.other_edition = edition;
    return comparison;
  }
  for (std::size_t i = 0; i < report.chapters.size(); ++i) {
    const contents::ChapterReport& chapter = report.chapters[i];
    if (!chapter.unheard.empty()) continue;
    comparison.lines += chapter.lines.size();
    const fs::path path = folder / golden_file_name(chapter);
    if (fs::exists(path, none)) {
      compare_chapter(chapter, read_golden(path, diagnostics), comparison.changes);
    } else {
      comparison.added.push_back(i);
    }
  }
  for (const fs::path& gone : other_golden_files(report, folder)) {
    comparison.gone.push_back({gone.filename().string(), read_golden(gone, diagnostics).size()});
  }
  return comparison;
}

}  // namespace sotto::checks
