#include <algorithm>

#include <fmt/format.h>

#include "annotate/attribution/model/attribute.h"
#include "shared/text.h"

namespace sotto::attribution {

namespace {

std::string clause_text(std::string_view text, const document::Tokens& tokens, const DialogueTag& tag) {
  constexpr std::uint32_t kMostTokens = 9;
  const std::uint32_t begin = tag.clause.begin;
  const std::uint32_t end = std::min(tag.clause.end, begin + kMostTokens);
  std::string words =
      fold_space(text.substr(tokens.all[begin].begin, tokens.all[end - 1].end - tokens.all[begin].begin));
  if (end < tag.clause.end) words += " ...";
  return words;
}

}  // namespace

Reason explain(std::string_view text, const document::Tokens& tokens, const Entities& people, const Mentions& mentions,
               const std::vector<document::Quote>& quotes, const FeatureExtractor& evidence,
               const std::vector<Decision>& decisions, std::uint32_t index) {
  const EntityIndex person = decisions[index].person;
  if (decisions[index].fixed) return {"person", "corrected by hand"};
  if (decisions[index].follows) return {"person", "another part of this speech was corrected by hand"};
  if (person == kNobody) return {"none", ""};
  const Speech& speech = evidence.speeches()[index];
  const Turn& turn = evidence.turns()[evidence.turn_of(index)];
  const auto refers = [&](const DialogueTag& tag) {
    const Mention& mention = mentions.all[tag.mention];
    if (mention.person == person) return true;
    if (mention.several == nullptr) return false;
    const std::vector<EntityIndex>& several = mention.several->people;
    return std::find(several.begin(), several.end(), person) != several.end();
  };
  const auto by_tag = [&](const Speech& tagged, std::string_view where) -> Reason {
    for (const DialogueTag* tag : {&tagged.tag_after, &tagged.tag_before}) {
      if (tag->mention == kNone) continue;
      const Mention& mention = mentions.all[tag->mention];
      const bool agrees = !mention.plural && (mention.gender == language::Gender::unknown ||
                                              people.cast[person].gender == language::Gender::unknown ||
                                              mention.gender == people.cast[person].gender);
      const bool pronoun = mention.kind == MentionKind::pronoun && agrees;
      const bool described = mention.kind == MentionKind::description && agrees;
      if (!refers(*tag) && !pronoun && !described) continue;
      const std::string clause = std::string(where) + clause_text(text, tokens, *tag);
      if (strong(*tag)) return {pronoun ? "pronoun" : "tag", clause};
      return {"beat", clause};
    }
    return {};
  };
  if (quotes[speech.quote].continues) return {"continued", "goes on from the paragraph before"};
  if (Reason reason = by_tag(speech, ""); !reason.rule.empty() && reason.rule != "beat") return reason;
  for (std::uint32_t i = turn.first; i <= turn.last && i < turn.first + 20; ++i) {
    if (i == index || decisions[i].person != person) continue;
    if (Reason reason = by_tag(evidence.speeches()[i], "same paragraph: ");
        reason.rule == "tag" || reason.rule == "pronoun")
      return reason;
  }
  if (Reason reason = by_tag(speech, ""); !reason.rule.empty()) return reason;
  const std::uint32_t t = evidence.turn_of(index);
  const auto called = [&](std::uint32_t other) {
    const document::Range range = mentions.paragraphs[evidence.turns()[other].paragraph];
    return std::any_of(mentions.all.begin() + range.begin, mentions.all.begin() + range.end,
                       [&](const Mention& mention) { return mention.vocative && mention.person == person; });
  };
  const auto same_scene = [&](std::uint32_t other) {
    return evidence.turns()[other].scene == turn.scene && turn.paragraph - evidence.turns()[other].paragraph <= 12;
  };
  if (t >= 1 && same_scene(t - 1) && called(t - 1))
    return {"vocative", fmt::format("called {} in the speech before", people.cast[person].name)};
  if (t >= 2 && same_scene(t - 2) && decisions[evidence.turns()[t - 2].last].person == person) {
    const EntityIndex other = decisions[evidence.turns()[t - 1].last].person;
    if (other != kNobody && other != person) {
      // How far back the two take turns.
      std::uint32_t since = t - 2;
      while (since >= 2 && t - since < 60 && same_scene(since - 2) &&
             decisions[evidence.turns()[since - 1].last].person == other &&
             decisions[evidence.turns()[since - 2].last].person == person) {
        since -= 2;
      }
      return {"alternation", fmt::format("alternates with {} for {} turns", people.cast[other].name, t - since + 1)};
    }
  }
  return {"context", "last spoken of nearby"};
}

}  // namespace sotto::attribution
