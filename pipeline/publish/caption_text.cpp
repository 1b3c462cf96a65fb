#include "publish/caption_text.h"

#include <algorithm>
#include <limits>

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

/// Whether a line or a caption may begin with a word.
bool may_begin(const std::vector<ShownWord>& words, std::size_t at) { return at >= words.size() || !words[at].bound; }

/// The word that begins the line after the one that begins with `first`.
std::size_t line_end(const std::vector<ShownWord>& words, std::size_t first) {
  std::size_t used = width(words[first]);
  std::size_t end = first + 1;
  for (; end < words.size(); ++end) {
    used += 1 + width(words[end]);
    if (used > kCaptionWidth) break;
  }
  std::size_t free = end;
  while (free > first && !may_begin(words, free)) --free;
  return free > first ? free : end;
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
  if (end - first < 2) return {join(words, first, end)};
  std::size_t best = first + 1;
  std::size_t best_width = std::numeric_limits<std::size_t>::max();
  for (const bool bound_too : {false, true}) {
    for (std::size_t cut = first + 1; cut < end; ++cut) {
      if (!bound_too && !may_begin(words, cut)) continue;
      const std::size_t wider = std::max(width(words, first, cut), width(words, cut, end));
      if (wider < best_width) {
        best = cut;
        best_width = wider;
      }
    }
    if (best_width <= kCaptionWidth) break;
  }
  return {join(words, first, best), join(words, best, end)};
}

/// Whether the letters from there to the next space are an address of the web.
bool is_address(std::string_view text) {
  constexpr std::size_t kLongest = 2048;  // bytes, as browsers have it
  text = text.substr(0, kLongest);
  std::size_t end = 0;
  while (end < text.size() && static_cast<unsigned char>(text[end]) > 0x20) ++end;
  text = text.substr(0, end);
  const std::size_t begin = text.find_first_not_of("(<[\"'");
  return begin != std::string_view::npos &&
         (text.find("://") != std::string_view::npos || text.substr(begin).starts_with("www."));
}

/// A word without quotation marks and brackets before it.
std::string_view without_opening(std::string_view word) {
  while (!word.empty()) {
    const CodePoint first = code_point_at(word, 0);
    if (std::u32string_view(U"\"'([“‘«„‚—–").find(first.value) == std::u32string_view::npos) break;
    word.remove_prefix(first.next);
  }
  return word;
}

/// Whether a word leads to the next one: a title, an initial, "No." before a number.
bool leads_on(const language::Language& language, std::string_view word, std::string_view next) {
  if (word.empty() || next.empty()) return false;
  const char32_t first = code_point_at(next, 0).value;
  if (const language::Abbreviation* const known = language.find_abbreviation(word)) {
    if (known->ends_sentence) return false;
    if (known->needs == language::Abbreviation::Needs::number) return word.ends_with('.') && is_digit(first);
    return is_upper(first) && (known->needs == language::Abbreviation::Needs::nothing || word.ends_with('.'));
  }
  const CodePoint letter = code_point_at(word, 0);
  return is_upper(letter.value) && word.substr(letter.next) == "." && is_upper(first);
}

/// Whether a word is what a number before it counts: "km", "p.m.", "million".
bool is_counted(const language::Language& language, std::string_view word) {
  std::string_view bare = word;
  while (!bare.empty()) {
    const CodePoint last = code_point_before(bare, bare.size());
    if (is_letter(last.value) || is_digit(last.value)) break;
    bare = bare.substr(0, last.next);
  }
  // "45 min.", "6 doz.": units that are only read as they are written.
  constexpr std::size_t kShort = 4;
  if (!bare.empty() && bare.size() <= kShort && word.substr(bare.size()).starts_with('.')) return true;
  const std::string lower = lower_case(bare);
  return language.table("units").find(lower) != nullptr || language.words("magnitudes").contains(lower) ||
         language.table("halves-of-day").find(lower) != nullptr || word.starts_with("%") || word.starts_with("°");
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
  bool address = false;
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
    if (between) address = is_address(manuscript.substr(here, span.end - here));
    if (between || (characters == kCaptionWidth && !address)) {
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
        if (!ends_phrase(words[cut - 1]) || !may_begin(words, cut)) continue;
        end = cut;
        break;
      }
    }
    captions.push_back({first, end, set_lines(words, first, end)});
    first = end;
  }
  return captions;
}

void bind_words(const language::Language& language, std::vector<ShownWord>& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view before = without_opening(words[i - 1].text);
    const bool is_number = !before.empty() && is_digit(code_point_before(before, before.size()).value);
    words[i].bound = leads_on(language, before, without_opening(words[i].text)) ||
                     (is_number && is_counted(language, words[i].text));
  }
}

std::optional<std::pair<CaptionText, CaptionText>> cut_caption(const std::vector<ShownWord>& words,
                                                               const CaptionText& caption) {
  constexpr double kLeastShare = 0.3;  // of the text, on either side of a punctuation mark
  const std::size_t whole = width(words, caption.first, caption.end);
  std::size_t best = 0;
  double best_cost = std::numeric_limits<double>::max();
  for (std::size_t cut = caption.first + 1; cut < caption.end; ++cut) {
    const double share = static_cast<double>(width(words, caption.first, cut)) / static_cast<double>(whole);
    const double off = share > 0.5 ? share - 0.5 : 0.5 - share;
    const bool phrase = ends_phrase(words[cut - 1]) && off <= 0.5 - kLeastShare;
    const double cost = off + (phrase ? 0 : 1) + (may_begin(words, cut) ? 0 : 2);
    if (cost < best_cost) {
      best = cut;
      best_cost = cost;
    }
  }
  if (best == 0) return std::nullopt;
  const auto part = [&](std::size_t first, std::size_t end) {
    return CaptionText{first, end, set_lines(words, first, end)};
  };
  return std::pair(part(caption.first, best), part(best, caption.end));
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
