#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "cast/speakers.h"
#include "report/checks/check_context.h"
#include "report/checks/check_result.h"

namespace sotto::checks {

namespace {

constexpr CheckText kApart = {
    "voices-apart", "voices", "Voices can be told apart",
    "The distance between every two speakers who share a scene: their pitch and the shape of their sound, counted in "
    "steps that a listener just notices.",
    "Give one of them another voice in book.yaml, or move pitch or variant of the profile."};
constexpr CheckText kOwnVoice = {
    "own-voice", "voices", "Every line is in its speaker's voice",
    "Each line's pitch and sound against its speaker's other lines, and against the other speakers.",
    "Listen to the line; if it is another's voice, correct `who:` in the script, or remove its take and produce "
    "again."};
constexpr CheckText kWhispers = {"whispers", "deliveries", "A whisper is breath",
                                 "The share of voiced sound in whispered lines against the same speaker's plain lines.",
                                 "Give the profile's `whisper` a variant that has breath instead of voice."};
constexpr CheckText kShouts = {"shouts", "deliveries", "A shout is louder",
                               "The level of shouted lines against the same speaker's plain lines.",
                               "Raise `level` of the profile's `shout`."};

/// All of a speaker's prints, or the plain ones where there is enough of them.
analysis::VoiceFeatures print_of(const VoiceFeaturesBySpeaker& prints, const std::string& who) {
  constexpr Seconds kEnough{2};
  if (const auto plain = prints.find({who, ""});
      plain != prints.end() && plain->second.speech().value >= kEnough.value) {
    return plain->second;
  }
  analysis::VoiceFeatures all;
  for (const auto& [voice, print] : prints) {
    if (voice.first == who) all.join(print);
  }
  return all;
}

contents::CheckReport check_apart(const CheckContext& heard, const VoiceFeaturesBySpeaker& prints,
                                  const Limits& limits) {
  constexpr Seconds kEnough{3};  ///< of speech: of less, the sentence is heard rather than the voice
  contents::CheckReport check = begin_check(kApart, fmt::format("at least {:g} steps", limits.voices.apart), "steps");
  for (const contents::VoiceDistance& pair : heard.report.distances) {
    if (!pair.together) continue;
    check.number = std::min(pair.distance, check.number.value_or(pair.distance));
    if (pair.distance >= limits.voices.apart) continue;
    contents::Finding finding;
    finding.message = fmt::format("{} and {} are {:.1f} steps apart ({:.1f} semitones, {:.1f} dB of timbre)", pair.a,
                                  pair.b, pair.distance, pair.pitch, pair.timbre);
    finding.value = pair.distance;
    finding.fails = print_of(prints, pair.a).speech().value >= kEnough.value &&
                    print_of(prints, pair.b).speech().value >= kEnough.value;
    check.findings.push_back(std::move(finding));
  }
  if (!check.number) {
    skip(check, "no two speakers share a scene");
    return check;
  }
  finish(check, fmt::format("nearest: {:.1f} steps", *check.number));
  return check;
}

/// The print of a line, and the lines.
struct LinePrint {
  std::size_t chapter = 0;  ///< index into Heard::chapters
  std::size_t line = 0;
  analysis::VoiceFeatures print;
};

std::vector<LinePrint> line_prints(const CheckContext& heard) {
  std::vector<LinePrint> lines;
  for (std::size_t i = 0; i < heard.chapters.size(); ++i) {
    const std::vector<mix::Cue>& cues = heard.chapters[i].timeline.cues;
    for (std::size_t c = 0; c < cues.size(); ++c) {
      if (cues[c].line == synthesis::kTitle) continue;
      if (lines.empty() || lines.back().chapter != i || lines.back().line != cues[c].line) {
        lines.push_back({i, cues[c].line, {}});
      }
      lines.back().print.join(heard.chapters[i].heard.cues[c].print);
    }
  }
  return lines;
}

contents::CheckReport check_own_voice(const CheckContext& heard, const VoiceFeaturesBySpeaker& prints,
                                      const Limits& limits) {
  constexpr Seconds kEnough{0.6};   ///< of a line, to know a voice by
  constexpr Seconds kReference{2};  ///< of the speaker's other lines
  const double limit = limits.voices.other_speaker;
  contents::CheckReport check =
      begin_check(kOwnVoice, fmt::format("at most {:g} steps nearer to another", limit), "steps");
  std::map<std::string, analysis::VoiceFeatures> speakers;
  for (const auto& [voice, print] : prints) speakers.try_emplace(voice.first, print_of(prints, voice.first));
  double worst = -99;
  for (const LinePrint& line : line_prints(heard)) {
    const contents::ChapterReport& chapter = heard.chapters[line.chapter].report;
    const contents::LineReport& told = chapter.lines[line.line];
    if (line.print.speech().value < kEnough.value) continue;
    analysis::VoiceFeatures own = prints.at({told.who, told.how});
    own.part(line.print);
    if (own.speech().value < kReference.value) continue;
    const double to_own = analysis::distance(line.print, own).distance;
    for (const auto& [who, print] : speakers) {
      if (who == told.who) continue;
      const double nearer = to_own - analysis::distance(line.print, print).distance;
      worst = std::max(worst, nearer);
      if (nearer <= limit) continue;
      check.findings.push_back(
          fail(finding_at(chapter, line.line, fmt::format("sounds like {} rather than {}", who, told.who)), nearer));
      break;
    }
  }
  if (worst <= -99) {
    skip(check, "there are not enough lines to know the voices by");
    return check;
  }
  check.number = worst;
  finish(check, fmt::format("nearest to another: {:+.1f} steps", worst));
  return check;
}

/// A delivery held against the same speaker's plain lines.
template <typename Value>
contents::CheckReport check_delivery(const CheckContext& heard, const CheckText& text,
                                     const std::vector<std::string>& hows, std::string limit, const Value& value) {
  contents::CheckReport check = begin_check(text, std::move(limit));
  std::size_t compared = 0;
  for (const contents::DeliveryReport& delivery : heard.report.deliveries) {
    if (std::find(hows.begin(), hows.end(), delivery.how) == hows.end()) continue;
    ++compared;
    const auto [fails, message] = value(delivery);
    if (!fails) continue;
    contents::Finding finding;
    finding.message = fmt::format("{}, {}: {}", delivery.who, delivery.how, message);
    finding.fails = true;
    for (const AnalyzedChapter& listened : heard.chapters) {
      const contents::ChapterReport& chapter = listened.report;
      const auto line = std::find_if(chapter.lines.begin(), chapter.lines.end(), [&](const contents::LineReport& l) {
        return l.who == delivery.who && l.how == delivery.how;
      });
      if (line == chapter.lines.end()) continue;
      const contents::Finding place =
          finding_at(chapter, static_cast<std::size_t>(line - chapter.lines.begin()), finding.message);
      finding = place;
      finding.fails = true;
      break;
    }
    check.findings.push_back(std::move(finding));
  }
  if (compared == 0) {
    skip(check, "there are none to compare");
    return check;
  }
  finish(check, fmt::format("{} compared", compared));
  return check;
}

}  // namespace

VoiceFeaturesBySpeaker collect_voice_features(const CheckContext& heard) {
  VoiceFeaturesBySpeaker prints;
  for (std::size_t i = 0; i < heard.chapters.size(); ++i) {
    const std::vector<mix::Cue>& cues = heard.chapters[i].timeline.cues;
    for (std::size_t c = 0; c < cues.size(); ++c) {
      if (cues[c].line != synthesis::kTitle)
        prints[{cues[c].who, cues[c].how}].join(heard.chapters[i].heard.cues[c].print);
    }
  }
  return prints;
}

std::vector<contents::VoiceDistance> voice_distances(const contents::MadeProduction& made,
                                                     const VoiceFeaturesBySpeaker& prints) {
  constexpr Seconds kEnough{1};
  const std::vector<cast::Speaker> speakers = cast::speakers_of(made.script, made.book);
  std::vector<contents::VoiceDistance> distances;
  for (std::size_t a = 0; a < speakers.size(); ++a) {
    const analysis::VoiceFeatures print_a = print_of(prints, speakers[a].id);
    if (print_a.speech().value < kEnough.value) continue;
    for (std::size_t b = a + 1; b < speakers.size(); ++b) {
      const analysis::VoiceFeatures print_b = print_of(prints, speakers[b].id);
      if (print_b.speech().value < kEnough.value) continue;
      const analysis::VoiceFeatureDistance apart = analysis::distance(print_a, print_b);
      distances.push_back({speakers[a].id, speakers[b].id, apart.pitch, apart.timbre, apart.distance,
                           cast::lines_together(speakers[a], speakers[b]) > 0});
    }
  }
  return distances;
}

std::vector<contents::DeliveryReport> compare_deliveries(const CheckContext& heard,
                                                         const VoiceFeaturesBySpeaker& prints) {
  struct Level {
    double power = 0;
    double time = 0;
    std::set<std::pair<std::size_t, std::size_t>> lines;
    double value() const { return 10 * std::log10(power / time); }
  };
  std::map<std::pair<std::string, std::string>, Level> levels;
  for (std::size_t i = 0; i < heard.chapters.size(); ++i) {
    for (std::size_t c = 0; c < heard.chapters[i].heard.cues.size(); ++c) {
      const mix::Cue& cue = heard.chapters[i].timeline.cues[c];
      const auto& level = heard.chapters[i].heard.cues[c].level;
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
    const analysis::VoiceFeatures& print = prints.at(voice);
    const analysis::VoiceFeatures& plain_print = prints.at(plain->first);
    contents::DeliveryReport& report = deliveries.emplace_back();
    report.who = voice.first;
    report.how = voice.second;
    report.lines = level.lines.size();
    report.level = {level.value() - plain->second.value()};
    report.voiced = print.voiced_share();
    report.plain_voiced = plain_print.voiced_share();
    const auto pitch = print.pitch();
    const auto plain_pitch = plain_print.pitch();
    if (pitch && plain_pitch) report.pitch = 12 * std::log2(pitch->value / plain_pitch->value);
  }
  return deliveries;
}

std::vector<contents::CheckReport> voice_checks(const CheckContext& heard, const VoiceFeaturesBySpeaker& prints,
                                                const Limits& limits) {
  std::vector<contents::CheckReport> checks = {check_apart(heard, prints, limits),
                                               check_own_voice(heard, prints, limits)};
  const double voiced = limits.deliveries.whisper_voiced;
  checks.push_back(check_delivery(heard, kWhispers, {"whisper"}, fmt::format("at most {:g} of the plain share", voiced),
                                  [&](const contents::DeliveryReport& d) {
                                    return std::pair(d.voiced > voiced * d.plain_voiced,
                                                     fmt::format("{:.0f} % voiced, plain {:.0f} %", d.voiced * 100,
                                                                 d.plain_voiced * 100));
                                  }));
  const double louder = limits.deliveries.shout.value;
  checks.push_back(check_delivery(heard, kShouts, {"shout", "thunder"}, fmt::format("at least {:g} dB", louder),
                                  [&](const contents::DeliveryReport& d) {
                                    return std::pair(d.level.value < louder, fmt::format("{:+.1f} dB", d.level.value));
                                  }));
  return checks;
}

}  // namespace sotto::checks
