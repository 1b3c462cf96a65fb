#include "studio/cast_api.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/text.h"
#include "studio/json_answer.h"
#include "studio/settings_edits.h"
#include "studio/voice_edits.h"

namespace sotto::studio {

namespace {

using nlohmann::json;
using SettingsEdit = std::function<std::optional<std::string>(const std::string&, std::string&)>;

Answer change_by(Studio& studio, const std::string& what, const SettingsEdit& edit) {
  const std::string why = studio.change_settings(what, edit);
  if (!why.empty()) return refused(409, why);
  return json_answer({{"changed", true}, {"undo", studio.desk().to_undo()}, {"redo", studio.desk().to_redo()}});
}

std::optional<std::string> value_in(const json& body, const char* key) {
  return body.contains(key) ? std::optional(body.at(key).get<std::string>()) : std::nullopt;
}

}  // namespace

Answer cast_overview(Studio& studio) {
  const auto reading = studio.reading();
  if (!reading) return refused(503, "the book is still being read");
  const cast::EngineSchemas engines = reading->settings.engines.schemas();
  json voices = json::array();
  for (const auto& [name, voice] : reading->settings.voices) {
    voices.push_back({{"name", name},
                      {"description", voice.description},
                      {"gender", std::string(language::letter_of(voice.gender))},
                      {"age", voice.age},
                      {"numbers", numbers_of(voice, engines)}});
  }
  json merged = json::array();
  for (const document::MergedName& name : reading->settings.book.merged) merged.push_back(name.name);
  json words = json::object();
  for (const auto& [word, said] : reading->settings.book.pronunciations) words[word] = said.phonemes;
  return json_answer(
      {{"voices", std::move(voices)}, {"merged", std::move(merged)}, {"pronunciations", std::move(words)}});
}

namespace {

/// A line in a voice that is not kept yet.
Answer try_voice(Studio& studio, const json& body) {
  const auto reading = studio.reading();
  const auto speaker = studio.speaker();
  if (!reading || !speaker) return refused(503, "the book is still being read");
  const auto voice = reading->settings.voices.find(body.at("voice").get<std::string>());
  if (voice == reading->settings.voices.end()) return refused(404, "there is no such voice");
  std::string why;
  auto changed = tried(voice->second, body.at("changes"), reading->settings.engines.schemas(), why);
  if (!changed) return refused(422, why);
  Answer answer;
  answer.type = "audio/wav";
  answer.body = speaker->speak({std::move(*changed), body.value("how", ""), body.at("say"), true}, reading->manuscript);
  if (answer.body.empty()) return refused(422, "there is nothing to say in this line");
  return answer;
}

Answer keep_voice(Studio& studio, const json& body) {
  const auto reading = studio.reading();
  const std::string name = body.at("voice");
  if (!reading || !reading->settings.voices.contains(name)) return refused(404, "there is no such voice");
  std::string wrong;
  if (!tried(reading->settings.voices.at(name), body.at("changes"), reading->settings.engines.schemas(), wrong)) {
    return refused(422, wrong);
  }
  const std::string why = studio.change_file(
      studio.book().folder / "voices" / (name + ".yaml"), fmt::format("the voice {} in this book", name),
      [&](const std::string& text, std::string& reason) { return kept(text, name, body.at("changes"), reason); });
  if (!why.empty()) return refused(409, why);
  return json_answer({{"changed", true}});
}

}  // namespace

std::optional<Answer> change_cast(Studio& studio, const std::string& path, const json& body) {
  if (path == "/api/person") {
    const document::Character person = studio.person(body.at("id"));
    const PersonEdit edit{value_in(body, "name"), value_in(body, "gender"), value_in(body, "age"),
                          value_in(body, "voice")};
    const std::string what = edit.name    ? fmt::format("{} is called {}", person.name, *edit.name)
                             : edit.voice ? fmt::format("{} has the voice {}", person.name, *edit.voice)
                                          : fmt::format("what is said of {}", person.name);
    return change_by(studio, what,
                     [&](const std::string& text, std::string& why) { return edit_person(text, person, edit, why); });
  }
  if (path == "/api/people") {
    document::Character person;
    person.name = fold_space(body.at("name").get<std::string>());
    person.id = slug(person.name);
    if (person.name.empty()) return refused(422, "a name has letters");
    const std::string gender = body.value("gender", "");
    if (gender == "f") person.gender = language::Gender::female;
    if (gender == "m") person.gender = language::Gender::male;
    return change_by(studio, fmt::format("{} joins the cast", person.name),
                     [&](const std::string& text, std::string& why) { return add_person(text, person, why); });
  }
  if (path == "/api/merge") {
    std::vector<std::string> names;
    for (const json& id : body.at("ids")) {
      if (id == document::kNarrator) return refused(422, "nobody is the narrator: give them the lines");
      names.push_back(studio.person(id).name);
    }
    if (names.size() < 2) return refused(422, "choose two or more");
    const std::string what = names.size() == 2 ? fmt::format("{} is {}", names[1], names[0])
                                               : fmt::format("{} others are {}", names.size() - 1, names[0]);
    return change_by(studio, what,
                     [&](const std::string& text, std::string& why) { return merge_names(text, names, why); });
  }
  if (path == "/api/part") {
    const std::string name = body.at("name");
    return change_by(studio, fmt::format("{} is somebody else", name),
                     [&](const std::string& text, std::string& why) { return part_name(text, name, why); });
  }
  if (path == "/api/try") return try_voice(studio, body);
  if (path == "/api/voice") return keep_voice(studio, body);
  if (path == "/api/pronounce") {
    const std::string word = body.at("word");
    const std::string phonemes = body.at("phonemes");
    if (trim_space(word).empty()) return refused(422, "which word?");
    return change_by(studio, fmt::format("how '{}' is said", word),
                     [&](const std::string& text, std::string& why) { return pronounce(text, word, phonemes, why); });
  }
  return std::nullopt;
}

}  // namespace sotto::studio
