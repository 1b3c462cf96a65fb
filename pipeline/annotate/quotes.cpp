#include "annotate/quotes.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "annotate/words.h"
#include "shared/text.h"

// A first look over the text decides what its marks mean: whether single marks open speech (British style) or are only
// apostrophes and inner quotations, which way its guillemets point, and whether a dash at a paragraph's start is a
// speech. Then each paragraph is read alone: its marks are listed with what stands on either side of them, and paired
// from left to right. An apostrophe and a single closing mark look the same, so a doubtful one is an apostrophe when
// the next decisive mark of the paragraph would close, and a closing mark when it would open. Whatever is wrong in one
// paragraph ends there.

namespace sotto {

namespace {

enum class Side { open, close, either };
enum class Family { straight, curly, angle, single };

/// A quotation mark, or what may be one.
struct Mark {
  std::size_t at = 0;
  std::size_t end = 0;
  char32_t symbol = 0;
  Family family = Family::straight;
  Side side = Side::either;
  bool doubtful = false;  // an apostrophe as likely as a mark
};

struct QuoteStyle {
  bool single = false;
  bool dash = false;
  bool angles_point_in = false;  // »so«
};

constexpr std::string_view kElisions[] = {"tis",   "twas",   "twere", "twill", "twould", "em",  "til", "till",
                                          "cause", "bout",   "round", "ere",   "n",      "un",  "im",  "er",
                                          "is",    "ow",     "e",     "ave",   "ad",     "alf", "ome", "ouse",
                                          "appen", "gainst", "neath", "cos",   "cept",   "arf", "ard"};

bool is_dash(char32_t c) { return c == U'—' || c == U'–' || c == U'―'; }
bool is_word(char32_t c) { return is_letter(c) || is_digit(c); }
bool is_markup(char32_t c) { return c == U'_' || c == U'*'; }

/// The character before a place, looking through emphasis marks; a line feed at the edge.
char32_t before(std::string_view text, std::size_t begin, std::size_t at) {
  while (at > begin) {
    const CodePoint c = code_point_before(text, at);
    if (!is_markup(c.value)) return c.value;
    at = c.next;
  }
  return U'\n';
}

char32_t after(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end) {
    const CodePoint c = code_point_at(text, at);
    if (!is_markup(c.value)) return c.value;
    at = c.next;
  }
  return U'\n';
}

bool opens_after(char32_t previous) {
  return is_space(previous) || is_dash(previous) || previous == U'-' || previous == U'(' || previous == U'[';
}

/// Punctuation that ends a piece of speech inside its marks.
bool ends_speech(char32_t c) {
  return c == U'.' || c == U',' || c == U'!' || c == U'?' || c == U';' || c == U':' || c == U'…' || c == U'-' ||
         is_dash(c);
}

bool elided(std::string_view text, std::size_t at, std::size_t end) {
  std::size_t stop = at;
  while (stop < end && stop - at < 12) {
    const CodePoint c = code_point_at(text, stop);
    if (!is_letter(c.value)) break;
    stop = c.next;
  }
  if (stop == at) return at < end && is_digit(code_point_at(text, at).value);
  const std::string word = lower_case(text.substr(at, stop - at));
  return std::find(std::begin(kElisions), std::end(kElisions), word) != std::end(kElisions);
}

class MarkFinder {
 public:
  MarkFinder(std::string_view text, const QuoteStyle& style) : text_(text), style_(style) {}

  /// The marks of a stretch of text, in order.
  std::vector<Mark> find(Span span) const {
    std::vector<Mark> marks;
    for (std::size_t at = span.begin; at < span.end;) {
      const auto byte = static_cast<unsigned char>(text_[at]);
      if (byte < 0x80U && byte != '"' && byte != '\'') {
        ++at;
        continue;
      }
      const CodePoint c = code_point_at(text_, at);
      if (auto mark = classify(span, at, c)) marks.push_back(*mark);
      at = c.next;
    }
    return marks;
  }

 private:
  std::optional<Mark> classify(Span span, std::size_t at, CodePoint c) const {
    Mark mark{at, c.next, c.value, Family::straight, Side::either, false};
    const char32_t left = before(text_, span.begin, at);
    const char32_t right = after(text_, c.next, span.end);
    switch (c.value) {
      case U'"':
        if (opens_after(left) && !is_space(right) && is_space(left)) mark.side = Side::open;
        if (!is_space(left) && is_space(right)) mark.side = Side::close;
        return mark;
      case U'“':
        mark.family = Family::curly;
        // The closing mark of „low and high“ is the opening one of others: what stands beside it tells.
        mark.side = !is_space(left) && !opens_after(left) && !is_word(right) ? Side::either : Side::open;
        return mark;
      case U'”':
      case U'‟':
        mark.family = Family::curly;
        mark.side = opens_after(left) && is_word(right) ? Side::either : Side::close;
        return mark;
      case U'„':
        mark.family = Family::curly;
        mark.side = Side::open;
        return mark;
      case U'«':
      case U'»':
        mark.family = Family::angle;
        mark.side = (c.value == U'«') != style_.angles_point_in ? Side::open : Side::close;
        return mark;
      case U'‘':
      case U'’':
      case U'\'':
        return style_.single ? single(span, mark, left, right) : std::nullopt;
      default:
        return std::nullopt;
    }
  }

  std::optional<Mark> single(Span span, Mark mark, char32_t left, char32_t right) const {
    mark.family = Family::single;
    if (is_word(left) && is_word(right)) return std::nullopt;
    const bool may_open =
        mark.symbol != U'’' && (opens_after(left) || left == U'"' || left == U'“') && !is_space(right);
    const bool may_close = mark.symbol != U'‘' && !is_space(left) && !is_word(right);
    if (may_open) {
      mark.side = Side::open;
      mark.doubtful = elided(text_, mark.end, span.end);
      return mark;
    }
    if (may_close) {
      mark.side = Side::close;
      mark.doubtful =
          !ends_speech(left) && left != U'"' && left != U'”' && left != U'’' && left != U'\'' && left != U')';
      return mark;
    }
    return std::nullopt;
  }

  std::string_view text_;
  const QuoteStyle& style_;
};

/// Settles the doubtful single marks of a paragraph by the next decisive one.
void settle_apostrophes(std::vector<Mark>& marks) {
  bool next_closes = false;
  std::vector<bool> keep(marks.size(), true);
  for (std::size_t i = marks.size(); i-- > 0;) {
    const Mark& mark = marks[i];
    if (mark.family != Family::single) continue;
    if (mark.doubtful) {
      keep[i] = mark.side == Side::open ? next_closes : !next_closes;
      continue;
    }
    next_closes = mark.side == Side::close;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (keep[i]) marks[kept++] = marks[i];
  }
  marks.resize(kept);
}

/// Where the text of a dialogue dash's paragraph begins, or nothing.
std::optional<std::size_t> dialogue_dash(std::string_view text, Span span) {
  if (span.empty()) return std::nullopt;
  const CodePoint c = code_point_at(text, span.begin);
  std::size_t at = c.next;
  if (is_dash(c.value)) {
    while (at < span.end && is_space(code_point_at(text, at).value)) at = code_point_at(text, at).next;
    if (at < span.end && !is_dash(code_point_at(text, at).value)) return at;
    return std::nullopt;
  }
  if (c.value == U'-' && at + 1 < span.end && text[at] == ' ' && is_word(code_point_at(text, at + 1).value))
    return at + 1;
  return std::nullopt;
}

QuoteStyle find_style(std::string_view text, const std::vector<Paragraph>& paragraphs) {
  QuoteStyle all;
  all.single = true;
  const MarkFinder finder(text, all);
  std::size_t doubles = 0;
  std::size_t singles = 0;
  std::size_t dashes = 0;
  std::size_t quoted_starts = 0;
  std::size_t angles_in = 0;
  std::size_t angles_out = 0;
  for (const Paragraph& paragraph : paragraphs) {
    if (dialogue_dash(text, paragraph.span)) ++dashes;
    const std::vector<Mark> marks = finder.find(paragraph.span);
    bool first_angle = true;
    for (const Mark& mark : marks) {
      const char32_t left = before(text, paragraph.span.begin, mark.at);
      const bool closes_speech = ends_speech(left) && mark.at > paragraph.span.begin;
      if (mark.family == Family::single) {
        if (closes_speech && mark.side == Side::close) ++singles;
      } else if (closes_speech) {
        ++doubles;
      }
      if (mark.family == Family::angle && first_angle) {
        first_angle = false;
        ++(mark.symbol == U'»' ? angles_in : angles_out);
      }
    }
    if (!marks.empty() && marks.front().at == paragraph.span.begin) ++quoted_starts;
  }
  QuoteStyle style;
  style.single = singles > 2 * doubles;
  style.dash = dashes > 0 && dashes >= quoted_starts;
  style.angles_point_in = angles_in > angles_out;
  return style;
}

bool pairs(const Mark& opening, const Mark& closing) {
  return opening.family == closing.family && closing.side != Side::open;
}

/// How far a paragraph's marks pair up.
struct Reading {
  std::vector<std::pair<Mark, Mark>> pairs;
  std::optional<Mark> unclosed;  // open at the paragraph's end
  std::vector<Mark> reopened;    // openings whose closing mark was missing before another opening
  std::vector<Mark> stray;       // closings of nothing
};

Reading pair_marks(const std::vector<Mark>& marks, std::optional<Mark> open, bool nesting) {
  Reading reading;
  const auto straight = static_cast<std::size_t>(
      std::count_if(marks.begin(), marks.end(), [](const Mark& mark) { return mark.family == Family::straight; }));
  const bool odd = (straight + (open && open->family == Family::straight ? 1 : 0)) % 2 == 1;
  std::size_t depth = 0;
  for (const Mark& mark : marks) {
    if (!open) {
      if (mark.side == Side::close) {
        reading.stray.push_back(mark);
      } else {
        open = mark;
        depth = 0;
      }
      continue;
    }
    if (mark.family != open->family) continue;
    if (mark.side == Side::open) {
      if (mark.family == Family::straight) {
        if (odd) {
          reading.reopened.push_back(*open);
          reading.pairs.emplace_back(*open, Mark{mark.at, mark.at, 0, mark.family, Side::close, false});
          open = mark;
        } else {
          reading.pairs.emplace_back(*open, mark);
          open.reset();
        }
      } else if (nesting) {
        ++depth;
      }
      continue;
    }
    if (!pairs(*open, mark)) continue;
    if (depth > 0) {
      --depth;
      continue;
    }
    reading.pairs.emplace_back(*open, mark);
    open.reset();
  }
  reading.unclosed = open;
  return reading;
}

/// Reads the paragraphs one after the other.
class QuoteReader {
 public:
  QuoteReader(const Manuscript& manuscript, const std::vector<Paragraph>& paragraphs, Diagnostics& diagnostics)
      : manuscript_(manuscript),
        text_(manuscript.text),
        paragraphs_(paragraphs),
        diagnostics_(diagnostics),
        style_(find_style(text_, paragraphs)),
        finder_(text_, style_) {}

  std::vector<Quote> read() {
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
      if (style_.dash && !open_) {
        if (const auto start = dialogue_dash(text_, paragraphs_[i].span)) {
          dash_paragraph(i, *start);
          continue;
        }
      }
      paragraph(i);
    }
    return std::move(quotes_);
  }

 private:
  std::vector<Mark> marks_of(std::size_t index) const {
    std::vector<Mark> marks = finder_.find(paragraphs_[index].span);
    if (style_.single) settle_apostrophes(marks);
    return marks;
  }

  void paragraph(std::size_t index) {
    const Span span = paragraphs_[index].span;
    std::vector<Mark> marks = marks_of(index);
    const std::optional<Mark> carried = open_;
    bool marked_again = false;
    if (carried && !marks.empty() && marks.front().at == span.begin && marks.front().family == carried->family) {
      // The paragraph repeats the opening mark; old French books repeat the closing one.
      marks.front().side = Side::open;
      marked_again = true;
    }
    Reading reading;
    if (carried && !marked_again) {
      Mark start = *carried;
      start.at = start.end = span.begin;
      reading = pair_marks(marks, start, true);
    } else {
      reading = pair_marks(marks, std::nullopt, true);
      if (reading.unclosed && reading.unclosed->family != Family::straight) {
        const Reading flat = pair_marks(marks, std::nullopt, false);
        if (!flat.unclosed || !goes_on(index, *flat.unclosed)) reading = flat;
      }
    }
    open_.reset();
    for (const auto& [opening, closing] : reading.pairs) add(index, opening, closing, false);
    for (const Mark& mark : reading.reopened) warn(mark, "this quotation mark is not closed before the next one opens");
    if (reading.unclosed) {
      const bool onward = !holds_tag({reading.unclosed->end, span.end}) && goes_on(index, *reading.unclosed);
      const Mark end{span.end, span.end, 0, reading.unclosed->family, Side::close, false};
      add(index, *reading.unclosed, end, onward);
      if (onward) {
        open_ = reading.unclosed;
      } else {
        warn(*reading.unclosed, "this quotation mark is never closed");
      }
    }
    for (const Mark& mark : reading.stray) {
      if (mark.family == Family::single) continue;  // an apostrophe, more likely
      diagnostics_.add(manuscript_.diagnostic(Severity::warning, mark.at, "this quotation mark closes nothing"));
    }
    if (carried && !quotes_.empty() && !reading.pairs.empty()) mark_continued(index);
    if (carried && reading.pairs.empty() && reading.unclosed) mark_continued(index);
  }

  void mark_continued(std::size_t index) {
    for (std::size_t i = quotes_.size(); i-- > 0 && quotes_[i].paragraph == index;) {
      if (i == 0 || quotes_[i - 1].paragraph != index) quotes_[i].continues = true;
    }
  }

  /// Whether the speech left open at a paragraph's end is taken up again: by a mark at the next paragraph's start, or,
  /// for verses and letters, by a closing mark some paragraphs on with no other between.
  bool goes_on(std::size_t index, const Mark& open) const {
    constexpr std::size_t kFarthest = 24;
    for (std::size_t next = index + 1; next < paragraphs_.size() && next <= index + kFarthest; ++next) {
      if (paragraphs_[next].starts_scene && next == index + 1) return false;
      const std::vector<Mark> marks = marks_of(next);
      const auto first =
          std::find_if(marks.begin(), marks.end(), [&](const Mark& mark) { return mark.family == open.family; });
      if (first == marks.end()) continue;
      if (next == index + 1 && first->at == paragraphs_[next].span.begin) return true;
      return first->side == Side::close && (open.family != Family::straight || (marks.end() - first) % 2 == 1);
    }
    return false;
  }

  /// Whether a run has a tag inside it (", said Meg"), so that its closing mark must have been lost.
  bool holds_tag(Span span) const {
    constexpr std::string_view kVerbs[] = {"said", "asked", "cried", "replied", "whispered", "answered"};
    const std::string_view run = span.of(text_);
    for (std::size_t at = run.find_first_of(",!?"); at != std::string_view::npos;
         at = run.find_first_of(",!?", at + 1)) {
      const std::string_view rest = run.substr(at + 1, 12);
      for (const std::string_view verb : kVerbs) {
        if (rest.size() > verb.size() + 1 && is_space(static_cast<unsigned char>(rest[0])) &&
            rest.substr(1, verb.size()) == verb && rest[verb.size() + 1] == ' ') {
          const CodePoint next = code_point_at(run, std::min(at + verb.size() + 3, run.size() - 1));
          if (is_upper(next.value)) return true;
        }
      }
    }
    return false;
  }

  void add(std::size_t index, const Mark& opening, const Mark& closing, bool onward) {
    Span span{opening.at, closing.end};
    Span inner{opening.end, closing.at};
    if (closing.at == closing.end) {  // no mark: without the white space before the end
      while (span.end > opening.end && is_space(code_point_before(text_, span.end).value)) {
        span.end = code_point_before(text_, span.end).next;
      }
      inner.end = std::max(inner.begin, span.end);
    }
    if (trim_space(inner.of(text_)).empty()) return;
    quotes_.push_back({span, inner, index, false, onward, false});
  }

  void warn(const Mark& mark, std::string message) {
    diagnostics_.add(manuscript_.diagnostic(Severity::warning, mark.at, std::move(message),
                                            "the speech is taken to end with its paragraph"));
  }

  void dash_paragraph(std::size_t index, std::size_t start);

  const Manuscript& manuscript_;
  std::string_view text_;
  const std::vector<Paragraph>& paragraphs_;
  Diagnostics& diagnostics_;
  QuoteStyle style_;
  MarkFinder finder_;
  std::vector<Quote> quotes_;
  std::optional<Mark> open_;
};

/// A word of a dash paragraph and what stands around it.
struct DashWord {
  Span span;
  std::uint32_t classes = 0;
  bool capital = false;
  bool tag_verb = false;
};

std::vector<DashWord> dash_words(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::string_view kFrenchVerbs[] = {"dit",    "fit",     "demanda", "répondit", "murmura",   "cria",
                                               "reprit", "ajouta",  "dijo",    "preguntó", "respondió", "contestó",
                                               "gritó",  "murmuró", "disse",   "s'écria"};
  std::vector<DashWord> words;
  for (std::size_t at = begin; at < end;) {
    const CodePoint c = code_point_at(text, at);
    if (!is_letter(c.value)) {
      at = c.next;
      continue;
    }
    DashWord word;
    word.span.begin = at;
    word.capital = is_upper(c.value);
    while (at < end && (is_letter(code_point_at(text, at).value) || text[at] == '\''))
      at = code_point_at(text, at).next;
    word.span.end = at;
    const std::string lower = lower_case(word.span.of(text));
    word.classes = word_classes(lower);
    word.tag_verb = (word.classes & kSpeechVerb) != 0 ||
                    std::find(std::begin(kFrenchVerbs), std::end(kFrenchVerbs), lower) != std::end(kFrenchVerbs);
    words.push_back(word);
  }
  return words;
}

/// Cuts a paragraph that a dash opens: the speech ends where a tag begins ("— Yes, said Meg. Come in.", "— Yes — he
/// said — come in.") and goes on after the tag's sentence, comma or dash.
void QuoteReader::dash_paragraph(std::size_t index, std::size_t start) {
  const Span span = paragraphs_[index].span;
  const std::vector<DashWord> words = dash_words(text_, start, span.end);
  std::size_t opening = span.begin;
  std::size_t speech_from = start;
  const auto push = [&](std::size_t from, std::size_t end) {
    while (end > from &&
           (is_space(code_point_before(text_, end).value) || is_dash(code_point_before(text_, end).value))) {
      end = code_point_before(text_, end).next;
    }
    if (end > from) quotes_.push_back({{opening, end}, {from, end}, index, false, false, true});
  };
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].span.begin < speech_from) continue;
    const char32_t left = [&] {
      std::size_t at = words[i].span.begin;
      while (at > span.begin && is_space(code_point_before(text_, at).value)) at = code_point_before(text_, at).next;
      return at > span.begin ? code_point_before(text_, at).value : U'\n';
    }();
    const bool after_pause = left == U',' || left == U'!' || left == U'?' || left == U'…' || is_dash(left);
    if (!after_pause || i + 1 >= words.size()) continue;
    const bool subject_next = (words[i + 1].classes & (kSubjectPronoun | kDeterminer)) != 0 || words[i + 1].capital ||
                              text_[words[i].span.end] == '-';
    const bool inverted = words[i].tag_verb && !words[i].capital && subject_next;
    const bool plain = ((words[i].classes & kSubjectPronoun) != 0 || words[i].capital) && words[i + 1].tag_verb &&
                       !words[i + 1].capital && (words[i].classes & kFirstPerson) == 0;
    if (!inverted && !plain) continue;
    push(speech_from, words[i].span.begin);
    // The tag ends with its sentence, at a dash, or at a comma that speech in lower case follows.
    std::size_t at = words[i + 1].span.end;
    std::size_t resume = span.end;
    while (at < span.end) {
      const CodePoint c = code_point_at(text_, at);
      const bool comma = c.value == U',' && left != U'!' && left != U'?' && !is_dash(left);
      if (is_dash(c.value) || c.value == U'.' || comma) {
        resume = c.next;
        break;
      }
      at = c.next;
    }
    while (resume < span.end &&
           (is_space(code_point_at(text_, resume).value) || is_dash(code_point_at(text_, resume).value))) {
      resume = code_point_at(text_, resume).next;
    }
    opening = speech_from = resume;
  }
  if (speech_from < span.end) push(speech_from, span.end);
}

}  // namespace

std::vector<Quote> find_quotes(const Manuscript& manuscript, const std::vector<Paragraph>& paragraphs,
                               Diagnostics& diagnostics) {
  return QuoteReader(manuscript, paragraphs, diagnostics).read();
}

}  // namespace sotto
