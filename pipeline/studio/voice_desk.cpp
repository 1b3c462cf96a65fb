// The workers live as long as they are asked for something (synthesis/workers.h); here the question for the next take
// simply waits until there is one.

#include "studio/voice_desk.h"

#include <fmt/format.h>
#include <unistd.h>

#include <set>
#include <utility>

#include "mix/chapter_mix.h"
#include "production/make_chapter.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "synthesis/synthesize.h"

namespace sotto::studio {

namespace fs = std::filesystem;

namespace {

constexpr const char* kSomebody = "somebody";
constexpr std::size_t kMostClips = 24;

/// One chapter with one line, said by one voice.
production::ProductionPlan plan_of(const SpokenLine& line, const document::Manuscript& manuscript,
                                   const production::ProductionSettings& settings) {
  production::ProductionInputs inputs;
  inputs.engines = settings.engines;
  inputs.voice_folders = settings.voice_folders;
  inputs.manuscript = {line.say, {{"the line", {0, line.say.size()}}}};
  inputs.manuscript.language = manuscript.language;
  inputs.manuscript.markup = manuscript.markup;
  if (!line.even) {
    publish::DeliveryProfile& profile = inputs.profile;
    profile.loudness = profile.loudness + line.voice.level;
    const auto change = line.voice.deliveries.find(line.how);
    if (change != line.voice.deliveries.end()) profile.loudness = profile.loudness + change->second.level;
  }
  document::Pauses& pauses = inputs.book.pauses;
  pauses.head = Seconds{0.02};
  pauses.tail = Seconds{0.2};
  inputs.book.ambience.scene.bed = {document::Bed::Kind::none};
  script::ScriptChapter& chapter = inputs.script.chapters.emplace_back();
  chapter.number = 1;
  script::Line& said = chapter.lines.emplace_back();
  said.span = {0, line.say.size()};
  said.who = kSomebody;
  said.say = line.say;
  said.how = line.how;
  cast::Cast cast;
  cast.voices.emplace(kSomebody, line.voice);
  cast.voices.emplace(document::kNarrator, line.voice);
  return production::plan_with(std::move(inputs), std::move(cast));
}

}  // namespace

VoiceDesk::VoiceDesk(fs::path cache, const production::ProductionSettings& settings, int workers)
    : store_(std::move(cache)),
      settings_(settings),
      workers_(workers),
      front_ends_(synthesis::open_engines(settings.engines, settings.voices, settings.voice_folders)) {
  thread_ = std::thread([this] { work(); });
}

VoiceDesk::~VoiceDesk() {
  {
    const std::scoped_lock lock(mutex_);
    ended_ = true;
  }
  stop_.set();
  changed_.notify_all();
  thread_.join();
}

void VoiceDesk::work() {
  synthesis::WorkersSettings workers;
  workers.count = workers_;
  const synthesis::SynthesisSettings usual;
  workers.command = usual.worker_command;
  workers.setup.parent = ::getpid();
  workers.setup.cache_folder = fs::absolute(store_.cache_folder()).string();
  workers.setup.time_limit_base = usual.time_limit_base;
  const synthesis::NextRequest next = [&]() -> std::optional<synthesis::TakeRequest> {
    std::unique_lock lock(mutex_);
    if (in_hand_ == 0) changed_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
    if (ended_ || waiting_.empty()) return std::nullopt;
    synthesis::TakeRequest request = std::move(waiting_.front());
    waiting_.pop_front();
    ++in_hand_;
    return request;
  };
  const synthesis::RequestDone done = [&](const synthesis::TakeRequest& request,
                                          const synthesis::TakeOutcome& outcome) {
    const std::scoped_lock lock(mutex_);
    --in_hand_;
    if (const auto found = outcomes_.find(request.id); found != outcomes_.end()) {
      found->second = outcome.info ? "" : outcome.reason.empty() ? "the engine cannot say this" : outcome.reason;
    }
    changed_.notify_all();
  };
  try {
    for (const auto& [id, front_end] : front_ends_) {
      workers.setup.engines.push_back({id, front_end->prepare(store_.cache_folder(), false).setup});
    }
    synthesis::make_takes(next, workers, stop_, done);
  } catch (const Interrupted&) {
  } catch (const std::exception& failure) {
    const std::scoped_lock lock(mutex_);
    failure_ = failure.what();
  }
  const std::scoped_lock lock(mutex_);
  ended_ = true;
  changed_.notify_all();
}

void VoiceDesk::make(const synthesis::ChapterRequests& requests) {
  constexpr const char* kAwaited = "\x01";
  std::set<synthesis::TakeId> wanted;
  std::unique_lock lock(mutex_);
  for (const synthesis::SentenceRequest& request : requests) {
    if (!wanted.insert(request.take.id).second) continue;
    if (outcomes_.contains(request.take.id)) continue;  // another one waits for it already
    if (store_.load_info(request.take.id)) {
      wanted.erase(request.take.id);
      continue;
    }
    outcomes_[request.take.id] = kAwaited;
    waiting_.push_back(request.take);
  }
  changed_.notify_all();
  changed_.wait(lock, [&] {
    return ended_ || std::all_of(wanted.begin(), wanted.end(), [&](const synthesis::TakeId& id) {
             const auto found = outcomes_.find(id);
             return found == outcomes_.end() || found->second != kAwaited;
           });
  });
  if (ended_) throw MachineFailure(failure_.empty() ? "the studio is closing" : failure_);
  std::string trouble;
  for (const synthesis::TakeId& id : wanted) {
    const auto found = outcomes_.find(id);
    if (found == outcomes_.end()) continue;
    if (!found->second.empty()) trouble = found->second;
    outcomes_.erase(found);
  }
  if (!trouble.empty()) throw MachineFailure(trouble);
}

std::string VoiceDesk::speak(SpokenLine line, const document::Manuscript& manuscript) {
  // As in the production: where the voice has a pronunciation of its own, it wins over the book's.
  const auto& of_book = settings_.book.pronunciations;
  line.voice.pronunciations.insert(of_book.begin(), of_book.end());
  ContentHash hash;
  add_to_hash(hash.add(line.how).add(line.say).add(line.even ? 1 : 0), line.voice);
  for (const auto& [word, pronunciation] : line.voice.pronunciations) add_to_hash(hash.add(word), pronunciation);
  const std::string key = hash.hex();
  {
    const std::scoped_lock lock(clips_mutex_);
    if (const auto found = clips_.find(key); found != clips_.end()) return found->second;
  }
  const production::ProductionPlan plan = plan_of(line, manuscript, settings_);
  production::ChapterJob job = production::chapter_job(plan, 0, {});
  job.sound.bed = {};
  job.delivery.expected_loudness = mix::kSpeechLoudness;
  const synthesis::ChapterRequests requests = production::requests_of(job, production::requester_of(plan));
  if (requests.empty()) return {};
  make(requests);
  const synthesis::SynthesizedChapter synthesized = synthesis::find_takes(requests, store_);
  const fs::path folder = store_.cache_folder() / "heard";
  make_folder(folder);
  const fs::path file = folder / fmt::format(".studio-{}-{}.wav", ::getpid(), rendered_++);
  const auto silent = silent_progress();
  production::make_master(job, production::timeline_of(job, synthesized), store_, file, 1, *silent, stop_);
  std::string sound = read_file(file);
  std::error_code none;
  fs::remove(file, none);
  const std::scoped_lock lock(clips_mutex_);
  if (clips_.size() >= kMostClips) clips_.clear();
  clips_[key] = sound;
  return sound;
}

void VoiceDesk::warm_up() {
  const auto narrator = settings_.voices.find(document::kNarrator);
  const auto any = narrator != settings_.voices.end() ? narrator : settings_.voices.begin();
  if (any == settings_.voices.end()) return;
  document::Manuscript manuscript;
  manuscript.language = &document::language_of(settings_.book);
  // A take that no cache has starts a worker.
  speak({any->second, {}, fmt::format("Ready {}.", ::getpid()), true}, manuscript);
}

}  // namespace sotto::studio
