#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "report/checks/check_context.h"
#include "report/checks/check_result.h"

namespace sotto::checks {

namespace {

constexpr CheckText kIntelligible = {
    "intelligibility", "intelligibility", "Every line can be understood",
    "Extended short-time objective intelligibility (Jensen and Taal 2016) of each line in the master against its dry "
    "take, in the bands in which it has something to say: 1 is untouched. The lowest come first.",
    "Lower the bed; take away low shelf or room from the voice; slow the delivery down."};

/// The lines that are judged by one value: one long line, or all short ones of a speaker in a delivery.
struct Judged {
  std::vector<std::pair<const contents::ChapterReport*, std::size_t>> lines;
  double sum = 0;  ///< value times duration
  double time = 0;
  bool whispered = false;

  double mean() const { return sum / time; }
};

std::vector<Judged> gather(const CheckContext& heard, const Limits::Intelligibility& limit) {
  std::map<std::pair<std::string, std::string>, Judged> short_lines;
  std::vector<Judged> all;
  for (const AnalyzedChapter& listened : heard.chapters) {
    const contents::ChapterReport& chapter = listened.report;
    for (std::size_t l = 0; l < chapter.lines.size(); ++l) {
      const contents::LineReport& line = chapter.lines[l];
      if (!line.intelligibility) continue;
      const Seconds length = line.end - line.begin;
      Judged& judged = length.value < limit.shortest.value ? short_lines[{line.who, line.how}] : all.emplace_back();
      judged.lines.emplace_back(&chapter, l);
      judged.sum += *line.intelligibility * length.value;
      judged.time += length.value;
      judged.whispered = line.how == "whisper";
    }
  }
  for (auto& [voice, judged] : short_lines) {
    // What is too short also together says nothing.
    if (judged.time >= limit.shortest.value) all.push_back(std::move(judged));
  }
  return all;
}

}  // namespace

contents::CheckReport intelligibility_check(const CheckContext& heard, const Limits& limits) {
  constexpr std::size_t kShown = 10;
  const auto& limit = limits.intelligibility;
  contents::CheckReport check =
      begin_check(kIntelligible, fmt::format("at least {:g}; whispers {:g}", limit.estoi, limit.whisper));
  std::vector<Judged> all = gather(heard, limit);
  const auto least = [&](const Judged& judged) { return judged.whispered ? limit.whisper : limit.estoi; };
  // Those nearest to their own limit come first.
  std::stable_sort(all.begin(), all.end(),
                   [&](const Judged& a, const Judged& b) { return a.mean() - least(a) < b.mean() - least(b); });
  std::array<std::optional<double>, 2> lowest;  // of what is spoken, and of what is whispered
  for (const Judged& judged : all) {
    const double mean = judged.mean();
    const bool fails = mean < least(judged);
    auto& low = lowest[judged.whispered ? 1 : 0];
    low = std::min(mean, low.value_or(mean));
    for (const auto& [chapter, l] : judged.lines) {
      if (!fails && check.findings.size() >= kShown) break;
      const double value = *chapter->lines[l].intelligibility;
      const std::string together =
          judged.lines.size() > 1 ? fmt::format("; {:.3f} with the other short lines", mean) : "";
      contents::Finding finding = finding_at(*chapter, l,
                                             fmt::format("{:.3f}{}; {} at least {:g}", value, together,
                                                         judged.whispered ? "whispered," : "spoken,", least(judged)));
      finding.value = value;
      finding.fails = fails;
      check.findings.push_back(std::move(finding));
    }
  }
  if (all.empty()) {
    skip(check, "no line is long enough");
    return check;
  }
  check.number = all.front().mean();
  std::vector<std::string> told;
  if (lowest[0]) told.push_back(fmt::format("lowest spoken: {:.3f}", *lowest[0]));
  if (lowest[1]) told.push_back(fmt::format("lowest whispered: {:.3f}", *lowest[1]));
  const bool good = check.findings.empty() || !check.findings.front().fails;
  finish(check, fmt::format("{}", fmt::join(told, "; ")));
  if (good) check.verdict = contents::Verdict::passed;  // the worst ten are told also when they are good
  return check;
}

}  // namespace sotto::checks
