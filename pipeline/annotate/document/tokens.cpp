#include "annotate/document/tokens.h"

#include <algorithm>
#include <string>

#include "annotate/document/name_homographs.h"
#include "annotate/language/number_words.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

bool ascii_letter(unsigned char c) { return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z'; }

class Tokenizer {
 public:
  Tokenizer(const language::Language& language, std::string_view text, const std::vector<Paragraph>& paragraphs,
            const std::vector<Quote>& quotes)
      : morphology_(language.morphology()),
        capital_pronouns_(language.words("capital-pronouns")),
        loose_clitics_(language.words("loose-possessives")),
        tied_pronouns_(language.words("tied-pronouns")),
        tied_links_(language.words("tied-pronoun-links")),
        elided_words_(language.words("elided-words")),
        text_(text),
        paragraphs_(paragraphs),
        quotes_(quotes),
        tokens_(text, language) {}

  Tokens run() {
    tokens_.all.reserve(text_.size() / 5 + 16);
    tokens_.quotes.resize(quotes_.size());
    std::size_t next_quote = 0;
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
      const auto first = size();
      std::size_t at = std::max(paragraphs_[i].span.begin, paragraphs_[i].label.end);
      fresh_ = true;
      for (; next_quote < quotes_.size() && quotes_[next_quote].paragraph == i; ++next_quote) {
        const Quote& quote = quotes_[next_quote];
        stretch({at, quote.span.begin}, kNoQuote);
        const auto begin = size();
        fresh_ = true;
        stretch(quote.inner, static_cast<std::uint32_t>(next_quote));
        tokens_.quotes[next_quote] = {begin, size()};
        // After a quotation that ends like a sentence, narration may start one ("Go." He turned.): a capital tells.
        fresh_ = false;
        after_quote_ = true;
        at = quote.span.end;
      }
      stretch({at, paragraphs_[i].span.end}, kNoQuote);
      after_quote_ = false;
      tokens_.paragraphs.push_back({first, size()});
    }
    for (std::uint32_t word = 0; word < tokens_.vocabulary.size(); ++word) {
      // What stands in small letters is no surname: "the freeman", not Mr. Freeman.
      language::Lexicon::Entry& entry = tokens_.vocabulary.entry(word);
      if (entry.classes == 0 && entry.lower_count > 0) entry.classes = morphology_.person_by_ending(entry.lower);
    }
    separate_name_homographs(tokens_);
    return std::move(tokens_);
  }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(tokens_.all.size()); }

  void stretch(Span span, std::uint32_t quote) {
    for (std::size_t at = span.begin; at < span.end;) {
      const auto byte = static_cast<unsigned char>(text_[at]);
      if (byte == ' ' || byte == '\n') {
        ++at;
      } else if (ascii_letter(byte)) {
        at = word(at, span.end, quote);
      } else {
        const CodePoint c = code_point_at(text_, at);
        if (is_letter(c.value) || is_digit(c.value)) {
          at = word(at, span.end, quote);
        } else {
          punctuation(c, at, quote);
          at = c.next;
        }
      }
    }
  }

  std::size_t word(std::size_t begin, std::size_t limit, std::uint32_t quote) {
    constexpr std::size_t kLongest = 256;  // of a word; what is longer is no word
    std::size_t at = begin;
    bool plain = true;
    while (at < limit && at - begin < kLongest) {
      const auto byte = static_cast<unsigned char>(text_[at]);
      if (ascii_letter(byte) || (byte >= '0' && byte <= '9')) {
        ++at;
        continue;
      }
      const CodePoint c = code_point_at(text_, at);
      const bool joins = c.value == U'\'' || c.value == U'’' || c.value == U'-';
      if (joins && c.next < limit && is_letter(code_point_at(text_, c.next).value)) {
        plain = plain && byte < 0x80U;
        at = c.next;
        continue;
      }
      if (byte < 0x80U || !(is_letter(c.value) || is_digit(c.value) || is_mark(c.value))) break;
      plain = false;
      at = c.next;
    }
    if (tied_pronouns_.size() > 0) at = before_tied_pronoun({begin, at});
    if (elided_words_.size() > 0) at = elided_end(elided_words_, text_, {begin, at}).value_or(at);
    Token token;
    token.begin = static_cast<std::uint32_t>(begin);
    token.quote = quote;
    token.capital = is_upper(code_point_at(text_, begin).value);
    fold(begin, at, plain);
    strip_clitic(token);
    token.word = tokens_.vocabulary.intern(buffer_);
    language::Lexicon::Entry& entry = tokens_.vocabulary.entry(token.word);
    if (at < limit && text_[at] == '.' && ((entry.classes & language::kAbbreviation) != 0 || initial(begin, at)) &&
        token.capital)
      ++at;
    token.end = static_cast<std::uint32_t>(at);
    // "lady s": some texts have lost their apostrophes.
    if (!token.capital && loose_clitics_.contains(buffer_) && size() > 0 && tokens_.is_word(size() - 1) &&
        tokens_.all.back().quote == quote) {
      tokens_.all.back().possessive = true;
      return at;
    }
    token.starts_sentence = fresh_ || (after_quote_ && token.capital);
    if (!token.capital) {
      ++entry.lower_count;
    } else if (!token.starts_sentence) {
      ++entry.capital_count;
    }
    fresh_ = false;
    after_quote_ = false;
    tokens_.all.push_back(token);
    return at;
  }

  /// Where the verb ends in "dit-il" and "murmura-t-elle"; the end of any other word.
  std::size_t before_tied_pronoun(Span word) const {
    const std::string_view written = word.of(text_);
    const std::size_t hyphen = written.rfind('-');
    if (hyphen == std::string_view::npos || hyphen == 0) return word.end;
    if (!tied_pronouns_.contains(lower_case(written.substr(hyphen + 1)))) return word.end;
    const std::size_t link = written.rfind('-', hyphen - 1);
    const bool linked = link != std::string_view::npos && link > 0 &&
                        tied_links_.contains(lower_case(written.substr(link + 1, hyphen - link - 1)));
    return word.begin + (linked ? link : hyphen);
  }

  static bool is_mark(char32_t c) { return c >= 0x300 && c < 0x370; }

  /// A lone capital with a full stop: an initial ("J. Smith"), but not the pronoun.
  bool initial(std::size_t begin, std::size_t end) const {
    return end == begin + 1 && text_[begin] >= 'A' && text_[begin] <= 'Z' && !capital_pronouns_.contains(buffer_);
  }

  void fold(std::size_t begin, std::size_t end, bool plain) {
    if (plain) {
      buffer_.assign(text_.substr(begin, end - begin));
      for (char& c : buffer_) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
      }
      return;
    }
    buffer_.clear();
    const std::string lower = lower_case(text_.substr(begin, end - begin));
    for (std::size_t i = 0; i < lower.size();) {
      const CodePoint c = code_point_at(lower, i);
      append_utf8(buffer_, c.value == U'’' ? U'\'' : c.value);
      i = c.next;
    }
  }

  /// "Meg's" is Meg, "she'd" is she; "don't" stays.
  void strip_clitic(Token& token) {
    const language::Morphology::Clitic clitic = morphology_.clitic(buffer_);
    token.possessive = clitic.possessive;
    buffer_.resize(buffer_.size() - clitic.length);
  }

  void punctuation(CodePoint c, std::size_t at, std::uint32_t quote) {
    char mark = 0;
    switch (c.value) {
      case U'.':
      case U',':
      case U';':
      case U':':
      case U'!':
      case U'?':
      case U'(':
      case U')':
      case U'-':
        mark = static_cast<char>(c.value);
        break;
      case U'—':
      case U'–':
      case U'―':
        mark = '-';
        break;
      case U'…':
        mark = '.';
        break;
      default:
        return;
    }
    if (mark == '.' || mark == '!' || mark == '?') fresh_ = true;
    if (size() > 0 && tokens_.all.back().mark == mark && tokens_.all.back().end == at) {  // "--", "..."
      tokens_.all.back().end = static_cast<std::uint32_t>(c.next);
      return;
    }
    Token token;
    token.begin = static_cast<std::uint32_t>(at);
    token.end = static_cast<std::uint32_t>(c.next);
    token.quote = quote;
    token.mark = mark;
    tokens_.all.push_back(token);
  }

  const language::Morphology& morphology_;
  const language::WordList& capital_pronouns_;
  const language::WordList& loose_clitics_;
  const language::WordList& tied_pronouns_;
  const language::WordList& tied_links_;
  const language::WordList& elided_words_;
  std::string_view text_;
  const std::vector<Paragraph>& paragraphs_;
  const std::vector<Quote>& quotes_;
  Tokens tokens_;
  std::string buffer_;
  bool fresh_ = true;
  bool after_quote_ = false;
};

}  // namespace

std::optional<std::size_t> elided_end(const language::WordList& elided, std::string_view text, Span word) {
  constexpr std::size_t kLongest = 12;
  for (std::size_t at = word.begin; at < word.end && at < word.begin + kLongest;) {
    const CodePoint c = code_point_at(text, at);
    if (c.value == U'\'' || c.value == U'’') {
      const std::string opening = lower_case(text.substr(word.begin, at - word.begin)) + '\'';
      return c.next < word.end && elided.contains(opening) ? std::optional(c.next) : std::nullopt;
    }
    at = c.next;
  }
  return std::nullopt;
}

std::string_view Tokens::written(std::uint32_t index) const {
  const Token& token = all[index];
  std::size_t end = token.begin;
  for (std::size_t left = count_code_points(lower(index)); left > 0 && end < token.end; --left)
    end = code_point_at(text, end).next;
  return text.substr(token.begin, end - token.begin);
}

bool Tokens::is_numeral(std::uint32_t index) const {
  return is_word(index) && all[index].end - all[index].begin > 1 && language::roman_value(written(index)).has_value();
}

Tokens tokenize(const language::Language& language, std::string_view text, const std::vector<Paragraph>& paragraphs,
                const std::vector<Quote>& quotes) {
  return Tokenizer(language, text, paragraphs, quotes).run();
}

}  // namespace sotto::document
