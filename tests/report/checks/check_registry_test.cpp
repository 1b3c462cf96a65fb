#include "report/checks/check_registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "shared/strict_yaml.h"
#include "support/folders.h"

namespace sotto::checks {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAreArray;

std::vector<std::string> ids_of(const CheckRegistry& registry) {
  std::vector<std::string> ids;
  for (const Check& check : registry.checks()) ids.push_back(check.id);
  return ids;
}

/// The ids that checks/limits.yaml lists.
std::vector<std::string> listed_ids() {
  Diagnostics diagnostics;
  const auto file = YamlFile::parse("checks/limits.yaml", std::string(limits_yaml()), diagnostics);
  std::vector<std::string> ids;
  YamlMapping(*file, file->root(), "the limits").texts("checks", ids);
  EXPECT_EQ(render(diagnostics), "");
  return ids;
}

/// "bed-gaps" of bed_gaps_check.cpp.
std::string id_of(std::string file_stem) {
  file_stem.resize(file_stem.size() - std::string("_check").size());
  std::replace(file_stem.begin(), file_stem.end(), '_', '-');
  return file_stem;
}

Check check_called(const char* id, std::vector<LimitSpec> limits = {}) {
  return {.id = id, .group = "signal", .name = id, .meaning = id, .limits = std::move(limits), .run = QuickCheck{}};
}

TEST(CheckRegistry, HasTheChecksOfTheFileInItsOrder) { EXPECT_EQ(ids_of(built_in_checks()), listed_ids()); }

TEST(CheckRegistry, HasACheckForEachFileOfItsName) {
  std::vector<std::string> ids;
  for (const auto& entry : fs::directory_iterator(testing::source_folder() / "pipeline/report/checks")) {
    const std::string stem = entry.path().stem().string();
    if (entry.path().extension() == ".cpp" && stem.ends_with("_check")) ids.push_back(id_of(stem));
  }
  EXPECT_THAT(ids_of(built_in_checks()), UnorderedElementsAreArray(ids));
}

TEST(CheckRegistry, ChecksSayWhatTheyAre) {
  const std::set<std::string> groups = {"complete", "signal",     "loudness",    "ambience",  "intelligibility",
                                        "voices",   "deliveries", "attribution", "regression"};
  std::set<std::string> names;
  for (const Check& check : built_in_checks().checks()) {
    EXPECT_TRUE(groups.contains(check.group)) << check.id;
    EXPECT_TRUE(names.insert(check.name).second) << check.id;
    EXPECT_THAT(check.meaning, Not(IsEmpty())) << check.id;
    for (const LimitSpec& limit : check.limits) EXPECT_LT(limit.least, limit.most) << limit.name;
    for (const auto& links : {check.explained_by, check.explains}) {
      for (const CausalLink& link : links) {
        EXPECT_NE(built_in_checks().find(link.check), nullptr) << check.id << " names " << link.check;
        EXPECT_NE(link.check, check.id);
      }
    }
  }
}

TEST(CheckRegistry, GroupsStandTogether) {
  std::set<std::string> done;
  std::string group;
  for (const Check& check : built_in_checks().checks()) {
    if (check.group == group) continue;
    EXPECT_TRUE(done.insert(check.group).second) << check.id << " stands apart from its group";
    group = check.group;
  }
}

TEST(CheckRegistry, WhatIsNotListedComesLast) {
  const CheckRegistry registry({check_called("new"), check_called("b"), check_called("a")}, "checks: [a, b]\n");
  EXPECT_THAT(ids_of(registry), ElementsAre("a", "b", "new"));
  EXPECT_EQ(registry.find("b"), &registry.checks()[1]);
  EXPECT_EQ(registry.find("c"), nullptr);
}

TEST(CheckRegistry, RefusesLimitsWithoutValuesAndValuesWithoutLimits) {
  const auto limited = [] { return std::vector<Check>{check_called("a", {{"signal.a", 0, 10, "dB"}})}; };
  EXPECT_EQ(CheckRegistry(limited(), "signal: {a: 3}\n").limits().at("signal.a"), 3);
  EXPECT_THROW(CheckRegistry(limited(), "checks: [a]\n"), std::logic_error);
  EXPECT_THROW(CheckRegistry(limited(), "signal: {a: 11}\n"), std::logic_error);
  EXPECT_THROW(CheckRegistry(limited(), "signal: {a: 3, b: 3}\n"), std::logic_error);
  EXPECT_THROW(CheckRegistry(limited(), "signal: [\n"), std::logic_error);
}

TEST(CheckRegistry, RefusesTwoChecksOfOneId) {
  EXPECT_THROW(CheckRegistry({check_called("a"), check_called("a")}, "checks: [a]\n"), std::logic_error);
}

}  // namespace
}  // namespace sotto::checks
