#include "production/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

#include "annotate/normalization/normalize.h"
#include "cast/voice_folder.h"
#include "mix/chapter_mix.h"
#include "shared/text.h"

namespace sotto::production {

namespace {

/// What a mix comes out at, as measured on generated text (-20.43 to -20.28): the calibration's sentences are a little
/// denser than stories. The nearer, the fewer chapters are rendered twice.
constexpr Lufs kMixLoudness{-20.3};

/// Chapters begin this far apart in the endless ambience, so that no chapter's length moves another one's rain: longer
/// than any chapter.
constexpr std::int64_t kAmbienceStride = std::int64_t{24} * 3600 * 44100;

/// The manuscript from the chapter's first character to its last, with marks of emphasis before it and one character
/// more: what stands before such a mark tells whether it opens emphasis.
Span stretch_of(const script::ScriptChapter& chapter, std::string_view manuscript) {
  std::optional<Span> stretch;
  const auto include = [&](Span span) {
    if (span.empty()) return;
    if (!stretch) stretch = span;
    stretch = Span{std::min(stretch->begin, span.begin), std::max(stretch->end, span.end)};
  };
  include(chapter.heading);
  for (const script::Line& line : chapter.lines) include(line.span);
  if (!stretch) return {};
  const auto is_mark = [&](std::size_t at) { return manuscript[at] == '*' || manuscript[at] == '_'; };
  while (stretch->begin > 0 && is_mark(stretch->begin - 1)) --stretch->begin;
  if (stretch->begin > 0) stretch->begin = code_point_before(manuscript, stretch->begin).next;
  return *stretch;
}

/// The scene in which a chapter ends. Changes at lines after which nothing is said have nothing to lie under.
document::AmbienceScene last_scene(const script::ScriptChapter& chapter, const document::Manuscript& manuscript,
                                   document::AmbienceScene scene) {
  const auto& lines = chapter.lines;
  const auto is_change = [](const script::Line& line) { return static_cast<bool>(line.ambience); };
  if (std::none_of(lines.begin(), lines.end(), is_change)) return scene;
  const auto last_said = std::find_if(lines.rbegin(), lines.rend(), [&](const script::Line& line) {
    return !normalization::normalize_sentences(manuscript, line.span).empty();
  });
  for (auto line = lines.begin(); line != last_said.base(); ++line) {
    if (line->ambience) scene = document::changed(scene, *line->ambience);
  }
  return scene;
}

/// Places the chapters' beds in the endless ambience.
void place_beds(ProductionPlan& plan) {
  const auto& chapters = plan.script.chapters;
  document::AmbienceScene scene = plan.book.ambience.scene;
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    mix::BedPosition& bed = plan.chapters[i].bed;
    bed.start = chapters[i].number * kAmbienceStride;
    if (!plan.book.ambience.continuous) continue;
    const bool last = i + 1 == chapters.size();
    bed.fade_in = i == 0;
    bed.fade_out = last;
    bed.scene = scene;
    if (!last) bed.next = chapters[i + 1].number * kAmbienceStride;
    scene = last_scene(chapters[i], plan.manuscript, scene);
  }
}

/// Asks the engines of each voice in each delivery of the script.
void identify_voices(ProductionPlan& plan) {
  const synthesis::TakeRequester requester = requester_of(plan);
  const auto identify = [&](const std::string& who, const std::string& how) {
    const auto [identity, first] = plan.identities.try_emplace({who, how});
    if (first) identity->second = requester.identity(plan.cast.voice_of(who), how);
  };
  identify(document::kNarrator, {});
  for (const script::ScriptChapter& chapter : plan.script.chapters) {
    for (const script::Line& line : chapter.lines) identify(line.who, line.how);
  }
}

/// The same sound is the same bed, whatever its file is called.
document::Bed by_content(document::Bed bed) {
  bed.file.clear();
  bed.at = {};
  return bed;
}

document::AmbienceScene by_content(document::AmbienceScene scene) {
  scene.bed = by_content(std::move(scene.bed));
  return scene;
}

/// Those of the spans that lie in a stretch, or their parts that do, from the stretch's begin.
std::vector<Span> emphasis_in(const std::vector<Span>& all, Span stretch) {
  std::vector<Span> inside;
  auto span = std::partition_point(all.begin(), all.end(), [&](Span s) { return s.end <= stretch.begin; });
  for (; span != all.end() && span->begin < stretch.end; ++span) {
    inside.push_back(
        {std::max(span->begin, stretch.begin) - stretch.begin, std::min(span->end, stretch.end) - stretch.begin});
  }
  return inside;
}

/// The chapter without what people see alone, its spans moved by `begin` to the left.
script::ScriptChapter as_said(const script::ScriptChapter& chapter, std::size_t begin) {
  const auto moved = [&](Span span) { return span.empty() ? Span{} : Span{span.begin - begin, span.end - begin}; };
  script::ScriptChapter said;
  said.number = chapter.number;
  said.title = chapter.title;
  said.aloud = chapter.aloud;
  said.heading_text = chapter.heading_text;
  said.heading = moved(chapter.heading);
  said.lines.reserve(chapter.lines.size());
  for (const script::Line& line : chapter.lines) {
    script::Line& copy = said.lines.emplace_back();
    copy.span = moved(line.span);
    copy.who = line.who;
    copy.say = line.say;
    copy.how = line.how;
    copy.before = line.before;
    if (!line.ambience) continue;
    document::AmbienceChange change = *line.ambience;
    change.guess.clear();
    if (change.bed) change.bed = by_content(std::move(*change.bed));
    copy.ambience = std::move(change);
  }
  return said;
}

}  // namespace

ProductionSettings read_settings(const document::Book& as_written, const Workspace& workspace,
                                 Diagnostics& diagnostics) {
  ProductionSettings settings;
  settings.profile = workspace.profile_of(as_written, diagnostics);
  settings.book = publish::as_delivered(as_written, settings.profile.value_or(publish::DeliveryProfile{}));
  if (!workspace.delivery.overlay.empty()) settings.book.overlay_words = workspace.delivery.overlay == "words";
  settings.stems = settings.book.stems || workspace.delivery.stems;
  settings.engines = workspace.engines;
  settings.voice_folders = workspace.voice_folders(&settings.book);
  settings.voices = cast::read_voices(settings.voice_folders, settings.engines.schemas(), diagnostics);
  return settings;
}

ProductionInputs read_inputs(ProductionSettings settings, AnnotatedBook annotated, Diagnostics& diagnostics) {
  ProductionInputs inputs{
      std::move(settings.book),        std::move(settings.profile.value()), settings.stems,
      std::move(settings.voices),      std::move(settings.engines),         std::move(settings.voice_folders),
      std::move(annotated.manuscript), std::move(annotated.script),         {}};
  inputs.bed_files = find_bed_files(inputs.book, inputs.script, diagnostics);
  return inputs;
}

void speak_book_language(const ProductionInputs& inputs, cast::Cast& cast, Diagnostics& diagnostics) {
  if (inputs.manuscript.language->writes_out()) return;
  synthesis::speak_language(inputs.engines, inputs.book.language, cast.voices, diagnostics);
  // What profiles know of words is in the sounds of their own language.
  for (auto& [who, profile] : cast.voices) profile.pronunciations = inputs.book.pronunciations;
}

std::optional<ProductionPlan> plan(ProductionInputs inputs, Diagnostics& diagnostics) {
  cast::Cast cast = cast::cast_voices(inputs.script, inputs.book, inputs.voices, diagnostics);
  speak_book_language(inputs, cast, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return plan_with(std::move(inputs), std::move(cast));
}

ProductionPlan plan_with(ProductionInputs inputs, cast::Cast cast) {
  const bool silent = inputs.book.ambience.silent();
  ProductionPlan plan{std::move(inputs.book),
                      std::move(inputs.profile),
                      inputs.stems && !silent,
                      std::move(inputs.engines),
                      std::move(inputs.voice_folders),
                      std::move(inputs.manuscript),
                      std::move(inputs.script),
                      std::move(cast),
                      std::move(inputs.bed_files),
                      {},
                      {}};
  CodePointOffsets code_points(plan.manuscript.text);
  for (const script::ScriptChapter& chapter : plan.script.chapters) {
    const Span text = stretch_of(chapter, plan.manuscript.text);
    plan.chapters.push_back({text, {text.begin, code_points.at(text.begin)}});
  }
  place_beds(plan);
  identify_voices(plan);
  return plan;
}

std::optional<ProductionPlan> chapter_alone(ProductionPlan plan, int number, Diagnostics& diagnostics) {
  std::vector<script::ScriptChapter>& chapters = plan.script.chapters;
  const auto chapter = std::find_if(chapters.begin(), chapters.end(),
                                    [&](const script::ScriptChapter& c) { return c.number == number; });
  if (chapter == chapters.end()) {
    diagnostics.error("--chapter",
                      fmt::format("of the chapters that are read aloud none has the number {}: they are {} to {}",
                                  number, chapters.front().number, chapters.back().number),
                      {});
    return std::nullopt;
  }
  const auto index = static_cast<std::size_t>(chapter - chapters.begin());
  chapters = {std::move(chapters[index])};
  plan.chapters = {plan.chapters[index]};
  std::erase_if(plan.script.doubts, [&](const script::Doubt& doubt) { return doubt.chapter != index; });
  for (script::Doubt& doubt : plan.script.doubts) doubt.chapter = 0;
  return plan;
}

synthesis::TakeRequester requester_of(const ProductionPlan& plan) {
  return {plan.engines, plan.cast.voices, plan.voice_folders};
}

ChapterJob chapter_job(const ProductionPlan& plan, std::size_t chapter, const mix::VoiceLevels& levels) {
  const script::ScriptChapter& script = plan.script.chapters[chapter];
  const ChapterPlan& place = plan.chapters[chapter];
  std::set<std::string> speakers = {document::kNarrator};
  std::set<std::pair<std::string, std::string>> deliveries = {{document::kNarrator, {}}};
  for (const script::Line& line : script.lines) {
    speakers.insert(line.who);
    deliveries.insert({line.who, line.how});
  }
  ChapterJob job;
  job.sotto = SOTTO_VERSION;
  job.text.text = place.text.of(plan.manuscript.text);
  job.text.begin = place.begin;
  job.text.emphasis = emphasis_in(plan.manuscript.emphasis, place.text);
  job.text.markup = plan.manuscript.markup;
  job.text.month_first = normalization::writes_month_first(plan.manuscript.text);
  job.text.language = plan.manuscript.language->tag();
  job.text.script = as_said(script, place.text.begin);
  for (const document::Character& character : plan.script.cast) {
    const bool speaks = speakers.contains(character.id) && !character.name.empty();
    if (speaks) job.text.names.try_emplace(character.id, character.name);
  }
  for (const std::string& who : speakers) job.sound.voices.emplace(who, plan.cast.voice_of(who));
  for (const auto& voice : deliveries) {
    job.sound.identities.emplace(voice, plan.identities.at(voice));
    if (const auto level = levels.find(voice); level != levels.end()) job.sound.levels.insert(*level);
  }
  job.sound.pauses = plan.book.pauses;
  job.sound.ambience = plan.book.ambience;
  job.sound.ambience.scene = by_content(std::move(job.sound.ambience.scene));
  job.sound.bed = place.bed;
  if (job.sound.bed.scene) job.sound.bed.scene = by_content(std::move(*job.sound.bed.scene));
  job.delivery.profile = plan.profile;
  job.delivery.tags = {script.title, plan.book.title, plan.book.author, "Made with Sotto", script.number};
  job.delivery.stems = plan.stems;
  job.delivery.expected_loudness = kMixLoudness;
  return job;
}

}  // namespace sotto::production
