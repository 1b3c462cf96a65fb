#include "annotate/document/sources/epub/epub_package.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "annotate/document/sources/epub/epub_locks.h"
#include "annotate/document/sources/epub/epub_metadata.h"
#include "annotate/document/sources/markup/archived_xml.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

const char* const kMakeAgain = "the book is damaged or not made well: get it again, or mend it (calibre, Sigil)";

/// The package document's name, from META-INF/container.xml, or where that is missing, by its ending.
std::optional<std::string> find_package(const Archive& archive, Diagnostics& diagnostics) {
  if (const auto container = archive.find("META-INF/container.xml")) {
    std::optional<XmlFile> file = read_xml_file(archive, *container, false, diagnostics);
    if (!file) return std::nullopt;
    for (std::size_t i = 0; i < file->tree.nodes.size(); ++i) {
      if (file->tree.nodes[i].name != "rootfile") continue;
      const auto link = resolve_link("", file->attribute(i, "full-path"));
      if (const auto name = link ? archive.find(link->file) : std::nullopt) return name;
    }
  }
  for (const std::string& name : archive.names()) {
    if (lower_case(name).ends_with(".opf")) return name;
  }
  diagnostics.error(archive.path(), "is no EPUB: nothing in it says what the book consists of (no package document)",
                    kMakeAgain);
  return std::nullopt;
}

class PackageReader {
 public:
  PackageReader(const Archive& archive, XmlFile& file, Diagnostics& diagnostics)
      : archive_(archive), file_(file), diagnostics_(diagnostics) {}

  std::optional<EpubPackage> read() {
    package_.file = file_.name;
    for (std::size_t i = 0; i < file_.tree.nodes.size(); ++i) {
      const std::string_view name = file_.tree.nodes[i].name;
      if (name == "package" && file_.attribute(i, "version").starts_with('3')) package_.version = 3;
      if (name == "item") add_item(i);
      if (name == "reference") add_landmark(i);
    }
    for (std::size_t i = 0; i < file_.tree.nodes.size(); ++i) {
      if (file_.tree.nodes[i].name == "spine") find_ncx(file_.attribute(i, "toc"));
      if (file_.tree.nodes[i].name == "itemref" && !add_to_spine(i)) return std::nullopt;
    }
    if (package_.ncx.empty()) find_ncx("");
    if (package_.spine.empty()) {
      diagnostics_.error(name_inside(archive_.path(), file_.name), "lists nothing to be read (an empty spine)",
                         kMakeAgain);
      return std::nullopt;
    }
    package_.metadata = read_epub_metadata(file_, package_.items);
    if (package_.metadata.cover.empty()) find_cover_by_page();
    return std::move(package_);
  }

 private:
  void add_item(std::size_t i) {
    EpubItem item{file_.attribute(i, "id"), "", lower_case(file_.attribute(i, "media-type")),
                  file_.attribute(i, "properties")};
    const std::string href = file_.attribute(i, "href");
    const auto link = resolve_link(file_.name, href);
    std::optional<std::string> found = link ? archive_.find(link->file) : std::nullopt;
    // A name that has percent signs itself.
    if (!found) found = archive_.find(file_.name.substr(0, file_.name.rfind('/') + 1) + href);
    if (found) item.file = *found;
    if (!link) outside_.emplace(item.id, href);
    fallbacks_.emplace(item.id, file_.attribute(i, "fallback"));
    by_id_.emplace(item.id, package_.items.size());
    if (has_token(item.properties, "nav")) package_.navigation = item.file;
    package_.items.push_back(std::move(item));
  }

  void add_landmark(std::size_t i) {
    auto link = resolve_link(file_.name, file_.attribute(i, "href"));
    if (link) package_.guide.push_back({lower_case(file_.attribute(i, "type")), std::move(*link)});
  }

  void find_ncx(const std::string& id) {
    for (const EpubItem& item : package_.items) {
      if (id.empty() ? item.media_type == "application/x-dtbncx+xml" : item.id == id) package_.ncx = item.file;
    }
  }

  static bool is_page(const EpubItem& item) {
    const std::string name = lower_case(item.file);
    return item.media_type.find("html") != std::string::npos || item.media_type == "text/x-oeb1-document" ||
           name.ends_with("html") || name.ends_with(".htm");
  }

  bool add_to_spine(std::size_t i) {
    if (file_.attribute(i, "linear") == "no") return true;
    const std::string idref = file_.attribute(i, "idref");
    std::string id = idref;
    // What is no page says what stands for it.
    std::set<std::string> seen;
    for (auto item = by_id_.find(id); item != by_id_.end() && !is_page(package_.items[item->second]) &&
                                      !fallbacks_[id].empty() && seen.insert(id).second;
         item = by_id_.find(id)) {
      id = fallbacks_[id];
    }
    const std::string place = name_inside(archive_.path(), file_.name);
    if (const auto outside = outside_.find(id); outside != outside_.end()) {
      diagnostics_.error(place,
                         fmt::format("a part of the book would lie outside of it: '{}'", printable(outside->second)),
                         "such a book is not to be trusted; get it from elsewhere");
      return false;
    }
    const auto item = by_id_.find(id);
    if (item == by_id_.end() || package_.items[item->second].file.empty()) {
      diagnostics_.error(place, fmt::format("a part of the book is missing: '{}'", printable(idref)), kMakeAgain);
      return false;
    }
    const auto& spine = package_.spine;
    if (std::find(spine.begin(), spine.end(), item->second) != spine.end()) return true;  // it is read once
    if (is_page(package_.items[item->second])) {
      package_.spine.push_back(item->second);
    } else {
      diagnostics_.warning(place, fmt::format("'{}' is in the reading order, and is no page", printable(idref)),
                           "it is left out");
    }
    return true;
  }

  /// The picture of the page that is named as the cover: by the guide, or as the first one by its name or id.
  void find_cover_by_page() {
    std::string page;
    for (const EpubLandmark& landmark : package_.guide) {
      if (page.empty() && landmark.type == "cover") page = landmark.link.file;
    }
    const EpubItem& first = package_.items[package_.spine.front()];
    const std::string name = lower_case(first.id + " " + first.file.substr(first.file.rfind('/') + 1));
    if (page.empty() && name.find("cover") != std::string::npos) page = first.file;
    const auto found = archive_.find(page);
    if (!found) return;
    Diagnostics ignored;
    std::optional<XmlFile> read = read_xml_file(archive_, *found, true, ignored);
    for (std::size_t i = 0; read && i < read->tree.nodes.size(); ++i) {
      const std::string_view element = read->tree.nodes[i].name;
      if (element != "img" && element != "image") continue;
      std::string href = read->attribute(i, element == "img" ? "src" : ":href");
      if (href.empty()) href = read->attribute(i, "href");
      const auto link = resolve_link(*found, href);
      if (link && use_as_cover(link->file)) return;
    }
  }

  bool use_as_cover(const std::string& file) {
    const auto name = archive_.find(file);
    for (const EpubItem& item : package_.items) {
      if (item.file != name || !item.media_type.starts_with("image/")) continue;
      package_.metadata.cover = item.file;
      package_.metadata.cover_media_type = item.media_type;
      return true;
    }
    return false;
  }

  const Archive& archive_;
  XmlFile& file_;
  Diagnostics& diagnostics_;
  EpubPackage package_;
  std::map<std::string, std::size_t> by_id_;
  std::map<std::string, std::string> fallbacks_;  ///< by id
  std::map<std::string, std::string> outside_;    ///< links that lead out of the archive, by id
};

}  // namespace

std::optional<EpubPackage> read_epub_package(const Archive& archive, Diagnostics& diagnostics) {
  if (tell_if_locked(archive, diagnostics)) return std::nullopt;
  const std::optional<std::string> name = find_package(archive, diagnostics);
  if (!name) return std::nullopt;
  std::optional<XmlFile> file = read_xml_file(archive, *name, false, diagnostics);
  if (!file) return std::nullopt;
  return PackageReader(archive, *file, diagnostics).read();
}

}  // namespace sotto::document
