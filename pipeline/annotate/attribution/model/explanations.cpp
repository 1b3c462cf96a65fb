#include "annotate/attribution/model/explanations.h"

#include <fmt/format.h>

#include <algorithm>

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

Explanation explain(std::string_view text, const FeatureContext& context, const std::vector<Decision>& decisions,
                    std::uint32_t index) {
  const EntityIndex entity = decisions[index].speaker;
  if (decisions[index].fixed) return {"person", "corrected by hand"};
  if (decisions[index].follows) return {"person", "another part of this speech was corrected by hand"};
  if (entity == kNobody) return {"none", ""};
  const Speech& speech = context.speeches[index];
  const Turn& turn = context.turns[context.turn_of[index]];
  const auto by_tag = [&](const Speech& tagged, std::string_view where) -> Explanation {
    for (const DialogueTag* tag : {&tagged.tag_after, &tagged.tag_before}) {
      if (tag->mention == kNone) continue;
      const Mention& mention = context.mentions.all[tag->mention];
      const bool agrees = !mention.plural && (mention.gender == language::Gender::unknown ||
                                              context.entities.cast[entity].gender == language::Gender::unknown ||
                                              mention.gender == context.entities.cast[entity].gender);
      const bool pronoun = mention.kind == MentionKind::pronoun && agrees;
      const bool described = mention.kind == MentionKind::description && agrees;
      if (!refers_to(mention, entity) && !pronoun && !described) continue;
      const std::string clause = std::string(where) + clause_text(text, context.tokens, *tag);
      if (strong(*tag)) return {pronoun ? "pronoun" : "tag", clause};
      return {"beat", clause};
    }
    return {};
  };
  if (context.quotes[speech.quote].continues) return {"continued", "goes on from the paragraph before"};
  if (Explanation found = by_tag(speech, ""); !found.rule.empty() && found.rule != "beat") return found;
  for (std::uint32_t i = turn.first; i <= turn.last && i < turn.first + 20; ++i) {
    if (i == index || decisions[i].speaker != entity) continue;
    if (Explanation found = by_tag(context.speeches[i], "same paragraph: ");
        found.rule == "tag" || found.rule == "pronoun")
      return found;
  }
  if (Explanation found = by_tag(speech, ""); !found.rule.empty()) return found;
  const std::uint32_t t = context.turn_of[index];
  const auto called = [&](std::uint32_t other) {
    const document::Range range = context.mentions.paragraphs[context.turns[other].paragraph];
    return std::any_of(context.mentions.all.begin() + range.begin, context.mentions.all.begin() + range.end,
                       [&](const Mention& mention) { return mention.vocative && mention.entity == entity; });
  };
  const auto same_scene = [&](std::uint32_t other) {
    return context.turns[other].scene == turn.scene && turn.paragraph - context.turns[other].paragraph <= 12;
  };
  if (t >= 1 && same_scene(t - 1) && called(t - 1))
    return {"vocative", fmt::format("called {} in the speech before", context.entities.cast[entity].name)};
  if (t >= 2 && same_scene(t - 2) && decisions[context.turns[t - 2].last].speaker == entity) {
    const EntityIndex other = decisions[context.turns[t - 1].last].speaker;
    if (other != kNobody && other != entity) {
      // How far back the two take turns.
      std::uint32_t since = t - 2;
      while (since >= 2 && t - since < 60 && same_scene(since - 2) &&
             decisions[context.turns[since - 1].last].speaker == other &&
             decisions[context.turns[since - 2].last].speaker == entity) {
        since -= 2;
      }
      return {"alternation",
              fmt::format("alternates with {} for {} turns", context.entities.cast[other].name, t - since + 1)};
    }
  }
  return {"context", "last spoken of nearby"};
}

}  // namespace sotto::attribution
