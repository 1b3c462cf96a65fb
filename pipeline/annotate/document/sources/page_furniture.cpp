#include "annotate/document/sources/page_furniture.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <map>
#include <utility>

#include "annotate/document/sources/line_blocks.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

constexpr std::size_t kFewest = 3;  ///< pages that show what a page of the text looks like

/// Whether a line ends where its sentence goes on.
bool is_open_ended(std::string_view line) {
  if (line.empty()) return false;
  const char32_t last = code_point_before(line, line.size()).value;
  return is_letter(last) || last == U',' || last == U';' || last == U'-' || last == U'¬';
}

bool starts_small(std::string_view line) { return !line.empty() && is_lower(code_point_at(line, 0).value); }

class FurnitureFinder {
 public:
  FurnitureFinder(const language::Language& language, std::string_view text) : language_(language), text_(text) {}

  std::vector<TextEdit> find() {
    find_inline_marks();
    if (text_.find('\f') == text_.npos && !has_number_lines()) return std::move(edits_);
    find_lines();
    find_breaks();
    if (breaks_.size() >= kFewest) {
      find_heads();
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (gone_[i]) i = take_out(i);
      }
    }
    std::sort(edits_.begin(), edits_.end(),
              [](const TextEdit& a, const TextEdit& b) { return a.span.begin < b.span.begin; });
    const auto overlaps = [end = std::size_t{0}](const TextEdit& edit) mutable {
      if (edit.span.begin < end) return true;
      end = edit.span.end;
      return false;
    };
    std::erase_if(edits_, overlaps);
    return std::move(edits_);
  }

 private:
  std::string_view words(std::size_t line) const { return lines_[line].of(text_); }

  /// "[Pg 12]" wherever it stands.
  void find_inline_marks() {
    const language::WordList& marks = language_.words("page-marks");
    for (std::size_t at = text_.find('['); at != text_.npos; at = text_.find('[', at + 1)) {
      constexpr std::size_t kLongest = 12;
      const std::size_t end = text_.find(']', at);
      if (end == text_.npos) return;
      if (end - at > kLongest) continue;
      std::string_view inside = text_.substr(at + 1, end - at - 1);
      std::size_t letters = 0;
      while (letters < inside.size() && is_letter(static_cast<unsigned char>(inside[letters]))) ++letters;
      if (!marks.contains(lower_case(inside.substr(0, letters)))) continue;
      inside = trim_space(
          inside.substr(std::min(letters + (inside.substr(letters).starts_with('.') ? 1U : 0U), inside.size())));
      if (inside.empty() || inside.find_first_not_of("0123456789ivxlcIVXLC") != inside.npos) continue;
      edits_.push_back(without_mark({at, end + 1}));
    }
  }

  /// A mark that stands alone in its lines goes with them where the sentence goes on.
  TextEdit without_mark(Span mark) const {
    const std::size_t above = mark.begin == 0 ? kNotFound : text_.find_last_not_of(" \t\r\n", mark.begin - 1);
    const std::size_t below = text_.find_first_not_of(" \t\r\n", mark.end);
    if (above == kNotFound || below == text_.npos) return {mark, {}};
    const std::string_view gap_above = text_.substr(above + 1, mark.begin - above - 1);
    const std::string_view gap_below = text_.substr(mark.end, below - mark.end);
    const bool alone = gap_above.find('\n') != text_.npos && gap_below.find('\n') != text_.npos;
    const bool parted = std::count(gap_above.begin(), gap_above.end(), '\n') > 1 ||
                        std::count(gap_below.begin(), gap_below.end(), '\n') > 1;
    const std::size_t line = text_.rfind('\n', above) + 1;
    if (alone && parted && is_open_ended(text_.substr(line, above + 1 - line)) &&
        is_lower(code_point_at(text_, below).value))
      return {{above + 1, below}, "\n"};
    return {mark, {}};
  }

  /// Whether there is a line of a number alone.
  bool has_number_lines() const {
    std::size_t found = 0;
    for (std::size_t at = text_.find('\n'); at != text_.npos && found < kFewest; at = text_.find('\n', at + 1)) {
      const std::size_t begin = text_.find_first_not_of(" \t-[(", at + 1);
      if (begin == text_.npos) break;
      if (text_[begin] < '0' || text_[begin] > '9') continue;
      const std::size_t end = text_.find_first_not_of("0123456789", begin);
      if (end == text_.npos || text_.find_first_not_of(" \t-])\r", end) == text_.find('\n', end)) ++found;
    }
    return found >= kFewest;
  }

  void find_lines() {
    bool feed = false;
    for (const Span line : lines_of(text_, {0, text_.size()})) {
      Span words = trimmed(text_, line);
      feed = feed || line.of(text_).find('\f') != text_.npos;
      if (words.empty()) continue;
      lines_.push_back(words);
      after_feed_.push_back(feed);
      feed = false;
    }
    gone_.assign(lines_.size(), false);
  }

  /// Lines beside which one page ends and another begins: those of the numbers that count on, or form feeds.
  void find_breaks() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (after_feed_[i]) breaks_.push_back(i);
    }
    if (breaks_.size() < kFewest) breaks_.clear();
    const bool feeds = !breaks_.empty();
    struct Numbered {
      std::size_t line;
      long number;
      std::size_t before;  ///< the one that it counts on from
      std::size_t length;
    };
    std::vector<Numbered> numbered;
    std::map<long, std::size_t> last;  // by number
    std::size_t best = kNotFound;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      constexpr std::size_t kLongestHead = 60;
      if (words(i).size() > kLongestHead) continue;
      const std::optional<long> number = number_at_an_end(words(i));
      if (!number || (!head_key(words(i)).empty() && !feeds)) continue;
      constexpr std::size_t kFewestLines = 4;  // of a page
      Numbered one{i, *number, kNotFound, 1};
      for (long step = 1; step <= 2 && one.before == kNotFound; ++step) {
        const auto found = last.find(*number - step);
        if (found == last.end() || numbered[found->second].line + kFewestLines > i) continue;
        one.before = found->second;
        one.length = numbered[found->second].length + 1;
      }
      last[*number] = numbered.size();
      if (best == kNotFound || one.length > numbered[best].length) best = numbered.size();
      numbered.push_back(one);
    }
    if (best == kNotFound || numbered[best].length < kFewest) return;
    std::vector<std::size_t> chain;
    std::size_t inside = 0;  // of a sentence
    for (std::size_t i = best; i != kNotFound; i = numbered[i].before) {
      const std::size_t line = numbered[i].line;
      chain.push_back(line);
      const bool between = line > 0 && line + 1 < lines_.size();
      // A head may stand on either side.
      if (between && (is_open_ended(words(line - 1)) || starts_small(words(line + 1)))) ++inside;
    }
    // Numbers of chapters stand between sentences.
    if (!feeds && inside * 3 < chain.size()) return;
    for (const std::size_t line : chain) gone_[line] = true;
    if (feeds) return;
    breaks_.assign(chain.rbegin(), chain.rend());
  }

  /// Heads that stand beside breaks again and again.
  void find_heads() {
    std::map<std::string, std::vector<std::size_t>> heads;
    for (const std::size_t line : breaks_) {
      constexpr std::size_t kLongestHead = 80;
      for (const std::size_t beside : {line - 1, line, line + 1}) {
        if (beside >= lines_.size() || words(beside).size() > kLongestHead || starts_small(words(beside))) continue;
        const std::string key = head_key(words(beside));
        if (!key.empty()) heads[key].push_back(beside);
      }
    }
    for (const auto& [key, at] : heads) {
      if (at.size() < kFewest) continue;
      // Where it is seen first, it may be the title or the chapter's heading.
      for (std::size_t i = at.front() == 0 ? 1 : 0; i < at.size(); ++i) gone_[at[i]] = true;
    }
  }

  /// Takes out the lines that are gone from `first` on; returns the last of them.
  std::size_t take_out(std::size_t first) {
    std::size_t last = first;
    while (last + 1 < lines_.size() && gone_[last + 1]) ++last;
    if (first == 0 || last + 1 == lines_.size()) {
      edits_.push_back({{first == 0 ? 0 : lines_[first - 1].end, lines_[last].end}, {}});
      return last;
    }
    const std::string_view above = words(first - 1);
    const bool goes_on = starts_small(words(last + 1)) || (is_open_ended(above) && !is_title(first - 1));
    // The indent of the line below stays.
    const std::size_t below = text_.rfind('\n', lines_[last + 1].begin) + 1;
    edits_.push_back({{lines_[first - 1].end, std::max(below, lines_[last].end)}, goes_on ? "\n" : "\n\n"});
    return last;
  }

  /// A line without small letters is a title rather than an open sentence.
  bool is_title(std::size_t line) const {
    return lower_case(words(line)) != words(line) &&
           std::none_of(words(line).begin(), words(line).end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  const language::Language& language_;
  std::string_view text_;
  std::vector<Span> lines_;  ///< those that are not blank
  std::vector<bool> after_feed_;
  std::vector<bool> gone_;
  std::vector<std::size_t> breaks_;  ///< the line at each
  std::vector<TextEdit> edits_;
};

}  // namespace

std::optional<long> number_at_an_end(std::string_view line) {
  constexpr std::string_view kRound = " -–—[]()|\t";
  const auto parse = [](std::string_view word) -> std::optional<long> {
    long number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (word.empty() || word.size() > 5 || error != std::errc() || end != word.data() + word.size())
      return std::nullopt;
    return number;
  };
  const std::size_t begin = line.find_first_not_of(kRound);
  if (begin == std::string_view::npos) return std::nullopt;
  line = line.substr(begin, line.find_last_not_of(kRound) + 1 - begin);
  const std::size_t first = std::min(line.find(' '), line.size());
  if (const auto number = parse(line.substr(0, first))) return number;
  return parse(line.substr(line.rfind(' ') == std::string_view::npos ? 0 : line.rfind(' ') + 1));
}

std::string head_key(std::string_view line) {
  std::string key;
  for (const std::string& word : words_of(line)) {
    if (word.find_first_not_of("0123456789") != std::string::npos) key += word + " ";
  }
  return key;
}

std::vector<TextEdit> page_furniture_edits(const language::Language& language, std::string_view text) {
  return FurnitureFinder(language, text).find();
}

}  // namespace sotto::document
