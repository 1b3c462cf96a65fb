#include "report/checks/line_matching.h"

#include <gtest/gtest.h>

#include <set>

namespace sotto::checks {
namespace {

using Lines = std::vector<std::string>;

/// "0-0 1- -1": then and now.
std::string told(const std::vector<MatchedLine>& matched) {
  std::string text;
  for (const auto& [was, is] : matched) {
    text += (text.empty() ? "" : " ") + (was ? std::to_string(*was) : "") + "-" + (is ? std::to_string(*is) : "");
  }
  return text;
}

TEST(LineMatching, Table) {
  const struct {
    Lines was;
    Lines is;
    const char* matched;
  } cases[] = {
      {{}, {}, ""},
      {{"a"}, {}, "0-"},
      {{}, {"a"}, "-0"},
      {{"a", "b"}, {"a", "b"}, "0-0 1-1"},
      {{"a", "b", "c"}, {"a", "c"}, "0-0 1- 2-1"},
      {{"a", "c"}, {"a", "b", "c"}, "0-0 -1 1-2"},
      {{"a", "yes", "a"}, {"a", "a"}, "0-0 1- 2-1"},
      {{"one", "he took both of the bags", "two"}, {"one", "he took the smaller of the bags", "two"}, "0-0 1-1 2-2"},
      {{"one", "Good morning.", "two"}, {"one", "It rained all night.", "two"}, "0-0 -1 1- 2-2"},
      {{"one", "gone altogether", "a red hat", "two"}, {"one", "a blue hat", "two"}, "0-0 1- 2-1 3-2"},
      {{"one", "a red hat", "two"}, {"one", "quite new words", "a blue hat", "two"}, "0-0 -1 1-2 2-3"},
      {{"a", "b", "c"}, {"c", "a", "b"}, "-0 0-1 1-2 2-"},
  };
  for (const auto& [was, is, matched] : cases) EXPECT_EQ(told(match_lines(was, is)), matched);
}

TEST(LineMatching, EveryLineIsInItOnceAndInOrder) {
  unsigned state = 1;
  const auto next = [&](unsigned below) { return (state = state * 1103515245 + 12345) / 65536 % below; };
  for (int round = 0; round < 200; ++round) {
    Lines was;
    Lines is;
    for (Lines* lines : {&was, &is}) {
      const unsigned count = next(12);
      for (unsigned i = 0; i < count; ++i)
        lines->push_back("w" + std::to_string(next(4)) + " x" + std::to_string(next(3)));
    }
    std::vector<std::size_t> seen_was;
    std::vector<std::size_t> seen_is;
    for (const auto& [before, now] : match_lines(was, is)) {
      if (before) seen_was.push_back(*before);
      if (now) seen_is.push_back(*now);
    }
    EXPECT_TRUE(std::is_sorted(seen_was.begin(), seen_was.end()));
    EXPECT_TRUE(std::is_sorted(seen_is.begin(), seen_is.end()));
    EXPECT_EQ(std::set<std::size_t>(seen_was.begin(), seen_was.end()).size(), was.size());
    EXPECT_EQ(std::set<std::size_t>(seen_is.begin(), seen_is.end()).size(), is.size());
    EXPECT_EQ(seen_was.size() + seen_is.size(), was.size() + is.size());
  }
}

}  // namespace
}  // namespace sotto::checks
