#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "report/checks/check_context.h"
#include "report/checks/check_result.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

constexpr CheckText kClipping = {
    "clipping", "signal", "Nothing is clipped",
    "Passages whose peaks are cut flat: they sound rough, and no later step can mend them.",
    "Lower the level of that voice or delivery; the limiter must come before anything that cuts."};
constexpr CheckText kDc = {
    "dc", "signal", "No DC offset",
    "The mean of each channel, also of stretches of 4 s: an offset takes headroom and clicks at every cut.",
    "Run produce again; a bed of your own may carry the offset."};
constexpr CheckText kClicks = {
    "clicks", "signal", "No clicks",
    "Single samples that stand far out of their neighbours and that no take holds: bad joins, damaged files.",
    "Listen there; run produce again for that chapter."};
constexpr CheckText kStray = {"stray-voices", "signal", "Silence where silence is due",
                              "Voiced sound in pauses, where only the bed should be heard.",
                              "Listen there; a bed of your own may hold voices."};
constexpr CheckText kHum = {"hum", "signal", "No hum",
                            "Lines of the mains (50 or 60 Hz and their multiples) that stand out of the bed.",
                            "Look at a bed of your own: it may be a recording with hum."};
constexpr CheckText kChannels = {
    "channels", "signal", "Both channels are there, each on its side",
    "The levels of the two channels against each other, and the sides on which the voices stand.",
    "Run produce again; look at the `pan` of the voices."};
constexpr CheckText kPhase = {
    "phase", "signal", "Mono loses nothing",
    "The polarity of each channel against the takes, and the correlation of the channels while someone speaks: below "
    "zero a mono player would cancel the voice.",
    "Look at what was done to the master after it was made."};

/// One finding for each event of each chapter that breaks a limit.
template <typename Events, typename Message>
void add_events(const CheckContext& heard, const Events& events, contents::CheckReport& check, const Message& message) {
  for (const AnalyzedChapter& chapter : heard.chapters) {
    for (const analysis::SignalEvent& event : events(chapter.heard)) {
      const std::string text = message(event);
      if (text.empty()) continue;
      check.findings.push_back(fail(finding_at(chapter, event.at, text), event.value));
    }
  }
}

contents::CheckReport check_clipping(const CheckContext& heard) {
  contents::CheckReport check = begin_check(kClipping, "none");
  add_events(
      heard, [](const analysis::ChapterAnalysis& c) -> const auto& { return c.clipped; }, check,
      [](const analysis::SignalEvent& e) { return fmt::format("clipped for {:.2f} s", e.length.value); });
  check.number = static_cast<double>(check.findings.size());
  finish(check, counted(check.findings.size(), "passage"));
  return check;
}

/// The stretches of a chapter that are off by more than the limit, each by its furthest.
std::vector<analysis::SignalEvent> offsets_in(const analysis::Track& offset, double limit) {
  std::vector<analysis::SignalEvent> events;
  bool before = false;
  for (std::size_t i = 0; i < offset.values.size(); ++i) {
    const auto mean = static_cast<double>(offset.values[i]);
    const bool off = std::fabs(mean) > limit;
    if (off && !before) events.push_back({offset.step * static_cast<double>(i), {0}, mean});
    if (off) {
      events.back().length = events.back().length + offset.step;
      if (std::fabs(mean) > std::fabs(events.back().value)) events.back().value = mean;
    }
    before = off;
  }
  return events;
}

contents::CheckReport check_dc(const CheckContext& heard, const Limits& limits) {
  contents::CheckReport check = begin_check(kDc, fmt::format("at most {:g} of full scale", limits.signal.dc));
  double most = 0;
  for (const AnalyzedChapter& chapter : heard.chapters) {
    const auto& dc = chapter.heard.dc;
    const double worst = std::max(std::fabs(dc[0]), std::fabs(dc[1]));
    most = std::max(most, worst);
    const analysis::Track& offset = chapter.heard.offset;
    const std::vector<analysis::SignalEvent> stretches = offsets_in(offset, limits.signal.dc);
    const double all = offset.step.value * static_cast<double>(offset.values.size());
    if (worst > limits.signal.dc && (stretches.empty() || stretches.front().length.value >= all)) {
      check.findings.push_back(
          fail(finding_in(chapter.report, fmt::format("offset {:+.4f} left, {:+.4f} right", dc[0], dc[1])), worst));
      continue;
    }
    for (const analysis::SignalEvent& stretch : stretches) {
      most = std::max(most, std::fabs(stretch.value));
      check.findings.push_back(
          fail(finding_at(chapter, stretch.at,
                          fmt::format("offset {:+.4f} for {:.0f} s", stretch.value, stretch.length.value)),
               stretch.value));
    }
  }
  check.number = most;
  finish(check, fmt::format("largest: {:.5f}", most));
  return check;
}

contents::CheckReport check_clicks(const CheckContext& heard, const Limits& limits) {
  contents::CheckReport check =
      begin_check(kClicks, fmt::format("none over {:g} dBFS that stands out", limits.signal.click.value), "dBFS");
  add_events(
      heard, [](const analysis::ChapterAnalysis& c) -> const auto& { return c.clicks; }, check,
      [](const analysis::SignalEvent& e) { return fmt::format("a click of {:.0f} dBFS", e.value); });
  check.number = static_cast<double>(check.findings.size());
  finish(check, counted(check.findings.size(), "click"));
  return check;
}

contents::CheckReport check_stray(const CheckContext& heard, const Limits& limits) {
  const double limit = limits.signal.stray_sound.value;
  contents::CheckReport check = begin_check(kStray, fmt::format("at most {:g} dB over the bed", limit), "dB");
  double most = 0;
  for (const AnalyzedChapter& chapter : heard.chapters) {
    for (const analysis::SignalEvent& event : chapter.heard.stray) most = std::max(most, event.value);
  }
  add_events(
      heard, [](const analysis::ChapterAnalysis& c) -> const auto& { return c.stray; }, check,
      [&](const analysis::SignalEvent& e) {
        return e.value > limit
                   ? fmt::format("{:.2f} s of voiced sound, {:.0f} dB over the bed", e.length.value, e.value)
                   : "";
      });
  check.number = most;
  finish(check, most > 0 ? fmt::format("strongest: {:.1f} dB over the bed", most) : "nothing heard");
  return check;
}

contents::CheckReport check_hum(const CheckContext& heard, const Limits& limits) {
  contents::CheckReport check =
      begin_check(kHum, fmt::format("at most {:g} dB over its neighbours", limits.signal.hum.value), "dB");
  for (const AnalyzedChapter& listened : heard.chapters) {
    const analysis::ChapterAnalysis& chapter = listened.heard;
    check.number = std::max(chapter.hum.value, check.number.value_or(chapter.hum.value));
    if (chapter.hum.value <= limits.signal.hum.value) continue;
    check.findings.push_back(fail(finding_in(listened.report, fmt::format("{:.0f} Hz stands out by {:.0f} dB",
                                                                          chapter.hum_at.value, chapter.hum.value)),
                                  chapter.hum.value));
  }
  finish(check, check.number ? fmt::format("strongest line: {:.1f} dB", *check.number) : "no chapters");
  return check;
}

/// What is wrong with the channels: of most takes of a chapter, told once of the chapter; else at each line.
template <typename Message>
bool add_channel_faults(const CheckContext& heard, contents::CheckReport& check, const Message& message) {
  bool any = false;
  for (const AnalyzedChapter& chapter : heard.chapters) {
    std::map<std::size_t, std::string> lines;
    std::map<std::string, std::size_t> takes;
    std::size_t found = 0;
    for (std::size_t c = 0; c < chapter.heard.cues.size(); ++c) {
      if (!chapter.heard.cues[c].found) continue;
      ++found;
      const std::string text = message(chapter.heard.cues[c].channels);
      if (text.empty()) continue;
      ++takes[text];
      lines.try_emplace(chapter.timeline.cues[c].line, text);
    }
    const auto most =
        std::max_element(takes.begin(), takes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == takes.end()) continue;
    any = true;
    if (2 * most->second > found) {
      check.findings.push_back(finding_in(chapter.report, most->first));
      check.findings.back().fails = true;
      continue;
    }
    for (const auto& [line, text] : lines) {
      check.findings.push_back(line == synthesis::kTitle ? finding_in(chapter.report, "the title: " + text)
                                                         : finding_at(chapter.report, line, text));
      check.findings.back().fails = true;
    }
  }
  return any;
}

contents::CheckReport check_channels(const CheckContext& heard, const Limits& limits) {
  const double limit = limits.signal.channel_balance.value;
  contents::CheckReport check = begin_check(kChannels, fmt::format("within {:g} dB", limit), "dB");
  double most = 0;
  const bool wrong = add_channel_faults(heard, check, [](const analysis::Channels& channels) {
    if (channels.missing[0]) return "the left channel is missing";
    if (channels.missing[1]) return "the right channel is missing";
    if (channels.folded) return "both channels are the same";
    return channels.swapped ? "left and right are swapped" : "";
  });
  for (const AnalyzedChapter& chapter : heard.chapters) {
    const auto& level = chapter.heard.channel_level;
    const double balance = (level[1] - level[0]).value;
    if (std::fabs(balance) > std::fabs(most)) most = balance;
    if (std::fabs(balance) <= limit) continue;
    const auto told = [&](const contents::Finding& finding) { return finding.chapter == chapter.report.number; };
    if (std::any_of(check.findings.begin(), check.findings.end(), told)) continue;
    check.findings.push_back(
        fail(finding_in(chapter.report, fmt::format("the {} channel is {:.0f} dB softer",
                                                    balance > 0 ? "left" : "right", std::fabs(balance))),
             balance));
  }
  check.number = most;
  finish(check, fmt::format("right over left: {:+.1f} dB{}", most, wrong ? "; not as mixed" : ""));
  return check;
}

contents::CheckReport check_phase(const CheckContext& heard, const Limits& limits) {
  contents::CheckReport check = begin_check(kPhase, fmt::format("correlation at least {:g}", limits.signal.phase));
  for (const AnalyzedChapter& chapter : heard.chapters) {
    const auto& phase = chapter.heard.phase;
    if (!phase) continue;
    check.number = std::min(*phase, check.number.value_or(*phase));
    if (*phase >= limits.signal.phase) continue;
    check.findings.push_back(fail(finding_in(chapter.report, fmt::format("correlation {:.2f}", *phase)), *phase));
  }
  const bool inverted = add_channel_faults(heard, check, [](const analysis::Channels& channels) {
    const auto [left, right] = channels.inverted;
    if (left && right) return "the polarity is inverted";
    if (left) return "the polarity of the left channel is inverted";
    return right ? "the polarity of the right channel is inverted" : "";
  });
  finish(check,
         fmt::format("{}{}", check.number ? fmt::format("lowest: {:.2f}", *check.number) : "no speech in both channels",
                     inverted ? "; inverted" : ""));
  return check;
}

}  // namespace

std::vector<contents::CheckReport> signal_checks(const CheckContext& heard, const Limits& limits) {
  return {check_clipping(heard),      check_dc(heard, limits),  check_clicks(heard, limits),
          check_stray(heard, limits), check_hum(heard, limits), check_channels(heard, limits),
          check_phase(heard, limits)};
}

}  // namespace sotto::checks
