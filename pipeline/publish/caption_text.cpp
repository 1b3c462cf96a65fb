#include "publish/caption_text.h"

#include <algorithm>
#include <cassert>

#include "annotate/document/manuscript.h"
#include "shared/text.h"

namespace sotto::publish {

namespace {

/// A caption is cut at punctuation if that leaves it at least this much of its full size.
constexpr double kLeastFill = 0.55;

std::size_t width(const ShownWord& word) { return count_code_points(word.text); }

/// Characters of the words in one line.
std::size_t width(const std::vector<ShownWord>& words, std::size_t first, std::size_t end) {
  std::size_t sum = end > first ? end - first - 1 : 0;
  for (std::size_t i = first; i < end; ++i) sum += width(words[i]);
  return sum;
}

/// The first word that does not fit on the line that begins with `first`.
std::size_t line_end(const std::vector<ShownWord>& words, std::size_t first) {
  std::size_t used = width(words[first]);
  std::size_t end = first + 1;
  for (; end < words.size(); ++end) {
    used += 1 + width(words[end]);
    if (used > kCaptionWidth) break;
  }
  return end;
}

bool ends_phrase(const ShownWord& word) {
  static constexpr std::string_view kMarks = ",;:.?!";
  const auto last = word.text.find_last_not_of("\"')");
  if (last == std::string::npos) return false;
  if (kMarks.find(word.text[last]) != std::string_view::npos) return true;
  // Dashes, ellipsis and closing quotation marks.
  for (const std::string_view mark : {"—", "–", "…", "”", "’", "»"}) {
    if (word.text.ends_with(mark)) return true;
  }
  return false;
}

std::string join(const std::vector<ShownWord>& words, std::size_t first, std::size_t end) {
  std::string line;
  for (std::size_t i = first; i < end; ++i) {
    if (i > first) line += ' ';
    line += words[i].text;
  }
  return line;
}

/// Breaks words that fit in two lines: into one line if they fit, else into two as equal as possible.
std::vector<std::string> set_lines(const std::vector<ShownWord>& words, std::size_t first, std::size_t end) {
  if (width(words, first, end) <= kCaptionWidth) return {join(words, first, end)};
  std::size_t best = 0;
  std::size_t best_width = 2 * kCaptionWidth;
  for (std::size_t cut = first + 1; cut < end; ++cut) {
    const std::size_t wider = std::max(width(words, first, cut), width(words, cut, end));
    if (wider < best_width) {
      best = cut;
      best_width = wider;
    }
  }
  assert(best_width <= kCaptionWidth);
  return {join(words, first, best), join(words, best, end)};
}

/// Whether the '*' or '_' there marks emphasis, as in *never*, and is no star or underline of its own: one side of the
/// marks is a word or its punctuation, the other is not in the word.
bool is_emphasis_mark(std::string_view text, std::size_t at) {
  if (text[at] != '*' && text[at] != '_') return false;
  const auto is_mark = [&](std::size_t i) { return text[i] == '*' || text[i] == '_'; };
  std::size_t begin = at;
  while (begin > 0 && is_mark(begin - 1)) --begin;
  std::size_t end = at;
  while (end < text.size() && is_mark(end)) ++end;
  const char32_t before = begin == 0 ? U' ' : code_point_before(text, begin).value;
  const char32_t after = end == text.size() ? U' ' : code_point_at(text, end).value;
  if (is_space(before) && is_space(after)) return false;
  const auto in_word = [](char32_t c) { return is_letter(c) || is_digit(c); };
  return !in_word(before) || !in_word(after);
}

}  // namespace

std::vector<ShownWord> shown_words(std::string_view manuscript, Span span, bool markup) {
  std::vector<ShownWord> words;
  std::size_t characters = 0;
  bool between = true;
  for (std::size_t at = span.begin; at < span.end;) {
    const CodePoint point = code_point_at(manuscript, at);
    const std::size_t here = at;
    at = point.next;
    if (is_space(point.value)) {
      between = true;
      continue;
    }
    if (is_emphasis_mark(manuscript.substr(0, span.end), here)) continue;
    if (const std::size_t hidden =
            markup && !between ? document::phonemes_at(manuscript.substr(0, span.end), here).size() : 0;
        hidden > 0) {
      at = here + hidden + 4;
      continue;
    }
    if (between || characters == kCaptionWidth) {
      words.push_back({{}, here});
      characters = 0;
      between = false;
    }
    const bool control = point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0);
    append_utf8(words.back().text, control ? U'\uFFFD' : point.value);
    ++characters;
  }
  return words;
}

std::vector<CaptionText> set_captions(const std::vector<ShownWord>& words) {
  std::vector<CaptionText> captions;
  for (std::size_t first = 0; first < words.size();) {
    std::size_t end = first;
    for (std::size_t line = 0; line < kCaptionLines && end < words.size(); ++line) end = line_end(words, end);
    if (end < words.size()) {
      const auto least = static_cast<std::size_t>(static_cast<double>(width(words, first, end)) * kLeastFill);
      for (std::size_t cut = end; cut > first && width(words, first, cut) >= least; --cut) {
        if (!ends_phrase(words[cut - 1])) continue;
        end = cut;
        break;
      }
    }
    captions.push_back({first, end, set_lines(words, first, end)});
    first = end;
  }
  return captions;
}

std::string escape_vtt(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&') {
      escaped += "&amp;";
    } else if (c == '<') {
      escaped += "&lt;";
    } else if (c == '>') {
      escaped += "&gt;";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace sotto::publish
