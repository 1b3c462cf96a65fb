#include "publish/measure.h"

#include <algorithm>
#include <vector>

#include "publish/mp3_frames.h"
#include "publish/true_peak.h"
#include "shared/loudness.h"
#include "shared/sound_file.h"

namespace sotto::publish {

namespace {

/// The peak of a file of zeros: -200 dBTP.
constexpr float kFaintest = 1e-10F;

}  // namespace

MasterMeter::MasterMeter(int channels, Hertz rate)
    : channels_(channels),
      rate_(rate),
      loudness_(channels, rate),
      peak_(static_cast<std::size_t>(channels)),
      levels_(static_cast<std::size_t>(channels), rate) {}

void MasterMeter::add(std::span<const float> samples) {
  loudness_.add(samples);
  peak_.add(samples);
  levels_.add(samples);
  frames_ += static_cast<std::int64_t>(samples.size()) / channels_;
}

MasterMeasure MasterMeter::finish() {
  peak_.finish();
  MasterMeasure measure;
  measure.duration = seconds(frames_, rate_);
  measure.loudness = loudness_.integrated().value_or(kSilence);
  measure.loudness_range = loudness_.range();
  measure.true_peak = decibels(std::max(peak_.peak(), kFaintest));
  measure.levels = levels_.levels();
  return measure;
}

MasterMeasure measure_master(const std::filesystem::path& path, const StopFlag& stop) {
  SoundReader file(path);
  MasterMeter meter(file.channels(), file.rate());
  std::vector<float> block(static_cast<std::size_t>(8192 * file.channels()));
  for (std::size_t count = 1; count > 0;) {
    stop.check();
    count = file.read(block);
    meter.add(std::span(block).first(count * static_cast<std::size_t>(file.channels())));
  }
  MasterMeasure measure = meter.finish();
  measure.bit_rate = constant_bit_rate(path).value_or(0);
  return measure;
}

}  // namespace sotto::publish
