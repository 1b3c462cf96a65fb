#include "studio/studio_book.h"

#include <malloc.h>

#include <algorithm>
#include <set>
#include <utility>

#include "production/annotate_book.h"
#include "production/output_lock.h"

namespace sotto::studio {

namespace {

std::optional<production::AnnotatedBook> annotated(const document::Book& book, const production::Workspace& workspace,
                                                   bool update, Diagnostics& diagnostics) {
  const std::filesystem::path scripts = workspace.scripts_of(book);
  if (update) {
    try {
      const auto silent = silent_progress();
      const production::OutputLock lock(workspace.book_folder(book), scripts, workspace.cache_folder(), true, *silent);
      return production::update_scripts(book, scripts, diagnostics);
    } catch (const FolderBusy&) {
      // Whoever makes the book brings its scripts up to date.
    }
  }
  return production::annotate_book(book, scripts, diagnostics);
}

}  // namespace

std::shared_ptr<const BookReading> read_book(const document::Book& book, const production::Workspace& workspace,
                                             bool update, Diagnostics& diagnostics) {
  if (!production::is_output_free(book.path, workspace.book_records(book), workspace.book_folder(book),
                                  workspace.scripts_of(book), diagnostics)) {
    return nullptr;
  }
  auto reading = std::make_shared<BookReading>();
  reading->settings = production::read_settings(book, workspace, diagnostics);
  auto text = annotated(reading->settings.book, workspace, update, diagnostics);
  if (!text || !reading->settings.profile || diagnostics.has_errors()) return nullptr;
  for (const script::Doubt& doubt : text->script.doubts) {
    if (doubt.second.empty()) continue;
    const script::ScriptChapter& chapter = text->script.chapters[doubt.chapter];
    const std::string& say = chapter.lines[doubt.line].say;
    const auto before = chapter.lines.begin() + static_cast<std::ptrdiff_t>(doubt.line);
    const auto same =
        std::count_if(chapter.lines.begin(), before, [&](const script::Line& line) { return line.say == say; });
    reading->seconds[{chapter.title, say, static_cast<std::size_t>(same)}] = doubt.second;
  }
  for (const script::ScriptChapter& chapter : text->script.chapters) {
    SourceChapter& source = reading->source.emplace_back();
    source.title = chapter.title;
    source.heading = chapter.heading;
    for (const script::Line& line : chapter.lines) source.lines.push_back(line.span);
  }
  reading->people = std::move(text->script.cast);
  reading->manuscript = std::move(text->manuscript);
  text.reset();
  // Annotating takes far more than what is kept of it.
  ::malloc_trim(0);
  return reading;
}

script::Script script_for_casting(const std::vector<ChapterPtr>& chapters,
                                  const std::vector<document::Character>& people) {
  script::Script script;
  script.cast = people;
  std::set<std::string> known;
  for (const document::Character& person : people) known.insert(person.id);
  for (const ChapterPtr& stored : chapters) {
    if (!stored->chapter.aloud) continue;
    script::ScriptChapter& chapter = script.chapters.emplace_back();
    chapter.number = stored->chapter.number;
    for (const script::Line& line : stored->chapter.lines) {
      if (!line.aloud) continue;
      script::Line& copy = chapter.lines.emplace_back();
      copy.who = line.who;
      copy.how = line.how;
      copy.before = line.before;
      if (!known.insert(line.who).second) continue;
      document::Character& person = script.cast.emplace_back();
      person.id = person.name = line.who;
    }
  }
  return script;
}

cast::Cast cast_of(const BookReading& reading, const std::vector<ChapterPtr>& chapters, Diagnostics& diagnostics) {
  const document::Book& book = reading.settings.book;
  cast::Cast cast =
      cast::cast_voices(script_for_casting(chapters, reading.people), book, reading.settings.voices, diagnostics);
  if (!reading.manuscript.language->writes_out()) {
    synthesis::speak_language(reading.settings.engines, book.language, cast.voices, diagnostics);
    for (auto& [who, profile] : cast.voices) profile.pronunciations = book.pronunciations;
  }
  return cast;
}

}  // namespace sotto::studio
