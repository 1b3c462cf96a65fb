#include "annotate/attribution/mentions/reactions.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace sotto::attribution {

namespace {

/// What one line of the language's table has.
struct ReactionPhrase {
  std::vector<std::string_view> words;  ///< "*": any
  bool silent = false;
};

/// By the vocabulary number of their first word, the longest first.
using ReactionPhrases = std::unordered_map<std::uint32_t, std::vector<ReactionPhrase>>;

ReactionPhrases phrases_of(const document::Tokens& tokens) {
  ReactionPhrases phrases;
  for (const language::Table::Row& row : tokens.language().table("reactions")) {
    ReactionPhrase phrase{language::split_words(row[0]), row[1] == "silent"};
    const std::uint32_t first = tokens.vocabulary.find(phrase.words.front());
    if (first != language::Lexicon::kNone) phrases[first].push_back(std::move(phrase));
  }
  for (auto& [_, list] : phrases) {
    std::stable_sort(list.begin(), list.end(),
                     [](const ReactionPhrase& a, const ReactionPhrase& b) { return a.words.size() > b.words.size(); });
  }
  return phrases;
}

bool stands_at(const document::Tokens& tokens, std::uint32_t at, std::uint32_t end, const ReactionPhrase& phrase) {
  if (at + phrase.words.size() > end) return false;
  for (std::uint32_t i = 0; i < phrase.words.size(); ++i) {
    if (!tokens.is_word(at + i) || tokens.all[at + i].quote != document::kNoQuote) return false;
    if (phrase.words[i] != "*" && tokens.lower(at + i) != phrase.words[i]) return false;
  }
  return true;
}

/// The nearest subject in the same sentence's narration before a token; the number of mentions: there is none.
std::uint32_t subject_of(const document::Tokens& tokens, const Mentions& mentions, std::uint32_t paragraph,
                         std::uint32_t token) {
  constexpr std::uint32_t kFarthest = 25;  // tokens
  const std::uint32_t begin = tokens.paragraphs[paragraph].begin;
  std::uint32_t sentence = token;
  while (sentence > begin && token - sentence < kFarthest && !tokens.all[sentence].starts_sentence &&
         tokens.all[sentence].quote == document::kNoQuote)
    --sentence;
  const auto none = static_cast<std::uint32_t>(mentions.all.size());
  const auto next =
      std::lower_bound(mentions.all.begin(), mentions.all.end(), token,
                       [](const Mention& mention, std::uint32_t at) { return mention.tokens.begin < at; });
  for (auto m = static_cast<std::uint32_t>(next - mentions.all.begin()); m-- > 0;) {
    const Mention& mention = mentions.all[m];
    if (mention.tokens.begin < sentence) break;
    if (mention.quote == document::kNoQuote && mention.role == MentionRole::subject && !mention.plural) return m;
  }
  return none;
}

}  // namespace

std::vector<Reaction> find_reactions(const document::Tokens& tokens, const Mentions& mentions) {
  const ReactionPhrases phrases = phrases_of(tokens);
  std::vector<Reaction> found;
  for (std::uint32_t p = 0; p < tokens.paragraphs.size(); ++p) {
    const document::Range paragraph = tokens.paragraphs[p];
    for (std::uint32_t i = paragraph.begin; i < paragraph.end; ++i) {
      if (tokens.all[i].quote != document::kNoQuote || !tokens.is_word(i)) continue;
      const auto list = phrases.find(tokens.all[i].word);
      if (list == phrases.end()) continue;
      const auto phrase = std::find_if(list->second.begin(), list->second.end(), [&](const ReactionPhrase& one) {
        return stands_at(tokens, i, paragraph.end, one);
      });
      if (phrase == list->second.end()) continue;
      const std::uint32_t subject = subject_of(tokens, mentions, p, i);
      if (subject < mentions.all.size()) found.push_back({i, subject, phrase->silent});
      i += static_cast<std::uint32_t>(phrase->words.size()) - 1;
    }
  }
  return found;
}

std::vector<Reaction>::const_iterator first_reaction(const std::vector<Reaction>& reactions, std::uint32_t token) {
  return std::lower_bound(reactions.begin(), reactions.end(), token,
                          [](const Reaction& one, std::uint32_t at) { return one.token < at; });
}

}  // namespace sotto::attribution
