#include "annotate/conversation.h"

#include <algorithm>

#include "annotate/portable_math.h"

// The state of the chain after a speech is who spoke it and who spoke the turn before: a table of this turn's
// candidates by the turn before's. A step inside a paragraph changes the first and keeps the second; a step to the next
// turn makes the first the second. Both cost no more than the table is large, because a relation is the same for all
// but one or two of the candidates: the sum over all is taken once and those are set right. Forward and backward sums
// (Rabiner 1989) give every candidate's and every relation's share; each step's sums are scaled to 1.

namespace sotto {

namespace {

bool strong(const Tag& tag) {
  return tag.form == TagForm::inverted || tag.form == TagForm::plain || tag.form == TagForm::distant ||
         tag.form == TagForm::reply;
}

/// Rows: candidates of this turn; columns: candidates of the turn before, and one for nobody.
struct Table {
  std::size_t rows = 0;
  std::size_t columns = 1;
  std::vector<double> cells;

  Table() = default;
  Table(std::size_t height, std::size_t width) : rows(height), columns(width), cells(height * width, 0.0) {}
  double& at(std::size_t row, std::size_t column) { return cells[row * columns + column]; }
  double at(std::size_t row, std::size_t column) const { return cells[row * columns + column]; }
  double row_sum(std::size_t row) const {
    double sum = 0;
    for (std::size_t column = 0; column < columns; ++column) sum += at(row, column);
    return sum;
  }
  double scale() {
    double sum = 0;
    for (const double cell : cells) sum += cell;
    if (sum > 0) {
      for (double& cell : cells) cell /= sum;
    }
    return sum;
  }
};

constexpr std::size_t kNotThere = static_cast<std::size_t>(-1);

std::size_t place_of(const std::vector<Candidate>& candidates, PersonIndex person) {
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].person == person) return i;
  }
  return kNotThere;
}

class Chain {
 public:
  Chain(const Evidence& evidence, const std::vector<Belief>& scores, const std::vector<LinkScores>& links,
        const std::vector<std::vector<std::uint8_t>>& allowed)
      : evidence_(evidence), count_(scores.size()) {
    steps_.resize(count_);
    own_.resize(count_);
    links_.resize(count_);
    for (std::uint32_t i = 0; i < count_; ++i) {
      steps_[i] = step_to(evidence, i);
      own_[i].resize(scores[i].size());
      const float highest = scores[i].empty() ? 0.0F : *std::max_element(scores[i].begin(), scores[i].end());
      bool any = false;
      for (std::size_t c = 0; c < scores[i].size(); ++c) {
        const bool may = allowed.empty() || allowed[i][c] != 0;
        own_[i][c] = may ? portable_exp(double{scores[i][c]} - highest) : 0.0;
        any = any || may;
      }
      if (!any) own_[i].assign(scores[i].size(), 1.0);
      for (std::size_t r = 0; r < kRelationCount; ++r) links_[i][r] = portable_exp(double{links[i][r]});
    }
  }

  Inference run() {
    Inference result;
    result.beliefs.resize(count_);
    result.relations.assign(count_, {});
    forward();
    backward(result);
    return result;
  }

 private:
  const std::vector<Candidate>& candidates(std::size_t i) const {
    return evidence_.candidates(static_cast<std::uint32_t>(i));
  }

  /// For each candidate of speech `i`, its place in `other`'s list.
  std::vector<std::size_t> places(std::size_t i, std::size_t other) const {
    std::vector<std::size_t> found(candidates(i).size());
    for (std::size_t c = 0; c < found.size(); ++c) found[c] = place_of(candidates(other), candidates(i)[c].person);
    return found;
  }

  /// The last speech of the turn before that of speech `i`.
  std::size_t before_turn(std::size_t i) const {
    const std::uint32_t turn = evidence_.turn_of(static_cast<std::uint32_t>(i));
    return evidence_.turns()[turn].first - std::size_t{1};
  }

  void forward() {
    forward_.resize(count_);
    for (std::size_t i = 0; i < count_; ++i) {
      const std::size_t n = own_[i].size();
      if (steps_[i] == Step::opens) {
        forward_[i] = Table(n, 1);
        for (std::size_t c = 0; c < n; ++c) forward_[i].at(c, 0) = own_[i][c];
      } else if (steps_[i] == Step::in_paragraph) {
        const Table& last = forward_[i - 1];
        forward_[i] = Table(n, last.columns);
        for (std::size_t column = 0; column < last.columns; ++column) {
          double sum = 0;
          for (std::size_t row = 0; row < n; ++row) sum += last.at(row, column);
          for (std::size_t c = 0; c < n; ++c) {
            forward_[i].at(c, column) =
                own_[i][c] * (links_[i][kCutsIn] * (sum - last.at(c, column)) + links_[i][kGoesOn] * last.at(c, column));
          }
        }
      } else {
        const Table& last = forward_[i - 1];
        const Turned turned = turn(i);
        forward_[i] = Table(n, last.rows + 1);
        for (std::size_t a = 0; a < last.rows; ++a) {
          const double sum = last.row_sum(a);
          for (std::size_t c = 0; c < n; ++c) forward_[i].at(c, a) = own_[i][c] * turned.weight(links_[i], last, a, c, sum);
        }
      }
      if (forward_[i].scale() <= 0) {  // what is known contradicts itself: begin anew
        steps_[i] = Step::opens;
        forward_[i] = Table(n, 1);
        for (std::size_t c = 0; c < n; ++c) forward_[i].at(c, 0) = own_[i][c];
        forward_[i].scale();
      }
    }
  }

  /// A step to the next turn: who of this turn's candidates are who of the two turns' before.
  struct Turned {
    std::vector<std::size_t> in_last;    // places in the last turn's list
    std::vector<std::size_t> in_before;  // in the list of the turn before that
    bool second = false;                 // there is no turn before the last

    /// The sum over those who spoke before the last, given that `a` spoke last and `c` speaks now. `weights` is the
    /// table of (a, before), `sum` its row's sum.
    double weight(const std::array<double, kRelationCount>& link, const Table& weights, std::size_t a, std::size_t c,
                  double sum) const {
      if (in_last[c] == a) return link[kSpeaksAgain] * sum;
      if (second) return link[kAnswers] * sum;
      const std::size_t b = in_before[c];
      const double back = b == kNotThere ? 0.0 : weights.at(a, b);
      const double nobody = weights.at(a, weights.columns - 1);
      return link[kReturns] * back + link[kJoins] * (sum - back - nobody) + link[kAnswers] * nobody;
    }
  };

  Turned turn(std::size_t i) const {
    Turned turned;
    turned.in_last = places(i, i - 1);
    turned.second = forward_[i - 1].columns == 1;
    if (!turned.second) turned.in_before = places(i, before_turn(i - 1));
    return turned;
  }

  void backward(Inference& result) const {
    Table after;  // for the states after speech i, the weight of all that follows
    for (std::size_t i = count_; i-- > 0;) {
      const Table& here = forward_[i];
      if (i + 1 == count_ || steps_[i + 1] == Step::opens) {
        after = Table(here.rows, here.columns);
        std::fill(after.cells.begin(), after.cells.end(), 1.0);
      }
      result.beliefs[i].assign(here.rows, 0);
      double total = 0;
      for (std::size_t cell = 0; cell < here.cells.size(); ++cell) total += here.cells[cell] * after.cells[cell];
      for (std::size_t c = 0; c < here.rows; ++c) {
        double share = 0;
        for (std::size_t column = 0; column < here.columns; ++column) share += here.at(c, column) * after.at(c, column);
        result.beliefs[i][c] = static_cast<float>(total > 0 ? share / total : 1.0 / static_cast<double>(here.rows));
      }
      if (i == 0 || steps_[i] == Step::opens) continue;
      after = steps_[i] == Step::in_paragraph ? back_in_paragraph(i, after, result.relations[i])
                                              : back_over_turn(i, after, result.relations[i]);
      double sum = 0;
      for (const double share : result.relations[i]) sum += share;
      if (sum > 0) {
        for (double& share : result.relations[i]) share /= sum;
      }
      after.scale();
    }
  }

  Table back_in_paragraph(std::size_t i, const Table& after, std::array<double, kRelationCount>& relations) const {
    const Table& last = forward_[i - 1];
    Table before(last.rows, last.columns);
    for (std::size_t column = 0; column < last.columns; ++column) {
      double sum = 0;
      for (std::size_t c = 0; c < last.rows; ++c) sum += own_[i][c] * after.at(c, column);
      for (std::size_t c = 0; c < last.rows; ++c) {
        const double same = own_[i][c] * after.at(c, column);
        const double goes_on = links_[i][kGoesOn] * same;
        const double cuts_in = links_[i][kCutsIn] * (sum - same);
        before.at(c, column) = goes_on + cuts_in;
        relations[kGoesOn] += last.at(c, column) * goes_on;
        relations[kCutsIn] += last.at(c, column) * cuts_in;
      }
    }
    return before;
  }

  Table back_over_turn(std::size_t i, const Table& after, std::array<double, kRelationCount>& relations) const {
    const Table& last = forward_[i - 1];
    const Turned turned = turn(i);
    const std::array<double, kRelationCount>& link = links_[i];
    const std::size_t n = own_[i].size();
    Table before(last.rows, last.columns);
    for (std::size_t a = 0; a < last.rows; ++a) {
      double same = 0;
      double others = 0;
      for (std::size_t c = 0; c < n; ++c) (turned.in_last[c] == a ? same : others) += own_[i][c] * after.at(c, a);
      const bool second = turned.second;
      for (std::size_t b = 0; b < last.columns; ++b) {
        const bool nobody = second || b + 1 == last.columns;
        before.at(a, b) = link[kSpeaksAgain] * same + link[nobody ? kAnswers : kJoins] * others;
        relations[kSpeaksAgain] += last.at(a, b) * link[kSpeaksAgain] * same;
        relations[nobody ? kAnswers : kJoins] += last.at(a, b) * link[nobody ? kAnswers : kJoins] * others;
      }
      if (second) continue;
      for (std::size_t c = 0; c < n; ++c) {
        const std::size_t b = turned.in_before[c];
        if (b == kNotThere || turned.in_last[c] == a) continue;
        const double share = own_[i][c] * after.at(c, a);
        before.at(a, b) += (link[kReturns] - link[kJoins]) * share;
        relations[kReturns] += last.at(a, b) * link[kReturns] * share;
        relations[kJoins] -= last.at(a, b) * link[kJoins] * share;
      }
    }
    return before;
  }

  const Evidence& evidence_;
  std::size_t count_;
  std::vector<Step> steps_;
  std::vector<std::vector<double>> own_;
  std::vector<std::array<double, kRelationCount>> links_;
  std::vector<Table> forward_;
};

}  // namespace

Step step_to(const Evidence& evidence, std::uint32_t speech) {
  if (speech == 0) return Step::opens;
  const std::uint32_t turn = evidence.turn_of(speech);
  if (evidence.turn_of(speech - 1) == turn) return Step::in_paragraph;
  return evidence.neighbour_turn(turn, -1) < 0 ? Step::opens : Step::next_turn;
}

bool has_turn_before_last(const Evidence& evidence, std::uint32_t speech) {
  const std::uint32_t turn = evidence.turn_of(speech);
  return turn >= 1 && evidence.neighbour_turn(turn - 1, -1) >= 0;
}

bool possible(Step step, bool before_last, Relation relation) {
  switch (relation) {
    case kGoesOn:
    case kCutsIn:
      return step == Step::in_paragraph;
    case kSpeaksAgain:
      return step == Step::next_turn;
    case kReturns:
    case kJoins:
      return step == Step::next_turn && before_last;
    case kAnswers:
      return step == Step::next_turn && !before_last;
    case kRelationCount:
      break;
  }
  return false;
}

LinkFeatures link_features(const Evidence& evidence, std::uint32_t speech) {
  LinkFeatures f{};
  const Step step = step_to(evidence, speech);
  if (step == Step::opens) return f;
  const Speech& here = evidence.speeches()[speech];
  const Speech& last = evidence.speeches()[speech - 1];
  const std::uint32_t t = evidence.turn_of(speech);
  const Turn& turn = evidence.turns()[t];
  f[kLinkGap] = static_cast<float>(here.paragraph - last.paragraph);
  const bool before_last = step == Step::next_turn && has_turn_before_last(evidence, speech);
  f[kLinkGapBefore] =
      before_last ? static_cast<float>(last.paragraph - evidence.turns()[t - 2].paragraph) : 20.0F;
  f[kLinkNarration] = portable_log2(1.0F + static_cast<float>(here.tokens.begin - last.tokens.end));
  f[kLinkWordsBefore] = portable_log2(1.0F + static_cast<float>(last.tokens.size()));
  f[kLinkWordsHere] = portable_log2(1.0F + static_cast<float>(here.tokens.size()));
  f[kLinkAsked] = last.last_mark == '?' ? 1.0F : 0.0F;
  f[kLinkBrokenOff] = last.last_mark == '-' ? 1.0F : 0.0F;
  f[kLinkContinues] = evidence.continues(speech) ? 1.0F : 0.0F;
  const auto tag = [&](const Speech& one, bool named) {
    if (named) return 3.0F;
    if (strong(one.tag_after) || strong(one.tag_before)) return 2.0F;
    return one.tag_after.mention != kNone || one.tag_before.mention != kNone ? 1.0F : 0.0F;
  };
  f[kLinkTagBefore] = tag(last, evidence.named_by_tag(speech - 1) != kNobody);
  f[kLinkTagHere] = tag(here, evidence.named_by_tag(speech) != kNobody);
  const Gender a = evidence.pronoun_gender(evidence.turn_of(speech - 1));
  const Gender b = evidence.pronoun_gender(t);
  f[kLinkGenders] = a == Gender::unknown || b == Gender::unknown ? 0.0F : a == b ? 1.0F : -1.0F;
  f[kLinkCalls] = evidence.calls_somebody(evidence.turn_of(speech - 1)) ? 1.0F : 0.0F;
  f[kLinkTalkers] = evidence.talkers(t);
  f[kLinkMarkBefore] = last.last_mark == ',' ? 1.0F : last.last_mark == 0 ? 2.0F : 0.0F;
  f[kLinkCapital] = evidence.opens_with_capital(speech) ? 1.0F : 0.0F;
  f[kLinkQuotesBefore] = static_cast<float>(
      std::min(8U, evidence.turns()[evidence.turn_of(speech - 1)].last - evidence.turns()[evidence.turn_of(speech - 1)].first + 1));
  f[kLinkQuotesHere] = static_cast<float>(std::min(8U, turn.last - turn.first + 1));
  return f;
}

Inference infer(const Evidence& evidence, const std::vector<Belief>& scores, const std::vector<LinkScores>& links,
                const std::vector<std::vector<std::uint8_t>>& allowed) {
  return Chain(evidence, scores, links, allowed).run();
}

}  // namespace sotto
