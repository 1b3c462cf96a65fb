#include "production/library.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <system_error>

#include "shared/failure.h"
#include "shared/files.h"
#include "shared/text.h"

namespace sotto::production {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

namespace {

/// As a name of a file: without what separates folders, what Windows has no names with, and what the scanner reads.
std::string as_name(const std::string& text) {
  constexpr std::string_view kTaken = "/\\:*?\"<>|{}";
  std::string name;
  for (const char letter : fold_space(text)) {
    const bool taken = kTaken.find(letter) != std::string_view::npos || static_cast<unsigned char>(letter) < ' ';
    name += taken ? '-' : letter;
  }
  while (name.ends_with('.') || name.ends_with(' ')) name.pop_back();
  while (name.starts_with('.')) name.erase(0, 1);
  constexpr std::size_t kLongest = 120;
  std::size_t end = 0;
  while (end < name.size() && code_point_at(name, end).next <= kLongest) end = code_point_at(name, end).next;
  return name.substr(0, end);
}

ordered_json list_of(const std::string& value) {
  ordered_json list = ordered_json::array();
  if (!value.empty()) list.push_back(value);
  return list;
}

}  // namespace

fs::path library_folder(const encoding::BookTags& tags) {
  fs::path folder = tags.author.empty() ? "Unknown Author" : as_name(tags.author);
  if (!tags.series.empty()) folder /= as_name(tags.series);
  std::string name;
  if (!tags.series.empty() && !tags.series_number.empty())
    name += fmt::format("Vol {} - ", as_name(tags.series_number));
  if (!tags.year.empty()) name += tags.year + " - ";
  const std::string title = as_name(tags.title);
  name += title.empty() ? "Untitled" : title;
  if (!tags.narrators.empty()) name += fmt::format(" {{{}}}", as_name(tags.narrators));
  return folder / name;
}

std::string library_metadata(const LibraryBook& book) {
  const encoding::BookTags& tags = book.tags;
  const auto or_null = [](const std::string& value) { return value.empty() ? ordered_json() : ordered_json(value); };
  ordered_json chapters = ordered_json::array();
  for (std::size_t i = 0; i < book.chapters.size(); ++i) {
    const auto at = [&](std::int64_t sample) {
      return std::round(1000 * static_cast<double>(sample) / book.rate.value) / 1000;
    };
    const encoding::ChapterMark& mark = book.chapters[i];
    chapters.push_back({{"id", i}, {"start", at(mark.begin)}, {"end", at(mark.end)}, {"title", mark.title}});
  }
  std::string series = tags.series;
  if (!series.empty() && !tags.series_number.empty()) series += " #" + tags.series_number;
  ordered_json narrators = ordered_json::array();
  for (std::size_t at = 0; at < tags.narrators.size();) {
    const std::size_t end = std::min(tags.narrators.find(", ", at), tags.narrators.size());
    narrators.push_back(tags.narrators.substr(at, end - at));
    at = end + 2;
  }
  const ordered_json json = {{"title", tags.title},
                             {"subtitle", or_null(tags.subtitle)},
                             {"authors", list_of(tags.author)},
                             {"narrators", std::move(narrators)},
                             {"series", list_of(series)},
                             {"genres", book.genres},
                             {"publishedYear", or_null(tags.year)},
                             {"publisher", or_null(tags.publisher)},
                             {"description", or_null(tags.description)},
                             {"isbn", or_null(tags.isbn)},
                             {"language", or_null(tags.language)},
                             {"chapters", std::move(chapters)}};
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

fs::path put_into_library(const LibraryBook& book, const fs::path& file, const fs::path& library) {
  const fs::path folder = library / library_folder(book.tags);
  make_folder(folder);
  const std::string title = as_name(book.tags.title);
  const fs::path target = folder / ((title.empty() ? "Untitled" : title) + file.extension().string());
  std::error_code none;
  const bool there = fs::exists(target, none) && fs::file_size(target, none) == fs::file_size(file, none) &&
                     fs::last_write_time(target, none) >= fs::last_write_time(file, none);
  if (!there) {
    PendingFile pending(target);
    std::error_code failure;
    fs::copy_file(file, pending.path(), failure);
    if (failure) fail_with("write", target, failure.value());
    pending.keep();
  }
  if (book.cover) {
    update_file(folder / (book.cover->media_type == "image/png" ? "cover.png" : "cover.jpg"), book.cover->bytes);
  }
  update_file(folder / "metadata.json", library_metadata(book));
  return folder;
}

}  // namespace sotto::production
