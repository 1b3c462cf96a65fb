#pragma once

/// Chapters on their way from their requests to their takes.

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "shared/progress.h"
#include "synthesis/synthesize.h"
#include "synthesis/take_requests.h"
#include "synthesis/take_store.h"
#include "synthesis/workers.h"

namespace sotto::synthesis {

/// Takes chapters from `next` a few at a time, gives out the requests of takes that the store lacks, and hands each
/// chapter on when all its takes are there, in the order in which they came. Memory does not grow with the book. What
/// is given must outlive this.
class TakeQueue {
 public:
  TakeQueue(const NextChapter& next, const ChapterSynthesized& done, const TakeStore& store,
            std::int64_t proved_until_ns, Progress& progress);

  /// The next take to make; nothing while there is none.
  std::optional<TakeRequest> next();
  /// Called with what became of it.
  void keep(const TakeRequest& request, const TakeOutcome& outcome);

  SynthesisCounts counts() const { return counts_; }

 private:
  /// A chapter that has not all its takes, or is not yet its turn.
  struct Chapter {
    SynthesizedChapter synthesized;
    std::vector<TakeId> takes;  ///< of each sentence
    std::size_t awaited = 0;    ///< distinct takes
  };

  /// A take that sentences on their way have in common.
  struct Entry {
    std::optional<TakeInfo> info;
    bool fresh = false;             ///< the store lacked it
    std::string reason;             ///< why it could not be made
    std::size_t sentences = 0;      ///< on their way
    std::int64_t bytes = 0;         ///< of manuscript, of the first of them
    std::vector<Chapter*> waiting;  ///< for its making
  };

  void plan_ahead();
  void plan(ChapterRequests sentences, Chapter& planned, std::vector<TakeRequest>& requests);
  void look_up(const TakeId& id, Entry& entry);
  void sort_by_voice(std::vector<TakeRequest>& requests);
  void hand_on();
  void finish(Chapter& chapter);

  const NextChapter& next_chapter_;
  const ChapterSynthesized& done_;
  const TakeStore& store_;
  std::int64_t proved_until_ns_;
  Progress& progress_;
  bool ended_ = false;                             ///< there is no further chapter
  std::deque<std::unique_ptr<Chapter>> chapters_;  ///< on their way, in order
  std::size_t on_the_way_ = 0;                     ///< their sentences
  std::unordered_map<TakeId, Entry> takes_;        ///< of sentences on their way
  std::deque<TakeRequest> waiting_;
  std::unordered_map<std::string, std::size_t> voices_;  ///< in the order in which they came up
  SynthesisCounts counts_;
};

}  // namespace sotto::synthesis
