#include "annotate/attribution/model/features.h"

#include <algorithm>
#include <unordered_map>

#include "shared/portable_math.h"

// Who may have said each speech: whoever is named about it, before and after, or has been spoken of lately; and what
// the whole scene tells of them.

namespace sotto::attribution {

namespace {

constexpr std::size_t kMostCandidates = 18;
constexpr std::size_t kRecentPeople = 12;

/// What is left of 1 after some paragraphs or turns: half after five.
float faded(std::uint32_t steps) {
  constexpr double kLogOfFading = -0.13926206733350766;  // ln 0.87
  return static_cast<float>(portable_exp(kLogOfFading * steps));
}

}  // namespace

void FeatureExtractor::forget_candidates() {
  candidates_ = std::vector<std::vector<Candidate>>();
  focus_.forget();
}

void FeatureExtractor::find_candidates() {
  candidates_.resize(speeches_.size());
  struct Past {
    std::uint32_t last_token = kNone;
    std::uint32_t last_paragraph = kNone;
    float presence = 0;
    std::uint32_t presence_at = 0;  // paragraph
    float speaking = 0;
    std::uint32_t speaking_at = 0;  // turn
  };
  std::vector<Past> past(people_.cast.size());
  std::vector<EntityIndex> recent;  // most recent first
  std::vector<EntityIndex> recent_unnamed;
  constexpr std::size_t kRememberedPeople = 40;
  constexpr std::size_t kRememberedUnnamed = 2;
  constexpr std::uint32_t kUnnamedStay = 6;  // paragraphs
  const auto touch = [&](const Mention& mention, std::uint32_t paragraph) {
    // A storyteller's "I" stands everywhere and tells nothing of who is present.
    if (mention.person == kNobody || mention.quote != document::kNoQuote || mention.kind == MentionKind::self) return;
    Past& person = past[mention.person];
    person.last_token = mention.tokens.begin;
    person.last_paragraph = paragraph;
    person.presence = person.presence * faded(paragraph - person.presence_at) + 1;
    person.presence_at = paragraph;
    const bool named = mention.person < people_.named;
    if (!named && mention.role != MentionRole::subject) return;
    std::vector<EntityIndex>& list = named ? recent : recent_unnamed;
    const auto found = std::find(list.begin(), list.end(), mention.person);
    if (found != list.end()) list.erase(found);
    list.insert(list.begin(), mention.person);
    const std::size_t remembered = named ? kRememberedPeople : kRememberedUnnamed;
    if (list.size() > remembered) list.pop_back();
  };
  std::uint32_t seen = 0;  // paragraphs whose mentions are in the past
  for (std::uint32_t t = 0; t < turns_.size(); ++t) {
    const Turn& turn = turns_[t];
    for (; seen < turn.paragraph; ++seen) {
      for (std::uint32_t m = mentions_.paragraphs[seen].begin; m < mentions_.paragraphs[seen].end; ++m)
        touch(mentions_.all[m], seen);
    }
    std::vector<EntityIndex> people;
    const auto offer = [&](EntityIndex person) {
      if (person != kNobody && people.size() < kMostCandidates &&
          std::find(people.begin(), people.end(), person) == people.end()) {
        people.push_back(person);
      }
    };
    // Nobody speaks who is only described, and only later.
    const auto offer_later = [&](EntityIndex person) {
      if (person != kNobody && (person < people_.named || past[person].last_token != kNone)) offer(person);
    };
    const auto offer_mentions = [&](std::uint32_t paragraph, bool quoted) {
      constexpr std::uint32_t kMost = 60;  // mentions of one paragraph that are looked at
      const document::Range range = mentions_.paragraphs[paragraph];
      for (std::uint32_t m = range.begin; m < std::min(range.end, range.begin + kMost); ++m) {
        const Mention& mention = mentions_.all[m];
        if ((mention.quote != document::kNoQuote) != quoted) continue;
        if (quoted && !mention.vocative) continue;
        if (mention.several != nullptr) {
          for (const EntityIndex person : mention.several->people) offer(person);
        }
        if (paragraph > last_paragraph(turn)) {
          offer_later(mention.person);
        } else {
          offer(mention.person);
        }
      }
    };
    for (std::uint32_t i = turn.first; i <= turn.last && i < turn.first + 8; ++i) offer(tagged_[i]);
    const std::uint32_t last = last_paragraph(turn);
    for (std::uint32_t paragraph = turn.paragraph; paragraph <= std::min(last, turn.paragraph + 3); ++paragraph)
      offer_mentions(paragraph, false);
    for (int step : {-1, 1, -2, 2}) {
      const std::int64_t other = neighbour_turn(t, step);
      if (other < 0) continue;
      const EntityIndex person = tagged_[turns_[static_cast<std::size_t>(other)].first];
      if (step < 0) {
        offer(person);
      } else {
        offer_later(person);
      }
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(recent.size(), 4); ++i) offer(recent[i]);
    if (turn.paragraph > 0) offer_mentions(turn.paragraph - 1, true);
    if (last + 1 < mentions_.paragraphs.size()) {
      offer_mentions(last + 1, true);
      offer_mentions(last + 1, false);
    }
    if (people_.storyteller != kNobody) offer(people_.storyteller);
    for (int step : {-3, -4, 3, 4, -5, -6}) {
      const std::int64_t other = neighbour_turn(t, step);
      if (other >= 0) offer_later(tagged_[turns_[static_cast<std::size_t>(other)].first]);
    }
    for (const EntityIndex person : recent_unnamed) {
      if (turn.paragraph - past[person].last_paragraph <= kUnnamedStay) offer(person);
    }
    for (std::size_t i = 0; i < std::min(recent.size(), kRecentPeople); ++i) offer(recent[i]);
    offer_stranger(t, people);
    for (std::uint32_t i = turn.first; i <= turn.last; ++i) {
      candidates_[i].reserve(people.size());
      for (const EntityIndex person : people) {
        Candidate candidate;
        candidate.person = person;
        const auto place = std::find(recent.begin(), recent.end(), person);
        candidate.recency = static_cast<std::uint16_t>(place - recent.begin());
        candidate.last_token = past[person].last_token;
        candidate.last_paragraph = past[person].last_paragraph;
        candidate.presence = past[person].presence * faded(turn.paragraph - past[person].presence_at);
        candidate.speaking = past[person].speaking * faded(t - past[person].speaking_at);
        candidates_[i].push_back(candidate);
      }
    }
    for (std::uint32_t i = turn.first; i <= turn.last; ++i) {
      if (tagged_[i] == kNobody) continue;
      Past& person = past[tagged_[i]];
      person.speaking = person.speaking * faded(t - person.speaking_at) + 1;
      person.speaking_at = t;
    }
  }
}

/// "she said", where nobody is known who could be she: a woman of whom the text tells no more.
void FeatureExtractor::offer_stranger(std::uint32_t turn, std::vector<EntityIndex>& people) {
  const language::Gender gender = pronoun_gender(turn);
  const bool anybody = std::any_of(people.begin(), people.end(), [&](EntityIndex person) {
    return people_.cast[person].gender == gender || people_.cast[person].gender == language::Gender::unknown;
  });
  const EntityIndex stranger = gender == language::Gender::female ? people_.some_woman : people_.some_man;
  if (gender == language::Gender::unknown || anybody || stranger == kNobody) return;
  people.push_back(stranger);
  for (std::uint32_t i = turns_[turn].first; i <= turns_[turn].last; ++i) {
    const DialogueTag& tag = strong(speeches_[i].tag_after) ? speeches_[i].tag_after : speeches_[i].tag_before;
    if (tagged_[i] == kNobody && strong(tag) && mentions_.all[tag.mention].gender == gender) tagged_[i] = stranger;
  }
}

/// What the text after a turn tells of its candidates.
void FeatureExtractor::look_ahead() {
  struct Coming {
    std::uint32_t next_paragraph = kNone;
    float presence = 0;
    std::uint32_t presence_at = 0;  // paragraph
    float speaking = 0;
    std::uint32_t speaking_at = 0;  // turn
  };
  std::vector<Coming> coming(people_.cast.size());
  auto seen = static_cast<std::uint32_t>(mentions_.paragraphs.size());  // paragraphs from here on are in it
  for (auto t = static_cast<std::uint32_t>(turns_.size()); t-- > 0;) {
    const Turn& turn = turns_[t];
    while (seen > turn.paragraph + 1) {
      --seen;
      for (std::uint32_t m = mentions_.paragraphs[seen].begin; m < mentions_.paragraphs[seen].end; ++m) {
        const Mention& mention = mentions_.all[m];
        if (mention.person == kNobody || mention.quote != document::kNoQuote || mention.kind == MentionKind::self)
          continue;
        Coming& person = coming[mention.person];
        person.next_paragraph = seen;
        person.presence = person.presence * faded(person.presence_at - seen) + 1;
        person.presence_at = seen;
      }
    }
    for (std::uint32_t i = turn.first; i <= turn.last; ++i) {
      for (Candidate& candidate : candidates_[i]) {
        const Coming& person = coming[candidate.person];
        candidate.next_paragraph = person.next_paragraph;
        candidate.presence_after = person.presence * faded(person.presence_at - turn.paragraph);
        candidate.speaking_after = person.speaking * faded(person.speaking_at - t);
      }
    }
    for (std::uint32_t i = turn.first; i <= turn.last; ++i) {
      if (tagged_[i] == kNobody) continue;
      Coming& person = coming[tagged_[i]];
      person.speaking = person.speaking * faded(person.speaking_at - t) + 1;
      person.speaking_at = t;
    }
  }
}

/// Who is spoken of and who speaks in each scene as a whole.
void FeatureExtractor::count_scenes() {
  std::uint32_t from = 0;
  while (from < turns_.size()) {
    std::uint32_t to = from;
    while (to < turns_.size() && turns_[to].scene == turns_[from].scene) ++to;
    std::unordered_map<EntityIndex, float> mentioned;
    std::unordered_map<EntityIndex, float> named;
    float mentions = 0;
    float turns = 0;
    for (std::uint32_t paragraph = turns_[from].paragraph; paragraph <= turns_[to - 1].paragraph; ++paragraph) {
      const document::Range range = mentions_.paragraphs[paragraph];
      for (std::uint32_t m = range.begin; m < range.end; ++m) {
        const Mention& mention = mentions_.all[m];
        if (mention.person == kNobody || mention.quote != document::kNoQuote || mention.kind == MentionKind::self)
          continue;
        mentioned[mention.person] += 1;
        mentions += 1;
      }
    }
    for (std::uint32_t t = from; t < to; ++t) {
      if (turn_tags_[t].named.empty()) continue;
      named[turn_tags_[t].named[0]] += 1;
      turns += 1;
    }
    for (std::uint32_t t = from; t < to; ++t) {
      const bool tagged = !turn_tags_[t].named.empty();
      const float others = std::max(1.0F, turns - (tagged ? 1.0F : 0.0F));
      for (std::uint32_t i = turns_[t].first; i <= turns_[t].last; ++i) {
        for (Candidate& candidate : candidates_[i]) {
          const float own = tagged && turn_tags_[t].named[0] == candidate.person ? 1.0F : 0.0F;
          const auto mentioned_here = mentioned.find(candidate.person);
          const auto named_here = named.find(candidate.person);
          if (mentioned_here != mentioned.end()) candidate.scene_share = mentioned_here->second / mentions;
          if (named_here != named.end()) candidate.scene_speaking = (named_here->second - own) / others;
        }
      }
    }
    from = to;
  }
}

}  // namespace sotto::attribution
