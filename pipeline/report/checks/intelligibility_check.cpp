#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

/// The lines that are judged by one value: one long line, or all short ones of a speaker in a delivery.
struct Judged {
  std::vector<std::pair<const contents::ChapterReport*, std::size_t>> lines;
  double sum = 0;  ///< value times duration
  double time = 0;
  bool whispered = false;

  double mean() const { return sum / time; }
};

/// `shortest`: seconds of speech that can be judged.
std::vector<Judged> gather(const ListeningContext& context, double shortest) {
  std::map<std::pair<std::string, std::string>, Judged> short_lines;
  std::vector<Judged> all;
  for (const AnalyzedChapter& analyzed : context.chapters) {
    const contents::ChapterReport& chapter = analyzed.report;
    for (std::size_t l = 0; l < chapter.lines.size(); ++l) {
      const contents::LineReport& line = chapter.lines[l];
      if (!line.intelligibility) continue;
      const Seconds length = line.end - line.begin;
      Judged& judged = length.value < shortest ? short_lines[{line.who, line.how}] : all.emplace_back();
      judged.lines.emplace_back(&chapter, l);
      judged.sum += *line.intelligibility * length.value;
      judged.time += length.value;
      judged.whispered = line.how == "whisper";
    }
  }
  for (auto& [voice, judged] : short_lines) {
    // What is too short also together says nothing.
    if (judged.time >= shortest) all.push_back(std::move(judged));
  }
  return all;
}

void judge_intelligibility(const ListeningContext& context, contents::CheckReport& check) {
  constexpr std::size_t kShown = 10;
  const double spoken = context.limits.at("intelligibility.estoi");
  const double whispered = context.limits.at("intelligibility.whisper");
  check.limit = fmt::format("at least {:g}; whispers {:g}", spoken, whispered);
  std::vector<Judged> all = gather(context, context.limits.at("intelligibility.shortest"));
  const auto least = [&](const Judged& judged) { return judged.whispered ? whispered : spoken; };
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
    return;
  }
  check.number = all.front().mean();
  std::vector<std::string> values;
  if (lowest[0]) values.push_back(fmt::format("lowest spoken: {:.3f}", *lowest[0]));
  if (lowest[1]) values.push_back(fmt::format("lowest whispered: {:.3f}", *lowest[1]));
  const bool good = check.findings.empty() || !check.findings.front().fails;
  finish(check, fmt::format("{}", fmt::join(values, "; ")));
  if (good) check.verdict = contents::Verdict::passed;  // the lowest ten are named also when they are good
}

}  // namespace

Check intelligibility_check() {
  return {
      .id = "intelligibility",
      .group = "intelligibility",
      .name = "Every line can be understood",
      .meaning =
          "Extended short-time objective intelligibility (Jensen and Taal 2016) of each line in the "
          "master against its dry take, in the bands in which it has something to say: 1 is untouched. "
          "The lowest come first.",
      .hint =
          "Lower `ambience: level` or raise `duck` in the book's settings, lower the `thunder` before the line in its "
          "script, or give the speaker another voice; in a voice of your own, take away low shelf or room, or slow it "
          "down.",
      .limits = {{"intelligibility.estoi", 0, 1},
                 {"intelligibility.whisper", 0, 1},
                 {"intelligibility.faint", 10, 90, "dB"},
                 {"intelligibility.shortest", 0.4, 60, "s"}},
      .explained_by =
          {
              {"channels", Reach::chapter},         // without one channel, half of the sound is missing
              {"clipping", Reach::line, true},      // a line that is cut flat is softer
              {"line-levels", Reach::line},         // a line that is far too loud or soft
              {"bed-level", Reach::beside},         // a bed that was made louder or softer
              {"speech-over-bed", Reach::chapter},  // a bed that is too loud at one line is hardly right at the next
          },
      .run = ListeningCheck{.judge = judge_intelligibility}};
}

}  // namespace sotto::checks
