#include "annotate/document/quotes.h"

#include <algorithm>
#include <string_view>

#include "annotate/document/dialogue_dashes.h"
#include "annotate/document/parentheticals.h"
#include "annotate/document/quote_marks.h"
#include "annotate/document/quote_repair.h"
#include "shared/text.h"

// Each paragraph is read alone: its marks are listed with their sides (quote_marks.h) and paired from left to right. So
// a mistake affects one paragraph only. The place of a missing mark is found by the tag (quote_repair.h). Brackets in a
// quotation that only the narrator can say are cut out of it (parentheticals.h).

namespace sotto::document {

namespace {

bool pairs(const QuoteMark& opening, const QuoteMark& closing) {
  return opening.family == closing.family && closing.side != MarkSide::open;
}

/// The result of pairing a paragraph's marks.
struct Reading {
  std::vector<std::pair<QuoteMark, QuoteMark>> pairs;
  std::optional<QuoteMark> unclosed;  // open at the paragraph's end
  std::vector<QuoteMark> reopened;    // openings whose closing mark was missing before another opening
  std::vector<QuoteMark> stray;       // closings of nothing
};

Reading pair_marks(const language::Language& language, std::string_view text, const std::vector<QuoteMark>& marks,
                   std::optional<QuoteMark> open, bool nesting) {
  Reading reading;
  const auto straight = static_cast<std::size_t>(std::count_if(
      marks.begin(), marks.end(), [](const QuoteMark& mark) { return mark.family == MarkFamily::straight; }));
  const bool odd = (straight + (open && open->family == MarkFamily::straight ? 1 : 0)) % 2 == 1;
  std::size_t depth = 0;
  std::size_t searched = 0;  // for tags, behind the open mark
  for (const QuoteMark& mark : marks) {
    if (!open) {
      if (mark.side == MarkSide::close) {
        reading.stray.push_back(mark);
      } else {
        open = mark;
        depth = 0;
      }
      continue;
    }
    if (mark.family != open->family) continue;
    if (mark.side == MarkSide::open) {
      const bool is_straight = mark.family == MarkFamily::straight;
      const std::optional<std::size_t> lost =
          is_straight || !nesting ? end_before_tag(language, text, {open->end, mark.at}, searched) : std::nullopt;
      searched = std::max(open->end, mark.at - std::min(mark.at, kLongestTag));
      if (lost || (is_straight && odd)) {
        const std::size_t end = lost.value_or(mark.at);
        reading.reopened.push_back(*open);
        reading.pairs.emplace_back(*open, QuoteMark{end, end, 0, mark.family, MarkSide::close, false});
        open = mark;
      } else if (is_straight) {
        reading.pairs.emplace_back(*open, mark);
        open.reset();
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
        styles_(find_quote_styles(*manuscript.language, text_, paragraphs)) {}

  std::vector<Quote> read() {
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
      if (!paragraphs_[i].label.empty()) continue;  // all of it is speech
      if (style(i).dash && !open_) {
        if (const auto start = dialogue_dash(text_, paragraphs_[i].span)) {
          for (const DashSpeech& speech :
               split_dialogue_dashes(*manuscript_.language, text_, paragraphs_[i].span, *start)) {
            if (!has_word(speech.inner)) continue;
            Quote quote{speech.span, speech.inner, static_cast<std::uint32_t>(i), false, false, true};
            quotes_.push_back(quote);
          }
          continue;
        }
      }
      paragraph(i);
    }
    return std::move(quotes_);
  }

 private:
  std::vector<QuoteMark> marks_of(std::size_t index) const {
    return find_marks(*manuscript_.language, text_, paragraphs_[index].span, style(index));
  }

  const QuoteStyle& style(std::size_t index) const { return styles_[paragraphs_[index].chapter]; }

  void paragraph(std::size_t index) {
    const Span span = paragraphs_[index].span;
    std::vector<QuoteMark> marks = marks_of(index);
    const std::optional<QuoteMark> carried = open_;
    bool marked_again = false;
    if (carried && !marks.empty() && marks.front().at == span.begin && marks.front().family == carried->family) {
      // The paragraph repeats the opening mark; old French books repeat the closing one.
      marks.front().side = MarkSide::open;
      marked_again = true;
    }
    Reading reading;
    if (carried && !marked_again) {
      QuoteMark start = *carried;
      start.at = start.end = span.begin;
      reading = pair_marks(*manuscript_.language, text_, marks, start, true);
    } else {
      reading = pair_marks(*manuscript_.language, text_, marks, std::nullopt, true);
      if (reading.unclosed && reading.unclosed->family != MarkFamily::straight) {
        const Reading flat = pair_marks(*manuscript_.language, text_, marks, std::nullopt, false);
        if (!flat.unclosed || !goes_on(index, *flat.unclosed)) reading = flat;
      }
    }
    open_.reset();
    recover_openings(span, reading);
    for (const auto& [opening, closing] : reading.pairs) add(index, opening, closing, false);
    for (const QuoteMark& mark : reading.reopened)
      warn(mark, "this quotation mark is not closed before the next one opens", kEndsSooner);
    if (reading.unclosed) {
      const std::optional<std::size_t> lost =
          end_before_tag(*manuscript_.language, text_, {reading.unclosed->end, span.end});
      const bool onward = !lost && goes_on(index, *reading.unclosed);
      const std::size_t at = lost.value_or(span.end);
      const QuoteMark end{at, at, 0, reading.unclosed->family, MarkSide::close, false};
      add(index, *reading.unclosed, end, onward);
      if (onward) {
        open_ = reading.unclosed;
      } else if (!dashes_follow(index)) {
        warn(*reading.unclosed, "this quotation mark is never closed", kEndsSooner);
      }
    }
    for (const QuoteMark& mark : reading.stray) {
      warn(mark, "this quotation mark closes nothing", "");
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
  bool goes_on(std::size_t index, const QuoteMark& open) const {
    constexpr std::size_t kFarthest = 24;
    for (std::size_t next = index + 1; next < paragraphs_.size() && next <= index + kFarthest; ++next) {
      if (paragraphs_[next].starts_scene && next == index + 1) return false;
      // « Yes. / — No. / — Why not? »: each dash is another one's.
      if (dashes_follow(next - 1)) return false;
      const std::vector<QuoteMark> marks = marks_of(next);
      const auto first =
          std::find_if(marks.begin(), marks.end(), [&](const QuoteMark& mark) { return mark.family == open.family; });
      if (first == marks.end()) continue;
      if (next == index + 1 && first->at == paragraphs_[next].span.begin) return true;
      return first->side == MarkSide::close && (open.family != MarkFamily::straight || (marks.end() - first) % 2 == 1);
    }
    return false;
  }

  /// Whether the next paragraph is another one's speech, after a dash.
  bool dashes_follow(std::size_t index) const {
    const std::size_t next = index + 1;
    return next < paragraphs_.size() && style(next).dash && dialogue_dash(text_, paragraphs_[next].span).has_value();
  }

  /// Finds the missing opening of a closing mark by a tag before or behind it.
  void recover_openings(Span paragraph, Reading& reading) {
    std::vector<QuoteMark> stray;
    // Both are in the order of the text, and pairs do not overlap.
    std::size_t next = 0;  // the first pair that is not before the mark
    const std::size_t known = reading.pairs.size();
    std::size_t from = paragraph.begin;
    for (const QuoteMark& mark : reading.stray) {
      if (mark.family == MarkFamily::single) continue;  // an apostrophe, more likely
      for (; next < known && reading.pairs[next].second.end <= mark.at; ++next) {
        from = std::max(from, reading.pairs[next].second.end);
      }
      std::size_t after = next;
      while (after < known && reading.pairs[after].first.at < mark.end) ++after;
      const std::size_t to = after < known ? reading.pairs[after].first.at : paragraph.end;
      const std::optional<std::size_t> begin =
          from > paragraph.begin ? start_after_tag(*manuscript_.language, text_, {from, mark.at})
          : tag_stands_at(*manuscript_.language, text_, {mark.end, to}) ? std::optional(from)
                                                                        : std::nullopt;
      if (!begin) {
        stray.push_back(mark);
        continue;
      }
      const QuoteMark opening{*begin, *begin, 0, mark.family, MarkSide::open, false};
      reading.pairs.emplace_back(opening, mark);
      from = std::max(from, mark.end);
      warn(mark, "this quotation mark was never opened", "the tag tells where the speech begins");
    }
    reading.stray = std::move(stray);
    std::sort(reading.pairs.begin(), reading.pairs.end(),
              [](const auto& a, const auto& b) { return a.first.at < b.first.at; });
  }

  void add(std::size_t index, const QuoteMark& opening, const QuoteMark& closing, bool onward) {
    Span span{opening.at, closing.end};
    Span inner{opening.end, closing.at};
    if (closing.at == closing.end) {  // no mark: without the white space before the end
      span.end = trimmed_end(opening.end, span.end);
      inner.end = std::max(inner.begin, span.end);
    }
    if (trim_space(inner.of(text_)).empty()) return;
    Quote quote{span, inner, static_cast<std::uint32_t>(index), false, onward, false, opening.family};
    if (tags_inside_ && opening.family == MarkFamily::angle) {
      add_between_tags(quote);
      return;
    }
    for (const Span direction : stage_directions(*manuscript_.language, text_, inner)) split(quote, direction);
    quotes_.push_back(quote);
  }

  /// Adds what somebody says of a quotation inside of which the narrator's tags stand ("« Yes, said Meg. Come in. »").
  void add_between_tags(const Quote& whole) {
    const std::vector<DashSpeech> speeches =
        split_dialogue_dashes(*manuscript_.language, text_, whole.inner, whole.inner.begin);
    for (std::size_t i = 0; i < speeches.size(); ++i) {
      Quote part = whole;
      if (i > 0) {
        part.span.begin = part.inner.begin = speeches[i].inner.begin;
        part.continues = true;
      }
      const bool last =
          i + 1 == speeches.size() && trim_space(Span{speeches[i].inner.end, whole.inner.end}.of(text_)).empty();
      if (!last) {
        part.span.end = part.inner.end = speeches[i].inner.end;
        part.goes_on = false;
      }
      if (has_word(part.inner)) quotes_.push_back(part);
    }
  }

  /// Cuts a quotation at what the narrator says inside it: the part before it becomes a quotation of its own.
  void split(Quote& quote, Span out) {
    const Span said{quote.inner.begin, trimmed_end(quote.inner.begin, out.begin)};
    std::size_t rest = out.end;
    while (rest < quote.inner.end && is_space(code_point_at(text_, rest).value)) rest = code_point_at(text_, rest).next;
    if (!has_word(said)) return;
    if (!has_word({rest, quote.inner.end})) {  // the last words are the narrator's
      quote.span.end = quote.inner.end = said.end;
      return;
    }
    Quote first = quote;
    first.span.end = first.inner.end = said.end;
    first.goes_on = false;
    quotes_.push_back(first);
    quote.span.begin = quote.inner.begin = rest;
    quote.continues = true;
  }

  std::size_t trimmed_end(std::size_t begin, std::size_t end) const {
    while (end > begin && is_space(code_point_before(text_, end).value)) end = code_point_before(text_, end).next;
    return end;
  }

  bool has_word(Span span) const {
    for (std::size_t at = span.begin; at < span.end; at = code_point_at(text_, at).next) {
      if (is_letter(code_point_at(text_, at).value)) return true;
    }
    return false;
  }

  void warn(const QuoteMark& mark, const std::string& message, const char* hint) {
    diagnostics_.add(Severity::warning, message,
                     [&] { return manuscript_.diagnostic(Severity::warning, mark.at, message, hint); });
  }

  static constexpr const char* kEndsSooner = "the speech is taken to end before its tag, or with its paragraph";

  const Manuscript& manuscript_;
  std::string_view text_;
  const std::vector<Paragraph>& paragraphs_;
  Diagnostics& diagnostics_;
  std::vector<QuoteStyle> styles_;  // of the chapters
  bool tags_inside_ = manuscript_.language->words("dialogue-customs").contains("tags-inside");
  std::vector<Quote> quotes_;
  std::optional<QuoteMark> open_;
};

}  // namespace

std::vector<Quote> find_quotes(const Manuscript& manuscript, const std::vector<Paragraph>& paragraphs,
                               Diagnostics& diagnostics) {
  return QuoteReader(manuscript, paragraphs, diagnostics).read();
}

}  // namespace sotto::document
