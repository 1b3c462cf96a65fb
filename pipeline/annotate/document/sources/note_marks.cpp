#include "annotate/document/sources/note_marks.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_set>

#include "annotate/document/sources/line_blocks.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

constexpr std::string_view kFigures = "0123456789";

bool is_figure(char c) { return c >= '0' && c <= '9'; }
bool is_closing_quote(char32_t c) { return c == U'"' || c == U'”' || c == U'’' || c == U'»' || c == U'\''; }
bool is_punctuation(char32_t c) {
  return c == U'.' || c == U',' || c == U';' || c == U':' || c == U'!' || c == U'?' || c == U'…';
}
bool is_raised_figure(char32_t c) {
  return c == U'¹' || c == U'²' || c == U'³' || c == U'⁰' || (c >= U'⁴' && c <= U'⁹');
}
bool is_dagger(char32_t c) { return c == U'†' || c == U'‡'; }

/// What may be a mark, and how surely.
struct Candidate {
  Span span;
  std::string label;
  bool sure = false;
};

class NoteFinder {
 public:
  NoteFinder(const language::Language& language, std::string_view text) : language_(language), text_(text) {}

  NoteMarks find() {
    for (std::size_t at = 0; at < text_.size(); ++at) {
      const char c = text_[at];
      if (c == '[' || c == '{') {
        at = bracket(at);
      } else if (is_figure(c)) {
        at = figures(at);
      } else if (static_cast<unsigned char>(c) == 0xC2 || static_cast<unsigned char>(c) == 0xE2) {
        at = sign(at);
      }
    }
    settle_doubtful();
    return std::move(found_);
  }

 private:
  bool at_line_start(std::size_t at) const {
    const std::size_t before = at == 0 ? std::string_view::npos : text_.find_last_not_of(" \t", at - 1);
    return before == std::string_view::npos || text_[before] == '\n' || text_[before] == '\r';
  }

  char32_t before(std::size_t at) const { return at == 0 ? U'\n' : code_point_before(text_, at).value; }
  char32_t behind(std::size_t at) const { return at >= text_.size() ? U'\n' : code_point_at(text_, at).value; }

  bool is_glued(std::size_t at) const {
    const char32_t c = before(at);
    return is_letter(c) || is_digit(c) || is_punctuation(c) || is_closing_quote(c) || c == U')' || c == U'_';
  }

  /// "[12]", "{13}", "[A]", "[*]"; returns the last character that is passed.
  std::size_t bracket(std::size_t at) {
    constexpr std::size_t kLongestLabel = 6;  // bytes
    const char closing = text_[at] == '[' ? ']' : '}';
    const std::size_t length = text_.substr(at + 1, kLongestLabel + 1).find(closing);
    if (length == std::string_view::npos || length == 0) return at;
    const std::size_t end = at + 1 + length;
    const std::string label(text_.substr(at + 1, length));
    constexpr std::size_t kMostFigures = 4;
    const bool number = label.find_first_not_of(kFigures) == std::string::npos && label.size() <= kMostFigures;
    const CodePoint first = code_point_at(label, 0);
    const bool letter = first.next == label.size() && is_letter(first.value);
    const bool signs = label.find_first_not_of("*") == std::string::npos || is_dagger(first.value) || label == "§";
    if (!number && !letter && !signs) return at;
    // "[b](address)", "[b]: address"
    if (behind(end + 1) == U'(' || behind(end + 1) == U'[' || behind(end + 1) == U':') return end;
    const Span span{at, end + 1};
    if (at_line_start(at)) {
      if (labels_.contains(label) && begin_note(at)) return found_.notes.back().end - 1;
      if (closing == '}' && number) doubtful_.push_back({span, label, false});
      return end;
    }
    if (is_glued(at) && !indexes(at)) {
      accept(span, label);
    } else if (before(at) == U' ' && number) {
      doubtful_.push_back({span, label, false});
    }
    return end;
  }

  /// "a[1]" is an element of something, where "a" stands alone.
  bool indexes(std::size_t at) const {
    return is_letter(before(at)) && (at < 2 || !is_letter(code_point_before(text_, at - 1).value)) &&
           before(at) != U'I' && before(at) != U'A';
  }

  void accept(Span span, const std::string& label) {
    found_.marks.push_back(span);
    labels_.insert(label);
  }

  /// The paragraph that a mark opens is a note, with a heading over it.
  bool begin_note(std::size_t at) {
    std::size_t begin = text_.rfind('\n', at) + 1;
    if (text_.rfind('\n', at) == std::string_view::npos) return false;
    // A line of a paragraph that goes on is none, unless that is a note, too.
    const std::string_view above = line_above(begin);
    const bool after_note = !found_.notes.empty() && found_.notes.back().end >= begin - 1;
    if (!trim_space(above).empty() && !after_note) return false;
    begin = with_heading(begin);
    std::size_t end = at;
    while (end < text_.size()) {
      const std::size_t line_end = std::min(text_.find('\n', end), text_.size());
      end = line_end;
      if (end == text_.size()) break;
      const std::size_t next_end = std::min(text_.find('\n', end + 1), text_.size());
      const std::string_view next = trim_space(text_.substr(end + 1, next_end - end - 1));
      if (next.empty() || next.front() == '[' || next.front() == '{') break;
      ++end;
    }
    found_.notes.push_back({begin, end});
    return true;
  }

  std::string_view line_above(std::size_t line_begin) const {
    if (line_begin == 0) return {};
    const std::size_t end = line_begin - 1;
    const std::size_t begin = end == 0 ? 0 : text_.rfind('\n', end - 1) + 1;
    return text_.substr(begin, end - begin);
  }

  std::size_t with_heading(std::size_t begin) const {
    std::size_t last = begin == 0 ? std::string_view::npos : text_.find_last_not_of(" \t\r\n", begin - 1);
    if (last == std::string_view::npos) return begin;
    const std::size_t heading = text_.rfind('\n', last) + 1;
    std::string words = lower_case(trim_space(text_.substr(heading, last + 1 - heading)));
    while (!words.empty() && (words.back() == ':' || words.back() == '.')) words.pop_back();
    return language_.table("note-headings").find(words) != nullptr ? heading : begin;
  }

  /// "May.12 The king", "\"... wait,\"15 he said", "word12".
  std::size_t figures(std::size_t at) {
    std::size_t end = at;
    while (end < text_.size() && is_figure(text_[end])) ++end;
    const std::size_t last = end - 1;
    if (at == 0 || end - at > 3 || text_[at] == '0') return last;
    const char32_t next = behind(end);
    if (!is_space(next) && !is_closing_quote(next) && next != U')' && next != U'.' && next != U',' && next != U';' &&
        next != U'?' && next != U'!')
      return last;
    if (end < text_.size() && end + 1 < text_.size() && is_figure(text_[end + 1]) && !is_space(next)) return last;
    const CodePoint previous = code_point_before(text_, at);
    const Span span{at, end};
    const std::string label(span.of(text_));
    if (is_closing_quote(previous.value)) {
      const char32_t said = before(previous.next);
      const bool apostrophe = previous.value == U'\'' || previous.value == U'’';
      if (is_punctuation(said) || (!apostrophe && is_letter(said))) add({span, label, is_punctuation(said)});
    } else if (is_punctuation(previous.value)) {
      const std::string_view word = word_before(previous.next);
      if (word.size() < 2 || !is_lower(code_point_before(text_, previous.next).value) || !is_space(next)) return last;
      if (previous.value == U'.' && language_.find_abbreviation(word) != nullptr) return last;
      const bool ends = previous.value == U'.' || previous.value == U'!' || previous.value == U'?';
      if (ends && !sentence_begins(end)) return last;
      add({span, label, ends});
    } else if (is_lower(previous.value)) {
      const std::string_view word = word_before(at);
      constexpr std::size_t kShortest = 3;
      if (word.size() >= kShortest && lower_case(word.substr(1)) == word.substr(1)) add({span, label, false});
    }
    return last;
  }

  std::string_view word_before(std::size_t end) const {
    std::size_t begin = end;
    while (begin > 0 && is_letter(code_point_before(text_, begin).value)) begin = code_point_before(text_, begin).next;
    return text_.substr(begin, end - begin);
  }

  /// Whether a sentence, or nothing more of the paragraph, follows.
  bool sentence_begins(std::size_t at) const {
    std::size_t next = std::min(text_.find_first_not_of(" \t\r\n", at), text_.size());
    const std::string_view gap = text_.substr(at, next - at);
    if (next == text_.size() || std::count(gap.begin(), gap.end(), '\n') > 1) return true;
    constexpr std::u32string_view kOpening = U"\"'“‘„«»(*_";
    while (next < text_.size() && kOpening.find(behind(next)) != std::u32string_view::npos)
      next = code_point_at(text_, next).next;
    return is_upper(behind(next));
  }

  /// Raised figures, daggers.
  std::size_t sign(std::size_t at) {
    const CodePoint c = code_point_at(text_, at);
    if (!is_raised_figure(c.value) && !is_dagger(c.value)) return c.next - 1;
    std::size_t end = c.next;
    while (end < text_.size() && is_raised_figure(c.value) && is_raised_figure(behind(end)))
      end = code_point_at(text_, end).next;
    const Span span{at, end};
    const std::string label(span.of(text_));
    if (is_dagger(c.value) && at_line_start(at)) {
      if (labels_.contains(label) && begin_note(at)) return found_.notes.back().end - 1;
      return end - 1;
    }
    const bool power = is_raised_figure(c.value) &&
                       (is_digit(before(at)) || language_.words("units-with-powers").contains(word_before(at)) ||
                        (word_before(at).size() == 1 && is_letter(before(at))));
    if (is_glued(at) && !power) accept(span, label);
    return end - 1;
  }

  void add(Candidate candidate) {
    if (candidate.sure) {
      accept(candidate.span, candidate.label);
    } else {
      doubtful_.push_back(std::move(candidate));
    }
  }

  /// Doubtful marks are some where most of them count on.
  void settle_doubtful() {
    std::vector<Candidate> all = doubtful_;
    for (const Span mark : found_.marks) {
      const std::size_t begin = text_.find_first_of(kFigures, mark.begin);
      if (begin < mark.end) all.push_back({mark, std::string(text_.substr(begin, mark.end - begin)), true});
    }
    std::sort(all.begin(), all.end(),
              [](const Candidate& a, const Candidate& b) { return a.span.begin < b.span.begin; });
    std::size_t counts_on = 0;
    for (std::size_t i = 1; i < all.size(); ++i) {
      if (std::atoi(all[i].label.c_str()) == std::atoi(all[i - 1].label.c_str()) + 1) ++counts_on;
    }
    if (counts_on == 0 || counts_on * 2 + 1 < all.size()) return;
    for (const Candidate& candidate : doubtful_) found_.marks.push_back(candidate.span);
    std::sort(found_.marks.begin(), found_.marks.end(), [](Span a, Span b) { return a.begin < b.begin; });
  }

  const language::Language& language_;
  std::string_view text_;
  NoteMarks found_;
  std::vector<Candidate> doubtful_;
  std::unordered_set<std::string> labels_;
};

}  // namespace

NoteMarks find_note_marks(const language::Language& language, std::string_view text) {
  return NoteFinder(language, text).find();
}

}  // namespace sotto::document
