#include "publish/captions.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "publish/caption_text.h"
#include "shared/audio.h"
#include "shared/text.h"

namespace sotto::publish {
namespace {

using nlohmann::json;

/// A chapter in which each line is one sentence and each word is said in half a second.
class Story {
 public:
  explicit Story(std::string title = "The Mask") {
    chapter_.number = 2;
    chapter_.title = std::move(title);
    for (const auto& [id, name] : {std::pair("narrator", "Narrator"), std::pair("meg", "Meg <Giry> & Co")}) {
      document::Character& character = script_.cast.emplace_back();
      character.id = id;
      character.name = name;
    }
    synthesis::SynthesizedSentence announced;
    announced.line = synthesis::kTitle;
    announced.take = "t";
    announced.rate = {22050};
    announced.frames = 22050;
    performed_.sentences.push_back(announced);
  }

  void say(const std::string& who, const std::string& text, const std::string& how = {}) {
    if (!manuscript_.text.empty()) manuscript_.text += "\n\n";
    script::Line line;
    line.span.begin = manuscript_.text.size();
    manuscript_.text += text;
    line.span.end = manuscript_.text.size();
    line.who = who;
    line.how = how;
    line.say = fold_space(text);
    synthesis::SynthesizedSentence sentence;
    sentence.line = chapter_.lines.size();
    sentence.sentence.span = line.span;
    sentence.take = "t";
    static const std::regex word_pattern(R"([A-Za-z0-9'é]+)");
    for (std::sregex_iterator word(text.begin(), text.end(), word_pattern), end; word != end; ++word) {
      const auto begin = line.span.begin + static_cast<std::size_t>(word->position());
      normalization::NormalizedWord spoken;
      spoken.manuscript = {begin, begin + static_cast<std::size_t>(word->length())};
      spoken.text = word->str();
      const auto index = static_cast<std::uint32_t>(sentence.words.size());
      sentence.words.push_back({index, index * 11025, index * 11025 + 9000});
      sentence.sentence.words.push_back(spoken);
    }
    sentence.rate = {22050};
    sentence.frames = static_cast<std::uint32_t>(sentence.words.size()) * 11025;
    performed_.sentences.push_back(sentence);
    chapter_.lines.push_back(line);
  }

  std::vector<Caption> captions() const {
    return captions_of(timeline(), performed_, chapter_, speaker_names(script_), normalization::written(manuscript_));
  }
  std::string vtt() const { return webvtt(captions()); }
  json timings() const {
    return json::parse(
        timings_json(timeline(), performed_, chapter_, speaker_names(script_), CodePointOffsets(manuscript_.text)));
  }
  mix::Timeline timeline() const { return mix::plan_timeline(chapter_, performed_, {}); }

  document::Manuscript manuscript_;
  script::ScriptChapter chapter_;
  synthesis::SynthesizedChapter performed_;
  script::Script script_;
};

struct ReadCaption {
  double begin = 0;
  double end = 0;
  std::vector<std::string> lines;
};

/// Reads WebVTT as strictly as a validator: anything unexpected is a failure.
std::vector<ReadCaption> parse_vtt(const std::string& text) {
  std::vector<ReadCaption> captions;
  std::istringstream in(text);
  std::string line;
  EXPECT_TRUE(std::getline(in, line) && line == "WEBVTT");
  EXPECT_TRUE(std::getline(in, line) && line.empty());
  static const std::regex times(R"((\d\d+):([0-5]\d):([0-5]\d\.\d{3}) --> (\d\d+):([0-5]\d):([0-5]\d\.\d{3}))");
  static const std::regex entity("&(amp|lt|gt);");
  while (std::getline(in, line)) {
    std::smatch m;
    if (!std::regex_match(line, m, times)) {
      ADD_FAILURE() << "no times: " << line;
      return captions;
    }
    const auto at = [&](int i) { return std::stod(m[i]) * 3600 + std::stod(m[i + 1]) * 60 + std::stod(m[i + 2]); };
    ReadCaption caption{at(1), at(4), {}};
    EXPECT_LT(caption.begin, caption.end);
    if (!captions.empty()) {
      EXPECT_LE(captions.back().end, caption.begin + 1e-9);
    }
    while (std::getline(in, line) && !line.empty()) {
      EXPECT_EQ(line.find("-->"), std::string::npos);
      std::string shown = line;
      if (caption.lines.empty()) {
        EXPECT_TRUE(line.starts_with("<v ")) << line;
        shown = line.substr(line.find('>') + 1);
      }
      EXPECT_EQ(shown.find('<'), std::string::npos) << shown;
      EXPECT_EQ(shown.find('>'), std::string::npos) << shown;
      EXPECT_EQ(std::regex_replace(shown, entity, "").find('&'), std::string::npos) << shown;
      EXPECT_LE(count_code_points(std::regex_replace(shown, entity, "x")), kCaptionWidth) << shown;
      caption.lines.push_back(shown);
    }
    EXPECT_GE(caption.lines.size(), 1U);
    EXPECT_LE(caption.lines.size(), kCaptionLines);
    captions.push_back(caption);
  }
  return captions;
}

TEST(Captions, TitleThenSentencesWithTheirSpeakers) {
  Story story;
  story.say("narrator", "Rain ran down the window.");
  story.say("meg", "“Who is *there*?”");
  EXPECT_EQ(story.vtt(),
            "WEBVTT\n"
            "\n00:00:00.750 --> 00:00:01.750\n<v Narrator>The Mask\n"
            "\n00:00:04.250 --> 00:00:06.750\n<v Narrator>Rain ran down the window.\n"
            "\n00:00:07.250 --> 00:00:08.750\n<v Meg &lt;Giry&gt; &amp; Co>“Who is there?”\n");
}

TEST(Captions, HostileTextStaysValid) {
  Story story("A --> B\n\nNOTE <c>");
  story.say("narrator", "He wrote 00:01 --> 00:02 <b>bold</b> & more;\n\n\tnothing\x01 broke.");
  story.say("meg", std::string(200, 'a') + " " + std::string(43, 'b'));
  story.say("meg", "x");
  const auto captions = parse_vtt(story.vtt());
  EXPECT_GT(captions.size(), 5U);
}

TEST(Captions, LongSentencesAreCutWhereTheirWordsAreSaid) {
  Story story;
  std::string text;
  for (int i = 0; i < 60; ++i)
    text += (i > 0 ? (i % 9 == 0 ? ", " : " ") : "") + std::string("word") + std::to_string(i);
  story.say("narrator", text + ".");
  const auto captions = parse_vtt(story.vtt());
  ASSERT_GT(captions.size(), 4U);
  std::string joined;
  const double start = seconds(story.timeline().cues[1].begin, kMasterRate).value;
  for (std::size_t i = 1; i < captions.size(); ++i) {
    const std::string& first = captions[i].lines.front();
    const int number = std::stoi(first.substr(4));
    EXPECT_NEAR(captions[i].begin, start + 0.5 * number, 0.002) << first;
    for (const std::string& line : captions[i].lines) joined += (joined.empty() ? "" : " ") + line;
  }
  EXPECT_EQ(joined, text + ".");
}

TEST(Captions, LastSevenSecondsAtMost) {
  Story story;
  // Half a second a word: 16 s in what fits on two lines.
  story.say("narrator", "He was, as he is, so, as it is, so: I do; as I do, so do I, so do we all, if at all.");
  const auto captions = parse_vtt(story.vtt());
  ASSERT_GT(captions.size(), 2U);
  for (const ReadCaption& caption : captions) EXPECT_LE(caption.end - caption.begin, 7.0005);
  EXPECT_EQ(captions[1].lines.back().back(), ';');
}

TEST(Captions, SayTheHeadingAsItIsRead) {
  Story story;
  story.chapter_.heading_text = "Chapter II. The Mask";
  story.say("narrator", "Rain.");
  EXPECT_EQ(story.captions().front().lines, std::vector<std::string>{"Chapter II. The Mask"});
  EXPECT_EQ(story.timings()["title"], "The Mask");
  EXPECT_EQ(story.timings()["heading"]["text"], "Chapter II. The Mask");
  EXPECT_EQ(story.timings()["heading"]["start"], 0.75);
}

TEST(Captions, AsSubRipTheyAreNumberedWithACommaBeforeTheMilliseconds) {
  const std::vector<Caption> captions = {{0, 1'500, "Meg", {"One", "two."}},
                                         {3'661'001, 3'662'000, "Erik", {"Three <3"}}};
  EXPECT_EQ(subrip(captions),
            "1\n00:00:00,000 --> 00:00:01,500\nOne\ntwo.\n\n"
            "2\n01:01:01,001 --> 01:01:02,000\nThree <3\n\n");
}

TEST(Captions, AsLyricsTheyCountMinutes) {
  const std::vector<Caption> captions = {{1'239, 1'500, "Meg", {"One", "two."}},
                                         {3'661'001, 3'662'000, "Erik", {"Three"}}};
  EXPECT_EQ(lyrics(captions, "The Mask", "Sotto"), "[ti:The Mask]\n[ar:Sotto]\n[00:01.23]One two.\n[61:01.00]Three\n");
  EXPECT_EQ(lyrics({}, "", ""), "");
}

TEST(Timings, LinesAndWordsWithTheirPlaces) {
  Story story;
  story.say("narrator", "Café noir.");
  story.say("meg", "Yes, now.", "soft");
  const json timings = story.timings();
  EXPECT_EQ(timings["chapter"], 2);
  EXPECT_EQ(timings["title"], "The Mask");
  EXPECT_NEAR(timings["duration"].get<double>(), seconds(story.timeline().length, kMasterRate).value, 0.0006);
  ASSERT_EQ(timings["lines"].size(), 2U);
  const json& cafe = timings["lines"][0];
  EXPECT_EQ(cafe["who"], "narrator");
  EXPECT_EQ(cafe["text"], "Café noir.");
  EXPECT_EQ(cafe["manuscript"], json::array({0, 10}));
  EXPECT_EQ(cafe["words"][1]["text"], "noir");
  EXPECT_EQ(cafe["words"][1]["manuscript"], json::array({5, 9}));
  EXPECT_NEAR(cafe["words"][1]["start"].get<double>(), 4.75, 0.001);
  const json& yes = timings["lines"][1];
  EXPECT_EQ(yes["name"], "Meg <Giry> & Co");
  EXPECT_EQ(yes["how"], "soft");
  EXPECT_EQ(yes["manuscript"], json::array({12, 21}));
  EXPECT_LT(yes["start"], yes["end"]);
}

TEST(Timings, AreWrittenWithThreeDecimals) {
  Story story;
  story.say("narrator", "One two three four five six seven.");
  const std::string text = timings_json(story.timeline(), story.performed_, story.chapter_,
                                        speaker_names(story.script_), CodePointOffsets(story.manuscript_.text));
  EXPECT_FALSE(std::regex_search(text, std::regex(R"(\d\.\d{4})"))) << text;
}

}  // namespace
}  // namespace sotto::publish
