#include "annotate/document/sources/pdf_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "annotate/document/sources/line_blocks.h"
#include "annotate/document/sources/page_furniture.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

struct Page {
  Span span;                ///< of the text
  std::vector<Span> lines;  ///< with their indents, without their ends; none before the first with words
};

std::vector<Page> find_pages(std::string_view text) {
  std::vector<Page> pages;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\f', begin), text.size());
    Page page{{begin, end}, lines_of(text, {begin, end})};
    const auto blank = [&](Span line) { return trimmed(text, line).empty(); };
    page.lines.erase(page.lines.begin(), std::find_if_not(page.lines.begin(), page.lines.end(), blank));
    while (!page.lines.empty() && blank(page.lines.back())) page.lines.pop_back();
    pages.push_back(std::move(page));
    begin = end + 1;
  }
  return pages;
}

/// Takes running heads and page numbers off the pages.
void take_off_heads(std::string_view text, std::vector<Page>& pages) {
  constexpr std::size_t kFewest = 3;
  std::map<std::string, std::size_t> heads;
  std::map<long, std::size_t> offsets;  // of a page's number from its place in the file
  const auto ends = [](const Page& page) {
    std::vector<Span> found;
    if (!page.lines.empty()) found.push_back(page.lines.front());
    if (page.lines.size() > 1) found.push_back(page.lines.back());
    return found;
  };
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (const Span line : ends(pages[i])) {
      ++heads[head_key(line.of(text))];
      if (const auto number = number_at_an_end(line.of(text))) ++offsets[*number - static_cast<long>(i)];
    }
  }
  const auto usual = std::max_element(offsets.begin(), offsets.end(),
                                      [](const auto& a, const auto& b) { return a.second < b.second; });
  const bool numbered = usual != offsets.end() && usual->second >= kFewest;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const auto is_head = [&](Span line) {
      const auto number = number_at_an_end(line.of(text));
      if (numbered && number && *number - static_cast<long>(i) == usual->first) return true;
      // Where it is seen first, it may be the chapter's own heading.
      const std::string key = head_key(line.of(text));
      return !key.empty() && heads[key] >= kFewest && !seen.insert(key).second;
    };
    std::vector<Span>& lines = pages[i].lines;
    const auto blank = [&](Span line) { return trimmed(text, line).empty(); };
    if (!lines.empty() && is_head(lines.front())) {
      lines.erase(lines.begin(), std::find_if_not(lines.begin() + 1, lines.end(), blank));
    }
    if (!lines.empty() && is_head(lines.back())) {
      lines.pop_back();
      while (!lines.empty() && blank(lines.back())) lines.pop_back();
    }
  }
}

/// The words that have a hyphen in them where they stand on one line.
std::set<std::string> hyphenated_words(std::string_view text) {
  std::set<std::string> words;
  for (std::size_t at = text.find('-'); at != std::string_view::npos; at = text.find('-', at + 1)) {
    const auto is_part = [&](std::size_t i) { return is_letter(code_point_at(text, i).value); };
    std::size_t begin = at;
    while (begin > 0 && is_letter(code_point_before(text, begin).value)) begin = code_point_before(text, begin).next;
    std::size_t end = at + 1;
    while (end < text.size() && is_part(end)) end = code_point_at(text, end).next;
    if (begin < at && end > at + 1) words.insert(lower_case(text.substr(begin, end - begin)));
  }
  return words;
}

class PageJoiner {
 public:
  explicit PageJoiner(std::string_view text)
      : text_(text), pages_(find_pages(text)), hyphenated_(hyphenated_words(text)) {}

  Source join() {
    take_off_heads(text_, pages_);
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      page_ = i;
      anchors_.begin_file(fmt::format("page {}", i + 1), pages_[i].span.of(text_), runs_);
      for (const Span line : pages_[i].lines) add_line(line);
    }
    BlockBuilder blocks(source_.text);
    for (const Span line : lines_of(source_.text, {0, source_.text.size()})) blocks.add(line, Block::Kind::paragraph);
    source_.blocks = blocks.finish();
    source_.anchors = anchors_.finish();
    source_.line_ends = LineEnds::may_separate;
    return std::move(source_);
  }

 private:
  std::size_t in_page(std::size_t at) const { return at - pages_[page_].span.begin; }

  void add_line(Span line) {
    std::string& out = source_.text;
    std::size_t end = line.end;
    while (end > line.begin && (text_[end - 1] == ' ' || text_[end - 1] == '\r')) --end;
    std::size_t begin = line.begin;
    const std::size_t word = std::min(text_.find_first_not_of(" \t", begin), end);
    if (parted_ && word < end) {
      // The rest of a word, without its indent.
      begin = word;
      const std::size_t rest_end = end_of_letters(word, end);
      std::string whole = parted_word_ + "-" + lower_case(text_.substr(word, rest_end - word));
      const bool joins = is_lower(code_point_at(text_, word).value) && !hyphenated_.contains(whole);
      if (!joins) {
        anchors_.add_replacement(out.size(), in_page(begin));
        out += '-';
      }
    } else if (!out.empty()) {
      anchors_.add_replacement(out.size(), in_page(begin));
      out += '\n';
    }
    parted_ = false;
    const bool hyphen = end > begin + 1 && text_[end - 1] == '-' && is_letter(code_point_before(text_, end - 1).value);
    if (hyphen) {
      parted_ = true;
      --end;
      std::size_t first = end;
      while (first > begin && is_letter(code_point_before(text_, first).value))
        first = code_point_before(text_, first).next;
      parted_word_ = lower_case(text_.substr(first, end - first));
    }
    if (begin < end) anchors_.add_copy(out.size(), {in_page(begin), in_page(end)});
    out += text_.substr(begin, end - begin);
  }

  std::size_t end_of_letters(std::size_t at, std::size_t end) const {
    while (at < end && is_letter(code_point_at(text_, at).value)) at = code_point_at(text_, at).next;
    return at;
  }

  std::string_view text_;
  std::vector<Page> pages_;
  std::set<std::string> hyphenated_;
  std::vector<DecodedRun> runs_;  ///< none: the pages are UTF-8
  AnchorBuilder anchors_;
  Source source_;
  std::size_t page_ = 0;
  bool parted_ = false;  ///< the last line ended with a hyphen that is not written yet
  std::string parted_word_;
};

}  // namespace

Source join_pages(std::string_view text) { return PageJoiner(text).join(); }

}  // namespace sotto::document
