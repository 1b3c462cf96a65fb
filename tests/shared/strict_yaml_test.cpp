#include "shared/strict_yaml.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <random>

#include "shared/text.h"

namespace sotto {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// A character of those that YAML gives a meaning, or any other.
void append_any(std::string& text, std::mt19937& random) {
  static const std::string special = " :#-'\"[]{},&*!|>%@`~?=\\\n\tx";
  if (random() % 2 == 0) {
    text.push_back(special[random() % special.size()]);
  } else {
    append_utf8(text, static_cast<char32_t>(random() % 0x2FFF + 1));
  }
}

/// Everything that is said about a document whose reader knows `pitch` (0..99), `gain`, `name`, `loud`, `kind` and
/// `list`.
std::string complaints(const std::string& text) {
  Diagnostics diagnostics;
  if (const auto file = YamlFile::parse("v.yaml", text, diagnostics)) {
    YamlMapping mapping(*file, file->root(), "the voice");
    int pitch = 0;
    double gain = 0;
    std::string name;
    std::string kind;
    bool loud = false;
    std::vector<std::string> list;
    mapping.whole("pitch", pitch, 0, 99);
    mapping.number("gain", gain, -20, 20, "dB");
    mapping.text("name", name);
    mapping.flag("loud", loud);
    mapping.choice("kind", kind, {"rain", "none"});
    mapping.texts("list", list);
    mapping.finish();
  }
  return render(diagnostics);
}

TEST(StrictYaml, GoodDocumentsPassInSilence) {
  EXPECT_EQ(complaints("pitch: 50\ngain: -3.5\nname: Meg\nloud: true\nkind: rain\nlist: [a, b c]\n"), "");
  EXPECT_EQ(complaints("# nothing\n"), "");
  EXPECT_EQ(complaints("name: \"Meg: a \\\"voice\\\"\"\nlist:\n  - x\n"), "");
}

struct MistakeCase {
  const char* text;
  const char* message;
};

class StrictYamlMistakes : public ::testing::TestWithParam<MistakeCase> {};

TEST_P(StrictYamlMistakes, AreToldWithTheirPlace) { EXPECT_EQ(complaints(GetParam().text), GetParam().message); }

INSTANTIATE_TEST_SUITE_P(
    Table, StrictYamlMistakes,
    ::testing::Values(
        MistakeCase{"name: x\npicth: 50\n",
                    "v.yaml:2:1: error: the voice has no key 'picth'\n  picth: 50\n  ^\n  did you mean 'pitch'?\n"},
        MistakeCase{"pitch: 120\n",
                    "v.yaml:1:8: error: 'pitch' is 120, but must be between 0 and 99\n  pitch: 120\n         ^\n"},
        MistakeCase{"gain: loud\n",
                    "v.yaml:1:7: error: 'gain' must be a number, not 'loud'\n  gain: loud\n        ^\n"
                    "  between -20 and 20 (dB)\n"},
        MistakeCase{"gain: 1e999\n",
                    "v.yaml:1:7: error: 'gain' must be a number, not '1e999'\n  gain: 1e999\n        ^\n"
                    "  between -20 and 20 (dB)\n"},
        MistakeCase{"pitch: 5.5\n",
                    "v.yaml:1:8: error: 'pitch' must be a whole number, not 5.5\n  pitch: 5.5\n         ^\n"},
        MistakeCase{"loud: yes\n",
                    "v.yaml:1:7: error: 'loud' must be true or false, not 'yes'\n  loud: yes\n        ^\n"},
        MistakeCase{"kind: ran\n",
                    "v.yaml:1:7: error: 'kind' cannot be 'ran'\n  kind: ran\n        ^\n  did you mean 'rain'?\n"},
        MistakeCase{"name: [a]\n", "v.yaml:1:7: error: 'name' must be a text, not a list\n  name: [a]\n        ^\n"},
        MistakeCase{"list: a\n",
                    "v.yaml:1:7: error: 'list' must be a list ([a, b]), not a single value\n  list: a\n        ^\n"},
        MistakeCase{"name: a\nname: b\n",
                    "v.yaml:2:1: error: the key 'name' stands here twice\n  name: b\n  ^\n  keep one of the two\n"},
        MistakeCase{"list:\n\t- a\n", "v.yaml:2:1: error: a tab cannot indent YAML\n   - a\n  ^\n  use spaces\n"},
        MistakeCase{
            "name: &a x\n",
            "v.yaml:1:7: error: anchors (&name) are not allowed here\n  name: &a x\n        ^\n  write the value "
            "out\n"},
        MistakeCase{"- a\n", "v.yaml:1:1: error: the voice must be a mapping (key: value), not a list\n  - a\n  ^\n"}));

TEST(StrictYaml, ColumnsCountCharactersAsElsewhere) {
  EXPECT_EQ(complaints("{name: Éloïse, picth: 50}\n"),
            "v.yaml:1:16: error: the voice has no key 'picth'\n  {name: Éloïse, picth: 50}\n                 ^\n"
            "  did you mean 'pitch'?\n");
  EXPECT_THAT(complaints("É: \"Meg\n"), StartsWith("v.yaml:1:4: error: the quotation mark that opens here"));
}

TEST(StrictYaml, SeveralMistakesAreToldAtOnce) {
  const std::string all = complaints("pitch: 120\ngain: 99\nfoo: 1\n");
  EXPECT_NE(all.find("v.yaml:1:"), std::string::npos);
  EXPECT_NE(all.find("v.yaml:2:"), std::string::npos);
  EXPECT_NE(all.find("v.yaml:3:"), std::string::npos);
}

TEST(StrictYaml, DeepNestingIsRefused) {
  std::string text = "a: ";
  for (int i = 0; i < 1000; ++i) text += "{a: ";
  text.append(1000, '}');
  Diagnostics diagnostics;
  EXPECT_FALSE(YamlFile::parse("v.yaml", text, diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].message, "nested too deeply");
}

TEST(StrictYaml, AliasBombsDoNotExist) {
  // Written out, the last of them would have 9^10 words.
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    text += fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n", i, i - 1);
  }
  EXPECT_THAT(complaints(text), HasSubstr("v.yaml:1:5: error: anchors (&name) are not allowed here"));
  EXPECT_THAT(complaints("name: *a\n"), HasSubstr("error:"));
}

TEST(StrictYaml, AQuotationMarkThatIsNeverClosedIsToldWhereItOpens) {
  for (const char* text :
       {"loud: true\nname: \"Meg\n", "loud: true\nname: 'Meg\n", "loud: true\nname: \"Meg\\\"\npitch: 5\n",
        "loud: true\nname: 'Meg''s\npitch: 5\n", "loud: true\nname: \"\n"}) {
    EXPECT_THAT(complaints(text), StartsWith("v.yaml:2:7: error: the quotation mark that opens here is never closed"))
        << text;
  }
  EXPECT_THAT(complaints("\xEF\xBB\xBFname: \"Meg\n"), StartsWith("v.yaml:1:7: error: the quotation mark"));
  // These yaml-cpp tells by itself.
  for (const char* text : {"name: \"Meg", "list: [\"é\", \"b]\n"})
    EXPECT_THAT(complaints(text), HasSubstr("error: ")) << text;
  for (const char* text : {"name: 'Meg''s'", "name: \"say \\\"no\\\"\"\n", "name: |\n  \"Meg\n", "name: >\n  'tis\n",
                           "name: 'two\n  lines'\n", "name: it's \"so\n"}) {
    EXPECT_EQ(complaints(text), "") << text;
  }
}

TEST(StrictYaml, WhatIsNoYamlIsToldInPlainWords) {
  const struct {
    const char* text;
    const char* told;
    const char* hint;
  } kTable[] = {
      {"name: [\n", "v.yaml:1:7: error: the list that opens here is never closed", "close it with ]"},
      {"pitch: 5\nlist: [a, [b], c\nname: x\n", "v.yaml:2:7: error: the list that opens here is never closed",
       "close it with ]"},
      {"a: {b: c", "v.yaml:1:4: error: the mapping that opens here is never closed", "close it with }"},
      {"name: ]\n", "v.yaml:1:7: error: this closes a bracket that was never opened", "take it away"},
      {"name: a: b\n", "v.yaml:1:8: error: a ':' cannot stand here", "quotation marks"},
      {"name: x\n pitch: 5\n", "v.yaml:2:7: error: a ':' cannot stand here", "all as far in as the first"},
      {"list:\n - a\n b\n", "v.yaml:3:2: error: this line does not go on with the mapping above", "`key: value`"},
      {"name: @x\n", "v.yaml:1:7: error: a value cannot begin with this character", "quotation marks"},
      {"name: *\n", "error: a value cannot begin with *", "quotation marks"},
      {"name: \"\\q\"\n", "error: what follows the backslash is not known", "single quotation marks"},
      {"name: |x\n  y\n", "error: after | or > the text begins on the next line", "quotation marks"},
      {"%YAML 3.0\nname: x\n", "error: this is no YAML (YAML major version too large)", "look at brackets"},
  };
  for (const auto& [text, told, hint] : kTable) {
    EXPECT_THAT(complaints(text), AllOf(HasSubstr(told), HasSubstr(hint))) << text;
  }
}

/// Ends the process with 0 if a mapping of very many keys was read, and its strangers told, in half a minute of
/// processor time; it takes a second or two. What looked through all the keys for each one would take many minutes.
[[noreturn]] void read_very_many_keys() {
  const rlimit half_a_minute{30, 30};
  if (::setrlimit(RLIMIT_CPU, &half_a_minute) != 0) ::_exit(2);
  constexpr std::size_t kKeys = 400'000;
  std::string text;
  for (std::size_t i = 0; i < kKeys; ++i) text += fmt::format("key{}: 1\n", i);
  Diagnostics diagnostics;
  const auto file = YamlFile::parse("v.yaml", text, diagnostics);
  if (!file || file->root().entries.size() != kKeys) ::_exit(3);
  YamlMapping(*file, file->root(), "the voice").finish();
  ::_exit(diagnostics.all().size() == 20 ? 0 : 4);  // all of them would hide what matters
}

TEST(StrictYaml, VeryManyKeysAreReadInTime) { EXPECT_EXIT(read_very_many_keys(), ::testing::ExitedWithCode(0), ""); }

TEST(StrictYaml, ScalarsReadBackAsTheyWere) {
  std::vector<std::string> texts = {"",
                                    "plain words",
                                    "a: b",
                                    "a #b",
                                    "- x",
                                    "'quoted'",
                                    "\"double\"",
                                    "true",
                                    "No",
                                    "1905",
                                    "back\\slash",
                                    "line\nbreak",
                                    " space ",
                                    "tab\there",
                                    "{a}",
                                    "*bold* word",
                                    "—dash",
                                    "é“”",
                                    "ends:",
                                    "null",
                                    "~",
                                    "@x",
                                    "%x",
                                    "?",
                                    "\x01\x7F",
                                    "\u0085\u2028\uFEFF"};
  std::mt19937 random(3);
  for (int i = 0; i < 300; ++i) {
    std::string text;
    for (auto n = random() % 12; n > 0; --n) append_any(text, random);
    texts.push_back(text);
  }
  for (const std::string& text : texts) {
    Diagnostics diagnostics;
    const auto file = YamlFile::parse(
        "x", "name: " + yaml_scalar(text) + "\nitems:\n  - say: " + yaml_scalar(text) + "\n", diagnostics);
    ASSERT_TRUE(file) << render(diagnostics);
    EXPECT_EQ(file->root().find("name")->scalar, text);
    EXPECT_EQ(file->root().find("items")->items.at(0).find("say")->scalar, text);
  }
}

}  // namespace
}  // namespace sotto
