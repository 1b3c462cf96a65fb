#include "annotate/document/emphasis.h"

#include <algorithm>
#include <array>
#include <optional>

#include "shared/text.h"

namespace sotto::document {

namespace {

bool is_word_character(char32_t c) { return is_letter(c) || is_digit(c); }

}  // namespace

std::vector<Span> emphasised(std::string_view text, Span stretch, std::span<const Span> of_format) {
  struct Open {
    char mark;
    std::optional<std::size_t> inner;
  };
  std::array<Open, 2> open{{{'*', {}}, {'_', {}}}};
  std::vector<Span> spans;
  const std::string_view limited = text.substr(0, stretch.end);
  bool line_blank = true;
  for (std::size_t i = stretch.begin; i < stretch.end;) {
    const CodePoint c = code_point_at(limited, i);
    if (c.value == '\n') {
      if (line_blank) open[0].inner = open[1].inner = std::nullopt;
      line_blank = true;
    } else if (!is_space(c.value)) {
      line_blank = false;
    }
    if (c.value != '*' && c.value != '_') {
      i = c.next;
      continue;
    }
    std::size_t end = i;
    while (end < stretch.end && limited[end] == limited[i]) ++end;
    const char32_t left = i > stretch.begin ? code_point_before(limited, i).value : ' ';
    const char32_t right = end < stretch.end ? code_point_at(limited, end).value : ' ';
    Open& marker = open[c.value == '*' ? 0 : 1];
    if (marker.inner && !is_space(left) && !is_word_character(right)) {
      spans.push_back({*marker.inner, i});
      marker.inner.reset();
    } else if (!is_word_character(left) && !is_space(right)) {
      marker.inner = end;
    }
    i = end;
  }
  const auto ends_before = [](Span span, std::size_t offset) { return span.end <= offset; };
  for (auto span = std::lower_bound(of_format.begin(), of_format.end(), stretch.begin, ends_before);
       span != of_format.end() && span->begin < stretch.end; ++span) {
    spans.push_back({std::max(span->begin, stretch.begin), std::min(span->end, stretch.end)});
  }
  std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin < b.begin; });
  return spans;
}

}  // namespace sotto::document
