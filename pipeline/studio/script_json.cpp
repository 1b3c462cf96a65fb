#include "studio/script_json.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "annotate/document/ambience.h"
#include "shared/text.h"

namespace sotto::studio {

using nlohmann::json;

bool is_unsure(const script::Line& line) {
  return line.guess && !line.corrected() && line.guess->confidence < kUnsureBelow;
}

json summary_json(const script::ScriptChapter& chapter) {
  std::size_t unsure = 0;
  std::size_t corrected = 0;
  for (const script::Line& line : chapter.lines) {
    if (is_unsure(line)) ++unsure;
    if (line.guess && line.corrected()) ++corrected;
  }
  return {{"number", chapter.number},           {"title", chapter.title}, {"aloud", chapter.aloud},
          {"lines", chapter.lines.size()},      {"unsure", unsure},       {"corrected", corrected},
          {"unplaced", chapter.unplaced.size()}};
}

json chapter_json(const script::ScriptChapter& chapter, const BookReading* reading,
                  const std::set<std::size_t>& marked) {
  json lines = json::array();
  std::map<std::string_view, std::size_t> heard;  // how often a line that says the same came before
  for (const script::Line& line : chapter.lines) {
    const std::size_t before = heard[line.say]++;
    json one = {{"who", line.who}, {"say", line.say}};
    if (!line.how.empty()) one["how"] = line.how;
    if (!line.aloud) one["silent"] = true;
    if (line.before == script::Boundary::scene) one["scene"] = true;
    if (line.ambience) {
      one["ambience"] = document::write_change(*line.ambience);
      if (!line.ambience->guess.empty()) one["ambience_why"] = line.ambience->guess;
    }
    if (line.guess) {
      const script::Guess& guess = *line.guess;
      one["guess"] = {{"who", guess.who},
                      {"how", guess.how},
                      {"sure", guess.confidence},
                      {"rule", guess.rule},
                      {"evidence", guess.evidence}};
      if (reading != nullptr) {
        const auto second = reading->seconds.find({chapter.title, line.say, before});
        if (second != reading->seconds.end() && second->second != guess.who) one["guess"]["second"] = second->second;
      }
    }
    if (line.corrected()) one["decided"] = true;
    if (marked.contains(lines.size())) one["marked"] = true;
    lines.push_back(std::move(one));
  }
  json told = summary_json(chapter);
  told["lines"] = std::move(lines);
  return told;
}

json source_json(const script::ScriptChapter& chapter, const BookReading& reading) {
  json pieces = json::array();
  const auto source = std::find_if(reading.source.begin(), reading.source.end(),
                                   [&](const SourceChapter& one) { return one.title == chapter.title; });
  if (source == reading.source.end() || source->lines.empty()) return pieces;
  const std::string& text = reading.manuscript.text;
  std::size_t at = source->heading.empty() ? source->lines.front().begin : source->heading.begin;
  const auto add = [&](std::size_t end, json line) {
    if (end > at) pieces.push_back({{"text", text.substr(at, end - at)}, {"line", std::move(line)}});
    at = std::max(at, end);
  };
  // Lines of the script that the reading does not have (they are silent) are told apart by what they say.
  std::size_t next = 0;
  add(source->heading.empty() ? at : source->heading.end, -1);
  for (const Span& span : source->lines) {
    add(span.begin, nullptr);
    const std::string said = fold_space(text.substr(span.begin, span.end - span.begin));
    while (next < chapter.lines.size() && said.find(chapter.lines[next].say) == std::string::npos) ++next;
    if (next >= chapter.lines.size()) next = 0;
    const bool found = said.find(chapter.lines[next].say) != std::string::npos;
    add(span.end, found ? json(next) : json(nullptr));
    if (found) ++next;
  }
  return pieces;
}

json people_json(Studio& studio) {
  struct Member {
    const document::Character* character = nullptr;
    std::size_t lines = 0;
    std::size_t words = 0;
    std::string first;
    std::set<int> chapters;
  };
  std::map<std::string, Member> members;
  const auto reading = studio.reading();
  if (reading) {
    for (const document::Character& person : reading->people) {
      if (person.given || person.id == document::kNarrator) members[person.id].character = &person;
    }
  }
  const std::vector<ChapterPtr> chapters = studio.desk().chapters();
  for (const ChapterPtr& stored : chapters) {
    for (const script::Line& line : stored->chapter.lines) {
      Member& member = members[line.who];
      if (++member.lines == 1) member.first = line.say;
      member.words += static_cast<std::size_t>(std::count(line.say.begin(), line.say.end(), ' ')) + 1;
      member.chapters.insert(stored->chapter.number);
    }
  }
  if (reading) {
    for (const document::Character& person : reading->people) {
      if (const auto found = members.find(person.id); found != members.end()) found->second.character = &person;
    }
  }
  const auto cast = studio.cast();
  std::vector<std::pair<std::string, const Member*>> order;
  for (const auto& [id, member] : members) order.emplace_back(id, &member);
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first != document::kNarrator, ~a.second->lines) <
           std::pair(b.first != document::kNarrator, ~b.second->lines);
  });
  // What the settings say of somebody, which is less than what is known.
  std::map<std::string, const document::Character*> in_settings;
  if (reading) {
    for (const document::Character& person : reading->settings.book.cast) in_settings[person.id] = &person;
  }
  json people = json::array();
  for (const auto& [id, member] : order) {
    json one = {{"id", id},
                {"name", id},
                {"lines", member->lines},
                {"words", member->words},
                {"first", member->first},
                {"chapters", member->chapters}};
    if (const document::Character* person = member->character) {
      one["name"] = person->name;
      one["aliases"] = person->aliases;
      one["gender"] = std::string(language::letter_of(person->gender));
      one["gender_why"] = person->gender_why;
      one["age"] = person->age;
      one["age_why"] = person->age_why;
      one["settled"] = person->given;
      if (const auto told = in_settings.find(id); told != in_settings.end()) {
        one["told_gender"] = std::string(language::letter_of(told->second->gender));
        one["told_age"] = told->second->age;
      }
    }
    if (const auto voice = cast->voices.find(id); voice != cast->voices.end()) {
      one["voice"] = voice->second.name;
      one["voice_why"] = cast->reasons.contains(id) ? cast->reasons.at(id) : "";
    }
    people.push_back(std::move(one));
  }
  return people;
}

}  // namespace sotto::studio
