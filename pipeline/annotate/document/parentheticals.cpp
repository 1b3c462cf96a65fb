#include "annotate/document/parentheticals.h"

#include <algorithm>
#include <optional>
#include <string>

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
class DirectionReader {
 public:
  explicit DirectionReader(const language::Language& language) : language_(language) {}

  /// Whether words in brackets tell of their speaker or audience. They are split by `lower_words`.
  bool describes(std::string_view run) const {
    const std::vector<std::string> words = lower_words(run);
    if (words.empty()) return false;
    if (words.size() > 1 && in("direction-subjects", words[0])) {
      const std::string& verb = is_adverb(words[1]) && words.size() > 2 ? words[2] : words[1];
      if (is_told(verb)) return true;
    }
    if (opens_with("direction-clauses", words)) return true;
    if (std::any_of(words.begin(), words.end(), [&](const std::string& word) { return in("personal-words", word); }))
      return false;
    if (words.size() <= 4 && in("receptions", words.back())) return true;
    if (words.size() == 1 && in("directions", words[0])) return true;
    if (words.size() <= 2 && has_ending(words.back(), Ending::participle_adverb)) return true;
    if (words.size() <= 3 && addresses(run)) return true;
    if (opens_with("direction-phrases", words)) return true;
    const std::string& first = is_adverb(words[0]) && words.size() > 1 ? words[1] : words[0];
    if (in("directed-actions", first)) return true;
    if (in("directed-speech-verbs", first)) return words.size() > 1 && in("directed-speech", words[1]);
    return in("direction-prepositions", first) &&
           std::any_of(words.begin() + 1, words.end(),
                       [&](const std::string& word) { return in("directed-manners", word); });
  }

 private:
  using Ending = language::Morphology::Ending;

  bool in(std::string_view list, std::string_view word) const { return language_.words(list).contains(word); }
  bool has_ending(std::string_view word, Ending ending) const {
    return language_.morphology().has_ending(word, ending);
  }
  bool is_adverb(std::string_view word) const { return has_ending(word, Ending::adverb); }

  /// "he pointed", "she laughed": one of the actions, told in the past tense.
  bool is_told(std::string_view word) const {
    const language::WordList& actions = language_.words("directed-actions");
    return in("directed-actions-past", word) ||
           std::any_of(actions.begin(), actions.end(),
                       [&](std::string_view action) { return language_.morphology().is_past_of(word, action); });
  }

  /// "(to Emma)"
  bool addresses(std::string_view run) const {
    const std::size_t space = run.find(' ');
    return space != std::string_view::npos && space + 1 < run.size() &&
           in("direction-addressing", run.substr(0, space)) && is_upper(code_point_at(run, space + 1).value);
  }

  /// Whether the words begin with a phrase of the table; "*" stands for any word.
  bool opens_with(std::string_view table, const std::vector<std::string>& words) const {
    const language::Table& phrases = language_.table(table);
    return std::any_of(phrases.begin(), phrases.end(), [&](const language::Table::Row& row) {
      const std::vector<std::string_view> phrase = language::split_words(row[0]);
      return phrase.size() <= words.size() &&
             std::equal(phrase.begin(), phrase.end(), words.begin(),
                        [](std::string_view wanted, std::string_view word) { return wanted == "*" || wanted == word; });
    });
  }

  const language::Language& language_;
};

}  // namespace

std::vector<Span> stage_directions(const language::Language& language, std::string_view text, Span speech) {
  std::vector<Span> found;
  const DirectionReader reader(language);
  text = text.substr(0, speech.end);
  for (std::size_t open = text.find('(', speech.begin); open < speech.end; open = text.find('(', open + 1)) {
    const std::size_t close = text.find_first_of("()", open + 1);
    if (close >= speech.end) break;
    if (text[close] == '(' || close - open > kLongestDirection) continue;
    if (!reader.describes(text.substr(open + 1, close - open - 1))) continue;
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

std::vector<Span> nested_quotations(const language::Language& language, std::string_view text, Span speech,
                                    MarkFamily outer) {
  constexpr std::size_t kPhrase = 3;     // words: what is shorter is a word in the speaker's own sentence
  constexpr std::size_t kLastWords = 7;  // the same at a speech's end
  const language::WordList& inner_tags = language.words("inner-tags");
  QuoteStyle style;
  style.single = outer != MarkFamily::single;
  std::vector<Span> found;
  std::optional<QuoteMark> open;
  std::vector<QuoteMark> marks = find_marks(language, text, speech, style);
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
