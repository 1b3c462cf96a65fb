#include "report/checks/limits.h"

#include <string>

#include "shared/files.h"
#include "shared/strict_yaml.h"

namespace sotto::checks {

namespace {

/// A nested mapping; one that is absent is empty.
YamlMapping group(YamlMapping& limits, const YamlFile& file, const char* key) {
  static const YamlValue nothing;
  const YamlValue* value = limits.value(key);
  return {file, value != nullptr ? *value : nothing, std::string("the limits of '") + key + "'"};
}

}  // namespace

void read_limits(const std::filesystem::path& path, Limits& limits, Diagnostics& diagnostics) {
  auto text = try_read_file(path);
  if (!text) {
    diagnostics.error(path.string(), "the limits cannot be read", "check the file's name and its permissions");
    return;
  }
  const auto file = YamlFile::parse(path.string(), std::move(*text), diagnostics);
  if (!file) return;
  YamlMapping all(*file, file->root(), "the limits");
  {
    auto& limit = limits.complete;
    YamlMapping m = group(all, *file, "complete");
    m.number("slowest", limit.slowest, 1, 100, "times the usual");
    m.number("fastest", limit.fastest, 1, 100, "times the usual");
    m.number("cut_off", limit.cut_off, 0, 1, "of the loudest 10 ms");
    m.number("cut_edge", limit.cut_edge, 0, 1, "of the loudest 10 ms");
    m.finish();
  }
  {
    auto& limit = limits.signal;
    YamlMapping m = group(all, *file, "signal");
    m.number("dc", limit.dc, 0, 1, "of full scale");
    m.number("click", limit.click.value, -90, 0, "dBFS");
    m.number("dropout", limit.dropout.value, 0.01, 10, "s");
    m.number("pause_slack", limit.pause_slack.value, 0.001, 10, "s");
    m.number("hum", limit.hum.value, 0, 90, "dB");
    m.number("channel_balance", limit.channel_balance.value, 0, 90, "dB");
    m.number("phase", limit.phase, -1, 1);
    m.number("stray_sound", limit.stray_sound.value, 0, 90, "dB");
    m.finish();
  }
  {
    auto& limit = limits.loudness;
    YamlMapping m = group(all, *file, "loudness");
    m.number("between_chapters", limit.between_chapters.value, 0, 20, "LU");
    m.number("between_speakers", limit.between_speakers.value, 0, 20, "LU");
    m.number("range", limit.range.value, 0, 60, "LU");
    m.number("line", limit.line.value, 0, 60, "dB");
    m.number("short_term", limit.short_term.value, 0, 60, "LU");
    m.finish();
  }
  {
    auto& limit = limits.ambience;
    YamlMapping m = group(all, *file, "ambience");
    m.number("speech_over_bed", limit.speech_over_bed.value, 0, 60, "LU");
    m.number("short_slack", limit.short_slack.value, 0, 60, "LU");
    m.number("under_speech", limit.under_speech.value, 0, 60, "LU");
    m.number("bed_level", limit.bed_level.value, 0, 60, "LU");
    m.number("pumping", limit.pumping.value, 0, 60, "LU");
    m.number("gap", limit.gap.value, 0.005, 60, "s");
    m.number("repeated", limit.repeated.value, 0, 3600, "s");
    m.finish();
  }
  {
    auto& limit = limits.intelligibility;
    YamlMapping m = group(all, *file, "intelligibility");
    m.number("estoi", limit.estoi, 0, 1);
    m.number("whisper", limit.whisper, 0, 1);
    m.number("faint", limit.faint.value, 10, 90, "dB");
    m.number("shortest", limit.shortest.value, 0.4, 60, "s");
    m.finish();
  }
  {
    auto& limit = limits.voices;
    YamlMapping m = group(all, *file, "voices");
    m.number("apart", limit.apart, 0, 20, "steps");
    m.number("other_speaker", limit.other_speaker, 0, 20, "steps");
    m.finish();
  }
  {
    auto& limit = limits.deliveries;
    YamlMapping m = group(all, *file, "deliveries");
    m.number("whisper_voiced", limit.whisper_voiced, 0, 1, "of the plain share");
    m.number("shout", limit.shout.value, -20, 20, "dB");
    m.finish();
  }
  {
    auto& limit = limits.attribution;
    YamlMapping m = group(all, *file, "attribution");
    m.number("confidence", limit.confidence, 0, 1);
    m.number("unsure_share", limit.unsure_share, 0, 1);
    m.finish();
  }
  {
    YamlMapping m = group(all, *file, "regression");
    m.number("changed", limits.regression.changed, 0, 1, "of the lines");
    m.finish();
  }
  all.finish();
}

}  // namespace sotto::checks
