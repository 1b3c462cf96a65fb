// Workers with an engine that misbehaves on demand: each fault costs its sentence, and nothing else.

#include "synthesis/workers.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include "shared/failure.h"
#include "shared/files.h"
#include "support/temp_folder.h"
#include "synthesis/engine_worker.h"
#include "synthesis/failing_engine.h"

namespace sotto::synthesis {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

TakeRequest request(const std::string& text, const std::string& voice = "any", int pitch = 50) {
  TakeRequest wanted;
  wanted.voice = {"failing", {{"voice", voice}, {"pitch", pitch}}};
  wanted.text = text;
  std::istringstream words(text);
  std::size_t position = 0;
  for (std::string word; words >> word; position += word.size() + 1) {
    wanted.words.push_back({position, position + word.size()});
  }
  wanted.id = fmt::format("{:032x}", std::hash<std::string>{}(voice + std::to_string(pitch) + text));
  return wanted;
}

/// The worker processes of this test that live.
std::vector<pid_t> living_workers() {
  std::vector<pid_t> found;
  const std::string owner = fmt::format("SOTTO_TEST_OWNER={}", ::getpid());
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const auto command = try_read_file(entry.path() / "cmdline");
    if (!command || command->find("--failing-engine-worker") == std::string::npos) continue;
    if (try_read_file(entry.path() / "environ").value_or("").find(owner) == std::string::npos) continue;
    found.push_back(std::stoi(entry.path().filename()));
  }
  return found;
}

pid_t parent_of(pid_t process) {
  const std::string status = try_read_file(fmt::format("/proc/{}/stat", process)).value_or(") Z 0");
  return std::stoi(status.substr(status.rfind(')') + 4));
}

/// Whether all workers end; what was killed takes a moment to be gone.
bool all_workers_end() {
  for (int i = 0; i < 500 && !living_workers().empty(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return living_workers().empty();
}

class Workers : public ::testing::Test {
 protected:
  Workers() {
    settings.command = failing_worker_command();
    settings.setup.parent = ::getpid();
    settings.setup.cache_folder = folder.path().string();
    settings.setup.engines = {{"failing", ""}};
    settings.setup.time_limit_base = Seconds{30};
    ::setenv("SOTTO_TEST_OWNER", std::to_string(::getpid()).c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
  }

  /// Asks for all of them; `done` hears of each by its index.
  void make_all(
      std::vector<TakeRequest> requests,
      const std::function<void(std::size_t, const TakeOutcome&)>& done = [](std::size_t, const auto&) {}) {
    std::size_t asked = 0;
    make_takes(
        [&]() -> std::optional<TakeRequest> {
          if (asked == requests.size()) return std::nullopt;
          requests[asked].place = asked;
          return requests[asked++];
        },
        settings, stop, [&](const TakeRequest& request, const TakeOutcome& outcome) { done(request.place, outcome); });
  }

  /// "made", or why not, for each request.
  std::vector<std::string> outcomes(const std::vector<TakeRequest>& requests, int count) {
    settings.count = count;
    std::vector<std::string> found(requests.size(), "never told");
    make_all(requests, [&](std::size_t index, const TakeOutcome& outcome) {
      EXPECT_EQ(found[index], "never told");
      found[index] = outcome.info ? "made" : outcome.reason;
      const auto stored = TakeStore(folder.path()).load_info(requests[index].id);
      EXPECT_EQ(stored, outcome.info);
    });
    EXPECT_TRUE(all_workers_end());
    return found;
  }

  testing::TempFolder folder;
  WorkersSettings settings;
  StopFlag stop;
};

TEST_F(Workers, MakeEveryTake) {
  std::vector<TakeRequest> requests;
  requests.reserve(60);
  for (int i = 0; i < 60; ++i) requests.push_back(request(fmt::format("sentence number {}", i), "any", i % 7));
  for (const int count : {1, 2, 5}) {
    const testing::TempFolder another;
    settings.setup.cache_folder = another.path().string();
    settings.count = count;
    std::size_t made = 0;
    make_all(requests, [&](std::size_t, const TakeOutcome& outcome) { made += outcome.info ? 1 : 0; });
    EXPECT_EQ(made, requests.size()) << count;
    for (const TakeRequest& wanted : requests) {
      const auto take = TakeStore(another.path()).load(wanted.id);
      ASSERT_TRUE(take.has_value());
      EXPECT_EQ(take->samples.size(), 3000U);
      // The wave's height is the pitch that this sentence asked for, whatever voice was set before.
      EXPECT_EQ(take->samples[1010], wanted.voice.whole("pitch") * 100);
    }
  }
}

TEST_F(Workers, NothingToMakeStartsNoWorker) {
  settings.command = {"/nonexistent"};
  EXPECT_EQ(outcomes({}, 2), std::vector<std::string>{});
}

TEST_F(Workers, AreAskedForNoMoreThanTheyCanHold) {
  settings.count = 2;
  std::size_t asked = 0;
  std::size_t done = 0;
  make_takes(
      [&]() -> std::optional<TakeRequest> {
        EXPECT_LE(asked - done, 4U) << "two for each worker";
        if (asked == 40) return std::nullopt;
        return request(fmt::format("sentence {}", ++asked));
      },
      settings, stop, [&](const TakeRequest&, const TakeOutcome&) { ++done; });
  EXPECT_EQ(done, 40U);
}

TEST_F(Workers, GoOnWhenThereIsMoreToAskForAfterAPause) {
  // Nothing while the first is being made: then its end brings forth two more.
  std::vector<std::string> texts{"first"};
  std::vector<std::string> made;
  make_takes(
      [&]() -> std::optional<TakeRequest> {
        if (texts.empty()) return std::nullopt;
        TakeRequest wanted = request(texts.back());
        texts.pop_back();
        return wanted;
      },
      settings, stop,
      [&](const TakeRequest& request, const TakeOutcome& outcome) {
        EXPECT_TRUE(outcome.info);
        made.push_back(request.text);
        if (made.size() == 1) texts = {"third", "second"};
      });
  EXPECT_THAT(made, ::testing::UnorderedElementsAre("first", "second", "third"));
}

struct Fault {
  const char* text;
  const char* told;
};

TEST_F(Workers, AFaultCostsItsSentenceOnly) {
  for (const Fault& fault : {Fault{"now crash", "crashed (signal 6)"}, Fault{"now endless", "does not come to an end"},
                             Fault{"now refuse", "refuses"}, Fault{"now kill", "died of it, twice"}}) {
    for (const int count : {1, 2}) {
      const auto told =
          outcomes({request("one"), request("two"), request(fault.text), request("three"), request("four")}, count);
      EXPECT_THAT(told[2], HasSubstr(fault.told));
      for (const std::size_t other : {0U, 1U, 3U, 4U}) EXPECT_EQ(told[other], "made") << fault.text;
    }
  }
}

TEST_F(Workers, AHangCostsItsSentenceOnly) {
  settings.setup.time_limit_base = Seconds{0.5};
  const auto told = outcomes({request("one"), request("now hang"), request("two")}, 2);
  EXPECT_THAT(told, ::testing::ElementsAre("made", HasSubstr("hung"), "made"));
}

TEST_F(Workers, AWorkerThatHangsIsReplaced) {
  // Not the engine with a sentence, which has its limit: the worker itself says nothing any more.
  settings.setup.time_limit_base = Seconds{0.5};
  settings.patience = Seconds{2};
  const auto told = outcomes({request("one"), request("two", "frozen"), request("three")}, 2);
  EXPECT_THAT(told, ::testing::ElementsAre("made", HasSubstr("died of it, twice"), "made"));
}

TEST_F(Workers, AreNotHeldToBeStuckWhileNobodyListens) {
  settings.setup.time_limit_base = Seconds{0.1};
  settings.patience = Seconds{3};
  settings.count = 1;
  std::set<pid_t> started;
  std::size_t done = 0;
  make_all({request("one"), request("two"), request("three")}, [&](std::size_t, const TakeOutcome& outcome) {
    EXPECT_TRUE(outcome.info.has_value()) << outcome.reason;
    // Whoever hears of the first sentence has a chapter to mix. Meanwhile the worker is done with the second.
    if (++done == 1) std::this_thread::sleep_for(std::chrono::seconds(4));
    for (const pid_t worker : living_workers()) {
      if (parent_of(worker) == ::getpid()) started.insert(worker);
    }
  });
  EXPECT_EQ(done, 3U);
  EXPECT_EQ(started.size(), 1U) << "it was replaced";
}

TEST_F(Workers, AFaultThatDoesNotComeAgainCostsNothing) {
  const std::string crash = "once:" + (folder / "crashed").string();
  const std::string kill = "kill:" + (folder / "killed").string();
  EXPECT_EQ(outcomes({request("one"), request(crash), request("two"), request(kill), request("three")}, 1),
            std::vector<std::string>(5, "made"));
  EXPECT_TRUE(fs::exists(folder / "crashed"));
  EXPECT_TRUE(fs::exists(folder / "killed"));
}

TEST_F(Workers, AVoiceThatTheEngineLacksCostsItsSentences) {
  const auto told =
      outcomes({request("one"), request("two", "nobody"), request("three", "deadly"), request("four")}, 1);
  EXPECT_EQ(told[0], "made");
  EXPECT_EQ(told[1], "no such voice");
  EXPECT_THAT(told[2], HasSubstr("died of it"));
  EXPECT_EQ(told[3], "made");
}

TEST_F(Workers, AMissingEngineIsTheMachinesFailure) {
  settings.setup.engines = {{"failing", "missing"}};
  EXPECT_THROW(outcomes({request("one")}, 1), MachineFailure);
  settings.setup.engines = {{"failing", "deadly"}};
  EXPECT_THROW(outcomes({request("one")}, 2), MachineFailure);
  settings.setup.engines = {{"unheard-of", ""}};
  EXPECT_THROW(outcomes({request("one")}, 1), MachineFailure);
  settings.command = {"/nonexistent"};
  EXPECT_THROW(outcomes({request("one")}, 1), MachineFailure);
  EXPECT_TRUE(all_workers_end());
}

TEST_F(Workers, AnEngineThatTheWorkerWasNotToldOfCostsItsSentences) {
  TakeRequest other = request("two");
  other.voice.engine = "unheard-of";
  const auto told = outcomes({request("one"), other, request("three")}, 1);
  EXPECT_THAT(told, ::testing::ElementsAre("made", HasSubstr("no speech engine 'unheard-of'"), "made"));
}

TEST_F(Workers, AStoreThatCannotBeWrittenIsTheMachinesFailure) {
  folder.write("takes", "no folder");
  EXPECT_THROW(outcomes({request("one")}, 1), MachineFailure);
}

TEST_F(Workers, StopEndsThemSoonAlsoAHungOne) {
  settings.setup.time_limit_base = Seconds{3600};
  settings.count = 2;
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    stop.set();
  });
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THROW(make_all({request("hang"), request("hang more")}), Interrupted);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
  stopper.join();
  EXPECT_TRUE(all_workers_end());
}

TEST_F(Workers, AreReplacedWhenKilledFromOutside) {
  std::vector<TakeRequest> requests;
  requests.reserve(300);
  for (int i = 0; i < 300; ++i) requests.push_back(request(fmt::format("sentence {}", i), "any", i / 100));
  settings.count = 2;
  std::size_t made = 0;
  make_all(requests, [&](std::size_t, const TakeOutcome& outcome) {
    EXPECT_TRUE(outcome.info.has_value()) << outcome.reason;
    if (++made % 50 != 0) return;
    // One process of the tower, each time another of the three kinds.
    const auto workers = living_workers();
    if (!workers.empty()) ::kill(workers[made / 50 % workers.size()], SIGKILL);
  });
  EXPECT_EQ(made, requests.size());
  EXPECT_TRUE(all_workers_end());
}

TEST(TimeLimit, GrowsWithTheText) {
  EXPECT_EQ(time_limit(Seconds{10}, 0).value, 10);
  EXPECT_GT(time_limit(Seconds{10}, 400).value, time_limit(Seconds{10}, 10).value);
}

}  // namespace
}  // namespace sotto::synthesis
