#include "annotate/script/script_yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "shared/edited_file.h"
#include "shared/failure.h"
#include "shared/strict_yaml.h"
#include "shared/text.h"

namespace sotto::script {

namespace {

namespace fs = std::filesystem;

std::optional<double> parse_confidence(std::string_view word) {
  double value = 0;
  const auto [stop, status] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (status != std::errc() || stop != word.data() + word.size() || !(value >= 0 && value <= 1)) return std::nullopt;
  return value;
}

std::optional<Guess> parse_guess(std::string_view text) {
  Guess guess;
  bool confident = false;
  while (!text.empty() && !(confident && !guess.rule.empty())) {
    const std::string_view word = text.substr(0, text.find(' '));
    text = trim_space(text.substr(word.size()));
    const std::optional<double> confidence = confident ? std::nullopt : parse_confidence(word);
    if (guess.who.empty()) {
      guess.who = slug(word);
    } else if (confidence) {
      guess.confidence = *confidence;
      confident = true;
    } else if (confident) {
      guess.rule = word;
    } else {
      if (!guess.how.empty()) guess.how += ' ';
      guess.how += word;
    }
  }
  if (guess.rule.empty()) return std::nullopt;
  if (text.size() >= 2 && text.front() == '(' && text.back() == ')') text = text.substr(1, text.size() - 2);
  guess.evidence = text;
  return guess;
}

/// Reads `lines:` and `unplaced:`.
class LineReader {
 public:
  explicit LineReader(const YamlFile& file) : file_(file) {}

  void read(const YamlValue& sequence, std::string_view key, std::vector<Line>& lines,
            std::vector<std::size_t>& places) {
    if (sequence.kind == YamlValue::Kind::null) return;
    if (sequence.kind != YamlValue::Kind::sequence) {
      file_.error(sequence.place, fmt::format("'{}' must be a list of lines", key), "each with - who: and say:");
      return;
    }
    Boundary before = Boundary::none;
    std::optional<document::AmbienceChange> ambience;
    YamlLocation ambience_place;
    for (const YamlValue& item : sequence.items) {
      if (item.find("break") != nullptr) {
        YamlMapping mapping(file_, item, "a break");
        std::string kind;
        mapping.choice("break", kind, {"scene"});
        mapping.finish();
        before = Boundary::scene;
        continue;
      }
      if (item.find("ambience") != nullptr) {
        if (ambience) file_.error(item.place, "two changes of ambience at one line", "write both as one");
        ambience = read_ambience(item);
        ambience_place = item.place;
        continue;
      }
      if (item.kind == YamlValue::Kind::null) {
        file_.error(item.place, "there is nothing behind this dash", "a line has 'who' and 'say'; or delete the dash");
        continue;
      }
      Line line = read_line(item);
      if (ambience && !document::says(line.say, ambience->at)) {
        file_.error(ambience_place, fmt::format("the line after it does not say '{}'", printable(ambience->at)),
                    "`at:` has words of that line");
      }
      line.ambience = std::exchange(ambience, std::nullopt);
      line.before = std::exchange(before, Boundary::none);
      lines.push_back(std::move(line));
      places.push_back(item.place.line);
    }
    if (ambience) {
      file_.error(ambience_place, "this change of ambience has no line after it",
                  "it stands before the line it is for");
    }
  }

 private:
  document::AmbienceChange read_ambience(const YamlValue& item) {
    YamlMapping mapping(file_, item, "a change of ambience");
    document::AmbienceChange change = document::read_change(file_, *mapping.value("ambience"));
    mapping.text("guess", change.guess);
    change.guess = fold_space(change.guess);
    mapping.finish();
    return change;
  }

  Line read_line(const YamlValue& item) {
    Line line;
    YamlMapping mapping(file_, item, "a line");
    std::string who;
    if (mapping.text("who", who)) {
      line.who = slug(who);
    } else if (item.kind == YamlValue::Kind::mapping && item.find("who") == nullptr) {
      file_.error(item.place, "a line needs 'who'", "the speaker's id, or narrator");
    }
    if (!mapping.text("say", line.say) && item.kind == YamlValue::Kind::mapping && item.find("say") == nullptr) {
      file_.error(item.place, "a line needs 'say'", "the words as the manuscript has them");
    }
    line.say = fold_space(line.say);
    mapping.choice("how", line.how, {kDeliveries.begin(), kDeliveries.end()});
    mapping.flag("aloud", line.aloud);
    std::string guess;
    if (mapping.text("guess", guess)) {
      line.guess = parse_guess(fold_space(guess));
      if (!line.guess) {
        file_.error(item.find("guess")->place, fmt::format("'{}' is no guess", guess),
                    "as in  meg 0.97 tag  or  meg soft 0.97 tag (she whispered); or delete it to confirm the line");
      }
    }
    mapping.finish();
    return line;
  }

  const YamlFile& file_;
};

}  // namespace

std::string write_guess(const Guess& guess) {
  std::string text = guess.who;
  if (!guess.how.empty()) text += ' ' + guess.how;
  text += fmt::format(" {:.2f} {}", guess.confidence, guess.rule);
  if (!guess.evidence.empty()) text += fmt::format(" ({})", guess.evidence);
  return text;
}

std::string write_line(const Line& line) {
  std::string yaml;
  if (line.before == Boundary::scene) yaml += "  - break: scene\n";
  if (line.ambience) {
    yaml += fmt::format("  - ambience: {}\n", write_change(*line.ambience));
    if (!line.ambience->guess.empty()) yaml += fmt::format("    guess: {}\n", yaml_scalar(line.ambience->guess));
  }
  yaml += fmt::format("  - who: {}\n    say: {}\n", yaml_scalar(line.who), yaml_scalar(line.say));
  if (!line.how.empty()) yaml += fmt::format("    how: {}\n", yaml_scalar(line.how));
  if (!line.aloud) yaml += "    aloud: false\n";
  if (line.guess) yaml += fmt::format("    guess: {}\n", yaml_scalar(write_guess(*line.guess)));
  return yaml;
}

std::string script_file_name(const ScriptChapter& chapter) { return chapter.file_stem() + ".yaml"; }

std::string write_script_chapter(const ScriptChapter& chapter) {
  std::string yaml = fmt::format("chapter: {}\ntitle: {}\n", chapter.number, yaml_scalar(chapter.title));
  if (!chapter.heading_text.empty()) yaml += fmt::format("heading: {}\n", yaml_scalar(chapter.heading_text));
  yaml += fmt::format("{}lines:{}\n", chapter.aloud ? "" : "aloud: false\n", chapter.lines.empty() ? " []" : "");
  for (const Line& line : chapter.lines) yaml += write_line(line);
  if (!chapter.unplaced.empty()) {
    yaml += fmt::format("{}\nunplaced:\n", kUnplacedComment);
    for (const Line& line : chapter.unplaced) yaml += write_line(line);
  }
  return yaml;
}

std::optional<StoredChapter> read_script_chapter(const fs::path& path, Diagnostics& diagnostics) {
  std::optional<std::string> text;
  try {
    text = read_edited_file(path);
  } catch (const MachineFailure&) {
  }
  if (!text) {
    diagnostics.error(path.string(), "the script cannot be read", "check its permissions: chmod u+r");
    return std::nullopt;
  }
  return parse_script_chapter(path, std::move(*text), diagnostics);
}

std::optional<StoredChapter> parse_script_chapter(const fs::path& path, std::string text, Diagnostics& diagnostics) {
  Diagnostics own;
  StoredChapter stored;
  stored.path = path;
  stored.text = std::move(text);
  if (const std::optional<YamlFile> file = YamlFile::parse(path.string(), stored.text, own)) {
    constexpr int kMostChapters = 99'999;
    YamlMapping mapping(*file, file->root(), "a script");
    mapping.whole("chapter", stored.chapter.number, 0, kMostChapters);
    mapping.text("title", stored.chapter.title);
    mapping.text("heading", stored.chapter.heading_text);
    mapping.flag("aloud", stored.chapter.aloud);
    LineReader reader(*file);
    if (const YamlValue* lines = mapping.value("lines"))
      reader.read(*lines, "lines", stored.chapter.lines, stored.places);
    if (const YamlValue* lines = mapping.value("unplaced")) {
      reader.read(*lines, "unplaced", stored.chapter.unplaced, stored.unplaced_places);
    }
    mapping.finish();
  }
  diagnostics.append(own);
  if (own.has_errors()) return std::nullopt;
  return stored;
}

}  // namespace sotto::script
