#include "studio/cast_api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "studio/open_studio.h"

namespace sotto::studio {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

TEST(CastApi, TwoAreOneAndApartAgain) {
  OpenStudio open;
  const std::string before = open.script("01-the-kettle.yaml");
  const std::string settings = read_file(open.book.folder / "b/book.yaml");
  open.post("/api/merge", {{"ids", {"anna", "peter"}}});
  ASSERT_EQ(open.status, 200);
  EXPECT_THAT(read_file(open.book.folder / "b/book.yaml"), HasSubstr("merge: [Anna, Peter]"));
  EXPECT_EQ(open.script("01-the-kettle.yaml").find("who: peter"), std::string::npos);
  open.post("/api/undo", json::object());
  EXPECT_EQ(open.status, 200);
  EXPECT_EQ(open.script("01-the-kettle.yaml"), before);
  EXPECT_EQ(read_file(open.book.folder / "b/book.yaml"), settings);
}

TEST(CastApi, ANameIsFollowedByTheScripts) {
  OpenStudio open;
  open.post("/api/person", {{"id", "anna"}, {"name", "Anne"}});
  ASSERT_EQ(open.status, 200);
  EXPECT_THAT(open.script("01-the-kettle.yaml"), HasSubstr("who: anne"));
  EXPECT_EQ(open.get("/api/book")["people"][1]["name"], "Anne");
}

TEST(CastApi, WhatWasToldOfSomebodyIsApartFromWhatWasFound) {
  OpenStudio open;
  const auto anna = [&] {
    const json book = open.get("/api/book");
    for (const json& person : book["people"]) {
      if (person["id"] == "anna") return person;
    }
    return json();
  };
  EXPECT_EQ(anna().value("told_gender", ""), "");
  open.post("/api/person", {{"id", "anna"}, {"gender", "f"}});
  EXPECT_EQ(anna()["told_gender"], "f");
  // Taken away again, Anna still stands in the settings.
  open.post("/api/person", {{"id", "anna"}, {"gender", ""}});
  EXPECT_EQ(anna()["told_gender"], "");
  EXPECT_EQ(anna()["gender"], "f");
}

TEST(CastApi, WhatCannotBeReadIsPutBack) {
  OpenStudio open;
  const std::string settings = read_file(open.book.folder / "b/book.yaml");
  open.post("/api/person", {{"id", "anna"}, {"voice", "no-such-voice"}, {"age", "ancient"}});
  EXPECT_EQ(open.status, 409);
  EXPECT_EQ(read_file(open.book.folder / "b/book.yaml"), settings);
  open.post("/api/merge", {{"ids", {"anna", "narrator"}}});
  EXPECT_EQ(open.status, 422);
  open.post("/api/people", {{"name", "  "}});
  EXPECT_EQ(open.status, 422);
}

}  // namespace
}  // namespace sotto::studio
