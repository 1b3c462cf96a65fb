#pragma once

/// What kind of word stands at a place of a sentence, judged by its neighbours alone: so that a word that may be
/// several kinds ("record") is told apart by the places where words of one kind stand ("the house", "to become").

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annotate/language/language.h"
#include "annotate/normalization/tokenize.h"

namespace sotto::normalization {

/// The plain form of a verb is also its present tense, but for the third person, which is `verbs`.
enum class WordKind : std::uint8_t { noun, nouns, verb, verbs, past, participle, adjective, adverb };
inline constexpr std::size_t kWordKindCount = 8;
/// "noun"; of anything else nothing.
std::optional<WordKind> word_kind(std::string_view name);
std::string_view word_kind_name(WordKind kind);

using KindScores = std::array<float, kWordKindCount>;

/// A sentence as the model looks at it: its words in small letters, and "," for each pause between them.
class KindContext {
 public:
  KindContext(const language::Language& language, const std::vector<WrittenToken>& pieces);

  const std::vector<std::string>& items() const { return items_; }
  /// Where a piece stands among the items; none for one that is no word or number.
  std::optional<std::size_t> item_of(std::size_t piece) const { return places_[piece]; }
  /// Whether the word has a capital and no sentence starts with it.
  bool capital(std::size_t item) const { return capitals_[item]; }
  const language::Language& language() const { return language_; }

 private:
  const language::Language& language_;
  std::vector<std::string> items_;
  std::vector<bool> capitals_;
  std::vector<std::optional<std::size_t>> places_;  // by piece
};

/// The words that the model knows by themselves; of others it sees the ending. The rank of the most frequent is 0.
class KindVocabulary {
 public:
  void add(std::string_view word) { ranks_.emplace(word, ranks_.size()); }
  /// What stands for an item where the model knows only the `most` most frequent words.
  std::string_view seen(const KindContext& context, std::ptrdiff_t item, std::size_t most) const;
  std::size_t size() const { return ranks_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> ranks_;
};

/// What the model looks at to tell the kind of the word at `item`: the words round it, the last auxiliary before it,
/// the sentence's tenses.
std::vector<std::string> kind_features(const KindVocabulary& vocabulary, const KindContext& context, std::size_t item);

/// The learned weights.
///
///     word-kinds 1
///     words 1500          how many follow, the most frequent first
///     the and of ...
///     prior read 0 0 21 ...   for each kind in per mille how often the word is it
///     -3 12 0 ... a the   the weights in tenths for each kind, and their feature
class KindModel {
 public:
  /// Throws MachineFailure where the text is none of the format.
  KindModel(std::string_view name, std::string_view text);
  /// The language's own, made when it is first asked for.
  static const KindModel& of(const language::Language& language);

  /// For each kind the logarithm of how likely it is there, but for a summand that is the same for all.
  KindScores scores(const KindContext& context, std::size_t item) const;
  /// How often the word is each kind, 0..1; for a word that was not asked for when the model was learned, all alike.
  KindScores prior(std::string_view word) const;

 private:
  KindVocabulary vocabulary_;
  std::unordered_map<std::string_view, std::array<std::int16_t, kWordKindCount>> weights_;
  std::unordered_map<std::string_view, KindScores> priors_;
};

}  // namespace sotto::normalization
