#include "publish/read_along/package_overlay.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "annotate/document/sources/markup/markup.h"
#include "publish/read_along/epub_files.h"
#include "publish/read_along/markup_tokens.h"
#include "shared/text.h"

namespace sotto::read_along {

namespace {

using Kind = MarkupToken::Kind;

class OverlayEntry {
 public:
  OverlayEntry(std::string_view package, const std::string& name, const document::Archive& archive,
               const PackageOverlays& overlays)
      : package_(package), name_(name), archive_(archive), overlays_(overlays), tokens_(markup_tokens(package)) {
    while (package.find(prefix_) != std::string_view::npos) prefix_ += 'x';
    for (std::size_t i = 0; i < overlays.pages.size(); ++i) overlay_of_.emplace(overlays.pages[i].page, i);
  }

  PackageChanges enter() {
    find_removed();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const MarkupToken& token = tokens_[i];
      const std::string_view name = token.local_name();
      if (token.begins_element() && (name == "item" || name == "meta") && is_removed(token)) {
        remove(i);
      } else if (token.begins_element() && name == "item") {
        change_item(token);
      } else if (token.kind == Kind::close && name == "metadata") {
        insert(token.place.begin, metadata(std::string(token.prefix())));
      } else if (token.kind == Kind::close && name == "manifest") {
        insert(token.place.begin, items(std::string(token.prefix())));
      }
    }
    return std::move(changes_);
  }

 private:
  std::string attribute(const MarkupToken& tag, std::string_view name) const {
    return attribute_of(package_, tag, name);
  }

  /// The archive's name of what an item, or a link of another file, leads to; empty where that is nothing.
  std::string file_at(const std::string& from, const std::string& href) const {
    const auto link = document::resolve_link(from, href);
    return link ? archive_.find(link->file).value_or("") : "";
  }

  /// The overlays that the book has, and the sound that only they play.
  void find_removed() {
    std::map<std::string, std::string> sounds;  // file -> what pages would name it by
    std::set<std::string> played;
    std::vector<std::string> pages;
    for (const MarkupToken& token : tokens_) {
      if (!token.begins_element() || token.local_name() != "item") continue;
      const std::string href = attribute(token, "href");
      const std::string type = attribute(token, "media-type");
      const std::string file = file_at(name_, href);
      if (file.empty()) continue;
      if (type == "application/smil+xml") {
        changes_.removed.insert(file);
        removed_ids_.insert(attribute(token, "id"));
        find_played(file, played);
      } else if (type.starts_with("audio/")) {
        sounds.emplace(file, href.substr(href.rfind('/') + 1));
      } else if (type.ends_with("xml") || type.starts_with("text/") || type.ends_with("javascript")) {
        pages.push_back(file);
      }
    }
    if (played.empty()) return;
    std::erase_if(sounds, [&](const auto& sound) { return !played.contains(sound.first); });
    for (const std::string& page : pages) {
      const std::string text = read(page);
      std::erase_if(sounds, [&](const auto& sound) {
        const std::string name = sound.first.substr(sound.first.rfind('/') + 1);
        return text.find(sound.second) != std::string::npos || text.find(name) != std::string::npos;
      });
    }
    for (const MarkupToken& token : tokens_) {
      if (!token.begins_element() || token.local_name() != "item") continue;
      const std::string file = file_at(name_, attribute(token, "href"));
      if (!sounds.contains(file)) continue;
      changes_.removed.insert(file);
      removed_ids_.insert(attribute(token, "id"));
    }
  }

  std::string read(const std::string& file) const {
    Diagnostics ignored;
    return archive_.read(file, ignored).value_or("");
  }

  void find_played(const std::string& overlay, std::set<std::string>& played) const {
    const std::string smil = read(overlay);
    for (const MarkupToken& token : markup_tokens(smil)) {
      if (token.begins_element() && token.local_name() == "audio")
        played.insert(file_at(overlay, attribute_of(smil, token, "src")));
    }
  }

  bool is_removed(const MarkupToken& tag) const {
    if (tag.local_name() == "item") return removed_ids_.contains(attribute(tag, "id"));
    const std::string property = attribute(tag, "property");
    if (property == "media:duration" || property == "media:narrator") return true;
    const std::string refined = attribute(tag, "refines");
    return refined.starts_with('#') && removed_ids_.contains(refined.substr(1));
  }

  /// An element, with the line that it leaves empty.
  void remove(std::size_t i) {
    const MarkupToken& tag = tokens_[i];
    std::size_t begin = tag.place.begin;
    if (i > 0 && tokens_[i - 1].kind == Kind::text) {
      const Span before = tokens_[i - 1].place;
      const std::size_t line = before.of(package_).rfind('\n');
      const std::size_t from = line == std::string_view::npos ? before.begin : before.begin + line;
      if (trim_space(package_.substr(from, begin - from)).empty()) begin = from;
    }
    const std::size_t end = tag.partner == kNoToken ? tag.place.end : tokens_[tag.partner].place.end;
    changes_.edits.push_back({begin, end - begin, {}});
  }

  void change_item(const MarkupToken& tag) {
    const auto overlay = overlay_of_.find(file_at(name_, attribute(tag, "href")));
    std::size_t end = tag.name.data() - package_.data() + tag.name.size();
    for (const TagAttribute& one : attributes_of(package_, tag)) {
      if (one.name == "media-overlay") {
        changes_.edits.push_back({one.place.begin, one.place.size(), {}});
      }
      end = one.place.end;
    }
    if (overlay != overlay_of_.end()) insert(end, fmt::format(" media-overlay=\"{}\"", overlay_id(overlay->second)));
  }

  std::string overlay_id(std::size_t page) const { return fmt::format("{}overlay-{}", prefix_, page + 1); }

  std::string metadata(const std::string& prefix) const {
    std::string metas;
    const auto meta = [&](const std::string& property, const std::string& more, const std::string& value) {
      metas += fmt::format("<{0}meta property=\"{1}\"{2}>{3}</{0}meta>\n", prefix, property, more, in_ascii_xml(value));
    };
    for (std::size_t i = 0; i < overlays_.pages.size(); ++i) {
      meta("media:duration", fmt::format(" refines=\"#{}\"", overlay_id(i)), clock_value(overlays_.pages[i].duration));
    }
    meta("media:duration", "", clock_value(overlays_.duration));
    if (!overlays_.narrators.empty()) meta("media:narrator", "", overlays_.narrators);
    return metas;
  }

  std::string items(const std::string& prefix) const {
    std::string all;
    const auto item = [&](const std::string& id, const std::string& file, const char* type) {
      all += fmt::format("<{}item id=\"{}\" href=\"{}\" media-type=\"{}\"/>\n", prefix, id, link_to(name_, file), type);
    };
    for (std::size_t i = 0; i < overlays_.pages.size(); ++i) {
      item(overlay_id(i), overlays_.pages[i].smil, "application/smil+xml");
    }
    for (std::size_t i = 0; i < overlays_.sounds.size(); ++i) {
      item(fmt::format("{}sound-{}", prefix_, i + 1), overlays_.sounds[i], "audio/mp4");
    }
    return all;
  }

  void insert(std::size_t at, std::string text) { changes_.edits.push_back({at, 0, std::move(text)}); }

  std::string_view package_;
  const std::string& name_;
  const document::Archive& archive_;
  const PackageOverlays& overlays_;
  std::vector<MarkupToken> tokens_;
  std::string prefix_ = "read-aloud-";
  std::map<std::string, std::size_t> overlay_of_;  ///< by page
  std::set<std::string> removed_ids_;
  PackageChanges changes_;
};

}  // namespace

PackageChanges enter_overlays(std::string_view package, const std::string& name, const document::Archive& archive,
                              const PackageOverlays& overlays) {
  return OverlayEntry(package, name, archive, overlays).enter();
}

std::string link_to(std::string_view from, std::string_view to) {
  // Up from the folder of the one to where both paths part, and down from there.
  std::size_t common = 0;
  for (std::size_t i = 0; i < from.size() && i < to.size() && from[i] == to[i]; ++i) {
    if (from[i] == '/') common = i + 1;
  }
  std::string link;
  for (std::size_t i = common; i < from.size(); ++i) {
    if (from[i] == '/') link += "../";
  }
  constexpr std::string_view kPlain = "-._~/!$()*+,;=@";
  for (const char c : to.substr(common)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       kPlain.find(c) != std::string_view::npos;
    link += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return link;
}

}  // namespace sotto::read_along
