#include "annotate/attribution/model/chain_crf.h"

#include <algorithm>

#include "shared/portable_math.h"

// The state of the chain after a speech is who spoke it and who spoke the turn before: a table of this turn's
// candidates by the turn before's. Candidates that the scores alone rule out are not looked at. A step inside a
// paragraph changes the first and keeps the second; a step to the next turn makes the first the second. Both cost no
// more than the table is large, because a relation is the same for all but one or two of the candidates: the sum over
// all is taken once and those are set right. Forward and backward sums (Rabiner 1989) give every candidate's and every
// relation's share; each step's sums are scaled to 1.
//
// The forward tables of a long conversation are not all kept: only the last one of each section is, from which the
// backward pass has those of the next section once more.

namespace sotto::attribution {

namespace {

/// How likely each state is: `last` is who speaks, `before` who spoke the turn before; a single column where nobody
/// did.
struct Table {
  std::size_t rows = 0;
  std::size_t columns = 1;
  bool opening = true;  ///< there is no turn before
  std::vector<double> cells;

  double& at(std::size_t last, std::size_t before) { return cells[last * columns + before]; }
  double at(std::size_t last, std::size_t before) const { return cells[last * columns + before]; }

  void resize(std::size_t height, std::size_t width, bool opens) {
    rows = height;
    columns = width;
    opening = opens;
    cells.assign(height * width, 0.0);
  }
  bool scale() {
    double sum = 0;
    for (const double cell : cells) sum += cell;
    if (sum <= 0) return false;
    for (double& cell : cells) cell /= sum;
    return true;
  }
};

constexpr std::uint32_t kAbsent = 0xFFFFFFFFU;
constexpr double kHopeless = 1e-3;  // a candidate with less than this of a turn's best one is not looked at

/// One conversation: the speeches from one that opens up to the next that does. Conversations are independent of each
/// other, so that only one is held in memory at a time.
class Chain {
 public:
  /// Turns `first`..`last`.
  Chain(const FeatureContext& context, const std::vector<Belief>& scores, const std::vector<LinkScores>& links,
        const std::vector<std::vector<std::uint8_t>>& allowed, std::uint32_t first, std::uint32_t last,
        std::size_t section)
      : context_(context),
        first_turn_(first),
        first_(context.turns[first].first),
        count_(context.turns[last].last + 1 - first_),
        section_size_(section),
        kept_(last + 1 - first) {
    steps_.resize(count_);
    own_.resize(count_);
    links_.resize(count_);
    for (std::uint32_t t = first; t <= last; ++t) {
      const Turn& turn = context.turns[t];
      for (std::uint32_t in_book = turn.first; in_book <= turn.last; ++in_book) {
        const std::size_t i = in_book - first_;
        const bool any = allowed.empty() || allowed[in_book].empty();
        own_[i] = weights(scores[in_book], any ? nullptr : &allowed[in_book]);
        steps_[i] = step_to(context, in_book);
        for (std::size_t r = 0; r < kRelationCount; ++r) links_[i][r] = portable_exp(double{links[in_book][r]});
      }
      shorten(turn, kept_[t - first]);
    }
  }

  /// Adds what follows for the conversation's speeches.
  void run(Inference& result) {
    forward();
    backward(result);
  }

 private:
  using Link = std::array<double, kRelationCount>;

  static std::vector<double> weights(const Belief& scores, const std::vector<std::uint8_t>* allowed) {
    std::vector<double> own(scores.size(), 0.0);
    float highest = -1e30F;
    for (std::size_t c = 0; c < scores.size(); ++c) {
      if (allowed == nullptr || (*allowed)[c] != 0) highest = std::max(highest, scores[c]);
    }
    for (std::size_t c = 0; c < scores.size(); ++c) {
      if (allowed == nullptr || (*allowed)[c] != 0) own[c] = portable_exp(double{scores[c]} - highest);
    }
    return own;
  }

  /// Drops the candidates of a turn whose scores rule them out (kHopeless).
  void shorten(const Turn& turn, std::vector<std::uint32_t>& kept) {
    const std::size_t first = turn.first - first_;
    const std::size_t last = turn.last - first_;
    for (std::uint32_t c = 0; c < own_[first].size(); ++c) {
      double best = 0;
      for (std::size_t i = first; i <= last; ++i) best = std::max(best, own_[i][c]);
      if (best >= kHopeless) kept.push_back(c);
    }
    for (std::size_t i = first; i <= last; ++i) {
      for (std::size_t k = 0; k < kept.size(); ++k) own_[i][k] = own_[i][kept[k]];
      own_[i].resize(kept.size());
      own_[i].shrink_to_fit();  // held for the whole of a conversation
    }
  }

  /// The speech's number in the book; within the chain they count from 0, and its turns as well.
  std::uint32_t speech(std::size_t i) const { return first_ + static_cast<std::uint32_t>(i); }
  std::uint32_t turn_of(std::size_t i) const { return context_.turn_of[speech(i)] - first_turn_; }
  EntityIndex entity(std::uint32_t turn, std::uint32_t kept) const {
    return context_.candidates[context_.turns[first_turn_ + turn].first][kept_[turn][kept]].entity;
  }

  /// For each of a turn's candidates, its place in another turn's list.
  void find_positions(std::uint32_t turn, std::uint32_t other, std::vector<std::uint32_t>& positions) const {
    positions.assign(kept_[turn].size(), kAbsent);
    for (std::uint32_t c = 0; c < positions.size(); ++c) {
      for (std::uint32_t o = 0; o < kept_[other].size(); ++o) {
        if (entity(turn, c) == entity(other, o)) positions[c] = o;
      }
    }
  }

  /// Who of the candidates of speech `i`, the first of its turn, are who of the two turns before.
  struct Positions {
    std::vector<std::uint32_t> in_last;
    std::vector<std::uint32_t> in_before;  // all kAbsent where there is no such turn
  };
  void look_back(std::size_t i, Positions& positions) const {
    const std::uint32_t turn = turn_of(i);
    find_positions(turn, turn - 1, positions.in_last);
    positions.in_before.assign(kept_[turn].size(), kAbsent);
    if (!forward_at(i - 1).opening) find_positions(turn, turn - 2, positions.in_before);
  }

  static Relation other_than(bool second) { return second ? kAnswers : kJoins; }

  Table& forward_at(std::size_t i) { return forward_[i + 1 - section_ * section_size_]; }
  const Table& forward_at(std::size_t i) const { return forward_[i + 1 - section_ * section_size_]; }

  void forward() {
    ends_.resize(count_ / section_size_);
    for (std::size_t section = 0; section * section_size_ < count_; ++section) {
      forward(section);
      if (section > 0) ends_[section - 1] = forward_.front();
    }
  }

  /// The tables of one section.
  void forward(std::size_t section) {
    const std::size_t first = section * section_size_;
    const std::size_t end = std::min(first + section_size_, count_);
    if (section == section_ + 1) {
      std::swap(forward_.front(), forward_.back());
    } else if (section > 0) {
      forward_.front() = ends_[section - 1];
    }
    section_ = section;
    forward_.resize(end - first + 1);
    Positions positions;
    for (std::size_t i = first; i < end; ++i) {
      if (steps_[i] == Step::opens) {
        begin(i);
        continue;
      }
      if (steps_[i] == Step::in_paragraph) {
        go_on(i);
      } else {
        look_back(i, positions);
        take_turn(i, positions);
      }
      if (forward_at(i).scale()) continue;
      steps_[i] = Step::opens;  // what is known beforehand contradicts the relations
      begin(i);
    }
  }

  void begin(std::size_t i) {
    Table& here = forward_at(i);
    here.resize(own_[i].size(), 1, true);
    here.cells = own_[i];
    here.scale();
  }

  void go_on(std::size_t i) {
    const Table& last = forward_at(i - 1);
    const Link& link = links_[i];
    Table& here = forward_at(i);
    here.resize(last.rows, last.columns, last.opening);
    for (std::size_t b = 0; b < last.columns; ++b) {
      double sum = 0;
      for (std::size_t a = 0; a < last.rows; ++a) sum += last.at(a, b);
      for (std::size_t c = 0; c < last.rows; ++c)
        here.at(c, b) = own_[i][c] * (link[kCutsIn] * (sum - last.at(c, b)) + link[kGoesOn] * last.at(c, b));
    }
  }

  void take_turn(std::size_t i, const Positions& positions) {
    const Table& last = forward_at(i - 1);
    const Link& link = links_[i];
    Table& here = forward_at(i);
    here.resize(own_[i].size(), last.rows, false);
    const double other = link[other_than(last.opening)];
    const double back = link[kReturns] - other;
    for (std::size_t a = 0; a < last.rows; ++a) {
      double sum = 0;
      for (std::size_t b = 0; b < last.columns; ++b) sum += last.at(a, b);
      for (std::size_t c = 0; c < here.rows; ++c) {
        const std::uint32_t b = positions.in_before[c];
        double weight = other * sum;
        if (positions.in_last[c] == a) {
          weight = link[kSpeaksAgain] * sum;
        } else if (b != kAbsent) {
          weight += back * last.at(a, b);
        }
        here.at(c, a) = own_[i][c] * weight;
      }
    }
  }

  void backward(Inference& result) {
    Table after;  // for the states of speech i, the weight of all that follows
    Table before;
    Positions positions;
    for (std::size_t i = count_; i-- > 0;) {
      if (i < section_ * section_size_) forward(section_ - 1);
      const Table& here = forward_at(i);
      if (i + 1 == count_ || steps_[i + 1] == Step::opens) {
        after.resize(here.rows, here.columns, here.opening);
        std::fill(after.cells.begin(), after.cells.end(), 1.0);
      }
      believe(i, here, after, result.beliefs[speech(i)]);
      Link& relations = result.relations[speech(i)];
      if (i == 0 || steps_[i] == Step::opens) continue;
      const Table& last = forward_at(i - 1);
      before.resize(last.rows, last.columns, last.opening);
      if (steps_[i] == Step::in_paragraph) {
        back_in_paragraph(i, after, before, relations);
      } else {
        look_back(i, positions);
        back_over_turn(i, positions, after, before, relations);
      }
      double sum = 0;
      for (const double share : relations) sum += share;
      if (sum > 0) {
        for (double& share : relations) share /= sum;
      }
      std::swap(after, before);
      after.scale();
    }
  }

  void believe(std::size_t i, const Table& here, const Table& after, Belief& belief) const {
    belief.assign(context_.candidates[speech(i)].size(), 0);
    double total = 0;
    for (std::size_t cell = 0; cell < here.cells.size(); ++cell) total += here.cells[cell] * after.cells[cell];
    if (total <= 0) return;
    const std::vector<std::uint32_t>& kept = kept_[turn_of(i)];
    for (std::size_t c = 0; c < here.rows; ++c) {
      double share = 0;
      for (std::size_t b = 0; b < here.columns; ++b) share += here.at(c, b) * after.at(c, b);
      belief[kept[c]] = static_cast<float>(share / total);
    }
  }

  void back_in_paragraph(std::size_t i, const Table& after, Table& before, Link& relations) const {
    const Table& last = forward_at(i - 1);
    for (std::size_t b = 0; b < last.columns; ++b) {
      double sum = 0;
      for (std::size_t c = 0; c < last.rows; ++c) sum += own_[i][c] * after.at(c, b);
      for (std::size_t c = 0; c < last.rows; ++c) {
        const double same = own_[i][c] * after.at(c, b);
        const double goes_on = links_[i][kGoesOn] * same;
        const double cuts_in = links_[i][kCutsIn] * (sum - same);
        before.at(c, b) = goes_on + cuts_in;
        relations[kGoesOn] += last.at(c, b) * goes_on;
        relations[kCutsIn] += last.at(c, b) * cuts_in;
      }
    }
  }

  void back_over_turn(std::size_t i, const Positions& positions, const Table& after, Table& before,
                      Link& relations) const {
    const Table& last = forward_at(i - 1);
    const Link& link = links_[i];
    const Relation other = other_than(last.opening);
    for (std::size_t a = 0; a < last.rows; ++a) {
      double same = 0;
      double others = 0;
      for (std::size_t c = 0; c < own_[i].size(); ++c)
        (positions.in_last[c] == a ? same : others) += own_[i][c] * after.at(c, a);
      const double again = link[kSpeaksAgain] * same;
      const double rest = link[other] * others;
      for (std::size_t b = 0; b < last.columns; ++b) {
        before.at(a, b) = again + rest;
        relations[kSpeaksAgain] += last.at(a, b) * again;
        relations[other] += last.at(a, b) * rest;
      }
      for (std::size_t c = 0; c < own_[i].size(); ++c) {
        const std::uint32_t b = positions.in_before[c];
        if (b == kAbsent || positions.in_last[c] == a) continue;
        const double share = own_[i][c] * after.at(c, a);
        before.at(a, b) += (link[kReturns] - link[other]) * share;
        relations[kReturns] += last.at(a, b) * link[kReturns] * share;
        relations[other] -= last.at(a, b) * link[other] * share;
      }
    }
  }

  const FeatureContext& context_;
  std::uint32_t first_turn_;
  std::uint32_t first_;  // speech
  std::size_t count_;
  std::size_t section_size_;
  std::vector<std::vector<std::uint32_t>> kept_;  // for each turn, the candidates that are looked at
  std::vector<Step> steps_;
  std::vector<std::vector<double>> own_;  // for each speech, the weights of its turn's kept candidates
  std::vector<Link> links_;
  std::size_t section_ = 0;                             // the one whose tables there are
  std::vector<Table> forward_ = std::vector<Table>(1);  // before the section's first speech, and of each of it
  std::vector<Table> ends_;                             // of each section but the last
};

}  // namespace

Inference infer(const FeatureContext& context, const std::vector<Belief>& scores, const std::vector<LinkScores>& links,
                const std::vector<std::vector<std::uint8_t>>& allowed, std::size_t section) {
  Inference result;
  result.beliefs.resize(scores.size());
  result.relations.assign(scores.size(), {});
  const auto end = static_cast<std::uint32_t>(context.turns.size());
  const auto within = [&](std::uint32_t turn) { return turn < end && context.turns[turn].first < scores.size(); };
  for (std::uint32_t first = 0; within(first);) {
    std::uint32_t last = first;
    while (within(last + 1) && step_to(context, context.turns[last + 1].first) != Step::opens) ++last;
    Chain(context, scores, links, allowed, first, last, section).run(result);
    first = last + 1;
  }
  return result;
}

}  // namespace sotto::attribution
