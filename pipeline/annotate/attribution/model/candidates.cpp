#include "annotate/attribution/model/candidates.h"

#include <algorithm>
#include <unordered_map>

#include "shared/portable_math.h"

namespace sotto::attribution {

namespace {

constexpr std::size_t kMostCandidates = 18;
constexpr std::size_t kRecentEntities = 12;

/// The weight of what lies some paragraphs or turns back: 1 for none, a half after five.
float faded(std::uint32_t steps) {
  constexpr double kLogOfFading = -0.13926206733350766;  // ln 0.87
  return static_cast<float>(portable_exp(kLogOfFading * steps));
}

/// Where a tag has "she said" and no candidate can be she, adds the unknown woman (or man).
void offer_stranger(FeatureContext& context, std::uint32_t turn, std::vector<EntityIndex>& entities) {
  const language::Gender gender = context.turn_tags[turn].gender;
  const bool anybody = std::any_of(entities.begin(), entities.end(), [&](EntityIndex entity) {
    return context.entities.cast[entity].gender == gender ||
           context.entities.cast[entity].gender == language::Gender::unknown;
  });
  const EntityIndex stranger =
      gender == language::Gender::female ? context.entities.unknown_woman : context.entities.unknown_man;
  if (gender == language::Gender::unknown || anybody || stranger == kNobody) return;
  entities.push_back(stranger);
  for (std::uint32_t i = context.turns[turn].first; i <= context.turns[turn].last; ++i) {
    const DialogueTag& tag =
        strong(context.speeches[i].tag_after) ? context.speeches[i].tag_after : context.speeches[i].tag_before;
    if (context.tagged[i] == kNobody && strong(tag) && context.mentions.all[tag.mention].gender == gender)
      context.tagged[i] = stranger;
  }
}

}  // namespace

void find_candidates(FeatureContext& context) {
  context.candidates.resize(context.speeches.size());
  struct Past {
    std::uint32_t last_token = kNone;
    std::uint32_t last_paragraph = kNone;
    float presence = 0;
    std::uint32_t presence_at = 0;  // paragraph
    float speaking = 0;
    std::uint32_t speaking_at = 0;  // turn
  };
  std::vector<Past> past(context.entities.cast.size());
  std::vector<EntityIndex> recent;  // most recent first
  std::vector<EntityIndex> recent_unnamed;
  constexpr std::size_t kRememberedEntities = 40;
  constexpr std::size_t kRememberedUnnamed = 3;
  constexpr std::uint32_t kUnnamedStay = 10;  // paragraphs
  const auto touch = [&](const Mention& mention, std::uint32_t paragraph) {
    // A first-person narrator's "I" stands everywhere and tells nothing of who is present.
    if (mention.entity == kNobody || mention.quote != document::kNoQuote || mention.kind == MentionKind::self) return;
    Past& entity = past[mention.entity];
    entity.last_token = mention.tokens.begin;
    entity.last_paragraph = paragraph;
    entity.presence = entity.presence * faded(paragraph - entity.presence_at) + 1;
    entity.presence_at = paragraph;
    const bool named = mention.entity < context.entities.character_count;
    if (!named && mention.role != MentionRole::subject) return;
    std::vector<EntityIndex>& list = named ? recent : recent_unnamed;
    const auto found = std::find(list.begin(), list.end(), mention.entity);
    if (found != list.end()) list.erase(found);
    list.insert(list.begin(), mention.entity);
    const std::size_t remembered = named ? kRememberedEntities : kRememberedUnnamed;
    if (list.size() > remembered) list.pop_back();
  };
  std::uint32_t seen = 0;  // paragraphs whose mentions are in the past
  for (std::uint32_t t = 0; t < context.turns.size(); ++t) {
    const Turn& turn = context.turns[t];
    for (; seen < turn.paragraph; ++seen) {
      for (std::uint32_t m = context.mentions.paragraphs[seen].begin; m < context.mentions.paragraphs[seen].end; ++m)
        touch(context.mentions.all[m], seen);
    }
    std::vector<EntityIndex> entities;
    const auto offer = [&](EntityIndex entity) {
      if (entity != kNobody && entities.size() < kMostCandidates &&
          std::find(entities.begin(), entities.end(), entity) == entities.end()) {
        entities.push_back(entity);
      }
    };
    // Entities that are only described, and only later, are no candidates.
    const auto offer_later = [&](EntityIndex entity) {
      if (entity != kNobody && (entity < context.entities.character_count || past[entity].last_token != kNone))
        offer(entity);
    };
    const auto offer_mentions = [&](std::uint32_t paragraph, bool quoted) {
      constexpr std::uint32_t kMost = 60;  // mentions of one paragraph that are looked at
      const document::Range range = context.mentions.paragraphs[paragraph];
      for (std::uint32_t m = range.begin; m < std::min(range.end, range.begin + kMost); ++m) {
        const Mention& mention = context.mentions.all[m];
        if ((mention.quote != document::kNoQuote) != quoted) continue;
        if (quoted && !mention.vocative) continue;
        if (mention.several != nullptr) {
          for (const EntityIndex entity : mention.several->entities) offer(entity);
        }
        if (paragraph > context.last_paragraph(turn)) {
          offer_later(mention.entity);
        } else {
          offer(mention.entity);
        }
      }
    };
    for (std::uint32_t i = turn.first; i <= turn.last && i < turn.first + 8; ++i) offer(context.tagged[i]);
    const std::uint32_t last = context.last_paragraph(turn);
    for (std::uint32_t paragraph = turn.paragraph; paragraph <= std::min(last, turn.paragraph + 3); ++paragraph)
      offer_mentions(paragraph, false);
    for (int step : {-1, 1, -2, 2}) {
      const std::int64_t other = context.neighbour_turn(t, step);
      if (other < 0) continue;
      const EntityIndex entity = context.tagged[context.turns[static_cast<std::size_t>(other)].first];
      if (step < 0) {
        offer(entity);
      } else {
        offer_later(entity);
      }
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(recent.size(), 4); ++i) offer(recent[i]);
    if (turn.paragraph > 0) offer_mentions(turn.paragraph - 1, true);
    if (last + 1 < context.mentions.paragraphs.size()) {
      offer_mentions(last + 1, true);
      offer_mentions(last + 1, false);
    }
    if (context.entities.first_person_narrator != kNobody) offer(context.entities.first_person_narrator);
    for (int step : {-3, -4, 3, 4, -5, -6}) {
      const std::int64_t other = context.neighbour_turn(t, step);
      if (other >= 0) offer_later(context.tagged[context.turns[static_cast<std::size_t>(other)].first]);
    }
    for (const EntityIndex entity : recent_unnamed) {
      if (turn.paragraph - past[entity].last_paragraph <= kUnnamedStay) offer(entity);
    }
    for (std::size_t i = 0; i < std::min(recent.size(), kRecentEntities); ++i) offer(recent[i]);
    offer_stranger(context, t, entities);
    for (std::uint32_t i = turn.first; i <= turn.last; ++i) {
      context.candidates[i].reserve(entities.size());
      for (const EntityIndex entity : entities) {
        Candidate candidate;
        candidate.entity = entity;
        const auto place = std::find(recent.begin(), recent.end(), entity);
        candidate.recency = static_cast<std::uint16_t>(place - recent.begin());
        candidate.last_token = past[entity].last_token;
        candidate.last_paragraph = past[entity].last_paragraph;
        candidate.presence = past[entity].presence * faded(turn.paragraph - past[entity].presence_at);
        candidate.speaking = past[entity].speaking * faded(t - past[entity].speaking_at);
        context.candidates[i].push_back(candidate);
      }
    }
    for (std::uint32_t i = turn.first; i <= turn.last; ++i) {
      if (context.tagged[i] == kNobody) continue;
      Past& entity = past[context.tagged[i]];
      entity.speaking = entity.speaking * faded(t - entity.speaking_at) + 1;
      entity.speaking_at = t;
    }
  }
}

void add_following_context(FeatureContext& context) {
  struct Coming {
    std::uint32_t next_paragraph = kNone;
    float presence = 0;
    std::uint32_t presence_at = 0;  // paragraph
    float speaking = 0;
    std::uint32_t speaking_at = 0;  // turn
  };
  std::vector<Coming> coming(context.entities.cast.size());
  auto seen = static_cast<std::uint32_t>(context.mentions.paragraphs.size());  // paragraphs from here on are in it
  for (auto t = static_cast<std::uint32_t>(context.turns.size()); t-- > 0;) {
    const Turn& turn = context.turns[t];
    while (seen > turn.paragraph + 1) {
      --seen;
      for (std::uint32_t m = context.mentions.paragraphs[seen].begin; m < context.mentions.paragraphs[seen].end; ++m) {
        const Mention& mention = context.mentions.all[m];
        if (mention.entity == kNobody || mention.quote != document::kNoQuote || mention.kind == MentionKind::self)
          continue;
        Coming& entity = coming[mention.entity];
        entity.next_paragraph = seen;
        entity.presence = entity.presence * faded(entity.presence_at - seen) + 1;
        entity.presence_at = seen;
      }
    }
    for (std::uint32_t i = turn.first; i <= turn.last; ++i) {
      for (Candidate& candidate : context.candidates[i]) {
        const Coming& entity = coming[candidate.entity];
        candidate.next_paragraph = entity.next_paragraph;
        candidate.presence_after = entity.presence * faded(entity.presence_at - turn.paragraph);
        candidate.speaking_after = entity.speaking * faded(entity.speaking_at - t);
      }
    }
    for (std::uint32_t i = turn.first; i <= turn.last; ++i) {
      if (context.tagged[i] == kNobody) continue;
      Coming& entity = coming[context.tagged[i]];
      entity.speaking = entity.speaking * faded(entity.speaking_at - t) + 1;
      entity.speaking_at = t;
    }
  }
}

void add_scene_shares(FeatureContext& context) {
  std::uint32_t from = 0;
  while (from < context.turns.size()) {
    std::uint32_t to = from;
    while (to < context.turns.size() && context.turns[to].scene == context.turns[from].scene) ++to;
    std::unordered_map<EntityIndex, float> mentioned;
    std::unordered_map<EntityIndex, float> named;
    float mentions = 0;
    float turns = 0;
    for (std::uint32_t paragraph = context.turns[from].paragraph; paragraph <= context.turns[to - 1].paragraph;
         ++paragraph) {
      const document::Range range = context.mentions.paragraphs[paragraph];
      for (std::uint32_t m = range.begin; m < range.end; ++m) {
        const Mention& mention = context.mentions.all[m];
        if (mention.entity == kNobody || mention.quote != document::kNoQuote || mention.kind == MentionKind::self)
          continue;
        mentioned[mention.entity] += 1;
        mentions += 1;
      }
    }
    for (std::uint32_t t = from; t < to; ++t) {
      if (context.turn_tags[t].named.empty()) continue;
      named[context.turn_tags[t].named[0]] += 1;
      turns += 1;
    }
    for (std::uint32_t t = from; t < to; ++t) {
      const bool tagged = !context.turn_tags[t].named.empty();
      const float others = std::max(1.0F, turns - (tagged ? 1.0F : 0.0F));
      for (std::uint32_t i = context.turns[t].first; i <= context.turns[t].last; ++i) {
        for (Candidate& candidate : context.candidates[i]) {
          const float own = tagged && context.turn_tags[t].named[0] == candidate.entity ? 1.0F : 0.0F;
          const auto mentioned_here = mentioned.find(candidate.entity);
          const auto named_here = named.find(candidate.entity);
          if (mentioned_here != mentioned.end()) candidate.scene_share = mentioned_here->second / mentions;
          if (named_here != named.end()) candidate.scene_speaking = (named_here->second - own) / others;
        }
      }
    }
    from = to;
  }
}

}  // namespace sotto::attribution
