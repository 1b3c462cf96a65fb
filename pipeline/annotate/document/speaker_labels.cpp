#include "annotate/document/speaker_labels.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include "annotate/document/headings.h"
#include "annotate/document/sources/line_blocks.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

constexpr std::string_view kEmphasis = "*_";

bool is_dash_mark(std::string_view text) { return text.starts_with("—") || text.starts_with("--"); }

/// Behind white space.
std::size_t past_space(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

std::size_t past_emphasis(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && kEmphasis.find(text[at]) != std::string_view::npos) ++at;
  return at;
}

/// Behind the time that a chat or a transcript writes before a name: "[10:32] ", "10:32 ", "12/03/21, 10:32 - ".
std::size_t past_time(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t at = begin;
  const bool bracket = text[at] == '[' || text[at] == '(';
  if (bracket) ++at;
  if (at >= end || text[at] < '0' || text[at] > '9') return begin;
  const std::size_t stop = std::min(text.find_first_not_of("0123456789:/.,- APMapm", at), end);
  const std::string_view time = text.substr(at, stop - at);
  if (time.find(':') == std::string_view::npos) return begin;
  if (bracket) {
    if (stop >= end || (text[stop] != ']' && text[stop] != ')')) return begin;
    return past_space(text, stop + 1, end);
  }
  // A name that begins with one of these letters.
  const std::size_t space = text.rfind(' ', stop == end ? end - 1 : stop);
  return space == std::string_view::npos || space < at ? begin : space + 1;
}

/// Behind a bracket that closes on the same line; where none opens, `at`.
std::size_t past_bracket(std::string_view text, std::size_t at, std::size_t end) {
  if (at >= end || (text[at] != '(' && text[at] != '[')) return at;
  const std::size_t close = text.find(text[at] == '(' ? ')' : ']', at);
  return close == std::string_view::npos || close >= end ? at : close + 1;
}

struct Name {
  Span span;
  bool capitals = false;
};

/// Whether a full stop behind a word belongs to it, and the name goes on: "Mr. Pratt", "DR. WATSON"; not "GEN. Who?".
bool is_stop_in_name(const language::Language& language, std::string_view text, Span word, std::size_t end) {
  const std::size_t next = word.end + 2;
  if (text[word.end] != '.' || next >= end || text[word.end + 1] != ' ') return false;
  if (language.find_abbreviation(word.of(text)) == nullptr) return false;
  if (is_lower(code_point_before(text, word.end).value)) return true;
  const CodePoint first = code_point_at(text, next);
  return is_upper(first.value) && first.next < end && is_upper(code_point_at(text, first.next).value);
}

/// A name of one to four words.
std::optional<Name> name_at(const language::Language& language, std::string_view text, std::size_t begin,
                            std::size_t end) {
  constexpr std::size_t kMostWords = 4;
  constexpr std::size_t kLongest = 40;  // bytes
  std::size_t at = begin;
  std::size_t words = 0;
  std::size_t stop = begin;
  bool small_word = false;
  while (at < end && at - begin <= kLongest) {
    const std::size_t word = at;
    const CodePoint first = code_point_at(text, at);
    if (!is_letter(first.value) && !(words > 0 && is_digit(first.value)) && !(words > 0 && first.value == U'&')) break;
    if (is_lower(first.value) && words > 0) {
      // "Voice of the King"
      const std::size_t space = std::min(text.find_first_of(" :.", at), end);
      if (!language.words("title-small-words").contains(text.substr(at, space - at))) break;
    }
    small_word = small_word || (is_lower(first.value) && words == 0);
    while (at < end) {
      const CodePoint c = code_point_at(text, at);
      const bool inside = is_letter(c.value) || is_digit(c.value) || c.value == U'\'' || c.value == U'’' ||
                          c.value == U'-' || is_stop_in_name(language, text, {word, at}, end);
      if (!inside) break;
      if (c.value == U'-' && c.next < end && text[c.next] == '-') break;
      at = c.next;
    }
    if (at == word) at = first.next;
    stop = at;
    if (++words == kMostWords || small_word) break;
    if (at >= end || text[at] != ' ') break;
    ++at;
  }
  if (words == 0 || stop - begin > kLongest) return std::nullopt;
  const Span span{begin, stop};
  return Name{span, is_all_capitals(span.of(text))};
}

/// Whether a line has a colon near its beginning, or begins with two capitals, a short word with a full stop, a bracket
/// or a mark of emphasis: what every label has.
bool may_be_label(std::string_view line) {
  constexpr std::size_t kFarthest = 60;
  line = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
  if (line.size() < 2) return false;
  if (line.front() == '[') return true;
  const std::size_t first = std::min(line.find_first_not_of(kEmphasis), line.size());
  if (first < line.size() && is_upper(code_point_at(line, first).value)) {
    const std::size_t second = code_point_at(line, first).next;
    const char32_t next = second < line.size() ? code_point_at(line, second).value : U'\n';
    constexpr std::size_t kShort = 10;  // "Ham."
    if (is_upper(next) || (!is_lower(next) && next != U' ') || line.substr(first, kShort).find('.') < kShort)
      return true;
  }
  return line.substr(0, kFarthest).find(':') != std::string_view::npos;
}

/// Whether a name is one short word in small letters that could be cut short: "Ham", "Oph".
bool is_weak(const language::Language& language, std::string_view name) {
  constexpr std::size_t kLongest = 8;
  return name.size() >= 2 && name.size() <= kLongest && name.find(' ') == std::string_view::npos &&
         is_upper(code_point_at(name, 0).value) && !is_all_capitals(name) &&
         language.word_classes(lower_case(name)) == 0 && language.find_abbreviation(name) == nullptr;
}

std::string shown_name(const language::Language& language, std::string_view written) {
  std::string name = title_case(language, written);
  if (!name.empty() && is_lower(code_point_at(name, 0).value) && name.find(' ') == std::string::npos) {
    const CodePoint first = code_point_at(name, 0);
    if (first.value < 0x80) name.front() = static_cast<char>(name.front() - 'a' + 'A');
  }
  return name;
}

}  // namespace

std::optional<SpeakerLabel> label_at(const language::Language& language, std::string_view text, Span line) {
  const std::size_t end = std::min(text.find('\n', line.begin), line.end);
  if (!may_be_label(text.substr(line.begin, end - line.begin))) return std::nullopt;
  std::size_t at = past_space(text, line.begin, end);
  if (at >= end) return std::nullopt;
  at = past_emphasis(text, past_time(text, at, end), end);
  if (at >= end) return std::nullopt;
  if (text[at] == '[') {
    const std::optional<Name> name = name_at(language, text, at + 1, end);
    if (!name || name->span.end >= end || text[name->span.end] != ']' || is_lower(code_point_at(text, at + 1).value))
      return std::nullopt;
    std::size_t said = name->span.end + 1;
    if (said < end && text[said] == ':') ++said;
    said = past_space(text, said, end);
    if (said >= end) return std::nullopt;
    return SpeakerLabel{{line.begin, said}, shown_name(language, name->span.of(text))};
  }
  const std::optional<Name> name = name_at(language, text, at, end);
  if (!name) return std::nullopt;
  const std::string shown = shown_name(language, name->span.of(text));
  if (language.table("no-speaker-labels").find(lower_case(shown)) != nullptr) return std::nullopt;
  if (language.table("unnumbered-headings").find(lower_case(shown)) != nullptr) return std::nullopt;
  std::size_t after = past_emphasis(text, name->span.end, end);
  const std::size_t direction = past_space(text, after, end);
  const std::size_t behind = past_bracket(text, direction, end);
  const bool directed = behind > direction;
  const std::size_t mark = past_emphasis(text, directed ? behind : after, end);
  const bool weak = is_weak(language, name->span.of(text)) && mark < end && text[mark] == '.' && mark + 2 < end &&
                    text[mark + 1] == ' ' && !is_lower(code_point_at(text, mark + 2).value);
  const std::size_t said = [&] {
    if (mark >= end) {
      // The name alone in its line, and what is said below.
      if (!name->capitals || end >= line.end) return end;
      const std::size_t below = text.find_first_not_of(" \t\r\n", end);
      return below < line.end ? below : end;
    }
    std::size_t stop = end;
    if (text[mark] == ':') {
      stop = mark + 1;
    } else if (text[mark] == '.' && (name->capitals || (weak && !directed))) {
      stop = mark + 1;
    } else if (is_dash_mark(text.substr(mark)) && name->capitals) {
      stop = mark + (text[mark] == '-' ? 2 : std::string_view("—").size());
    } else if (directed && name->capitals) {
      stop = mark;
    } else {
      return end;
    }
    stop = past_space(text, past_emphasis(text, stop, end), end);
    if (stop < end) return stop;
    const std::size_t below = text.find_first_not_of(" \t\r\n", end);
    return below < line.end ? below : end;
  }();
  if (said == end || said >= line.end) return std::nullopt;
  // "10:30", "http://", "9:1"
  if (said == mark + 1 && text[mark] == ':') return std::nullopt;
  return SpeakerLabel{{line.begin, directed ? direction : said}, shown, weak && text[mark] == '.'};
}

SpeakerLabels::SpeakerLabels(const language::Language& language, std::string_view text,
                             const std::vector<Block>& blocks)
    : language_(language), text_(text) {
  struct Start {
    std::string name;
    std::size_t position;  ///< among the lines that could begin a speech
    bool weak = false;
  };
  std::vector<Start> starts;
  std::size_t position = 0;
  for (const Block& block : blocks) {
    if (!block.is_text()) continue;
    std::size_t begin = block.span.begin;
    while (begin < block.span.end) {
      const std::size_t next = std::min(text.find('\n', begin), block.span.end);
      const auto label = label_at(language, text, {begin, block.span.end});
      if (label) starts.push_back({label->name, position, label->weak});
      if (label || begin == block.span.begin) ++position;
      begin = next + 1;
    }
  }
  constexpr std::size_t kFewest = 3;
  const auto is_weak = [](const Start& start) { return start.weak; };
  const auto weak = static_cast<std::size_t>(std::count_if(starts.begin(), starts.end(), is_weak));
  weak_ = weak * 2 >= position;
  if (!weak_) std::erase_if(starts, is_weak);
  std::map<std::string, std::size_t> counts;
  for (const Start& start : starts) ++counts[start.name];
  // Lines of a chat, one after the other.
  for (std::size_t begin = 0, end = 0; begin < starts.size(); begin = end) {
    std::set<std::string> names;
    for (end = begin; end < starts.size() && starts[end].position - starts[begin].position == end - begin; ++end)
      names.insert(starts[end].name);
    if (end - begin >= kFewest && names.size() >= 2 && names.size() < end - begin) names_.merge(names);
  }
  // Speeches of a play, which directions may part.
  std::erase_if(starts, [&](const Start& start) { return counts[start.name] < 2; });
  std::size_t followed = 0;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const bool before = i > 0 && starts[i].position - starts[i - 1].position <= 2;
    const bool after = i + 1 < starts.size() && starts[i + 1].position - starts[i].position <= 2;
    if (before || after) ++followed;
  }
  std::set<std::string> names;
  for (const Start& start : starts) names.insert(start.name);
  if (starts.size() < kFewest || names.size() < 2 || followed * 4 < starts.size() * 3) return;
  // Among so many, a name that comes once is one, too.
  names_.merge(names);
  if (starts.size() * 2 < position) return;
  for (const auto& [name, count] : counts) names_.insert(name);
}

std::optional<SpeakerLabel> SpeakerLabels::of(Span line) const {
  if (names_.empty()) return std::nullopt;
  std::optional<SpeakerLabel> label = label_at(language_, text_, line);
  return label && (weak_ || !label->weak) && names_.contains(label->name) ? label : std::nullopt;
}

std::vector<LabelledPart> labelled_parts(std::string_view text, Span said) {
  std::vector<LabelledPart> parts;
  std::size_t from = said.begin;
  const auto speech_until = [&](std::size_t end) {
    const std::string_view words = Span{from, end}.of(text);
    if (!has_word(words)) return;
    const std::string_view content = trim_space(words);
    const auto begin = static_cast<std::size_t>(content.data() - text.data());
    parts.push_back({{begin, begin + content.size()}, false});
  };
  for (std::size_t at = said.begin; at < said.end; ++at) {
    if (text[at] != '(' && text[at] != '[') continue;
    const std::size_t close = text.find(text[at] == '(' ? ')' : ']', at);
    if (close == std::string_view::npos || close >= said.end) break;
    // Round brackets in the middle of a sentence are the speaker's own.
    const std::string_view before = trim_space(Span{said.begin, at}.of(text));
    const std::string_view after = trim_space(Span{close + 1, said.end}.of(text));
    const bool between =
        before.empty() || after.empty() || std::string_view(".!?:—").find(before.back()) != std::string_view::npos;
    if (text[at] == '(' && !between) {
      at = close;
      continue;
    }
    speech_until(at);
    std::size_t end = close + 1;
    while (end < said.end && std::string_view(".:, \t").find(text[end]) != std::string_view::npos) ++end;
    parts.push_back({{at, close + 1}, true});
    from = end;
    at = end - 1;
  }
  speech_until(said.end);
  return parts;
}

}  // namespace sotto::document
