#include "report/html_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>
#include <utility>

#include "report/report_json.h"
#include "shared/files.h"
#include "shared/thread_pool.h"

namespace sotto::report {

/// The page's sources in one file; web/embed.cmake makes it.
std::string_view page_template();

namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

/// One digit for each value.
std::string digits(const analysis::Track& track, double scale) {
  std::string text;
  text.reserve(track.values.size());
  for (const float value : track.values) {
    text += page_digit(static_cast<int>(std::lround(static_cast<double>(value) * scale)));
  }
  return text;
}

/// Two digits for each value: tenths of a LU over `kQuietest`.
std::string loudness_digits(const analysis::Track& track) {
  constexpr double kQuietest = -100;
  constexpr int kMost = 64 * 64 - 1;
  std::string text;
  text.reserve(2 * track.values.size());
  for (const float value : track.values) {
    const double shown = std::max(static_cast<double>(value), kQuietest) - kQuietest;
    const int tenths = std::min(static_cast<int>(std::lround(10 * shown)), kMost);
    text += page_digit(tenths / 64);
    text += page_digit(tenths % 64);
  }
  return text;
}

/// Peaks are shown as their square root, so that the quiet rain is seen.
analysis::Track rooted(analysis::Track track) {
  for (float& value : track.values) value = std::sqrt(std::max(value, 0.0F));
  return track;
}

int whole_milliseconds(Seconds time) { return static_cast<int>(std::lround(1000 * time.value)); }

/// Words as [text, begin, length], times in milliseconds from the line's begin: they are most of the page's data.
ordered_json words_of(const contents::LineReport& line) {
  ordered_json words = ordered_json::array();
  for (const contents::WordReport& word : line.words) {
    words.push_back(
        {word.text, whole_milliseconds(word.begin - line.begin), whole_milliseconds(word.end - word.begin)});
  }
  return words;
}

ordered_json chapter_of(const contents::ChapterReport& chapter, ordered_json told, const PageAudio& sound) {
  for (std::size_t i = 0; i < chapter.lines.size(); ++i) {
    told["lines"][i].erase("takes");
    told["lines"][i]["words"] = words_of(chapter.lines[i]);
  }
  constexpr double kMostDigit = 63;
  told["audio"] = sound.file;
  told["loudness_step_s"] = chapter.short_term.step.value;
  told["momentary_lufs"] = loudness_digits(chapter.momentary);
  told["short_term_lufs"] = loudness_digits(chapter.short_term);
  told["peak_step_s"] = chapter.speech_peaks.step.value;
  told["speech_peaks"] = digits(rooted(chapter.speech_peaks), kMostDigit);
  told["bed_peaks"] = digits(rooted(chapter.bed_peaks), kMostDigit);
  told["spectrogram"] = {{"columns", sound.columns},
                         {"bands", kSpectrogramBands},
                         {"low_hz", kSpectrogramLow.value},
                         {"high_hz", kSpectrogramHigh.value},
                         {"data", sound.spectrogram}};
  return told;
}

/// `text` in place of `mark`, which is in it once.
void put(std::string& page, std::string_view mark, std::string_view text) {
  const std::size_t at = page.find(mark);
  if (at != std::string::npos) page.replace(at, mark.size(), text);
}

/// For text between tags.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '&':
        out += "&amp;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace

std::string page_html(const contents::ProductionReport& report, const std::vector<PageAudio>& sounds,
                      const std::vector<std::string>& before, const std::vector<std::string>& after) {
  ordered_json json = ordered_json::parse(report_json(report));
  for (std::size_t i = 0; i < report.chapters.size(); ++i) {
    json["chapters"][i] = chapter_of(report.chapters[i], std::move(json["chapters"][i]), sounds[i]);
  }
  for (std::size_t i = 0; i < report.changes.size(); ++i) {
    const contents::ChangeReport& change = report.changes[i];
    json["changes"][i]["before"] = before[i];
    json["changes"][i]["after"] = after[i];
    json["changes"][i]["same_takes"] = change.before == change.after;
    json["changes"][i]["lost"] = before[i].empty() && !change.before.empty();
  }
  // Inside a script element only "<" can end it or begin a comment.
  std::string data;
  for (const char c : json.dump()) {
    if (c == '<') {
      data += "\\u003c";
    } else {
      data += c;
    }
  }
  std::string page(page_template());
  put(page, "@UNSURE@", fmt::format("{:g}", report.unsure_below));
  put(page, "@TITLE@", escaped(report.title));
  put(page, "@DATA@", data);
  return page;
}

void write_page(const contents::ProductionReport& report, const synthesis::TakeStore& store, const fs::path& folder,
                int jobs, const StopFlag& stop) {
  const fs::path audio = folder / "audio";
  make_folder(audio);
  std::vector<PageAudio> sounds(report.chapters.size());
  std::vector<std::string> before(report.changes.size());
  std::vector<std::string> after(report.changes.size());
  ThreadPool crew(jobs, "page");
  for (std::size_t i = 0; i < sounds.size(); ++i) {
    // What could not even be measured has no sound to give.
    if (!report.chapters[i].unheard.empty() && !report.chapters[i].measured()) continue;
    crew.submit(
        [&, i] { sounds[i] = page_audio((folder / report.chapters[i].audio).lexically_normal(), folder, stop); });
  }
  for (std::size_t i = 0; i < report.changes.size(); ++i) {
    crew.submit([&, i] {
      stop.check();
      before[i] = page_takes(report.changes[i].before, store, folder);
      after[i] = page_takes(report.changes[i].after, store, folder);
    });
  }
  crew.finish();
  update_file(folder / "index.html", page_html(report, sounds, before, after));

  std::set<std::string> used(before.begin(), before.end());
  used.insert(after.begin(), after.end());
  for (const PageAudio& sound : sounds) used.insert(sound.file);
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(audio, ignored)) {
    if (!used.contains("audio/" + entry.path().filename().string())) fs::remove(entry.path(), ignored);
  }
}

}  // namespace sotto::report
