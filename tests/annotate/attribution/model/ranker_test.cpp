#include "annotate/attribution/model/ranker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "annotate/attribution/model/link_features.h"
#include "annotate/attribution/model/speaker_features.h"
#include "annotate/language/languages.h"
#include "annotate/language/model_file.h"
#include "shared/failure.h"

namespace sotto::attribution {
namespace {

using ::testing::HasSubstr;

/// A small model: one tree of three leaves, and one that is a leaf.
Ranker small_ranker() {
  Ranker ranker;
  ranker.speakers.nodes = {{kSalienceShare, 4, 0.1F}, {kWords, 2, 3.0F}, {-1, 0, -0.25F},
                           {-1, 0, 1e-38F},           {-1, 0, 2.0F},     {-1, 0, 0.5F}};
  ranker.speakers.roots = {0, 5};
  ranker.links.nodes = {{kLinkGap, 2, 1.0F}, {-1, 0, 0.0F}, {-1, 0, -1.0F}};
  ranker.links.roots = {0};
  return ranker;
}

std::string failure_of(const std::string& text) {
  try {
    parse_ranker("test.model", text);
  } catch (const MachineFailure& failure) {
    return failure.what();
  }
  return "it is read";
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Ranker, IsPrintedAsIndentedTrees) {
  EXPECT_THAT(print_ranker(small_ranker()), HasSubstr("tree\n"
                                                      " salience share < 0.1\n"
                                                      "  words < 3\n"
                                                      "   -0.25\n"
                                                      "   1e-38\n"
                                                      "  2\n"
                                                      "tree\n"
                                                      " 0.5\n"));
}

TEST(Ranker, ReadsBackTheSame) {
  const Ranker ranker = small_ranker();
  const Ranker read = parse_ranker("test.model", print_ranker(ranker));
  EXPECT_EQ(read.speakers, ranker.speakers);
  EXPECT_EQ(read.links, ranker.links);
}

TEST(Ranker, EveryFloatReadsBackBitByBit) {
  Ranker ranker;
  std::uint32_t bits = 1;
  for (int i = 0; i < 2000; ++i) {
    bits = bits * 1664525U + 1013904223U;
    const auto value = std::bit_cast<float>(bits);
    if (!std::isfinite(value)) continue;
    ranker.speakers.roots.push_back(static_cast<std::uint32_t>(ranker.speakers.nodes.size()));
    ranker.speakers.nodes.push_back({-1, 0, value});
  }
  const Ranker read = parse_ranker("test.model", print_ranker(ranker));
  ASSERT_EQ(read.speakers.nodes.size(), ranker.speakers.nodes.size());
  for (std::size_t i = 0; i < read.speakers.nodes.size(); ++i) {
    EXPECT_EQ(std::bit_cast<std::uint32_t>(read.speakers.nodes[i].value),
              std::bit_cast<std::uint32_t>(ranker.speakers.nodes[i].value));
  }
}

TEST(Ranker, AModelOfOtherFeaturesIsRefused) {
  const std::string text = print_ranker(small_ranker());
  EXPECT_THAT(failure_of(with(text, "feature recency\n", "")), HasSubstr("\"feature recency\" is expected"));
  EXPECT_THAT(failure_of(with(text, "feature recency\n", "feature recentness\n")),
              AllOf(HasSubstr("test.model:"), HasSubstr("\"feature recentness\"")));
  EXPECT_THAT(failure_of(with(text, "feature narrated\n", "feature narrated\nfeature height\n")),
              HasSubstr("\"forest links\" is expected"));
  EXPECT_THAT(failure_of(with(text, " salience share <", " size <")), HasSubstr("no such feature"));
}

TEST(Ranker, ADamagedModelIsRefused) {
  const std::string text = print_ranker(small_ranker());
  EXPECT_THAT(failure_of(with(text, "speaker-ranker 1", "speaker-ranker 2")), HasSubstr("is expected"));
  EXPECT_THAT(failure_of(with(text, "  2\n", "")), HasSubstr("is no number"));  // the next "tree" stands for a node
  EXPECT_THAT(failure_of(text.substr(0, text.size() - 4)), HasSubstr("the file ends where a node is expected"));
  EXPECT_THAT(failure_of(text + "0.5\n"), HasSubstr("a tree or the end is expected"));
}

TEST(LearnedRanker, IsWhatItsFileSays) {
  const Ranker& ranker = learned_ranker(language::default_language());
  EXPECT_EQ(&ranker, &learned_ranker(language::default_language())) << "it is read once";
  EXPECT_GE(ranker.speakers.roots.size(), 100U);
  EXPECT_GE(ranker.links.roots.size(), 100U);
  EXPECT_TRUE(print_ranker(ranker) == language::default_language().model("speaker_ranker.model").bytes)
      << "the file is not as train_ranker writes it";
}

}  // namespace
}  // namespace sotto::attribution
