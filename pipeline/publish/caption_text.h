#pragma once

/// The text of captions: a span of the manuscript as words, broken into lines of readable length.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annotate/language/language.h"
#include "shared/span.h"

namespace sotto::publish {

/// One word as it is shown, punctuation included.
struct ShownWord {
  std::string text;
  std::size_t place = 0;  ///< offset of its first byte in the manuscript
  bool bound = false;     ///< to the word before: no line and no caption begins with it where that can be helped
  bool operator==(const ShownWord&) const = default;
};

/// Lines of a caption, and characters of a line: what subtitling guidelines (BBC, Netflix) agree on for Latin script.
inline constexpr std::size_t kCaptionLines = 2;
inline constexpr std::size_t kCaptionWidth = 42;

/// The words of a stretch, white space folded, emphasis marks (*, _) taken off, control characters replaced. A word
/// longer than a line is cut, but for addresses of the web. With `markup`, `[[phonemes]]` that the engine is given are
/// not shown.
std::vector<ShownWord> shown_words(std::string_view manuscript, Span span, bool markup = false);

/// Binds words that belong together: "Mr. Bennet", "No. 5", "J. Smith", "14 km", "11 p.m.".
void bind_words(const language::Language& language, std::vector<ShownWord>& words);

/// One caption: which words (from, up to), and their lines.
struct CaptionText {
  std::size_t first = 0;
  std::size_t end = 0;
  std::vector<std::string> lines;
  bool operator==(const CaptionText&) const = default;
};

/// Breaks words into as few captions as fit, preferably after a punctuation mark; a caption of two lines is balanced.
std::vector<CaptionText> set_captions(const std::vector<ShownWord>& words);

/// Cuts a caption in two, after a punctuation mark near its middle, or near its middle; nothing for a single word.
std::optional<std::pair<CaptionText, CaptionText>> cut_caption(const std::vector<ShownWord>& words,
                                                               const CaptionText& caption);

/// Text inside a WebVTT cue: `&`, `<` and `>` as entities, so that no text opens a tag or ends in an arrow.
std::string escape_vtt(std::string_view text);

}  // namespace sotto::publish
