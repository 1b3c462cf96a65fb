#include "report/checks/speaker_features.h"

#include <cmath>
#include <set>

#include "cast/speakers.h"
#include "report/checks/check_context.h"
#include "shared/audio.h"

namespace sotto::checks {

VoiceFeaturesBySpeaker collect_voice_features(const std::vector<AnalyzedChapter>& chapters) {
  VoiceFeaturesBySpeaker voices;
  for (const AnalyzedChapter& chapter : chapters) {
    const std::vector<mix::Cue>& cues = chapter.timeline.cues;
    for (std::size_t c = 0; c < cues.size(); ++c) {
      if (cues[c].line == synthesis::kTitle) continue;
      voices[{cues[c].who, cues[c].how}].join(chapter.measured.cues[c].voice);
    }
  }
  return voices;
}

analysis::VoiceFeatures features_of(const VoiceFeaturesBySpeaker& voices, const std::string& who) {
  constexpr Seconds kEnough{2};
  if (const auto plain = voices.find({who, ""});
      plain != voices.end() && plain->second.speech().value >= kEnough.value) {
    return plain->second;
  }
  analysis::VoiceFeatures all;
  for (const auto& [voice, features] : voices) {
    if (voice.first == who) all.join(features);
  }
  return all;
}

std::vector<contents::VoiceDistance> voice_distances(const contents::MadeProduction& made,
                                                     const VoiceFeaturesBySpeaker& voices) {
  constexpr Seconds kEnough{1};
  const std::vector<cast::Speaker> speakers = cast::speakers_of(made.script, made.book);
  std::vector<contents::VoiceDistance> distances;
  for (std::size_t a = 0; a < speakers.size(); ++a) {
    const analysis::VoiceFeatures features_a = features_of(voices, speakers[a].id);
    if (features_a.speech().value < kEnough.value) continue;
    for (std::size_t b = a + 1; b < speakers.size(); ++b) {
      const analysis::VoiceFeatures features_b = features_of(voices, speakers[b].id);
      if (features_b.speech().value < kEnough.value) continue;
      const analysis::VoiceFeatureDistance apart = analysis::distance(features_a, features_b);
      distances.push_back({speakers[a].id, speakers[b].id, apart.pitch, apart.timbre, apart.distance,
                           cast::lines_together(speakers[a], speakers[b]) > 0});
    }
  }
  return distances;
}

std::vector<contents::DeliveryReport> compare_deliveries(const std::vector<AnalyzedChapter>& chapters,
                                                         const VoiceFeaturesBySpeaker& voices) {
  struct Level {
    double power = 0;
    double time = 0;
    std::set<std::pair<std::size_t, std::size_t>> lines;
    double value() const { return 10 * std::log10(power / time); }
  };
  std::map<std::pair<std::string, std::string>, Level> levels;
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    for (std::size_t c = 0; c < chapters[i].measured.cues.size(); ++c) {
      const mix::Cue& cue = chapters[i].timeline.cues[c];
      const auto& level = chapters[i].measured.cues[c].level;
      if (!level || cue.line == synthesis::kTitle) continue;
      Level& sum = levels[{cue.who, cue.how}];
      const double time = seconds(cue.end - cue.begin, kMasterRate).value;
      sum.power += time * std::pow(10.0, level->value / 10);
      sum.time += time;
      sum.lines.insert({i, cue.line});
    }
  }
  std::vector<contents::DeliveryReport> deliveries;
  for (const auto& [voice, level] : levels) {
    if (voice.second.empty()) continue;
    const auto plain = levels.find({voice.first, ""});
    if (plain == levels.end()) continue;
    const analysis::VoiceFeatures& features = voices.at(voice);
    const analysis::VoiceFeatures& plain_features = voices.at(plain->first);
    contents::DeliveryReport& report = deliveries.emplace_back();
    report.who = voice.first;
    report.how = voice.second;
    report.lines = level.lines.size();
    report.level = {level.value() - plain->second.value()};
    report.voiced = features.voiced_share();
    report.plain_voiced = plain_features.voiced_share();
    const auto pitch = features.pitch();
    const auto plain_pitch = plain_features.pitch();
    if (pitch && plain_pitch) report.pitch = 12 * std::log2(pitch->value / plain_pitch->value);
  }
  return deliveries;
}

void add_pitches(const VoiceFeaturesBySpeaker& voices, std::vector<contents::CastReport>& cast) {
  for (contents::CastReport& speaker : cast) {
    const auto plain = voices.find({speaker.id, ""});
    if (plain == voices.end()) continue;
    speaker.pitch = plain->second.pitch();
    const auto low = plain->second.pitch(0.1);
    const auto high = plain->second.pitch(0.9);
    if (low && high) speaker.pitch_range = 12 * std::log2(high->value / low->value);
  }
}

}  // namespace sotto::checks
