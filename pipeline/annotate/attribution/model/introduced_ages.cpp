#include "annotate/attribution/model/introduced_ages.h"

#include <algorithm>
#include <optional>
#include <string>

#include "annotate/attribution/entities/ages.h"
#include "annotate/attribution/mentions/voice_nouns.h"
#include "annotate/language/languages.h"

namespace sotto::attribution {

namespace {

/// Who is only a voice is seen within so many paragraphs.
constexpr std::uint32_t kSeenAhead = 2;

class IntroducedAges {
 public:
  explicit IntroducedAges(DocumentAnalysis& analysis) : analysis_(analysis), tokens_(analysis.tokens) {}

  void read(const Speech& speech, const Decision& decision) {
    constexpr double kCertain = 0.8;
    if (decision.speaker == kNobody || decision.confidence < kCertain) return;
    document::Character& speaker = analysis_.entities.cast[decision.speaker];
    if (!speaker.age.empty() || !may_be_child(tokens_.language(), speaker)) return;
    for (const DialogueTag* tag : {&speech.tag_after, &speech.tag_before}) {
      if (tag->mention == kNone || (tag->form != TagForm::inverted && tag->form != TagForm::plain)) continue;
      const Mention& mention = analysis_.mentions.all[tag->mention];
      if (mention.plural) continue;
      const bool voice = mention.indefinite && is_voice(tokens_.language(), tokens_.lower(mention.tokens.end - 1));
      const std::optional<ToldAge> told = voice                                  ? seen_behind(speech.paragraph)
                                          : mention.introduced != kNotIntroduced ? introduced(mention)
                                                                                 : std::nullopt;
      if (told) learn_age(tokens_, *told, speaker);
    }
  }

 private:
  /// The years of the only one whom a paragraph introduces, by the noun `word` or, with `kAnyWord`, by any.
  static constexpr std::uint32_t kAnyWord = language::Lexicon::kNone;
  std::optional<ToldAge> years_in(std::uint32_t paragraph, std::uint32_t word) const {
    const document::Range range = analysis_.mentions.paragraphs[paragraph];
    std::optional<ToldAge> found;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      const Mention& mention = analysis_.mentions.all[i];
      // By its article: whoever is known to be somebody named is no longer an indefinite mention.
      const bool one =
          tokens_.language().words("introducing-determiners").contains(tokens_.lower(mention.tokens.begin)) &&
          !mention.plural && mention.quote == document::kNoQuote &&
          (word == kAnyWord || tokens_.all[mention.tokens.end - 1].word == word);
      if (!one) continue;
      if (found) return std::nullopt;
      found = age_introduced(tokens_, mention.tokens, tokens_.paragraphs[paragraph].end);
      if (!found) return std::nullopt;
      found->gender = mention.gender;
    }
    return found;
  }

  std::optional<ToldAge> introduced(const Mention& mention) const {
    return years_in(mention.introduced, tokens_.all[mention.tokens.end - 1].word);
  }

  std::optional<ToldAge> seen_behind(std::uint32_t paragraph) const {
    const std::vector<std::uint32_t>& scenes = analysis_.paragraphs.scenes;
    const auto last = std::min<std::size_t>(scenes.size(), paragraph + 1 + kSeenAhead);
    for (std::uint32_t i = paragraph + 1; i < last && scenes[i] == scenes[paragraph]; ++i) {
      if (const auto told = years_in(i, kAnyWord)) return told;
    }
    return std::nullopt;
  }

  DocumentAnalysis& analysis_;
  const document::Tokens& tokens_;
};

}  // namespace

void learn_introduced_ages(DocumentAnalysis& analysis, const std::vector<Decision>& decisions) {
  IntroducedAges ages(analysis);
  const std::vector<Speech>& speeches = analysis.context.speeches;
  for (std::size_t i = 0; i < speeches.size(); ++i) ages.read(speeches[i], decisions[i]);
}

}  // namespace sotto::attribution
