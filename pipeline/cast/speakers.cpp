#include "cast/speakers.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "annotate/language/languages.h"
#include "shared/text.h"

namespace sotto::cast {
namespace {

std::string age_in(const language::Language& language, std::string_view name) {
  const language::Table& ages = language.table("name-ages");
  for (const std::string& word : words_of(name)) {
    if (const language::Table::Row* const row = ages.find(word)) return std::string((*row)[1]);
  }
  return {};
}

/// What is known of a character: the book's word goes before the annotator's.
Speaker describe(const std::string& id, const script::Script& script, const document::Book& book) {
  Speaker speaker;
  speaker.id = id;
  speaker.name = id;
  const auto take_over = [&](const document::Character& character) {
    if (!character.name.empty()) speaker.name = character.name;
    if (character.gender != language::Gender::unknown) speaker.gender = character.gender;
    if (!character.voice.empty()) speaker.wanted_voice = character.voice;
    if (!character.age.empty()) speaker.age = character.age;
  };
  for (const std::vector<document::Character>* cast : {&script.cast, &book.cast}) {
    for (const document::Character& character : *cast) {
      if (character.id == id) take_over(character);
    }
  }
  for (const std::string& name : {speaker.name, id}) {
    if (speaker.age.empty()) speaker.age = age_in(document::language_of(book), name);
  }
  return speaker;
}

}  // namespace

std::vector<Speaker> speakers_of(const script::Script& script, const document::Book& book) {
  std::vector<Speaker> speakers = {describe(document::kNarrator, script, book)};
  std::map<std::string, std::size_t> places = {{document::kNarrator, 0}};
  std::size_t scene = 0;
  for (const script::ScriptChapter& chapter : script.chapters) {
    ++scene;
    for (const script::Line& line : chapter.lines) {
      if (line.before == script::Boundary::scene) ++scene;
      const auto [place, is_new] = places.emplace(line.who, speakers.size());
      if (is_new) speakers.push_back(describe(line.who, script, book));
      Speaker& speaker = speakers[place->second];
      ++speaker.lines;
      ++speaker.scenes[scene];
    }
  }
  return speakers;
}

std::size_t lines_together(const Speaker& a, const Speaker& b) {
  std::size_t together = 0;
  for (const auto& [scene, lines] : a.scenes) {
    if (const auto found = b.scenes.find(scene); found != b.scenes.end()) together += std::min(lines, found->second);
  }
  return together;
}

}  // namespace sotto::cast
