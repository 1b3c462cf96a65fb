#include "studio/page.h"

#include <gtest/gtest.h>

namespace sotto::studio {
namespace {

TEST(Page, HasItsThreeFilesAndNoOther) {
  EXPECT_NE(page_file("/").body.find("<script type=\"module\" src=\"/studio.js\">"), std::string::npos);
  EXPECT_EQ(page_file("/studio.js").type, "text/javascript; charset=utf-8");
  EXPECT_NE(page_file("/studio.css").body.find(":root"), std::string::npos);
  for (const char* path : {"/studio.js/", "/../studio.js", "/etc/passwd", "//", ""}) {
    EXPECT_EQ(page_file(path).status, 404) << path;
  }
}

TEST(Page, AsksNobodyElse) {
  for (const char* path : {"/", "/studio.js", "/studio.css"}) {
    const std::string text = page_file(path).body;
    for (std::size_t at = text.find("http"); at != std::string::npos; at = text.find("http", at + 1)) {
      EXPECT_EQ(text.substr(at, 18), "http://www.w3.org/") << path;  // the name of SVG
    }
    EXPECT_EQ(text.find("style="), std::string::npos) << "the policy lets none through";
  }
}

}  // namespace
}  // namespace sotto::studio
