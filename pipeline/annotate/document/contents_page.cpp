#include "annotate/document/contents_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "annotate/document/headings.h"
#include "annotate/document/sources/line_blocks.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

/// The line without the page at its end, and what leads to that; `paged` says whether there was one.
std::string_view without_page(std::string_view line, bool& paged) {
  constexpr std::string_view kPage = "0123456789ivxlc";
  constexpr std::string_view kLeaders = " .-_\t";
  paged = false;
  std::size_t begin = line.find_last_not_of(kPage) + 1;
  if (begin == 0 || begin == line.size()) return line;
  std::string_view rest = line.substr(0, begin);
  if (kLeaders.find(rest.back()) == std::string_view::npos && !rest.ends_with("…") && !rest.ends_with("·")) return line;
  while (!rest.empty()) {
    const CodePoint c = code_point_before(rest, rest.size());
    const bool leads = c.value == U'…' || c.value == U'·' || is_space(c.value) ||
                       (c.value < 0x80 && kLeaders.find(static_cast<char>(c.value)) != std::string_view::npos);
    if (!leads) break;
    rest.remove_suffix(rest.size() - c.next);
  }
  // "Chapter 1", "Part iv": the number is its own.
  const std::string_view gap = line.substr(rest.size(), begin - rest.size());
  const bool leaders = gap.size() > 1;
  if (!leaders && rest.find(' ') == std::string_view::npos) return line;
  paged = true;
  return rest;
}

}  // namespace

std::string title_key(std::string_view text) {
  std::string key;
  for (const std::string& word : words_of(text)) key += word + " ";
  return key;
}

std::optional<ListedTitle> listed_title(const language::Language& language, std::string_view line) {
  constexpr std::size_t kLongest = 120;
  if (line.size() > kLongest) return std::nullopt;
  bool paged = false;
  const std::string title = bare_title(without_page(line, paged));
  if (title.empty()) return std::nullopt;
  // A sentence is no title.
  const bool ends = title.back() == '.' || title.back() == ',' || title.back() == ';';
  if (ends && !paged && !is_all_capitals(title) && !parse_heading(language, title)) return std::nullopt;
  if (const std::optional<Heading> heading = parse_heading(language, title))
    return ListedTitle{heading->number, heading->kind, heading->name};
  const std::size_t begin = title.find_first_not_of("0123456789.-)– ");
  return ListedTitle{0, "", begin == std::string::npos ? title : title.substr(begin)};
}

void tell_missing_chapters(const Manuscript& manuscript, const std::vector<Chapter>& chapters,
                           Diagnostics& diagnostics) {
  const language::Language& language = *manuscript.language;
  const auto is_page = [&](const Chapter& chapter) { return chapter.matter && is_contents(language, chapter.title); };
  const auto page = std::find_if(chapters.begin(), chapters.end(), is_page);
  if (page == chapters.end()) return;
  std::set<int> numbers;
  std::string all;
  for (const Chapter& chapter : chapters) {
    if (&chapter == &*page) continue;
    all += " " + title_key(chapter.heading.of(manuscript.text)) + title_key(chapter.title);
    for (const Span line : lines_of(manuscript.text, chapter.heading)) {
      if (const auto heading = parse_heading(language, trimmed(manuscript.text, line).of(manuscript.text)))
        numbers.insert(heading->number);
    }
  }
  const language::Table& columns = language.table("contents-columns");
  std::vector<std::string> missing;
  std::size_t named = 0;
  // A title page may stand above the list, and its heading between.
  const auto is_heading = [&](const Paragraph& paragraph) {
    return is_contents(language, bare_title(paragraph.span.of(manuscript.text)));
  };
  const auto heading = std::find_if(page->paragraphs.begin(), page->paragraphs.end(), is_heading);
  const auto list = heading == page->paragraphs.end() ? page->paragraphs.begin() : std::next(heading);
  for (auto paragraph = list; paragraph != page->paragraphs.end(); ++paragraph) {
    for (const Span line : lines_of(manuscript.text, paragraph->span)) {
      const std::string_view words = trimmed(manuscript.text, line).of(manuscript.text);
      if (columns.find(lower_case(words)) != nullptr) continue;
      const std::optional<ListedTitle> listed = listed_title(language, words);
      if (!listed) return;  // it is no plain list
      ++named;
      const std::string key = title_key(listed->name);
      const bool found = key.empty() ? numbers.contains(listed->number) : all.find(" " + key) != std::string::npos;
      if (!found && !(listed->number > 0 && numbers.contains(listed->number)))
        missing.push_back(key.empty() ? fold_space(words) : listed->name);
    }
  }
  if (missing.empty() || missing.size() == named) return;
  diagnostics.add(manuscript.diagnostic(
      Severity::warning, page->span.begin,
      fmt::format("the contents name {}, of which {} not found: '{}'", counted(named, "chapter"),
                  missing.size() == 1 ? "one was" : fmt::format("{} were", missing.size()),
                  printable(fmt::format("{}", fmt::join(missing, "', '")))),
      "their text belongs to the chapter before; write their titles in the text as the contents have them"));
}

}  // namespace sotto::document
