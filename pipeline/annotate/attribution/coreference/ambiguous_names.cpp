#include "annotate/attribution/coreference/ambiguous_names.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "shared/portable_math.h"

namespace sotto::attribution {

namespace {

/// How well a bare word names somebody.
enum class Fit : std::uint8_t {
  only_with_title,  ///< "Denham" for Mrs. Denham
  surname_of_woman,
  surname,
  given_name,
};

class Resolver {
 public:
  Resolver(const document::Tokens& tokens, const Entities& entities, Mentions& mentions)
      : tokens_(tokens), entities_(entities), mentions_(mentions), presence_(entities.cast.size()) {
    for (const NameForm& form : entities.names.forms()) {
      const bool titled = is_title(form.words[0]);
      if (form.words.size() < 2) continue;
      for (const EntityIndex entity : form.entities) {
        if (titled) {
          std::vector<EntityIndex>& holders = holders_[in_full(form.words[0])];
          if (std::find(holders.begin(), holders.end(), entity) == holders.end()) holders.push_back(entity);
          continue;
        }
        raise(form.words.front(), entity, Fit::given_name);
        const bool woman = entities.cast[entity].gender == language::Gender::female;
        raise(form.words.back(), entity, woman ? Fit::surname_of_woman : Fit::surname);
      }
    }
    for (const Mention& mention : mentions.all) {
      if (mention.kind != MentionKind::name || mention.entity == kNobody) continue;
      ++presence_[mention.entity].total;
      if (mention.tokens.size() < 2) continue;
      for (std::uint32_t i = mention.tokens.begin; i < mention.tokens.end; ++i)
        ++in_longer_[key(tokens.all[i].word, mention.entity)];
    }
  }

  void run() {
    for (Mention& mention : mentions_.all) {
      if (mention.several != nullptr) {
        now_ = mention.tokens.begin;
        const auto [bearers, given] = who_may_be(*mention.several);
        mention.entity = likeliest(bearers, given ? mention.several->words[0] : language::Lexicon::kNone);
        if (mention.gender == language::Gender::unknown) mention.gender = entities_.cast[mention.entity].gender;
        see(mention, 0.5);
      } else if (mention.kind == MentionKind::description && !mention.kin && !mention.plural && !mention.indefinite) {
        const auto found = holders_.find(tokens_.all[mention.tokens.end - 1].word);
        if (found == holders_.end()) continue;
        now_ = mention.tokens.begin;
        const EntityIndex entity = likeliest(found->second, language::Lexicon::kNone);
        if (presence(entity) < kPresent) continue;
        mention.entity = entity;
        if (mention.quote != document::kNoQuote) mention.kind = MentionKind::name;  // "Thank you, Doctor."
      } else if (mention.kind == MentionKind::name && mention.entity != kNobody) {
        see(mention, 1);
      }
    }
  }

 private:
  static constexpr double kFading = 900;   // tokens, about three pages
  static constexpr double kPresent = 0.1;  // named not much longer than two such spans ago

  static constexpr double kByUse = 0.2;
  static constexpr double kByLongerName = 1;

  struct Presence {
    double seen = 0;  // mentions, fading
    std::uint32_t at = 0;
    std::uint32_t total = 0;
  };

  bool is_title(std::uint32_t word) const { return (tokens_.vocabulary.entry(word).classes & language::kTitle) != 0; }

  /// "dr" is the title "doctor".
  std::uint32_t in_full(std::uint32_t title) const {
    const language::Table& table = tokens_.language().table("titles-in-full");
    const language::Table::Row* const row = table.find(tokens_.vocabulary.entry(title).lower);
    const std::uint32_t full = row == nullptr ? title : tokens_.vocabulary.find((*row)[1]);
    return full == language::Lexicon::kNone ? title : full;
  }

  static std::uint64_t key(std::uint32_t word, EntityIndex entity) { return std::uint64_t{word} << 32U | entity; }
  void raise(std::uint32_t word, EntityIndex entity, Fit fit) {
    Fit& best = fits_.emplace(key(word, entity), fit).first->second;
    best = std::max(best, fit);
  }

  /// Those of a form's people who may be called so, the best fitting, and whether it is their given name.
  std::pair<std::vector<EntityIndex>, bool> who_may_be(const NameForm& form) const {
    if (form.words.size() != 1) return {form.entities, false};
    std::vector<EntityIndex> best;
    Fit highest = Fit::only_with_title;
    for (const EntityIndex entity : form.entities) {
      const auto found = fits_.find(key(form.words[0], entity));
      const Fit fit = found == fits_.end() ? Fit::only_with_title : found->second;
      if (fit > highest) {
        highest = fit;
        best.clear();
      }
      if (fit == highest) best.push_back(entity);
    }
    return {best, highest == Fit::given_name};
  }

  double presence(EntityIndex entity) const {
    const Presence& one = presence_[entity];
    return one.seen * portable_exp(-static_cast<double>(now_ - one.at) / kFading);
  }

  /// Of two Charleses, the one who is mostly "Charles Hayter", "Sir Charles" is not the one who is simply Charles.
  EntityIndex likeliest(const std::vector<EntityIndex>& some, std::uint32_t given_name) const {
    EntityIndex best = some.front();
    double highest = -1e9;
    for (const EntityIndex entity : some) {
      double score = presence(entity);
      if (const auto longer = in_longer_.find(key(given_name, entity)); longer != in_longer_.end())
        score = std::min(score, 1.0) - kByLongerName * portable_log(1.0 + longer->second);
      score += kByUse * portable_log(1.0 + presence_[entity].total);
      if (score > highest) {
        highest = score;
        best = entity;
      }
    }
    return best;
  }

  void see(const Mention& mention, double weight) {
    now_ = mention.tokens.begin;
    Presence& one = presence_[mention.entity];
    one.seen = presence(mention.entity) + weight;
    one.at = now_;
  }

  const document::Tokens& tokens_;
  const Entities& entities_;
  Mentions& mentions_;
  std::unordered_map<std::uint64_t, Fit> fits_;
  std::unordered_map<std::uint32_t, std::vector<EntityIndex>> holders_;  // of titles
  std::unordered_map<std::uint64_t, std::uint32_t> in_longer_;  // a person's mentions of several words with this one
  std::vector<Presence> presence_;
  std::uint32_t now_ = 0;
};

}  // namespace

void resolve_ambiguous_names(const document::Tokens& tokens, const Entities& entities, Mentions& mentions) {
  Resolver(tokens, entities, mentions).run();
}

}  // namespace sotto::attribution
