#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

/// What a time must keep, and whether it does. A window of the meter is 10 ms.
void check_time(const contents::ChapterReport& chapter, const char* what, Seconds time,
                const std::optional<publish::AllowedTime>& allowed, std::vector<contents::Finding>& findings) {
  constexpr double kWindow = 0.01;
  if (!allowed) return;
  if (time.value >= allowed->least.value - kWindow && time.value <= allowed->most.value + kWindow) return;
  findings.push_back(fail(finding_in(chapter, fmt::format("{:.2f} s of silence {}; {:g} to {:g} are asked for",
                                                          time.value, what, allowed->least.value, allowed->most.value)),
                          time.value));
}

void judge_delivery(const QuickContext& context, contents::CheckReport& check) {
  const publish::DeliveryProfile& profile = context.profile;
  const SoundForm form = publish::form_of(profile);
  std::string limit = fmt::format("{}: {}", profile.name, in_words(form));
  if (profile.master_bit_rate() > 0) limit += fmt::format(", {} kbit/s", profile.master_bit_rate());
  check.limit = std::move(limit);
  for (const contents::ChapterReport& chapter : context.report.chapters) {
    if (chapter.form && *chapter.form != form) {
      check.findings.push_back(
          fail(finding_in(chapter, fmt::format("{}, not {}", in_words(*chapter.form), in_words(form)))));
    }
    if (!chapter.measured()) continue;
    const publish::MasterMeasure& m = chapter.measure;
    check_time(chapter, "before the first sound", m.levels.head, profile.head, check.findings);
    check_time(chapter, "after the last sound", m.levels.tail, profile.tail, check.findings);
    if (profile.rms && (m.levels.rms < profile.rms->least || m.levels.rms > profile.rms->most)) {
      check.findings.push_back(
          fail(finding_in(chapter, fmt::format("a level of {:.1f} dB RMS; {:g} to {:g} are asked for",
                                               m.levels.rms.value, profile.rms->least.value, profile.rms->most.value)),
               m.levels.rms.value));
    }
    if (profile.noise_floor && m.levels.floor > *profile.noise_floor) {
      check.findings.push_back(
          fail(finding_in(chapter, fmt::format("a noise floor of {:.1f} dB RMS; at most {:g} is asked for",
                                               m.levels.floor.value, profile.noise_floor->value)),
               m.levels.floor.value));
    }
    if (profile.longest && m.duration > *profile.longest) {
      check.findings.push_back(
          fail(finding_in(chapter, fmt::format("{:.1f} minutes long; at most {:g} are asked for", m.duration.value / 60,
                                               profile.longest->value / 60)),
               m.duration.value));
    }
    if (m.bit_rate != profile.master_bit_rate()) {
      check.findings.push_back(
          fail(finding_in(chapter, fmt::format("{} kbit/s; {} are asked for", m.bit_rate, profile.master_bit_rate())),
               m.bit_rate));
    }
  }
  const bool known =
      std::any_of(context.report.chapters.begin(), context.report.chapters.end(),
                  [](const contents::ChapterReport& chapter) { return chapter.measured() || chapter.form; });
  if (known) {
    finish(check, fmt::format("{} off", check.findings.size()));
  } else {
    skip(check, "no chapter could be measured");
  }
}

}  // namespace

Check delivery_check() {
  return {.id = "delivery",
          .group = "loudness",
          .name = "Files are as the profile asks",
          .meaning =
              "Format, sampling rate and channels of each chapter's file; and of its sound, decoded, the "
              "length, RMS level, silence before and after, noise floor and bit rate: against what the "
              "delivery profile asks.",
          .hint =
              "Run produce again with this profile; a chapter that is too long has to be divided in the "
              "manuscript.",
          .run = QuickCheck{.judge = judge_delivery}};
}

}  // namespace sotto::checks
