#include "annotate/attribution/model/features.h"

#include <algorithm>

#include "annotate/attribution/model/speaker_style.h"
#include "shared/portable_math.h"
#include "shared/text.h"

// Turns, and the order in which the evidence is put together.

namespace sotto::attribution {

FeatureExtractor::FeatureExtractor(const document::Tokens& tokens, const std::vector<document::Quote>& quotes,
                                   const Entities& people, const Mentions& mentions, std::vector<Speech> speeches,
                                   const std::vector<std::uint32_t>& scenes)
    : tokens_(tokens),
      quotes_(quotes),
      people_(people),
      mentions_(mentions),
      focus_(tokens, people, mentions),
      cast_given_(std::any_of(people.cast.begin(), people.cast.end(),
                              [](const document::Character& one) { return one.given; })),
      speeches_(std::move(speeches)) {
  std::erase_if(speeches_, [](const Speech& speech) { return !speech.spoken; });
  likeness_.assign(people_.cast.size(), false);
  for (const Mention& mention : mentions_.all) {
    if (mention.likened && mention.person != kNobody && !is_character(mention.person)) likeness_[mention.person] = true;
  }
  for (const Mention& mention : mentions_.all) {
    if (!mention.likened && mention.person != kNobody) likeness_[mention.person] = false;
  }
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
    EntityIndex person = kNobody;
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
  find_turns(scenes);
  read_turn_tags();
  find_candidates();
  look_ahead();
  count_scenes();
}

EntityIndex FeatureExtractor::tag_person(const DialogueTag& tag) const {
  if (tag.mention == kNone) return kNobody;
  const Mention& mention = mentions_.all[tag.mention];
  const bool may_be = mention.kind == MentionKind::description && mention.person < people_.named;
  return may_be ? kNobody : mention.person;
}

/// Whom a tag names that leaves no doubt: "said Meg", "Meg said" behind a comma, "Meg said:", "I said".
EntityIndex FeatureExtractor::named_beside(const Speech& speech) const {
  const auto person = [&](const DialogueTag& tag) {
    if (tag.mention == kNone || tag.verb == kNone || (tokens_.classes(tag.verb) & language::kSpeechVerb) == 0)
      return kNobody;
    const Mention& mention = mentions_.all[tag.mention];
    if (mention.person == kNobody || mention.possessive || mention.several != nullptr) return kNobody;
    // "my father", whom the text does not name, is as surely he.
    const bool named = mention.kind == MentionKind::name;
    const bool self = mention.kind == MentionKind::self && is_character(mention.person);
    return named || self ? mention.person : kNobody;
  };
  const DialogueTag& after = speech.tag_after;
  const bool behind = after.form == TagForm::inverted && after.verb <= after.clause.begin + 1;
  // "Who?" I asked: where a name might begin a sentence of its own.
  const bool mine = after.mention != kNone && mentions_.all[after.mention].kind == MentionKind::self;
  const bool closed = speech.last_mark == ',' || speech.last_mark == '-' || mine;
  if (behind || (after.form == TagForm::plain && closed)) return person(after);
  const char tie = speech.before.empty() ? '\0' : tokens_.all[speech.before.end - 1].mark;
  if (speech.tag_before.form == TagForm::plain && (tie == ',' || tie == ':') && !strong(after))
    return person(speech.tag_before);
  return kNobody;
}

language::Gender FeatureExtractor::said_by(std::uint32_t speech) const {
  for (const DialogueTag* tag : {&speeches_[speech].tag_after, &speeches_[speech].tag_before}) {
    if (tag->form != TagForm::inverted && tag->form != TagForm::plain) continue;
    const Mention& mention = mentions_.all[tag->mention];
    return mention.kind == MentionKind::pronoun && !mention.plural ? mention.gender : language::Gender::unknown;
  }
  return language::Gender::unknown;
}

/// The one person whom a tag describes ("said the tall man"), or null.
const Mention* FeatureExtractor::described_in_tag(std::uint32_t speech) const {
  for (const DialogueTag* tag : {&speeches_[speech].tag_after, &speeches_[speech].tag_before}) {
    if (!strong(*tag)) continue;
    const Mention& mention = mentions_.all[tag->mention];
    const bool one = mention.kind == MentionKind::description && !mention.indefinite && !mention.plural && !mention.kin;
    return one ? &mention : nullptr;
  }
  return nullptr;
}

bool FeatureExtractor::describes_old(const Mention& described) const {
  for (std::uint32_t i = described.tokens.begin; i < described.tokens.end; ++i) {
    const std::string_view word = tokens_.lower(i);
    if (word == "old" || word == "elderly" || word == "aged") return true;
  }
  return false;
}

bool FeatureExtractor::is_familiar(std::uint32_t speech) const {
  const Mention* described = described_in_tag(speech);
  if (described == nullptr || described->introduced != kNotIntroduced ||
      described->gender == language::Gender::unknown || !may_be_anybody(tokens_.lower(described->tokens.end - 1)))
    return false;
  const bool old = describes_old(*described);
  const std::vector<Candidate>& candidates = candidates_[speech];
  return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
    return is_character(candidate.person) && candidate.scene_share > 0 &&
           people_.cast[candidate.person].gender == described->gender && (!old || is_elder(speech, candidate.person));
  });
}

bool FeatureExtractor::is_elder(std::uint32_t speech, EntityIndex person) const {
  const Mention* described = described_in_tag(speech);
  const document::Character& character = people_.cast[person];
  if (described == nullptr || character.gender != described->gender || !describes_old(*described)) return false;
  const std::string first = lower_case(character.name.substr(0, character.name.find_first_of(" .")));
  const bool titled = (language::word_classes(first) & language::kTitle) != 0 &&
                      language::gender_of(language::word_classes(first)) != language::Gender::unknown &&
                      first != "miss";
  return titled ? character.age.empty() || character.age == "old" : character.age == "old";
}

void FeatureExtractor::find_turns(const std::vector<std::uint32_t>& scenes) {
  turn_of_.resize(speeches_.size());
  EntityIndex told = kNobody;  // whom a tag of this paragraph named last
  surely_named_.reserve(speeches_.size());
  for (const Speech& speech : speeches_) surely_named_.push_back(named_beside(speech));
  for (std::uint32_t i = 0; i < speeches_.size(); ++i) {
    const std::uint32_t paragraph = speeches_[i].paragraph;
    const bool opens = turns_.empty() || speeches_[i - 1].paragraph != paragraph;
    if (opens) told = kNobody;
    const EntityIndex here = surely_named_[i];
    const bool another = here != kNobody && told != kNobody && here != told;
    if (turns_.empty() || (!continues(i) && (opens || another))) turns_.push_back({i, i, paragraph, scenes[paragraph]});
    if (here != kNobody) told = here;
    turns_.back().last = i;
    turn_of_[i] = static_cast<std::uint32_t>(turns_.size() - 1);
  }
}

document::Range FeatureExtractor::words_of(const Turn& turn) const {
  return {speeches_[turn.first].tokens.begin, speeches_[turn.last].tokens.end};
}

std::int64_t FeatureExtractor::neighbour_turn(std::uint32_t turn, int steps) const {
  constexpr std::uint32_t kLongestPause = 12;  // paragraphs of narration after which a conversation has ended
  const std::int64_t other = std::int64_t{turn} + steps;
  if (other < 0 || other >= static_cast<std::int64_t>(turns_.size())) return -1;
  const Turn& a = turns_[turn];
  const Turn& b = turns_[static_cast<std::size_t>(other)];
  if (a.scene != b.scene) return -1;
  const std::uint32_t apart = steps < 0 ? a.paragraph - last_paragraph(b) : b.paragraph - last_paragraph(a);
  return apart > kLongestPause ? -1 : other;
}

bool FeatureExtractor::calls_somebody(std::uint32_t turn) const {
  if (turn_tags_[turn].addressee != language::Gender::unknown) return true;
  const document::Range range = mentions_.paragraphs[turns_[turn].paragraph];
  const document::Range words = words_of(turns_[turn]);
  constexpr std::uint32_t kMost = 80;
  for (std::uint32_t m = range.begin; m < range.end && m - range.begin < kMost; ++m) {
    if (mentions_.all[m].vocative && words.contains(mentions_.all[m].tokens.begin)) return true;
  }
  return false;
}

float FeatureExtractor::talkers(std::uint32_t turn) const {
  constexpr int kAround = 5;
  std::array<EntityIndex, 2 * kAround + 1> found{};
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

bool FeatureExtractor::opens_with_capital(std::uint32_t speech) const {
  const document::Range range = speeches_[speech].tokens;
  return !range.empty() && tokens_.all[range.begin].capital;
}

std::vector<Belief> FeatureExtractor::told(const std::vector<EntityIndex>& fixed) const {
  std::vector<Belief> beliefs(speeches_.size());
  for (std::uint32_t i = 0; i < speeches_.size(); ++i) {
    const EntityIndex sure = fixed[i] == kNobody ? tagged_[i] : fixed[i];
    for (const Candidate& candidate : candidates_[i]) beliefs[i].push_back(candidate.person == sure ? 1.0F : 0.0F);
  }
  return beliefs;
}

void FeatureExtractor::features(std::uint32_t index, const std::vector<Belief>& told, const SpeakerStyles& idiolects,
                                std::vector<SpeakerFeatures>& into) const {
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

  SpeakerFeatures shared{};
  const document::Range paragraph = tokens_.paragraphs[speech.paragraph];
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
      before < 0 ? 20.0F
                 : static_cast<float>(turn.paragraph - last_paragraph(turns_[static_cast<std::size_t>(before)]));
  shared[kGapAfter] =
      after < 0 ? 20.0F : static_cast<float>(turns_[static_cast<std::size_t>(after)].paragraph - last_paragraph(turn));
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
    SpeakerFeatures& f = into[i];
    f[kGenderKnown] = people_.cast[candidate.person].gender != language::Gender::unknown ? 1.0F : 0.0F;
    f[kCastGiven] = cast_given_ ? 1.0F : 0.0F;
    f[kUnnamed] = candidate.person >= people_.named ? 1.0F : 0.0F;
    tag_features(speech, around, candidate, f);
    mention_features(speech, around, candidate, f);
    talk_features(index, candidate, told, f);
    focus_features(speech, t, candidate, f);
    f[kStyle] = idiolects.likeness(t, candidate.person);
    if (before >= 0)
      f[kSpokenToBefore] = idiolects.likeness_to(static_cast<std::uint32_t>(before), t, candidate.person);
    if (after >= 0) f[kSpokenToAfter] = idiolects.likeness_to(static_cast<std::uint32_t>(after), t, candidate.person);
    const language::Gender own = turn_tags_[t].own;
    const language::Gender gender = people_.cast[candidate.person].gender;
    if (own != language::Gender::unknown)
      f[kOwnGender] = gender == language::Gender::unknown ? 0.3F : gender == own ? 1.0F : -1.0F;
    f[kSpokenToRank] = f[kSpokenToBefore] + f[kSpokenToAfter];
    f[kTalkShare] = f[kTalkBefore] + f[kTalkAfter];
  }
  // Where each stands among the others.
  const auto rank = [&](SpeakerFeature of, SpeakerFeature as) {
    for (SpeakerFeatures& one : into) {
      one[as] = static_cast<float>(
          std::count_if(into.begin(), into.end(), [&](const SpeakerFeatures& other) { return other[of] > one[of]; }));
    }
  };
  rank(kPresence, kPresenceRank);
  rank(kTalkShare, kTalkRank);
  rank(kSceneShare, kSceneRank);
  rank(kStyle, kStyleRank);
  std::vector<SpeakerFeatures> sums = into;
  for (std::size_t i = 0; i < into.size(); ++i) {
    into[i][kSpokenToRank] =
        static_cast<float>(std::count_if(sums.begin(), sums.end(), [&](const SpeakerFeatures& other) {
          return other[kSpokenToRank] > sums[i][kSpokenToRank];
        }));
  }
}

}  // namespace sotto::attribution
