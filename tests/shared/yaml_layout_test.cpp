#include "shared/yaml_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace sotto {
namespace {

/// The text of the value at the key `a`, as it is written; "?" where it is not known.
std::string written(const std::string& text) {
  Diagnostics diagnostics;
  const auto file = YamlFile::parse("x.yaml", text, diagnostics);
  EXPECT_TRUE(file) << render(diagnostics);
  if (!file) return {};
  const auto layout = lay_out(text, file->root());
  if (!layout) return "?";
  const YamlNode& node = layout->nodes.at(file->root().find("a"));
  return text.substr(node.begin, node.end - node.begin);
}

TEST(YamlLayout, FindsWhereEveryKindOfValueEnds) {
  for (const auto& [text, wanted] : std::vector<std::pair<std::string, std::string>>{
           {"a: plain\nb: 1", "plain"},
           {"a: plain # note\nb: 1", "plain"},
           {"a: in\n  three\n\n  lines # note\nb: 1", "in\n  three\n\n  lines"},
           {"a: in\n  # a note ends it\nb: 1", "in"},
           {"a: 'it''s # one'  # note\n", "'it''s # one'"},
           {"a: \"say \\\"# no\\\"\n  twice\"\nb: 1", "\"say \\\"# no\\\"\n  twice\""},
           {"a: |\n  # one\n   two\n\n  three\n# note\nb: 1", "|\n  # one\n   two\n\n  three"},
           {"a: >2-\n    one\n  two\n # note\nb: 1", ">2-\n    one\n  two"},
           {"a: |+\n  one\n\nb: 1", "?"},
           {"a: [x, 'y]', {z: \"}\"}] # note\n", "[x, 'y]', {z: \"}\"}]"},
           {"a:\n  b: 1\n  c: 2 # note\n# other\n", "b: 1\n  c: 2"},
           {"a:\n- b\n- c\n", "- b\n- c"},
           {"a:\nb: 1", ""},
           {"a: ~\nb: 1", "~"},
           {"? a\n: b\n", "?"},
           {"%YAML 1.2\n---\na: b\n", "b"},
           {"\"a\": b\n", "b"},
       }) {
    EXPECT_EQ(written(text), wanted) << text;
    std::string crlf;
    for (const char c : text) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
    std::string crlf_wanted;
    for (const char c : wanted) crlf_wanted += c == '\n' ? std::string("\r\n") : std::string(1, c);
    EXPECT_EQ(written(crlf), crlf_wanted) << text;
  }
}

TEST(YamlLayout, CommentsAreThoseOutsideOfScalars) {
  const std::string text = "# one\na: 'x # y' # two\nb: |\n  # no\nc: [d, # three\n  e]\n";
  Diagnostics diagnostics;
  const auto file = YamlFile::parse("x.yaml", text, diagnostics);
  const auto layout = lay_out(text, file->root());
  ASSERT_TRUE(layout);
  std::string all;
  for (const YamlComment& comment : comments_within(text, *layout, 0, text.size())) {
    all += comment.text;
    EXPECT_EQ(text.substr(comment.begin, comment.text.size()), comment.text);
  }
  EXPECT_EQ(all, "# one# two# three");
}

}  // namespace
}  // namespace sotto
