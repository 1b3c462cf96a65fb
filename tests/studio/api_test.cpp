#include "studio/api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "studio/open_studio.h"
#include "studio/script_json.h"

namespace sotto::studio {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

/// As the page names a line.
json ref(OpenStudio& open, int chapter, std::size_t line) {
  const json lines = open.get("/api/chapter", {{"number", std::to_string(chapter)}})["lines"];
  return {{"chapter", chapter}, {"line", line}, {"say", lines[line]["say"]}};
}

TEST(Api, ALineGoesToSomebodyElseAndComesBack) {
  OpenStudio open;
  const std::string before = open.script("01-the-kettle.yaml");
  const json told = open.post("/api/edit", {{"lines", {ref(open, 1, 0)}}, {"who", "peter"}});
  ASSERT_EQ(open.status, 200) << told;
  EXPECT_EQ(told["chapters"][0]["lines"][0]["who"], "peter");
  EXPECT_EQ(told["undo"], "a line to Peter");
  EXPECT_THAT(open.script("01-the-kettle.yaml"), HasSubstr("who: peter\n    say: Is it boiling?"));
  open.post("/api/undo", json::object());
  EXPECT_EQ(open.script("01-the-kettle.yaml"), before);
  open.post("/api/undo", json::object());
  EXPECT_EQ(open.status, 409);
}

TEST(Api, WhatIsNoEditChangesNothing) {
  OpenStudio open;
  const std::string before = open.script("01-the-kettle.yaml");
  const json line = ref(open, 1, 0);
  for (const auto& [body, status] : std::vector<std::pair<json, int>>{
           {{{"lines", {line}}, {"who", "../../etc"}}, 422},
           {{{"lines", {line}}, {"who", ""}}, 422},
           {{{"lines", {line}}, {"how", "loudly"}}, 422},
           {{{"lines", {line}}, {"ambience", "{bed: "}}, 422},
           {{{"lines", "all"}}, 400},
           {{{"who", "peter"}}, 400},
           {{{"lines", {{{"chapter", 1}, {"line", 0}, {"say", "Never said."}}}}, {"who", "peter"}}, 409},
       }) {
    open.post("/api/edit", body);
    EXPECT_EQ(open.status, status) << body;
  }
  open.post("/api/nothing", json::object());
  EXPECT_EQ(open.status, 404);
  open.get("/api/chapter", {{"number", "../1"}});
  EXPECT_EQ(open.status, 404);
  EXPECT_EQ(open.script("01-the-kettle.yaml"), before);
}

TEST(Api, SilenceAmbienceSplitAndJoin) {
  OpenStudio open;
  open.post("/api/edit", {{"lines", {ref(open, 1, 1)}}, {"aloud", false}});
  EXPECT_THAT(open.script("01-the-kettle.yaml"), HasSubstr("aloud: false"));
  open.post("/api/edit", {{"lines", {ref(open, 1, 1)}}, {"ambience", "{place: outdoors}"}});
  EXPECT_THAT(open.script("01-the-kettle.yaml"), HasSubstr("- ambience: {place: outdoors}"));
  json line = ref(open, 1, 0);
  line.update({{"at", 5}, {"who", "peter"}});
  json told = open.post("/api/split", line);
  ASSERT_EQ(open.status, 200) << told;
  EXPECT_EQ(told["chapters"][0]["lines"][1]["say"], "boiling?");
  told = open.post("/api/join", ref(open, 1, 0));
  EXPECT_EQ(told["chapters"][0]["lines"][0]["say"], "Is it boiling?");
  for (int i = 0; i < 4; ++i) open.post("/api/undo", json::object());
  EXPECT_EQ(open.status, 200);
  EXPECT_EQ(open.script("01-the-kettle.yaml").find("aloud"), std::string::npos);
}

TEST(Api, MarksForLaterAreListedAndChangeNoScript) {
  OpenStudio open;
  const std::string before = open.script("01-the-kettle.yaml");
  json told = open.post("/api/mark", {{"lines", {ref(open, 1, 0)}}, {"on", true}});
  ASSERT_EQ(open.status, 200) << told;
  EXPECT_EQ(told["chapters"][0]["lines"][0]["marked"], true);
  EXPECT_EQ(open.get("/api/find", {{"marked", "yes"}}).size(), 1U);
  EXPECT_EQ(open.get("/api/book")["marked"], 1);
  EXPECT_EQ(open.script("01-the-kettle.yaml"), before);
  // As the report's page names a line.
  open.post("/api/mark", {{"title", "The Kettle"}, {"said", "Give it two minutes."}});
  EXPECT_EQ(open.status, 200);
  EXPECT_EQ(open.get("/api/book")["marked"], 2);
  open.post("/api/mark", {{"title", "The Kettle"}, {"said", "Never said."}});
  EXPECT_EQ(open.status, 409);
  open.post("/api/mark", {{"lines", {ref(open, 1, 0)}}, {"on", false}});
  EXPECT_EQ(open.get("/api/find", {{"marked", "yes"}}).size(), 1U);
}

TEST(Api, WhatCannotBeJoinedSaysWhy) {
  OpenStudio open;
  const std::size_t last = open.get("/api/chapter", {{"number", "1"}})["lines"].size() - 1;
  const json told = open.post("/api/join", ref(open, 1, last));
  EXPECT_EQ(open.status, 422);
  EXPECT_THAT(told["error"].get<std::string>(), HasSubstr("no next line"));
}

TEST(Api, FindsLinesOfTheWholeBook) {
  OpenStudio open;
  EXPECT_EQ(open.get("/api/find", {{"words", "KETTLE"}}).size(), 1U);
  EXPECT_EQ(open.get("/api/find", {{"words", "it two minutes"}}).size(), 1U);  // it has marks of emphasis
  EXPECT_EQ(open.get("/api/find", {{"who", "anna"}})[0]["say"], "Is it boiling?");
  EXPECT_EQ(open.get("/api/find", {{"words", "never"}}).size(), 0U);
}

TEST(Api, UnsureLinesTellHowSureTheyAre) {
  OpenStudio open;
  for (const json& line : open.get("/api/find", {{"unsure", "yes"}})) EXPECT_LT(line["sure"], kUnsureBelow) << line;
}

TEST(Api, ALineIsHeard) {
  OpenStudio open;
  Request request;
  request.method = "GET";
  request.path = "/api/sound";
  request.query = {{"who", "anna"}, {"say", "Is it boiling?"}};
  const Answer answered = answer(open.studio, request);
  EXPECT_EQ(answered.type, "audio/wav");
  EXPECT_TRUE(answered.body.starts_with("RIFF"));
  request.query["who"] = "nobody";
  const Answer unheard = answer(open.studio, request);
  EXPECT_EQ(unheard.status, 404);
  EXPECT_THAT(unheard.body, HasSubstr("no voice yet"));
}

}  // namespace
}  // namespace sotto::studio
