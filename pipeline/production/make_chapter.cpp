#include "production/make_chapter.h"

#include <fmt/format.h>

#include <optional>
#include <system_error>
#include <utility>

#include "mix/bed_recording.h"
#include "publish/captions.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/text.h"

namespace sotto::production {

namespace fs = std::filesystem;

namespace {

/// Throws where this machine would make other bytes than the job's, or none.
void check_machine(const ChapterJob& job, const synthesis::TakeRequester& requester,
                   const synthesis::TakeStore& store) {
  for (const auto& [voice, identity] : job.sound.identities) {
    const std::string here = requester.identity(job.sound.voices.at(voice.first), voice.second);
    if (here == identity) continue;
    throw MachineFailure(fmt::format("{} is to be spoken by {}; here is {}", voice.first, identity, here));
  }
  for (const std::string& content : job.bed_contents()) {
    const fs::path bed = mix::prepared_recording(mix::recordings_in(store.cache_folder()), content);
    std::error_code none;
    if (!fs::exists(bed, none)) {
      throw MachineFailure(fmt::format("a sound that lies under this chapter is not here: {}", bed.string()));
    }
  }
}

}  // namespace

synthesis::ChapterRequests requests_of(const ChapterJob& job, const synthesis::TakeRequester& requester) {
  return requester.request(job.text.written(), job.chapter(), job.sound.voices);
}

mix::Timeline timeline_of(const ChapterJob& job, const synthesis::SynthesizedChapter& synthesized) {
  return mix::plan_timeline(job.chapter(), synthesized, job.sound.pauses);
}

void write_captions(const ChapterJob& job, const synthesis::SynthesizedChapter& synthesized,
                    const mix::Timeline& timeline, const fs::path& master) {
  const ChapterText& text = job.text;
  fs::path path = master;
  const auto captions = publish::captions_of(timeline, synthesized, text.script, text.names, text.written());
  update_file(path.replace_extension(".vtt"), publish::webvtt(captions));
  const AudioTags& tags = job.delivery.tags;
  const auto update = [&](publish::Format format, const char* extension, const std::string& written) {
    if (job.wants(format)) update_file(path.replace_extension(extension), written);
  };
  update(publish::Format::srt, ".srt", publish::subrip(captions));
  update(publish::Format::lrc, ".lrc", publish::lyrics(captions, tags.title, tags.artist));
  update_file(path.replace_extension(".json"),
              publish::timings_json(timeline, synthesized, text.script, text.names,
                                    CodePointOffsets(text.text, text.begin.code_points)));
}

ChapterResult make_chapter(const ChapterJob& job, synthesis::TakeStore& store, const fs::path& folder,
                           const synthesis::SynthesisSettings& settings, Progress& progress, const StopFlag& stop) {
  const synthesis::TakeRequester requester(settings.engines, job.sound.voices, settings.voice_folders);
  check_machine(job, requester, store);
  std::optional<synthesis::ChapterRequests> requests = requests_of(job, requester);
  ChapterResult result;
  const auto silent = silent_progress();
  synthesis::synthesize_chapters(
      [&] { return std::exchange(requests, std::nullopt); }, requester.front_ends(), store, settings, *silent, stop,
      [&](synthesis::SynthesizedChapter chapter) { result.synthesized = std::move(chapter); });
  result.timeline = timeline_of(job, result.synthesized);
  result.master = job.master_name();
  make_folder(folder);
  const fs::path master = folder / result.master;
  publish::PublishedMaster made = make_master(job, result.timeline, store, master, settings.workers, progress, stop);
  result.measure = made.measure;
  result.checksum = std::move(made.hash);
  write_captions(job, result.synthesized, result.timeline, master);
  return result;
}

}  // namespace sotto::production
