#pragma once

/// All that is known of a production when its sound was analyzed, as one value: the checks, every chapter with its
/// lines and tracks, the cast, and what has changed. The page shows it, `report.json` keeps it, the terminal and JUnit
/// give a short form. Plain data: nothing here reads a file.
///
/// Times are seconds from a chapter's first sample. A value that was not measured is absent, never a stand-in.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "publish/measure.h"
#include "report/analysis/track.h"
#include "shared/sound_file.h"
#include "shared/units.h"

namespace sotto::contents {

enum class Verdict {
  passed,
  noted,   ///< nothing falls short, but there are places that a person may want to look at
  failed,  ///< a limit is broken
  skipped  ///< could not or need not be measured; `value` says why
};

/// One place of the story that a check points at.
struct Finding {
  int chapter = 0;                  ///< its number; 0: the book as a whole
  std::optional<std::size_t> line;  ///< index into ChapterReport::lines; absent: the chapter as a whole
  std::optional<Seconds> time;      ///< where to listen
  std::string place;                ///< in the manuscript: "story/the-mask/01-the-mask.md:12:1"; may be empty
  std::string message;              ///< "3.2 s of silence", without a full stop
  std::optional<double> value;      ///< in the check's unit
  bool fails = false;               ///< breaks the limit; otherwise it is only worth a look
};

/// One listening check.
struct CheckReport {
  std::string id;       ///< "bed-gaps": as in checks/limits.yaml
  std::string group;    ///< "complete", "signal", "loudness", "ambience", "intelligibility", "voices", "deliveries",
                        ///< "attribution", "regression"
  std::string name;     ///< "The bed never stops"
  std::string meaning;  ///< one or two sentences for a person: what is measured, and what a listener would notice
  std::string limit;    ///< "at least 0.93"; empty: it has none, and only notes
  std::string value;    ///< "lowest 0.951"
  std::string hint;     ///< what to do when it falls short
  std::optional<double> number;  ///< the value that was held against the limit, in `unit`
  std::string unit;              ///< "LU", "s", "dBTP"; empty: a bare number
  Verdict verdict = Verdict::skipped;
  std::vector<Finding> findings;  ///< the worst first; at most `kMostFindings`
  std::size_t found = 0;          ///< how many there are in all
};
inline constexpr std::size_t kMostFindings = 50;

struct WordReport {
  std::string text;  ///< as it is spoken: "nineteen oh five"
  Seconds begin;
  Seconds end;
};

struct LineReport {
  std::string who;
  std::string how;    ///< delivery; empty: plain
  std::string text;   ///< as the manuscript has it
  std::string place;  ///< in the manuscript: file:line:column
  Seconds begin;      ///< equal to `end`: the line made no sound
  Seconds end;
  std::vector<WordReport> words;
  std::vector<std::string> takes;  ///< ids, one a sentence
  bool guessed = false;            ///< the annotator chose who speaks; the next four say how
  double confidence = 1;
  std::string rule;
  std::string evidence;                   ///< may be empty
  std::string second;                     ///< the next best candidate's id; may be empty
  bool corrected = false;                 ///< a person decided otherwise
  std::optional<Lufs> level;              ///< of the line's speech alone, in the master
  std::optional<Decibels> over_bed;       ///< speech to bed, in LU
  std::optional<Hertz> pitch;             ///< median of the fundamental
  std::optional<Hertz> centroid;          ///< of the spectrum
  std::optional<double> intelligibility;  ///< ESTOI of the line in the master against its dry take, 0..1
};

/// Gives the lines of a chapter, by its index in the report, where the report does not hold them: a long book has too
/// many.
using LinesOf = std::function<std::vector<LineReport>(std::size_t chapter)>;

struct ChapterReport {
  int number = 0;
  std::string title;
  std::string audio;              ///< the master, as a path relative to the folder of the report: "../01-the-mask.wav"
  std::string checksum;           ///< of the master's bytes (not part of report.json)
  std::string unheard;            ///< why it was not listened to; empty: it was, or nothing was
  std::optional<SoundForm> form;  ///< of the master's file; absent: not looked at, or not readable
  publish::MasterMeasure measure;
  std::vector<LineReport> lines;
  std::size_t lines_apart = 0;   ///< lines that the report does not hold: LinesOf gives them
  analysis::Track momentary;     ///< LUFS (400 ms), one value each step; kSilence where quieter
  analysis::Track short_term;    ///< LUFS (3 s)
  analysis::Track speech_peaks;  ///< largest magnitude of the voices in the master in each step, 0..1
  analysis::Track bed_peaks;     ///< the same of the ambience
  bool made = false;             ///< in this run; otherwise it stood from an earlier one (not part of report.json)

  /// Whether `measure` says anything: every sound has a duration.
  bool measured() const { return measure.duration.value > 0; }
  std::size_t line_count() const { return lines.size() + lines_apart; }
};

/// A chapter as it sounds in a file that was encoded.
struct EncodedChapterReport {
  int number = 0;
  publish::MasterMeasure measure;  ///< of what is decoded
};

/// A file that was made of the masters: an M4B, a read-along.
struct FileReport {
  std::string format;  ///< "m4b"
  std::string path;    ///< relative to the folder of the report: "../the-mask.m4b"
  std::int64_t bytes = 0;
  std::string fault;                           ///< "is missing"; empty: it is as it was made, of these masters
  std::vector<EncodedChapterReport> chapters;  ///< that sound in it
  bool made = false;                           ///< in this run (not part of report.json)
};

struct CastReport {
  std::string id;
  std::string name;
  std::string voice;
  std::string reason;  ///< why this voice: "named by the book"
  std::size_t lines = 0;
  Seconds speech;                     ///< the sum of the takes' lengths
  int sample_chapter = 0;             ///< number; 0: there is no sample
  std::size_t sample_line = 0;        ///< a line of a few seconds, said plainly where there is one
  std::optional<Hertz> pitch;         ///< median of the fundamental
  std::optional<double> pitch_range;  ///< semitones between its 10th and 90th percentile
};

/// How far apart two voices are to the ear.
struct VoiceDistance {
  std::string a;  ///< ids of speakers
  std::string b;
  double pitch = 0;       ///< semitones between the distributions of the fundamental
  double timbre = 0;      ///< dB, cepstral
  double distance = 0;    ///< both together; the limit is on this
  bool together = false;  ///< they share a scene
};

/// How one speaker says lines in one way, against the same speaker's plain ones.
struct DeliveryReport {
  std::string who;
  std::string how;
  std::size_t lines = 0;
  Decibels level;     ///< over the plain lines'
  double voiced = 0;  ///< share of the speech that is voiced
  double plain_voiced = 0;
  double pitch = 0;  ///< semitones over the plain lines'; 0 where either is unvoiced
};

/// A line that differs from the golden production.
struct ChangeReport {
  int chapter = 0;
  std::optional<std::size_t> line;  ///< absent: the line is gone
  std::string text;                 ///< empty: the line is gone
  std::string was;                  ///< what it said then; empty: the same, or nothing
  std::vector<std::string> what;    ///< "level 1.4 dB higher", "0.3 s longer"
  std::vector<std::string> before;  ///< takes of then; they may have left the cache
  std::vector<std::string> after;   ///< takes of now
};

/// How it was made.
struct MadeReport {
  std::string sotto;       ///< version
  std::string engine;      ///< the versions of the engines in use, joined by "; "
  std::string manuscript;  ///< hash of the text
  std::string production;  ///< hash of all masters' bytes and of the script: the same production has the same
  std::string written;     ///< when the newest master was written; empty: not looked at. All else is the same each time
  std::size_t takes = 0;   ///< distinct ones
};

/// A line that the engine could not say, or whose speaker the annotator was not sure of, is found in the checks.
struct ProductionReport {
  std::string book;
  std::string title;
  std::string author;
  std::string profile;
  std::string edition;    ///< the profile, and whether it is dry (not part of report.json)
  bool listened = false;  ///< false: only the quick checks, which need no analysis of the sound, were made
  std::vector<CheckReport> checks;
  std::vector<ChapterReport> chapters;
  std::vector<FileReport> files;         ///< besides the masters
  std::vector<CastReport> cast;          ///< those who speak most first
  std::vector<VoiceDistance> distances;  ///< every two speakers once
  std::vector<DeliveryReport> deliveries;
  std::vector<ChangeReport> changes;
  std::string golden;  ///< the folder of the golden production that `changes` are against; empty: there is none
  MadeReport made;
  std::size_t parts_made = 0;  ///< in this run: takes, levels (not part of report.json)
  double unsure_below = 0;     ///< confidence: lines that are less sure want a look (not part of report.json)
  bool page = false;           ///< the folder has a page of just this production (not part of report.json)

  bool passed() const {
    for (const CheckReport& check : checks) {
      if (check.verdict == Verdict::failed) return false;
    }
    return true;
  }
};

}  // namespace sotto::contents
