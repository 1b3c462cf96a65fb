#include "annotate/script/ambience_cues.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "annotate/script/located_lines.h"
#include "shared/text.h"

namespace sotto::script {

namespace {

bool by_a_person(const document::AmbienceChange& change) { return change.guess.empty(); }

std::vector<Line*> lines_of(Script& script) {
  std::vector<Line*> lines;
  for (ScriptChapter& chapter : script.chapters) {
    for (Line& line : chapter.lines) lines.push_back(&line);
  }
  return lines;
}

/// The line that says a word of the manuscript. `lines`: in reading order.
Line* line_at(const std::vector<Line*>& lines, Span word) {
  const auto found =
      std::partition_point(lines.begin(), lines.end(), [&](const Line* line) { return line->span.end <= word.begin; });
  return found != lines.end() ? *found : nullptr;
}

void keep_unplaced(const LocatedLine& change, const StoredChapter& from, ScriptChapter& chapter,
                   Diagnostics& diagnostics) {
  Line line;
  line.who = change.line->who;
  line.say = change.line->say;
  line.ambience = change.line->ambience;
  chapter.unplaced.push_back(std::move(line));
  diagnostics.add({Severity::warning,
                   from.path.string(),
                   change.place,
                   0,
                   fmt::format("the line of this change of ambience is gone from the manuscript: {}",
                               document::write_change(*change.line->ambience)),
                   {},
                   "it is kept under 'unplaced:'; write it again where it belongs, then delete it there"});
}

/// A change as a script has it: "{place: indoors, distance: 0.6}".
document::AmbienceChange change_of(std::string_view cell) {
  Diagnostics diagnostics;
  const auto file = YamlFile::parse("ambience-cues", std::string(cell), diagnostics);
  const document::AmbienceChange change =
      file ? document::read_change(*file, file->root()) : document::AmbienceChange{};
  if (!diagnostics.empty()) throw std::invalid_argument("no change of ambience: " + std::string(cell));
  return change;
}

struct Word {
  std::string lower;
  Span span;
};

/// The sentences of a text as words of ASCII letters: all that the signs are made of.
std::vector<std::vector<Word>> sentences_of(std::string_view text) {
  std::vector<std::vector<Word>> sentences(1);
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool letter = (lower >= 'a' && lower <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) {
      if (!inside) sentences.back().push_back({{}, {i, i}});
      sentences.back().back().lower += lower;
      sentences.back().back().span.end = i + 1;
    } else if ((c == '.' || c == '!' || c == '?' || c == ';') && !sentences.back().empty()) {
      sentences.emplace_back();
    }
    inside = letter;
  }
  return sentences;
}

/// From the first word of a sign to its last, where it is in the sentence.
std::optional<Span> find_sign(const language::WordList& denials, const AmbienceCueFinder::Sign& sign,
                              const std::vector<Word>& sentence) {
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (denials.contains(sentence[i].lower)) return std::nullopt;
    if (!among(sign.first, sentence[i].lower)) continue;
    for (std::size_t k = i + 1; k < sentence.size() && k <= i + sign.reach; ++k) {
      if (denials.contains(sentence[k].lower)) return std::nullopt;
      if (among(sign.second, sentence[k].lower)) return Span{sentence[i].span.begin, sentence[k].span.end};
    }
  }
  return std::nullopt;
}

}  // namespace

AmbienceCueFinder::AmbienceCueFinder(const language::Language& language)
    : denials_(language.words("denials")), going_out_(language.words("going-out")) {
  for (const language::Table::Row& row : language.table("ambience-cues")) {
    signs_.push_back({language::split_words(row[0]), language::split_words(row[1]), std::stoul(std::string(row[2])),
                      change_of(row[3])});
  }
}

std::optional<document::AmbienceChange> AmbienceCueFinder::propose(std::string_view narration) const {
  const std::vector<std::vector<Word>> sentences = sentences_of(narration);
  for (const std::vector<Word>& sentence : sentences) {
    for (const Sign& sign : signs_) {
      const std::optional<Span> found = find_sign(denials_, sign, sentence);
      if (!found) continue;
      const bool going = std::any_of(sentence.begin(), sentence.end(),
                                     [&](const Word& word) { return going_out_.contains(word.lower); });
      if (sign.change.place == document::ListeningPosition::outdoors && !going) continue;
      document::AmbienceChange change = sign.change;
      change.guess = found->of(narration);
      if (&sentence != &sentences.front()) change.at = change.guess;
      return change;
    }
  }
  return std::nullopt;
}

document::AmbienceChange both_changes(const document::AmbienceChange& first, document::AmbienceChange second) {
  const auto keep = [](auto& now, const auto& before) {
    if (!now) now = before;
  };
  keep(second.bed, first.bed);
  keep(second.surface, first.surface);
  keep(second.place, first.place);
  keep(second.intensity, first.intensity);
  keep(second.distance, first.distance);
  keep(second.gutters, first.gutters);
  keep(second.gusts, first.gusts);
  // A crossfade that nobody set gives way to one that somebody did.
  if (second.fade == document::AmbienceChange{}.fade) second.fade = first.fade;
  if (second.thunder == 0) second.thunder = first.thunder;
  if (second.at.empty()) second.at = first.at;
  if (by_a_person(first)) second.guess.clear();
  return second;
}

void place_ambience_cues(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                         const std::vector<StoredChapter>& stored, const ChapterMatches& matches, Script& script,
                         Diagnostics& diagnostics) {
  std::set<std::string_view> known;
  for (const StoredChapter& from : stored) {
    for (const Line& line : from.chapter.lines) known.insert(line.say);
  }
  const AmbienceCueFinder finder(*manuscript.language);
  for (ScriptChapter& chapter : script.chapters) {
    for (Line& line : chapter.lines) {
      if (line.who == document::kNarrator && !known.contains(line.say)) line.ambience = finder.propose(line.say);
    }
  }
  const auto changes = [](const Line& line) { return static_cast<bool>(line.ambience); };
  const LocatedLines located = locate_lines(manuscript, chapters, stored, changes, changes);
  const std::vector<Line*> fresh = lines_of(script);
  for (const LocatedLine& one : located.lines) {
    Line* line = one.location ? line_at(fresh, located.words[one.location->first]) : nullptr;
    const document::AmbienceChange& change = *one.line->ambience;
    if (line != nullptr) {
      line->ambience = line->ambience ? both_changes(*line->ambience, change) : change;
      if (!document::says(line->say, line->ambience->at)) line->ambience->at.clear();
    } else if (by_a_person(change) && !script.chapters.empty()) {
      keep_unplaced(one, stored[one.stored], script.chapters[matches.home[one.stored]], diagnostics);
    }
  }
}

void report_proposed_cues(const document::Manuscript& manuscript, const std::vector<StoredChapter>& stored,
                          const Script& script, const std::string& folder, Diagnostics& diagnostics) {
  std::set<std::pair<std::string_view, std::string_view>> known;
  for (const StoredChapter& from : stored) {
    for (const Line& line : from.chapter.lines) {
      if (line.ambience && !by_a_person(*line.ambience)) known.emplace(line.say, line.ambience->guess);
    }
  }
  const document::SourceLocations places(manuscript);
  std::size_t proposed = 0;
  for (const ScriptChapter& chapter : script.chapters) {
    for (const Line& line : chapter.lines) {
      if (!line.ambience || by_a_person(*line.ambience)) continue;
      ++proposed;
      const document::AmbienceChange& change = *line.ambience;
      if (known.contains({line.say, change.guess})) continue;
      const std::size_t words = line.span.of(manuscript.text).find(change.guess);
      document::AmbienceChange shown = change;
      shown.at.clear();
      diagnostics.note(places.of(line.span.begin + (words != std::string_view::npos ? words : 0)),
                       fmt::format("the ambience changes to {} here, because of \"{}\"", document::write_change(shown),
                                   printable(change.guess)));
    }
  }
  if (proposed == 0) return;
  diagnostics.note(folder,
                   fmt::format("{} of ambience {} proposed and not confirmed", counted(proposed, "change"),
                               proposed == 1 ? "is" : "are"),
                   "to confirm one, delete the `guess:` beneath it; to be rid of it, the whole entry");
}

}  // namespace sotto::script
