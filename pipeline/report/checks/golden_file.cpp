#include "report/checks/golden_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <sstream>
#include <string_view>

#include "shared/files.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEdition = "# edition: ";
constexpr const char* kHead = "# who\thow\tbegin s\tlength s\tlevel LUFS\tpitch Hz\tcentroid Hz\tlevels\ttakes\tsay\n";

template <typename T>
std::optional<double> number(const std::optional<T>& value) {
  if (!value) return std::nullopt;
  return value->value;
}

std::string shown(const std::optional<double>& value, int decimals) {
  return value ? fmt::format("{:.{}f}", *value, decimals) : "-";
}

std::string text_of(const GoldenLine& k) {
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

}  // namespace

GoldenLine golden_line(const contents::LineReport& line, const contents::ChapterReport& chapter) {
  GoldenLine k{line.who,
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
  for (double at = line.begin.value; track.step.value > 0 && at < line.end.value; at += kGoldenWindow.value) {
    const auto index = static_cast<std::size_t>(at / track.step.value);
    if (index < track.values.size()) k.levels.push_back(static_cast<double>(track.values[index]));
  }
  return k;
}

std::string golden_chapter(const contents::ChapterReport& chapter) {
  std::string text = kHead;
  for (const contents::LineReport& line : chapter.lines) text += text_of(golden_line(line, chapter));
  return text;
}

std::string golden_file_name(const contents::ChapterReport& chapter) {
  return fmt::format("{:02}-{}.txt", chapter.number, slug(chapter.title));
}

std::vector<GoldenLine> read_golden(const fs::path& path, Diagnostics& diagnostics) {
  constexpr std::size_t kFields = 10;
  std::vector<GoldenLine> lines;
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
    GoldenLine k{fields[0],
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

std::string golden_edition(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::istringstream file(try_read_file(entry.path()).value_or(""));
    std::string line;
    if (std::getline(file, line) && line.starts_with(kEdition)) return line.substr(kEdition.size());
  }
  return {};
}

std::vector<fs::path> other_golden_files(const contents::ProductionReport& report, const fs::path& folder) {
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.insert(entry.path());
  }
  for (const contents::ChapterReport& chapter : report.chapters) files.erase(folder / golden_file_name(chapter));
  return {files.begin(), files.end()};
}

void update_golden(const contents::ProductionReport& report, const fs::path& folder) {
  make_folder(folder);
  for (const contents::ChapterReport& chapter : report.chapters) {
    update_file(folder / golden_file_name(chapter),
                fmt::format("{}{}\n{}", kEdition, report.edition, golden_chapter(chapter)));
  }
  std::error_code ignored;
  for (const fs::path& gone : other_golden_files(report, folder)) fs::remove(gone, ignored);
}

}  // namespace sotto::checks
