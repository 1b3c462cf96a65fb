#include "report/checks/root_causes.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "report/checks/check_result.h"

namespace sotto::checks {

namespace {

/// Where one check falls short, others do, too.
struct Cause {
  enum class Where {
    line,     ///< what falls short at a line
    beside,   ///< and at the lines before and after it
    chapter,  ///< in its chapter
    book      ///< anywhere
  };
  std::string_view cause;
  Where where;
  std::vector<std::string_view> effects;
};

bool explains(const contents::Finding& cause, const contents::Finding& effect, Cause::Where where) {
  if (!cause.fails) return false;
  if (where == Cause::Where::book) return true;
  if (cause.chapter != effect.chapter) return false;
  if (where == Cause::Where::chapter || cause.line == effect.line) return true;
  if (where == Cause::Where::line || !cause.line || !effect.line) return false;
  return std::max(*cause.line, *effect.line) - std::min(*cause.line, *effect.line) == 1;
}

}  // namespace

void suppress_consequences(std::vector<contents::CheckReport>& checks) {
  const std::vector<Cause> causes = {
      // A channel that is missing takes half of the sound with it.
      {"channels",
       Cause::Where::chapter,
       {"loudness", "chapter-to-chapter", "phase", "intelligibility", "line-levels", "bed-level", "speech-over-bed"}},
      {"channels", Cause::Where::book, {"speaker-levels", "shouts"}},
      // A line that is cut flat is softer.
      {"clipping", Cause::Where::line, {"clicks", "intelligibility", "speech-over-bed", "line-levels"}},
      // A line that is far too loud or too soft makes its chapter so, where that is short.
      {"line-levels", Cause::Where::line, {"clicks", "intelligibility", "speech-over-bed"}},
      {"line-levels", Cause::Where::chapter, {"loudness", "chapter-to-chapter", "short-term", "loudness-range"}},
      {"line-levels", Cause::Where::book, {"speaker-levels", "shouts"}},
      // What is turned up as a whole is cut at the top.
      {"loudness", Cause::Where::chapter, {"chapter-to-chapter", "clipping", "true-peak"}},
      // What is cut out or in leaves its edges, and pauses of another length.
      {"lines-in-place", Cause::Where::beside, {"pauses", "stray-voices", "clicks", "bed-gaps", "bed-level"}},
      // Dead air in the middle of a line tears it in two.
      {"pauses", Cause::Where::beside, {"dropouts", "stray-voices", "clicks", "bed-gaps", "bed-level"}},
      {"dropouts", Cause::Where::line, {"clicks", "bed-gaps"}},
      {"clipping", Cause::Where::chapter, {"true-peak"}},
      // To the bed, a voice in a pause is bed that comes up.
      {"stray-voices", Cause::Where::chapter, {"pumping", "bed-level"}},
      {"bed-gaps", Cause::Where::line, {"bed-level"}},
      // Another bed than that of the mix; a tone is always like itself.
      {"bed-repeats", Cause::Where::chapter, {"bed-level"}},
      {"hum", Cause::Where::chapter, {"bed-repeats", "bed-level", "true-peak"}},
      {"bed-level", Cause::Where::beside, {"speech-over-bed", "intelligibility", "clicks"}},
      {"bed-level", Cause::Where::chapter, {"pumping", "short-term"}},
      // A bed that is too loud at one line is hardly right at the next.
      {"speech-over-bed", Cause::Where::chapter, {"intelligibility"}},
      {"cut-off", Cause::Where::line, {"durations"}},
      {"own-voice", Cause::Where::line, {"durations"}},
  };
  const auto find = [&](std::string_view id) {
    return std::find_if(checks.begin(), checks.end(), [&](const contents::CheckReport& c) { return c.id == id; });
  };
  for (const Cause& rule : causes) {
    const auto cause = find(rule.cause);
    if (cause == checks.end() || cause->verdict != contents::Verdict::failed) continue;
    for (const std::string_view effect_id : rule.effects) {
      const auto effect = find(effect_id);
      if (effect == checks.end() || effect->verdict != contents::Verdict::failed) continue;
      for (contents::Finding& finding : effect->findings) {
        const bool explained =
            std::any_of(cause->findings.begin(), cause->findings.end(),
                        [&](const contents::Finding& other) { return explains(other, finding, rule.where); });
        if (!finding.fails || !explained) continue;
        finding.fails = false;
        finding.message += fmt::format(" (see: {})", cause->name);
      }
      finish(*effect, effect->value);
    }
  }
}

}  // namespace sotto::checks
