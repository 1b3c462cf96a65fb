#pragma once

/// Which characters of a text are quotation marks, and which way each of them faces.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "annotate/document/chapters.h"
#include "shared/span.h"

namespace sotto::document {

enum class MarkSide { open, close, either };
enum class MarkFamily { straight, curly, angle, single };

/// A quotation mark, or what may be one.
struct QuoteMark {
  std::size_t at = 0;
  std::size_t end = 0;
  char32_t symbol = 0;
  MarkFamily family = MarkFamily::straight;
  MarkSide side = MarkSide::either;
  bool doubtful = false;  ///< an apostrophe as likely as a mark
};

/// What the marks of a text mean.
struct QuoteStyle {
  bool single = false;           ///< single marks open speech
  bool dash = false;             ///< so does a dash where a paragraph begins
  bool angles_point_in = false;  ///< »so«
  bool doubled = false;          ///< ``so''
};

/// Learns the style of each chapter: from the whole text, but where a chapter clearly has the other marks, or dashes
/// instead of marks, from itself.
std::vector<QuoteStyle> find_quote_styles(const language::Language& language, std::string_view text,
                                          const std::vector<Paragraph>& paragraphs);

/// The marks of a stretch of text, in order. Where single marks open speech, apostrophes are settled: a doubtful mark
/// is one of the pair when the next decisive mark makes it so.
std::vector<QuoteMark> find_marks(const language::Language& language, std::string_view text, Span span,
                                  const QuoteStyle& style);

/// Where the text of a dialogue dash's paragraph begins, or nothing.
std::optional<std::size_t> dialogue_dash(std::string_view text, Span span);

bool is_dash(char32_t c);

}  // namespace sotto::document
