#include "annotate/script/ambience_cues.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "annotate/language/languages.h"
#include "annotate/script/line_locator.h"
#include "annotate/script/word_alignment.h"
#include "shared/text.h"

namespace sotto::script {

namespace {

/// A change in a stored script.
struct StoredChange {
  const StoredChapter* from = nullptr;
  const Line* line = nullptr;
  std::size_t place = 0;  ///< 1-based line in the file
};

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
  const auto found = std::partition_point(lines.begin(), lines.end(),
                                          [&](const Line* line) { return line->span.end <= word.begin; });
  return found != lines.end() ? *found : nullptr;
}

/// What two changes at one line come to.
document::AmbienceChange both(const document::AmbienceChange& first, document::AmbienceChange second) {
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

void keep_unplaced(const StoredChange& change, ScriptChapter& chapter, Diagnostics& diagnostics) {
  Line line;
  line.who = change.line->who;
  line.say = change.line->say;
  line.ambience = change.line->ambience;
  chapter.unplaced.push_back(std::move(line));
  diagnostics.add({Severity::warning,
                   change.from->path.string(),
                   change.place,
                   0,
                   fmt::format("the line of this change of ambience is gone from the manuscript: {}",
                               document::write_change(*change.line->ambience)),
                   {},
                   "it is kept under 'unplaced:'; write it again where it belongs, then delete it there"});
}

/// Words of one kind in a sentence, and words of another at most so many words after them.
struct Sign {
  std::vector<std::string_view> first;
  std::vector<std::string_view> second;
  std::size_t reach = 0;
  document::AmbienceChange change;
};

/// A change as a script has it: "{place: indoors, distance: 0.6}".
document::AmbienceChange change_of(std::string_view cell) {
  Diagnostics diagnostics;
  const auto file = YamlFile::parse("ambience-cues", std::string(cell), diagnostics);
  const document::AmbienceChange change =
      file ? document::read_change(*file, file->root()) : document::AmbienceChange{};
  if (!diagnostics.empty()) throw std::invalid_argument("no change of ambience: " + std::string(cell));
  return change;
}

/// The first that fits is proposed.
const std::vector<Sign>& signs() {
  static const std::vector<Sign> all = [] {
    std::vector<Sign> read;
    for (const language::Table::Row& row : language::table("ambience-cues")) {
      read.push_back({language::split_words(row[0]), language::split_words(row[1]), std::stoul(std::string(row[2])),
                      change_of(row[3])});
    }
    return read;
  }();
  return all;
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
std::optional<Span> find_sign(const Sign& sign, const std::vector<Word>& sentence) {
  static const language::WordList& denials = language::words("denials");
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

std::optional<document::AmbienceChange> propose_ambience_cue(std::string_view narration) {
  static const language::WordList& going_out = language::words("going-out");
  const std::vector<std::vector<Word>> sentences = sentences_of(narration);
  for (const std::vector<Word>& sentence : sentences) {
    for (const Sign& sign : signs()) {
      const std::optional<Span> found = find_sign(sign, sentence);
      if (!found) continue;
      const bool going = std::any_of(sentence.begin(), sentence.end(),
                                     [](const Word& word) { return going_out.contains(word.lower); });
      if (sign.change.place == document::ListeningPosition::outdoors && !going) continue;
      document::AmbienceChange change = sign.change;
      change.guess = found->of(narration);
      if (&sentence != &sentences.front()) change.at = change.guess;
      return change;
    }
  }
  return std::nullopt;
}

void place_ambience_cues(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                         const std::vector<StoredChapter>& stored, const ChapterMatches& matches, Script& script,
                         Diagnostics& diagnostics) {
  std::set<std::string_view> known;
  bool any = false;
  for (const StoredChapter& from : stored) {
    for (const Line& line : from.chapter.lines) {
      known.insert(line.say);
      any = any || line.ambience;
    }
    for (const Line& line : from.chapter.unplaced) any = any || line.ambience;
  }
  for (ScriptChapter& chapter : script.chapters) {
    for (Line& line : chapter.lines) {
      if (line.who == document::kNarrator && !known.contains(line.say)) line.ambience = propose_ambience_cue(line.say);
    }
  }
  if (!any) return;

  WordNumbers numbers;
  std::vector<std::uint32_t> old_words;
  std::vector<StoredLine> lines;
  std::vector<StoredChange> changes;
  const auto read = [&](const StoredChapter& from, const Line& line, std::size_t place, bool apart) {
    const std::size_t begin = old_words.size();
    numbers.append(line.say, {0, line.say.size()}, old_words, nullptr);
    if (!line.ambience) return;
    lines.push_back({begin, old_words.size(), apart});
    changes.push_back({&from, &line, place});
  };
  for (const StoredChapter& from : stored) {
    for (std::size_t i = 0; i < from.chapter.lines.size(); ++i) {
      read(from, from.chapter.lines[i], i < from.places.size() ? from.places[i] : 0, false);
    }
  }
  const std::size_t ordered = old_words.size();
  for (const StoredChapter& from : stored) {
    for (std::size_t i = 0; i < from.chapter.unplaced.size(); ++i) {
      const Line& line = from.chapter.unplaced[i];
      if (line.ambience) read(from, line, i < from.unplaced_places.size() ? from.unplaced_places[i] : 0, true);
    }
  }
  std::vector<std::uint32_t> new_words;
  std::vector<Span> places;
  for (const document::Chapter& chapter : chapters) {
    for (const document::Paragraph& paragraph : chapter.paragraphs) {
      numbers.append(manuscript.text, paragraph.span, new_words, &places);
    }
  }
  LineLocator finder(std::move(old_words), ordered, std::move(new_words));
  const std::vector<Line*> fresh = lines_of(script);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::optional<LineLocation> place = finder.find(lines[i]);
    Line* line = place ? line_at(fresh, places[place->first]) : nullptr;
    const document::AmbienceChange& change = *changes[i].line->ambience;
    if (line != nullptr) {
      line->ambience = line->ambience ? both(*line->ambience, change) : change;
      if (!document::says(line->say, line->ambience->at)) line->ambience->at.clear();
    } else if (by_a_person(change)) {
      const auto from = static_cast<std::size_t>(changes[i].from - stored.data());
      if (!script.chapters.empty()) keep_unplaced(changes[i], script.chapters[matches.home[from]], diagnostics);
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
