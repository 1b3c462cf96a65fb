#pragma once

/// Productions that many tests begin with: made once for all processes that run tests at the same time.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "end_to_end/sotto.h"
#include "shared/files.h"
#include "support/folders.h"

namespace sotto::end_to_end {

/// Copies what is in a folder over what is in another. Files keep their times, by which the program knows its own.
inline void copy_with_times(const std::filesystem::path& from, const std::filesystem::path& to) {
  namespace fs = std::filesystem;
  fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    if (!entry.is_regular_file() || entry.is_symlink()) continue;
    fs::last_write_time(to / fs::relative(entry.path(), from), entry.last_write_time());
  }
}

/// The folder of a fixture: what `make` leaves in a folder of its own, moved to its name. It is there to be copied, and
/// never changed. ctest names the folder of all fixtures (SOTTO_TEST_FIXTURES) and empties it before and after a run;
/// without that name they last as long as the process. Throws where `make` reports a failure.
inline std::filesystem::path fixture(const std::string& name, const std::function<void(const TempFolder&)>& make) {
  namespace fs = std::filesystem;
  static const TempFolder own;
  const char* shared = std::getenv("SOTTO_TEST_FIXTURES");
  const fs::path root = shared != nullptr ? fs::path(shared) : own.path();
  fs::create_directories(root);
  const int lock = ::open((root / (name + ".lock")).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (lock < 0 || ::flock(lock, LOCK_EX) != 0) throw std::runtime_error("cannot lock the fixture " + name);
  const fs::path place = root / name;
  if (!fs::exists(place)) {
    const TempFolder made;
    make(made);
    if (::testing::Test::HasFailure()) throw std::runtime_error("the fixture " + name + " could not be made");
    const fs::path part = root / (name + ".part");
    fs::remove_all(part);
    copy_with_times(made.path(), part);
    fs::rename(part, place);
  }
  ::close(lock);  // and with it the lock
  return place;
}

/// Copies a fixture over what is in a folder.
inline void copy_fixture(const std::filesystem::path& from, const TempFolder& to) { copy_with_times(from, to.path()); }

/// The first chapter of the sample book, produced from its manuscript and its committed script.
inline std::filesystem::path sample_chapter() {
  return fixture("sample-chapter", [](const TempFolder& folder) {
    const std::filesystem::path source = testing::source_folder();
    for (const char* name : {"story/the-mask/01-the-mask.md", "story/the-mask/book.yaml", "story/the-mask/limits.yaml",
                             "scripts/the-mask/01-the-mask.yaml"}) {
      folder.write(name, read_file(source / name));
    }
    const Outcome made = sotto(folder, {"produce", "the-mask", "-j", "2"});
    EXPECT_EQ(made.status, 0) << made.err;
    EXPECT_EQ(temporary_files(folder.path()), std::vector<std::string>());
  });
}

}  // namespace sotto::end_to_end
