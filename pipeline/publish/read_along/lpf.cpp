#include "publish/read_along/lpf.h"

#include <fmt/format.h>

#include <deque>
#include <nlohmann/json.hpp>

#include "publish/read_along/zip_writer.h"
#include "shared/files.h"

namespace sotto::read_along {

namespace fs = std::filesystem;

namespace {

std::string duration(double seconds) { return fmt::format("PT{:.3f}S", seconds); }

std::string cover_file(const encoding::Picture& cover) {
  return cover.media_type == "image/png" ? "cover.png" : "cover.jpg";
}

}  // namespace

std::string publication_json(const LpfBook& book, const std::vector<double>& durations) {
  using nlohmann::ordered_json;
  const encoding::BookTags& tags = book.tags;
  ordered_json json = {{"@context", {"https://schema.org", "https://www.w3.org/ns/pub-context"}},
                       {"conformsTo", "https://www.w3.org/TR/audiobooks/"},
                       {"type", "Audiobook"},
                       {"id", book.id},
                       {"name", tags.title}};
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
  };
  add("author", tags.author);
  add("readBy", tags.narrators);
  add("publisher", tags.publisher);
  add("description", tags.description);
  add("datePublished", tags.year);
  add("inLanguage", tags.language);
  double total = 0;
  ordered_json order = ordered_json::array();
  for (std::size_t i = 0; i < book.stems.size(); ++i) {
    total += durations[i];
    order.push_back({{"type", "LinkedResource"},
                     {"url", "audio/" + book.stems[i] + ".m4a"},
                     {"encodingFormat", "audio/mp4"},
                     {"name", book.chapters[i].title.empty() ? book.stems[i] : book.chapters[i].title},
                     {"duration", duration(durations[i])}});
  }
  json["duration"] = duration(total);
  json["readingOrder"] = std::move(order);
  if (book.cover) {
    json["resources"] = {{{"type", "LinkedResource"},
                          {"rel", "cover"},
                          {"url", cover_file(*book.cover)},
                          {"encodingFormat", book.cover->media_type}}};
  }
  return json.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

void write_lpf(const LpfBook& book, const fs::path& path, const StopFlag& stop) {
  PendingFile pending(path);
  std::deque<PendingFile> sounds;  // that the archive reads when it is finished; none is kept
  ZipWriter zip(pending.path());
  std::vector<double> durations;
  for (const encoding::EncodedChapter& chapter : book.chapters) {
    const auto sound = encoding::read_encoded_sound(chapter.packets);
    if (!sound) throw encoding::DamagedPackets(chapter.packets);
    durations.push_back(sound->measure.duration.value);
  }
  zip.add("publication.json", publication_json(book, durations));
  if (book.cover) zip.add(cover_file(*book.cover), book.cover->bytes, Packing::stored);
  for (std::size_t i = 0; i < book.chapters.size(); ++i) {
    const std::string& stem = book.stems[i];
    const fs::path& sound = sounds.emplace_back(fs::path(path).concat("." + stem + ".m4a")).path();
    encoding::write_chapter(book.chapters[i], encoding::FileKind::m4a, book.tags, static_cast<int>(i + 1), sound, stop);
    zip.add_file("audio/" + stem + ".m4a", sound);
  }
  zip.finish();
  pending.keep();
}

}  // namespace sotto::read_along
