#include "synthesis/take_queue.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "shared/fields.h"

namespace sotto::synthesis {

namespace {

/// Fewer requests that wait than this, and the next chapters are planned.
constexpr std::size_t kFewWaiting = 16;
/// So many sentences are planned together, in whole chapters: the workers then rarely change their voice.
constexpr std::size_t kPlannedTogether = 512;
/// No further chapter is planned while so many sentences are on their way.
constexpr std::size_t kMostOnTheWay = 4096;

}  // namespace

TakeQueue::TakeQueue(const NextChapter& next, const ChapterSynthesized& done, const TakeStore& store,
                     std::int64_t proved_until_ns, Progress& progress)
    : next_chapter_(next), done_(done), store_(store), proved_until_ns_(proved_until_ns), progress_(progress) {}

std::optional<TakeRequest> TakeQueue::next() {
  if (waiting_.size() < kFewWaiting) plan_ahead();
  if (waiting_.empty()) return std::nullopt;
  TakeRequest request = std::move(waiting_.front());
  waiting_.pop_front();
  return request;
}

void TakeQueue::keep(const TakeRequest& request, const TakeOutcome& outcome) {
  Entry& entry = takes_.at(request.id);
  entry.info = outcome.info;
  entry.reason = outcome.reason;
  if (outcome.info) ++counts_.made;
  progress_.advance(entry.bytes);
  for (Chapter* chapter : entry.waiting) --chapter->awaited;
  entry.waiting.clear();
  hand_on();
}

void TakeQueue::plan_ahead() {
  std::vector<TakeRequest> requests;
  std::size_t planned = 0;
  while (!ended_ && planned < kPlannedTogether && (chapters_.empty() || on_the_way_ < kMostOnTheWay)) {
    std::optional<ChapterRequests> sentences = next_chapter_();
    ended_ = !sentences;
    if (ended_) break;
    const std::size_t before = requests.size();
    chapters_.push_back(std::make_unique<Chapter>());
    plan(std::move(*sentences), *chapters_.back(), requests);
    planned += requests.size() - before;
    hand_on();
  }
  sort_by_voice(requests);
  std::move(requests.begin(), requests.end(), std::back_inserter(waiting_));
}

void TakeQueue::plan(ChapterRequests sentences, Chapter& planned, std::vector<TakeRequest>& requests) {
  for (SentenceRequest& request : sentences) {
    const TakeId& id = planned.takes.emplace_back(request.take.id);
    Entry& entry = takes_[id];
    const auto bytes = static_cast<std::int64_t>(request.sentence.span.size());
    SynthesizedSentence& sentence = planned.synthesized.sentences.emplace_back();
    sentence.line = request.line;
    sentence.sentence = std::move(request.sentence);
    if (++entry.sentences == 1) {
      entry.bytes = bytes;
      look_up(id, entry);
      if (entry.fresh) requests.push_back(std::move(request.take));
    } else {
      progress_.expect_more(-bytes);
    }
    // Fresh, and neither made nor given up.
    const bool awaited = entry.fresh && !entry.info && entry.reason.empty();
    if (awaited && (entry.waiting.empty() || entry.waiting.back() != &planned)) {
      entry.waiting.push_back(&planned);
      ++planned.awaited;
    }
  }
  on_the_way_ += planned.takes.size();
}

/// What is there but damaged is to be made again.
void TakeQueue::look_up(const TakeId& id, Entry& entry) {
  entry.info = store_.load_info(id, proved_until_ns_);
  entry.fresh = !entry.info;
  if (entry.info) progress_.expect_more(-entry.bytes);
  if (entry.fresh && store_.holds(id)) ++counts_.damaged;
}

/// Those of one voice together.
void TakeQueue::sort_by_voice(std::vector<TakeRequest>& requests) {
  std::vector<std::pair<std::size_t, std::size_t>> order;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    order.emplace_back(voices_.emplace(hash_of(requests[i].voice), voices_.size()).first->second, i);
  }
  std::sort(order.begin(), order.end());
  std::vector<TakeRequest> sorted;
  sorted.reserve(requests.size());
  for (const auto& [voice, index] : order) sorted.push_back(std::move(requests[index]));
  requests = std::move(sorted);
}

/// Hands on the chapters whose turn it is and that have their takes.
void TakeQueue::hand_on() {
  while (!chapters_.empty() && chapters_.front()->awaited == 0) {
    const std::unique_ptr<Chapter> chapter = std::move(chapters_.front());
    chapters_.pop_front();
    on_the_way_ -= chapter->takes.size();
    finish(*chapter);
    done_(std::move(chapter->synthesized));
  }
}

/// Gives each sentence its take, and notes those that have none.
void TakeQueue::finish(Chapter& chapter) {
  for (std::size_t i = 0; i < chapter.takes.size(); ++i) {
    const auto found = takes_.find(chapter.takes[i]);
    Entry& entry = found->second;
    SynthesizedSentence& sentence = chapter.synthesized.sentences[i];
    sentence.fresh = entry.fresh;
    const bool last = --entry.sentences == 0;
    if (entry.info && entry.info->frames > 0) {
      sentence.take = chapter.takes[i];
      sentence.rate = entry.info->rate;
      sentence.frames = entry.info->frames;
      sentence.words = last ? std::move(entry.info->words) : entry.info->words;
    } else {
      chapter.synthesized.unsaid.push_back({i, entry.info ? std::string() : entry.reason});
    }
    if (last) takes_.erase(found);
  }
}

}  // namespace sotto::synthesis
