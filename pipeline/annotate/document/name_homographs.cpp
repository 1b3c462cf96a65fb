#include "annotate/document/name_homographs.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "shared/text.h"

namespace sotto::document {

namespace {

/// Classes of words that a given name may also belong to, in which it would be misread.
constexpr std::uint32_t kOtherwise = language::kNoName | language::kAuxiliary | language::kPastVerb;
constexpr std::uint32_t kSays = language::kSpeechVerb | language::kMannerVerb;
class HomographFinder {
 public:
  explicit HomographFinder(Tokens& tokens) : tokens_(tokens) {}

  void run() {
    std::vector<bool> speaks(tokens_.vocabulary.size(), false);
    for_each([&](std::uint32_t i) {
      if (says(i)) speaks[tokens_.all[i].word] = true;
    });
    if (std::find(speaks.begin(), speaks.end(), true) == speaks.end()) return;
    for_each([&](std::uint32_t i) {
      const std::uint32_t word = tokens_.all[i].word;
      if (word < speaks.size() && speaks[word] && is_name(i)) tokens_.all[i].word = tokens_.vocabulary.add_name(word);
    });
    for (std::uint32_t i = 0; i < tokens_.all.size(); ++i) count(i);
  }

 private:
  /// Calls `visit` for each capitalised token that may be such a name.
  template <typename Visit>
  void for_each(const Visit& visit) {
    for (const Range& paragraph : tokens_.paragraphs) {
      paragraph_ = paragraph;
      for (std::uint32_t i = paragraph.begin; i < paragraph.end; ++i) {
        if (!tokens_.all[i].capital) continue;
        const std::uint32_t classes = tokens_.classes(i);
        const bool both = (classes & language::kGivenName) != 0 && (classes & kOtherwise) != 0;
        if (both || (is_parent(i) && stands_alone(i))) visit(i);
      }
    }
  }

  bool inside(std::uint32_t i, std::uint32_t other) const {
    return paragraph_.contains(other) && tokens_.all[other].quote == tokens_.all[i].quote;
  }
  std::uint32_t classes_at(std::uint32_t i, std::uint32_t other) const {
    return inside(i, other) ? tokens_.classes(other) : 0;
  }
  std::string_view word_at(std::uint32_t i, std::uint32_t other) const {
    return inside(i, other) ? tokens_.lower(other) : std::string_view();
  }
  bool quoted(std::uint32_t i) const { return paragraph_.contains(i) && tokens_.all[i].quote != kNoQuote; }

  /// "asked Will" and "Will said" right behind a quotation, "Will said" before one.
  bool says(std::uint32_t i) const {
    constexpr std::uint32_t kNear = 3;  // tokens from the verb to what is said: "Will said slowly, ..."
    if (quoted(i)) return false;
    const std::uint32_t next = classes_at(i, i + 1);
    if (i >= paragraph_.begin + 2 && (classes_at(i, i - 1) & kSays) != 0 && quoted(i - 2))
      return (next & (language::kSpeechVerb | language::kSubjectPronoun)) == 0;
    if ((next & language::kSpeechVerb) == 0) return false;
    bool said = i > paragraph_.begin && quoted(i - 1);
    for (std::uint32_t after = i + 2; after <= i + 1 + kNear; ++after) said = said || quoted(after);
    return said;
  }

  bool is_parent(std::uint32_t i) const {
    return (tokens_.classes(i) & language::kKin) != 0 && kin_as_names_.contains(tokens_.lower(i));
  }

  /// "Father", not "Father Brown" or "my Father".
  bool stands_alone(std::uint32_t i) const {
    const bool title = inside(i, i + 1) && tokens_.all[i + 1].capital && !tokens_.all[i].possessive;
    return !title && (i == paragraph_.begin ||
                      (classes_at(i, i - 1) & (language::kDeterminer | language::kPossessivePronoun)) == 0);
  }

  bool is_name(std::uint32_t i) const {
    const Token& token = tokens_.all[i];
    if (token.possessive) return true;
    if (!token.starts_sentence) return !is_month(i);
    if (is_parent(i)) return true;
    // "Will took the oars", "Will takes them", "May and Rose", "Will, come here": but "Will you?", "Will his father?"
    const bool parted = inside(i, i + 1) && tokens_.all[i + 1].mark != 0;
    constexpr std::uint32_t kNoVerb =
        language::kPossessivePronoun | language::kObjectPronoun | language::kDeterminer | language::kSubjectPronoun;
    const std::uint32_t next = classes_at(i, i + 1);
    const bool takes =
        tokens_.language().morphology().has_ending(word_at(i, i + 1), language::Morphology::Ending::third_person) &&
        (next & kNoVerb) == 0;
    return parted || takes || (next & (language::kPastVerb | kSays)) != 0 ||
           tokens_.language().words("joining-conjunctions").contains(word_at(i, i + 1)) ||
           (quoted(i - 1) && (next & language::kAuxiliary) != 0);
  }

  /// "in May", "the fifth of June", "May 5"
  bool is_month(std::uint32_t i) const {
    if (months_.find(tokens_.lower(i)) == nullptr) return false;
    const std::string_view next = word_at(i, i + 1);
    return before_months_.contains(word_at(i, i - 1)) || (!next.empty() && is_digit(code_point_at(next, 0).value));
  }

  /// Counts the capital of a name for the name, no longer for the ordinary word.
  void count(std::uint32_t i) {
    const Token& token = tokens_.all[i];
    if (token.word == language::Lexicon::kNone || token.starts_sentence) return;
    const std::uint32_t word = tokens_.vocabulary.find(tokens_.lower(i));
    if (word == token.word) return;
    --tokens_.vocabulary.entry(word).capital_count;
    ++tokens_.vocabulary.entry(token.word).capital_count;
  }

  Tokens& tokens_;
  const language::WordList& kin_as_names_ = tokens_.language().words("kin-as-names");
  const language::WordList& before_months_ = tokens_.language().words("before-months");
  const language::Table& months_ = tokens_.language().table("months");
  Range paragraph_;
};

}  // namespace

void separate_name_homographs(Tokens& tokens) { HomographFinder(tokens).run(); }

}  // namespace sotto::document
