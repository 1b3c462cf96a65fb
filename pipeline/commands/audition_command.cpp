#include <fmt/format.h>

#include "annotate/manuscript.h"
#include "commands/commands.h"
#include "mix/chapter_mix.h"
#include "publish/master.h"
#include "shared/files.h"
#include "shared/text.h"
#include "synthesis/perform.h"

namespace sotto {

namespace {

constexpr const char* kSample =
    "It had rained since noon, and nobody had come. Then, quite softly, someone knocked. Who could that be?";

/// A script of one line, said by `voice`.
Script one_line(const std::string& voice, const std::string& text, const std::string& how) {
  Script script;
  Character& speaker = script.cast.emplace_back();
  speaker.id = speaker.name = voice;
  ScriptChapter& chapter = script.chapters.emplace_back();
  chapter.number = 1;
  Line& line = chapter.lines.emplace_back();
  line.span = {0, text.size()};
  line.who = voice;
  line.say = text;
  line.how = how;
  return script;
}

}  // namespace

int audition_command(const AuditionOptions& options, const Session& session) {
  const Workplace& place = session.workplace;
  Diagnostics diagnostics;
  const auto folders = place.voice_folders(nullptr);
  const auto voices = read_voices(folders, diagnostics);
  const auto voice = voices.find(options.voice);
  if (voice == voices.end()) {
    std::vector<std::string> names;
    for (const auto& [name, profile] : voices) names.push_back(name);
    diagnostics.error({}, fmt::format("there is no voice '{}'", options.voice), suggest(options.voice, names));
  } else if (!options.how.empty() && !voice->second.deliveries.contains(options.how)) {
    std::vector<std::string> names;
    for (const auto& [name, change] : voice->second.deliveries) names.push_back(name);
    diagnostics.error({}, fmt::format("the voice '{}' has no delivery '{}'", options.voice, options.how),
                      suggest(options.how, names));
  } else {
    check_engine_voices({*voice}, diagnostics, variant_folders(folders));
  }
  if (show(diagnostics, session.verbosity)) return kInputWrong;

  const std::string text = options.text.empty() ? kSample : options.text;
  const Manuscript manuscript{text, {{"the text", {0, text.size()}, false}}};
  const Script script = one_line(options.voice, text, options.how);
  const Cast cast{{{options.voice, voice->second}}};
  const TakeStore store(place.cache_folder());
  const auto progress = silent_progress();
  Diagnostics problems;
  const Performance performance =
      perform(manuscript, script, cast, store, {.workers = 1, .variant_folders = variant_folders(folders)}, *progress,
              session.stop, problems);
  if (show(problems, session.verbosity)) return kMachineFailed;
  if (performance.chapters.front().sentences.empty()) {
    fmt::print(stderr, "sotto: there is nothing to say in this text\n");
    return kInputWrong;
  }

  const Pauses pauses{.head = {0.1}, .tail = {0.3}};
  const Timeline timeline = plan_timeline(script.chapters.front(), performance.chapters.front(), pauses);
  const std::filesystem::path file =
      !options.file.empty()
          ? options.file
          : place.out / "audition" /
                (slug(options.how.empty() ? options.voice : options.voice + "-" + options.how) + ".wav");
  if (file.has_parent_path()) make_folder(file.parent_path());
  const auto mix = mix_chapter(timeline, cast, store, {.ambience = {.bed = "none"}, .ambience_start = 0});
  Tags tags;
  tags.title = options.voice;
  const MasterMeasure measure = publish_master(*mix, *find_profile("audiobook"), tags, file, *progress, session.stop);
  if (session.verbosity != Verbosity::quiet) {
    fmt::print(stderr, "{}: {}, {:.1f} LUFS\n", file.string(), spoken_duration(measure.duration.value),
               measure.loudness.value);
  }
  return kDone;
}

}  // namespace sotto
