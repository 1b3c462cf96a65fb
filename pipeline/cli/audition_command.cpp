// An audition is a production of one line: the same takes, levels, tone and rain as in a book, so that what is tuned by
// ear here sounds so there. A delivery alone keeps its distance from plain speech: a whisper is mastered as much
// quieter as its profile says.

#include "cli/audition_command.h"

#include <fmt/format.h>

#include "annotate/document/manuscript.h"
#include "cast/voice_folder.h"
#include "mix/chapter_mix.h"
#include "production/make_chapter.h"
#include "production/plan.h"
#include "production/voice_calibration.h"
#include "production/workspace.h"
#include "shared/audio.h"
#include "shared/console.h"
#include "shared/files.h"
#include "shared/text.h"
#include "synthesis/synthesize.h"

namespace sotto::cli {

namespace {

constexpr const char* kSample =
    "It had rained since noon, and nobody had come. Then, quite softly, someone knocked. Who could that be?";
constexpr const char* kAll = "all";
constexpr int kBitRate = 192;  // kbit/s of an MP3

/// A voice in a delivery.
struct Part {
  std::string voice;
  std::string how;

  std::string name() const { return how.empty() ? voice : voice + "-" + how; }
};

using Voices = std::map<std::string, cast::VoiceProfile>;

std::vector<std::string> names_of(const Voices& voices) {
  std::vector<std::string> names;
  names.reserve(voices.size());
  for (const auto& [name, profile] : voices) names.push_back(name);
  return names;
}

/// Who speaks, and how, in which order; mistakes go to `diagnostics`.
std::vector<Part> cast_parts(const AuditionOptions& options, const Voices& voices, Diagnostics& diagnostics) {
  std::vector<std::string> names = names_of(voices);
  if (options.voice != kAll && !voices.contains(options.voice)) {
    diagnostics.error({}, fmt::format("there is no voice '{}'", options.voice), suggest(options.voice, names));
    return {};
  }
  if (options.voice != kAll) names = {options.voice};
  std::vector<Part> parts;
  for (const std::string& name : names) {
    const auto& deliveries = voices.at(name).deliveries;
    if (options.how == kAll) {
      parts.push_back({name, {}});
      for (const std::string_view how : script::kDeliveries) {
        if (deliveries.contains(std::string(how))) parts.push_back({name, std::string(how)});
      }
    } else if (options.how.empty() || deliveries.contains(options.how)) {
      parts.push_back({name, options.how});
    } else {
      std::vector<std::string> known = {kAll};
      for (const auto& [how, change] : deliveries) known.push_back(how);
      diagnostics.error({}, fmt::format("the voice '{}' has no delivery '{}'", name, options.how),
                        suggest(options.how, known));
    }
  }
  return parts;
}

/// A script in which every part says the whole text.
script::Script script_of(const std::vector<Part>& parts, const std::string& text) {
  script::Script script;
  script::ScriptChapter& chapter = script.chapters.emplace_back();
  chapter.number = 1;
  for (const Part& part : parts) {
    if (script.character(part.voice) == nullptr) {
      document::Character& speaker = script.cast.emplace_back();
      speaker.id = speaker.name = part.voice;
    }
    script::Line& line = chapter.lines.emplace_back();
    line.span = {0, text.size()};
    line.who = part.voice;
    line.say = text;
    line.how = part.how;
  }
  return script;
}

/// The master's loudness: that of a book, and one delivery alone as far from it as in a book.
publish::DeliveryProfile mastering(const std::vector<Part>& parts, const Voices& voices) {
  publish::DeliveryProfile profile;
  if (parts.size() != 1) return profile;
  const cast::VoiceProfile& voice = voices.at(parts.front().voice);
  profile.loudness = profile.loudness + voice.level;
  if (const auto change = voice.deliveries.find(parts.front().how); change != voice.deliveries.end()) {
    profile.loudness = profile.loudness + change->second.level;
  }
  return profile;
}

/// One chapter, in which every part says the text in the language of the book (null: of none).
production::ProductionPlan plan_audition(const std::vector<Part>& parts, const Voices& voices,
                                         const AuditionOptions& options, const document::Book* book,
                                         const production::Workspace& place,
                                         const std::vector<std::filesystem::path>& folders, Diagnostics& diagnostics) {
  const language::Language& language = book == nullptr ? language::default_language() : document::language_of(*book);
  const language::Table& sentences = language.table("calibration-text");
  const bool foreign = !language.writes_out();
  const std::string sample =
      foreign && sentences.begin() != sentences.end() ? std::string((*sentences.begin())[0]) : kSample;
  const std::string text = options.text.empty() ? sample : options.text;
  production::ProductionInputs inputs;
  inputs.profile = mastering(parts, voices);
  inputs.engines = place.engines;
  inputs.voice_folders = folders;
  inputs.manuscript = {text, {{"the text", {0, text.size()}}}};
  inputs.manuscript.language = &language;
  if (foreign) {
    inputs.book.language = book->language;
    inputs.book.pronunciations = book->pronunciations;
  }
  inputs.script = script_of(parts, text);
  document::Pauses& pauses = inputs.book.pauses;
  // One line is heard at once; several are set apart, and rain has time to come in and to go.
  pauses.same_speaker = pauses.change_speaker = Seconds{1};
  if (!options.rain) {
    pauses.head = Seconds{0.1};
    pauses.tail = Seconds{0.3};
    inputs.book.ambience.scene.bed = {document::Bed::Kind::none};
  }
  cast::Cast cast;
  for (const Part& part : parts) cast.voices.insert(*voices.find(part.voice));
  // Calibration measures a narrator too.
  cast.voices.insert({document::kNarrator, cast.voices.begin()->second});
  production::speak_book_language(inputs, cast, diagnostics);
  return production::plan_with(std::move(inputs), std::move(cast));
}

/// "meg-whisper-rain"
std::string name_of(const std::vector<Part>& parts, const AuditionOptions& options) {
  const std::string name = parts.size() == 1     ? parts.front().name()
                           : options.how == kAll ? options.voice + "-deliveries"
                                                 : options.voice;
  return name + (options.rain ? "-rain" : "");
}

void list_parts(const mix::Timeline& timeline) {
  for (std::size_t i = 0; i < timeline.cues.size(); ++i) {
    const mix::Cue& cue = timeline.cues[i];
    if (i > 0 && timeline.cues[i - 1].line == cue.line) continue;
    print_message("  {:6.1f} s  {} {}\n", seconds(cue.begin, kMasterRate).value, cue.who,
                  cue.how.empty() ? "plain" : cue.how);
  }
}

}  // namespace

int audition_command(const AuditionOptions& options, const Session& session) {
  const production::Workspace& place = session.workspace;
  Diagnostics diagnostics;
  std::vector<document::Book> books;
  if (!options.book.empty()) books = production::find_books({options.book}, place, diagnostics);
  const document::Book* const book = books.empty() ? nullptr : &books.front();
  const auto folders = place.voice_folders(book);
  const Voices voices = cast::read_voices(folders, place.engines.schemas(), diagnostics);
  const std::vector<Part> parts = cast_parts(options, voices, diagnostics);
  Voices chosen;
  for (const Part& part : parts) chosen.insert(*voices.find(part.voice));
  synthesis::check_engine_voices(place.engines, chosen, folders, diagnostics);
  const std::optional<Container> format = publish::format_named(options.file);
  if (!format) {
    diagnostics.error(options.file, "there is no audition in this format", "name it .wav, .flac or .mp3");
  }
  if (show(diagnostics, session.verbosity)) return kInputWrong;

  // What auditions that were killed have left.
  const std::filesystem::path auditions = place.out / "audition";
  remove_leftovers(auditions, Leftovers::of_ended_processes);
  remove_leftovers(place.cache_folder(), Leftovers::of_ended_processes);
  const production::ProductionPlan plan = plan_audition(parts, voices, options, book, place, folders, diagnostics);
  if (show(diagnostics, session.verbosity)) return kInputWrong;
  const synthesis::TakeStore store(place.cache_folder());
  const synthesis::SynthesisSettings settings{
      .workers = place.jobs, .engines = plan.engines, .voice_folders = plan.voice_folders};
  Diagnostics problems;
  const synthesis::SynthesizedChapter synthesized =
      synthesis::synthesize(plan.manuscript, plan.script, plan.cast, store, settings, session.stop, problems)
          .chapters.front();
  if (show(problems, session.verbosity)) return kMachineFailed;
  if (synthesized.sentences.empty()) {
    print_message("sotto: there is nothing to say in this text\n");
    return kInputWrong;
  }

  const mix::VoiceLevels levels =
      production::calibrate(*plan.manuscript.language, plan.script, plan.cast, store, settings, session.stop, problems)
          .levels;
  production::ChapterJob job = production::chapter_job(plan, 0, levels);
  const std::string name = name_of(parts, options);
  job.sound.bed = {};
  job.delivery.tags = {};
  job.delivery.tags.title = name;
  job.delivery.expected_loudness = mix::kSpeechLoudness;
  job.delivery.profile.format = *format;
  job.delivery.profile.bit_rate = *format == Container::mp3 ? kBitRate : 0;
  const std::filesystem::path file = !options.file.empty() ? options.file : auditions / (slug(name) + ".wav");
  if (file.has_parent_path()) make_folder(file.parent_path());
  const mix::Timeline timeline = production::timeline_of(job, synthesized);
  const auto progress = silent_progress();
  const publish::MasterMeasure measure =
      production::make_master(job, timeline, store, file, 1, *progress, session.stop).measure;
  if (session.verbosity != Verbosity::quiet) {
    print_message("{}: {}, {:.1f} LUFS\n", file.string(), spoken_duration(measure.duration.value),
                  measure.loudness.value);
    if (parts.size() > 1) list_parts(timeline);
  }
  return kDone;
}

}  // namespace sotto::cli
