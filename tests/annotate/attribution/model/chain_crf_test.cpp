#include "annotate/attribution/model/chain_crf.h"

#include <gtest/gtest.h>

#include <cmath>

#include "annotate/attribution/model/document_analysis.h"
#include "annotate/document/chapters.h"

namespace sotto::attribution {
namespace {

document::Character entity(const std::string& name, language::Gender gender) {
  document::Character character;
  character.id = character.name = name;
  character.gender = gender;
  return character;
}

/// A story with three people and a few turns, one of them of two speeches, and a second scene.
struct Story {
  Diagnostics diagnostics;
  document::Manuscript manuscript;
  std::vector<document::Chapter> chapters;
  std::unique_ptr<DocumentAnalysis> analysis;

  Story() {
    manuscript = *document::decode_manuscript(
        "a.md",
        "Ann, Ben and Cat sat at the table.\n\n\"One.\"\n\n\"Two,\" and then, \"three.\"\n\n"
        "\"Four.\"\n\n\"Five.\"\n\n* * *\n\nBen and Cat went home with Ann.\n\n\"Six.\"\n\n"
        "\"Seven.\"\n",
        diagnostics);
    chapters = document::find_chapters(manuscript, "A");
    const std::vector<document::Character> cast = {entity("Ann", language::Gender::female),
                                                   entity("Ben", language::Gender::male),
                                                   entity("Cat", language::Gender::female)};
    analysis = std::make_unique<DocumentAnalysis>(manuscript, chapters,
                                                  document::GivenCast{cast, document::Others::nobody, {}}, diagnostics);
  }
  const FeatureContext& context() const { return analysis->context; }
};

/// Numbers that look random and are the same every time, within [-1, 1].
struct Numbers {
  std::uint32_t state = 7;
  float next() {
    state = state * 1664525U + 1013904223U;
    return static_cast<float>(state >> 8U) / static_cast<float>(1U << 23U) - 1.0F;
  }
};

struct Scores {
  std::vector<Belief> speakers;
  std::vector<LinkScores> links;

  explicit Scores(const FeatureContext& context) {
    Numbers numbers;
    for (std::uint32_t i = 0; i < context.speeches.size(); ++i) {
      speakers.emplace_back();
      for (std::size_t c = 0; c < context.candidates[i].size(); ++c) speakers.back().push_back(numbers.next());
      links.emplace_back();
      for (float& link : links.back()) link = numbers.next();
    }
  }
};

/// The definition, taken literally: every way to give each speech a speaker, by what its scores say.
Inference by_enumeration(const FeatureContext& context, const Scores& scores,
                         const std::vector<std::vector<std::uint8_t>>& allowed) {
  const std::size_t count = scores.speakers.size();
  Inference result;
  result.relations.assign(count, {});
  std::vector<std::vector<double>> shares;
  for (const Belief& one : scores.speakers) shares.emplace_back(one.size(), 0.0);
  std::vector<std::size_t> chosen(count, 0);
  double total = 0;
  const auto who = [&](std::size_t i) { return context.candidates[static_cast<std::uint32_t>(i)][chosen[i]].entity; };
  while (true) {
    double score = 0;
    bool may = true;
    std::vector<int> relations(count, -1);
    for (std::size_t i = 0; i < count; ++i) {
      may = may && (allowed.empty() || allowed[i].empty() || allowed[i][chosen[i]] != 0);
      score += scores.speakers[i][chosen[i]];
      const auto speech = static_cast<std::uint32_t>(i);
      const Step step = step_to(context, speech);
      if (step == Step::opens) continue;
      Relation relation = kGoesOn;
      if (step == Step::in_paragraph) {
        relation = who(i) == who(i - 1) ? kGoesOn : kCutsIn;
      } else if (who(i) == who(i - 1)) {
        relation = kSpeaksAgain;
      } else if (!has_turn_before_last(context, speech)) {
        relation = kAnswers;
      } else {
        const std::uint32_t last_turn = context.turn_of[speech] - 1;
        relation = who(i) == who(context.turns[last_turn].first - 1) ? kReturns : kJoins;
      }
      relations[i] = relation;
      score += scores.links[i][relation];
    }
    const double weight = may ? std::exp(score) : 0;
    total += weight;
    for (std::size_t i = 0; i < count; ++i) {
      shares[i][chosen[i]] += weight;
      if (relations[i] >= 0) result.relations[i][static_cast<std::size_t>(relations[i])] += weight;
    }
    std::size_t at = 0;
    while (at < count && ++chosen[at] == scores.speakers[at].size()) chosen[at++] = 0;
    if (at == count) break;
  }
  for (std::size_t i = 0; i < count; ++i) {
    result.beliefs.emplace_back();
    for (const double share : shares[i]) result.beliefs[i].push_back(static_cast<float>(share / total));
    for (double& share : result.relations[i]) share /= total;
  }
  return result;
}

void expect_same(const Inference& found, const Inference& wanted) {
  ASSERT_EQ(found.beliefs.size(), wanted.beliefs.size());
  for (std::size_t i = 0; i < wanted.beliefs.size(); ++i) {
    for (std::size_t c = 0; c < wanted.beliefs[i].size(); ++c)
      EXPECT_NEAR(found.beliefs[i][c], wanted.beliefs[i][c], 1e-5) << "speech " << i << ", candidate " << c;
    for (std::size_t r = 0; r < kRelationCount; ++r)
      EXPECT_NEAR(found.relations[i][r], wanted.relations[i][r], 1e-5) << "speech " << i << ", relation " << r;
  }
}

TEST(ConversationTest, TheSumsAreThoseOverAllWaysToGiveSpeakers) {
  const Story story;
  const FeatureContext& context = story.context();
  ASSERT_EQ(context.speeches.size(), 7U);
  ASSERT_EQ(context.candidates[0].size(), 3U);
  const Scores scores(context);
  expect_same(infer(context, scores.speakers, scores.links, {}), by_enumeration(context, scores, {}));
}

TEST(ConversationTest, WhoIsKnownBindsTheNeighbours) {
  const Story story;
  const FeatureContext& context = story.context();
  const Scores scores(context);
  std::vector<std::vector<std::uint8_t>> allowed(scores.speakers.size(), {1, 1, 1});
  allowed[1] = {0, 1, 0};
  allowed[4] = {1, 0, 1};
  allowed[2] = {};
  expect_same(infer(context, scores.speakers, scores.links, allowed), by_enumeration(context, scores, allowed));
}

TEST(ConversationTest, ScenesAreApart) {
  const Story story;
  const FeatureContext& context = story.context();
  const Scores scores(context);
  std::vector<std::vector<std::uint8_t>> allowed(scores.speakers.size(), {1, 1, 1});
  allowed[4] = {0, 0, 1};
  const Inference free = infer(context, scores.speakers, scores.links, {});
  const Inference known = infer(context, scores.speakers, scores.links, allowed);
  ASSERT_EQ(step_to(context, 5), Step::opens);
  EXPECT_EQ(free.beliefs[5], known.beliefs[5]);
  EXPECT_EQ(free.beliefs[6], known.beliefs[6]);
  EXPECT_NE(free.beliefs[3], known.beliefs[3]);
}

TEST(ConversationTest, ItIsTheSameInSections) {
  const Story story;
  const FeatureContext& context = story.context();
  const Scores scores(context);
  const Inference whole = infer(context, scores.speakers, scores.links, {});
  for (const std::size_t section : {1, 2, 3, 5}) {
    const Inference parts = infer(context, scores.speakers, scores.links, {}, section);
    EXPECT_EQ(parts.beliefs, whole.beliefs) << section;
    EXPECT_EQ(parts.relations, whole.relations) << section;
  }
}

TEST(ConversationTest, AContradictionBeginsAnew) {
  const Story story;
  const FeatureContext& context = story.context();
  Scores scores(context);
  for (LinkScores& link : scores.links) link[kSpeaksAgain] = -1000;
  std::vector<std::vector<std::uint8_t>> allowed(scores.speakers.size(), {1, 1, 1});
  allowed[3] = allowed[4] = {1, 0, 0};
  const Inference known = infer(context, scores.speakers, scores.links, allowed);
  EXPECT_EQ(known.beliefs[3][0], 1.0F);
  EXPECT_EQ(known.beliefs[4][0], 1.0F);
}

}  // namespace
}  // namespace sotto::attribution
