#include "annotate/attribution/model/turns.h"

namespace sotto::attribution {

void find_turns(FeatureContext& context, const std::vector<std::uint32_t>& scenes) {
  context.turn_of.resize(context.speeches.size());
  EntityIndex last = kNobody;  // whom the last tag of this paragraph named
  for (std::uint32_t i = 0; i < context.speeches.size(); ++i) {
    const std::uint32_t paragraph = context.speeches[i].paragraph;
    const bool opens = context.turns.empty() || context.speeches[i - 1].paragraph != paragraph;
    if (opens) last = kNobody;
    const EntityIndex here = context.surely_named[i];
    const bool another = here != kNobody && last != kNobody && here != last;
    if (context.turns.empty() || (!context.continues(i) && (opens || another)))
      context.turns.push_back({i, i, paragraph, scenes[paragraph]});
    if (here != kNobody) last = here;
    context.turns.back().last = i;
    context.turn_of[i] = static_cast<std::uint32_t>(context.turns.size() - 1);
  }
}

}  // namespace sotto::attribution
