#include "production/book_tags.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "annotate/document/sources/archive.h"
#include "shared/files.h"

namespace sotto::production {

namespace {

/// "old-woman" -> "Old Woman"
std::string shown_voice(const std::string& profile) {
  std::string shown;
  for (const char letter : profile) {
    const bool first = shown.empty() || shown.back() == ' ';
    shown += letter == '-'                             ? ' '
             : first && letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A')
                                                       : letter;
  }
  return shown;
}

/// The voices that are heard, in the order of the cast, each once.
std::string narrators_of(const ProductionPlan& plan) {
  std::set<std::string> speaking = {document::kNarrator};
  for (const script::ScriptChapter& chapter : plan.script.chapters) {
    for (const script::Line& line : chapter.lines) speaking.insert(line.who);
  }
  std::vector<std::string> voices;
  const auto add = [&](const std::string& who) {
    const auto voice = plan.cast.voices.find(who);
    if (voice == plan.cast.voices.end() || speaking.erase(who) == 0) return;
    std::string shown = shown_voice(voice->second.name);
    if (std::find(voices.begin(), voices.end(), shown) == voices.end()) voices.push_back(std::move(shown));
  };
  add(document::kNarrator);
  for (const document::Character& character : plan.script.cast) add(character.id);
  std::string all;
  for (const std::string& voice : voices) all += (all.empty() ? "" : ", ") + voice;
  return all;
}

}  // namespace

encoding::BookTags book_tags(const ProductionPlan& plan) {
  const document::BookDetails& details = plan.book.details;
  encoding::BookTags tags;
  tags.title = plan.book.title;
  tags.subtitle = details.subtitle;
  tags.author = plan.book.author;
  tags.narrators = narrators_of(plan);
  tags.series = details.series;
  tags.series_number = details.series_number;
  if (details.year > 0) tags.year = fmt::format("{:04}", details.year);
  tags.description = details.description;
  tags.language = plan.book.language;
  tags.publisher = details.publisher;
  tags.isbn = details.isbn;
  for (const std::string& genre : details.genres) tags.genre += (tags.genre.empty() ? "" : "; ") + genre;
  return tags;
}

std::optional<encoding::Picture> given_cover(const document::Book& book, Diagnostics& diagnostics) {
  std::string named = book.details.cover.string();
  std::optional<std::string> bytes;
  if (!named.empty()) {
    bytes = try_read_file(named);
  } else if (!book.metadata.cover.empty()) {
    named = document::name_inside(book.path.string(), book.metadata.cover);
    bytes = document::read_inside(book.path, book.metadata.cover);
  } else {
    return std::nullopt;
  }
  auto picture = bytes ? encoding::picture_of(std::move(*bytes)) : std::nullopt;
  if (!picture) diagnostics.warning(named, "is no picture that a cover could be", "use a JPEG or a PNG");
  return picture;
}

}  // namespace sotto::production
