#include "report/checks/line_measures.h"

#include <cmath>

#include "report/checks/cue_order.h"
#include "shared/audio.h"

namespace sotto::checks {

namespace {

void move_lines(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& synthesized,
                const analysis::ChapterAnalysis& measured, std::vector<contents::LineReport>& lines) {
  const std::vector<bool> order = in_order(timeline, measured);
  std::vector<std::size_t> words(lines.size());
  std::vector<bool> begun(lines.size());
  Seconds shift;
  for (std::size_t c = 0; c < timeline.cues.size(); ++c) {
    const mix::Cue& cue = timeline.cues[c];
    if (order[c]) shift = seconds(measured.cues[c].shift, kMasterRate);
    if (cue.line == synthesis::kTitle) continue;
    contents::LineReport& line = lines[cue.line];
    std::size_t& word = words[cue.line];
    if (!begun[cue.line]) line.begin = line.begin + shift;
    begun[cue.line] = true;
    line.end = seconds(cue.end, kMasterRate) + shift;
    for (std::size_t w = 0; w < synthesized.sentences[cue.sentence].words.size(); ++w, ++word) {
      line.words[word].begin = line.words[word].begin + shift;
      line.words[word].end = line.words[word].end + shift;
    }
  }
}

/// What is summed over the takes of a line.
struct Sums {
  double speech = 0;  ///< power times duration
  double bed = 0;
  double time = 0;
  double bed_time = 0;
  analysis::Estoi intelligibility;
  analysis::VoiceFeatures voice;
};

double power(Lufs level) { return std::pow(10.0, level.value / 10); }

}  // namespace

void add_line_measures(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& synthesized,
                       const analysis::ChapterAnalysis& measured, const LineMeasureSettings& settings,
                       std::vector<contents::LineReport>& lines) {
  move_lines(timeline, synthesized, measured, lines);
  std::vector<Sums> sums(lines.size());
  for (std::size_t c = 0; c < measured.cues.size(); ++c) {
    const mix::Cue& cue = timeline.cues[c];
    const analysis::CueAnalysis& take = measured.cues[c];
    if (cue.line == synthesis::kTitle) continue;
    Sums& sum = sums[cue.line];
    sum.voice.join(take.voice);
    if (!take.found || take.missing > settings.dropout) continue;
    const double time = seconds(cue.end - cue.begin, kMasterRate).value;
    if (take.level) sum.speech += time * power(*take.level), sum.time += time;
    if (take.bed) sum.bed += time * power(*take.bed), sum.bed_time += time;
    sum.intelligibility.join(take.intelligibility);
  }
  for (std::size_t l = 0; l < sums.size(); ++l) {
    contents::LineReport& line = lines[l];
    const Sums& sum = sums[l];
    if (sum.time > 0) line.level = Lufs{10 * std::log10(sum.speech / sum.time)};
    if (line.level && sum.bed_time > 0 && settings.has_bed) {
      line.over_bed = *line.level - Lufs{10 * std::log10(sum.bed / sum.bed_time)};
    }
    line.pitch = sum.voice.pitch();
    line.centroid = sum.voice.mean_centroid();
    if (sum.intelligibility.segments > 0) line.intelligibility = sum.intelligibility.value();
  }
}

}  // namespace sotto::checks
