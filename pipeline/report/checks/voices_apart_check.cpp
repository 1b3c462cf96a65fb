#include <fmt/format.h>

#include <algorithm>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

void judge_voices_apart(const ListeningContext& context, contents::CheckReport& check) {
  constexpr Seconds kEnough{3};  ///< of speech: of less, the sentence is heard rather than the voice
  const double limit = context.limits.at("voices.apart");
  check.limit = fmt::format("at least {:g} steps", limit);
  if (context.made.book.one_voice) {
    skip(check, "the book has one voice");
    return;
  }
  for (const contents::VoiceDistance& pair : context.report.distances) {
    if (!pair.together) continue;
    check.number = std::min(pair.distance, check.number.value_or(pair.distance));
    if (pair.distance >= limit) continue;
    contents::Finding finding;
    finding.message = fmt::format("{} and {} are {:.1f} steps apart ({:.1f} semitones, {:.1f} dB of timbre)", pair.a,
                                  pair.b, pair.distance, pair.pitch, pair.timbre);
    finding.value = pair.distance;
    finding.fails = features_of(context.voices, pair.a).speech().value >= kEnough.value &&
                    features_of(context.voices, pair.b).speech().value >= kEnough.value;
    check.findings.push_back(std::move(finding));
  }
  if (!check.number) {
    skip(check, "no two speakers share a scene");
    return;
  }
  finish(check, fmt::format("nearest: {:.1f} steps", *check.number));
}

}  // namespace

Check voices_apart_check() {
  return {.id = "voices-apart",
          .group = "voices",
          .name = "Voices can be told apart",
          .meaning =
              "The distance between every two speakers who share a scene: their pitch and the shape of their "
              "sound, counted in steps that a listener just notices.",
          .hint = "Give one of them another voice in book.yaml, or move pitch or variant of the profile.",
          .unit = "steps",
          .limits = {{"voices.apart", 0, 20, "steps"}},
          .run = ListeningCheck{.judge = judge_voices_apart}};
}

}  // namespace sotto::checks
