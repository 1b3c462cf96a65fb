#include "report/report_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace sotto::report {

namespace {

using nlohmann::ordered_json;

/// Rounded to a number of decimals, so that two machines write the same.
double rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::isfinite(value) ? std::round(value * scale) / scale : -999.0;
}

ordered_json milliseconds(Seconds time) { return rounded(time.value, 3); }

template <typename T>
ordered_json or_null(const std::optional<T>& value, int decimals) {
  if (!value) return nullptr;
  if constexpr (requires { value->value; }) {
    return rounded(value->value, decimals);
  } else {
    return rounded(*value, decimals);
  }
}

ordered_json json_of(const analysis::Track& track, double scale, int decimals) {
  ordered_json values = ordered_json::array();
  for (const float value : track.values) {
    const double shown = rounded(static_cast<double>(value) * scale, decimals);
    if (decimals == 0) {
      values.push_back(static_cast<int>(shown));
    } else {
      values.push_back(shown);
    }
  }
  return {{"step_s", milliseconds(track.step)}, {"values", std::move(values)}};
}

ordered_json json_of(const contents::Finding& finding) {
  return {{"chapter", finding.chapter},
          {"line", finding.line ? ordered_json(*finding.line) : ordered_json()},
          {"time_s", or_null(finding.time, 3)},
          {"place", finding.place},
          {"message", finding.message},
          {"value", or_null(finding.value, 4)},
          {"fails", finding.fails}};
}

ordered_json json_of(const contents::CheckReport& check) {
  ordered_json findings = ordered_json::array();
  for (const contents::Finding& finding : check.findings) findings.push_back(json_of(finding));
  return {{"id", check.id},
          {"group", check.group},
          {"name", check.name},
          {"meaning", check.meaning},
          {"verdict", verdict_name(check.verdict)},
          {"limit", check.limit},
          {"value", check.value},
          {"number", or_null(check.number, 4)},
          {"unit", check.unit},
          {"hint", check.hint},
          {"found", check.found},
          {"findings", std::move(findings)}};
}

ordered_json json_of(const contents::LineReport& line) {
  ordered_json words = ordered_json::array();
  for (const contents::WordReport& word : line.words) {
    words.push_back({{"text", word.text}, {"begin_s", milliseconds(word.begin)}, {"end_s", milliseconds(word.end)}});
  }
  ordered_json guess;
  if (line.guessed) {
    guess = {{"confidence", rounded(line.confidence, 2)},
             {"rule", line.rule},
             {"evidence", line.evidence},
             {"second", line.second},
             {"corrected", line.corrected}};
  }
  return {{"who", line.who},
          {"how", line.how},
          {"text", line.text},
          {"place", line.place},
          {"begin_s", milliseconds(line.begin)},
          {"end_s", milliseconds(line.end)},
          {"guess", std::move(guess)},
          {"level_lufs", or_null(line.level, 2)},
          {"over_bed_lu", or_null(line.over_bed, 2)},
          {"intelligibility", or_null(line.intelligibility, 4)},
          {"pitch_hz", or_null(line.pitch, 1)},
          {"centroid_hz", or_null(line.centroid, 0)},
          {"takes", line.takes},
          {"words", std::move(words)}};
}

ordered_json json_of(const contents::ChapterReport& chapter, const std::vector<contents::LineReport>& told) {
  const publish::MasterMeasure& m = chapter.measure;
  ordered_json lines = ordered_json::array();
  for (const contents::LineReport& line : told) lines.push_back(json_of(line));
  constexpr double kPeakScale = 1000;
  const auto measured = [&](double value, int decimals) {
    return chapter.measured() ? ordered_json(rounded(value, decimals)) : ordered_json();
  };
  ordered_json format;
  if (chapter.form) {
    format = {{"container", chapter.form->container},
              {"samples", chapter.form->samples},
              {"rate_hz", chapter.form->rate.value},
              {"channels", chapter.form->channels}};
  }
  return {{"number", chapter.number},
          {"title", chapter.title},
          {"audio", chapter.audio},
          {"unheard", chapter.unheard},
          {"format", std::move(format)},
          {"duration_s", milliseconds(m.duration)},
          {"loudness_lufs", measured(m.loudness.value, 2)},
          {"loudness_range_lu", measured(m.loudness_range.value, 2)},
          {"true_peak_dbtp", measured(m.true_peak.value, 2)},
          {"gain_db", rounded(m.gain.value, 2)},
          {"limited_db", rounded(m.limited.value, 2)},
          {"limited_share", rounded(m.limited_share, 6)},
          {"rms_dbfs", measured(m.levels.rms.value, 2)},
          {"noise_floor_dbfs", measured(m.levels.floor.value, 2)},
          {"head_s", measured(m.levels.head.value, 3)},
          {"tail_s", measured(m.levels.tail.value, 3)},
          {"bit_rate_kbit_s", m.bit_rate},
          {"lines", std::move(lines)},
          {"momentary_lufs", json_of(chapter.momentary, 1, 1)},
          {"short_term_lufs", json_of(chapter.short_term, 1, 1)},
          {"speech_peaks", json_of(chapter.speech_peaks, kPeakScale, 0)},
          {"bed_peaks", json_of(chapter.bed_peaks, kPeakScale, 0)}};
}

ordered_json json_of(const contents::CastReport& c) {
  ordered_json sample;
  if (c.sample_chapter > 0) sample = {{"chapter", c.sample_chapter}, {"line", c.sample_line}};
  return {{"id", c.id},
          {"name", c.name},
          {"voice", c.voice},
          {"reason", c.reason},
          {"lines", c.lines},
          {"speech_s", milliseconds(c.speech)},
          {"sample", std::move(sample)},
          {"pitch_hz", or_null(c.pitch, 1)},
          {"pitch_range_st", or_null(c.pitch_range, 1)}};
}

ordered_json json_of(const contents::VoiceDistance& d) {
  return {{"a", d.a},
          {"b", d.b},
          {"pitch_st", rounded(d.pitch, 2)},
          {"timbre_db", rounded(d.timbre, 2)},
          {"distance", rounded(d.distance, 2)},
          {"together", d.together}};
}

ordered_json json_of(const contents::DeliveryReport& d) {
  return {{"who", d.who},
          {"how", d.how},
          {"lines", d.lines},
          {"level_db", rounded(d.level.value, 2)},
          {"voiced", rounded(d.voiced, 3)},
          {"plain_voiced", rounded(d.plain_voiced, 3)},
          {"pitch_st", rounded(d.pitch, 2)}};
}

ordered_json json_of(const contents::ChangeReport& c) {
  return {{"chapter", c.chapter}, {"line", c.line ? ordered_json(*c.line) : ordered_json()},
          {"text", c.text},       {"was", c.was},
          {"what", c.what},       {"before", c.before},
          {"after", c.after}};
}

ordered_json json_of(const contents::EncodedChapterReport& c) {
  return {{"number", c.number},
          {"duration_s", milliseconds(c.measure.duration)},
          {"loudness_lufs", rounded(c.measure.loudness.value, 2)},
          {"true_peak_dbtp", rounded(c.measure.true_peak.value, 2)}};
}

ordered_json json_of(const contents::FileReport& file) {
  ordered_json chapters = ordered_json::array();
  for (const contents::EncodedChapterReport& chapter : file.chapters) chapters.push_back(json_of(chapter));
  return {{"format", file.format},
          {"path", file.path},
          {"bytes", file.bytes},
          {"fault", file.fault},
          {"chapters", std::move(chapters)}};
}

template <typename T>
ordered_json array_of(const std::vector<T>& values) {
  ordered_json array = ordered_json::array();
  for (const T& value : values) array.push_back(json_of(value));
  return array;
}

/// As it stands `depth` levels deep in a document, one space a level.
std::string indented(const ordered_json& value, std::size_t depth) {
  std::string text;
  for (const char c : value.dump(1, ' ', false, ordered_json::error_handler_t::replace)) {
    text += c;
    if (c == '\n') text.append(depth, ' ');
  }
  return text;
}

/// One after the other: every word of a book as JSON values in memory would be many times the book.
void write_chapters(const std::vector<contents::ChapterReport>& chapters, const contents::LinesOf& lines_of,
                    const Pieces& out) {
  const char* before = "[\n  ";
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    out(before);
    before = ",\n  ";
    const contents::ChapterReport& chapter = chapters[i];
    out(indented(chapter.lines_apart > 0 ? json_of(chapter, lines_of(i)) : json_of(chapter, chapter.lines), 2));
  }
  out(chapters.empty() ? "[]" : "\n ]");
}

}  // namespace

std::string_view verdict_name(contents::Verdict verdict) {
  switch (verdict) {
    case contents::Verdict::passed:
      return "passed";
    case contents::Verdict::noted:
      return "noted";
    case contents::Verdict::failed:
      return "failed";
    case contents::Verdict::skipped:
      break;
  }
  return "skipped";
}

void report_json(const contents::ProductionReport& report, const Pieces& out, const contents::LinesOf& lines_of) {
  const ordered_json json = {{"book", report.book},
                             {"title", report.title},
                             {"author", report.author},
                             {"profile", report.profile},
                             {"passed", report.passed()},
                             {"listened", report.listened},
                             {"made",
                              {{"sotto", report.made.sotto},
                               {"engine", report.made.engine},
                               {"manuscript", report.made.manuscript},
                               {"production", report.made.production},
                               {"written", report.made.written},
                               {"takes", report.made.takes}}},
                             {"checks", array_of(report.checks)},
                             {"chapters", nullptr},
                             {"files", array_of(report.files)},
                             {"cast", array_of(report.cast)},
                             {"distances", array_of(report.distances)},
                             {"deliveries", array_of(report.deliveries)},
                             {"blessed", report.golden},
                             {"changes", array_of(report.changes)}};
  const char* before = "{\n ";
  for (const auto& [key, value] : json.items()) {
    out(before);
    before = ",\n ";
    out(ordered_json(key).dump() + ": ");
    if (key == "chapters") {
      write_chapters(report.chapters, lines_of, out);
    } else {
      out(indented(value, 1));
    }
  }
  out("\n}\n");
}

std::string report_json(const contents::ProductionReport& report) {
  std::string text;
  report_json(report, [&](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace sotto::report
