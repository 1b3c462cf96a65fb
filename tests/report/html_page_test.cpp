#include "report/html_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "report/page_audio.h"
#include "report/written_sine.h"
#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::report {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

/// What the page holds for its script.
json data_of(const std::string& page) {
  constexpr std::string_view kBegin = R"(<script type="application/json" id="data">)";
  const std::size_t begin = page.find(kBegin) + kBegin.size();
  return json::parse(page.substr(begin, page.find("</script>", begin) - begin));
}

contents::ProductionReport small_report(const std::string& text) {
  contents::ProductionReport report;
  report.book = "book";
  report.title = "A <b>Title</b> & more";
  contents::ChapterReport chapter;
  chapter.number = 1;
  chapter.audio = "../01.wav";
  contents::LineReport line;
  line.who = "meg";
  line.text = text;
  line.begin = Seconds{2};
  line.end = Seconds{3};
  line.words = {{"one", Seconds{2.1}, Seconds{2.35}}};
  chapter.lines = {line};
  chapter.short_term = {Seconds{0.2}, {-18.0F, -100.0F, -200.0F}};
  chapter.speech_peaks = {Seconds{0.05}, {0.0F, 0.25F, 1.0F}};
  report.chapters = {chapter};
  return report;
}

TEST(Page, NoTextEndsTheDataOrBecomesMarkup) {
  const std::string text = "\"</script><script>alert(1)</script> <!-- \\ \xE2\x80\xA8 @DATA@ @TITLE@";
  const std::string page = page_html(small_report(text), {PageAudio{}}, {}, {});
  EXPECT_EQ(data_of(page)["chapters"][0]["lines"][0]["text"], text);
  EXPECT_THAT(page, HasSubstr("<title>A &lt;b>Title&lt;/b> &amp; more</title>"));
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
}

TEST(Page, NeedsNothingFromElsewhere) {
  const std::string page = page_html(small_report("text"), {PageAudio{}}, {}, {});
  for (const char* reference : {"src=\"", "@import", "url(", "rel=\"stylesheet\"", "https://"}) {
    EXPECT_THAT(page, Not(HasSubstr(reference)));
  }
}

TEST(Page, TracksAndWordsArePacked) {
  const PageAudio sound{"audio/01.mp3", 1, std::string(kSpectrogramBands, 'A')};
  const json chapter = data_of(page_html(small_report("text"), {sound}, {}, {}))["chapters"][0];
  EXPECT_EQ(chapter["audio"], "audio/01.mp3");
  EXPECT_EQ(chapter["lines"][0]["words"], json::parse(R"([["one", 100, 250]])"));
  EXPECT_EQ(chapter["speech_peaks"], "Ag_");        // 0, the root of 0.25 in 63rds, 63
  EXPECT_EQ(chapter["short_term_lufs"], "M0AAAA");  // 820 tenths over -100 LUFS; the rest is at the bottom
  EXPECT_EQ(chapter["spectrogram"]["columns"], 1);
}

TEST(Page, DigitsKeepToTheirRange) {
  EXPECT_EQ(page_digit(-5), 'A');
  EXPECT_EQ(page_digit(0), 'A');
  EXPECT_EQ(page_digit(63), '_');
  EXPECT_EQ(page_digit(999), '_');
}

TEST(WritePage, IsTheSameTwiceAndRemovesOldSound) {
  const testing::TempFolder folder;
  write_sine(folder / "01.wav", 440, 1);
  const fs::path report_folder = folder / "report";
  make_folder(report_folder / "audio");
  std::ofstream(report_folder / "audio" / "01.old.mp3") << "old";
  const synthesis::TakeStore store(folder / ".cache");
  const StopFlag stop;
  contents::ProductionReport report = small_report("text");
  report.changes.push_back({1, 0, "text", "", {"level 2 dB higher"}, {std::string(32, 'a')}, {}});
  write_page(report, store, report_folder, 2, stop);
  const std::string first = read_file(report_folder / "index.html");
  write_page(report, store, report_folder, 1, stop);
  EXPECT_EQ(read_file(report_folder / "index.html"), first);
  EXPECT_EQ(std::distance(fs::directory_iterator(report_folder / "audio"), fs::directory_iterator()), 1);
  EXPECT_EQ(data_of(first)["changes"][0]["before"], "");  // that take is not in the cache
}

}  // namespace
}  // namespace sotto::report
