#include "annotate/attribution/coreference/late_naming.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "annotate/attribution/entities/ages.h"
#include "annotate/attribution/entities/generic_nouns.h"
#include "annotate/attribution/mentions/voice_nouns.h"

namespace sotto::attribution {

namespace {

/// Within so many paragraphs a speaker who is only a voice gets a name.
constexpr std::uint32_t kParagraphsAhead = 8;

bool names_a_voice(const document::Tokens& tokens, const Mentions& mentions, const DialogueTag& tag) {
  if (tag.mention == kNone || (tag.form != TagForm::inverted && tag.form != TagForm::plain)) return false;
  const Mention& mention = mentions.all[tag.mention];
  if (mention.kind != MentionKind::description || mention.tokens.empty()) return false;
  const std::string_view noun = tokens.lower(mention.tokens.end - 1);
  const language::WordList& unnamed = tokens.language().words("unnamed-speakers");
  return (is_voice(tokens.language(), noun) && mention.indefinite) || unnamed.contains(noun);
}

/// Calls `visit` for each character whom the narration of a paragraph names, until it returns true.
template <typename Visit>
bool for_each_named(const DocumentAnalysis& analysis, std::uint32_t paragraph, const Visit& visit) {
  const document::Range range = analysis.mentions.paragraphs[paragraph];
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const Mention& mention = analysis.mentions.all[i];
    const bool named = mention.kind == MentionKind::name && mention.quote == document::kNoQuote &&
                       mention.entity != kNobody && !mention.possessive;
    if (named && visit(mention.entity)) return true;
  }
  return false;
}

/// For each character the paragraph of each scene that names them first.
class FirstNamings {
 public:
  explicit FirstNamings(const DocumentAnalysis& analysis) : scenes_(analysis.paragraphs.scenes) {
    for (std::uint32_t i = 0; i < scenes_.size(); ++i) {
      for_each_named(analysis, i, [&](EntityIndex entity) {
        first_.emplace(key(i, entity), i);
        return false;
      });
    }
  }

  /// Of the scene of `paragraph`, which names the character.
  std::uint32_t of(EntityIndex entity, std::uint32_t paragraph) const { return first_.at(key(paragraph, entity)); }

 private:
  std::uint64_t key(std::uint32_t paragraph, EntityIndex entity) const {
    return std::uint64_t{scenes_[paragraph]} << 32U | entity;
  }

  const std::vector<std::uint32_t>& scenes_;
  std::unordered_map<std::uint64_t, std::uint32_t> first_;
};

struct LateNamed {
  EntityIndex entity = kNobody;
  std::uint32_t named_in = 0;  ///< the paragraph
};

LateNamed named_after(const DocumentAnalysis& analysis, const FirstNamings& first, std::uint32_t paragraph) {
  const std::vector<std::uint32_t>& scenes = analysis.paragraphs.scenes;
  LateNamed late;
  const auto last = std::min<std::size_t>(scenes.size(), paragraph + 1 + kParagraphsAhead);
  for (std::uint32_t i = paragraph + 1; i < last && scenes[i] == scenes[paragraph] && late.entity == kNobody; ++i) {
    for_each_named(analysis, i, [&](EntityIndex entity) {
      if (first.of(entity, i) <= paragraph) return false;
      late = {entity, i};
      return true;
    });
  }
  return late;
}

/// Whether the narration beside a speech has a pronoun of this gender do or say something.
bool pronoun_beside(const Mentions& mentions, const Speech& speech, language::Gender gender) {
  const auto is_one = [&](const DialogueTag& tag) {
    if (tag.mention == kNone) return false;
    const Mention& mention = mentions.all[tag.mention];
    return mention.kind == MentionKind::pronoun && mention.gender == gender && !mention.plural;
  };
  return is_one(speech.tag_before) || is_one(speech.tag_after);
}

/// The entity of the voice itself, for where no character turns out to be the speaker.
EntityIndex voice(const DocumentAnalysis& analysis, const Speech& speech) {
  for (const DialogueTag* tag : {&speech.tag_after, &speech.tag_before}) {
    if (names_a_voice(analysis.tokens, analysis.mentions, *tag)) return analysis.mentions.all[tag->mention].entity;
  }
  return kNobody;
}

/// Finds whether a scene names somebody whom it had not mentioned before, from where a description was introduced until
/// soon after a speech: then the description may be theirs. What has been read for one speech is not read again for the
/// next.
class NamingsAfter {
 public:
  NamingsAfter(const DocumentAnalysis& analysis, const FirstNamings& first) : analysis_(analysis), first_(first) {}

  /// `introduced`, `speech`: paragraphs; `described`: whom the tag describes.
  bool any(std::uint32_t introduced, std::uint32_t speech, const Mention& described) {
    const std::vector<std::uint32_t>& scenes = analysis_.paragraphs.scenes;
    const std::uint32_t noun = analysis_.tokens.all[described.tokens.end - 1].word;
    const auto [found, is_new] = reading_.try_emplace({introduced, noun, described.gender});
    Reading& reading = found->second;
    if (is_new) {
      reading.next = introduced;
      reading.present = named_in_front(introduced, noun);
    }
    const auto last = std::min<std::size_t>(scenes.size(), speech + 1 + kParagraphsAhead);
    for (; !reading.named && reading.next < last && scenes[reading.next] == scenes[introduced]; ++reading.next) {
      reading.named = for_each_named(analysis_, reading.next, [&](EntityIndex entity) {
        const language::Gender other = analysis_.entities.cast[entity].gender;
        return first_.of(entity, introduced) >= introduced && !reading.present.contains(entity) &&
               (other == described.gender || other == language::Gender::unknown ||
                described.gender == language::Gender::unknown);
      });
      if (reading.named) break;
    }
    return reading.named && reading.next < last;
  }

 private:
  struct Reading {
    std::set<EntityIndex> present;  // whom the paragraph that introduces somebody names in front of them
    std::uint32_t next = 0;         // the first paragraph that has not been read, or the one that names somebody
    bool named = false;
  };

  /// In the paragraph that introduces "a boy", those who are named in front of him are other people.
  std::set<EntityIndex> named_in_front(std::uint32_t paragraph, std::uint32_t noun) const {
    std::set<EntityIndex> present;
    std::set<EntityIndex> before;
    const document::Range range = analysis_.mentions.paragraphs[paragraph];
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      const Mention& mention = analysis_.mentions.all[i];
      if (mention.quote != document::kNoQuote) continue;
      if (mention.kind == MentionKind::name && mention.entity != kNobody) before.insert(mention.entity);
      if (mention.indefinite && analysis_.tokens.all[mention.tokens.end - 1].word == noun) present.merge(before);
    }
    return present;
  }

  const DocumentAnalysis& analysis_;
  const FirstNamings& first_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, language::Gender>, Reading> reading_;
};

std::uint32_t paragraph_of(const DocumentAnalysis& analysis, const Mention& mention) {
  const std::vector<document::Range>& paragraphs = analysis.tokens.paragraphs;
  const auto found = std::upper_bound(paragraphs.begin(), paragraphs.end(), mention.tokens.begin,
                                      [](std::uint32_t at, const document::Range& range) { return at < range.end; });
  return static_cast<std::uint32_t>(found - paragraphs.begin());
}

/// Whether a description tells somebody from the others: "the old woman", "a girl of nine", not "the woman" or "the
/// young man", as those are called, too, whom the text has named.
bool tells_apart(const DocumentAnalysis& analysis, const Mention& mention) {
  const document::Tokens& tokens = analysis.tokens;
  const std::uint32_t noun = mention.tokens.end - 1;
  if (!is_generic_adult_noun(tokens.language(), tokens.lower(noun))) return true;
  if (age_behind(tokens, noun + 1, tokens.paragraphs[paragraph_of(analysis, mention)].end)) return true;
  const language::WordList& young = tokens.language().words("age-adjectives", "young");
  for (std::uint32_t i = mention.tokens.begin + 1; i < noun; ++i) {
    if (!young.contains(tokens.lower(i))) return (tokens.classes(noun) & language::kPersonNoun) != 0;
  }
  return false;
}

/// For each who is described, the paragraph where an indefinite article brought them in.
using Introductions = std::map<EntityIndex, std::uint32_t>;

/// Notes whom a paragraph's narration introduces with a description that tells them from others.
void note_introductions(const DocumentAnalysis& analysis, std::uint32_t paragraph, Introductions& introduced) {
  const document::Range range = analysis.mentions.paragraphs[paragraph];
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const Mention& mention = analysis.mentions.all[i];
    const bool one = mention.kind == MentionKind::description && mention.indefinite && !mention.predicative &&
                     mention.quote == document::kNoQuote && mention.entity != kNobody;
    if (one && tells_apart(analysis, mention)) introduced[mention.entity] = paragraph;
  }
}

/// Where somebody whom a tag describes came into the scene: "a boy" for "the boy", "an old woman" for "the old woman";
/// "said a tall man" brings him in. kNone: nowhere.
std::uint32_t introduction_of(const DocumentAnalysis& analysis, const Mention& mention, std::uint32_t paragraph,
                              const Introductions& introduced) {
  const std::string_view noun = analysis.tokens.lower(mention.tokens.end - 1);
  if (mention.indefinite) {
    const std::uint32_t first = mention.tokens.begin;
    const bool within =
        first > 0 && (analysis.tokens.classes(first - 1) & language::kPreposition) != 0;  // "said in a small voice"
    const bool somebody = !within && (analysis.tokens.language().word_classes(noun) & language::kPersonNoun) != 0;
    return somebody && tells_apart(analysis, mention) ? paragraph : kNone;
  }
  const auto found = introduced.find(mention.entity);
  const std::uint32_t same_words = found == introduced.end() ? kNone : found->second;
  return is_generic_adult_noun(analysis.tokens.language(), noun) || mention.introduced == kNotIntroduced
             ? same_words
             : mention.introduced;
}

/// For "said the boy", where "a boy" was introduced in this scene and is not named in it: the entity of the
/// description. `introduced`: for each who is described, the paragraph where an indefinite article introduced them;
/// `last`: where they came in or spoke last.
EntityIndex introduced_speaker(const DocumentAnalysis& analysis, const Speech& speech, const Introductions& introduced,
                               NamingsAfter& namings, std::map<EntityIndex, std::uint32_t>& last) {
  constexpr std::uint32_t kForgotten = 20;  // paragraphs
  for (const DialogueTag* tag : {&speech.tag_after, &speech.tag_before}) {
    if (tag->mention == kNone || (tag->form != TagForm::inverted && tag->form != TagForm::plain)) continue;
    const Mention& mention = analysis.mentions.all[tag->mention];
    if (mention.kind != MentionKind::description || mention.plural || mention.kin) continue;
    const std::uint32_t since = introduction_of(analysis, mention, speech.paragraph, introduced);
    if (since == kNone || analysis.paragraphs.scenes[since] != analysis.paragraphs.scenes[speech.paragraph]) continue;
    const auto seen = last.find(mention.entity);
    const std::uint32_t heard = std::max(since, seen == last.end() ? 0 : seen->second);
    if (speech.paragraph - heard > kForgotten) continue;
    if (namings.any(since, speech.paragraph, mention)) return kNobody;
    last[mention.entity] = speech.paragraph;
    return mention.entity;
  }
  return kNobody;
}

/// Somebody who is only described, and whose tags a scene has: "said the woman".
struct Described {
  EntityIndex entity = kNobody;
  std::vector<std::uint32_t> speeches;
};

/// The described speakers of one scene, in the order in which they speak first.
std::vector<Described> described_speakers(const DocumentAnalysis& analysis, std::uint32_t first, std::uint32_t last) {
  const std::vector<Speech>& speeches = analysis.context.speeches;
  std::vector<Described> found;
  std::unordered_map<EntityIndex, std::size_t> places;  // in `found`
  for (std::uint32_t i = first; i < last; ++i) {
    for (const DialogueTag* tag : {&speeches[i].tag_after, &speeches[i].tag_before}) {
      if (tag->mention == kNone || (tag->form != TagForm::inverted && tag->form != TagForm::plain)) continue;
      const Mention& mention = analysis.mentions.all[tag->mention];
      const bool his =
          mention.kin && (analysis.tokens.classes(mention.tokens.begin) & language::kPossessivePronoun) != 0;
      const bool one = mention.kind == MentionKind::description && !mention.plural && !his &&
                       mention.entity != kNobody && mention.entity >= analysis.entities.character_count &&
                       mention.gender != language::Gender::unknown;
      if (!one) continue;
      const auto [known, is_new] = places.emplace(mention.entity, found.size());
      if (is_new) {
        found.push_back({mention.entity, {i}});
      } else if (std::vector<std::uint32_t>& theirs = found[known->second].speeches; theirs.back() != i) {
        theirs.push_back(i);
      }
    }
  }
  return found;
}

/// Whether a described speaker is none of the characters whom the scene names: nobody of their gender is named before
/// they speak, and everybody of it who is named later has speeches of their own by that name.
bool is_nobody_named(const DocumentAnalysis& analysis, const Described& one) {
  const std::vector<Speech>& speeches = analysis.context.speeches;
  const std::vector<std::uint32_t>& scenes = analysis.paragraphs.scenes;
  const language::Gender gender = analysis.entities.cast[one.entity].gender;
  const std::uint32_t begin = speeches[one.speeches.front()].paragraph;
  const std::uint32_t end = speeches[one.speeches.back()].paragraph;
  constexpr std::uint32_t kFarthest = 400;  // paragraphs: who is called so for longer has a name
  if (end - begin > kFarthest) return false;
  const auto may_be = [&](EntityIndex entity) {
    const language::Gender other = analysis.entities.cast[entity].gender;
    return entity != analysis.entities.first_person_narrator && (other == gender || other == language::Gender::unknown);
  };
  for (std::uint32_t i = begin + 1; i-- > 0 && scenes[i] == scenes[begin] && i + kFarthest > begin;) {
    if (for_each_named(analysis, i, may_be)) return false;
  }
  std::set<EntityIndex> spoken;
  for (std::uint32_t i = one.speeches.front(); i < one.speeches.back(); ++i)
    spoken.insert(analysis.context.surely_named[i]);
  std::set<EntityIndex> named;
  for (std::uint32_t i = begin + 1; i < scenes.size() && i <= end + kParagraphsAhead && scenes[i] == scenes[begin];
       ++i) {
    for_each_named(analysis, i, [&](EntityIndex entity) {
      if (may_be(entity)) named.insert(entity);
      return false;
    });
  }
  return std::includes(spoken.begin(), spoken.end(), named.begin(), named.end());
}

/// Whether the paragraphs right before their first speech tell of a described speaker in the same words.
bool is_told_of(const DocumentAnalysis& analysis, const Described& one) {
  const std::uint32_t paragraph = analysis.context.speeches[one.speeches.front()].paragraph;
  for (std::uint32_t i = paragraph; i-- > 0 && i + kParagraphsAhead >= paragraph;) {
    const document::Range range = analysis.mentions.paragraphs[i];
    for (std::uint32_t m = range.begin; m < range.end; ++m) {
      const Mention& mention = analysis.mentions.all[m];
      if (mention.entity == one.entity && mention.kin && mention.quote == document::kNoQuote) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<EntityIndex> link_late_named(const DocumentAnalysis& analysis) {
  const std::vector<Speech>& speeches = analysis.context.speeches;
  std::vector<EntityIndex> late_named(speeches.size(), kNobody);
  const std::vector<std::uint32_t>& scenes = analysis.paragraphs.scenes;
  for (std::uint32_t i = 0; i < speeches.size();) {
    std::uint32_t next = i;
    while (next < speeches.size() && scenes[speeches[next].paragraph] == scenes[speeches[i].paragraph]) ++next;
    for (const Described& one : described_speakers(analysis, i, next)) {
      const bool told_of = one.speeches.size() > 1 || is_told_of(analysis, one);
      if (!told_of || !is_nobody_named(analysis, one)) continue;
      for (const std::uint32_t speech : one.speeches) late_named[speech] = one.entity;
    }
    i = next;
  }
  const FirstNamings first(analysis);
  NamingsAfter namings(analysis, first);
  Introductions introduced;
  std::map<EntityIndex, std::uint32_t> last;
  std::uint32_t read = 0;  // paragraphs
  for (std::size_t i = 0; i < speeches.size(); ++i) {
    for (; read <= speeches[i].paragraph; ++read) note_introductions(analysis, read, introduced);
    const EntityIndex entity = introduced_speaker(analysis, speeches[i], introduced, namings, last);
    if (entity != kNobody) late_named[i] = entity;
    const bool unnamed = names_a_voice(analysis.tokens, analysis.mentions, speeches[i].tag_after) ||
                         names_a_voice(analysis.tokens, analysis.mentions, speeches[i].tag_before);
    if (!unnamed) continue;
    const LateNamed late = named_after(analysis, first, speeches[i].paragraph);
    if (late.entity == kNobody) {
      late_named[i] = voice(analysis, speeches[i]);
      continue;
    }
    late_named[i] = late.entity;
    const language::Gender gender = analysis.entities.cast[late.entity].gender;
    for (std::size_t j = i + 1; j < speeches.size() && speeches[j].paragraph <= late.named_in; ++j) {
      if (gender != language::Gender::unknown && pronoun_beside(analysis.mentions, speeches[j], gender)) {
        late_named[j] = late.entity;
      }
    }
  }
  return late_named;
}

}  // namespace sotto::attribution
