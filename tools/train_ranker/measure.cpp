#include "measure.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "annotate/document/parentheticals.h"
#include "shared/text.h"

namespace sotto::training {

namespace {

using Votes = std::map<std::pair<int, EntityIndex>, double>;

/// The best pairs of characters and entities, one to one: those with most votes first.
std::map<EntityIndex, int> one_to_one(const Votes& votes) {
  std::vector<std::pair<double, std::pair<int, EntityIndex>>> order;
  for (const auto& [pair, count] : votes) order.emplace_back(-count, pair);
  std::sort(order.begin(), order.end());
  std::map<EntityIndex, int> found;
  std::set<int> taken;
  for (const auto& [_, pair] : order) {
    if (taken.contains(pair.first) || found.contains(pair.second)) continue;
    taken.insert(pair.first);
    found[pair.second] = pair.first;
  }
  return found;
}

}  // namespace

Case::Case(const Novel& from, bool cast_given, const QuoteFeatures& quote_weights)
    : novel(from),
      given(cast_given),
      analysis(from.manuscript, from.chapters,
               cast_given ? document::GivenCast{from.given_cast(), document::Others::nobody} : document::GivenCast{},
               diagnostics, quote_weights) {
  for (const Character& one : analysis.entities.cast) character.push_back(novel.character_named(one.name, !cast_given));
  std::vector<bool> taken(novel.quotations.size(), false);
  std::size_t from_quotation = 0;
  const std::string_view text = novel.manuscript.text;
  for (const Speech& speech : analysis.context.speeches) {
    const Quote& quote = analysis.quotes[speech.quote];
    std::size_t next = 0;
    std::vector<int> found;
    for (const Span piece :
         without_spans(text, quote.inner,
                       nested_quotations(language::default_language(), text, quote.inner, quote.family), next)) {
      const Span span = trimmed(text, piece);
      while (from_quotation < novel.quotations.size() && novel.quotations[from_quotation].span.end <= span.begin)
        ++from_quotation;
      found.push_back(same_run(span, from_quotation, taken));
    }
    const auto first = std::find_if(found.begin(), found.end(), [](int one) { return one >= 0; });
    known.push_back(first == found.end() ? -1 : *first);
    pieces.push_back(std::move(found));
  }
  if (novel.opening) match_characters();
}

void Case::match_characters() {
  constexpr double kTagged = 3;
  constexpr double kNamed = 4;
  const FeatureContext& context = analysis.context;
  Votes votes;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i] < 0) continue;
    const int speaker = novel.quotations[static_cast<std::size_t>(known[i])].speaker;
    if (context.tagged[i] != kNobody) votes[{speaker, context.tagged[i]}] += kTagged;
    for (const DialogueTag* tag : {&context.speeches[i].tag_after, &context.speeches[i].tag_before}) {
      if (tag->mention == kNone) continue;
      const Mention& mention = context.mentions.all[tag->mention];
      if (mention.entity != kNobody) votes[{speaker, mention.entity}] += 1;
      for (const SalientEntity& one : context.salience.meant_by(tag->mention))
        votes[{speaker, one.entity}] += double{one.share};
    }
  }
  for (auto& [pair, count] : votes) {
    const document::Character& entity = analysis.entities.cast[pair.second];
    const std::string name = slug(novel.characters[static_cast<std::size_t>(pair.first)].name);
    const bool same =
        slug(entity.name) == name || std::any_of(entity.aliases.begin(), entity.aliases.end(),
                                                 [&](const std::string& one) { return slug(one) == name; });
    if (same) count += kNamed;
  }
  character.assign(analysis.entities.cast.size(), -1);
  for (const auto& [entity, speaker] : one_to_one(votes)) character[entity] = speaker;
}

int Case::same_run(Span span, std::size_t from, std::vector<bool>& taken) const {
  int best = -1;
  std::size_t best_overlap = 0;
  for (std::size_t i = from; i < novel.quotations.size() && novel.quotations[i].span.begin < span.end; ++i) {
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
  return best;
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
  std::vector<int> character = one.character;
  if (one.novel.opening) {
    Votes votes;
    for (std::size_t i = 0; i < decisions.size(); ++i) {
      if (one.known[i] < 0 || decisions[i].speaker == kNobody) continue;
      votes[{one.novel.quotations[static_cast<std::size_t>(one.known[i])].speaker, decisions[i].speaker}] += 1;
    }
    character.assign(character.size(), -1);
    for (const auto& [entity, speaker] : one_to_one(votes)) character[entity] = speaker;
  }
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    for (const int piece : one.pieces[i]) {
      ++score.spans;
      if (piece < 0) continue;
      ++score.matched;
      const KnownQuotation& quotation = one.novel.quotations[static_cast<std::size_t>(piece)];
      if (decisions[i].speaker == kNobody || quotation.speaker < 0) continue;
      if (character[decisions[i].speaker] == quotation.speaker) ++score.right[static_cast<std::size_t>(quotation.type)];
    }
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
