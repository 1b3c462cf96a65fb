// The tests are also the workers that they start, and the other process that makes a chapter from its job:
// `--make-chapter JOB CACHE FOLDER`.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <exception>
#include <iostream>
#include <string_view>

#include "production/make_chapter.h"
#include "shared/files.h"
#include "support/folders.h"
#include "synthesis/engine_worker.h"

namespace {

int make_chapter(char** words) {
  try {
    const auto job = sotto::production::read_chapter_job(sotto::read_file(words[0]));
    sotto::synthesis::TakeStore store(words[1]);
    const auto progress = sotto::silent_progress();
    const sotto::synthesis::SynthesisSettings settings{.workers = 1,
                                                       .voice_folders = {sotto::testing::source_folder() / "voices"}};
    sotto::production::make_chapter(job, store, words[2], settings, *progress, {});
  } catch (const std::exception& failure) {
    std::cerr << failure.what() << "\n";
    return 1;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (const auto status = sotto::synthesis::engine_worker_main(argc, argv)) return *status;
  if (argc == 5 && std::string_view(argv[1]) == "--make-chapter") return make_chapter(argv + 2);
  ::testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
