#include "annotate/attribution/model/spoken_ages.h"

#include <optional>
#include <string_view>

#include "annotate/attribution/entities/ages.h"

namespace sotto::attribution {

namespace {

class SpokenAges {
 public:
  explicit SpokenAges(DocumentAnalysis& analysis)
      : tokens_(analysis.tokens),
        entities_(analysis.entities),
        copulas_(tokens_.language().words("age-copulas")),
        tied_copulas_(tokens_.language().words("tied-age-copulas")) {}

  void read(const Speech& speech, const Decision& decision) {
    constexpr double kCertain = 0.8;  // confidence: below it another may as well say "I"
    EntityIndex named = kNobody;      // whom the speech names last
    for (std::uint32_t i = speech.tokens.begin; i < speech.tokens.end; ++i) {
      if (!tokens_.is_word(i) || tokens_.all[i].quote != speech.quote) continue;
      if (tokens_.all[i].capital) {
        if (const NameForm* form = entities_.names.match(tokens_, i, speech.tokens.end)) {
          named = form->entities.size() == 1 ? form->entities[0] : kNobody;
          i += static_cast<std::uint32_t>(form->words.size()) - 1;
          learn(i, named);
          continue;
        }
      }
      const std::uint32_t classes = tokens_.classes(i);
      if ((classes & language::kSubjectPronoun) == 0 || (classes & language::kPlural) != 0) continue;
      const language::Gender gender = language::gender_of(classes);
      if ((classes & language::kFirstPerson) != 0) {
        if (decision.confidence >= kCertain) learn(i, decision.speaker);
      } else if (named != kNobody && gender != language::Gender::unknown &&
                 (entities_.cast[named].gender == gender ||
                  entities_.cast[named].gender == language::Gender::unknown)) {
        learn(i, named);
      }
    }
  }

 private:
  /// `subject`: the token that names them, before "is" or with it ("I'm").
  void learn(std::uint32_t subject, EntityIndex who) {
    if (who == kNobody || !may_be_child(tokens_.language(), entities_.cast[who])) return;
    const bool tied = tied_copulas_.contains(behind_apostrophe(subject));
    const std::uint32_t next = subject + (tied ? 1 : 2);
    if (next >= tokens_.all.size() || tokens_.all[next].quote != tokens_.all[subject].quote) return;
    if (!tied && !copulas_.contains(tokens_.lower(subject + 1))) return;
    if (const auto told = age_said(tokens_, next)) learn_age(tokens_, *told, entities_.cast[who]);
  }

  std::string_view behind_apostrophe(std::uint32_t i) const {
    const document::Token& token = tokens_.all[i];
    const std::string_view written = tokens_.text.substr(token.begin, token.end - token.begin);
    for (const std::string_view apostrophe : {"'", "’"}) {
      const std::size_t at = written.rfind(apostrophe);
      if (at != std::string_view::npos) return written.substr(at + apostrophe.size());
    }
    return {};
  }

  const document::Tokens& tokens_;
  Entities& entities_;
  const language::WordList& copulas_;
  const language::WordList& tied_copulas_;
};

}  // namespace

void learn_spoken_ages(DocumentAnalysis& analysis, const std::vector<Decision>& decisions) {
  SpokenAges ages(analysis);
  const std::vector<Speech>& speeches = analysis.context.speeches;
  for (std::size_t i = 0; i < speeches.size(); ++i) ages.read(speeches[i], decisions[i]);
}

}  // namespace sotto::attribution
