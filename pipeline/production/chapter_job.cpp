#include "production/chapter_job.h"

#include <fmt/format.h>

#include <algorithm>

#include "shared/failure.h"
#include "shared/fields_json.h"

namespace sotto::production {

std::string master_name(const script::ScriptChapter& chapter, const publish::DeliveryProfile& profile) {
  return chapter.file_stem() + publish::extension_of(profile.format);
}

normalization::WrittenText ChapterText::written() const {
  const language::Language* const known = language::find_language(language);
  if (known == nullptr)
    throw MachineFailure(fmt::format("a chapter is in '{}', of which there are no word lists here", language));
  return {text, *known, emphasis, markup, {}, month_first};
}

bool ChapterJob::wants(publish::Format format) const {
  const std::vector<publish::Format>& formats = delivery.profile.formats;
  return std::find(formats.begin(), formats.end(), format) != formats.end();
}

std::set<std::string> ChapterJob::bed_contents() const {
  std::set<std::string> contents;
  const auto add = [&](const document::Bed& bed) {
    if (bed.is_recording()) contents.insert(bed.content);
  };
  if (sound.ambience.silent()) return contents;
  add(sound.bed.scene.value_or(sound.ambience.scene).bed);
  for (const script::Line& line : text.script.lines) {
    if (line.ambience && line.ambience->bed) add(*line.ambience->bed);
  }
  return contents;
}

std::string write_chapter_job(const ChapterJob& job) { return write_json(job).dump(1) + "\n"; }

ChapterJob read_chapter_job(std::string_view json) {
  ChapterJob job;
  try {
    read_json(nlohmann::ordered_json::parse(json), job);
  } catch (const nlohmann::json::exception& failure) {
    throw MachineFailure(fmt::format("this is no chapter job: {}", failure.what()));
  } catch (const WrongJson& wrong) {
    throw MachineFailure(fmt::format("this is no chapter job: {}", wrong.what()));
  }
  if (job.sotto != SOTTO_VERSION) {
    throw MachineFailure(fmt::format("this chapter job is of Sotto {}, this is Sotto {}", job.sotto, SOTTO_VERSION));
  }
  return job;
}

}  // namespace sotto::production
