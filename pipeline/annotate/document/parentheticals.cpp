#include "annotate/document/parentheticals.h"

#include <algorithm>
#include <optional>
#include <string>

#include "annotate/language/languages.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

constexpr std::size_t kLongestDirection = 240;  // bytes; longer brackets are narration of another kind

/// The words of a run, apostrophes kept; a mark by itself is none.
std::vector<std::string> lower_words(std::string_view run) {
  std::vector<std::string> words;
  std::string word;
  bool has_letter = false;
  const auto end_word = [&] {
    if (has_letter) words.push_back(lower_case(word));
    word.clear();
    has_letter = false;
  };
  for (std::size_t at = 0; at < run.size();) {
    const CodePoint c = code_point_at(run, at);
    const bool joins = c.value == U'\'' || c.value == U'’';
    const bool letter = is_letter(c.value);
    if (letter || joins) {
      append_utf8(word, joins ? U'\'' : c.value);
      has_letter |= letter;
    } else {
      end_word();
    }
    at = c.next;
  }
  end_word();
  return words;
}

/// The words that stage directions are made of.
struct DirectionWords {
  const language::WordList& actions = language::words("directed-actions");
  const language::WordList& past_actions = language::words("directed-actions-past");
  const language::WordList& manners = language::words("directed-manners");
  const language::WordList& speech = language::words("directed-speech");
  const language::WordList& receptions = language::words("receptions");
  const language::WordList& personal = language::words("personal-words");

  /// "he pointed", "she laughed": one of the actions, told in the past tense.
  bool is_told(std::string_view word) const {
    return past_actions.contains(word) || std::any_of(actions.begin(), actions.end(), [&](std::string_view action) {
             return language::morphology().is_past_of(word, action);
           });
  }
};

bool describes(std::string_view run) {
  static const DirectionWords known;
  const std::vector<std::string> words = lower_words(run);
  if (words.empty()) return false;
  const bool told_of = words[0] == "he" || words[0] == "she" || words[0] == "they";
  if (told_of && words.size() > 1) {
    const std::string& verb = words[1].ends_with("ly") && words.size() > 2 ? words[2] : words[1];
    if (known.is_told(verb)) return true;
  }
  if (words.size() > 3 && words[0] == "as" && words[1] == "soon" && (words[3] == "he" || words[3] == "she"))
    return true;
  if (words.size() > 1 && words[0] == "here" && (words[1] == "was" || words[1] == "he" || words[1] == "she"))
    return true;
  if (std::any_of(words.begin(), words.end(), [](const std::string& word) { return known.personal.contains(word); }))
    return false;
  if (words.size() <= 4 && known.receptions.contains(words.back())) return true;
  if (words.size() == 1 && words[0] == "aside") return true;
  if (words.size() <= 2 && words.back().ends_with("ingly")) return true;
  // "(to Emma)"
  constexpr std::string_view kTo = "to ";
  if (words.size() <= 3 && run.starts_with(kTo) && is_upper(code_point_at(run, kTo.size()).value)) return true;
  if (words.size() > 1 && words[0] == "seeing" && (words[1] == "her" || words[1] == "him" || words[1] == "them"))
    return true;
  const std::string& first = words[0].ends_with("ly") && words.size() > 1 ? words[1] : words[0];
  if (known.actions.contains(first)) return true;
  if (first == "speaking") return words.size() > 1 && known.speech.contains(words[1]);
  if (first != "with" && first != "in") return false;
  return std::any_of(words.begin() + 1, words.end(),
                     [](const std::string& word) { return known.manners.contains(word); });
}

}  // namespace

std::vector<Span> stage_directions(std::string_view text, Span speech) {
  std::vector<Span> found;
  text = text.substr(0, speech.end);
  for (std::size_t open = text.find('(', speech.begin); open < speech.end; open = text.find('(', open + 1)) {
    const std::size_t close = text.find_first_of("()", open + 1);
    if (close >= speech.end) break;
    if (text[close] == '(' || close - open > kLongestDirection) continue;
    if (!describes(text.substr(open + 1, close - open - 1))) continue;
    std::size_t end = close + 1;
    while (end < speech.end) {
      const CodePoint c = code_point_at(text, end);
      if (c.value != U',' && c.value != U';' && c.value != U':' && c.value != U'.' && c.value != U'-' &&
          !is_dash(c.value))
        break;
      end = c.next;
    }
    found.push_back({open, end});
  }
  return found;
}

namespace {

/// Opening marks that a text has lost leave a gap of white space in the line, as wide as the mark was in bytes. So do
/// dashes; a capital tells them apart.
void add_lost_openings(std::string_view text, Span speech, std::vector<QuoteMark>& marks) {
  constexpr std::string_view kGap = "   ";
  const std::size_t before = marks.size();
  text = text.substr(0, speech.end);
  for (std::size_t at = text.find(kGap, speech.begin); at < speech.end; at = text.find(kGap, at)) {
    std::size_t letter = at;
    while (letter < speech.end && text[letter] == ' ') ++letter;
    if (letter < speech.end && at > speech.begin && text[at - 1] != '\n' && is_upper(code_point_at(text, letter).value))
      marks.push_back({letter, letter, U'‘', MarkFamily::single, MarkSide::open, false});
    at = letter;
  }
  std::inplace_merge(marks.begin(), marks.begin() + static_cast<std::ptrdiff_t>(before), marks.end(),
                     [](const QuoteMark& a, const QuoteMark& b) { return a.at < b.at; });
}

/// Where the last letter of a stretch begins; 0 where it has none.
std::size_t last_letter(std::string_view text, Span span) {
  for (std::size_t at = span.end; at > span.begin;) {
    const CodePoint c = code_point_before(text, at);
    if (is_letter(c.value)) return c.next;
    at = c.next;
  }
  return 0;
}

/// Whether quoted words stand in the speaker's own sentence, with no punctuation in front of them or at their end: "the
/// song 'Rule the Waves' again".
bool part_of_sentence(std::string_view text, Span speech, const QuoteMark& open, const QuoteMark& close) {
  std::size_t before = open.at;
  while (before > speech.begin && is_space(code_point_before(text, before).value))
    before = code_point_before(text, before).next;
  const auto joins = [](char32_t c) { return is_letter(c) || is_digit(c); };
  return before > speech.begin && joins(code_point_before(text, before).value) &&
         joins(code_point_before(text, close.at).value);
}

}  // namespace

std::vector<Span> nested_quotations(std::string_view text, Span speech, MarkFamily outer) {
  constexpr std::size_t kPhrase = 3;     // words: what is shorter is a word in the speaker's own sentence
  constexpr std::size_t kLastWords = 7;  // the same at a speech's end
  static const language::WordList& inner_tags = language::words("inner-tags");
  QuoteStyle style;
  style.single = outer != MarkFamily::single;
  std::vector<Span> found;
  std::optional<QuoteMark> open;
  std::vector<QuoteMark> marks = find_marks(text, speech, style);
  const std::size_t last_word = last_letter(text, speech);
  if (style.single) add_lost_openings(text, speech, marks);
  for (const QuoteMark& mark : marks) {
    if (mark.family == outer || mark.doubtful) continue;  // an elided letter ("'em") opens nothing
    if (!open) {
      if (mark.side != MarkSide::close) open = mark;
    } else if (mark.family == open->family && mark.side != MarkSide::open) {
      const std::size_t words = lower_words(text.substr(open->end, mark.at - open->end)).size();
      constexpr std::size_t kTag = 24;  // bytes that hold the first word behind it
      const std::vector<std::string> behind = lower_words(text.substr(mark.end, std::min(kTag, speech.end - mark.end)));
      const bool tagged = !behind.empty() && inner_tags.contains(behind[0]);
      const bool last = mark.end > last_word;
      const bool joined = part_of_sentence(text, speech, *open, mark);
      if (tagged || (words >= (last ? kLastWords : kPhrase) && !joined)) found.push_back({open->at, mark.end});
      open.reset();
    }
  }
  return found;
}

std::vector<Span> without_spans(std::string_view text, Span span, const std::vector<Span>& out, std::size_t& next) {
  const Span whole = span;
  std::vector<Span> pieces;
  const auto keep = [&](std::size_t begin, std::size_t end) {
    if (begin < end && !lower_words(text.substr(begin, end - begin)).empty()) pieces.push_back({begin, end});
  };
  while (next < out.size() && out[next].end <= span.begin) ++next;
  for (; next < out.size() && out[next].begin < span.end; ++next) {
    keep(span.begin, out[next].begin);
    span.begin = out[next].end;
  }
  keep(span.begin, span.end);
  if (pieces.empty()) pieces.push_back(whole);
  return pieces;
}

}  // namespace sotto::document
