#include "production/chapter_encodings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "production/edition_file.h"
#include "shared/files.h"
#include "shared/sound_file.h"
#include "shared/text.h"
#include "shared/thread_pool.h"

namespace sotto::production {

namespace fs = std::filesystem;

fs::path encoding_path(const fs::path& cache, const std::string& name) {
  return cache / "encoded" / name.substr(0, 2) / name;
}

std::vector<ChapterEncoding> chapter_encodings(const ProductionPlan& plan, const std::vector<FinishedMaster>& masters,
                                               const encoding::EncodeSettings& settings, const fs::path& cache) {
  const bool goes_on = plan.book.ambience.continuous && !plan.book.ambience.silent();
  const std::size_t frame = goes_on ? encoding::frame_of(settings.codec) : 0;
  std::vector<ChapterEncoding> all;
  for (std::size_t i = 0; i < masters.size(); ++i) {
    ChapterEncoding encoding{masters[i].path, {}, settings, {}, {}};
    if (goes_on) {
      if (i > 0) encoding.around.before = encoding::end_of(masters[i - 1].path, encoding::kFramesBefore * frame);
      if (i + 1 < masters.size()) {
        encoding.around.after = encoding::beginning_of(masters[i + 1].path, encoding::kFramesAfter * frame);
        encoding.around.goes_on = true;
      }
    }
    encoding.name = encoding::encoding_name(masters[i].checksum, encoding.around, settings);
    encoding.path = encoding_path(cache, encoding.name);
    all.push_back(std::move(encoding));
  }
  return all;
}

std::size_t encode_missing(const std::vector<ChapterEncoding>& encodings, int jobs, Progress& progress,
                           const StopFlag& stop) {
  struct Missing {
    const ChapterEncoding* encoding;
    double seconds;
  };
  std::vector<Missing> missing;
  std::set<std::string> named;
  double total = 0;
  for (const ChapterEncoding& encoding : encodings) {
    if (encoding::read_encoded_sound(encoding.path) || !named.insert(encoding.name).second) continue;
    const SoundReader master(encoding.master);
    missing.push_back({&encoding, seconds(master.frames(), master.rate()).value});
    total += missing.back().seconds;
  }
  if (missing.empty()) return 0;
  std::stable_sort(missing.begin(), missing.end(),
                   [](const Missing& a, const Missing& b) { return a.seconds > b.seconds; });
  progress.begin("encode", std::llround(total));
  ThreadPool crew(std::min(jobs, static_cast<int>(missing.size())), "encode");
  for (const Missing& m : missing) {
    crew.submit([&, encoding = m.encoding] {
      make_folder(encoding->path.parent_path());
      encoding::encode_chapter(encoding->master, encoding->around, encoding->settings, encoding->path, progress, stop);
    });
  }
  crew.finish();
  progress.finish(fmt::format("{}, {}", counted(missing.size(), "chapter"), spoken_duration(total)));
  return missing.size();
}

}  // namespace sotto::production
