#include "measure.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace sotto::training {

Case::Case(const Novel& from, bool cast_given)
    : novel(from),
      given(cast_given),
      study(from.manuscript, from.chapters, cast_given ? from.given_cast() : std::vector<Character>(), diagnostics) {
  for (const Character& one : study.people.cast) character.push_back(novel.character_named(one.name, !cast_given));
  std::vector<bool> taken(novel.quotations.size(), false);
  std::size_t from_quotation = 0;
  for (const Speech& speech : study.evidence.speeches()) {
    const Span span = trimmed(novel.manuscript.text, study.quotes[speech.quote].inner);
    while (from_quotation < novel.quotations.size() && novel.quotations[from_quotation].span.end <= span.begin)
      ++from_quotation;
    int best = -1;
    std::size_t best_overlap = 0;
    for (std::size_t i = from_quotation; i < novel.quotations.size() && novel.quotations[i].span.begin < span.end;
         ++i) {
      const Span other = novel.quotations[i].span;
      const std::size_t begin = std::max(span.begin, other.begin);
      const std::size_t end = std::min(span.end, other.end);
      const std::size_t overlap = end > begin ? end - begin : 0;
      if (taken[i] || overlap * 5 < span.size() * 4 || overlap * 5 < other.size() * 4 || overlap <= best_overlap)
        continue;
      best = static_cast<int>(i);
      best_overlap = overlap;
    }
    if (best >= 0) taken[static_cast<std::size_t>(best)] = true;
    known.push_back(best);
  }
}

void Score::add(const Score& other) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i] += other.all[i];
    right[i] += other.right[i];
  }
  spans += other.spans;
  matched += other.matched;
}

double Score::accuracy() const {
  return 100.0 * std::accumulate(right.begin(), right.end(), 0) /
         std::max(1, std::accumulate(all.begin(), all.end(), 0));
}

double Score::accuracy(QuotationType type) const {
  const auto i = static_cast<std::size_t>(type);
  return 100.0 * right[i] / std::max(1, all[i]);
}

Score score(const Case& one, const std::vector<Decision>& decisions) {
  Score score;
  for (const KnownQuotation& quotation : one.novel.quotations) ++score.all[static_cast<std::size_t>(quotation.type)];
  score.spans = static_cast<int>(decisions.size());
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    if (one.known[i] < 0) continue;
    ++score.matched;
    const KnownQuotation& quotation = one.novel.quotations[static_cast<std::size_t>(one.known[i])];
    if (decisions[i].person == kNobody || quotation.speaker < 0) continue;
    if (one.character[decisions[i].person] == quotation.speaker)
      ++score.right[static_cast<std::size_t>(quotation.type)];
  }
  return score;
}

std::string row(const std::string& name, const Score& score) {
  const int all = std::accumulate(score.all.begin(), score.all.end(), 0);
  return fmt::format("| {} | {} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {:.1f} |\n", name, all,
                     100.0 * score.matched / std::max(1, score.spans), 100.0 * score.matched / std::max(1, all),
                     score.accuracy(), score.accuracy(QuotationType::explicit_),
                     score.accuracy(QuotationType::anaphoric), score.accuracy(QuotationType::implicit));
}

}  // namespace sotto::training
