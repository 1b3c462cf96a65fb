#include "synthesis/user_engine/sentence_text.h"

#include <string>
#include <string_view>

#include "shared/text.h"

namespace sotto::user_engine {

namespace {

/// Words without what engines take for markup, single spaces between them.
std::string plain(std::string_view word) {
  std::string text;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = code_point_at(word, at);
    at = c.next;
    const bool markup = std::u32string_view(U"[]{}<>|\\/*_#~^`").find(c.value) != std::u32string_view::npos;
    const bool control =
        c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0) || (c.value >= 0xE000 && c.value < 0xF900);
    if (markup || control) {
      text += ' ';
    } else {
      append_utf8(text, c.value);
    }
  }
  text = fold_space(text);
  return has_word(text) ? text : std::string();
}

}  // namespace

engine::EngineText sentence_text(const normalization::NormalizedSentence& sentence) {
  engine::EngineText asked;
  std::size_t length = 0;  // in code points
  for (const normalization::NormalizedWord& word : sentence.words) {
    const bool last = &word == &sentence.words.back();
    const std::string said = word.phonemes ? std::string() : plain(word.text);
    if (!said.empty() && length > 0) {
      asked.text += ' ';
      ++length;
    }
    const std::size_t begin = length;
    asked.text += said;
    length += count_code_points(said);
    asked.words.push_back({begin, length});
    if (asked.text.empty()) continue;
    const bool ends = word.after == "?" || word.after == "!";
    const std::string_view mark = last && !ends ? "." : std::string_view(word.after);
    asked.text += mark;
    length += mark.size();
  }
  return asked;
}

}  // namespace sotto::user_engine
