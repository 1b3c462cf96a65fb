#include "report/junit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <pugixml.hpp>
#include <sstream>

#include "shared/text.h"

namespace sotto::report {

namespace {

std::string clock_time(Seconds time) {
  const auto whole = std::llround(time.value);
  return whole >= 3600 ? fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60)
                       : fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string told(const contents::Finding& finding) {
  std::string text = finding.place;
  if (text.empty() && finding.chapter > 0) text = fmt::format("chapter {}", finding.chapter);
  if (finding.time) text += fmt::format("{}{}", text.empty() ? "" : " at ", clock_time(*finding.time));
  return text.empty() ? finding.message : fmt::format("{}: {}", text, finding.message);
}

/// XML 1.0 has no control characters, however they are written.
std::string clean(const std::string& text) { return printable(text); }

/// A text that Markdown reads as nothing but text, in one cell of a table.
std::string plain(const std::string& text) {
  std::string shown;
  for (const char c : fold_space(printable(text))) {
    if (std::string_view("\\`*_{}[]<>#|~").find(c) != std::string_view::npos) shown += '\\';
    shown += c;
  }
  return shown;
}

const char* mark_of(contents::Verdict verdict) {
  switch (verdict) {
    case contents::Verdict::passed:
      return "✅";
    case contents::Verdict::noted:
      return "👀";
    case contents::Verdict::failed:
      return "❌";
    case contents::Verdict::skipped:
      break;
  }
  return "–";
}

}  // namespace

std::string junit_xml(const contents::ProductionReport& report) {
  const auto count = [&](contents::Verdict verdict) {
    return static_cast<unsigned long>(
        std::count_if(report.checks.begin(), report.checks.end(),
                      [&](const contents::CheckReport& c) { return c.verdict == verdict; }));
  };
  pugi::xml_document document;
  pugi::xml_node suite = document.append_child("testsuites").append_child("testsuite");
  suite.append_attribute("name") = clean(report.book).c_str();
  suite.append_attribute("tests") = static_cast<unsigned long>(report.checks.size());
  suite.append_attribute("failures") = count(contents::Verdict::failed);
  suite.append_attribute("errors") = 0;
  suite.append_attribute("skipped") = count(contents::Verdict::skipped);
  for (const contents::CheckReport& check : report.checks) {
    pugi::xml_node test = suite.append_child("testcase");
    test.append_attribute("classname") = clean(report.book + "." + check.group).c_str();
    test.append_attribute("name") = clean(check.name).c_str();
    if (check.verdict == contents::Verdict::failed) {
      pugi::xml_node failure = test.append_child("failure");
      failure.append_attribute("message") = clean(fmt::format("{} (limit: {})", check.value, check.limit)).c_str();
      std::string text;
      for (const contents::Finding& finding : check.findings) {
        if (finding.fails) text += told(finding) + "\n";
      }
      failure.text() = clean(text + check.hint + "\n").c_str();
    } else if (check.verdict == contents::Verdict::skipped) {
      test.append_child("skipped").append_attribute("message") = clean(check.value).c_str();
    } else {
      test.append_child("system-out").text() = clean(check.value).c_str();
    }
  }
  std::ostringstream out;
  document.save(out, " ");
  return out.str();
}

std::string markdown_summary(const contents::ProductionReport& report) {
  constexpr std::size_t kShown = 8;
  const auto failed = std::count_if(report.checks.begin(), report.checks.end(), [](const contents::CheckReport& c) {
    return c.verdict == contents::Verdict::failed;
  });
  std::string text =
      fmt::format("## {}: {}\n\n", plain(report.title),
                  failed == 0 ? "passed" : fmt::format("{} of {} checks fall short", failed, report.checks.size()));
  for (const contents::CheckReport& check : report.checks) {
    if (check.verdict != contents::Verdict::failed) continue;
    text += fmt::format("**{}**: {} (limit: {})\n\n", plain(check.name), plain(check.value), plain(check.limit));
    std::size_t shown = 0;
    for (const contents::Finding& finding : check.findings) {
      if (!finding.fails || shown == kShown) break;
      ++shown;
      text += fmt::format("- {}\n", plain(told(finding)));
    }
    if (check.found > shown) text += fmt::format("- and {} more\n", check.found - shown);
    text += fmt::format("\n{}\n\n", plain(check.hint));
  }
  text += "| chapter | length | loudness | range | true peak | lines |\n|---|--:|--:|--:|--:|--:|\n";
  for (const contents::ChapterReport& c : report.chapters) {
    text += fmt::format("| {}. {} ", c.number, plain(c.title));
    text += c.measured() ? fmt::format("| {} | {:.1f} LUFS | {:.1f} LU | {:.1f} dBTP | {} |\n",
                                       clock_time(c.measure.duration), c.measure.loudness.value,
                                       c.measure.loudness_range.value, c.measure.true_peak.value, c.line_count())
                         : fmt::format("| – | – | – | – | {} |\n", c.line_count());
  }
  text += fmt::format("\n<details><summary>{} checks</summary>\n\n| | check | value | limit |\n|---|---|---|---|\n",
                      report.checks.size());
  for (const contents::CheckReport& check : report.checks) {
    text += fmt::format("| {} | {} | {} | {} |\n", mark_of(check.verdict), plain(check.name), plain(check.value),
                        plain(check.limit));
  }
  text += "\n</details>\n";
  if (!report.changes.empty()) {
    text += fmt::format("\n{} {} from the blessed production:\n\n", counted(report.changes.size(), "line"),
                        report.changes.size() == 1 ? "differs" : "differ");
    for (std::size_t i = 0; i < std::min(report.changes.size(), kShown); ++i) {
      const contents::ChangeReport& change = report.changes[i];
      text +=
          fmt::format("- chapter {}: {} ({})\n", change.chapter, plain(change.text.empty() ? change.was : change.text),
                      plain(fmt::format("{}", fmt::join(change.what, ", "))));
    }
    if (report.changes.size() > kShown) text += fmt::format("- and {} more\n", report.changes.size() - kShown);
  }
  return text;
}

}  // namespace sotto::report
