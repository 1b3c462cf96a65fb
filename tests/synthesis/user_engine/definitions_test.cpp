#include "synthesis/user_engine/definitions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_folder.h"

namespace sotto::user_engine {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Read {
  Definitions definitions;
  std::string told;
};

Read read(const std::string& yaml) {
  const testing::TempFolder folder;
  folder.write("engines.yaml", yaml);
  Diagnostics diagnostics;
  Read result;
  result.definitions = read_definitions(folder / "engines.yaml", diagnostics);
  result.told = render(diagnostics);
  return result;
}

TEST(EngineDefinitions, AreProgramsAndServers) {
  const Read all = read(
      "piper:\n  protocol: piper-json\n  run: [piper, --model, '{voice}']\n"
      "kokoro: {protocol: openai, url: 'http://127.0.0.1:8880/', model: kokoro, timings: captioned, "
      "key: KOKORO_KEY, extra: {seed: 7, lang: 'b', quoted: '7'}, revision: '2'}\n");
  EXPECT_EQ(all.told, "");
  ASSERT_EQ(all.definitions.size(), 2U);
  EXPECT_THAT(all.definitions.at("piper").run, ElementsAre("piper", "--model", "{voice}"));
  const Definition& kokoro = all.definitions.at("kokoro");
  EXPECT_EQ(kokoro.url, "http://127.0.0.1:8880");
  EXPECT_TRUE(kokoro.captioned);
  EXPECT_THAT(kokoro.extra,
              ElementsAre(ExtraMember{"seed", "7"}, ExtraMember{"lang", "\"b\""}, ExtraMember{"quoted", "\"7\""}));
}

TEST(EngineDefinitions, ProgramsBesideTheFileAreFoundFromAnywhere) {
  const testing::TempFolder folder;
  folder.write("engines.yaml", "a: {protocol: wav, run: [./a.sh, x]}\n");
  Diagnostics diagnostics;
  const Definitions all = read_definitions(folder / "engines.yaml", diagnostics);
  EXPECT_EQ(all.at("a").run.front(), (folder / "a.sh").string());
}

TEST(EngineDefinitions, WithMistakesAreToldAndLeftOut) {
  for (const auto& [yaml, what] : {
           std::pair{"a: {run: [x]}", "has no protocol"},
           std::pair{"a: {protocol: sotto}", "has no program"},
           std::pair{"a: {protocol: openai, url: 'file:///etc/passwd'}", "has no address"},
           std::pair{"a: {protocol: wyoming, url: 'tcp://nobody'}", "has no address"},
           std::pair{"a: {protocol: telepathy, run: [x]}", "telepathy"},
           std::pair{"a: {protocol: openai, url: 'http://x', key: 'sk-12 34'}",
                     "must be the name of an environment variable"},
           std::pair{"a: {protocol: sotto, run: [x], shell: true}", "shell"},
           std::pair{"- a", "must be a mapping"},
       }) {
    const Read all = read(yaml);
    EXPECT_THAT(all.told, HasSubstr(what)) << yaml;
    EXPECT_TRUE(all.definitions.empty()) << yaml;
  }
  EXPECT_THAT(read("a: {protocol: sotto}\nb: {protocol: sotto, run: [x]}").definitions.size(), 1U);
}

TEST(EngineDefinitions, NoFileDefinesNothing) {
  Diagnostics diagnostics;
  EXPECT_TRUE(read_definitions("/nonexistent/engines.yaml", diagnostics).empty());
  EXPECT_TRUE(read_definitions("", diagnostics).empty());
  EXPECT_TRUE(diagnostics.empty());
}

}  // namespace
}  // namespace sotto::user_engine
