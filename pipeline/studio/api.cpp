#include "studio/api.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "annotate/document/ambience.h"
#include "shared/text.h"
#include "studio/cast_api.h"
#include "studio/json_answer.h"
#include "studio/line_edits.h"
#include "studio/listen_page.h"
#include "studio/page.h"
#include "studio/script_json.h"

namespace sotto::studio {

namespace {

using nlohmann::json;

std::string query(const Request& request, std::string_view name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? std::string() : found->second;
}

int number_in(const Request& request, std::string_view name) {
  try {
    return std::stoi(query(request, name));
  } catch (const std::exception&) {
    return -1;
  }
}

std::vector<LineRef> refs_in(const json& body) {
  std::vector<LineRef> refs;
  for (const json& one : body.at("lines")) refs.push_back({one.at("chapter"), one.at("line"), one.at("say")});
  return refs;
}

json chapter_told(Studio& studio, const script::ScriptChapter& chapter) {
  return chapter_json(chapter, studio.reading().get(), studio.marks().in(chapter));
}

/// What a page is told after a change: the chapters as they are now.
Answer after(Studio& studio, const Outcome& outcome, const std::string& client) {
  if (!outcome.trouble.empty()) return refused(409, outcome.trouble);
  if (outcome.changed) studio.tell_scripts(outcome.chapters, client);
  json chapters = json::array();
  for (const int number : outcome.chapters) {
    if (const ChapterPtr chapter = studio.desk().chapter(number)) {
      chapters.push_back(chapter_told(studio, chapter->chapter));
    }
  }
  return json_answer({{"changed", outcome.changed},
                      {"chapters", std::move(chapters)},
                      {"undo", studio.desk().to_undo()},
                      {"redo", studio.desk().to_redo()}});
}

std::string what_of(const Studio& studio, const LineEdit& edit, std::size_t lines) {
  const std::string many = lines == 1 ? "a line" : fmt::format("{} lines", lines);
  if (edit.who) return fmt::format("{} to {}", many, studio.person(*edit.who).name);
  if (edit.how) return fmt::format("{} said {}", many, edit.how->empty() ? "plainly" : *edit.how);
  if (edit.aloud) return fmt::format("{} {}", many, *edit.aloud ? "read aloud" : "silenced");
  if (edit.ambience) return fmt::format("ambience at {}", many);
  return fmt::format("{} confirmed", many);
}

/// A change of ambience as `- ambience:` in a script has it; the reason where it is none.
std::string read_ambience(const std::string& text, BoxedOptional<document::AmbienceChange>& change) {
  if (text.empty()) {
    change.reset();
    return {};
  }
  Diagnostics wrong;
  const auto file = YamlFile::parse("ambience", text, wrong);
  if (file) change = document::read_change(*file, file->root());
  if (!file || wrong.has_errors()) return wrong.empty() ? "this is no change of ambience" : wrong.all().front().message;
  return {};
}

/// Speakers and deliveries that a script can hold.
std::string wrong_in(const LineEdit& edit) {
  if (edit.who && (edit.who->empty() || slug(*edit.who) != *edit.who)) return "a speaker has an id, as `meg`";
  const auto& deliveries = script::kDeliveries;
  if (edit.how && !edit.how->empty() &&
      std::find(deliveries.begin(), deliveries.end(), *edit.how) == deliveries.end()) {
    return "there is no such delivery";
  }
  return {};
}

Answer edit_lines(Studio& studio, const json& body) {
  LineEdit edit;
  if (body.contains("who")) edit.who = body.at("who");
  if (body.contains("how")) edit.how = body.at("how");
  if (body.contains("aloud")) edit.aloud = body.at("aloud");
  if (body.contains("ambience")) edit.ambience = body.at("ambience");
  edit.confirm = body.value("confirm", false);
  if (const std::string wrong = wrong_in(edit); !wrong.empty()) return refused(422, wrong);
  BoxedOptional<document::AmbienceChange> ambience;
  if (edit.ambience) {
    if (const std::string wrong = read_ambience(*edit.ambience, ambience); !wrong.empty()) return refused(422, wrong);
  }
  const std::vector<LineRef> refs = refs_in(body);
  std::map<int, std::vector<const LineRef*>> by_chapter;
  std::set<int> numbers;
  for (const LineRef& ref : refs) {
    by_chapter[ref.chapter].push_back(&ref);
    numbers.insert(ref.chapter);
  }
  std::size_t lost = 0;
  const Outcome outcome = studio.desk().edit(what_of(studio, edit, refs.size()), numbers, [&](auto& chapter) {
    bool changed = false;
    for (const LineRef* ref : by_chapter[chapter.number]) {
      const auto line = find_line(chapter, *ref);
      if (!line) {
        ++lost;
        continue;
      }
      script::Line& found = chapter.lines[*line];
      changed |= edit_line(found, edit);
      if (edit.ambience && !(found.ambience == ambience)) {
        found.ambience = ambience;
        changed = true;
      }
    }
    return changed;
  });
  if (lost > 0 && !outcome.changed) return refused(409, "somebody has changed this line; it is shown anew");
  return after(studio, outcome, body.value("client", ""));
}

/// A change of one line that moves others; `refusal`: why it is not possible where it is not.
Answer cut_or_join(Studio& studio, const json& body, const std::string& what, const std::string& refusal,
                   const std::function<bool(script::ScriptChapter&, std::size_t)>& change) {
  const LineRef ref{body.at("chapter"), body.at("line"), body.at("say")};
  bool lost = false;
  const Outcome outcome = studio.desk().edit(what, {ref.chapter}, [&](script::ScriptChapter& chapter) {
    const auto line = find_line(chapter, ref);
    lost = !line;
    return line && change(chapter, *line);
  });
  if (lost) return refused(409, "somebody has changed this line; it is shown anew");
  if (!outcome.changed && outcome.trouble.empty()) return refused(422, refusal);
  return after(studio, outcome, body.value("client", ""));
}

/// Without the marks of emphasis, in small letters.
std::string to_find(std::string text) {
  std::erase_if(text, [](char c) { return c == '*' || c == '_'; });
  return lower_case(text);
}

/// Marks lines for later. From the report's page they come by their chapter's title and their words.
Answer mark_lines(Studio& studio, const json& body) {
  const bool on = body.value("on", true);
  const std::vector<LineRef> refs = refs_in(body.contains("lines") ? body : json{{"lines", json::array()}});
  const std::string title = body.value("title", "");
  const std::string said = to_find(body.value("said", ""));
  Outcome outcome;
  for (const ChapterPtr& stored : studio.desk().chapters()) {
    const script::ScriptChapter& chapter = stored->chapter;
    std::set<std::size_t> lines;
    for (const LineRef& ref : refs) {
      if (ref.chapter != chapter.number) continue;
      if (const auto line = find_line(chapter, ref)) lines.insert(*line);
    }
    for (std::size_t i = 0; i < chapter.lines.size() && !said.empty() && chapter.title == title; ++i) {
      if (to_find(chapter.lines[i].say) == said) lines.insert(i);
    }
    if (lines.empty()) continue;
    studio.marks().set(chapter, lines, on);
    outcome.chapters.insert(chapter.number);
  }
  if (outcome.chapters.empty()) return refused(409, "this line is not in the script any more");
  studio.tell_marks();
  return after(studio, outcome, "");
}

/// The lines that say the words, that are not sure, or that are marked.
Answer find_lines(Studio& studio, const Request& request) {
  const std::string words = to_find(query(request, "words"));
  const std::string who = query(request, "who");
  const bool unsure = query(request, "unsure") == "yes";
  const bool marked = query(request, "marked") == "yes";
  constexpr std::size_t kMost = 20'000;
  json found = json::array();
  for (const ChapterPtr& stored : studio.desk().chapters()) {
    const script::ScriptChapter& chapter = stored->chapter;
    const std::set<std::size_t> marks = marked ? studio.marks().in(chapter) : std::set<std::size_t>();
    for (std::size_t i = 0; i < chapter.lines.size() && found.size() < kMost; ++i) {
      const script::Line& line = chapter.lines[i];
      if (!who.empty() && line.who != who) continue;
      if (unsure && !is_unsure(line)) continue;
      if (marked && !marks.contains(i)) continue;
      if (!words.empty() && to_find(line.say).find(words) == std::string::npos) continue;
      found.push_back({{"chapter", chapter.number}, {"line", i}, {"say", line.say}, {"who", line.who}});
      if (unsure) found.back()["sure"] = line.guess->confidence;
    }
  }
  return json_answer(std::move(found));
}

Answer sound_of(Studio& studio, const Request& request) {
  const auto speaker = studio.speaker();
  const auto reading = studio.reading();
  if (!speaker || !reading) return refused(503, "the book is still being read");
  SpokenLine line;
  line.say = query(request, "say");
  line.how = query(request, "how");
  line.even = query(request, "even") == "yes";
  const std::string voice = query(request, "voice");
  if (!voice.empty()) {
    const auto found = reading->settings.voices.find(voice);
    if (found == reading->settings.voices.end()) return refused(404, "there is no such voice");
    line.voice = found->second;
  } else {
    const auto cast = studio.cast();
    const auto found = cast->voices.find(query(request, "who"));
    if (found == cast->voices.end())
      return refused(404, "who says this has no line that is read aloud, and so no voice yet");
    line.voice = found->second;
  }
  Answer answer;
  answer.type = "audio/wav";
  answer.body = speaker->speak(line, reading->manuscript);
  if (answer.body.empty()) return refused(422, "there is nothing to say in this line");
  return answer;
}

Answer overview(Studio& studio) {
  const document::Book book = studio.book();
  const auto reading = studio.reading();
  json chapters = json::array();
  std::size_t marked = 0;
  for (const ChapterPtr& stored : studio.desk().chapters()) {
    chapters.push_back(summary_json(stored->chapter));
    marked += studio.marks().in(stored->chapter).size();
  }
  return json_answer({{"title", book.title},
                      {"author", book.author},
                      {"name", book.name},
                      {"settings", book.settings.string()},
                      {"chapters", std::move(chapters)},
                      {"people", people_json(studio)},
                      {"deliveries", script::kDeliveries},
                      {"marked", marked},
                      {"unsure_below", kUnsureBelow},
                      {"reading", studio.is_reading()},
                      {"ready", reading != nullptr},
                      {"troubles", studio.troubles()},
                      {"undo", studio.desk().to_undo()},
                      {"redo", studio.desk().to_redo()}});
}

Answer making(Studio& studio) {
  const document::Book book = studio.book();
  json state = studio.maker().state();
  state["files"] = json::array();
  for (const MadeFileEntry& file : studio.maker().files(book)) {
    state["files"].push_back({{"name", file.name}, {"bytes", file.bytes}});
  }
  state["listen"] = !studio.maker().report_folder(book).empty();
  json profiles = json::array();
  std::set<std::string> known;
  for (const std::filesystem::path& folder : studio.workspace().profile_folders(book)) {
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
      if (entry.path().extension() == ".yaml") known.insert(entry.path().stem().string());
    }
  }
  for (const std::string& name : known) profiles.push_back(name);
  state["profiles"] = std::move(profiles);
  state["profile"] = book.profile;
  return json_answer(state);
}

/// One that is in the list of files, by its name there.
Answer file_of(Studio& studio, const std::string& name) {
  for (const MadeFileEntry& file : studio.maker().files(studio.book())) {
    if (file.name != name) continue;
    Answer answer;
    answer.type = "application/octet-stream";
    answer.file = file.path;
    answer.download = name;
    return answer;
  }
  return refused(404, "there is no such file");
}

Answer start_making(Studio& studio, const json& body) {
  production::DeliveryOverride delivery;
  delivery.profile = body.value("profile", "");
  for (const json& format : body.value("formats", json::array())) delivery.formats.push_back(format);
  Diagnostics wrong;
  production::Workspace place = studio.workspace();
  place.delivery = delivery;
  if (!place.profile_of(studio.book(), wrong) || wrong.has_errors()) {
    return refused(422, wrong.empty() ? "there is no such profile" : wrong.all().front().message);
  }
  if (!studio.maker().start(studio.book(), delivery)) return refused(409, "it is being made already");
  return json_answer(studio.maker().state());
}

Answer get(Studio& studio, const Request& request) {
  const std::string& path = request.path;
  if (path == "/api/book") return overview(studio);
  if (path == "/api/chapter") {
    const ChapterPtr chapter = studio.desk().chapter(number_in(request, "number"));
    if (!chapter) return refused(404, "there is no such chapter");
    return json_answer(chapter_told(studio, chapter->chapter));
  }
  if (path == "/api/source") {
    const ChapterPtr chapter = studio.desk().chapter(number_in(request, "number"));
    const auto reading = studio.reading();
    if (!chapter || !reading) return refused(404, "there is no such chapter");
    return json_answer(source_json(chapter->chapter, *reading));
  }
  if (path == "/api/find") return find_lines(studio, request);
  if (path == "/api/sound") return sound_of(studio, request);
  if (path == "/api/cast") return cast_overview(studio);
  if (path == "/api/making") return making(studio);
  if (path == "/api/file") return file_of(studio, query(request, "name"));
  if (path.starts_with("/listen/")) return listen_page(studio.maker().report_folder(studio.book()), path);
  if (path == "/api/events") {
    Answer events;
    events.events = true;
    return events;
  }
  return page_file(path);
}

Answer post(Studio& studio, const Request& request) {
  const json body = json::parse(request.body, nullptr, false);
  if (!body.is_object()) return refused(400, "that is no JSON");
  const std::string& path = request.path;
  const std::string client = body.value("client", "");
  if (path == "/api/edit") return edit_lines(studio, body);
  if (path == "/api/split") {
    const std::string who = body.at("who");
    if (slug(who) != who || who.empty()) return refused(422, "a speaker has an id, as `meg`");
    const std::size_t at = body.at("at");
    return cut_or_join(
        studio, body, "a line split", "there are no words on both sides of the cut",
        [&](script::ScriptChapter& chapter, std::size_t line) { return split_line(chapter, line, at, who); });
  }
  if (path == "/api/join") {
    return cut_or_join(studio, body, "two lines joined",
                       "there is no next line in this scene: lines are joined within a scene alone", join_line);
  }
  if (path == "/api/mark") return mark_lines(studio, body);
  if (path == "/api/make") return start_making(studio, body);
  if (path == "/api/stop") {
    studio.maker().stop();
    return json_answer(studio.maker().state());
  }
  if (path == "/api/undo" || path == "/api/redo") {
    const Outcome outcome = path == "/api/undo" ? studio.desk().undo() : studio.desk().redo();
    // What changed the settings is known by who there is.
    if (outcome.trouble.empty()) studio.refresh_if_stale();
    return after(studio, outcome, client);
  }
  if (const auto cast = change_cast(studio, path, body)) return *cast;
  return refused(404, "there is nothing here");
}

}  // namespace

Answer answer(Studio& studio, const Request& request) {
  try {
    if (request.method == "GET" || request.method == "HEAD") return get(studio, request);
    if (request.method == "POST") return post(studio, request);
  } catch (const json::exception&) {
    return refused(400, "that is not what is asked for here");
  }
  return refused(404, "there is nothing here");
}

}  // namespace sotto::studio
