#pragma once

/// The manuscript as words and punctuation marks, with quoted runs marked, which is what all later decisions look at.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/document/quotes.h"
#include "annotate/language/lexicon.h"

namespace sotto::document {

/// Not in a quotation.
inline constexpr std::uint32_t kNoQuote = 0xFFFFFFFFU;

/// A word or a punctuation mark. Emphasis marks and quotation marks are no tokens; "Mr." is one.
struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t word = language::Lexicon::kNone;  ///< number in the vocabulary; kNone for punctuation
  std::uint32_t quote = kNoQuote;                 ///< index of the quotation it stands in
  char mark = 0;                                  ///< punctuation: one of . , ; : ! ? - ( ) ; 0 for a word
  bool capital = false;
  bool starts_sentence = false;
  bool possessive = false;  ///< "Meg's"; the word is "meg"
};

/// A range of token indices.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool operator==(const Range&) const = default;
  bool empty() const { return begin >= end; }
  std::uint32_t size() const { return end - begin; }
  bool contains(std::uint32_t token) const { return token >= begin && token < end; }
};

/// Everything the manuscript consists of, as the annotator sees it.
struct Tokens {
  Tokens(std::string_view all_text, const language::Language& language) : text(all_text), vocabulary(language) {}

  std::string_view text;  ///< the manuscript's, which must outlive the tokens
  std::vector<Token> all;
  language::Lexicon vocabulary;
  std::vector<Range> paragraphs;  ///< for each paragraph
  std::vector<Range> quotes;      ///< for each quotation

  const language::Language& language() const { return vocabulary.language(); }
  bool is_word(std::uint32_t index) const { return all[index].word != language::Lexicon::kNone; }
  std::uint32_t classes(std::uint32_t index) const {
    return is_word(index) ? vocabulary.entry(all[index].word).classes : 0;
  }
  std::string_view lower(std::uint32_t index) const {
    return is_word(index) ? std::string_view(vocabulary.entry(all[index].word).lower) : std::string_view();
  }
  /// Whether a word is in a list of the language.
  bool listed(std::uint32_t index, std::string_view list) const {
    return language().words(list).contains(lower(index));
  }
  /// A word in its own capitals, without the 's of a possessive.
  std::string_view written(std::uint32_t index) const;
  /// A Roman numeral of more than one letter: "XIV".
  bool is_numeral(std::uint32_t index) const;
};

/// Where the first of two words ends that an apostrophe ties ("l'homme"), if it is one of `elided`; nothing for one
/// word.
std::optional<std::size_t> elided_end(const language::WordList& elided, std::string_view text, Span word);

Tokens tokenize(const language::Language& language, std::string_view text, const std::vector<Paragraph>& paragraphs,
                const std::vector<Quote>& quotes);

}  // namespace sotto::document
