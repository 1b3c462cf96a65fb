#include "annotate/document/chapters.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "annotate/document/document_parts.h"
#include "annotate/document/file_order.h"
#include "annotate/document/headings.h"
#include "annotate/document/paragraphs.h"
#include "shared/text.h"

// Text before the first heading is a chapter called "Opening"; if it is only a title and a name, it becomes part of the
// first heading. Project Gutenberg's header and licence are chapters of their own, "About This Text" and "Licence":
// they are kept, so that no word is lost, but are no part of the story and not read aloud by default. Nothing in them
// is a heading.

namespace sotto::document {

namespace {

/// Whether the words end with a sentence's mark and most of them begin with a small letter, unlike those of a title.
bool is_sentence(std::string_view words) {
  if (words.empty() || std::string_view(".!?").find(words.back()) == std::string_view::npos) return false;
  int small = 0;
  int capital = 0;
  for (std::size_t i = 0, begin = 0; i < words.size(); begin = i) {
    i = words.find(' ', begin);
    i = i == std::string_view::npos ? words.size() : i + 1;
    const char32_t first = code_point_at(words, begin).value;
    if (is_lower(first)) ++small;
    if (is_upper(first)) ++capital;
  }
  return small > capital && small >= 3;
}

/// Builds the chapters of one file from its parts.
class ChapterBuilder {
 public:
  ChapterBuilder(const language::Language& language, std::string_view text, const Parts& parts,
                 const ParagraphLayout& layout, const SpeakerLabels& labels)
      : language_(language), text_(text), parts_(parts), layout_(layout), labels_(labels) {}

  std::vector<Chapter> build(const std::string& title_without_headings) {
    const auto first_heading =
        std::find_if(parts_.begin(), parts_.end(), [](const Part& part) { return part.is_heading(); });
    bool opened = false;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const Part& part = parts_[i];
      if (part.role == Part::PartRole::matter_before || part.role == Part::PartRole::matter_after) {
        const char* title = part.role == Part::PartRole::matter_before ? "before-story" : "after-story";
        if (i == 0 || parts_[i - 1].role != part.role) open(std::string(chapter_title(language_, title)), {});
        chapters_.back().matter = true;
        add_body(part.block);
        opened = false;
      } else if (part.role == Part::PartRole::contents) {
        if (i == 0 || parts_[i - 1].role != part.role) open(std::string(chapter_title(language_, "contents")), {});
        add_body(part.block);
        opened = false;
      } else if (part.is_heading()) {
        if (before_heading_.empty()) {
          open(part.heading.title(language_), {part.block.span.begin, parts_[part.last].block.span.end});
        } else {
          open(part.heading.title(language_), {before_heading_.begin, parts_[part.last].block.span.end});
          before_heading_ = {};
        }
        opened = true;
        i = part.last;
      } else {
        if (!opened) {
          if (part.block.kind == Block::Kind::scene_break) continue;
          const bool has_headings = first_heading != parts_.end();
          if (has_headings && is_title_page(i)) {
            const std::size_t end = next_heading(i);
            if (is_contents(language_, parts_[end].heading.title(language_))) {
              // A page of contents is not read aloud: what stands above it are its own first lines.
              open(parts_[end].heading.title(language_), {});
              for (; i <= parts_[end].last; ++i) add_body(parts_[i].block);
              --i;
              opened = true;
            } else {
              i = merge_into_heading(i);
            }
            continue;
          }
          open(has_headings ? std::string(chapter_title(language_, "opening")) : title_without_headings, {});
          opened = true;
        }
        add_body(part.block);
      }
    }
    return std::move(chapters_);
  }

 private:
  void open(std::string title, Span heading) {
    chapters_.push_back({0, std::move(title), heading, {}, {}, false});
    scene_ = false;
  }

  /// Whether the body from part `i` to the next heading has only a few words, no quotation and no sentence.
  bool is_title_page(std::size_t i) const {
    const std::size_t end = next_heading(i);
    if (end == parts_.size() || !parts_[end].is_heading()) return false;
    const std::string_view words = Span{parts_[i].block.span.begin, parts_[end - 1].block.span.end}.of(text_);
    const auto quotes = [&](std::string_view mark) { return words.find(mark) != std::string_view::npos; };
    if (quotes("\"") || quotes("“") || quotes("«") || quotes("»") || quotes("„")) return false;
    const auto has_sentence = [&](const Part& part) { return is_sentence(block_words(text_, part.block)); };
    const auto at = [&](std::size_t part) { return parts_.begin() + static_cast<std::ptrdiff_t>(part); };
    return fits_title_page(words) && std::none_of(at(i), at(end), has_sentence);
  }

  std::size_t next_heading(std::size_t i) const {
    while (i < parts_.size() && parts_[i].role == Part::PartRole::body) ++i;
    return i;
  }

  /// Merges the body from part `i` on into the next heading; returns its last part.
  std::size_t merge_into_heading(std::size_t i) {
    const std::size_t end = next_heading(i);
    before_heading_ = {parts_[i].block.span.begin, parts_[end - 1].block.span.end};
    return end - 1;
  }

  void add_body(const Block& block) {
    if (block.kind == Block::Kind::scene_break) {
      scene_ = true;
      return;
    }
    std::vector<Paragraph>& paragraphs = chapters_.back().paragraphs;
    for (Paragraph& paragraph : split_block(text_, block, layout_, labels_)) {
      paragraph.starts_scene = scene_ && !paragraphs.empty();
      paragraphs.push_back(paragraph);
      scene_ = false;
    }
  }

  const language::Language& language_;
  std::string_view text_;
  const Parts& parts_;
  ParagraphLayout layout_;
  const SpeakerLabels& labels_;
  std::vector<Chapter> chapters_;
  Span before_heading_;
  bool scene_ = false;
};

/// The chapters that the format of a file has. A heading in a chapter's body begins a scene.
std::vector<Chapter> chapters_of_format(const language::Language& language, std::string_view text,
                                        const SourceFile& file) {
  const SpeakerLabels labels(language, text, file.blocks);
  const ParagraphLayout layout = paragraph_layout(text, file.blocks, LineEnds::wrap);
  std::vector<Chapter> chapters;
  auto block = file.blocks.begin();
  for (const SourceChapter& given : file.chapters) {
    Chapter chapter{0, given.title, given.heading, {}, {}, given.matter, given.credits};
    bool scene = false;
    for (; block != file.blocks.end() && block->span.begin < given.span.end; ++block) {
      if (given.heading.contains(block->span)) continue;
      scene = scene || block->kind == Block::Kind::scene_break || block->kind == Block::Kind::heading;
      if (block->kind == Block::Kind::scene_break) continue;
      for (Paragraph& paragraph : split_block(text, *block, layout, labels)) {
        paragraph.starts_scene = scene && !chapter.paragraphs.empty();
        chapter.paragraphs.push_back(std::move(paragraph));
        scene = false;
      }
    }
    if (!chapter.heading.empty() || !chapter.paragraphs.empty()) chapters.push_back(std::move(chapter));
  }
  return chapters;
}

/// The chapters of a file whose format does not say.
std::vector<Chapter> chapters_by_headings(const language::Language& language, std::string_view text,
                                          const SourceFile& file, const std::string& title) {
  const Parts parts = find_parts(language, text, file.blocks);
  std::vector<Block> body;
  for (const Part& part : parts) {
    if (part.role == Part::PartRole::body) body.push_back(part.block);
  }
  const SpeakerLabels labels(language, text, body);
  return ChapterBuilder(language, text, parts, paragraph_layout(text, body, file.line_ends), labels).build(title);
}

bool is_no_credits(const SourceFile& file) { return file.chapters.empty() || !file.chapters.front().credits; }

}  // namespace

std::vector<Chapter> find_chapters(const Manuscript& manuscript, std::string_view book_title) {
  const std::string_view text = manuscript.text;
  const language::Language& language = *manuscript.language;
  std::vector<Chapter> chapters;
  const bool several = std::count_if(manuscript.files.begin(), manuscript.files.end(), is_no_credits) > 1;
  for (const SourceFile& file : manuscript.files) {
    std::string fallback(book_title);
    if (several) fallback = title_from_file_name(file.path);
    if (fallback.empty()) fallback = fmt::format("{} {}", chapter_title(language, "numbered"), chapters.size() + 1);
    std::vector<Chapter> found = file.chapters.empty() ? chapters_by_headings(language, text, file, fallback)
                                                       : chapters_of_format(language, text, file);
    // A file's chapters follow each other without a gap; the first begins with the file, the last ends with it.
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto begin_of = [&](const Chapter& c) {
        return c.heading.empty() ? c.paragraphs.front().span.begin : c.heading.begin;
      };
      found[i].span.begin = i == 0 ? file.span.begin : begin_of(found[i]);
      found[i].span.end = i + 1 == found.size() ? file.span.end : begin_of(found[i + 1]);
    }
    std::move(found.begin(), found.end(), std::back_inserter(chapters));
  }
  int number = 0;
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    if (is_contents(language, chapters[i].title) && i + 1 < chapters.size()) chapters[i].matter = true;
    // Number and title together identify a chapter.
    const auto named_so = [&](const Chapter& c) { return c.number == 0 && c.title == chapters[i].title; };
    const auto here = chapters.begin() + static_cast<std::ptrdiff_t>(i);
    const bool story = !chapters[i].matter && !chapters[i].credits;
    if (number > 0 || story || std::any_of(chapters.begin(), here, named_so)) ++number;
    chapters[i].number = number;
    if (i > 0) chapters[i].span.begin = chapters[i - 1].span.end;
  }
  if (!chapters.empty()) chapters.back().span.end = text.size();
  return chapters;
}

}  // namespace sotto::document
