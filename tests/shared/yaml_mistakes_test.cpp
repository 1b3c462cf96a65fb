#include "shared/yaml_mistakes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <string>

namespace sotto {
namespace {

using ::testing::HasSubstr;

/// What yaml-cpp says of a text that is no YAML; empty: it took it.
std::string said_of(const std::string& text) {
  try {
    YAML::Load(text);
  } catch (const YAML::ParserException& mistake) {
    return mistake.msg;
  }
  return {};
}

TEST(YamlMistakes, EveryMistakeThatPeopleMakeHasWordsOfItsOwn) {
  struct Case {
    const char* text;
    const char* message;
    const char* hint;
    bool unclosed = false;
  };
  const Case table[] = {
      {"a: [1, 2\n", "never closed", "]", true},
      {"a: {b: 1\n", "never closed", "}", true},
      {"a: b: c\n", "':' cannot stand here", "quotation marks"},
      {"a: \"\\q\"\n", "backslash is not known", "backslash"},
      {"a: @x\n", "cannot begin with this character", "quotation marks"},
      {"a: *\n", "cannot begin with *", "quotation marks"},
      {"a: &\n", "cannot begin with &", "quotation marks"},
      {"a: |x\n  y\n", "the text begins on the next line", "quotation marks"},
      {"a:\n\tb: 1\n", "", ""},
  };
  for (const Case& one : table) {
    const std::string said = said_of(one.text);
    ASSERT_FALSE(said.empty()) << one.text;
    const YamlMistake told = yaml_mistake(said);
    EXPECT_THAT(told.message, HasSubstr(one.message)) << one.text;
    EXPECT_THAT(told.hint, HasSubstr(one.hint)) << one.text;
    EXPECT_EQ(told.unclosed, one.unclosed) << one.text;
    EXPECT_FALSE(told.hint.empty());
  }
}

TEST(YamlMistakes, WhatIsNotKnownIsQuoted) {
  const YamlMistake told = yaml_mistake("something new");
  EXPECT_EQ(told.message, "this is no YAML (something new)");
  EXPECT_FALSE(told.unclosed);
}

}  // namespace
}  // namespace sotto
