// What stands in a report folder, as machines read it.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "end_to_end/planted_faults.h"
#include "support/json_schema.h"

namespace sotto::end_to_end {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Reports : public Faults {
 protected:
  /// All of them say the same.
  void expect_agreement() const {
    const json report = read_report();
    EXPECT_THAT(testing::against_schema(report, testing::report_schema()), IsEmpty());

    pugi::xml_document document;
    ASSERT_TRUE(document.load_file((folder_ / "out/ferry/report/junit.xml").c_str()));
    const pugi::xml_node suite = document.child("testsuites").child("testsuite");
    std::map<std::string, int> verdicts;
    pugi::xml_node test = suite.first_child();
    for (const json& check : report["checks"]) {
      const std::string verdict = check["verdict"];
      ++verdicts[verdict];
      EXPECT_EQ(test.attribute("name").value(), check["name"].get<std::string>());
      EXPECT_EQ(test.attribute("classname").value(), "ferry." + check["group"].get<std::string>());
      EXPECT_EQ(static_cast<bool>(test.child("failure")), verdict == "failed") << check["id"];
      EXPECT_EQ(static_cast<bool>(test.child("skipped")), verdict == "skipped") << check["id"];
      test = test.next_sibling();
    }
    EXPECT_FALSE(test);
    EXPECT_EQ(suite.attribute("tests").as_uint(), report["checks"].size());
    EXPECT_EQ(suite.attribute("failures").as_int(-1), verdicts["failed"]);
    EXPECT_EQ(suite.attribute("skipped").as_int(-1), verdicts["skipped"]);

    const std::string summary = read_file(folder_ / "out/ferry/report/summary.md");
    const std::string head = verdicts["failed"] == 0 ? "## Ferry: passed\n"
                                                     : fmt::format("## Ferry: {} of {} checks fall short\n",
                                                                   verdicts["failed"], report["checks"].size());
    EXPECT_TRUE(summary.starts_with(head)) << summary.substr(0, 80);
    for (const json& chapter : report["chapters"]) {
      EXPECT_THAT(summary, HasSubstr("| " + chapter["number"].dump() + ". " + chapter["title"].get<std::string>()));
    }
  }
};

TEST_F(Reports, AgreeWithOneAnotherAndWithTheirSchema) {
  expect_agreement();
  // What differs from what was blessed.
  ASSERT_EQ(sotto(folder_, {"check", "--bless", "ferry"}).status, 0);
  folder_.write("story/ferry/02-morning.md", std::string(kSecond) + "\nIt was Sunday.\n");
  ASSERT_EQ(sotto(folder_, {"produce", "ferry"}).status, 0);
  EXPECT_THAT(testing::against_schema(read_report(), testing::report_schema()), IsEmpty()) << "without listening";
  ASSERT_EQ(sotto(folder_, {"check", "ferry"}).status, 0);
  EXPECT_THAT(read_report()["changes"], Not(IsEmpty()));
  expect_agreement();
  // What falls short at a line, and a chapter that cannot be read.
  change_master(2, [&](Pcm& pcm) { pcm.left[frame_of(2, 1, "begin_s") + 20000] += 0.35F; });
  write_file(master(1), "no sound");
  EXPECT_EQ(sotto(folder_, {"check", "ferry"}).status, 4);
  expect_agreement();
}

}  // namespace
}  // namespace sotto::end_to_end
