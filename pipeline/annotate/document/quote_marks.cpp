#include "annotate/document/quote_marks.h"

#include <algorithm>
#include <numeric>

#include "shared/text.h"

// A first pass over the text finds what its marks mean: whether single marks open speech (British style) or are only
// apostrophes and inner quotations (decided by the outermost quotations), which way its guillemets point, and whether a
// dash at the beginning of a paragraph opens a speech. The side of a mark follows from the characters beside it. An
// apostrophe and a single closing mark look the same: a doubtful one is an apostrophe if the next decisive mark of the
// paragraph closes, and a closing mark if it opens.

namespace sotto::document {

bool is_dash(char32_t c) { return c == U'—' || c == U'–' || c == U'―'; }

namespace {

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

bool elided(const language::Language& language, std::string_view text, std::size_t at, std::size_t end) {
  std::size_t stop = at;
  while (stop < end && stop - at < 12) {
    const CodePoint c = code_point_at(text, stop);
    if (!is_letter(c.value)) break;
    stop = c.next;
  }
  if (stop == at) return at < end && is_digit(code_point_at(text, at).value);
  const language::WordList& elisions = language.words("elisions");
  return elisions.contains(lower_case(text.substr(at, stop - at)));
}

class MarkFinder {
 public:
  MarkFinder(const language::Language& language, std::string_view text, const QuoteStyle& style)
      : language_(language), text_(text), style_(style) {}

  /// The marks of a stretch of text, in order.
  std::vector<QuoteMark> find(Span span) const {
    std::vector<QuoteMark> marks;
    for (std::size_t at = span.begin; at < span.end;) {
      const auto byte = static_cast<unsigned char>(text_[at]);
      if (byte < 0x80U && byte != '"' && byte != '\'' && byte != '`') {
        ++at;
        continue;
      }
      const CodePoint c = code_point_at(text_, at);
      const std::optional<QuoteMark> mark = classify(span, at, c);
      if (mark) marks.push_back(*mark);
      at = mark ? mark->end : c.next;
    }
    return marks;
  }

 private:
  std::optional<QuoteMark> classify(Span span, std::size_t at, CodePoint c) const {
    QuoteMark mark{at, c.next, c.value, MarkFamily::straight, MarkSide::either, false};
    const char32_t left = before(text_, span.begin, at);
    const char32_t right = after(text_, c.next, span.end);
    switch (c.value) {
      case U'"':
        // A letter that was lost in the file: "h"tel" is no quotation.
        if (is_letter(left) && is_letter(right) && (is_lower(right) || is_upper(left))) return std::nullopt;
        if (opens_after(left) && !is_space(right) && is_space(left)) mark.side = MarkSide::open;
        if (!is_space(left) && is_space(right)) mark.side = MarkSide::close;
        return mark;
      case U'“':
        mark.family = MarkFamily::curly;
        // The closing mark of „low and high“ is the opening one of other styles: the characters beside it decide.
        mark.side = !is_space(left) && !opens_after(left) && !is_word(right) ? MarkSide::either : MarkSide::open;
        return mark;
      case U'”':
      case U'‟':
        mark.family = MarkFamily::curly;
        mark.side = opens_after(left) && is_word(right) ? MarkSide::either : MarkSide::close;
        return mark;
      case U'„':
        mark.family = MarkFamily::curly;
        mark.side = MarkSide::open;
        return mark;
      case U'«':
      case U'»':
      case U'‹':
      case U'›':
        mark.family = MarkFamily::angle;
        mark.side = (c.value == U'«' || c.value == U'‹') != style_.angles_point_in ? MarkSide::open : MarkSide::close;
        return mark;
      case U'「':
      case U'『':
      case U'〝':
        mark.family = MarkFamily::curly;
        mark.side = MarkSide::open;
        return mark;
      case U'」':
      case U'』':
      case U'〞':
      case U'〟':
        mark.family = MarkFamily::curly;
        mark.side = MarkSide::close;
        return mark;
      case U'″':
        // Behind a figure they are inches or seconds.
        if (is_digit(left)) return std::nullopt;
        if (!is_space(left)) mark.side = MarkSide::close;
        if (opens_after(left) && !is_space(right)) mark.side = MarkSide::open;
        return mark;
      case U'`':
        if (style_.doubled && text_.substr(at, 2) == "``") return doubled(mark, MarkSide::open);
        mark.symbol = U'‘';
        return style_.single ? single(span, mark, left, right) : std::nullopt;
      case U'\'':
        if (style_.doubled && text_.substr(at, 2) == "''") return doubled(mark, MarkSide::close);
        return style_.single ? single(span, mark, left, right) : std::nullopt;
      case U'‘':
      case U'’':
        return style_.single ? single(span, mark, left, right) : std::nullopt;
      default:
        return std::nullopt;
    }
  }

  static QuoteMark doubled(QuoteMark mark, MarkSide side) {
    mark.end = mark.at + 2;
    mark.family = MarkFamily::curly;
    mark.side = side;
    return mark;
  }

  std::optional<QuoteMark> single(Span span, QuoteMark mark, char32_t left, char32_t right) const {
    mark.family = MarkFamily::single;
    if (is_word(left) && is_word(right)) return std::nullopt;
    const bool may_open =
        mark.symbol != U'’' && (opens_after(left) || left == U'"' || left == U'“') && !is_space(right);
    const bool may_close = mark.symbol != U'‘' && !is_space(left) && !is_word(right);
    if (may_open) {
      mark.side = MarkSide::open;
      mark.doubtful = elided(language_, text_, mark.end, span.end);
      return mark;
    }
    if (may_close) {
      mark.side = MarkSide::close;
      mark.doubtful =
          !ends_speech(left) && left != U'"' && left != U'”' && left != U'’' && left != U'\'' && left != U')';
      return mark;
    }
    return std::nullopt;
  }

  const language::Language& language_;
  std::string_view text_;
  const QuoteStyle& style_;
};

/// Takes out the straight marks that mean inches ("6'2\" tall", "12\" by 8\""): behind a figure, with more of the
/// sentence in small letters behind the first of them, where the marks without them open and close in turn.
void leave_out_inches(std::string_view text, Span span, std::vector<QuoteMark>& marks) {
  const auto behind_figure = [&](const QuoteMark& mark) {
    return mark.family == MarkFamily::straight && mark.at > span.begin &&
           is_digit(code_point_before(text, mark.at).value);
  };
  const auto goes_on = [&](const QuoteMark& mark) {
    return mark.end + 1 < span.end && text[mark.end] == ' ' && is_lower(code_point_at(text, mark.end + 1).value);
  };
  bool measured = false;
  bool open = false;
  std::vector<QuoteMark> others;
  for (const QuoteMark& mark : marks) {
    if (behind_figure(mark) && (measured || goes_on(mark))) {
      measured = true;
      continue;
    }
    others.push_back(mark);
    if (mark.family != MarkFamily::straight) continue;
    if (mark.side == (open ? MarkSide::open : MarkSide::close)) return;
    open = !open;
  }
  if (measured && !open) marks = std::move(others);
}

/// Decides on the doubtful single marks of a paragraph by the next decisive one.
void settle_apostrophes(std::vector<QuoteMark>& marks) {
  bool next_closes = false;
  std::vector<bool> keep(marks.size(), true);
  for (std::size_t i = marks.size(); i-- > 0;) {
    const QuoteMark& mark = marks[i];
    if (mark.family != MarkFamily::single) continue;
    if (mark.doubtful) {
      keep[i] = mark.side == MarkSide::open ? next_closes : !next_closes;
      continue;
    }
    next_closes = mark.side == MarkSide::close;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (keep[i]) marks[kept++] = marks[i];
  }
  marks.resize(kept);
}

}  // namespace

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
  // "- a lamp" is an item of a list.
  if (c.value != U'-' || at + 1 >= span.end || text[at] != ' ') return std::nullopt;
  const char32_t first = code_point_at(text, at + 1).value;
  if (is_word(first) && !is_lower(first)) return at + 1;
  return std::nullopt;
}

namespace {

/// Which family of marks the quotations of some paragraphs have at their outermost, each counted once.
struct OutermostRuns {
  std::size_t single = 0;
  std::size_t others = 0;
  std::size_t single_first = 0;  ///< those that a paragraph begins with
  std::size_t others_first = 0;

  void count(std::string_view text, std::size_t begin, const std::vector<QuoteMark>& marks) {
    bool single_closes = true;  // whether a single mark closes behind this place, as far as is known
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const QuoteMark& open = marks[i];
      if (open.side == MarkSide::close || open.doubtful) continue;
      std::size_t close = open.family == MarkFamily::single && !single_closes ? marks.size() : i + 1;
      while (close < marks.size() && !closes(text, begin, open, marks[close])) ++close;
      const bool whole = close < marks.size();
      // A single mark that nothing closes is an apostrophe, unless a speech begins there that the next paragraph ends.
      if (!whole && open.family == MarkFamily::single && open.at > begin) {
        single_closes = false;
        continue;
      }
      ++(open.family == MarkFamily::single ? single : others);
      if (open.at == begin) ++(open.family == MarkFamily::single ? single_first : others_first);
      if (!whole) return;
      i = close;
    }
  }

 private:
  static bool closes(std::string_view text, std::size_t begin, const QuoteMark& open, const QuoteMark& mark) {
    if (mark.family != open.family || mark.side == MarkSide::open || mark.doubtful) return false;
    return mark.family != MarkFamily::single || ends_speech(before(text, begin, mark.at));
  }
};

}  // namespace

std::vector<QuoteStyle> find_quote_styles(const language::Language& language, std::string_view text,
                                          const std::vector<Paragraph>& paragraphs) {
  QuoteStyle all;
  all.single = true;
  all.doubled = text.find("``") != std::string_view::npos;
  const MarkFinder finder(language, text, all);
  OutermostRuns runs;
  std::vector<OutermostRuns> chapters(paragraphs.empty() ? 0 : paragraphs.back().chapter + 1);
  std::vector<std::size_t> dashes(chapters.size());
  std::vector<std::size_t> quoted_starts(chapters.size());
  std::size_t angles_in = 0;
  std::size_t angles_out = 0;
  for (const Paragraph& paragraph : paragraphs) {
    if (!paragraph.label.empty()) continue;
    if (dialogue_dash(text, paragraph.span)) ++dashes[paragraph.chapter];
    const std::vector<QuoteMark> marks = finder.find(paragraph.span);
    runs.count(text, paragraph.span.begin, marks);
    chapters[paragraph.chapter].count(text, paragraph.span.begin, marks);
    const auto angle = std::find_if(marks.begin(), marks.end(),
                                    [](const QuoteMark& mark) { return mark.family == MarkFamily::angle; });
    if (angle != marks.end()) ++(angle->symbol == U'»' ? angles_in : angles_out);
    if (!marks.empty() && marks.front().at == paragraph.span.begin) ++quoted_starts[paragraph.chapter];
  }
  QuoteStyle style;
  style.single = runs.single > runs.others;
  style.doubled = all.doubled;
  const auto sum = [](const std::vector<std::size_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
  };
  const bool by_custom = language.words("dialogue-customs").contains("dashes");
  style.dash = sum(dashes) > 0 && (by_custom || sum(dashes) >= sum(quoted_starts));
  style.angles_point_in = angles_in > angles_out;
  std::vector<QuoteStyle> styles(chapters.size(), style);
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    // Speech begins paragraphs; quoted words in a chapter without any do not.
    constexpr std::size_t kSpeeches = 2;
    const OutermostRuns& own = chapters[i];
    if (!style.single && own.single_first >= kSpeeches && own.others == 0) styles[i].single = true;
    if (style.single && own.others_first >= kSpeeches && own.single == 0) styles[i].single = false;
    if (!style.dash && dashes[i] >= kSpeeches && quoted_starts[i] == 0) styles[i].dash = true;
    if (style.dash && quoted_starts[i] >= kSpeeches && dashes[i] == 0) styles[i].dash = false;
  }
  return styles;
}

std::vector<QuoteMark> find_marks(const language::Language& language, std::string_view text, Span span,
                                  const QuoteStyle& style) {
  std::vector<QuoteMark> marks = MarkFinder(language, text, style).find(span);
  leave_out_inches(text, span, marks);
  if (style.single) settle_apostrophes(marks);
  return marks;
}

}  // namespace sotto::document
