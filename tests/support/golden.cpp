#include "support/golden.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "shared/files.h"
#include "support/folders.h"

namespace sotto::testing {

::testing::AssertionResult matches_golden(std::string_view name, const std::string& actual) {
  const std::filesystem::path path = testing::source_folder() / "tests" / "golden" / name;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    make_folder(path.parent_path());
    write_file(path, actual);
    return ::testing::AssertionSuccess();
  }
  const auto expected = try_read_file(path);
  if (!expected) return ::testing::AssertionFailure() << path << " is missing; bless it with UPDATE_GOLDEN=1";
  if (*expected == actual) return ::testing::AssertionSuccess();
  const auto [e, a] = std::mismatch(expected->begin(), expected->end(), actual.begin(), actual.end());
  const auto line = 1 + std::count(expected->begin(), e, '\n');
  return ::testing::AssertionFailure() << path << " differs from line " << line << " on; expected\n"
                                       << *expected << "\nbut got\n"
                                       << actual;
}

}  // namespace sotto::testing
