#include "annotate/document/sources/epub/epub.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "annotate/document/sources/epub/epub_contents.h"
#include "annotate/document/sources/epub/epub_package.h"
#include "annotate/document/sources/epub/pronunciation_lexicon.h"
#include "annotate/document/sources/gutenberg.h"
#include "annotate/document/sources/markup/html_parser.h"
#include "annotate/document/sources/markup/markup_reader.h"
#include "annotate/document/sources/markup/xml_parser.h"
#include "annotate/document/sources/source_chapters.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

/// Reads the pages of one book.
class EpubReader {
 public:
  EpubReader(const Archive& archive, const EpubPackage& package, const ReadingOptions& options,
             Diagnostics& diagnostics)
      : archive_(archive), package_(package), options_(options), diagnostics_(diagnostics) {}

  std::optional<Source> read() {
    const EpubContents contents = read_epub_contents(archive_, package_, diagnostics_);
    for (const std::size_t item : package_.spine) {
      if (!find_notes(package_.items[item].file)) return std::nullopt;
    }
    ContentsPlaces places;
    SourceBuilder builder;
    std::unique_ptr<Page> page;
    for (const std::size_t item : package_.spine) {
      const std::string& file = package_.items[item].file;
      std::unique_ptr<Page> next = open(file, diagnostics_);
      if (!next) return std::nullopt;
      read_styles(*next, file);
      MarkupPlaces found =
          read_markup({file, next->content, next->tree, next->styles, notes_, options_.notes}, builder, left_out_);
      if (next->tree.entities.is_bomb()) return tell_bomb(file);
      places.pages.push_back({file, {found.begin, found.end}, std::move(found.ids), false});
      places.matter.insert(places.matter.end(), found.matter.begin(), found.matter.end());
      page = std::move(next);  // the builder looks at it until the next one begins
    }
    std::optional<Source> finished =
        finish_source(builder, *options_.language, left_out_, archive_.path(), diagnostics_);
    if (!finished) return std::nullopt;
    Source& source = *finished;
    if (mended_ > 0) {
      diagnostics_.note(archive_.path(),
                        fmt::format("{} not well-formed XML, the first '{}': read as a browser would",
                                    mended_ == 1 ? "a page is" : fmt::format("{} pages are", mended_), first_mended_));
    }
    source.metadata = package_.metadata;
    if (source.metadata.title.empty()) source.metadata.title = gutenberg_metadata(source.text).title;
    read_lexicons(source);
    mark_landmarks(contents.landmarks, places);
    mark_landmarks(package_.guide, places);
    source.chapters =
        chapters_by_contents(*options_.language, source, archive_.path(), contents.entries, places, diagnostics_);
    return finished;
  }

 private:
  struct Page {
    DecodedText content;
    MarkupTree tree;
    StyleSheet styles;
  };

  /// A page, its characters decoded and its tags found.
  std::unique_ptr<Page> open(const std::string& file, Diagnostics& diagnostics) {
    const std::optional<std::string> bytes = archive_.read(file, diagnostics);
    if (!bytes) return nullptr;
    const std::string place = name_inside(archive_.path(), file);
    auto page = std::make_unique<Page>();
    // A page without a byte has nothing to be read.
    if (trim_space(*bytes).empty()) return page;
    std::optional<DecodedText> content = decode_text(place, *bytes, diagnostics);
    if (!content) return nullptr;
    page->content = std::move(*content);
    XmlFault fault;
    std::optional<MarkupTree> tree = parse_xml(page->content.text, fault);
    if (!tree) {
      tree = parse_html(page->content.text);
      if (tree && mended_files_.insert(file).second && mended_++ == 0) first_mended_ = printable(file);
    }
    if (!tree) {
      diagnostics.add(diagnostic_at(Severity::error, place, page->content.text, fault.at,
                                    fmt::format("this is no XML: {}", fault.why),
                                    "its elements are nested too deep to be mended: make the book again"));
      return nullptr;
    }
    if (tree->entities.is_bomb()) {
      tell_bomb(file);
      return nullptr;
    }
    page->tree = std::move(*tree);
    return page;
  }

  std::optional<Source> tell_bomb(const std::string& file) {
    diagnostics_.error(name_inside(archive_.path(), file),
                       "declares entities that stand for other entities, or too much",
                       "no book needs that; the file may be made to fill a machine's memory");
    return std::nullopt;
  }

  /// Notes may stand in a later page than their marks, so that all pages are looked at first. What is wrong with a page
  /// is reported when it is read.
  bool find_notes(const std::string& file) {
    Diagnostics told;
    const std::unique_ptr<Page> page = open(file, told);
    if (!page) {
      diagnostics_.append(told);
      return false;
    }
    notes_.add(page->tree, page->content.text, file);
    return true;
  }

  void read_styles(Page& page, const std::string& file) {
    MarkupTree& tree = page.tree;
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
      const MarkupNode& node = tree.nodes[i];
      if (node.name == "body") return;
      if (node.name == "style") {
        for (std::size_t k = i + 1; k < node.end; ++k) {
          if (tree.nodes[k].is_text()) page.styles.add(tree.nodes[k].place.of(page.content.text));
        }
      }
      if (node.name != "link") continue;
      const std::string relation = lower_case(tree.attribute(node, "rel").value_or(""));
      const auto link = resolve_link(file, tree.attribute(node, "href").value_or(""));
      if (!link) continue;
      if (has_token(relation, "stylesheet") && !has_token(relation, "alternate")) {
        page.styles.add(side_file(link->file));
      } else if (has_token(relation, "pronunciation")) {
        lexicons_.insert(link->file);
      }
    }
  }

  /// A style sheet, or nothing: a book can be read without it.
  const std::string& side_file(const std::string& file) {
    const auto [found, added] = side_files_.try_emplace(file);
    if (added) {
      Diagnostics ignored;
      if (const auto name = archive_.find(file)) found->second = archive_.read(*name, ignored).value_or("");
    }
    return found->second;
  }

  void read_lexicons(Source& source) {
    for (const EpubItem& item : package_.items) {
      if (item.media_type == "application/pls+xml") lexicons_.insert(item.file);
    }
    for (const std::string& lexicon : lexicons_) {
      const auto name = archive_.find(lexicon);
      std::optional<XmlFile> file = name ? read_xml_file(archive_, *name, false, diagnostics_) : std::nullopt;
      if (file) source.lexicon.merge(read_pronunciation_lexicon(*file));
    }
  }

  void mark_landmarks(const std::vector<EpubLandmark>& landmarks, ContentsPlaces& places) const {
    for (const EpubLandmark& landmark : landmarks) {
      if (!landmark.link.fragment.empty() || !names_matter(landmark.type)) continue;
      for (ContentsPage& page : places.pages) {
        if (page.file == landmark.link.file) page.matter = true;
      }
    }
  }

  static bool names_matter(const std::string& type) {
    return is_matter({type, {}}) || type == "title-page" || type == "copyright" || type == "index";
  }

  const Archive& archive_;
  const EpubPackage& package_;
  const ReadingOptions& options_;
  Diagnostics& diagnostics_;
  NoteLinks notes_;
  LeftOut left_out_;
  std::map<std::string, std::string> side_files_;
  std::set<std::string> lexicons_;
  std::set<std::string> mended_files_;
  std::size_t mended_ = 0;
  std::string first_mended_;
};

}  // namespace

std::optional<Source> read_epub(const Archive& archive, const ReadingOptions& options, Diagnostics& diagnostics) {
  const std::optional<EpubPackage> package = read_epub_package(archive, diagnostics);
  if (!package) return std::nullopt;
  return EpubReader(archive, *package, options, diagnostics).read();
}

std::optional<Source> read_epub(const std::string& path, std::string_view bytes, const ReadingOptions& options,
                                Diagnostics& diagnostics) {
  const std::optional<Archive> archive = Archive::open(path, bytes, diagnostics);
  if (!archive) return std::nullopt;
  return read_epub(*archive, options, diagnostics);
}

bool is_epub_folder(const std::string& path) {
  std::error_code failure;
  return std::filesystem::is_regular_file(std::filesystem::path(path) / "META-INF" / "container.xml", failure);
}

std::optional<std::string> hash_of_epub3(const std::filesystem::path& path) {
  Diagnostics ignored;
  std::string bytes;
  std::optional<Archive> archive;
  if (is_epub_folder(path.string())) {
    archive = Archive::open_folder(path.string(), ignored);
  } else {
    bytes = try_read_file(path).value_or("");
    if (bytes.starts_with("PK")) archive = Archive::open(path.string(), bytes, ignored);
  }
  if (!archive) return std::nullopt;
  const std::optional<EpubPackage> package = read_epub_package(*archive, ignored);
  if (!package || package->version != 3) return std::nullopt;
  ContentHash hash;
  hash.add(bytes);
  if (bytes.empty()) {
    for (const std::string& name : archive->names()) hash.add(name).add(archive->read(name, ignored).value_or(""));
  }
  return hash.hex();
}

}  // namespace sotto::document
