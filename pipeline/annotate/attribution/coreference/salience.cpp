#include "annotate/attribution/coreference/salience.h"

#include <algorithm>

#include "shared/portable_math.h"

namespace sotto::attribution {

namespace {

constexpr double kFading = 70;          // words of narration
constexpr double kFadingSpeech = 0.25;  // a word of speech fades as much as this share of one of narration
constexpr std::size_t kMostRemembered = 16;
constexpr std::size_t kMostMeant = 6;
constexpr double kForgotten = 1e-5;

double salience_weight(const Mention& mention) {
  if (mention.quote != document::kNoQuote) return mention.vocative ? 0.25 : 0.08;
  if (mention.possessive) return 0.4;
  switch (mention.role) {
    case MentionRole::subject:
      return 1;
    case MentionRole::object:
      return 0.6;
    case MentionRole::other:
      return 0.5;
  }
  return 0;
}

/// How far an entity's gender agrees with a wanted one, 0 to 1.
double agreement(language::Gender entity, language::Gender wanted) {
  constexpr double kUnknown = 0.5;
  if (wanted == language::Gender::unknown || entity == wanted) return 1;
  return entity == language::Gender::unknown ? kUnknown : 0;
}

class SalienceTracker {
 public:
  SalienceTracker(const document::Tokens& tokens, const Entities& entities) : tokens_(tokens), entities_(entities) {}

  void go_to(std::uint32_t token) {
    double words = 0;
    for (; at_ < token; ++at_) words += tokens_.all[at_].quote == document::kNoQuote ? 1 : kFadingSpeech;
    if (words == 0) return;
    const double fading = portable_exp(-words / kFading);
    for (Seen& one : seen_) one.salience *= fading;
  }

  void see(EntityIndex entity, double weight) {
    for (Seen& one : seen_) {
      if (one.entity != entity) continue;
      one.salience += weight;
      return;
    }
    if (seen_.size() < kMostRemembered) {
      seen_.push_back({entity, weight});
      return;
    }
    Seen& least = *std::min_element(seen_.begin(), seen_.end(),
                                    [](const Seen& a, const Seen& b) { return a.salience < b.salience; });
    least = {entity, weight};
  }

  /// The `most` most salient entities that agree with a gender, with their shares. `but`: an entity that is hardly
  /// meant, for it is the subject of the same sentence.
  std::vector<SalientEntity> most_salient(language::Gender gender, EntityIndex but, std::size_t most) const {
    constexpr double kHardly = 0.15;
    std::vector<SalientEntity> list;
    double total = 0;
    for (const Seen& one : seen_) {
      if (one.entity == entities_.first_person_narrator) continue;  // who is "I" is neither he nor she
      const double share =
          one.salience * agreement(entities_.cast[one.entity].gender, gender) * (one.entity == but ? kHardly : 1);
      if (share < kForgotten) continue;
      list.push_back({one.entity, static_cast<float>(share)});
      total += share;
    }
    for (SalientEntity& one : list) one.share = static_cast<float>(one.share / total);
    std::sort(list.begin(), list.end(), [](const SalientEntity& a, const SalientEntity& b) {
      return a.share != b.share ? a.share > b.share : a.entity < b.entity;
    });
    if (list.size() > most) list.resize(most);
    return list;
  }

 private:
  struct Seen {
    EntityIndex entity = kNobody;
    double salience = 0;
  };

  const document::Tokens& tokens_;
  const Entities& entities_;
  std::uint32_t at_ = 0;
  std::vector<Seen> seen_;
};

}  // namespace

SalienceModel::SalienceModel(const document::Tokens& tokens, const Entities& entities, const Mentions& mentions) {
  SalienceTracker tracker(tokens, entities);
  for (std::uint32_t paragraph = 0; paragraph < mentions.paragraphs.size(); ++paragraph) {
    tracker.go_to(tokens.paragraphs[paragraph].begin);
    paragraphs_.push_back(tracker.most_salient(language::Gender::unknown, kNobody, kMostRemembered));
    EntityIndex subject = kNobody;                            // of the sentence
    std::uint32_t read = tokens.paragraphs[paragraph].begin;  // up to here
    const document::Range range = mentions.paragraphs[paragraph];
    for (std::uint32_t m = range.begin; m < range.end; ++m) {
      const Mention& mention = mentions.all[m];
      if (mention.kind == MentionKind::self || mention.plural) continue;
      tracker.go_to(mention.tokens.begin);
      for (; read <= mention.tokens.begin; ++read) {
        if (tokens.all[read].starts_sentence) subject = kNobody;
      }
      if (mention.kind != MentionKind::pronoun) {
        if (mention.entity == kNobody) continue;
        tracker.see(mention.entity, salience_weight(mention));
        if (mention.quote == document::kNoQuote && mention.role == MentionRole::subject) subject = mention.entity;
        continue;
      }
      if (mention.gender == language::Gender::unknown) continue;
      const EntityIndex but = mention.role == MentionRole::object ? subject : kNobody;
      std::vector<SalientEntity> meant = tracker.most_salient(mention.gender, but, kMostMeant);
      double squares = 0;
      for (const SalientEntity& one : meant) squares += double{one.share} * one.share;
      for (const SalientEntity& one : meant)
        tracker.see(one.entity, salience_weight(mention) * one.share * one.share / squares);
      if (mention.role == MentionRole::subject && !meant.empty()) subject = meant.front().entity;
      pronouns_.emplace(m, std::move(meant));
    }
  }
}

void SalienceModel::release() {
  pronouns_ = std::unordered_map<std::uint32_t, std::vector<SalientEntity>>();
  paragraphs_ = std::vector<std::vector<SalientEntity>>();
}

const std::vector<SalientEntity>& SalienceModel::meant_by(std::uint32_t mention) const {
  static const std::vector<SalientEntity> nothing;
  const auto found = pronouns_.find(mention);
  return found == pronouns_.end() ? nothing : found->second;
}

float rank_in(const std::vector<SalientEntity>& list, EntityIndex entity, float absent) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].entity == entity) return static_cast<float>(i);
  }
  return absent;
}

float share_in(const std::vector<SalientEntity>& list, EntityIndex entity) {
  for (const SalientEntity& one : list) {
    if (one.entity == entity) return one.share;
  }
  return 0;
}

}  // namespace sotto::attribution
