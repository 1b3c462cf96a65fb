#pragma once

#include <optional>

#include "report/contents/report.h"

namespace sotto::report {

/// A report with something of everything.
inline contents::ProductionReport full_report() {
  contents::ProductionReport report;
  report.book = "a-book";
  report.title = "A <Book> & \x01 more";
  report.listened = true;
  contents::CheckReport check;
  check.id = "dc";
  check.group = "signal";
  check.name = "No DC offset";
  check.limit = "at most 0.002";
  check.value = "largest: 0.01";
  check.hint = "Run produce again.";
  check.number = 0.01;
  check.verdict = contents::Verdict::failed;
  check.found = 1;
  check.findings.push_back({1, std::size_t{0}, Seconds{1.5}, "a.md:3:1", "offset", 0.01, true});
  report.checks = {check, contents::CheckReport{}};
  contents::ChapterReport chapter;
  chapter.number = 1;
  chapter.title = "One | two";
  contents::LineReport line;
  line.who = "meg";
  line.takes = {"00ff"};
  line.words = {{"yes", {1}, {1.25}}};
  line.guessed = true;
  line.level = Lufs{-18.123456};
  chapter.lines = {line, contents::LineReport{}};
  chapter.momentary = {{0.2}, {-18.04F, -70.0F}};
  chapter.speech_peaks = {{0.05}, {0.5F}};
  report.chapters = {chapter};
  contents::CastReport speaker;
  speaker.id = "meg";
  speaker.sample_chapter = 1;
  report.cast = {speaker, contents::CastReport{}};
  report.distances = {{"meg", "erik", 18, 7, 9, true}};
  report.deliveries = {{"meg", "whisper", 1, {-5}, 0, 0.8, 0}};
  report.changes = {{1, std::nullopt, "", "text", {"is no more"}, {}, {}}};
  return report;
}

}  // namespace sotto::report
