#pragma once

/// The sound of each speaker in each delivery, and how far speakers and deliveries lie apart.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "report/analysis/voice_features.h"
#include "report/contents/made_production.h"
#include "report/contents/report.h"

namespace sotto::checks {

struct AnalyzedChapter;

/// By speaker and delivery (empty: plain).
using VoiceFeaturesBySpeaker = std::map<std::pair<std::string, std::string>, analysis::VoiceFeatures>;

/// Of all takes but the titles'.
VoiceFeaturesBySpeaker collect_voice_features(const std::vector<AnalyzedChapter>& chapters);

/// A speaker's plain lines where there are at least 2 s of them, otherwise all of the speaker's lines.
analysis::VoiceFeatures features_of(const VoiceFeaturesBySpeaker& voices, const std::string& who);

/// Every two speakers of whom there is at least 1 s.
std::vector<contents::VoiceDistance> voice_distances(const contents::MadeProduction& made,
                                                     const VoiceFeaturesBySpeaker& voices);

/// Each speaker's deliveries against the plain one.
std::vector<contents::DeliveryReport> compare_deliveries(const std::vector<AnalyzedChapter>& chapters,
                                                         const VoiceFeaturesBySpeaker& voices);

/// The pitch of each speaker's plain lines, and its range in semitones, into the cast of the report.
void add_pitches(const VoiceFeaturesBySpeaker& voices, std::vector<contents::CastReport>& cast);

}  // namespace sotto::checks
