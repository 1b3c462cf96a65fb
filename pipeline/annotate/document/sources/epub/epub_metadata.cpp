#include "annotate/document/sources/epub/epub_metadata.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "annotate/document/sources/markup/html_parser.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

/// An element of the metadata, with what EPUB 3 says about it in other elements, and EPUB 2 in its attributes.
struct Entry {
  std::string words;
  std::map<std::string, std::string> about;  ///< "role", "title-type", "group-position" ...
};

class MetadataReader {
 public:
  MetadataReader(XmlFile& package, const std::vector<EpubItem>& items) : package_(package), items_(items) {
    const auto& nodes = package.tree.nodes;
    const std::size_t metadata = package.tree.find("metadata", 0, nodes.size());
    if (metadata == nodes.size()) return;
    // OEB 1.x keeps them a level deeper.
    for (std::size_t i = metadata + 1; i < nodes[metadata].end; ++i) {
      if (!nodes[i].is_text()) read(i);
    }
    for (auto& [id, property, words] : refinements_) {
      const auto refined = by_id_.find(id);
      if (refined != by_id_.end())
        entries_[refined->second.first][refined->second.second].about.emplace(property, words);
    }
  }

  SourceMetadata metadata() {
    SourceMetadata metadata;
    metadata.title = title();
    metadata.authors = authors();
    metadata.language = first("language");
    metadata.publisher = first("publisher");
    metadata.date = date();
    metadata.description = description();
    find_series(metadata);
    find_cover(metadata);
    return metadata;
  }

 private:
  struct Refinement {
    std::string id;
    std::string property;
    std::string words;
  };

  void read(std::size_t i) {
    const MarkupNode& node = package_.tree.nodes[i];
    const std::string words = package_.words(i);
    const std::string property = package_.attribute(i, "property");
    const std::string refines = package_.attribute(i, "refines");
    if (node.name == "meta" && !refines.empty()) {
      refinements_.push_back({refines.substr(refines.starts_with('#') ? 1 : 0), property, words});
      return;
    }
    std::string name(node.name);
    Entry entry{words, {}};
    if (name == "meta") {
      name = property.empty() ? package_.attribute(i, "name") : property;
      if (property.empty()) entry.words = package_.attribute(i, "content");
    }
    for (const char* attribute : {"role", "event"}) {
      const std::string value = package_.attribute(i, std::string(":") + attribute);
      if (!value.empty()) entry.about.emplace(attribute, value);
    }
    if (entry.words.empty()) return;
    by_id_.emplace(package_.attribute(i, "id"), std::pair(name, entries_[name].size()));
    entries_[name].push_back(std::move(entry));
  }

  std::string first(const std::string& name) { return entries_[name].empty() ? "" : entries_[name].front().words; }

  static bool is(const Entry& entry, const std::string& property, std::string_view value) {
    const auto found = entry.about.find(property);
    return found != entry.about.end() && found->second == value;
  }

  std::string title() {
    for (const Entry& entry : entries_["title"]) {
      if (is(entry, "title-type", "main")) return entry.words;
    }
    return first("title");
  }

  /// Those with the role of an author, or all whose role is not said; where there are none, all who made the book.
  std::vector<std::string> authors() {
    std::vector<std::string> found;
    for (const Entry& entry : entries_["creator"]) {
      if (is(entry, "role", "aut") || !entry.about.contains("role")) found.push_back(entry.words);
    }
    if (found.empty()) {
      for (const Entry& entry : entries_["creator"]) found.push_back(entry.words);
    }
    return found;
  }

  std::string date() {
    for (const Entry& entry : entries_["date"]) {
      if (is(entry, "event", "publication") || is(entry, "event", "original-publication")) return entry.words;
    }
    return first("date");
  }

  /// It is often marked up.
  std::string description() {
    const std::string written = first("description");
    if (written.find('<') == std::string::npos) return written;
    std::optional<MarkupTree> tree = parse_html(written);
    return tree && !tree->nodes.empty() ? tree->words(written, 0, "head") : written;
  }

  void find_series(SourceMetadata& metadata) {
    for (const Entry& entry : entries_["belongs-to-collection"]) {
      if (entry.about.contains("collection-type") && !is(entry, "collection-type", "series")) continue;
      metadata.series = entry.words;
      const auto position = entry.about.find("group-position");
      if (position != entry.about.end()) metadata.series_position = position->second;
      return;
    }
    metadata.series = first("calibre:series");
    if (metadata.series.empty()) return;
    metadata.series_position = first("calibre:series_index");
    // calibre writes "3.0".
    if (metadata.series_position.ends_with(".0")) {
      metadata.series_position.resize(metadata.series_position.size() - 2);
    }
  }

  void find_cover(SourceMetadata& metadata) {
    const auto is_picture = [](const EpubItem& item) { return item.media_type.starts_with("image/"); };
    const std::string named = first("cover");
    const auto find = [&](auto matches) {
      return std::find_if(items_.begin(), items_.end(),
                          [&](const EpubItem& item) { return is_picture(item) && matches(item); });
    };
    auto cover = find([](const EpubItem& item) { return has_token(item.properties, "cover-image"); });
    if (cover == items_.end() && !named.empty()) {
      cover = find([&](const EpubItem& item) { return item.id == named || item.file.ends_with("/" + named); });
    }
    if (cover == items_.end()) {
      cover = find(
          [](const EpubItem& item) { return lower_case(item.id) == "cover" || lower_case(item.id) == "cover-image"; });
    }
    if (cover == items_.end()) return;
    metadata.cover = cover->file;
    metadata.cover_media_type = cover->media_type;
  }

  XmlFile& package_;
  const std::vector<EpubItem>& items_;
  std::map<std::string, std::vector<Entry>> entries_;                 ///< by element, or what a <meta> is about
  std::map<std::string, std::pair<std::string, std::size_t>> by_id_;  ///< where each of them is
  std::vector<Refinement> refinements_;
};

}  // namespace

SourceMetadata read_epub_metadata(XmlFile& package, const std::vector<EpubItem>& items) {
  return MetadataReader(package, items).metadata();
}

}  // namespace sotto::document
