#include "publish/read_along/read_along_chapter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <regex>

#include "shared/audio.h"

namespace sotto::read_along {
namespace {

using ::testing::ElementsAre;

/// A chapter of lines, each of sentences, in which a word lasts half a second.
class Story {
 public:
  Story() {
    chapter_.number = 3;
    chapter_.title = "The Mask";
  }
  void say(const std::string& who, const std::vector<std::string>& sentences,
           script::Boundary before = script::Boundary::none, const std::string& glue = " ") {
    script::Line line;
    line.who = who;
    line.before = before;
    if (!text_.empty()) text_ += before == script::Boundary::none ? glue : "\n\n";
    line.span.begin = text_.size();
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      if (i > 0) text_ += ' ';
      const std::size_t begin = text_.size();
      text_ += sentences[i];
      add_sentence(begin, chapter_.lines.size());
    }
    line.span.end = text_.size();
    chapter_.lines.push_back(line);
  }
  void title() {
    synthesis::SynthesizedSentence sentence;
    sentence.line = synthesis::kTitle;
    sentence.take = "t";
    sentence.rate = {44100};
    sentence.frames = 44100;
    performed_.sentences.push_back(sentence);
  }
  ReadAlongChapter read(Overlay overlay = Overlay::sentences) const {
    return read_along_chapter(timeline(), performed_, chapter_, {text_, {}, false}, overlay);
  }
  mix::Timeline timeline() const { return mix::plan_timeline(chapter_, performed_, {}); }
  synthesis::SynthesizedChapter performed_;

 private:
  void add_sentence(std::size_t begin, std::size_t line) {
    synthesis::SynthesizedSentence sentence;
    sentence.line = line;
    sentence.take = "t";
    sentence.rate = {44100};
    const std::string said = text_.substr(begin);
    static const std::regex word(R"([A-Za-z']+)");
    for (std::sregex_iterator found(said.begin(), said.end(), word), end; found != end; ++found) {
      const auto at = begin + static_cast<std::size_t>(found->position());
      const auto index = static_cast<std::uint32_t>(sentence.words.size());
      sentence.sentence.words.push_back(
          {{at, at + static_cast<std::size_t>(found->length())}, found->str(), "", false, false});
      sentence.words.push_back({index, index * 22050, index * 22050 + 20000});
    }
    sentence.sentence.span = {sentence.sentence.words.front().manuscript.begin,
                              sentence.sentence.words.back().manuscript.end};
    sentence.frames = static_cast<std::uint32_t>(sentence.words.size() * 22050);
    performed_.sentences.push_back(sentence);
  }
  std::string text_;
  script::ScriptChapter chapter_;
};

/// "who: text", with "|" between parts, and "/" where no space stands before the sentence.
std::vector<std::string> shown(const ReadAlongChapter& chapter) {
  std::vector<std::string> all;
  for (const ReadParagraph& paragraph : chapter.paragraphs) {
    std::string text = paragraph.scene_before ? "* " : "";
    for (const ReadSentence& sentence : paragraph.sentences) {
      if (&sentence != &paragraph.sentences.front()) text += sentence.space_before ? " " : "/";
      text += sentence.who + ":";
      for (const ReadText& part : sentence.text) {
        text += "|";
        for (const ReadText::Word& word : part.words) {
          if (&word != &part.words.front()) text += " ";
          text += word.emphasised ? "<" + word.text + ">" : word.text;
        }
      }
    }
    all.push_back(text);
  }
  return all;
}

void expect_contiguous(const ReadAlongChapter& chapter, const mix::Timeline& timeline) {
  ASSERT_FALSE(chapter.clips.empty());
  EXPECT_EQ(chapter.clips.front().begin, 0);
  for (std::size_t i = 0; i + 1 < chapter.clips.size(); ++i) {
    EXPECT_EQ(chapter.clips[i].end, chapter.clips[i + 1].begin);
    EXPECT_LT(chapter.clips[i].begin, chapter.clips[i].end);
  }
  EXPECT_NEAR(static_cast<double>(chapter.clips.back().end), seconds(timeline.length, kMasterRate).value * 1000, 1);
}

TEST(ReadAlongChapters, HoldEveryWordWithItsSpeaker) {
  Story story;
  story.title();
  story.say("narrator", {"Rain fell.", "It did *not* stop."});
  story.say("meg", {"\"Go,", "(now)!\""}, script::Boundary::paragraph);
  story.say("narrator", {"she said."});
  story.say("erik", {"\"No\""}, script::Boundary::scene);
  story.say("narrator", {"--he laughed."}, script::Boundary::none, "");
  const ReadAlongChapter read = story.read();
  EXPECT_THAT(shown(read),
              ElementsAre("narrator:|Rain fell. narrator:|It did <not> stop.",
                          "meg:|\"Go, meg:|(now)!\" narrator:|she said.", "* erik:|\"No\"/narrator:|--he laughed."));
  ASSERT_EQ(read.clips.size(), 8U);
  EXPECT_EQ(read.clips.front().id, "title");
  EXPECT_EQ(read.clips.back().id, read.paragraphs.back().sentences.back().id);
  expect_contiguous(read, story.timeline());
}

TEST(ReadAlongChapters, AClipBeginsWhenItsSentenceIsHeard) {
  Story story;
  story.say("narrator", {"One two.", "Three four."});
  const ReadAlongChapter read = story.read();
  const mix::Timeline timeline = story.timeline();
  ASSERT_EQ(read.clips.size(), 2U);
  EXPECT_NEAR(static_cast<double>(read.clips[1].begin), seconds(timeline.cues[1].begin, kMasterRate).value * 1000, 1);
}

TEST(ReadAlongChapters, ByWordsEveryWordThatIsHeardIsLitUp) {
  Story story;
  story.say("meg", {"\"Oh -- no,\" 12 *dear* friend."});
  const ReadAlongChapter read = story.read(Overlay::words);
  EXPECT_THAT(shown(read), ElementsAre("meg:|\"Oh --|no,\" 12|<dear>|friend."));
  ASSERT_EQ(read.clips.size(), 4U);
  EXPECT_EQ(read.clips[1].begin - read.clips[0].begin, read.clips[1].begin);
  EXPECT_NEAR(static_cast<double>(read.clips[2].begin - read.clips[1].begin), 500, 1);
  EXPECT_TRUE(read.paragraphs[0].sentences[0].id.empty());
  expect_contiguous(read, story.timeline());
}

TEST(ReadAlongChapters, WhatIsNotHeardIsShownAllTheSame) {
  Story story;
  story.say("narrator", {"One.", "Two.", "Three."});
  story.performed_.sentences[1].take.clear();
  const ReadAlongChapter read = story.read();
  EXPECT_THAT(shown(read), ElementsAre("narrator:|One. narrator:|Two. narrator:|Three."));
  EXPECT_TRUE(read.paragraphs[0].sentences[1].id.empty());
  EXPECT_EQ(read.clips.size(), 2U);
}

}  // namespace
}  // namespace sotto::read_along
