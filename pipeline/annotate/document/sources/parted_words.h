#pragma once

/// Words that a line end or a large first letter has parted.

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "annotate/document/sources/anchors.h"
#include "annotate/language/language.h"

namespace sotto::document {

/// What a text and its language know of words with a hyphen.
class PartedWords {
 public:
  /// Both must outlive this.
  PartedWords(const language::Language& language, std::string_view text);

  /// Whether two parts that a hyphen at a line's end keeps apart are one word ("nega-", "tive"), and not two with a
  /// hyphen ("well-", "known"): as the text writes them elsewhere; else as their language spells them; else where one
  /// of them is no word. In small letters.
  bool joins(const std::string& first, const std::string& second) const;

  bool is_known(const std::string& word) const { return spellings_.contains(word) || words_.contains(word); }

 private:
  const language::WordList& spellings_;
  std::unordered_set<std::string> words_;       ///< of the text, but for the parts at line ends
  std::unordered_set<std::string> hyphenated_;  ///< of the text, on one line
};

/// Joins words over line ends, and the large first letter of a paragraph with the rest of its word ("T he rain").
std::vector<TextEdit> parted_word_edits(const language::Language& language, std::string_view text);

}  // namespace sotto::document
