#include "synthesis/perform.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>

#include "shared/failure.h"
#include "shared/text.h"
#include "synthesis/engine_data.h"
#include "synthesis/espeak.h"
#include "synthesis/workers.h"

namespace sotto {

namespace {

namespace fs = std::filesystem;

/// A sentence of the performance and the take that it waits for.
struct Sentence {
  PerformedSentence* performed;
  std::size_t place;  ///< in the manuscript
  TakeId take;
};

/// The announced title, spoken by the narrator, and the lines.
std::vector<SpokenSentence> title_sentences(const Manuscript& manuscript, const ScriptChapter& chapter) {
  if (!chapter.heading.empty()) return spoken_heading(manuscript.text, chapter.heading, manuscript.markup);
  return spoken_text(chapter.title);
}

/// Every sentence of the script, what it asks of the engine, and which takes have still to be made.
class Plan {
 public:
  Plan(const Manuscript& manuscript, const Script& script, const Cast& cast, const OwnVariants& variants)
      : manuscript_(manuscript), cast_(cast), variants_(variants), engine_(engine_version()) {
    performance_.chapters.resize(script.chapters.size());
    for (std::size_t i = 0; i < script.chapters.size(); ++i) collect(script.chapters[i], performance_.chapters[i]);
  }

  /// Looks up what the cache has; what is there but damaged is to be made again.
  void look_up(const TakeStore& store, std::int64_t proved_until_ns, Diagnostics& diagnostics) {
    std::size_t damaged = 0;
    for (const TakeId& id : order_) {
      Entry& take = takes_.at(id);
      take.info = store.load_info(id, proved_until_ns);
      if (take.info) {
        take.request = {};  // nobody asks for it: a long book's would fill the memory
        continue;
      }
      take.to_make = true;
      if (store.holds(id)) ++damaged;
    }
    if (damaged > 0) {
      diagnostics.note({}, fmt::format("{} damaged {} in the cache {} made again", damaged,
                                       damaged == 1 ? "take" : "takes", damaged == 1 ? "was" : "were"));
    }
  }

  /// The requests to make, those of one voice together: a worker then rarely changes its voice.
  std::vector<TakeRequest> requests() {
    std::vector<TakeRequest> requests;
    for (const TakeId& id : order_) {
      Entry& entry = takes_.at(id);
      if (entry.to_make) requests.push_back(std::move(entry.request));
    }
    std::unordered_map<std::string, std::size_t> ranks;
    const auto rank = [&](const TakeRequest& request) {
      const EngineVoice& v = request.voice;
      const auto key =
          fmt::format("{} {} {} {} {} {} {}", v.voice, v.variant, v.rate, v.pitch, v.range, v.volume, v.word_gap);
      return ranks.emplace(key, ranks.size()).first->second;
    };
    std::vector<std::pair<std::size_t, std::size_t>> order;
    for (std::size_t i = 0; i < requests.size(); ++i) order.emplace_back(rank(requests[i]), i);
    std::sort(order.begin(), order.end());
    std::vector<TakeRequest> sorted;
    sorted.reserve(requests.size());
    for (const auto& [voice, index] : order) sorted.push_back(std::move(requests[index]));
    return sorted;
  }

  void keep(const TakeId& id, const TakeOutcome& outcome) {
    Entry& entry = takes_.at(id);
    entry.info = outcome.info;
    entry.reason = outcome.reason;
  }

  /// Each sentence with the take that the cache has of it, and without one where it has none.
  Performance unperformed() { return finish(nullptr); }

  /// Gives each sentence its take, and reports those that have none where somebody wants to hear of it.
  Performance finish(Diagnostics* diagnostics) {
    performance_.takes = order_.size();
    for (const Sentence& sentence : sentences_) {
      const Entry& entry = takes_.at(sentence.take);
      sentence.performed->fresh = entry.to_make;
      if (entry.info && entry.info->frames > 0) {
        sentence.performed->take = sentence.take;
        sentence.performed->frames = entry.info->frames;
        sentence.performed->words = entry.info->words;
      } else if (diagnostics != nullptr) {
        report(sentence, entry, *diagnostics);
      }
    }
    for (const TakeId& id : order_) {
      const Entry& take = takes_.at(id);
      if (take.to_make && take.info) ++performance_.made;
    }
    return std::move(performance_);
  }

 private:
  /// One take, known or to be made.
  struct Entry {
    TakeRequest request;
    bool to_make = false;
    std::optional<TakeInfo> info;
    std::string reason;  ///< why it could not be made
  };

  void collect(const ScriptChapter& chapter, PerformedChapter& performed) {
    std::vector<std::pair<std::size_t, std::vector<SpokenSentence>>> lines;
    lines.emplace_back(kTitle, title_sentences(manuscript_, chapter));
    for (std::size_t i = 0; i < chapter.lines.size(); ++i) {
      lines.emplace_back(i, spoken_sentences(manuscript_.text, chapter.lines[i].span, manuscript_.markup));
    }
    std::size_t count = 0;
    for (const auto& [line, sentences] : lines) count += sentences.size();
    performed.sentences.reserve(count);  // sentences_ points into it
    for (auto& [line, sentences] : lines) {
      const bool title = line == kTitle;
      const VoiceProfile& profile = cast_.voice_of(title ? kNarrator : chapter.lines[line].who);
      const std::string how = title ? std::string() : chapter.lines[line].how;
      const std::string engine = engine_ + variants_.fingerprint(::sotto::performed(profile, how).variant);
      for (SpokenSentence& sentence : sentences) {
        TakeRequest request = request_take(sentence, profile, how, engine);
        const std::size_t place = title ? chapter.heading.begin : sentence.span.begin;
        request.place = place;
        performed.sentences.push_back({line, std::move(sentence), {}, 0, {}, false});
        sentences_.push_back({&performed.sentences.back(), place, request.id});
        if (takes_.contains(request.id)) continue;
        order_.push_back(request.id);
        Entry& entry = takes_[request.id];
        entry.request = std::move(request);
      }
    }
  }

  void report(const Sentence& sentence, const Entry& entry, Diagnostics& diagnostics) const {
    if (entry.info) {
      diagnostics.add(manuscript_.diagnostic(Severity::warning, sentence.place, "nothing is heard of this sentence",
                                             "the engine knows no sound for its characters; say it in words"));
    } else {
      diagnostics.add(manuscript_.diagnostic(Severity::error, sentence.place,
                                             "this sentence could not be performed: " + entry.reason,
                                             "everything else was made; reword the sentence, or try again"));
    }
  }

  const Manuscript& manuscript_;
  const Cast& cast_;
  const OwnVariants& variants_;
  std::string engine_;
  Performance performance_;
  std::vector<Sentence> sentences_;
  std::unordered_map<TakeId, Entry> takes_;
  std::vector<TakeId> order_;  ///< of the takes' first sentences
};

}  // namespace

Performance perform(const Manuscript& manuscript, const Script& script, const Cast& cast, const TakeStore& store,
                    const PerformSettings& settings, Progress& progress, const StopFlag& stop,
                    Diagnostics& diagnostics) {
  const OwnVariants variants(settings.variant_folders);
  Plan plan(manuscript, script, cast, variants);
  plan.look_up(store, settings.proved_until_ns, diagnostics);
  if (settings.dry_run) return plan.unperformed();
  const std::vector<TakeRequest> requests = plan.requests();

  WorkersSettings workers;
  workers.count =
      settings.workers > 0 ? settings.workers : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  workers.command = settings.worker_command;
  workers.setup.parent = ::getpid();
  workers.setup.cache_folder = fs::absolute(store.cache_folder()).string();
  workers.setup.time_limit_base = settings.time_limit_base;
  if (!requests.empty() && !variants.empty()) {
    const fs::path data = data_with_variants(espeak_installation().data, variants, store.cache_folder());
    workers.setup.engine_data = fs::absolute(data).string();
  }

  std::int64_t characters = 0;
  for (const TakeRequest& request : requests) characters += static_cast<std::int64_t>(request.text.size());
  progress.begin("perform", characters);
  make_takes(requests, workers, stop, [&](std::size_t index, const TakeOutcome& outcome) {
    plan.keep(requests[index].id, outcome);
    progress.advance(static_cast<std::int64_t>(requests[index].text.size()));
  });
  Performance performance = plan.finish(&diagnostics);
  progress.finish(fmt::format("{} takes, {} new", performance.takes, performance.made));
  return performance;
}

}  // namespace sotto
