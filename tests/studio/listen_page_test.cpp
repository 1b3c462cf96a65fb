#include "studio/listen_page.h"

#include <gtest/gtest.h>

#include "support/temp_folder.h"

namespace sotto::studio {
namespace {

TEST(ListenPage, SendsThePageAndItsSoundAndNothingElse) {
  const testing::TempFolder folder;
  folder.write("report/index.html", "<script type=\"module\">hear()</script>");
  folder.write("report/audio/01.mp3", "sound");
  folder.write("report/report.json", "{}");
  folder.write("secret.txt", "not yours");
  const auto report = folder / "report";
  EXPECT_EQ(listen_page(report, "/listen/").type, "text/html; charset=utf-8");
  EXPECT_EQ(listen_page(report, "/listen/audio/01.mp3").file, report / "audio/01.mp3");
  for (const char* path : {"/listen/audio/../report.json", "/listen/audio/../../secret.txt", "/listen/report.json",
                           "/listen/audio/", "/listen/audio/..", "/listen/../secret.txt", "/listen//etc/passwd"}) {
    EXPECT_EQ(listen_page(report, path).status, 404) << path;
  }
  EXPECT_EQ(listen_page({}, "/listen/").status, 404);
}

TEST(ListenPage, RunsItsOwnScriptsAlone) {
  // printf 'hear()' | openssl dgst -sha256 -binary | base64
  const std::string policy = policy_for("<script type=\"module\">hear()</script><script>other()</script>");
  EXPECT_NE(policy.find("script-src 'self' 'sha256-Uc2gZueA4FebywgetlXXR2PbA7HqNpTdUfA5K+RkMQw='"), std::string::npos)
      << policy;
  EXPECT_EQ(policy.find("script-src 'self' 'unsafe-inline'"), std::string::npos);
}

}  // namespace
}  // namespace sotto::studio
