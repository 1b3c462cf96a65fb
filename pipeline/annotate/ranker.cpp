#include "annotate/ranker.h"

#include <algorithm>
#include <cmath>

namespace sotto {

namespace {

float near(float distance) { return 1.0F / (1.0F + distance / 8.0F); }

float score(const Features& f) {
  const bool strong_after = f[kTagAfterForm] >= 1 && f[kTagAfterForm] <= 4;
  const bool strong_before = f[kTagBeforeForm] >= 1 && f[kTagBeforeForm] <= 4 && !strong_after;
  float s = 0;
  s += f[kTagAfterNames] * (strong_after ? 8.0F : 2.5F);
  s += f[kTagBeforeNames] * (strong_before ? 7.0F : 2.0F);
  s -= f[kTagNamesOther] * 4.0F;
  if (f[kTagAfterGender] < 0) s -= strong_after ? 5.0F : 1.5F;
  if (f[kTagBeforeGender] < 0) s -= strong_before ? 4.0F : 1.0F;
  if (strong_after && f[kTagAfterKind] >= 3) s += 2.5F / (1.0F + f[kPronounRankAfter]);
  if (strong_before && f[kTagBeforeKind] >= 3) s += 2.5F / (1.0F + f[kPronounRankBefore]);
  if ((strong_after && f[kTagAfterKind] == 6) || (strong_before && f[kTagBeforeKind] == 6))
    s += f[kStoryteller] == 2 ? 8.0F : 0.0F;
  s += 4.0F * f[kSameParagraphBefore] + 4.0F * f[kSameParagraphAfter];
  s += 1.5F * near(f[kSubjectBeforeDistance]) + 1.0F * near(f[kSubjectAfterDistance]);
  s -= 3.0F * f[kCalledHere] + 1.5F * f[kNamedHere];
  s += 1.5F * f[kCalledBefore] + 0.8F * f[kCalledAfter];
  s -= 2.5F * f[kTurnBefore1] + 1.5F * f[kTurnAfter1];
  s += 2.0F * f[kTurnBefore2] + 1.2F * f[kTurnAfter2];
  s += 0.5F * f[kTurnBefore4] - 0.5F * f[kTurnBefore3];
  s += f[kContinues] * 6.0F * f[kTurnBefore1];
  s += 0.35F * std::log(1.0F + f[kPresence]) + 0.3F * std::log(1.0F + f[kSpeaking]) -
       0.12F * std::min(f[kRecency], 10.0F);
  s += 0.6F * f[kPreviousParagraphSubject];
  s -= 1.2F * f[kUnnamed];
  return s;
}

}  // namespace

Belief rank(int /*round*/, const std::vector<Features>& candidates) {
  Belief belief(candidates.size());
  float highest = -1e30F;
  for (std::size_t i = 0; i < candidates.size(); ++i) highest = std::max(highest, belief[i] = score(candidates[i]));
  float total = 0;
  for (float& b : belief) total += b = std::exp(b - highest);
  for (float& b : belief) b /= total;
  return belief;
}

}  // namespace sotto
