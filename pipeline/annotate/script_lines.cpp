#include "annotate/script_lines.h"

#include <algorithm>
#include <utility>

#include "shared/text.h"

namespace sotto::annotate {

void ScriptLines::paragraph(const document::Paragraph& paragraph, script::Boundary before) {
  before_ = before;
  // Who is named in front of a speech is heard by the voice.
  end_of_last_ = std::max(paragraph.span.begin, paragraph.label.end);
  verse_ = paragraph.verse;
  paragraph_end_ = paragraph.span.end;
  first_of_paragraph_ = lines.size();
}

void ScriptLines::narrate(std::size_t end) {
  Span span = trimmed({end_of_last_, end});
  if (span.empty()) return;
  if (!has_word(span.of(text_))) {
    if (lines.size() > first_of_paragraph_) {
      lines.back().span.end = span.end;
      end_of_last_ = span.end;
    }
    return;
  }
  while (verse_) {
    const std::size_t line_end = text_.find('\n', span.begin);
    if (line_end >= span.end) break;
    push_narration(trimmed({span.begin, line_end}));
    span = trimmed({line_end, span.end});
  }
  push_narration(span);
}

void ScriptLines::speak(Span span, script::Line line) {
  narrate(span.begin);
  line.span = span;
  line.say = fold_space(span.of(text_));
  push(std::move(line));
}

void ScriptLines::speak(const document::Quote& quote, script::Line line) {
  narrate(quote.span.begin);
  line.span = trimmed({end_of_last_, quote.span.end});
  line.say = fold_space(quote.inner.of(text_));
  push(std::move(line));
}

void ScriptLines::finish_paragraph() {
  const Span rest = trimmed({end_of_last_, paragraph_end_});
  if (rest.empty()) return;
  if (!has_word(rest.of(text_)) && lines.size() == first_of_paragraph_) {
    push_narration(rest);
    return;
  }
  narrate(paragraph_end_);
}

void ScriptLines::push_narration(Span span) {
  script::Line line;
  line.who = document::kNarrator;
  line.span = span;
  line.say = fold_space(span.of(text_));
  push(std::move(line));
}

void ScriptLines::push(script::Line line) {
  line.before = before_;
  before_ = script::Boundary::none;
  end_of_last_ = line.span.end;
  lines.push_back(std::move(line));
}

Span ScriptLines::trimmed(Span span) const {
  while (span.begin < span.end && is_space(code_point_at(text_, span.begin).value))
    span.begin = code_point_at(text_, span.begin).next;
  while (span.end > span.begin && is_space(code_point_before(text_, span.end).value))
    span.end = code_point_before(text_, span.end).next;
  return span;
}

}  // namespace sotto::annotate
