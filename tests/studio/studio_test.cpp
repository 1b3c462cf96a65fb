#include "studio/studio.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "studio/open_studio.h"

namespace sotto::studio {
namespace {

TEST(Studio, WhatAnEditorSavesIsSeen) {
  OpenStudio open;
  const std::string name = "01-the-kettle.yaml";
  std::string text = open.script(name);
  text.replace(text.find("who: anna"), 9, "who: peter");
  open.book.folder.write("scripts/b/" + name, text);
  for (int i = 0; i < 200 && open.studio.desk().chapter(1)->text != text; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(open.studio.desk().chapter(1)->chapter.lines[0].who, "peter");
}

TEST(Studio, ABookThatCannotBeReadIsShownAsItWas) {
  OpenStudio open;
  open.book.folder.write("b/book.yaml", "title: [\n");
  for (int i = 0; i < 300 && open.studio.troubles().empty(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_THAT(open.studio.troubles(), ::testing::Contains(::testing::HasSubstr("book.yaml")));
  EXPECT_NE(open.studio.reading(), nullptr);
}

TEST(Studio, CastsAsAProductionDoes) {
  OpenStudio open;
  const auto cast = open.studio.cast();
  EXPECT_EQ(cast->voices.at("narrator").name, "narrator");
  EXPECT_TRUE(cast->voices.contains("anna"));
}

}  // namespace
}  // namespace sotto::studio
