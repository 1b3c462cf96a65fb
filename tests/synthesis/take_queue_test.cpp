#include "synthesis/take_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_folder.h"

namespace sotto::synthesis {
namespace {

using ::testing::ElementsAre;

/// A chapter whose takes have these names.
ChapterRequests chapter(const std::vector<std::string>& takes) {
  ChapterRequests requests;
  for (const std::string& take : takes) {
    SentenceRequest& request = requests.emplace_back();
    request.take.id = std::string(31, '0') + take;
    request.sentence.span = {0, 10};
  }
  return requests;
}

class Queue : public ::testing::Test {
 protected:
  void SetUp() override {
    next = [this]() -> std::optional<ChapterRequests> {
      if (asked == chapters.size()) return std::nullopt;
      return chapters[asked++];
    };
    done = [this](SynthesizedChapter chapter) { finished.push_back(std::move(chapter)); };
  }
  static TakeOutcome outcome(std::uint32_t frames) {
    TakeOutcome outcome;
    outcome.info.emplace();
    outcome.info->frames = frames;
    return outcome;
  }
  testing::TempFolder folder;
  TakeStore store{folder.path()};
  std::unique_ptr<Progress> silent = silent_progress();
  std::vector<ChapterRequests> chapters;
  std::size_t asked = 0;
  std::vector<SynthesizedChapter> finished;
  NextChapter next;
  ChapterSynthesized done;
};

TEST_F(Queue, AsksForEachTakeOnceAndHandsChaptersOnInOrder) {
  chapters = {chapter({"a", "b", "a"}), chapter({"b"}), chapter({})};
  TakeQueue queue(next, done, store, TakeStore::kNeverChanged, *silent);
  const auto a = queue.next();
  const auto b = queue.next();
  ASSERT_TRUE(a && b);
  EXPECT_FALSE(queue.next());
  queue.keep(*b, outcome(5));
  EXPECT_TRUE(finished.empty()) << "the second has its takes, and is not yet its turn";
  queue.keep(*a, outcome(7));
  ASSERT_EQ(finished.size(), 3U);
  EXPECT_EQ(finished[0].sentences[0].frames, 7U);
  EXPECT_EQ(finished[0].sentences[1].frames, 5U);
  EXPECT_EQ(finished[0].sentences[2].take, a->id);
  EXPECT_EQ(finished[1].sentences[0].take, b->id);
  EXPECT_TRUE(finished[2].sentences.empty());
  EXPECT_EQ(queue.counts().made, 2U);
}

TEST_F(Queue, NotesWhatTheEngineCannotSay) {
  chapters = {chapter({"a", "b"})};
  TakeQueue queue(next, done, store, TakeStore::kNeverChanged, *silent);
  const auto a = queue.next();
  const auto b = queue.next();
  queue.keep(*a, {std::nullopt, "it hangs"});
  queue.keep(*b, outcome(0));
  ASSERT_EQ(finished.size(), 1U);
  ASSERT_EQ(finished[0].unsaid.size(), 2U);
  EXPECT_EQ(finished[0].unsaid[0].reason, "it hangs");
  EXPECT_EQ(finished[0].unsaid[1].reason, "") << "it makes no sound";
  EXPECT_TRUE(finished[0].sentences[1].take.empty());
}

TEST_F(Queue, PlansOnlyAFewChaptersAhead) {
  for (int c = 0; c < 100; ++c) {
    std::vector<std::string> takes;
    chapters.push_back(chapter({}));
    for (int i = 0; i < 600; ++i) {
      chapters.back().emplace_back().take.id = std::to_string(c) + "-" + std::to_string(i);
    }
  }
  TakeQueue queue(next, done, store, TakeStore::kNeverChanged, *silent);
  std::size_t most = 0;
  while (const auto request = queue.next()) {
    queue.keep(*request, outcome(1));
    most = std::max(most, asked - finished.size());
  }
  EXPECT_EQ(finished.size(), 100U);
  EXPECT_LE(most, 3U);
}

}  // namespace
}  // namespace sotto::synthesis
