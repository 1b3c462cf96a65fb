// Lines are matched by what they say (line_matching.h). What is matched is compared value by value, with steps below
// which nobody would hear a difference.

#include "report/checks/golden_comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <sstream>

#include "report/checks/check_result.h"
#include "report/checks/line_matching.h"
#include "shared/files.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

namespace fs = std::filesystem;

constexpr CheckText kUnchanged = {
    "regression", "regression", "As it was blessed",
    "Each line's time, level, pitch and sound against the last production that was blessed.",
    "Listen to what has changed; when it is as it should be: sotto check --bless."};

constexpr std::string_view kEdition = "# edition: ";
constexpr const char* kHead = "# who\thow\tbegin s\tlength s\tlevel LUFS\tpitch Hz\tcentroid Hz\tlevels\ttakes\tsay\n";
constexpr Seconds kWindow{0.5};

constexpr double kLengthStep = 0.05;   ///< s
constexpr double kPauseStep = 0.05;    ///< s
constexpr double kLevelStep = 0.5;     ///< dB
constexpr double kWindowStep = 3;      ///< dB, of a single half second
constexpr double kPitchStep = 0.5;     ///< semitones
constexpr double kCentroidStep = 0.1;  ///< share

struct KeptLine {
  std::string who;
  std::string how;
  double begin = 0;
  double length = 0;
  std::optional<double> level;
  std::optional<double> pitch;
  std::optional<double> centroid;
  std::vector<double> levels;
  std::vector<std::string> takes;
  std::string say;
};

template <typename T>
std::optional<double> number(const std::optional<T>& value) {
  if (!value) return std::nullopt;
  return value->value;
}

KeptLine kept(const contents::LineReport& line, const contents::ChapterReport& chapter) {
  KeptLine k{line.who,
             line.how.empty() ? "plain" : line.how,
             line.begin.value,
             (line.end - line.begin).value,
             number(line.level),
             number(line.pitch),
             number(line.centroid),
             {},
             line.takes,
             fold_space(line.text)};
  const analysis::Track& track = chapter.momentary;
  for (double at = line.begin.value; track.step.value > 0 && at < line.end.value; at += kWindow.value) {
    const auto index = static_cast<std::size_t>(at / track.step.value);
    if (index < track.values.size()) k.levels.push_back(static_cast<double>(track.values[index]));
  }
  return k;
}

std::string shown(const std::optional<double>& value, int decimals) {
  return value ? fmt::format("{:.{}f}", *value, decimals) : "-";
}

std::string told(const KeptLine& k) {
  std::string levels;
  for (const double level : k.levels) levels += fmt::format("{}{:.0f}", levels.empty() ? "" : " ", level);
  return fmt::format("{}\t{}\t{:.2f}\t{:.2f}\t{}\t{}\t{}\t{}\t{}\t{}\n", k.who, k.how, k.begin, k.length,
                     shown(k.level, 1), shown(k.pitch, 0), shown(k.centroid, 0), levels.empty() ? "-" : levels,
                     k.takes.empty() ? "-" : fmt::format("{}", fmt::join(k.takes, " ")), k.say);
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::string part;
  std::istringstream stream(text);
  while (std::getline(stream, part, at)) parts.push_back(part);
  return parts;
}

std::optional<double> parsed(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::vector<KeptLine> read_kept(const fs::path& path, Diagnostics& diagnostics) {
  constexpr std::size_t kFields = 10;
  std::vector<KeptLine> lines;
  std::istringstream file(read_file(path));
  std::string text;
  for (std::size_t place = 1; std::getline(file, text); ++place) {
    if (text.empty() || text.front() == '#') continue;
    const auto fields = split(text, '\t');
    if (fields.size() != kFields || !parsed(fields[2]) || !parsed(fields[3])) {
      diagnostics.add({Severity::warning, path.string(), place, 0, "this is no line of a blessed production", text,
                       "bless the production again: sotto check --bless"});
      continue;
    }
    KeptLine k{fields[0],
               fields[1],
               *parsed(fields[2]),
               *parsed(fields[3]),
               parsed(fields[4]),
               parsed(fields[5]),
               parsed(fields[6]),
               {},
               {},
               fields[9]};
    for (const std::string& level : split(fields[7], ' ')) {
      if (const auto value = parsed(level)) k.levels.push_back(*value);
    }
    if (fields[8] != "-") k.takes = split(fields[8], ' ');
    lines.push_back(std::move(k));
  }
  return lines;
}

/// What a listener might notice of a line that was and a line that is.
std::vector<std::string> differences(const KeptLine& was, const KeptLine& is) {
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
                                 kWindow.value * static_cast<double>(i), is.levels[i], was.levels[i]));
      break;
    }
  }
  if (what.empty() && was.takes != is.takes) what.emplace_back("other takes that measure the same");
  return what;
}

std::string file_name(const contents::ChapterReport& chapter) {
  return fmt::format("{:02}-{}.txt", chapter.number, slug(chapter.title));
}

/// What edition is blessed: other ones have other levels. Empty when nothing is.
std::string blessed_edition(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::istringstream file(try_read_file(entry.path()).value_or(""));
    std::string line;
    if (std::getline(file, line) && line.starts_with(kEdition)) return line.substr(kEdition.size());
  }
  return {};
}

/// Files of chapters that the production does not have, in order.
std::vector<fs::path> left_of_others(const contents::ProductionReport& report, const fs::path& folder) {
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.insert(entry.path());
  }
  for (const contents::ChapterReport& chapter : report.chapters) files.erase(folder / file_name(chapter));
  return {files.begin(), files.end()};
}

void compare_chapter(const contents::ChapterReport& chapter, const std::vector<KeptLine>& was,
                     std::vector<contents::ChangeReport>& changes) {
  std::vector<KeptLine> is;
  for (const contents::LineReport& line : chapter.lines) is.push_back(kept(line, chapter));
  const auto texts = [](const std::vector<KeptLine>& lines) {
    std::vector<std::string> all(lines.size());
    std::transform(lines.begin(), lines.end(), all.begin(), [](const KeptLine& line) { return line.say; });
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
    const KeptLine& old_line = was[*before];
    const KeptLine& new_line = is[*now];
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

std::string golden_chapter(const contents::ChapterReport& chapter) {
  std::string text = kHead;
  for (const contents::LineReport& line : chapter.lines) text += told(kept(line, chapter));
  return text;
}

void update_golden(const contents::ProductionReport& report, const fs::path& folder) {
  make_folder(folder);
  for (const contents::ChapterReport& chapter : report.chapters) {
    update_file(folder / file_name(chapter),
                fmt::format("{}{}\n{}", kEdition, report.edition, golden_chapter(chapter)));
  }
  std::error_code ignored;
  for (const fs::path& gone : left_of_others(report, folder)) fs::remove(gone, ignored);
}

void compare_with_golden(contents::ProductionReport& report, const fs::path& folder, const Limits& limits,
                         Diagnostics& diagnostics) {
  const double limit = limits.regression.changed;
  contents::CheckReport check = begin_check(kUnchanged,
                                            limit <= 0  ? "none"
                                            : limit < 1 ? fmt::format("at most {:g} % of the lines", limit * 100)
                                                        : "",
                                            "share");
  std::error_code none;
  if (!fs::is_directory(folder, none)) {
    skip(check, "nothing is blessed yet");
    report.checks.push_back(std::move(check));
    return;
  }
  const std::string edition = blessed_edition(folder);
  if (!edition.empty() && edition != report.edition) {
    skip(check, fmt::format("another edition is blessed: {}", edition));
    report.checks.push_back(std::move(check));
    return;
  }
  report.blessed = folder.string();
  std::size_t chapters_new = 0;
  std::size_t lines = 0;
  std::size_t unblessed = 0;
  for (const contents::ChapterReport& chapter : report.chapters) {
    if (!chapter.unheard.empty()) continue;
    lines += chapter.lines.size();
    const fs::path path = folder / file_name(chapter);
    if (!fs::exists(path, none)) {
      ++chapters_new;
      unblessed += chapter.lines.size();
      check.findings.push_back(finding_in(chapter, "this chapter is not blessed"));
      continue;
    }
    compare_chapter(chapter, read_kept(path, diagnostics), report.changes);
  }
  for (const fs::path& gone : left_of_others(report, folder)) {
    unblessed += read_kept(gone, diagnostics).size();
    contents::Finding finding;
    finding.message = fmt::format("the chapter of {} is no more", gone.filename().string());
    check.findings.push_back(std::move(finding));
  }
  for (const contents::ChangeReport& change : report.changes) {
    const auto chapter = std::find_if(report.chapters.begin(), report.chapters.end(),
                                      [&](const contents::ChapterReport& c) { return c.number == change.chapter; });
    const std::string what = fmt::format("{}", fmt::join(change.what, ", "));
    check.findings.push_back(change.line ? finding_at(*chapter, *change.line, what)
                                         : finding_in(*chapter, fmt::format("'{}' {}", change.was, what)));
  }
  check.number =
      static_cast<double>(report.changes.size() + unblessed) / static_cast<double>(std::max<std::size_t>(lines, 1));
  for (contents::Finding& finding : check.findings) finding.fails = *check.number > limit && limit < 1;
  finish(check, fmt::format("{} of {} lines differ{}", report.changes.size(), lines,
                            chapters_new > 0 ? fmt::format(", {} new", counted(chapters_new, "chapter")) : ""));
  report.checks.push_back(std::move(check));
}

}  // namespace sotto::checks
