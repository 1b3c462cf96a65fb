#include "annotate/evidence.h"

#include <algorithm>
#include <cmath>

#include "annotate/idiolects.h"
#include "annotate/portable_math.h"

namespace sotto {

namespace {

constexpr float kFar = 300;  // tokens: farther than any paragraph's evidence reaches
constexpr std::size_t kMostCandidates = 18;
constexpr std::size_t kRecentPeople = 12;

/// What is left of 1 after some paragraphs or turns: half after five.
float faded(std::uint32_t steps) {
  constexpr double kLogOfFading = -0.13926206733350766;  // ln 0.87
  return static_cast<float>(portable_exp(kLogOfFading * steps));
}

bool strong(const Tag& tag) {
  return tag.form == TagForm::inverted || tag.form == TagForm::plain || tag.form == TagForm::distant ||
         tag.form == TagForm::reply;
}

bool compatible(Gender a, Gender b) { return a == Gender::unknown || b == Gender::unknown || a == b; }

float kind_number(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::name:
      return mention.several == nullptr ? 1.0F : 2.0F;
    case MentionKind::pronoun:
      return mention.plural ? 5.0F : 3.0F;
    case MentionKind::description:
      return mention.indefinite ? 7.0F : mention.kin ? 8.0F : 4.0F;
    case MentionKind::self:
      return 6.0F;
  }
  return 0;
}

}  // namespace

/// What all candidates of one speech share.
struct Evidence::Surroundings {
  Range paragraph;                       // mentions of the speech's paragraph
  Range previous;                        // of the paragraph before
  Range next;                            // of the one after
  std::vector<PersonIndex> order_after;  // who the pronoun of the tag may be, most recent first
  std::vector<PersonIndex> order_before;
  bool tag_names_someone = false;
};

Evidence::Evidence(const Tokens& tokens, const std::vector<Quote>& quotes, const People& people,
                   const Mentions& mentions, std::vector<Speech> speeches, const std::vector<std::uint32_t>& scenes)
    : tokens_(tokens), quotes_(quotes), people_(people), mentions_(mentions),
      focus_(tokens, people, mentions),
      cast_given_(std::any_of(people.cast.begin(), people.cast.end(), [](const Character& one) { return one.given; })),
      speeches_(std::move(speeches)) {
  std::erase_if(speeches_, [](const Speech& speech) { return !speech.spoken; });
  find_turns(scenes);
  mention_share_.assign(people_.cast.size(), 0);
  speaking_share_.assign(people_.cast.size(), 0);
  float total = 0;
  for (const Mention& mention : mentions_.all) {
    if (mention.person == kNobody || mention.kind != MentionKind::name) continue;
    mention_share_[mention.person] += 1;
    total += 1;
  }
  for (float& share : mention_share_) share /= std::max(total, 1.0F);
  tagged_.reserve(speeches_.size());
  float speaking = 0;
  for (const Speech& speech : speeches_) {
    PersonIndex person = kNobody;
    if (strong(speech.tag_after)) person = tag_person(speech.tag_after);
    if (person == kNobody && strong(speech.tag_before) && !strong(speech.tag_after))
      person = tag_person(speech.tag_before);
    tagged_.push_back(person);
    if (person != kNobody) {
      speaking_share_[person] += 1;
      speaking += 1;
    }
  }
  for (float& share : speaking_share_) share /= std::max(speaking, 1.0F);
  read_turn_tags();
  find_candidates();
  look_ahead();
  count_scenes();
}

PersonIndex Evidence::tag_person(const Tag& tag) const {
  if (tag.mention == kNone) return kNobody;
  const Mention& mention = mentions_.all[tag.mention];
  const bool may_be = mention.kind == MentionKind::description && mention.person < people_.named;
  return may_be ? kNobody : mention.person;
}

void Evidence::find_turns(const std::vector<std::uint32_t>& scenes) {
  turn_of_.resize(speeches_.size());
  for (std::uint32_t i = 0; i < speeches_.size(); ++i) {
    const std::uint32_t paragraph = speeches_[i].paragraph;
    if (turns_.empty() || turns_.back().paragraph != paragraph) turns_.push_back({i, i, paragraph, scenes[paragraph]});
    turns_.back().last = i;
    turn_of_[i] = static_cast<std::uint32_t>(turns_.size() - 1);
  }
}

std::int64_t Evidence::neighbour_turn(std::uint32_t turn, int steps) const {
  constexpr std::uint32_t kLongestPause = 12;  // paragraphs of narration after which a conversation has ended
  const std::int64_t other = std::int64_t{turn} + steps;
  if (other < 0 || other >= static_cast<std::int64_t>(turns_.size())) return -1;
  const Turn& a = turns_[turn];
  const Turn& b = turns_[static_cast<std::size_t>(other)];
  if (a.scene != b.scene) return -1;
  const std::uint32_t apart = a.paragraph > b.paragraph ? a.paragraph - b.paragraph : b.paragraph - a.paragraph;
  return apart > kLongestPause ? -1 : other;
}

bool Evidence::calls_somebody(std::uint32_t turn) const {
  if (turn_tags_[turn].addressee != Gender::unknown) return true;
  const Range range = mentions_.paragraphs[turns_[turn].paragraph];
  constexpr std::uint32_t kMost = 80;
  for (std::uint32_t m = range.begin; m < range.end && m - range.begin < kMost; ++m) {
    if (mentions_.all[m].vocative) return true;
  }
  return false;
}

float Evidence::talkers(std::uint32_t turn) const {
  constexpr int kAround = 5;
  std::array<PersonIndex, 2 * kAround + 1> found{};
  std::size_t count = 0;
  for (int step = -kAround; step <= kAround; ++step) {
    const std::int64_t other = neighbour_turn(turn, step);
    if (other < 0) continue;
    const TurnTags& tags = turn_tags_[static_cast<std::size_t>(other)];
    if (tags.named.empty()) continue;
    if (std::find(found.begin(), found.begin() + count, tags.named[0]) == found.begin() + count)
      found[count++] = tags.named[0];
  }
  return static_cast<float>(count);
}

bool Evidence::opens_with_capital(std::uint32_t speech) const {
  const Range range = speeches_[speech].tokens;
  return !range.empty() && tokens_.all[range.begin].capital;
}

void Evidence::read_turn_tags() {
  constexpr std::uint32_t kMost = 12;  // speeches of a paragraph whose tags count for the others
  turn_tags_.resize(turns_.size());
  for (std::uint32_t t = 0; t < turns_.size(); ++t) {
    TurnTags& tags = turn_tags_[t];
    tags.addressee = addressee(turns_[t]);
    tags.own = own_gender(turns_[t]);
    for (std::uint32_t i = turns_[t].first; i <= turns_[t].last && i < turns_[t].first + kMost; ++i) {
      if (tagged_[i] != kNobody) tags.named.push_back(tagged_[i]);
      for (const Tag* tag : {&speeches_[i].tag_after, &speeches_[i].tag_before}) {
        if (tag->mention == kNone) continue;
        const Mention& mention = mentions_.all[tag->mention];
        if (!strong(*tag)) {
          if (tags.actor == kNobody && mention.kind == MentionKind::name) tags.actor = mention.person;
          continue;
        }
        if (mention.kind != MentionKind::pronoun && mention.kind != MentionKind::description) continue;
        if (mention.kind == MentionKind::description && mention.person != kNobody && tags.described == kNobody) {
          tags.described = mention.person;
          described_turns_[mention.person].push_back(t);
        }
        if (tags.gender == Gender::unknown && tags.order.empty()) {
          tags.gender = mention.gender;
          rank_pronoun(*tag, false, tags.order);
          rank_pronoun(*tag, true, tags.subjects);
          tags.pronoun = mention.tokens.begin;
          tags.mention = tag->mention;
        }
      }
    }
  }
}

void Evidence::find_candidates() {
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
  std::vector<PersonIndex> recent;  // most recent first
  std::vector<PersonIndex> recent_unnamed;
  constexpr std::size_t kRememberedPeople = 40;
  constexpr std::size_t kRememberedUnnamed = 2;
  constexpr std::uint32_t kUnnamedStay = 6;  // paragraphs
  const auto touch = [&](const Mention& mention, std::uint32_t paragraph) {
    // A storyteller's "I" stands everywhere and tells nothing of who is present.
    if (mention.person == kNobody || mention.quote != kNoQuote || mention.kind == MentionKind::self) return;
    Past& person = past[mention.person];
    person.last_token = mention.tokens.begin;
    person.last_paragraph = paragraph;
    person.presence = person.presence * faded(paragraph - person.presence_at) + 1;
    person.presence_at = paragraph;
    const bool named = mention.person < people_.named;
    if (!named && mention.role != Role::subject) return;
    std::vector<PersonIndex>& list = named ? recent : recent_unnamed;
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
    std::vector<PersonIndex> people;
    const auto offer = [&](PersonIndex person) {
      if (person != kNobody && people.size() < kMostCandidates &&
          std::find(people.begin(), people.end(), person) == people.end()) {
        people.push_back(person);
      }
    };
    const auto offer_mentions = [&](std::uint32_t paragraph, bool quoted) {
      constexpr std::uint32_t kMost = 60;  // mentions of one paragraph that are looked at
      const Range range = mentions_.paragraphs[paragraph];
      for (std::uint32_t m = range.begin; m < std::min(range.end, range.begin + kMost); ++m) {
        const Mention& mention = mentions_.all[m];
        if ((mention.quote != kNoQuote) != quoted) continue;
        if (quoted && !mention.vocative) continue;
        if (mention.several != nullptr) {
          for (const PersonIndex person : mention.several->people) offer(person);
        }
        offer(mention.person);
      }
    };
    for (std::uint32_t i = turn.first; i <= turn.last && i < turn.first + 8; ++i) offer(tagged_[i]);
    offer_mentions(turn.paragraph, false);
    for (int step : {-1, 1, -2, 2}) {
      const std::int64_t other = neighbour_turn(t, step);
      if (other >= 0) offer(tagged_[turns_[static_cast<std::size_t>(other)].first]);
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(recent.size(), 4); ++i) offer(recent[i]);
    if (turn.paragraph > 0) offer_mentions(turn.paragraph - 1, true);
    if (turn.paragraph + 1 < mentions_.paragraphs.size()) {
      offer_mentions(turn.paragraph + 1, true);
      offer_mentions(turn.paragraph + 1, false);
    }
    if (people_.storyteller != kNobody) offer(people_.storyteller);
    for (int step : {-3, -4, 3, 4, -5, -6}) {
      const std::int64_t other = neighbour_turn(t, step);
      if (other >= 0) offer(tagged_[turns_[static_cast<std::size_t>(other)].first]);
    }
    for (const PersonIndex person : recent_unnamed) {
      if (turn.paragraph - past[person].last_paragraph <= kUnnamedStay) offer(person);
    }
    for (std::size_t i = 0; i < std::min(recent.size(), kRecentPeople); ++i) offer(recent[i]);
    for (std::uint32_t i = turn.first; i <= turn.last; ++i) {
      for (const PersonIndex person : people) {
        Candidate candidate;
        candidate.person = person;
        const auto place = std::find(recent.begin(), recent.end(), person);
        candidate.recency = static_cast<std::uint16_t>(place - recent.begin());
        candidate.last_token = past[person].last_token;
        candidate.last_paragraph = past[person].last_paragraph;
        candidate.presence =
            past[person].presence * faded(turn.paragraph - past[person].presence_at);
        candidate.speaking =
            past[person].speaking * faded(t - past[person].speaking_at);
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

/// What the text after a turn tells of its candidates.
void Evidence::look_ahead() {
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
        if (mention.person == kNobody || mention.quote != kNoQuote || mention.kind == MentionKind::self) continue;
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
void Evidence::count_scenes() {
  std::uint32_t from = 0;
  while (from < turns_.size()) {
    std::uint32_t to = from;
    while (to < turns_.size() && turns_[to].scene == turns_[from].scene) ++to;
    std::unordered_map<PersonIndex, float> mentioned;
    std::unordered_map<PersonIndex, float> named;
    float mentions = 0;
    float turns = 0;
    for (std::uint32_t paragraph = turns_[from].paragraph; paragraph <= turns_[to - 1].paragraph; ++paragraph) {
      const Range range = mentions_.paragraphs[paragraph];
      for (std::uint32_t m = range.begin; m < range.end; ++m) {
        const Mention& mention = mentions_.all[m];
        if (mention.person == kNobody || mention.quote != kNoQuote || mention.kind == MentionKind::self) continue;
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

/// The gender of whom a turn's speeches call "sir", "madam", "papa".
Gender Evidence::addressee(const Turn& turn) const {
  constexpr std::uint32_t kMost = 400;  // tokens of a turn
  const Range paragraph = tokens_.paragraphs[turn.paragraph];
  for (std::uint32_t i = paragraph.begin; i < paragraph.end && i - paragraph.begin < kMost; ++i) {
    const Token& token = tokens_.all[i];
    if (token.quote == kNoQuote || (tokens_.classes(i) & kAddress) == 0 || token.possessive) continue;
    const Gender gender = gender_of(tokens_.classes(i));
    const std::string_view word = tokens_.lower(i);
    const Gender meant = word == "sir"                                            ? Gender::male
                         : word == "madam" || word == "ma'am" || word == "madame" ? Gender::female
                                                                                  : gender;
    if (meant == Gender::unknown) continue;
    const bool ends = i + 1 >= paragraph.end || tokens_.all[i + 1].quote != token.quote || tokens_.all[i + 1].mark != 0;
    const bool begins =
        i == paragraph.begin || tokens_.all[i - 1].quote != token.quote || tokens_.all[i - 1].mark != 0 ||
        tokens_.lower(i - 1) == "my" || tokens_.lower(i - 1) == "dear" || tokens_.lower(i - 1) == "yes" ||
        tokens_.lower(i - 1) == "no" || tokens_.lower(i - 1) == "dearest" || tokens_.lower(i - 1) == "oh";
    if (ends && begins) return meant;
  }
  return Gender::unknown;
}

/// "My wife" is a man's, "my husband" a woman's.
Gender Evidence::own_gender(const Turn& turn) const {
  constexpr std::uint32_t kMost = 400;  // tokens of a turn
  const Range paragraph = tokens_.paragraphs[turn.paragraph];
  for (std::uint32_t i = paragraph.begin + 1; i < paragraph.end && i - paragraph.begin < kMost; ++i) {
    if (tokens_.all[i].quote == kNoQuote || tokens_.lower(i - 1) != "my") continue;
    const std::string_view word = tokens_.lower(i);
    if (word == "wife" || word == "bride") return Gender::male;
    if (word == "husband") return Gender::female;
  }
  return Gender::unknown;
}

/// Whether a paragraph's last (or first) acting pronoun or description agrees with a gender: 1, -1, or 0 for unknown.
float Evidence::actor_gender(std::uint32_t paragraph, bool last, Gender gender) const {
  if (gender == Gender::unknown || paragraph >= mentions_.paragraphs.size()) return 0;
  const Range range = mentions_.paragraphs[paragraph];
  constexpr std::uint32_t kMost = 40;
  for (std::uint32_t n = 0; n < std::min(range.size(), kMost); ++n) {
    const Mention& mention = mentions_.all[last ? range.end - 1 - n : range.begin + n];
    if (mention.quote != kNoQuote || mention.role != Role::subject || mention.gender == Gender::unknown) continue;
    return mention.gender == gender ? 1.0F : -1.0F;
  }
  return 0;
}

/// Whether narration of a paragraph has a person as an object: spoken to, looked at.
float Evidence::object_in(std::uint32_t paragraph, PersonIndex person) const {
  const Range range = mentions_.paragraphs[paragraph];
  constexpr std::uint32_t kMost = 80;
  for (std::uint32_t m = range.begin; m < range.end && m - range.begin < kMost; ++m) {
    const Mention& mention = mentions_.all[m];
    if (mention.quote == kNoQuote && mention.role == Role::object && mention.person == person) return 1;
  }
  return 0;
}

std::vector<Belief> Evidence::first_beliefs() const {
  std::vector<Belief> beliefs(speeches_.size());
  for (std::uint32_t i = 0; i < speeches_.size(); ++i) {
    for (const Candidate& candidate : candidates_[i])
      beliefs[i].push_back(candidate.person == tagged_[i] ? 1.0F : 0.0F);
  }
  return beliefs;
}

bool Evidence::refers(const Mention& mention, PersonIndex person) const {
  if (mention.person == person) return true;
  if (mention.several == nullptr) return false;
  return std::find(mention.several->people.begin(), mention.several->people.end(), person) !=
         mention.several->people.end();
}

/// 1 when the tag names the person, a share of it when the name is one of several people's.
float Evidence::names(const Tag& tag, PersonIndex person) const {
  if (tag.mention == kNone) return 0;
  const Mention& mention = mentions_.all[tag.mention];
  if (mention.person == person) return 1;
  return refers(mention, person) ? 0.5F : 0.0F;
}

void Evidence::rank_pronoun(const Tag& tag, bool subjects_only, std::vector<PersonIndex>& order) const {
  order.clear();
  if (tag.mention == kNone) return;
  const Mention& pronoun = mentions_.all[tag.mention];
  if (pronoun.kind != MentionKind::pronoun && pronoun.kind != MentionKind::description) return;
  if (pronoun.plural) return;
  constexpr std::uint32_t kMentionsBack = 60;
  constexpr std::size_t kMost = 6;
  for (std::uint32_t m = tag.mention; m > 0 && tag.mention - m < kMentionsBack && order.size() < kMost; --m) {
    const Mention& mention = mentions_.all[m - 1];
    if (mention.quote != kNoQuote || mention.person == kNobody || mention.kind == MentionKind::self) continue;
    if (!compatible(mention.gender, pronoun.gender)) continue;
    if (subjects_only && mention.role != Role::subject) continue;
    if (std::find(order.begin(), order.end(), mention.person) == order.end()) order.push_back(mention.person);
  }
}

void Evidence::tag_features(const Speech& speech, const Surroundings& around, const Candidate& candidate,
                            Features& f) const {
  const PersonIndex person = candidate.person;
  const Gender gender = people_.cast[person].gender;
  f[kTagAfterNames] = names(speech.tag_after, person);
  f[kTagBeforeNames] = names(speech.tag_before, person);
  f[kTagAfterForm] = static_cast<float>(speech.tag_after.form);
  f[kTagBeforeForm] = static_cast<float>(speech.tag_before.form);
  const auto agreement = [&](const Tag& tag) -> float {
    if (tag.mention == kNone) return 0;
    const Gender said = mentions_.all[tag.mention].gender;
    if (said == Gender::unknown) return 0;
    if (gender == Gender::unknown) return 0.3F;
    return said == gender ? 1.0F : -1.0F;
  };
  const auto rank = [&](const std::vector<PersonIndex>& order) -> float {
    const auto found = std::find(order.begin(), order.end(), person);
    return found == order.end() ? 9.0F : static_cast<float>(found - order.begin());
  };
  if (speech.tag_after.mention != kNone) f[kTagAfterKind] = kind_number(mentions_.all[speech.tag_after.mention]);
  if (speech.tag_before.mention != kNone) f[kTagBeforeKind] = kind_number(mentions_.all[speech.tag_before.mention]);
  f[kTagAfterGender] = agreement(speech.tag_after);
  f[kTagBeforeGender] = agreement(speech.tag_before);
  f[kPronounRankAfter] = rank(around.order_after);
  f[kPronounRankBefore] = rank(around.order_before);
  f[kPronounRivalsAfter] = static_cast<float>(around.order_after.size());
  f[kTagNamesOther] = around.tag_names_someone && f[kTagAfterNames] == 0 && f[kTagBeforeNames] == 0 ? 1.0F : 0.0F;
  const bool self =
      (speech.tag_after.mention != kNone && mentions_.all[speech.tag_after.mention].kind == MentionKind::self) ||
      (speech.tag_before.mention != kNone && mentions_.all[speech.tag_before.mention].kind == MentionKind::self);
  f[kStoryteller] = person == people_.storyteller ? (self ? 2.0F : 1.0F) : 0.0F;
}

/// Whom pronouns beside a speech mean, and who is in focus.
void Evidence::focus_features(const Speech& speech, std::uint32_t t, const Candidate& candidate, Features& f) const {
  const PersonIndex person = candidate.person;
  constexpr float kAbsent = 9;
  const std::vector<InFocus>& focus = focus_.before_paragraph(speech.paragraph);
  f[kFocusShare] = share_in(focus, person);
  f[kFocusRank] = rank_in(focus, person, kAbsent);
  const auto meant = [&](std::uint32_t mention) { return share_in(focus_.meant_by(mention), person); };
  f[kPronounShareAfter] = meant(speech.tag_after.mention);
  f[kPronounShareBefore] = meant(speech.tag_before.mention);
  f[kTurnPronounShare] = meant(turn_tags_[t].mention);
  f[kTurnPronounFocusRank] = rank_in(focus_.meant_by(turn_tags_[t].mention), person, kAbsent);
  // Mentions by name count as 1, pronouns as their share.
  const auto share = [&](std::uint32_t m) {
    const Mention& mention = mentions_.all[m];
    return mention.kind == MentionKind::pronoun ? meant(m) : refers(mention, person) ? 1.0F : 0.0F;
  };
  constexpr std::uint32_t kMost = 40;
  const auto first_subject = [&](Range range, bool last) -> float {
    for (std::uint32_t n = 0; n < std::min(range.size(), kMost); ++n) {
      const std::uint32_t m = last ? range.end - 1 - n : range.begin + n;
      const Mention& mention = mentions_.all[m];
      if (mention.quote == kNoQuote && mention.role == Role::subject && !mention.plural) return share(m);
    }
    return 0;
  };
  f[kBeatShare] = first_subject(mentions_.paragraphs[speech.paragraph], false);
  if (speech.paragraph > 0) f[kActorBefore] = first_subject(mentions_.paragraphs[speech.paragraph - 1], true);
  if (speech.paragraph + 1 < mentions_.paragraphs.size())
    f[kActorAfter] = first_subject(mentions_.paragraphs[speech.paragraph + 1], false);
  const auto object = [&](Range range) {
    float most = 0;
    for (std::uint32_t m = range.begin; m < range.end && m - range.begin < kMost; ++m) {
      const Mention& mention = mentions_.all[m];
      if (mention.quote == kNoQuote && mention.role == Role::object) most = std::max(most, share(m));
    }
    return most;
  };
  f[kObjectShareHere] = object(mentions_.paragraphs[speech.paragraph]);
  if (const std::int64_t other = neighbour_turn(t, -1); other >= 0)
    f[kObjectShareBefore] = object(mentions_.paragraphs[turns_[static_cast<std::size_t>(other)].paragraph]);
}

void Evidence::mention_features(const Speech& speech, const Surroundings& around, const Candidate& candidate,
                                Features& f) const {
  const PersonIndex person = candidate.person;
  f[kSubjectBeforeDistance] = f[kSubjectAfterDistance] = f[kMentionBeforeDistance] = f[kMentionAfterDistance] = kFar;
  float others_before = 0;
  float others_after = 0;
  constexpr std::uint32_t kMost = 80;  // mentions on either side of a speech in one paragraph
  const auto middle = static_cast<std::uint32_t>(
      std::lower_bound(mentions_.all.begin() + around.paragraph.begin, mentions_.all.begin() + around.paragraph.end,
                       speech.tokens.begin,
                       [](const Mention& mention, std::uint32_t at) { return mention.tokens.begin < at; }) -
      mentions_.all.begin());
  for (std::uint32_t m = middle; m > around.paragraph.begin && middle - m < kMost; --m) {
    const Mention& mention = mentions_.all[m - 1];
    if (mention.quote != kNoQuote) continue;
    const auto distance = static_cast<float>(speech.tokens.begin - mention.tokens.end);
    if (distance > kFar) break;
    if (refers(mention, person)) {
      if (mention.role == Role::subject) f[kSubjectBeforeDistance] = std::min(f[kSubjectBeforeDistance], distance);
      f[kMentionBeforeDistance] = std::min(f[kMentionBeforeDistance], distance);
    } else if (mention.person != kNobody && f[kMentionBeforeDistance] == kFar) {
      ++others_before;
    }
  }
  for (std::uint32_t m = middle; m < around.paragraph.end && m - middle < kMost; ++m) {
    const Mention& mention = mentions_.all[m];
    if (mention.quote != kNoQuote) continue;
    const auto distance = static_cast<float>(mention.tokens.begin - speech.tokens.end);
    if (distance > kFar) break;
    if (refers(mention, person)) {
      if (mention.role == Role::subject) f[kSubjectAfterDistance] = std::min(f[kSubjectAfterDistance], distance);
      f[kMentionAfterDistance] = std::min(f[kMentionAfterDistance], distance);
    } else if (mention.person != kNobody && f[kMentionAfterDistance] == kFar) {
      ++others_after;
    }
  }
  f[kOthersBefore] = others_before;
  f[kOthersAfter] = others_after;
  f[kLastMentionDistance] = candidate.last_token == kNone
                                ? 9.0F
                                : portable_log2(static_cast<float>(speech.tokens.begin - candidate.last_token) + 1.0F);
  f[kLastMentionParagraphs] = candidate.last_paragraph == kNone
                                  ? 60.0F
                                  : std::min(60.0F, static_cast<float>(speech.paragraph - candidate.last_paragraph));
  f[kRecency] = candidate.recency;
  f[kPresence] = candidate.presence;
  f[kSpeaking] = candidate.speaking;
  f[kPresenceAfter] = candidate.presence_after;
  f[kSpeakingAfter] = candidate.speaking_after;
  f[kNextMentionParagraphs] = candidate.next_paragraph == kNone
                                  ? 60.0F
                                  : std::min(60.0F, static_cast<float>(candidate.next_paragraph - speech.paragraph));
  f[kSceneShare] = candidate.scene_share;
  f[kSceneSpeaking] = candidate.scene_speaking;
  f[kMentionShare] = mention_share_[person];
  f[kSpeakingShare] = speaking_share_[person];
  // The paragraphs beside: who acts there, and who comes last or first.
  bool last_known = false;
  bool subject_known = false;
  for (std::uint32_t m = around.previous.end; m > around.previous.begin && around.previous.end - m < kMost; --m) {
    const Mention& mention = mentions_.all[m - 1];
    if (mention.quote != kNoQuote || (mention.person == kNobody && mention.several == nullptr)) continue;
    const bool same = refers(mention, person);
    if (!last_known && same) f[kPreviousParagraphLast] = 1;
    last_known = true;
    if (mention.role != Role::subject) continue;
    if (same) f[kPreviousParagraphSubject] = 1;
    if (same && !subject_known) f[kPreviousLastSubject] = 1;
    subject_known = true;
  }
  bool first_known = false;
  for (std::uint32_t m = around.next.begin; m < around.next.end && m - around.next.begin < kMost; ++m) {
    const Mention& mention = mentions_.all[m];
    if (mention.quote != kNoQuote || (mention.person == kNobody && mention.several == nullptr)) continue;
    const bool same = refers(mention, person);
    if (!first_known && same) f[kNextParagraphFirst] = 1;
    first_known = true;
    if (same && mention.role == Role::subject) f[kNextParagraphSubject] = 1;
  }
}

/// Whether a person is called (or only named) in the speeches of a turn.
float Evidence::called_in_turn(std::int64_t turn, PersonIndex person, bool called) const {
  if (turn < 0) return 0;
  const Range range = mentions_.paragraphs[turns_[static_cast<std::size_t>(turn)].paragraph];
  constexpr std::uint32_t kMost = 80;
  for (std::uint32_t m = range.begin; m < range.end && m - range.begin < kMost; ++m) {
    const Mention& mention = mentions_.all[m];
    if (mention.quote != kNoQuote && mention.vocative == called && refers(mention, person))
      return mention.person == person ? 1.0F : 0.5F;
  }
  return 0;
}

float Evidence::belief(std::uint32_t speech, PersonIndex person, const std::vector<Belief>& beliefs) const {
  const std::vector<Candidate>& list = candidates_[speech];
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].person == person) return beliefs[speech][i];
  }
  return 0;
}

float Evidence::sureness(std::uint32_t speech, const std::vector<Belief>& beliefs) const {
  const Belief& belief = beliefs[speech];
  return belief.empty() ? 0.0F : *std::max_element(belief.begin(), belief.end());
}

void Evidence::talk_features(std::uint32_t index, const Surroundings& around, const Candidate& candidate,
                             const std::vector<Belief>& beliefs, Features& f) const {
  (void)around;
  const PersonIndex person = candidate.person;
  const Speech& speech = speeches_[index];
  const std::uint32_t t = turn_of_[index];
  const Turn& turn = turns_[t];
  const Range range = mentions_.paragraphs[speech.paragraph];
  constexpr std::uint32_t kMost = 80;
  for (std::uint32_t m = range.begin; m < range.end && m - range.begin < kMost; ++m) {
    const Mention& mention = mentions_.all[m];
    if (mention.quote == kNoQuote || !refers(mention, person)) continue;
    f[mention.vocative ? kCalledHere : kNamedHere] = 1;
  }
  const TurnTags& tags = turn_tags_[t];
  if (!tags.named.empty()) {
    f[kTurnTagged] = std::find(tags.named.begin(), tags.named.end(), person) != tags.named.end() ? 1.0F : -1.0F;
  }
  const Gender gender = people_.cast[person].gender;
  if (tags.gender != Gender::unknown)
    f[kTurnGender] = gender == Gender::unknown ? 0.3F : gender == tags.gender ? 1.0F : -1.0F;
  const auto place = std::find(tags.order.begin(), tags.order.end(), person);
  f[kTurnPronounRank] = place == tags.order.end() ? 9.0F : static_cast<float>(place - tags.order.begin());
  if (tags.actor != kNobody) f[kTurnActor] = tags.actor == person ? 1.0F : -1.0F;
  f[kCalledBefore] = called_in_turn(neighbour_turn(t, -1), person, true);
  f[kCalledTwoBefore] = called_in_turn(neighbour_turn(t, -2), person, true);
  f[kCalledAfter] = called_in_turn(neighbour_turn(t, 1), person, true);
  f[kCalledTwoAfter] = called_in_turn(neighbour_turn(t, 2), person, true);
  f[kNamedBefore] = called_in_turn(neighbour_turn(t, -1), person, false);
  f[kNamedAfter] = called_in_turn(neighbour_turn(t, 1), person, false);
  if (index > turn.first) {
    f[kSameParagraphBefore] = belief(index - 1, person, beliefs);
    f[kPreviousInParagraphTagged] = tagged_[index - 1] == kNobody ? 0.0F : tagged_[index - 1] == person ? 1.0F : -1.0F;
    const Tag& previous = speeches_[index - 1].tag_after;
    f[kTagBeforeIsPreviousTag] =
        previous.mention != kNone && previous.mention == speech.tag_before.mention ? 1.0F : 0.0F;
  }
  if (index < turn.last) {
    f[kSameParagraphAfter] = belief(index + 1, person, beliefs);
    f[kNextInParagraphTagged] = tagged_[index + 1] == kNobody ? 0.0F : tagged_[index + 1] == person ? 1.0F : -1.0F;
  }
  const auto subject = std::find(tags.subjects.begin(), tags.subjects.end(), person);
  f[kPronounSubjectRank] = subject == tags.subjects.end() ? 9.0F : static_cast<float>(subject - tags.subjects.begin());
  const auto agreement = [&](std::int64_t other) -> float {
    if (other < 0 || gender == Gender::unknown) return 0;
    const Gender meant = turn_tags_[static_cast<std::size_t>(other)].addressee;
    return meant == Gender::unknown ? 0.0F : meant == gender ? 1.0F : -1.0F;
  };
  f[kAddressedBefore] = agreement(neighbour_turn(t, -1));
  f[kAddressedAfter] = agreement(neighbour_turn(t, 1));
  f[kAddressesHere] = agreement(t);
  f[kObjectHere] = object_in(speech.paragraph, person);
  if (const std::int64_t other = neighbour_turn(t, -1); other >= 0) {
    f[kObjectBefore] = object_in(turns_[static_cast<std::size_t>(other)].paragraph, person);
  }
  f[kPreviousActorGender] = speech.paragraph > 0 ? actor_gender(speech.paragraph - 1, true, gender) : 0.0F;
  f[kNextActorGender] = actor_gender(speech.paragraph + 1, false, gender);
  f[kPronounDistance] = 60;
  if (tags.pronoun != kNone) {
    constexpr std::uint32_t kMostBack = 40;
    const auto from = static_cast<std::uint32_t>(
        std::lower_bound(mentions_.all.begin(), mentions_.all.end(), tags.pronoun,
                         [](const Mention& mention, std::uint32_t at) { return mention.tokens.begin < at; }) -
        mentions_.all.begin());
    for (std::uint32_t m = from; m > 0 && from - m < kMostBack; --m) {
      const Mention& mention = mentions_.all[m - 1];
      if (mention.quote != kNoQuote || !refers(mention, person)) continue;
      f[kPronounDistance] = std::min(60.0F, static_cast<float>(tags.pronoun - mention.tokens.begin));
      break;
    }
  }
  if (tags.described != kNobody) {
    // Whom the same words meant elsewhere: "the young man" is often the same one.
    const std::vector<std::uint32_t>& uses = described_turns_.at(tags.described);
    constexpr std::ptrdiff_t kNearest = 12;  // uses on either side
    const auto here = std::lower_bound(uses.begin(), uses.end(), t);
    float sum = 0;
    int count = 0;
    for (auto use = here - std::min(kNearest, here - uses.begin()); use != uses.end() && use - here <= kNearest;
         ++use) {
      if (*use == t) continue;
      sum += belief(turns_[*use].first, person, beliefs);
      ++count;
    }
    f[kDescriptionShare] = count == 0 ? 0.0F : sum / static_cast<float>(count);
    f[kDescriptionUses] = static_cast<float>(count);
  }
  const Belief& own = beliefs[index];
  const float mine = belief(index, person, beliefs);
  f[kOwnBelief] = mine;
  f[kOwnRank] = static_cast<float>(std::count_if(own.begin(), own.end(), [&](float other) { return other > mine; }));
  constexpr int kTalkTurns = 8;
  float weight = 1;
  for (int step = 1; step <= kTalkTurns; ++step, weight *= 0.8F) {
    const std::int64_t before = neighbour_turn(t, -step);
    const std::int64_t after = neighbour_turn(t, step);
    const float sign = step % 2 == 0 ? weight : -weight;
    if (before >= 0) {
      const float share = belief(turns_[static_cast<std::size_t>(before)].last, person, beliefs);
      f[kTalkBefore] += weight * share;
      f[kParityBefore] += sign * share;
    }
    if (after >= 0) {
      const float share = belief(turns_[static_cast<std::size_t>(after)].first, person, beliefs);
      f[kTalkAfter] += weight * share;
      f[kParityAfter] += sign * share;
    }
  }
  for (int step = 1; step <= 4; ++step) {
    const std::int64_t before = neighbour_turn(t, -step);
    const std::int64_t after = neighbour_turn(t, step);
    if (before >= 0) {
      const std::uint32_t other = turns_[static_cast<std::size_t>(before)].last;
      f[kTurnBefore1 + static_cast<std::uint32_t>(step) - 1] = belief(other, person, beliefs);
      if (step <= 2) f[kTurnBefore1Sure + static_cast<std::uint32_t>(step) - 1] = sureness(other, beliefs);
    }
    if (after >= 0) {
      const std::uint32_t other = turns_[static_cast<std::size_t>(after)].first;
      f[kTurnAfter1 + static_cast<std::uint32_t>(step) - 1] = belief(other, person, beliefs);
      if (step <= 2) f[kTurnAfter1Sure + static_cast<std::uint32_t>(step) - 1] = sureness(other, beliefs);
    }
  }
}

void Evidence::features(std::uint32_t index, const std::vector<Belief>& beliefs, const Idiolects& idiolects,
                        std::vector<Features>& into) const {
  const Speech& speech = speeches_[index];
  const std::uint32_t t = turn_of_[index];
  const Turn& turn = turns_[t];
  Surroundings around;
  around.paragraph = mentions_.paragraphs[speech.paragraph];
  if (speech.paragraph > 0) around.previous = mentions_.paragraphs[speech.paragraph - 1];
  if (speech.paragraph + 1 < mentions_.paragraphs.size()) around.next = mentions_.paragraphs[speech.paragraph + 1];
  rank_pronoun(speech.tag_after, false, around.order_after);
  rank_pronoun(speech.tag_before, false, around.order_before);
  around.tag_names_someone = tagged_[index] != kNobody;

  Features shared{};
  const Range paragraph = tokens_.paragraphs[speech.paragraph];
  shared[kContinues] = quotes_[speech.quote].continues ? 1.0F : 0.0F;
  shared[kFirstPersonBook] = people_.first_person ? 1.0F : 0.0F;
  shared[kCandidates] = static_cast<float>(candidates_[index].size());
  shared[kWords] = portable_log2(1.0F + static_cast<float>(speech.tokens.size()));
  shared[kQuotesInParagraph] = std::min(8.0F, static_cast<float>(turn.last - turn.first + 1));
  shared[kQuoteInParagraph] = std::min(8.0F, static_cast<float>(index - turn.first));
  shared[kParagraphOpens] = speech.tokens.begin == paragraph.begin ? 1.0F : 0.0F;
  std::uint32_t quoted = 0;
  for (std::uint32_t i = turn.first; i <= turn.last && i < turn.first + 50; ++i) quoted += speeches_[i].tokens.size();
  shared[kNarrationInParagraph] =
      portable_log2(1.0F + static_cast<float>(paragraph.size() - std::min(quoted, paragraph.size())));
  const std::int64_t before = neighbour_turn(t, -1);
  const std::int64_t after = neighbour_turn(t, 1);
  shared[kGapBefore] =
      before < 0 ? 20.0F : static_cast<float>(speech.paragraph - turns_[static_cast<std::size_t>(before)].paragraph);
  shared[kGapAfter] =
      after < 0 ? 20.0F : static_cast<float>(turns_[static_cast<std::size_t>(after)].paragraph - speech.paragraph);
  if (before >= 0) {
    const Speech& previous = speeches_[turns_[static_cast<std::size_t>(before)].last];
    shared[kNarrationSinceTurn] = portable_log2(1.0F + static_cast<float>(speech.tokens.begin - previous.tokens.end));
    shared[kPreviousAsks] = previous.last_mark == '?' ? 1.0F : 0.0F;
  } else {
    shared[kNarrationSinceTurn] = 12;
  }
  shared[kLastMark] = speech.last_mark == ','   ? 1.0F
                      : speech.last_mark == '.' ? 2.0F
                      : speech.last_mark == '-' ? 3.0F
                      : speech.last_mark == 0   ? 0.0F
                                                : 4.0F;

  into.assign(candidates_[index].size(), shared);
  for (std::size_t i = 0; i < candidates_[index].size(); ++i) {
    const Candidate& candidate = candidates_[index][i];
    Features& f = into[i];
    f[kGenderKnown] = people_.cast[candidate.person].gender != Gender::unknown ? 1.0F : 0.0F;
    f[kCastGiven] = cast_given_ ? 1.0F : 0.0F;
    f[kUnnamed] = candidate.person >= people_.named ? 1.0F : 0.0F;
    tag_features(speech, around, candidate, f);
    mention_features(speech, around, candidate, f);
    talk_features(index, around, candidate, beliefs, f);
    focus_features(speech, t, candidate, f);
    f[kStyle] = idiolects.likeness(t, candidate.person);
    if (before >= 0) f[kSpokenToBefore] = idiolects.likeness_to(static_cast<std::uint32_t>(before), t, candidate.person);
    if (after >= 0) f[kSpokenToAfter] = idiolects.likeness_to(static_cast<std::uint32_t>(after), t, candidate.person);
    const Gender told = turn_tags_[t].own;
    const Gender gender = people_.cast[candidate.person].gender;
    if (told != Gender::unknown) f[kOwnGender] = gender == Gender::unknown ? 0.3F : gender == told ? 1.0F : -1.0F;
    f[kSpokenToRank] = f[kSpokenToBefore] + f[kSpokenToAfter];
    f[kTalkShare] = f[kTalkBefore] + f[kTalkAfter];
  }
  // Where each stands among the others.
  const auto rank = [&](Feature of, Feature as) {
    for (Features& one : into) {
      one[as] = static_cast<float>(
          std::count_if(into.begin(), into.end(), [&](const Features& other) { return other[of] > one[of]; }));
    }
  };
  rank(kPresence, kPresenceRank);
  rank(kTalkShare, kTalkRank);
  rank(kSceneShare, kSceneRank);
  rank(kStyle, kStyleRank);
  std::vector<Features> sums = into;
  for (std::size_t i = 0; i < into.size(); ++i) {
    into[i][kSpokenToRank] = static_cast<float>(std::count_if(sums.begin(), sums.end(), [&](const Features& other) {
      return other[kSpokenToRank] > sums[i][kSpokenToRank];
    }));
  }
}

}  // namespace sotto
