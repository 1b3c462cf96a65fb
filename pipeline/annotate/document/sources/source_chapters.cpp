#include "annotate/document/sources/source_chapters.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "annotate/document/document_parts.h"
#include "annotate/document/headings.h"
#include "shared/text.h"

// A chapter begins with a block: the one that the entry's place lies in, or the next one. A heading above that place
// which has the entry's title belongs to it, too.
//
// Then the blocks are walked in order. Where an entry leads to, a chapter begins; also where a title page, a licence or
// the like begins or ends (matter). The headings that a chapter begins with, and blocks that have the words of its
// title, are its heading.

namespace sotto::document {

namespace {

constexpr std::size_t kNoPart = static_cast<std::size_t>(-1);

/// Between the title of a part and that of its first chapter.
constexpr std::string_view kJoint = ". ";

/// The words of a title or a heading, to be compared: letters and figures.
std::string key_of(std::string_view text) {
  std::string key;
  for (const std::string& word : words_of(text)) key += word + " ";
  return key;
}

/// Whether a title is that of a page that its publisher put in: no part of the story.
bool is_publishers_page(const language::Language& language, std::string_view title) {
  const language::Table& titles = language.table("publishers-pages");
  const std::string shown = lower_case(fold_space(title));
  if (is_contents(language, shown) || titles.find(shown) != nullptr) return true;
  // Of the title of a part with that of what is in it, the last.
  const std::size_t part = shown.rfind(kJoint);
  const std::string last = part == std::string::npos ? shown : shown.substr(part + kJoint.size());
  const language::Table::Row* opening = titles.find(last.substr(0, last.find_first_of(" ,:")));
  return opening != nullptr && (*opening)[1] == "begins";
}

/// A title as the contents have it; of one that is nothing but a numeral in figures, "Chapter 4".
std::string shown_title(const language::Language& language, std::string_view title) {
  const std::optional<Heading> heading = parse_heading(language, title);
  const bool figures = heading && heading->numeral && !heading->spelled && heading->name.empty();
  return figures ? heading->title(language) : fold_space(title);
}

class ChapterFinder {
 public:
  ChapterFinder(const language::Language& language, const Source& source, const std::string& path,
                const ContentsPlaces& places, Diagnostics& diagnostics)
      : language_(language),
        source_(source),
        path_(path),
        places_(places),
        diagnostics_(diagnostics),
        starts_(source.blocks.size()) {}

  std::vector<SourceChapter> find(const std::vector<ContentsEntry>& contents) {
    find_matter();
    place_entries(contents);
    if (std::none_of(starts_.begin(), starts_.end(), [](const Start& start) { return start.entry; })) return {};
    join_parts();
    make_chapters();
    settle_matter();
    return std::move(chapters_);
  }

 private:
  /// What begins with a block.
  struct Start {
    bool entry = false;
    std::string title;
    std::size_t depth = 0;
  };

  const Block& block(std::size_t i) const { return source_.blocks[i]; }
  std::string_view words(std::size_t i) const { return block(i).span.of(source_.text); }

  /// The first block that ends behind an offset.
  std::size_t block_at(std::size_t offset) const {
    const auto found = std::upper_bound(source_.blocks.begin(), source_.blocks.end(), offset,
                                        [](std::size_t o, const Block& b) { return o < b.span.end; });
    return static_cast<std::size_t>(found - source_.blocks.begin());
  }

  void mark_matter(Span span) {
    for (std::size_t i = block_at(span.begin); i < matter_.size() && block(i).span.begin < span.end; ++i)
      matter_[i] = true;
  }

  void find_matter() {
    matter_.assign(source_.blocks.size(), false);
    for (const Span span : places_.matter) mark_matter(span);
    for (const ContentsPage& page : places_.pages) {
      if (page.matter) mark_matter(page.span);
    }
    const auto is = [](Block::Kind kind) { return [kind](const Block& one) { return one.kind == kind; }; };
    const auto start = std::find_if(source_.blocks.begin(), source_.blocks.end(), is(Block::Kind::gutenberg_start));
    if (start != source_.blocks.end()) mark_matter({0, start->span.end});
    const auto end = std::find_if(source_.blocks.begin(), source_.blocks.end(), is(Block::Kind::gutenberg_end));
    if (end != source_.blocks.end()) mark_matter({end->span.begin, source_.text.size()});
  }

  /// The page that an entry leads to, or null.
  const ContentsPage* page_of(const ContentsEntry& entry) const {
    const auto found = pages_.find(entry.link->file);
    return found == pages_.end() ? nullptr : found->second;
  }

  void place_entries(const std::vector<ContentsEntry>& contents) {
    for (const ContentsPage& page : places_.pages) pages_.emplace(page.file, &page);
    std::vector<std::string> nowhere;
    std::vector<ContentsEntry> above;  // parts without a place of their own, for the next entry
    for (std::size_t i = 0; i < contents.size(); ++i) {
      const ContentsEntry& entry = contents[i];
      while (!above.empty() && above.back().depth >= entry.depth) above.pop_back();
      const ContentsPage* page = entry.link ? page_of(entry) : nullptr;
      if (page == nullptr) {
        if (entry.link || entry.outside) nowhere.push_back(entry.title);
        above.push_back(entry);
        continue;
      }
      std::size_t offset = page->span.begin;
      bool lost = false;
      if (!entry.link->fragment.empty()) {
        const auto id = page->ids.find(entry.link->fragment);
        lost = id == page->ids.end();
        if (lost) {
          nowhere.push_back(entry.title);
        } else {
          offset = id->second;
        }
      }
      const std::size_t first = block_at(offset);
      // Somewhere in a chapter that begins with the page.
      if (lost && first < starts_.size() && starts_[first].entry) continue;
      if (first == matter_.size() || block(first).span.begin >= page->span.end) {
        // Nothing is read there: a picture, or notes.
        above.push_back(entry);
        continue;
      }
      begin_chapter(with_heading_above(first, entry.title, *page), entry, above);
      above.clear();
    }
    if (nowhere.empty()) return;
    diagnostics_.warning(
        path_,
        fmt::format("{} of the contents lead{} nowhere, the first '{}'", counted(nowhere.size(), "line"),
                    nowhere.size() == 1 ? "s" : "", printable(nowhere.front())),
        "what they name belongs to the chapter before, or begins with its file");
  }

  std::size_t with_heading_above(std::size_t first, std::string_view title, const ContentsPage& page) const {
    const bool above = first > 0 && block(first - 1).kind == Block::Kind::heading &&
                       block(first - 1).span.begin >= page.span.begin && !starts_[first - 1].entry &&
                       block(first).kind != Block::Kind::heading;
    return above && key_of(words(first - 1)) == key_of(title) ? first - 1 : first;
  }

  void begin_chapter(std::size_t first, const ContentsEntry& entry, const std::vector<ContentsEntry>& above) {
    Start& start = starts_[first];
    std::string title;
    for (const ContentsEntry& part : above) title += shown_title(language_, part.title).append(kJoint);
    title += shown_title(language_, entry.title);
    // Two entries that begin with the same block: a part and its first chapter.
    const bool same = start.entry && (start.title == title || is_book_title(start.title));
    start.title = start.entry && !same ? start.title.append(kJoint) + title : title;
    start.depth = start.entry ? std::min(start.depth, entry.depth) : entry.depth;
    start.entry = true;
  }

  bool is_book_title(std::string_view title) const { return key_of(title) == key_of(source_.metadata.title); }

  /// A part whose text is no more than a title page belongs to its first chapter.
  void join_parts() {
    std::size_t part = kNoPart;
    for (std::size_t i = 0; i < starts_.size(); ++i) {
      if (!starts_[i].entry) continue;
      if (part != kNoPart && starts_[part].depth < starts_[i].depth && matter_[part] == matter_[i] &&
          fits_title_page(Span{block(part).span.begin, block(i - 1).span.end}.of(source_.text))) {
        Start& above = starts_[part];
        above.title = is_book_title(above.title) ? starts_[i].title : above.title.append(kJoint) + starts_[i].title;
        above.depth = starts_[i].depth;
        headings_to_.emplace(part, i);
        starts_[i] = {};
        continue;  // it may be a part of parts
      }
      part = i;
    }
  }

  void make_chapters() {
    const auto first_entry = static_cast<std::size_t>(
        std::find_if(starts_.begin(), starts_.end(), [](const Start& start) { return start.entry; }) - starts_.begin());
    mark_title_pages(first_entry);
    for (std::size_t i = 0; i < matter_.size(); ++i) {
      const bool flips = i == 0 || matter_[i] != matter_[i - 1];
      if (!starts_[i].entry && !flips) {
        chapters_.back().span.end = block(i).span.end;
        continue;
      }
      SourceChapter chapter;
      chapter.matter = matter_[i];
      chapter.title = starts_[i].entry ? starts_[i].title : title_without_entry(i, i < first_entry);
      chapter.span = block(i).span;
      chapter.heading = heading_at(i, chapter.title);
      chapters_.push_back(std::move(chapter));
    }
  }

  /// Before the first entry, what has but a few words is a title page: all there is, or a page of it.
  void mark_title_pages(std::size_t first_entry) {
    const auto story = static_cast<std::size_t>(std::find(matter_.begin(), matter_.end(), false) - matter_.begin());
    if (story < first_entry) {
      const Span before{block(story).span.begin, block(first_entry - 1).span.end};
      if (fits_title_page(before.of(source_.text))) mark_matter(before);
    }
    for (const ContentsPage& page : places_.pages) {
      const std::size_t begin = block_at(page.span.begin);
      if (page.span.empty() || begin >= first_entry || block_at(page.span.end - 1) >= first_entry) continue;
      if (fits_title_page(page.span.of(source_.text))) mark_matter(page.span);
    }
  }

  std::string title_without_entry(std::size_t first, bool opening) const {
    if (block(first).kind == Block::Kind::heading)
      return title_case(language_, bare_title(block_words(source_.text, block(first))));
    if (matter_[first]) {
      const bool after = block(first).kind == Block::Kind::gutenberg_end;
      return std::string(chapter_title(language_, after ? "after-story" : "before-story"));
    }
    if (opening || chapters_.empty()) return std::string(chapter_title(language_, "opening"));
    // The story goes on behind something that was put into it.
    for (auto chapter = chapters_.rbegin(); chapter != chapters_.rend(); ++chapter) {
      if (!chapter->matter) return chapter->title;
    }
    return std::string(chapter_title(language_, "opening"));
  }

  /// The headings that a chapter begins with, and the blocks that have the words of its title.
  Span heading_at(std::size_t first, std::string_view title) const {
    const std::string key = key_of(title);
    const auto forced = headings_to_.find(first);
    std::size_t end = forced == headings_to_.end() ? first : forced->second;
    std::string shown;
    for (std::size_t i = first; i < matter_.size(); ++i) {
      if (i > first && (starts_[i].entry || matter_[i] != matter_[i - 1])) break;
      const std::string more = shown + key_of(words(i));
      const bool of_title = !more.empty() && (" " + key).find(" " + more) != std::string::npos && more != shown;
      if (i >= end && block(i).kind != Block::Kind::heading && !of_title) break;
      if (of_title) shown = more;
      end = std::max(end, i + 1);
    }
    return end == first ? Span{} : Span{block(first).span.begin, block(end - 1).span.end};
  }

  /// Pages of the publisher's by their titles, and titles without text before the story begins.
  void settle_matter() {
    bool begun = false;
    for (SourceChapter& chapter : chapters_) {
      const bool title_alone = chapter.heading.end == chapter.span.end;
      // Under the book's own title are its author, its licence and the like.
      constexpr std::size_t kTitlePage = 600;
      const bool title_page = is_book_title(chapter.title) && chapter.span.size() < kTitlePage;
      if (is_publishers_page(language_, chapter.title) || (!begun && (title_alone || title_page)))
        chapter.matter = true;
      begun = begun || !chapter.matter;
    }
    // What is all matter is all there is.
    if (!begun) {
      for (SourceChapter& chapter : chapters_) chapter.matter = false;
    }
  }

  const language::Language& language_;
  const Source& source_;
  const std::string& path_;
  const ContentsPlaces& places_;
  Diagnostics& diagnostics_;
  std::vector<Start> starts_;  ///< by block
  std::vector<bool> matter_;   ///< by block
  std::map<std::string, const ContentsPage*> pages_;
  std::map<std::size_t, std::size_t> headings_to_;  ///< parts that were joined: up to their first chapter's block
  std::vector<SourceChapter> chapters_;
};

}  // namespace

std::vector<SourceChapter> chapters_by_contents(const language::Language& language, const Source& source,
                                                const std::string& path, const std::vector<ContentsEntry>& contents,
                                                const ContentsPlaces& places, Diagnostics& diagnostics) {
  return ChapterFinder(language, source, path, places, diagnostics).find(contents);
}

}  // namespace sotto::document
