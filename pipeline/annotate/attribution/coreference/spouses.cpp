#include "annotate/attribution/coreference/spouses.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <vector>

namespace sotto::attribution {

namespace {

class SpouseLinker {
 public:
  SpouseLinker(const document::Tokens& tokens, const Entities& entities, Mentions& mentions)
      : tokens_(tokens), entities_(entities), mentions_(mentions), surnames_(entities.cast.size()) {
    const language::Language& language = tokens.language();
    for (const NameForm& form : entities.names.forms()) {
      if (form.words.size() < 2 || form.common) continue;
      const language::Lexicon::Entry& first = tokens.vocabulary.entry(form.words[0]);
      const bool titled = (first.classes & language::kTitle) != 0;
      if (titled && language.words("title-uses", "given-name").contains(first.lower)) continue;
      for (const EntityIndex entity : form.entities) {
        surnames_[entity].insert(form.words.back());
        bearers_[form.words.back()].insert(entity);
        if (!titled) continue;
        if (language.words("title-uses", "wife").contains(first.lower)) wives_.insert(entity);
        if (language.words("title-uses", "maiden").contains(first.lower)) maidens_.insert(entity);
        if (language::gender_of(first.classes) == language::Gender::male) titled_men_.insert(entity);
      }
    }
  }

  void run() {
    for (std::uint32_t m = 0; m < mentions_.all.size(); ++m) link(m);
  }

 private:
  /// The people before a mention of whom a pronoun of this gender may speak, the last first.
  std::vector<EntityIndex> owners(std::uint32_t m, language::Gender gender) const {
    constexpr std::uint32_t kMentionsBack = 30;
    constexpr std::uint32_t kTokensBack = 400;
    constexpr std::size_t kMost = 2;
    std::vector<EntityIndex> found;
    const std::uint32_t at = mentions_.all[m].tokens.begin;
    for (std::uint32_t back = m; back > 0 && m - back < kMentionsBack && found.size() < kMost; --back) {
      const Mention& mention = mentions_.all[back - 1];
      if (at - mention.tokens.begin > kTokensBack) break;
      const bool spoken_of = mention.quote == document::kNoQuote || mention.vocative;
      if (!spoken_of || mention.entity == kNobody || mention.kind == MentionKind::self || mention.plural ||
          mention.entity >= entities_.character_count)
        continue;
      const language::Gender other = entities_.cast[mention.entity].gender;
      if (other != language::Gender::unknown && other != gender) continue;
      if (std::find(found.begin(), found.end(), mention.entity) == found.end()) found.push_back(mention.entity);
    }
    return found;
  }

  void link(std::uint32_t m) {
    Mention& mention = mentions_.all[m];
    if (!mention.kin || mention.plural || mention.kind != MentionKind::description ||
        mention.quote != document::kNoQuote || mention.tokens.empty())
      return;
    const std::uint32_t noun = mention.tokens.end - 1;
    const std::uint32_t first = tokens_.classes(mention.tokens.begin);
    if ((first & language::kPossessivePronoun) == 0) {  // "Jock's wife"
      if (m > 0 && mentions_.all[m - 1].tokens.begin == mention.tokens.begin &&
          mentions_.all[m - 1].kind == MentionKind::name && mentions_.all[m - 1].entity != kNobody)
        assign(mention, spouse(mentions_.all[m - 1].entity, noun));
      return;
    }
    const language::Gender gender = language::gender_of(first);
    if (gender == language::Gender::unknown) return;
    for (const EntityIndex owner : owners(m, gender)) {
      const EntityIndex found = spouse(owner, noun);
      if (found == kNobody) continue;
      assign(mention, found);
      return;
    }
  }

  static void assign(Mention& mention, EntityIndex found) {
    if (found == kNobody) return;
    mention.entity = found;
    mention.kind = MentionKind::name;
    mention.kin = false;
  }

  EntityIndex spouse(EntityIndex owner, std::uint32_t noun) const {
    if (!tokens_.listed(noun, "spouse-nouns") || maidens_.contains(owner)) return kNobody;
    const language::Gender gender = language::gender_of(tokens_.classes(noun));
    EntityIndex found = kNobody;
    for (const std::uint32_t surname : surnames_[owner]) {
      for (const EntityIndex entity : bearers_.at(surname)) {
        if (entity == owner || entities_.cast[entity].gender != gender) continue;
        const bool grown = gender == language::Gender::female ? wives_.contains(entity) : titled_men_.contains(entity);
        if (!grown || maidens_.contains(entity)) continue;
        if (found != kNobody && found != entity) return kNobody;
        found = entity;
      }
    }
    return found;
  }

  const document::Tokens& tokens_;
  const Entities& entities_;
  Mentions& mentions_;
  std::vector<std::set<std::uint32_t>> surnames_;                     // of each entity
  std::unordered_map<std::uint32_t, std::set<EntityIndex>> bearers_;  // of each surname
  std::set<EntityIndex> wives_;
  std::set<EntityIndex> maidens_;
  std::set<EntityIndex> titled_men_;
};

}  // namespace

void link_spouses(const document::Tokens& tokens, const Entities& entities, Mentions& mentions) {
  SpouseLinker(tokens, entities, mentions).run();
}

}  // namespace sotto::attribution
